"""Answering: post, redirect, get; what is wrong comes back with what was written and a reason."""

import pytest

from digimatka.core.kinds import Discuss, Read, Scale
from tests.answers import right
from tests.web.browser import Browser, Seen
from tests.web.conftest import World
from tests.web.page import text_of
from tests.web.rows import count
from tests.web.steps import ALKU, LAJIT, in_lajit

WAYS = pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])


@WAYS
def test_reading_leads_straight_on(world: World, htmx: bool) -> None:
    browser = world.walker(htmx=htmx)
    browser.visit(f"{ALKU}/lue")

    seen = browser.press("Luin tämän")

    assert browser.address == f"{ALKU}/kumpi"
    assert seen.page.h1 == "KUMPI?"


def test_a_good_answer_is_seen_after_a_redirect(walker: Browser) -> None:
    walker.visit(f"{ALKU}/kumpi")

    posted = walker.post(f"{ALKU}/kumpi", {"choice": "oikea"})

    assert (posted.status, posted.location) == (303, f"{ALKU}/kumpi")
    seen = walker.visit(posted.location)
    assert "Tämä askel on tehty." in seen.main
    assert "HYVÄ HUOMIO." in seen.main
    assert seen.page.links()["Jatka"] == f"{ALKU}/lue", "the step before is not done yet"


def test_htmx_gets_the_answered_step_at_once(world: World) -> None:
    browser = world.walker(htmx=True)

    seen = browser.post(f"{ALKU}/kumpi", {"choice": "oikea"})

    assert seen.status == 200
    assert "HYVÄ HUOMIO." in seen.main
    assert seen.page.focus == "Tämä askel on tehty."


@WAYS
def test_the_last_step_brings_badges_and_opens_what_comes_next(world: World, htmx: bool) -> None:
    browser = world.walker(htmx=htmx)
    browser.post(f"{ALKU}/lue")
    browser.visit(f"{ALKU}/kumpi")

    seen = browser.press("Tarkista", choice="oikea")

    assert seen.status == 200
    assert "Sait merkin ALOITIT." in seen.main
    assert "YKSIN" in seen.main
    assert seen.page.links()["LAJIT"] == LAJIT
    assert seen.page.links()["Jatka"] == ALKU
    assert "Tehtävä on tehty" in browser.click("Jatka").main


def test_the_moment_stands_in_the_address_and_only_once(world: World) -> None:
    browser = world.walker()
    browser.post(f"{ALKU}/lue")

    done = browser.post(f"{ALKU}/kumpi", {"choice": "oikea"})
    again = browser.post(f"{ALKU}/kumpi", {"choice": "oikea"})

    assert done.location == f"{ALKU}/kumpi?merkki=yksin.rohkea&aukesi=lajit"
    assert again.location == f"{ALKU}/kumpi"


@pytest.mark.parametrize(
    "query",
    [
        "merkki=rohkea",
        "merkki=rohkea.yksin&aukesi=lajit.portti.vahti",
        "merkki=ei-ole&aukesi=ei-ole",
        "merkki=...&aukesi=.",
        "merkki=%3Cscript%3E&aukesi=%00",
        "aukesi=alku",
    ],
)
def test_a_forged_moment_shows_nothing_that_was_not_reached(walker: Browser, query: str) -> None:
    for address in (ALKU, f"{ALKU}/lue"):
        seen = walker.get(f"{address}?{query}")
        assert "Sait merkin" not in seen.main
        assert ("aukesi" in seen.main) == (query == "aukesi=alku"), "alku is open indeed"


def test_a_moment_named_twice_is_told_once(world: World) -> None:
    browser = in_lajit(world)

    seen = browser.get(f"{ALKU}?merkki=rohkea.rohkea&aukesi=lajit.lajit")

    assert seen.main.count("Sait merkin") == 1
    (opened,) = seen.page.all("div", class_="note--tip")
    assert text_of(opened) == "Uusi tehtävä aukesi LAJIT"


