"""The rulers themselves: each finds the fault it is there to find, planted into a good page."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.keyboard import Keyboard
from tests.browser.looks import run_axe, set_look, sticking_out
from tests.browser.product import Product
from tests.browser.test_html import problems_of
from tests.browser.test_measures import TOO_SMALL
from tests.browser.visit import PHONE, OpenVisit, Visit, visited

TRAP = """
() => document.querySelector("form button").addEventListener("keydown", event => {
  if (event.key === "Tab") event.preventDefault();
})
"""
NO_RING = """
() => document.querySelector(".brand").style.setProperty("outline", "0", "important")
"""


@pytest.fixture
def landing(open_visit: OpenVisit) -> Visit:
    """The first page, without motion."""
    visit = open_visit(reduced_motion="reduce")
    visit.page.goto("/")
    return visit


def test_axe_finds_a_page_without_a_language_and_pale_text(landing: Visit) -> None:
    landing.page.evaluate("document.documentElement.removeAttribute('lang')")
    landing.page.evaluate("document.querySelector('.hero p').style.color = '#d8c8a8'")

    rules = {found.partition(":")[0] for found in run_axe(landing.page)["violations"]}

    assert rules == {"html-has-lang", "color-contrast"}


def test_what_is_too_wide_is_found(landing: Visit) -> None:
    set_look(landing.page, 320, 740, "light")
    assert sticking_out(landing.page) == []

    landing.page.evaluate("document.querySelector('h1').style.width = '500px'")

    assert any("<h1" in found for found in sticking_out(landing.page))


def test_what_is_too_small_to_touch_is_found(landing: Visit) -> None:
    assert landing.page.evaluate(TOO_SMALL) == []

    landing.page.evaluate(
        "Object.assign(document.querySelector('form .btn').style,"
        " {minHeight: 0, padding: 0, lineHeight: 1})"
    )

    assert len(landing.page.evaluate(TOO_SMALL)) == 1


def test_a_focus_that_is_not_seen_is_found(landing: Visit) -> None:
    landing.page.evaluate(NO_RING)

    walker = Keyboard(landing)
    walker.tab(".skip")

    with pytest.raises(AssertionError, match="no focus ring"):
        walker.tab(".brand")


def test_a_trap_for_the_keyboard_is_found(landing: Visit) -> None:
    landing.page.evaluate(TRAP)

    with pytest.raises(AssertionError, match="trapped"):
        Keyboard(landing).tab_to(".foot a")


@pytest.mark.parametrize(
    ("script", "trouble"),
    [
        ("console.error('broken')", "broken"),
        ("setTimeout(() => { throw new Error('lost') })", "lost"),
        ("document.body.innerHTML += '<p style=\"color:red\">'", "Content Security Policy"),
        ("location = location.href.replace('127.0.0.1', 'localhost')", "left the house"),
        ("fetch('/nothing-here').catch(() => 0)", "404"),
    ],
)
def test_what_must_never_happen_is_seen(
    browser: Browser, product: Product, script: str, trouble: str
) -> None:
    with pytest.raises(AssertionError, match=trouble):
        is_judged(browser, product, script)


def test_a_failure_that_was_expected_must_come(browser: Browser, product: Product) -> None:
    with pytest.raises(AssertionError, match="never seen"):
        is_judged(browser, product, "null", 422)


def is_judged(browser: Browser, product: Product, script: str, *expected: int) -> None:
    """A visit to the first page on which this script runs."""
    with visited(browser, (product.address,), PHONE, has_js=True, look={}) as visit:
        visit.expect_failure(*expected)
        visit.page.goto("/")
        visit.page.evaluate(script)
        visit.page.wait_for_load_state("networkidle")


def test_html_that_is_not_valid_is_found(tmp_path: Path) -> None:
    (tmp_path / "good.html").write_text(
        '<!DOCTYPE html>\n<html lang="fi"><head><title>Sivu</title></head>'
        "<body><p>Teksti</p></body></html>\n",
        "utf-8",
    )
    assert problems_of(tmp_path) == []

    (tmp_path / "bad.html").write_text("<!DOCTYPE html>\n<p><div>Sivu</p></blink>\n", "utf-8")

    assert any(found.startswith("bad:") for found in problems_of(tmp_path))
