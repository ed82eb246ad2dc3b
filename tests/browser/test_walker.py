"""Tab goes through every kind of page: all that acts is reached, seen, and left again."""

import pytest

from tests.browser.conftest import every_state
from tests.browser.keyboard import STOPS_AT_MOST, Keyboard
from tests.browser.looks import set_look
from tests.browser.stage import Stage
from tests.browser.visit import DESK, PHONE, Screen

PLACES = (
    "landing",
    "resume-misread",
    "glossary",
    "settings-saved",
    "slip",
    "who-private",
    "leave",
    "map-half",
    "chapter-1-lahtoranta",
    "badges-some",
    "quest-known",
    "quest-finished",
    "choose-feedback",
    "choose-many-feedback",
    "choose-answer",
    "sort-order-feedback",
    "scale-asking",
    "fill-feedback",
    "practice-empty",
    "practice-phone",
    "practice-met",
    "board",
    "door",
    "mine",
    "group",
    "plan",
)

# What should be reached, each named by its place among all elements. A group of radio buttons has
# one stop: the one chosen, else its first.
TO_REACH = """
() => {
  const all = [...document.querySelectorAll("*")];
  const stops = all.filter(node => node.matches(
    "a[href], button:not([aria-hidden]), summary, select, textarea, input:not([type=hidden])")
    && node.checkVisibility() && !node.disabled);
  const stop = node => node.type !== "radio" ? node
    : document.querySelector(`[type=radio][name="${node.name}"]:checked`)
      ?? document.querySelector(`[type=radio][name="${node.name}"]`);
  return [...new Set(stops.map(stop))].map(node => all.indexOf(node));
}
"""
AT = "[...document.querySelectorAll('*')].indexOf(document.activeElement)"
ODD = """
() => [...document.querySelectorAll("[tabindex]:not([tabindex='-1']), [onclick], [autofocus]")]
  .map(node => node.outerHTML.slice(0, 120))
"""


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("place", PLACES)
def test_tab_reaches_everything_once_and_is_never_trapped(
    stage: Stage, place: str, screen: Screen
) -> None:
    every_state()[place].come(stage)
    page = stage.visit.page
    set_look(page, screen.width, screen.height, "light")
    page.evaluate("document.activeElement.blur()")
    walker = Keyboard(stage.visit)
    visited: list[int] = []

    for _ in range(STOPS_AT_MOST):
        if walker.tab() is None:
            continue
        at = page.evaluate(AT)
        if at in visited:
            break
        visited.append(at)

    assert page.evaluate(ODD) == []
    assert sorted(visited) == sorted(page.evaluate(TO_REACH))
    stage.visit.judge()
