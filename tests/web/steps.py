"""Learners who have come some way."""

from typing import Final

from tests.answers import right
from tests.web.browser import Browser
from tests.web.conftest import World

ALKU: Final = "/matka/koe/alku"
LAJIT: Final = "/matka/koe/lajit"


def in_lajit(world: World, *, htmx: bool = False) -> Browser:
    """A learner who has opened the quest with every kind of step."""
    browser = world.walker(htmx=htmx)
    browser.post(f"{ALKU}/lue")
    browser.post(f"{ALKU}/kumpi", {"choice": "oikea"})
    return browser


def finish(world: World, browser: Browser, *quests: str) -> None:
    """Does quests, or single steps of them."""
    for name in quests:
        key, _, only = name.partition("/")
        for step in world.rules.quests[key].quest.steps:
            if only in ("", step.id):
                browser.post(f"/matka/koe/{key}/{step.id}", right(step))
