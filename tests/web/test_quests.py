"""Quests on their pages: open, locked with the nearest key, left for what they are, done."""

import pytest

from tests.answers import right
from tests.web.browser import Browser
from tests.web.conftest import World
from tests.web.steps import finish

WAYS = pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])


MARKS = {
    "Osaan jo": ("known", "osaat jo", "Sanoit: osaan jo"),
    "Teen myöhemmin": ("later", "myöhemmin", "Teet tämän myöhemmin"),
    "Ohitan": ("skipped", "ohitettu", "Ohitit tämän tehtävän"),
}


def state_of(browser: Browser, key: str) -> str:
    (chip,) = browser.get(f"/matka/koe/{key}").page.all("span", class_="chip")[:1]
    return chip.attrib["class"].partition("chip--")[2]


@WAYS
def test_an_open_quest_shows_its_steps_and_where_to_begin(world: World, htmx: bool) -> None:
    seen = world.walker(htmx=htmx).get("/matka/koe/alku")

    links = seen.page.links()
    assert links["Aloita tehtävä"] == "/matka/koe/alku/lue"
    assert links["KUMPI?"] == "/matka/koe/alku/kumpi"
    assert "0 / 2 askelta" in seen.main


def test_a_begun_quest_goes_on_where_it_was_left(walker: Browser) -> None:
    walker.post("/matka/koe/alku/lue")

    seen = walker.get("/matka/koe/alku")

    assert seen.page.links()["Jatka tehtävää"] == "/matka/koe/alku/kumpi"
    assert "1 / 2 askelta" in seen.main
    assert walker.get("/matka/koe").page.links()["Jatka: ALKU"] == "/matka/koe/alku"


LOCKED = [
    (["alku"], "portti", "Tee tehtävä ”LAJIT”.", "/matka/koe/lajit"),
    (["alku/lue"], "lajit", "Tee vielä yksi askel tehtävässä ”ALKU”.", "/matka/koe/alku"),
    ([], "portti", "Aloita tehtävästä ”ALKU”.", "/matka/koe/alku"),
    ([], "vahti", "Ohjaaja avaa tämän, kun sen aika on.", None),
]


@WAYS
@pytest.mark.parametrize("case", LOCKED)
def test_a_locked_quest_says_why_and_what_opens_it(
    world: World, case: tuple[list[str], str, str, str | None], htmx: bool
) -> None:
    done, quest, says, leads = case
    browser = world.walker(htmx=htmx)
    finish(world, browser, *done)

    seen = browser.get(f"/matka/koe/{quest}")

    assert seen.status == 200
    assert "Tämä tehtävä aukeaa myöhemmin" in seen.main
    assert says in seen.main
    assert seen.page.links().get("Mene sinne nyt") == leads
    steps = [href for href in seen.page.links().values() if href.startswith(f"/matka/koe/{quest}/")]
    assert steps == [], "nothing leads into it"
    assert not seen.page.all("form")


@WAYS
def test_no_act_gets_into_a_locked_quest(world: World, htmx: bool) -> None:
    browser = world.walker(htmx=htmx)
    for step in world.rules.quests["lajit"].quest.steps:
        url = f"/matka/koe/lajit/{step.id}"
        acts = [{**right(step)}, *({"act": [act]} for act in ("hint", "show", "accept", "again"))]
        acts += [{"move": ["a:up"]}] if step.id == "rivit" else []
        for form in acts:
            seen = browser.post(url, form)
            assert seen.status == 303, form
            assert browser.visit(seen.location).page.h1 == "LAJIT"
        assert browser.get(url).location == "/matka/koe/lajit"
    assert browser.post("/matka/koe/lajit", {"mark": "known"}).location == "/matka/koe/lajit"
    assert state_of(browser, "lajit") == "locked"


@WAYS
@pytest.mark.parametrize("words", MARKS)
def test_a_quest_can_be_left_for_what_it_is_and_taken_back(
    world: World, words: str, htmx: bool
) -> None:
    mark, state, says = MARKS[words]
    browser = world.walker(htmx=htmx)
    browser.visit("/matka/koe/vapaa")

    seen = browser.press(words)

    assert seen.page.focus == (says if htmx else None)
    assert state_of(browser, "vapaa") == mark
    assert f"5. VAPAA: {state}" in labels(browser)
    assert browser.get("/matka/koe/vapaa/v").status == 200, "it can still be done"

    browser.visit("/matka/koe/vapaa")
    browser.press("Peru valinta")
    assert state_of(browser, "vapaa") == "open"


def labels(browser: Browser) -> set[str]:
    """What the links of the map are called."""
    page = browser.get("/matka/koe").page
    return {e.get("aria-label", "") for e in page.elements()} - {""}


def test_a_mark_that_is_sent_twice_is_one_mark(walker: Browser) -> None:
    first = walker.post("/matka/koe/vapaa", {"mark": "later"})
    before = walker.get("/matka/koe/vapaa").headers["ETag"]

    again = walker.post("/matka/koe/vapaa", {"mark": "later"})

    assert first.location == again.location == "/matka/koe/vapaa"
    assert walker.get("/matka/koe/vapaa").headers["ETag"] == before


@pytest.mark.parametrize("mark", ["", "done", "KNOWN", "known ", "<i>", "x" * 5000])
def test_a_mark_that_there_is_not_is_refused(walker: Browser, mark: str) -> None:
    seen = walker.post("/matka/koe/vapaa", {"mark": mark})

    assert seen.status == 400
    assert "Pyyntöä ei ymmärretty" in seen.main


def test_saying_that_one_knows_it_opens_what_waits_for_it(walker: Browser) -> None:
    seen = walker.post("/matka/koe/alku", {"mark": "known"})

    assert seen.location == "/matka/koe/alku?merkki=rohkea&aukesi=lajit"
    assert "Uusi tehtävä aukesi" in walker.get(seen.location).main
    assert state_of(walker, "lajit") == "open"


def test_skipping_opens_nothing(walker: Browser) -> None:
    assert walker.post("/matka/koe/alku", {"mark": "skipped"}).location == "/matka/koe/alku"
    assert state_of(walker, "lajit") == "locked"


def test_a_done_quest_stays_done_whatever_is_said_of_it(world: World) -> None:
    browser = world.walker()
    finish(world, browser, "alku")

    browser.post("/matka/koe/alku", {"mark": "skipped"})

    assert state_of(browser, "alku") == "done"
    assert "Ohitan" not in browser.get("/matka/koe/alku").main


def test_a_step_done_after_a_mark_takes_the_mark_away(walker: Browser) -> None:
    walker.post("/matka/koe/alku", {"mark": "later"})
    walker.post("/matka/koe/alku/lue")

    assert state_of(walker, "alku") == "started"


def test_sources_are_links_to_other_sites_with_the_day_they_were_checked(walker: Browser) -> None:
    page = walker.get("/matka/koe/alku").page

    assert page.one("a", class_="outside").get("rel") == "external noreferrer"
    assert "tarkistettu 1.11.2026" in page.main


def test_a_chapter_shows_its_quests_and_its_fear(world: World) -> None:
    browser = world.walker()
    before = browser.get("/matka/koe/luku/ranta")
    finish(world, browser, "alku", "lajit")

    after = browser.get("/matka/koe/luku/ranta")

    assert "UTU PELKÄÄ. UTU PIILOSSA." in before.main
    assert "0 / 2 tehtävää" in before.main
    assert "UTU KULKEE." in after.main
    assert "2 / 2 tehtävää" in after.main
