"""The facilitator's guides: the words of the content for staff, and sources that need a look."""

from datetime import date
from pathlib import Path

from tests.conftest import Clock, MakeApp
from tests.web.browser import Browser


def test_a_guide_says_what_is_needed_where_people_get_stuck_and_what_to_talk_about(
    make_app: MakeApp, small: Path
) -> None:
    browser = Browser(make_app(small))
    browser.visit("/ohjaaja")
    seen = browser.click("Ohjaajan opas: Pieni matka")

    for words in ("Jokaiselle oma laite.", "Osoiterivi on piilossa.", "Mikä oli vaikeaa?"):
        assert words in seen.main
    assert "sopii hyvin ryhmään" in seen.main


def test_a_source_says_that_it_needs_a_look_once_its_day_has_passed(
    make_app: MakeApp, small: Path, clock: Clock
) -> None:
    browser = Browser(make_app(small))

    clock.day = date(2027, 5, 1)
    assert "tarkista" not in browser.visit("/ohjaaja/oppaat/pieni-matka").main.casefold()
    clock.day = date(2027, 5, 2)
    assert "tarkista: tieto voi olla vanha" in browser.visit("/ohjaaja/oppaat/pieni-matka").main


def test_a_learner_never_sees_the_guide_on_a_quest(make_app: MakeApp, small: Path) -> None:
    browser = Browser(make_app(small))
    browser.post("/aloita")

    assert "Osoiterivi on piilossa." not in browser.visit("/matka/pieni-matka/toka").main


def test_there_is_no_guide_to_a_journey_that_is_not_there(make_app: MakeApp, small: Path) -> None:
    assert Browser(make_app(small)).visit("/ohjaaja/oppaat/toinen").status == 404
