"""The slip with the words of a passport."""

from tests.web.browser import Browser, Seen
from tests.web.page import text_of


def words_on(slip: Seen) -> list[str]:
    """The words as the slip shows them."""
    (words,) = slip.page.all("ol", class_="slip__words")
    return [text_of(item) for item in words]


def make_passport(browser: Browser) -> list[str]:
    """The words of a new passport."""
    browser.visit("/passi")
    return words_on(browser.press("matkapassi"))
