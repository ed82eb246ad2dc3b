"""Every page fits the narrowest screen, big text and wide text, and is big enough to touch.

The tests stand in the order of the sizes they set, since each change of size costs time.
"""

from typing import Final

from playwright.sync_api import Page

from tests.browser.looks import dress, set_look, sticking_out

# WCAG 2.2: 1.4.10 Reflow is 320 CSS pixels, which is also 1280 at a zoom of 400 %.
NARROWEST: Final = 320
# 1.4.4 Resize Text: the base size of the pages is 112.5 %.
TWICE_THE_TEXT: Final = "html { font-size: 225% !important }"
# 1.4.12 Text Spacing: the four values of the criterion.
WIDE_TEXT: Final = """
* {
  line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important;
}
p { margin-block-end: 2em !important }
"""
# Our own promise is 44 pixels for whatever acts or navigates (2.5.5, level AAA); 24 (2.5.8, level
# AA) is the least for all else, but for links inside a line of text, which the criterion exempts.
# A word of a running text can be no higher than its line, as WCAG 2.5.8 allows.
TOO_SMALL: Final = """
() => {
  const big = "button:not(.term), .btn, .nav a, .leave, .brand, label.option, label.pass, select, "
    + ".stop, .card__title a, input[type=text]";
  const small = ".term, a, summary, input:not([type=hidden], label input)";
  const isInText = node => getComputedStyle(node).display === "inline"
    && node.parentElement.textContent.trim() !== node.textContent.trim();
  const touched = node => node.matches(".stop") ? node.querySelector(".st-hit")
    : node.matches(".card__title a") ? node.closest(".card") : node;
  return [...document.querySelectorAll(`${big}, ${small}`)]
    .filter(node => node.checkVisibility() && !node.matches(".skip, [aria-hidden=true]"))
    .filter(node => node.matches(big) || !isInText(node))
    .map(node => ({node, least: node.matches(big) ? 44 : 24, box: touched(node)}))
    .map(found => ({...found, box: found.box.getBoundingClientRect()}))
    .filter(({least, box}) => Math.min(box.width, box.height) < least - 0.5)
    .map(({node, box}) => `${box.width.toFixed(1)} x ${box.height.toFixed(1)}: `
      + node.outerHTML.slice(0, 120));
}
"""


def test_nothing_sticks_out_at_320_pixels(shown: Page) -> None:
    set_look(shown, NARROWEST, 740, "light")

    assert sticking_out(shown) == []


def test_nothing_sticks_out_when_text_is_spaced_wide(shown: Page) -> None:
    set_look(shown, NARROWEST, 740, "light")
    dress(shown, WIDE_TEXT)

    found = sticking_out(shown)

    dress(shown, "")
    assert found == []


def test_everything_is_big_enough_to_touch(shown: Page) -> None:
    set_look(shown, NARROWEST, 740, "light")

    assert shown.evaluate(TOO_SMALL) == []


def test_nothing_sticks_out_when_text_is_twice_as_big(shown: Page) -> None:
    set_look(shown, 2 * NARROWEST, 740, "light")
    dress(shown, TWICE_THE_TEXT)

    found = sticking_out(shown)

    dress(shown, "")
    assert found == []
