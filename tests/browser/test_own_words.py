"""Pairs, own words, talks and confirmations in a browser, on the journey of the tests of pages."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from digimatka import app as wiring
from digimatka.core.commands import AskConfirmation, CompleteStep, OpenQuest
from digimatka.core.rules import Rules
from digimatka.usecases import learn
from digimatka.usecases.learn import Walker
from digimatka.web.cookies import WALKER
from tests.browser.keyboard import Keyboard
from tests.browser.looks import run_axe, set_look, sticking_out
from tests.browser.product import InThread, in_thread
from tests.browser.test_html import problems_of
from tests.browser.test_measures import TOO_SMALL
from tests.browser.visit import DESK, PHONE, OpenVisit, Screen, Visit, visited
from tests.web.rows import HETU
from tests.web.world import koe

WITH_AND_WITHOUT_JS = pytest.mark.parametrize("has_js", [True, False], ids=["js", "no-js"])
QUEST = "lajit"
LAJIT = "/matka/koe/lajit"
MINE = "Olen Hillevi Kettumäki ja opin verkossa."
MORE = "Haen siivoustyötä."


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the server's data."""
    return tmp_path_factory.mktemp("koe")


@pytest.fixture(scope="module")
def server(data: Path) -> Iterator[InThread]:
    """The product with the journey of the tests of pages, which has every kind of step."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wiring, "read_journeys", lambda _folder: {"koe": koe()})
        with in_thread(data) as running:
            yield running


@pytest.fixture
def open_visit(browser: Browser, server: InThread) -> Iterator[OpenVisit]:
    """Opens visits to that server; each is judged and closed at the end of the test."""
    with ExitStack() as visits:

        def open_one(
            screen: Screen = PHONE, *, has_js: bool = True, home: str | None = None, **look: Any
        ) -> Visit:
            homes = (home or server.address,)
            return visits.enter_context(visited(browser, homes, screen, has_js=has_js, look=look))

        yield open_one


def rules_of(server: InThread) -> Rules:
    return server.services.journeys["koe"]


def learner_of(server: InThread, visit: Visit) -> Walker:
    """A new learner for this browser, to whom the quest with every kind of step is open."""
    visit.context.request.post(f"{server.address}/aloita", max_redirects=0)
    held = {cookie["name"]: cookie["value"] for cookie in visit.context.cookies(server.address)}
    learner_id = int(held[WALKER].partition(".")[0])
    services = server.services
    walker = Walker(services.store, rules_of(server), learner_id, services.today())
    learn.act(walker, OpenQuest(QUEST))
    return walker


def at_step(open_visit: OpenVisit, server: InThread, step: str, *, has_js: bool = True) -> Visit:
    visit = open_visit(PHONE, has_js=has_js)
    learner_of(server, visit)
    visit.page.goto(f"{LAJIT}/{step}")
    return visit


def is_met(visit: Visit, found: Locator) -> None:
    """It is in view; with JavaScript the focus is on it."""
    expect(found).to_be_visible()
    if visit.has_js:
        expect(found).to_be_focused()
        expect(found).to_be_in_viewport()


def stored(data: Path) -> bytes:
    """All that lies in the folder of the data: the database and what it has not yet taken in."""
    files = [file for file in data.rglob("*") if file.is_file()]
    assert any(file.name == "digimatka.db" for file in files)
    return b"".join(file.read_bytes() for file in files)


@WITH_AND_WITHOUT_JS
def test_pairs_are_found_by_keyboard(open_visit: OpenVisit, server: InThread, has_js: bool) -> None:
    visit = at_step(open_visit, server, "parit", has_js=has_js)
    walker = Keyboard(visit)
    visit.expect_failure(422)

    walker.tab_to("#item-a")
    visit.page.keyboard.type("LUETTELO")
    walker.tab_to("#item-b")
    visit.page.keyboard.type("KISSA")
    walker.follow('#answer [value="answer"]')

    is_met(visit, visit.page.locator("#step > .feedback--other"))
    expect(visit.page.locator("#item-a-feedback")).to_contain_text("LUETTELO SE ON.")
    expect(visit.page.locator("#item-b")).to_have_accessible_description("Katso vielä")
    walker.tab_to("#item-b")
    visit.page.keyboard.type("TIEDOSTO")
    walker.follow('#answer [value="answer"]')
    is_met(visit, visit.page.locator("#step > .feedback--right"))


@WITH_AND_WITHOUT_JS
def test_own_words_are_written_by_keyboard_shown_once_and_stored_nowhere(
    open_visit: OpenVisit, server: InThread, data: Path, has_js: bool
) -> None:
    visit = at_step(open_visit, server, "omin-sanoin", has_js=has_js)
    walker = Keyboard(visit)

    walker.tab_to("#own-a")
    visit.page.keyboard.type(MINE)
    walker.tab_to("#own-b")
    visit.page.keyboard.type(MORE)
    walker.follow('#answer [value="answer"]')

    is_met(visit, visit.page.locator("#step > .feedback--right"))
    expect(visit.page.locator(".own__text")).to_have_text([MINE, MORE])
    print_button = visit.page.locator("[data-print]")
    expect(print_button).to_be_visible() if has_js else expect(print_button).to_be_hidden()
    assert "Kettum" not in stored(data).decode("utf-8", "replace")
    visit.page.goto(f"{LAJIT}/omin-sanoin")
    expect(visit.page.locator("main")).not_to_contain_text("Kettumäki")


def test_paper_shows_the_words_with_their_labels_and_nothing_else(
    open_visit: OpenVisit, server: InThread
) -> None:
    visit = at_step(open_visit, server, "omin-sanoin")
    visit.page.fill("#own-a", f"{MINE}\n\nToinen rivi.")
    visit.page.click('#answer [value="answer"]')
    expect(visit.page.locator(".own")).to_be_visible()

    visit.page.emulate_media(media="print")

    words = visit.page.evaluate("document.body.innerText").split("\n")
    assert [line for line in words if line.strip()] == ["KUKA?", MINE, "Toinen rivi."]


def test_the_button_prints(open_visit: OpenVisit, server: InThread) -> None:
    visit = at_step(open_visit, server, "omin-sanoin")
    visit.page.evaluate("window.print = () => { window.hasPrinted = true }")
    visit.page.fill("#own-b", MORE)
    visit.page.click('#answer [value="answer"]')

    visit.page.click("[data-print]")

    assert visit.page.evaluate("window.hasPrinted") is True


@WITH_AND_WITHOUT_JS
def test_a_text_with_a_code_stays_to_be_mended(
    open_visit: OpenVisit, server: InThread, data: Path, has_js: bool
) -> None:
    visit = at_step(open_visit, server, "omin-sanoin", has_js=has_js)
    visit.expect_failure(422)
    visit.page.fill("#own-b", f"{MINE} {HETU}")
    visit.page.click('#answer [value="answer"]')

    is_met(visit, visit.page.locator("#errors"))
    expect(visit.page.locator("#own-b")).to_have_value(f"{MINE} {HETU}")
    visit.page.click("#errors a")
    expect(visit.page.locator("#own-b")).to_be_focused()
    visit.page.fill("#own-b", MINE)
    visit.page.click('#answer [value="answer"]')

    expect(visit.page.locator(".own__text")).to_have_text([MINE])
    visit.page.click('main [value="again"]')
    expect(visit.page.locator("#own-b")).to_have_value(MINE)
    assert HETU.encode() not in stored(data)


@WITH_AND_WITHOUT_JS
def test_paper_is_enough(open_visit: OpenVisit, server: InThread, has_js: bool) -> None:
    visit = at_step(open_visit, server, "omin-sanoin", has_js=has_js)
    walker = Keyboard(visit)

    walker.follow('#answer [value="paper"]')

    is_met(visit, visit.page.locator("#step > .feedback--right"))


@WITH_AND_WITHOUT_JS
@pytest.mark.parametrize(
    ("way", "name"), [("talked", "Keskustelimme"), ("passed", "Ohitan keskustelun")]
)
def test_a_talk_is_had_or_passed(
    open_visit: OpenVisit, server: InThread, way: str, name: str, has_js: bool
) -> None:
    visit = at_step(open_visit, server, "puhukaa", has_js=has_js)
    walker = Keyboard(visit)
    expect(visit.page.locator("#answer")).to_contain_text("Ohittamiseen ei tarvita syytä.")

    walker.tab_to(f'#answer [value="{way}"]')
    expect(visit.page.locator(":focus")).to_have_text(name)
    walker.press("Enter")

    expect(visit.page.get_by_role("heading", level=1)).not_to_have_text("PUHUKAA")
    visit.page.goto(f"{LAJIT}/puhukaa")
    expect(visit.page.locator("#step > .feedback--right")).to_be_visible()


@WITH_AND_WITHOUT_JS
def test_a_step_waits_for_a_facilitator_while_the_learner_goes_on(
    open_visit: OpenVisit, server: InThread, has_js: bool
) -> None:
    visit = at_step(open_visit, server, "yhdessa", has_js=has_js)
    walker = Keyboard(visit)

    walker.follow('#answer [value="ask"]')

    is_met(visit, visit.page.locator("#waiting h2"))
    walker.follow("main .btn--main")
    expect(visit.page.get_by_role("heading", level=1)).not_to_have_text("YHDESSÄ")
    visit.page.goto("/matka/koe")
    expect(visit.page.locator(".card--quest .chip--waiting")).to_have_text("odottaa kuittausta")
    visit.page.goto(f"{LAJIT}/yhdessa")
    visit.page.check("#by-peer")
    visit.page.check("#how-help")
    visit.page.click('#answer [value="answer"]')
    is_met(visit, visit.page.locator("#step > .feedback--right"))


ADDRESSES = ("parit", "omin-sanoin", "puhukaa", "yhdessa")


def shows(server: InThread, visit: Visit) -> Iterator[str]:
    """The new pages one after the other, each in every state: asking, in vain, done, waiting."""
    walker = learner_of(server, visit)
    page = visit.page
    for step in ADDRESSES:
        page.goto(f"{LAJIT}/{step}")
        yield f"{step}-asking"
        if step != "puhukaa":
            page.click('#answer [value="answer"]')
            expect(page.locator("#errors")).to_be_visible()
            yield f"{step}-errors"
    page.goto(f"{LAJIT}/parit")
    for name in ("a", "b"):
        page.select_option(f"#item-{name}", "b")
    page.click('#answer [value="answer"]')
    yield "parit-feedback"
    page.goto(f"{LAJIT}/omin-sanoin")
    page.fill("#own-a", "Pitkäkirjaintapahtumailmoitus" * 12 + f"\n{MINE}")
    page.click('#answer [value="answer"]')
    expect(page.locator(".own")).to_be_visible()
    yield "omin-sanoin-result"
    learn.act(walker, AskConfirmation(QUEST, "yhdessa"))
    for path in (f"{LAJIT}/yhdessa", LAJIT, "/matka/koe"):
        page.goto(path)
        yield f"waiting-{path.rpartition('/')[2]}"
    for found in walker.rules.quests[QUEST].quest.steps:
        if found.id != "yhdessa":
            learn.act(walker, CompleteStep(QUEST, found.id))
    for path in (*(f"{LAJIT}/{step}" for step in ADDRESSES), LAJIT, "/matka/koe"):
        page.goto(path)
        yield f"done-{path.rpartition('/')[2]}"


def test_every_state_fits_320_pixels_is_big_enough_to_touch_and_has_nothing_against_it(
    open_visit: OpenVisit, server: InThread
) -> None:
    visit = open_visit(DESK, reduced_motion="reduce")
    visit.expect_failure(422)
    found = {}

    for name in shows(server, visit):
        set_look(visit.page, 320, 740, "light")
        small = visit.page.evaluate(TOO_SMALL)
        found[name] = [*sticking_out(visit.page), *small, *run_axe(visit.page)["violations"]]

    assert {name: faults for name, faults in found.items() if faults} == {}
    assert len(found) == 18


def test_every_state_is_valid_html(open_visit: OpenVisit, server: InThread, tmp_path: Path) -> None:
    visit = open_visit(PHONE, has_js=False)
    visit.expect_failure(422)

    for name in shows(server, visit):
        document = [r for r in visit.requests if r.resource_type == "document"][-1]
        answer = document.response()
        assert answer is not None
        (tmp_path / f"{name}.html").write_bytes(answer.body())

    assert problems_of(tmp_path) == []
