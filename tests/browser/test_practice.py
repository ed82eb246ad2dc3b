"""Every practice as people walk it: by its shortest way, over a mistake, and without JavaScript.

The ways are found by ``core.practice.explore``, so a new practice is walked without a new test.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import pytest
from playwright.sync_api import Locator, Page, expect

from digimatka.app import read_journeys
from digimatka.core.commands import OpenQuest
from digimatka.core.kinds import PracticeStep
from digimatka.core.practice.explore import Explored, Move
from digimatka.core.practice.model import Practice
from digimatka.core.rules import Rules
from digimatka.settings import beside_package
from tests.browser.product import Product
from tests.browser.visit import DESK, PHONE, OpenVisit, Screen, Visit


class Place(NamedTuple):
    """A practice, and the first step that uses it."""

    rules: Rules
    quest: str
    step: PracticeStep
    practice: Practice


def places() -> Iterator[Place]:
    """Every practice of every journey that comes along."""
    for rules in read_journeys(beside_package("quests")).values():
        met: set[str] = set()
        for rule in rules.order:
            for step in rule.quest.steps:
                if isinstance(step, PracticeStep) and step.practice not in met:
                    met.add(step.practice)
                    yield Place(rules, rule.quest.id, step, rules.practices[step.practice])


EVERY = pytest.mark.parametrize("place", list(places()), ids=lambda place: place.practice.id)


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
def test_a_mistake_is_explained_and_leads_on(
    open_visit: OpenVisit, product: Product, place: Place
) -> None:
    visit = begun(open_visit, product, place, DESK, has_js=True)
    moves = Explored(place.practice).first_mistake(place.step.goals)
    assert moves

    walk(visit, moves)

    expect(visit.page.locator(".met")).to_contain_text("sivupolulla")
    is_done(visit)


@EVERY
def test_it_is_done_without_javascript(
    open_visit: OpenVisit, product: Product, place: Place
) -> None:
    visit = begun(open_visit, product, place, PHONE, has_js=False)
    moves = Explored(place.practice).first_mistake(place.step.goals)
    assert moves

    walk(visit, moves)

    is_done(visit)


def begun(
    open_visit: OpenVisit, product: Product, place: Place, screen: Screen, *, has_js: bool
) -> Visit:
    """A learner on the first screen of the practice."""
    visit = open_visit(screen, has_js=has_js)
    learner = product.begin(visit.context)
    replace(product, rules=place.rules).act(learner, OpenQuest(place.quest))
    home = f"{product.address}/matka/{place.rules.journey.id}"
    visit.page.goto(f"{home}/{place.quest}/{place.step.id}")
    visit.page.get_by_role("link", name="Aloita harjoitus").click()
    return visit


def walk(visit: Visit, moves: tuple[Move, ...]) -> None:
    """Fills in and presses, screen by screen; every screen says that it is practice, and fits."""
    page = visit.page
    for move in moves:
        expect(page.locator(".sim__band")).to_contain_text("HARJOITUS")
        fill(page, move)
        button = page.locator(f'#run [name="press"][value="{move.action}"]').last
        before = page.locator("#run").get_attribute("action")
        button.click()
        if move.after.screen and not visit.has_js:
            page.wait_for_load_state()
        expect(page.locator("#run")).not_to_have_attribute("action", before or "")
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{move.after.screen} is {wide} px too wide"


def fill(page: Page, move: Move) -> None:
    """What the press needs: texts, days, options, files."""
    for name, values in move.form.items():
        field = page.locator(f'#run [name="k-{name}"]')
        kind = field.first.evaluate("field => field.type")
        if kind == "select-one":
            field.select_option(values[0])
        elif kind in ("radio", "checkbox"):
            tick(field, values)
        else:
            field.fill(values[0])
    for box in page.locator('#run input[type="checkbox"]').all():
        if (box.get_attribute("name") or "")[2:] not in move.form and move.form:
            box.uncheck()


def tick(fields: Locator, values: tuple[str, ...]) -> None:
    """Chooses these values and no others."""
    for field in fields.all():
        if field.get_attribute("value") in values:
            field.check()
        elif field.get_attribute("type") == "checkbox":
            field.uncheck()


def is_done(visit: Visit) -> None:
    """The goals are met; the learner says how, and the step is done."""
    expect(visit.page.locator(".met h2")).to_have_text("Harjoitus onnistui")
    if visit.has_js:
        expect(visit.page.locator(".met h2")).to_be_focused()
    visit.page.get_by_role("button", name="Tein itse").click()
    expect(visit.page.locator(".feedback--right")).to_contain_text("Tämä askel on tehty.")
