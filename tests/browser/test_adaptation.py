"""Pages follow what a person has asked of the device: less motion, own colours, darkness, paper."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from digimatka.core.commands import CompleteStep, OpenQuest
from digimatka.core.kinds import Choose
from tests.answers import right
from tests.browser.answers import wrong
from tests.browser.product import Product
from tests.browser.step_states import find
from tests.browser.visit import DESK, PHONE, OpenVisit, Visit

MOVING = """
() => document.getAnimations().filter(moving => moving.playState === "running").length
"""
# Relative luminance by WCAG 2.2, from 0 (black) to 1 (white).
LUMINANCE = """
([selector, property]) => {
  const parts = getComputedStyle(document.querySelector(selector))[property].match(/[\\d.]+/g);
  const [r, g, b] = parts.slice(0, 3).map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
"""


def luminance(page: Page, selector: str, of: str) -> float:
    """How light a colour of an element is."""
    found: float = page.evaluate(LUMINANCE, [selector, of])
    return found


def style(page: Page, selector: str, *names: str) -> list[str]:
    """Computed values of the first element that matches."""
    found: list[str] = page.locator(selector).first.evaluate(
        "(node, names) => names.map(name => getComputedStyle(node)[name])", list(names)
    )
    return found


def half_way(visit: Visit, product: Product) -> None:
    """A learner who has done the first quest, begun the second and left the third for later."""
    first, second, _third, *_rest = product.rules.order
    learner = product.begin(visit.context)
    product.finish(learner, first.quest.id)
    product.act(learner, CompleteStep(second.quest.id, second.quest.steps[0].id))
    visit.page.goto(product.journey)


def test_the_morkot_breathe_for_a_moment_where_motion_is_welcome(
    open_visit: OpenVisit, product: Product
) -> None:
    visit = open_visit(DESK)
    half_way(visit, product)

    assert visit.page.evaluate(MOVING) > 0
    longest = visit.page.evaluate(
        "Math.max(...document.getAnimations().map(a => a.effect.getComputedTiming().endTime))"
    )
    # 2.2.2 Pause, Stop, Hide: what moves for five seconds at most needs no button.
    assert longest <= 5000


@pytest.mark.parametrize("path", ["/", "/hei-hei", "/tuntematon", "map"])
def test_nothing_moves_where_less_motion_is_asked_for(
    open_visit: OpenVisit, product: Product, path: str
) -> None:
    visit = open_visit(DESK, reduced_motion="reduce")
    half_way(visit, product)
    if path == "/tuntematon":
        visit.expect_failure(404)
    if path != "map":
        visit.page.goto(path)

    assert visit.page.evaluate(MOVING) == 0
    visit.page.locator("main a").first.hover()
    assert visit.page.evaluate(MOVING) == 0


def test_the_evening_is_dark_and_the_morning_light(open_visit: OpenVisit, product: Product) -> None:
    paper, ink = {}, {}
    for scheme in ("light", "dark"):
        visit = open_visit(PHONE, color_scheme=scheme)
        half_way(visit, product)
        paper[scheme] = luminance(visit.page, "html", "backgroundColor")
        ink[scheme] = luminance(visit.page, "h1", "color")

    assert (paper["light"] > 0.8, ink["light"] < 0.1) == (True, True), (paper, ink)
    assert (paper["dark"] < 0.05, ink["dark"] > 0.6) == (True, True), (paper, ink)


def test_on_a_dark_evening_the_way_walked_is_lit(open_visit: OpenVisit, product: Product) -> None:
    visit = open_visit(PHONE, color_scheme="dark")
    half_way(visit, product)

    walked, ahead = (luminance(visit.page, name, "stroke") for name in (".s-walked", ".s-trail"))

    assert walked > 2 * ahead


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_the_states_of_quests_are_told_apart(
    open_visit: OpenVisit, product: Product, scheme: str
) -> None:
    visit = open_visit(DESK, forced_colors="active", color_scheme=scheme)
    half_way(visit, product)
    page = visit.page

    for state in ("done", "started", "open", "locked"):
        chip = page.locator(f".card--quest.is-{state} .chip").first
        expect(chip.locator(".icon")).to_be_visible()
        fill, text, paper = icon_in(page, f".card--quest.is-{state} .chip")
        assert fill == text != paper
    icons = page.locator(".card--quest .chip use").evaluate_all(
        "all => all.map(use => use.getAttribute('href').split('#')[1])"
    )
    words = page.locator(".card--quest .chip").all_inner_texts()
    assert len(set(icons)) == len(set(words)) >= 4
    assert style(page, ".is-locked .card__no", "borderTopStyle") == ["dashed"]
    assert style(page, ".is-open .card__no", "borderTopStyle") == ["solid"]
    expect(page.locator("main progress").first).to_be_visible()


def icon_in(page: Page, selector: str) -> list[Any]:
    """The colours of an icon, of the text beside it, and of what is behind both."""
    found: list[Any] = page.locator(selector).first.evaluate(
        """chip => {
          const icon = getComputedStyle(chip.querySelector(".icon"));
          const card = getComputedStyle(chip.closest(".card"));
          return [icon.fill, getComputedStyle(chip).color, card.backgroundColor];
        }"""
    )
    return found


def test_in_forced_colours_what_one_chose_and_what_was_said_of_it_are_seen(
    open_visit: OpenVisit, product: Product
) -> None:
    visit = open_visit(PHONE, forced_colors="active")
    quest, step = find(product.rules, "choose")
    assert isinstance(step, Choose)
    learner = product.begin(visit.context)
    product.act(learner, OpenQuest(quest))
    page = visit.page
    page.goto(f"{product.journey}/{quest}/{step.id}")
    visit.expect_failure(422)
    plain = style(page, ".option", "outlineStyle")

    page.check(f"#choice-{next(iter(wrong(step)['choice']))}")
    assert style(page, ".option:has(:checked)", "outlineStyle") != plain
    page.click("#answer .btn--main")

    expect(page.locator("#step > .feedback--other .icon")).to_be_visible()
    for bordered in ("#step > .feedback--other", "#answer .btn--main", ".option"):
        width, line, paper = style(
            page, bordered, "borderTopWidth", "borderTopStyle", "backgroundColor"
        )
        assert (float(width.removesuffix("px")) >= 1, line) == (True, "solid"), bordered
        assert paper
    page.check(f"#choice-{next(iter(right(step)['choice']))}")
    page.click("#answer .btn--main")
    expect(page.locator("#step > .feedback--right .icon")).to_be_visible()


def test_the_map_prints_on_a_sheet_of_its_own_with_the_list_after_it(
    open_visit: OpenVisit, product: Product
) -> None:
    visit = open_visit(DESK)
    half_way(visit, product)

    sheets = visit.page.pdf(format="A4")

    most = 2 + len(product.rules.order) // 5  # the map, and at least five quests on a sheet
    assert 2 <= len(re.findall(rb"/Type\s*/Page\b(?!s)", sheets)) <= most
    visit.page.emulate_media(media="print")
    expect(visit.page.locator(".top")).to_be_hidden()
    expect(visit.page.locator(".card--quest").last).to_be_visible()
