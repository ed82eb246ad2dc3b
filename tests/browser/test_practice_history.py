"""Takaisin, reloading, Enter and a second tab in a practice, with JavaScript and without.

The run is in the address: the browser's own history is all that is needed.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import pytest
from playwright.sync_api import expect

from digimatka.core.practice.explore import Explored, Move
from digimatka.core.practice.model import Goal, Practice, Screen
from digimatka.core.practice.run import Run, begin, here
from digimatka.core.practice.typed import TextField
from digimatka.core.rules import Rules
from digimatka.web.practiceview import RunView
from tests.browser.practice_states import Place, begin_at, fill, places, press
from tests.browser.product import Product
from tests.browser.visit import DESK, PHONE, OpenVisit

BOTH_WAYS = pytest.mark.parametrize("has_js", [True, False], ids=["htmx", "plain"])
TITLE: Final = "#run :is(.sim__page, .sim__detour) h2"


class Turn(NamedTuple):
    """A press in a practice, and the run before it."""

    place: Place
    before: Run
    move: Move


def turns(place: Place, moves: Sequence[Move]) -> list[Turn]:
    """A way as its presses."""
    runs = [begin(place.practice), *(move.after for move in moves)]
    return [Turn(place, run, move) for run, move in zip(runs, moves, strict=False)]


def first_walk(rules: Rules) -> list[Turn]:
    """The shortest way through the first practice."""
    place = next(places(rules))
    return turns(place, Explored(place.practice).shortest(place.step.goals) or ())


def way_to(place: Place, screen: Screen) -> list[Turn]:
    """The shortest way to a screen: to the goal of having been there, which is put in."""
    practice = place.practice
    there = "been-there"
    screens = [
        one.model_copy(update={"set": (*one.set, there)}) if one is screen else one
        for one in practice.screens
    ]
    goal = Goal(id=there, text=there, has=(there,))
    same = {name: getattr(practice, name) for name in Practice.model_fields}
    copy = Practice.model_validate({**same, "screens": screens, "goals": [goal]})
    return turns(place, Explored(copy).shortest(clean=False) or ())


def first_lost_text(rules: Rules) -> Turn:
    """The first press that leads to an explanation with something written on the page."""
    return next(
        turn
        for place in places(rules)
        for screen in place.practice.screens
        if screen.detour
        for turn in way_to(place, screen)[-1:]
        if written(turn)
    )


def written(turn: Turn) -> dict[str, str]:
    """What is written for the press in fields that show it again, by the field."""
    return {
        entry.id: turn.move.form[entry.id][0]
        for entry in here(turn.place.practice, turn.before).fields
        if isinstance(entry, TextField) and not entry.secret
        if any(turn.move.form.get(entry.id, ()))
    }


def title(place: Place, run: Run) -> str:
    """The title of the screen of a run."""
    return here(place.practice, run).title


@BOTH_WAYS
def test_back_and_forward_lead_screen_by_screen(
    open_visit: OpenVisit, product: Product, *, has_js: bool
) -> None:
    visit = open_visit(PHONE, has_js=has_js)
    *first, last = first_walk(product.rules)
    begin_at(visit, product, last.place, first[0].before)
    page = visit.page
    titles = [title(last.place, turn.before) for turn in [*first, last]]
    for turn in first:
        press(page, turn.move)
        expect(page.locator(TITLE)).to_have_text(title(turn.place, turn.move.after))
    address = page.url

    for words in titles[-2::-1]:
        page.go_back()
        expect(page.locator(TITLE)).to_have_text(words)
        if has_js:
            expect(page.locator(TITLE)).to_be_focused()
    for words in titles[1:]:
        page.go_forward()
        expect(page.locator(TITLE)).to_have_text(words)

    expect(page).to_have_url(address)
    press(page, last.move)
    expect(page.locator(".met")).to_be_visible()
    assert not has_js or visit.loads == 1


@BOTH_WAYS
def test_reloading_keeps_the_run(open_visit: OpenVisit, product: Product, *, has_js: bool) -> None:
    visit = open_visit(PHONE, has_js=has_js)
    *first, last = first_walk(product.rules)
    begin_at(visit, product, last.place, first[0].before)
    page = visit.page
    for turn in first:
        press(page, turn.move)
        expect(page.locator(TITLE)).to_have_text(title(turn.place, turn.move.after))

    page.reload()

    expect(page.locator(TITLE)).to_have_text(title(last.place, last.before))
    press(page, last.move)
    expect(page.locator(".met")).to_be_visible()


@BOTH_WAYS
def test_what_was_written_survives_an_explanation(
    open_visit: OpenVisit, product: Product, *, has_js: bool
) -> None:
    visit = open_visit(PHONE, has_js=has_js)
    turn = first_lost_text(product.rules)
    begin_at(visit, product, turn.place, turn.before)
    page = visit.page

    press(page, turn.move)
    expect(page.locator(TITLE)).to_have_text(title(turn.place, turn.move.after))
    page.click("#run .sim__detour .btn--main")

    expect(page.locator(TITLE)).to_have_text(title(turn.place, turn.before))
    for name, text in written(turn).items():
        expect(page.locator(f"#k-{name}")).to_have_value(text)
        assert text not in page.url


@BOTH_WAYS
def test_back_from_an_explanation_leads_to_where_one_wrote(
    open_visit: OpenVisit, product: Product, *, has_js: bool
) -> None:
    visit = open_visit(PHONE, has_js=has_js)
    turn = first_lost_text(product.rules)
    begin_at(visit, product, turn.place)
    page = visit.page
    page.goto(product.address + turn.place.path(turn.before))
    press(page, turn.move)
    expect(page.locator(TITLE)).to_have_text(title(turn.place, turn.move.after))

    page.go_back()

    expect(page.locator(TITLE)).to_have_text(title(turn.place, turn.before))
    expect(page).to_have_url(product.address + turn.place.path(turn.before))


@BOTH_WAYS
def test_enter_in_a_field_presses_the_main_button(
    open_visit: OpenVisit, product: Product, *, has_js: bool
) -> None:
    visit = open_visit(DESK, has_js=has_js)
    turn = first_typing(product.rules)
    begin_at(visit, product, turn.place, turn.before)
    page = visit.page

    fill(page, turn.move)
    page.locator('#run input[type="text"]').last.press("Enter")

    expect(page.locator(TITLE)).to_have_text(title(turn.place, turn.move.after))


def first_typing(rules: Rules) -> Turn:
    """The first good press of the main button after typing in a line, on a page with Takaisin."""
    return next(
        turn
        for place in places(rules)
        for turn in turns(place, Explored(place.practice).shortest(place.step.goals) or ())
        for screen in [here(place.practice, turn.before)]
        if screen.back and any(f.kind == "text" and f.rows == 1 for f in screen.fields)
        if is_main(turn)
    )


def is_main(turn: Turn) -> bool:
    """Whether the press is of the main button."""
    main = RunView(turn.place.practice, (), turn.before).main_button()
    return main is not None and main.name == turn.move.action


def test_two_tabs_of_one_practice_do_not_get_in_each_others_way(
    open_visit: OpenVisit, product: Product
) -> None:
    visit = open_visit(PHONE)
    first, *_between, last = first_walk(product.rules)
    begin_at(visit, product, last.place, first.before)
    other = visit.context.new_page()
    other.goto(visit.page.url)

    for page in (visit.page, other):
        page.bring_to_front()
        press(page, first.move)
        expect(page.locator(TITLE)).to_have_text(title(last.place, first.move.after))
        page.goto(product.address + last.place.path(last.move.after))
    for page in (visit.page, other):
        page.bring_to_front()
        page.get_by_role("button", name="Tein itse").click()
        expect(page.locator(".met")).to_have_count(0)

    expect(visit.page.locator(".feedback--right")).to_be_visible()
    expect(other.get_by_role("link", name="Takaisin askeleeseen")).to_be_visible()
