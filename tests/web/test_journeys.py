"""Several journeys in one deployment: each is begun, changed to, and come back to."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import MakeApp
from tests.content.small import edit
from tests.web.browser import Browser
from tests.web.page import text_of
from tests.web.slip import make_passport

FIRST, OTHER = "/matka/pieni-matka", "/matka/toinen-matka"


@pytest.fixture
def two(small: Path) -> Path:
    """A folder with the small journey, and another like it for other people."""
    folder = small.parent / "kaksi"
    folder.mkdir()
    shutil.move(small, folder / "pieni-matka")
    shutil.copytree(folder / "pieni-matka", folder / "toinen-matka")
    other = folder / "toinen-matka"
    edit(other, "journey.yaml", "id: pieni-matka", "id: toinen-matka")
    edit(other, "journey.yaml", "title: Pieni matka", "title: Toinen matka\naudience: Ohjaajille.")
    return folder


@pytest.fixture
def browser(make_app: MakeApp, two: Path) -> Browser:
    """A browser without cookies."""
    return Browser(make_app(two))


def menu(browser: Browser) -> str:
    """Where the menu's "Matka" leads."""
    assert browser.now is not None
    page = browser.now.page
    return next(a.attrib["href"] for a in page.elements("a") if text_of(a).strip() == "Matka")


def test_the_big_button_begins_the_first_and_the_other_says_whom_it_is_for(
    browser: Browser,
) -> None:
    assert "Ohjaajille." in browser.visit("/").main

    browser.press("Aloita")

    assert menu(browser) == FIRST


def test_the_other_is_begun_by_its_own_button_and_stays_chosen(browser: Browser) -> None:
    browser.visit("/")
    browser.press("Toinen matka")
    assert menu(browser) == OTHER

    browser.visit("/merkit")

    assert menu(browser) == OTHER
    assert "Pieni matka" in browser.visit("/").main


def test_the_same_learner_walks_both_and_loses_neither(browser: Browser) -> None:
    browser.visit("/")
    browser.press("Aloita")
    browser.post(f"{FIRST}/eka", {"mark": "known"})
    browser.visit("/")
    browser.press("Toinen matka")
    assert "osaat jo" not in browser.visit(f"{OTHER}/eka").main

    browser.visit("/")
    browser.press("Pieni matka")

    assert "Sanoit: osaan jo" in browser.visit(f"{FIRST}/eka").main
    assert menu(browser) == FIRST


def test_a_page_of_another_journey_leads_back_to_that_journey(browser: Browser) -> None:
    browser.visit("/")
    browser.press("Aloita")
    browser.visit(f"{OTHER}/eka")

    assert menu(browser) == OTHER


def test_the_passport_leads_to_the_journey_walked_last(make_app: MakeApp, two: Path) -> None:
    app = make_app(two)
    browser = Browser(app)
    browser.visit("/")
    browser.press("Toinen matka")
    browser.post(f"{OTHER}/eka", {"mark": "known"})
    words = " ".join(make_passport(browser))

    elsewhere = Browser(app)
    seen = elsewhere.post("/jatka", {"words": words})

    assert seen.location == OTHER


def test_a_journey_that_is_not_there_cannot_be_begun(browser: Browser) -> None:
    assert browser.post("/aloita", {"journey": "kolmas"}).status == 400
    assert browser.cookie("matka") is None
