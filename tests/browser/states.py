"""Every kind of page in every state it can be in, and how a person gets there.

The same list is looked at by axe, measured, validated as HTML and walked by keyboard.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from playwright.sync_api import expect

from digimatka.core.commands import CompleteStep
from digimatka.core.rules import Rules
from digimatka.web.limits import PASSPORT_MISSES
from tests.browser.meeting_states import meeting_states
from tests.browser.practice_states import in_a_practice
from tests.browser.stage import Stage, State, of_learner, page
from tests.browser.step_states import in_a_quest, in_a_step

LONGEST_NAME: Final = "Revontulenvaeltajatar 1."  # 24 letters, with nowhere to break


def states(rules: Rules) -> list[State]:
    """All of them, in the order of a journey."""
    return [
        *_before_the_journey(),
        *_on_the_map(rules),
        *in_a_quest(rules),
        *in_a_step(rules),
        *in_a_practice(rules),
        *meeting_states(),
    ]


def _before_the_journey() -> Iterator[State]:
    yield page("landing", "/", "form .btn--main")
    yield page("resume", "/jatka", "#words")
    yield State(
        "resume-misread", lambda s: _resume(s, "kuusi kivi höpsislöpsis tuuli"), "main ul", (422,)
    )
    yield State("resume-missing", lambda s: _resume(s, "kuusi kivi kuusi kivi"), "#errors", (422,))
    yield State("resume-busy", _resume_too_often, "#errors", (429,))
    yield page("left", "/hei-hei")
    yield page("accessibility", "/saavutettavuus")
    yield page("privacy", "/tietosuoja")
    yield page("glossary", "/sanasto", ".words")
    yield page("settings-guest", "/asetukset", "#contrast")
    yield page("not-found", "/tuntematon", ".sorry", 404)
    yield State("bug", lambda s: s.visit.page.goto(f"{s.trouble.address}/vika"), ".sorry", (500,))
    yield State(
        "locked-database",
        lambda s: s.visit.page.goto(f"{s.trouble.address}/lukossa"),
        ".sorry",
        (503,),
    )
    yield of_learner("landing-again", "/", 'main a[href="/lopeta"]')
    yield of_learner("passport", "/passi", "main form")
    yield State("slip", _make_passport, ".slip__words")
    yield State("passport-again", _look_at_the_passport_again, ".note")
    yield of_learner("who", "/kuka", "#nickname")
    yield State("who-private", lambda s: _call(s, "131052-308T"), "#errors", (422,))
    yield of_learner("leave", "/lopeta", ".note--hint")
    yield State("settings-saved", _save_settings, ".feedback--right")


def _resume(stage: Stage, words: str) -> None:
    stage.open("/jatka")
    stage.visit.page.fill("#words", words)
    stage.visit.page.click("main form .btn--main")


def _resume_too_often(stage: Stage) -> None:
    for _ in range(PASSPORT_MISSES):
        stage.trouble.services.limits.note_miss("127.0.0.1")
    stage.visit.page.goto(f"{stage.trouble.address}/jatka")
    stage.visit.page.click("main form .btn--main")


def _make_passport(stage: Stage) -> None:
    stage.begin()
    stage.open("/passi")
    stage.visit.page.click("main form .btn--main")
    expect(stage.visit.page.locator(".slip__words")).to_be_visible()


def _look_at_the_passport_again(stage: Stage) -> None:
    _make_passport(stage)
    stage.open("/passi")


def _call(stage: Stage, nickname: str) -> None:
    stage.begin()
    stage.open("/kuka")
    stage.visit.page.fill("#nickname", nickname)
    stage.visit.page.click("main form .btn--main")


def _save_settings(stage: Stage) -> None:
    stage.begin()
    stage.open("/asetukset")
    stage.visit.page.click("main form .btn--main")


def _on_the_map(rules: Rules) -> Iterator[State]:
    order = [rule.quest.id for rule in rules.order]
    half = order[: len(order) // 2]
    first = f"/matka/{rules.journey.id}"
    yield of_learner("map-new", first, ".map")
    yield State("map-half", lambda s: _map_half(s, half), ".is-started")
    yield of_learner("map-done", first, "main .note--back", *order)
    for chapter in rules.journey.chapters:
        yield of_learner(f"chapter-{chapter.id}", f"{first}/luku/{chapter.id}", ".cards", *half)
    yield of_learner("badges-none", "/merkit", ".sign--waiting")
    yield of_learner("badges-some", "/merkit", "main details", *half)


def _map_half(stage: Stage, quests: Sequence[str]) -> None:
    learner = stage.begin(*quests[:-1])
    steps = stage.product.rules.quests[quests[-1]].quest.steps
    stage.product.act(learner, CompleteStep(quests[-1], steps[0].id))
    stage.open("/kuka")
    stage.visit.page.fill("#nickname", LONGEST_NAME)
    stage.visit.page.check('[name="picture"] >> nth=0')
    stage.visit.page.click("main form .btn--main")
