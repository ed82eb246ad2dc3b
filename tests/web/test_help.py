"""Help on the way: hints one by one, the answer, doing a step anew."""

from xml.etree.ElementTree import Element

import pytest

from tests.web.browser import Browser
from tests.web.conftest import World
from tests.web.page import text_of
from tests.web.steps import ALKU, in_lajit

WAYS = pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])


def field(browser: Browser, **attributes: str) -> Element:
    assert browser.now is not None
    return browser.now.page.one("input", **attributes)


@WAYS
def test_hints_come_one_by_one_with_what_was_chosen_kept(world: World, htmx: bool) -> None:
    browser = world.walker(htmx=htmx)
    browser.visit(f"{ALKU}/kumpi")
    assert "Vihje" not in browser.visit(f"{ALKU}/kumpi").page.main

    first = browser.press("Näytä vihje", choice="vaara")
    assert "LUE OIKEALTA." in first.main
    assert "LOPUSSA" not in first.main
    assert first.page.focus == ("Vihje 1" if htmx else None)
    assert "checked" in field(browser, id="choice-vaara").attrib

    second = browser.press("Näytä toinen vihje")
    assert second.page.focus == ("Vihje 2" if htmx else None)
    assert "LOPUSSA ON FI." in second.main
    assert "checked" in field(browser, id="choice-vaara").attrib
    assert "Näytä toinen vihje" not in second.main
    assert "LOPUSSA ON FI." in browser.get(f"{ALKU}/kumpi").main


def test_a_hint_that_is_asked_for_twice_opens_once(walker: Browser) -> None:
    walker.post(f"{ALKU}/kumpi", {"act": "hint", "shown": "0"})

    seen = walker.post(f"{ALKU}/kumpi", {"act": "hint", "shown": "0"})

    assert "LUE OIKEALTA." in seen.main
    assert "LOPUSSA" not in seen.main


@pytest.mark.parametrize("shown", ["", "-1", "x", "9", "99999999999999999999", "١", "0x0", "1e1"])
def test_a_strange_number_of_hints_opens_at_most_the_first(walker: Browser, shown: str) -> None:
    seen = walker.post(f"{ALKU}/kumpi", {"act": "hint", "shown": shown})

    assert seen.status == 200
    assert "LOPUSSA" not in seen.main


@WAYS
def test_the_answer_can_be_seen_and_accepted(world: World, htmx: bool) -> None:
    browser = world.walker(htmx=htmx)
    browser.post(f"{ALKU}/lue")
    browser.visit(f"{ALKU}/kumpi")

    shown = browser.press("Näytä vastaus", choice="vaara")
    assert shown.page.focus == ("Vastaus" if htmx else None)
    assert "SUOMI.FI" in text_of(shown.page.all("div", class_="answer")[0])
    assert "checked" in field(browser, id="choice-vaara").attrib

    done = browser.press("Selvä, jatketaan")
    assert "Tämä askel on tehty." in done.main
    assert "Sait merkin ALOITIT." in done.main
    assert "YKSIN" not in done.main, "an answer that was shown is help"


def test_an_answer_that_was_not_shown_cannot_be_accepted(walker: Browser) -> None:
    seen = walker.post(f"{ALKU}/kumpi", {"act": "accept"})

    assert (seen.status, seen.location) == (303, f"{ALKU}/kumpi")
    assert "Tarkista" in walker.get(seen.location).main


@WAYS
def test_a_done_step_can_be_done_anew_and_stays_done(world: World, htmx: bool) -> None:
    browser = in_lajit(world, htmx=htmx)
    browser.visit(f"{ALKU}/kumpi")

    seen = browser.press("Tee tämä uudelleen")

    assert "Tarkista" in seen.main
    assert "Tämä askel on tehty." in seen.main
    assert browser.post(f"{ALKU}/kumpi", {"choice": "vaara"}).status == 422
    assert "Tehtävä on tehty" in browser.get(ALKU).main
    browser.visit(f"{ALKU}/kumpi")
    assert "HYVÄ HUOMIO." in browser.press("Tarkista", choice="oikea").main
