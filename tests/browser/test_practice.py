"""Every practice as people walk it: by its shortest way, over a mistake, and without JavaScript.

The ways are found by ``core.practice.explore``, so a new practice is walked without a new test.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from digimatka.app import read_journeys
from digimatka.core.practice.explore import Explored, Move
from digimatka.core.practice.model import Screen as PracticeScreen
from digimatka.settings import beside_package
from tests.browser.practice_states import Place, begin_at, first_screen, places, press
from tests.browser.product import Product
from tests.browser.visit import DESK, PHONE, OpenVisit, Screen, Visit


def every_place() -> Iterator[Place]:
    """Every practice of every journey that comes along."""
    for rules in read_journeys(beside_package("quests")).values():
        yield from places(rules)


EVERY = pytest.mark.parametrize("place", list(every_place()), ids=lambda place: place.practice.id)


@EVERY
def test_it_is_done_by_its_shortest_way(
    open_visit: OpenVisit, product: Product, place: Place
) -> None:
    visit = begun(open_visit, product, place, PHONE, has_js=True)
    moves = Explored(place.practice).shortest(place.step.goals)
    assert moves

    walk(visit, moves)

    is_done(visit)


@EVERY
def test_without_javascript_a_mistake_is_explained_and_leads_on(
    open_visit: OpenVisit, product: Product, place: Place
) -> None:
    visit = begun(open_visit, product, place, PHONE, has_js=False)

    over_a_mistake(visit, place)


def test_a_mistake_is_explained_and_leads_on(open_visit: OpenVisit, product: Product) -> None:
    place = next(places(product.rules))
    visit = begun(open_visit, product, place, DESK, has_js=True)

    over_a_mistake(visit, place)


def over_a_mistake(visit: Visit, place: Place) -> None:
    """Walks over the first mistake that can be made, to the end."""
    moves = Explored(place.practice).first_mistake(place.step.goals)
    assert moves
    walk(visit, moves)
    expect(visit.page.locator(".met")).to_contain_text("sivupolulla")
    is_done(visit)


def test_the_slip_is_one_tap_away_where_one_types_and_stays_open(
    open_visit: OpenVisit, product: Product
) -> None:
    visit = open_visit(PHONE)
    place, screen, run = first_screen(product.rules, types_from_slip)
    begin_at(visit, product, place, run)
    page, slip = visit.page, visit.page.locator(".slip-line")
    value = slip.locator("dd").first
    expect(value).to_be_hidden()

    page.locator(f"#k-{text_field(screen)}").focus()
    page.mouse.wheel(0, 120)
    expect(slip.locator("summary")).to_be_in_viewport(ratio=1)
    slip.locator("summary").click()
    expect(value).to_be_in_viewport()

    visit.expect_failure(422)
    page.click("#run .sim__page .btn--main")
    expect(page.locator("#errors")).to_be_focused()
    expect(page.locator("#errors")).to_be_in_viewport()
    expect(value).to_be_in_viewport()


def test_beside_a_wide_window_the_slip_lies_open(open_visit: OpenVisit, product: Product) -> None:
    visit = open_visit(DESK)
    place, _screen, run = first_screen(product.rules, types_from_slip)
    begin_at(visit, product, place, run)

    expect(visit.page.locator(".slip-note dd").first).to_be_in_viewport()
    expect(visit.page.locator(".slip-line")).to_be_hidden()


def types_from_slip(screen: PracticeScreen) -> bool:
    """Whether one types on a screen, below other things."""
    return len(screen.fields) > 1 and bool(text_field(screen))


def text_field(screen: PracticeScreen) -> str:
    """The last field of a screen in which one types; '' if there is none."""
    return next((f.id for f in reversed(screen.fields) if f.kind == "text"), "")


def test_what_enter_presses_is_neither_reached_by_tab_nor_read_aloud(
    open_visit: OpenVisit, product: Product
) -> None:
    visit = open_visit(DESK)
    place, _screen, run = first_screen(product.rules, types_from_slip)
    begin_at(visit, product, place, run)
    page = visit.page
    main = page.locator("#run .sim__page .btn--main")
    words = main.inner_text()

    assert page.get_by_role("button", name=words, exact=True).count() == 1
    page.locator(".aims-box summary").focus()
    page.keyboard.press("Tab")

    expect(page.locator("#run > [aria-hidden]")).to_have_count(1)
    expect(page.locator("#run > [aria-hidden]")).not_to_be_focused()


def test_in_forced_colours_the_things_on_the_desk_keep_their_edges(
    open_visit: OpenVisit, product: Product
) -> None:
    visit = open_visit(DESK, forced_colors="active")
    place, _screen, run = first_screen(product.rules, rings_on_the_way)
    begin_at(visit, product, place, run)

    for thing in (".sim", ".sim__window", ".sim__service", ".sim__phone", ".slip-note"):
        edge = visit.page.locator(thing).evaluate(
            "node => [parseFloat(getComputedStyle(node).borderBottomWidth) >= 1,"
            " getComputedStyle(node).borderBottomColor !== getComputedStyle(node).backgroundColor]"
        )
        assert edge == [True, True], thing


def rings_on_the_way(screen: PracticeScreen) -> bool:
    """Whether the phone shows something, and one can go back."""
    return screen.phone is not None and screen.back is not None


def begun(
    open_visit: OpenVisit, product: Product, place: Place, screen: Screen, *, has_js: bool
) -> Visit:
    """A learner on the first screen of the practice."""
    visit = open_visit(screen, has_js=has_js)
    begin_at(visit, product, place)
    visit.page.get_by_role("link", name="Aloita harjoitus").click()
    return visit


def walk(visit: Visit, moves: tuple[Move, ...]) -> None:
    """Fills in and presses, screen by screen; every screen says that it is practice, and fits."""
    page = visit.page
    for move in moves:
        expect(page.locator(".sim__band")).to_contain_text("HARJOITUS")
        before = page.locator("#run").get_attribute("action")
        press(page, move)
        if move.after.screen and not visit.has_js:
            page.wait_for_load_state()
        expect(page.locator("#run")).not_to_have_attribute("action", before or "")
        if visit.has_js:
            expect(page.locator("#main [data-focus]")).to_be_focused()
            expect(page.locator("#main [data-focus]")).to_be_in_viewport()
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{move.after.screen} is {wide} px too wide"


def is_done(visit: Visit) -> None:
    """The goals are met; the learner says how, and the step is done."""
    expect(visit.page.locator(".met h2")).to_have_text("Harjoitus onnistui")
    if visit.has_js:
        expect(visit.page.locator(".met h2")).to_be_focused()
    visit.page.get_by_role("button", name="Tein itse").click()
    expect(visit.page.locator(".feedback--right")).to_contain_text("Tämä askel on tehty.")
