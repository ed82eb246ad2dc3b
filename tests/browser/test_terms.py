"""A word that explains itself: by tap and by keyboard, with JavaScript and without."""

from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from digimatka.core.commands import OpenQuest
from digimatka.core.kinds import Read
from digimatka.core.words import SOFT_HYPHEN
from tests.browser.keyboard import Keyboard
from tests.browser.looks import run_axe, set_look, sticking_out
from tests.browser.product import Product
from tests.browser.visit import DESK, PHONE, OpenVisit, Screen, Visit

BOTH_WAYS = pytest.mark.parametrize("has_js", [True, False], ids=["js", "no-js"])


def at_a_hard_word(visit: Visit, product: Product) -> tuple[Locator, Locator]:
    """Goes to a text with a hard word and a long one; the hard word and its closed box."""
    words = product.rules.journey.words
    quest, step = next(
        (quest.id, step)
        for quest in product.rules.journey.quests()
        for step in quest.steps
        if isinstance(step, Read) and any(word for _, word in words.pieces(step.text))
        if SOFT_HYPHEN in words.soften(step.text)
    )
    product.act(product.begin(visit.context), OpenQuest(quest))
    visit.page.goto(f"{product.journey}/{quest}/{step.id}")
    term = visit.page.locator(".term").first
    box = visit.page.locator(f"#{term.get_attribute('popovertarget')}")
    expect(box).to_be_hidden()
    return term, box


@BOTH_WAYS
def test_a_tap_opens_the_explanation_and_a_tap_beside_it_closes_it(
    open_visit: OpenVisit, product: Product, has_js: bool
) -> None:
    visit = open_visit(PHONE, has_js=has_js)
    term, box = at_a_hard_word(visit, product)
    loads = visit.loads

    term.tap()
    expect(box).to_be_in_viewport(ratio=1)
    visit.page.locator("h1").tap()

    expect(box).to_be_hidden()
    assert visit.loads == loads


@BOTH_WAYS
def test_enter_opens_the_explanation_and_escape_gives_the_focus_back(
    open_visit: OpenVisit, product: Product, has_js: bool
) -> None:
    visit = open_visit(DESK, has_js=has_js)
    term, box = at_a_hard_word(visit, product)
    keyboard = Keyboard(visit)

    keyboard.follow(".term")
    expect(box).to_be_visible()
    keyboard.press("Escape")

    expect(box).to_be_hidden()
    expect(term).to_be_focused()


@BOTH_WAYS
def test_the_next_stop_after_the_word_closes_its_explanation(
    open_visit: OpenVisit, product: Product, has_js: bool
) -> None:
    visit = open_visit(PHONE, has_js=has_js)
    term, box = at_a_hard_word(visit, product)
    keyboard = Keyboard(visit)
    keyboard.follow(".term")

    keyboard.tab()
    expect(box.get_by_role("button", name="Sulje")).to_be_focused()
    keyboard.press("Enter")

    expect(box).to_be_hidden()
    expect(term).to_be_focused()


@pytest.mark.parametrize(
    ("screen", "scheme"),
    [(Screen(320, 640, is_phone=True), "light"), (DESK, "dark")],
    ids=["narrowest-light", "desk-dark"],
)
def test_an_open_explanation_fits_the_screen_and_is_sound(
    open_visit: OpenVisit, product: Product, screen: Screen, scheme: Literal["light", "dark"]
) -> None:
    visit = open_visit(screen)
    term, box = at_a_hard_word(visit, product)
    set_look(visit.page, screen.width, screen.height, scheme)

    term.click()

    expect(box).to_be_in_viewport(ratio=1)
    assert sticking_out(visit.page) == []
    assert run_axe(visit.page)["violations"] == []
    place = box.bounding_box()
    assert place is not None
    bottom = place["y"] + place["height"]
    assert (abs(bottom - screen.height) < 1) == screen.is_phone  # a sheet or a card


def test_a_screen_reader_hears_the_explanation_with_the_word(
    open_visit: OpenVisit, product: Product
) -> None:
    visit = open_visit(DESK)
    term, box = at_a_hard_word(visit, product)
    word = box.get_attribute("aria-label") or ""
    meaning = product.rules.journey.glossary.root[word]

    heard = box.locator("p").text_content() or ""

    assert heard.replace(SOFT_HYPHEN, "") == f"{word}: {meaning}"
    expect(term).to_have_accessible_description(heard)


def test_forced_colours_leave_the_word_marked_and_its_box_framed(
    open_visit: OpenVisit, product: Product
) -> None:
    visit = open_visit(PHONE, forced_colors="active")
    term, box = at_a_hard_word(visit, product)

    term.click()

    assert line_below(term) == "underline"
    assert float(style(box, "borderTopWidth").removesuffix("px")) >= 1


def test_on_paper_there_are_only_words(open_visit: OpenVisit, product: Product) -> None:
    visit = open_visit(DESK)
    term, box = at_a_hard_word(visit, product)
    term.click()

    visit.page.emulate_media(media="print")

    expect(term).to_be_visible()
    expect(box).to_be_hidden()
    assert line_below(term) == "none"


def test_long_words_break_in_the_page_and_not_in_its_title_or_addresses(
    open_visit: OpenVisit, product: Product
) -> None:
    visit = open_visit(PHONE)
    at_a_hard_word(visit, product)

    assert SOFT_HYPHEN in (visit.page.locator("main").text_content() or "")
    assert SOFT_HYPHEN not in visit.page.evaluate("document.title")
    assert attributes_with(visit.page, SOFT_HYPHEN) == []


def attributes_with(page: Page, text: str) -> list[str]:
    """The attributes of a page that hold a text."""
    found: list[str] = page.evaluate(
        """text => [...document.querySelectorAll("*")].flatMap(node => [...node.attributes])
          .filter(one => one.value.includes(text)).map(one => `${one.name}=${one.value}`)""",
        text,
    )
    return found


def line_below(found: Locator) -> str:
    return style(found, "textDecorationLine")


def style(found: Locator, name: str) -> str:
    value: str = found.evaluate("(node, name) => getComputedStyle(node)[name]", name)
    return value
