"""Every page of the real content, in every state, passes the judge: whole and as a fragment."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from digimatka.core.kinds import (
    Choose,
    Discuss,
    Fill,
    PracticeStep,
    Read,
    Scale,
    Sort,
    Step,
    Write,
)
from digimatka.core.rules import QuestRule, Rules
from digimatka.web.services import NAME, Services
from tests.answers import done_by, right
from tests.conftest import Clock
from tests.web.browser import Browser, Form
from tests.web.world import wrong

WAYS = pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
PAGES = ("/", "/jatka", "/asetukset", "/saavutettavuus", "/tietosuoja", "/sanasto", "/hei-hei")
OWN_PAGES = ("/merkit", "/passi", "/kuka", "/lopeta", "/asetukset?ok", "/hei-hei?poistettu")


def rules_of(app: Flask) -> Rules:
    services: Services = app.extensions[NAME]
    return services.journeys[services.first_journey]


def begin(app: Flask, *, htmx: bool) -> Browser:
    browser = Browser(app, htmx=htmx)
    browser.post("/aloita")
    return browser


def see_everything(browser: Browser, rules: Rules) -> None:
    """The pages that change with the learner's progress."""
    base = f"/matka/{rules.journey.id}"
    chapters = [f"{base}/luku/{chapter.id}" for chapter in rules.journey.chapters]
    quests = [f"{base}/{key}" for key in rules.quests]
    for address in ("/", base, *chapters, *quests, *OWN_PAGES):
        assert browser.get(address).status == 200, address


@WAYS
def test_pages_for_everybody(app: Flask, htmx: bool) -> None:
    browser = Browser(app, htmx=htmx)

    assert {browser.get(address).status for address in PAGES} == {200}
    assert browser.get("/ei-ole").status == 404


@WAYS
def test_a_new_journey(app: Flask, htmx: bool) -> None:
    browser, rules = begin(app, htmx=htmx), rules_of(app)

    see_everything(browser, rules)
    states = set()
    for key, rule in rules.quests.items():
        for step in rule.quest.steps:
            states.add(browser.get(f"/matka/{rules.journey.id}/{key}/{step.id}").status)
    assert states == {200, 303}, "some quests are open and some are locked"


@WAYS
def test_every_step_in_every_state(app: Flask, htmx: bool) -> None:
    browser, rules = begin(app, htmx=htmx), rules_of(app)
    seen = set[type[Step]]()
    steps = [(rule, step) for rule in rules.order for step in rule.quest.steps]
    for nth, (rule, step) in enumerate(steps):
        # Every step in one of the two ways, and the first one of each kind in both.
        in_every_state = nth % 2 == htmx or type(step) not in seen
        seen.add(type(step))
        walk_through(browser, rules, rule, step, in_every_state=in_every_state)
    for rule in rules.order:
        page = browser.get(f"/matka/{rules.journey.id}/{rule.quest.id}").page
        assert "Tehtävä on tehty" in page.main, rule.quest.id
    see_everything(browser, rules)


def walk_through(
    browser: Browser, rules: Rules, rule: QuestRule, step: Step, *, in_every_state: bool
) -> None:
    """A step: new and done; in every state, also answered badly in every way, helped, done anew."""
    url = f"/matka/{rules.journey.id}/{rule.quest.id}/{step.id}"
    assert browser.get(url).status == 200
    if not in_every_state:
        finish(browser, url, step, rules)
        return
    if not isinstance(step, Read | Discuss | PracticeStep):
        for form in bad_answers(step):
            assert browser.post(url, form).status == 422, form
        for shown in range(len(step.hints)):
            hinted = browser.post(url, {"act": "hint", "shown": str(shown)})
            assert step.hints[shown].split()[0] in hinted.main
            assert browser.get(url).status == 200
        if isinstance(step, Scale):
            rate_one_by_one(browser, url, step)
        if isinstance(step, Sort) and step.order:
            assert browser.post(url, {"move": "b:down"}).status == 200
        if step.solution():
            assert "Vastaus" in browser.post(url, {"act": "show"}).main
            assert browser.get(url).status == 200
    finish(browser, url, step, rules)
    if not isinstance(step, Read):
        assert browser.post(url, {"act": "again"}).status == 303
        assert browser.get(url).status == 200
        finish(browser, url, step, rules)


def rate_one_by_one(browser: Browser, url: str, step: Scale) -> None:
    """Every statement but the last, and one back."""
    form: dict[str, str] = {}
    for statement in step.statements[:-1]:
        form |= {"asked": statement.id, statement.id: "4"}
        assert browser.post(url, form).status == 200
    assert browser.post(url, {**form, "act": "back"}).status == 200


def finish(browser: Browser, url: str, step: Step, rules: Rules) -> None:
    """The right answer, and what comes after it."""
    where, form = done_by(rules, step)
    done = browser.post(url + where, form)
    goes_on = isinstance(step, Read | Discuss | PracticeStep)
    stays = isinstance(step, Scale | Write) or (browser.htmx and not goes_on)
    assert done.status == (200 if stays else 303)
    if not stays:
        assert browser.get(done.location).status == 200
    assert "Tämä askel on tehty." in browser.get(url).main


def bad_answers(step: Step) -> Iterator[Form]:
    """Nothing, something wrong, something from an older page, too much."""
    yield {}
    yield {**right(step), "version": "0000000000"}
    if (answer := wrong(step)) is not None:
        yield answer
    if isinstance(step, Choose):
        yield {"choice": ["ei-ole"]}
        if not step.many:
            yield {"choice": list(step.option_ids())}
        elif step.is_graded:
            yield {"choice": list(step.answerable_ids()[:1])}
    if isinstance(step, Sort) and not step.order:
        yield {"item-a": step.groups[0].id}
    if isinstance(step, Scale):
        yield {step.statements[0].id: "2"}
    if isinstance(step, Fill):
        yield {"text": "010190-900P"}


@WAYS
def test_a_half_walked_journey_and_a_long_pause(app: Flask, clock: Clock, htmx: bool) -> None:
    browser, rules = begin(app, htmx=htmx), rules_of(app)
    base = f"/matka/{rules.journey.id}"
    for rule in rules.order[: len(rules.order) // 2]:
        for step in rule.quest.steps:
            where, form = done_by(rules, step)
            browser.post(f"{base}/{rule.quest.id}/{step.id}{where}", form)
    see_everything(browser, rules)
    for days, name in ((1, ""), (29, "Repe")):
        clock.day += timedelta(days=days)
        browser.post("/kuka", {"nickname": name, "picture": "cat"})
        assert "Tervetuloa takaisin" in browser.get(base).page.h1


@WAYS
def test_quests_that_are_left_for_what_they_are(app: Flask, htmx: bool) -> None:
    browser, rules = begin(app, htmx=htmx), rules_of(app)
    for mark, words in {"later": "myöhemmin", "skipped": "Ohitit", "known": "osaan jo"}.items():
        for key in rules.quests:
            url = f"/matka/{rules.journey.id}/{key}"
            if browser.post(url, {"mark": mark}).location == url:
                seen = browser.get(url)
                assert words in seen.main or "aukeaa myöhemmin" in seen.main
        see_everything(browser, rules)


@WAYS
def test_pages_in_every_look(app: Flask, htmx: bool) -> None:
    browser, rules = begin(app, htmx=htmx), rules_of(app)
    look = {"text": "larger", "contrast": "more", "spacing": "wide", "game": "off"}
    browser.post("/asetukset", look)

    see_everything(browser, rules)
    assert browser.get("/asetukset", HX_Request="").page.root.get("data-game") == "off"
