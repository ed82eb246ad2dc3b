"""Pages that are kept for many: everybody gets the page that would have been drawn for them."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from pathlib import Path
from random import Random

import pytest
from flask import Flask
from flask.testing import FlaskClient

from digimatka.core.kinds import Choose, Scale, Step
from digimatka.web import respond
from digimatka.web.pagecache import Pages
from tests.answers import right
from tests.conftest import TODAY, Clock, MakeApp
from tests.web.browser import Form
from tests.web.conftest import World
from tests.web.world import KOE, koe, wrong


@pytest.fixture
def twins(make_app: MakeApp, database: Path) -> tuple[Flask, Flask]:
    """Two of the product, each with a database of its own; the second one keeps no page."""
    other = Path(shutil.copy(database, database.with_name("other.db")))
    keeping, drawing = make_app(KOE), make_app(KOE, database_url=f"sqlite:///{other}")
    drawing.extensions[respond.PAGES] = Pages(0)
    return keeping, drawing


def acts(chance: Random) -> Iterator[tuple[str, Form]]:
    """What a learner does on the whole journey: address and form. Chance answers and leaves out."""
    for rule in koe().order:
        base = f"/matka/koe/{rule.quest.id}"
        marks = [(base, {"mark": chance.choice(("known", "later", "skipped", "open"))})]
        steps: list[tuple[str, Form]] = []
        for step in rule.quest.steps:
            address = f"{base}/{step.id}"
            help_and_mistakes: tuple[Form, ...] = (
                {"act": "hint", "shown": "0"},
                {"act": "show"},
                wrong(step) or {},
            )
            steps += [(address, form) for form in chance.choices(help_and_mistakes, k=2)]
            steps += [(address, answer(step, chance)), (address, {"act": "again"})]
            steps += [(address, answer(step, chance))]
        yield from (act for act in (*marks, *steps) if chance.random() < 0.8)


def answer(step: Step, chance: Random) -> Form:
    """A good answer; where many are good, one of them."""
    if isinstance(step, Choose) and not step.is_graded:
        return {"choice": chance.choice(step.option_ids())}
    if isinstance(step, Scale):
        return {statement.id: chance.choice("12345") for statement in step.statements}
    return right(step)


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_a_kept_page_is_the_page_that_would_be_drawn(
    twins: tuple[Flask, Flask], clock: Clock, htmx: bool
) -> None:
    """Learners who go different ways at the same time meet pages that were made for others."""
    chance = Random(2026)  # noqa: S311 - the same ways every time
    looks: tuple[tuple[str, Form], ...] = (
        *[("/kuka", {})] * 3,
        ("/kuka", {"picture": "cat"}),
        ("/kuka", {"nickname": "Repe"}),
        ("/asetukset", {"game": "off"}),
    )
    headers = {"HX-Request": "true"} if htmx else {}
    walks: list[tuple[tuple[FlaskClient, ...], Iterator[tuple[str, Form]]]] = []
    for address, form in looks:
        pair = tuple(app.test_client() for app in twins)
        for client in pair:
            client.post("/aloita")
            client.post(address, data=form)
        walks.append((pair, acts(chance)))
    everybody = [pair for pair, _ in walks]
    while walks:
        pair, walk = walks[chance.randrange(len(walks))]
        act = next(walk, None)
        if act is None:
            walks.remove((pair, walk))
            continue
        page = chance.choice([*koe().quests, ""])
        kept, drawn = (seen(client, *act, f"/matka/koe/{page}", headers) for client in pair)
        assert kept == drawn, (act, page)
    for days, pair in product((1, 30), everybody):
        clock.day = TODAY + timedelta(days)
        one, other = (client.get("/matka/koe", headers=headers).data for client in pair)
        assert one == other, days


def seen(
    client: FlaskClient, address: str, form: Form, page: str, headers: dict[str, str]
) -> list[bytes]:
    """What an act brings, and pages that it may have changed."""
    answers = [client.post(address, data=form, headers=headers)]
    answers += [client.get(one, headers=headers) for one in (address, page.rstrip("/"))]
    return [answer.data for answer in answers]


def test_a_name_or_a_text_is_in_no_page_of_another(world: World) -> None:
    one, other = world.walker(), world.walker()
    one.post("/kuka", {"nickname": "Kettunen"})
    assert "Kettunen" in one.get("/matka/koe").html

    assert "Kettunen" not in other.get("/matka/koe").html


def test_a_page_is_drawn_once_and_then_kept() -> None:
    pages, drawn = Pages(), []

    def draw() -> str:
        drawn.append("x")
        return "<p>älä</p>"

    assert [pages.get("key", draw).plain.decode() for _ in range(3)] == ["<p>älä</p>"] * 3
    assert len(drawn) == 1


def test_the_pages_used_last_are_kept_when_there_is_no_room_for_all() -> None:
    pages, drawn = Pages(3_000), []

    def get(key: str) -> None:
        def draw() -> str:
            drawn.append(key)
            return key * 1_000

        pages.get(key, draw)

    for key in "abacab":
        get(key)

    assert drawn == ["a", "b", "c", "b"]