@WAYS
def test_an_answer_that_is_sent_twice_counts_once(world: World, htmx: bool) -> None:
    browser = in_lajit(world, htmx=htmx)
    before = count(world, "event")
    first = browser.post(f"{LAJIT}/mieli", {"choice": "ilo"})

    again = browser.post(f"{LAJIT}/mieli", {"choice": "pelko"})

    assert (first.status, again.status) == ((200, 200) if htmx else (303, 303))
    assert count(world, "event") == before + 2, "the step and its badge"
    assert "ILO" in browser.get(f"{LAJIT}/mieli").main


def test_a_step_that_one_does_alone_says_so(world: World) -> None:
    assert "teet aina itse" in in_lajit(world).get(f"{LAJIT}/oikeasti").main


def test_help_is_as_good_as_none(world: World) -> None:
    assert in_lajit(world).post(f"{LAJIT}/oikeasti", {"how": "help"}).status == 303


@WAYS
@pytest.mark.parametrize("act", ["answer", "hint", "show", "accept", "again", "no-such", ""])
def test_every_act_on_every_kind_of_step_gets_a_page_or_a_redirect(
    world: World, act: str, htmx: bool
) -> None:
    browser = in_lajit(world, htmx=htmx)
    for step in world.rules.quests["lajit"].quest.steps:
        for form in ({}, right(step)):
            seen = browser.post(f"{LAJIT}/{step.id}", {**form, "act": act})
            assert seen.status in (200, 303, 422)


@WAYS
def test_answers_in_two_tabs_both_count(world: World, htmx: bool) -> None:
    one = in_lajit(world, htmx=htmx)
    other = world.browser(htmx=htmx)
    cookie = one.cookie("matka")
    assert cookie is not None
    other.adopt("matka", cookie)
    for browser, step in ((one, "mieli"), (other, "oikeasti"), (one, "lista"), (other, "monta")):
        browser.visit(f"{LAJIT}/{step}")
        found = world.rules.step("lajit", step)
        assert found is not None
        browser.post(f"{LAJIT}/{step}", right(found))

    assert "4 / 12 askelta" in one.get(LAJIT).main


@WAYS
def test_the_whole_journey_is_walked_by_its_own_links_and_buttons(world: World, htmx: bool) -> None:
    browser = world.browser(htmx=htmx)
    browser.visit("/")
    seen = browser.press("Aloita")
    for _ in range(60):
        onward = [b for b in seen.page.all("a", class_="btn--main") if b.get("href")]
        if onward:
            seen = browser.visit(onward[0].attrib["href"])
        elif "Olet kulkenut koko matkan" in seen.main:
            break
        elif "Kartalle" in seen.page.links():
            seen = browser.click("Kartalle")
        else:
            seen = answer_here(world, browser)

    assert "Olet kulkenut koko matkan" in seen.main
    assert "5. VAPAA: tehty" in {e.get("aria-label") for e in seen.page.elements()}
    assert "Ohjaaja avaa tämän" in browser.visit("/matka/koe/vahti").main


def answer_here(world: World, browser: Browser) -> Seen:
    """The right answer to the step that the browser shows, given by its own form."""
    quest, step = browser.address.split("/")[-2:]
    found = world.rules.step(quest, step)
    assert found is not None
    if isinstance(found, Read):
        return browser.press("jatketaan")
    fields = {name.replace("-", "_"): values for name, values in right(found).items()}
    if isinstance(found, Scale):
        assert browser.now is not None
        asked = browser.now.page.one("input", name="asked").attrib["value"].replace("-", "_")
        last = asked == found.statements[-1].id.replace("-", "_")
        return browser.press("Näytä kartta" if last else "Seuraava", **{asked: fields[asked]})
    if isinstance(found, Discuss):
        return browser.press("Keskustelimme")
    assert browser.now is not None
    shown = [text_of(button) for button in browser.now.page.all("button", value="answer")]
    words = next(w for w in ("Tarkista", "Valmis", "Kuittaa tässä") if any(w in t for t in shown))
    return browser.press(words, **fields)
