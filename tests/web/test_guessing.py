"""Guessing passports is slowed down, by the address that can be trusted."""

from digimatka.core.passport_words import WORDS
from digimatka.web.limits import PASSPORT_MISSES
from tests.conftest import MakeApp
from tests.web.browser import Browser
from tests.web.slip import make_passport
from tests.web.world import KOE

MISS = {"words": " ".join(WORDS[:4])}


def misses(browser: Browser, count: int, **headers: str) -> list[int]:
    return [browser.post("/jatka", MISS, **headers).status for _ in range(count)]


def test_guessing_is_slowed_down_and_told_kindly(make_app: MakeApp) -> None:
    browser = Browser(make_app(KOE))
    browser.post("/aloita")
    words = " ".join(make_passport(browser))

    assert set(misses(browser, PASSPORT_MISSES)) == {422}
    seen = browser.post("/jatka", MISS)

    assert seen.status == 429
    assert "Odota 10 minuuttia" in seen.main
    assert seen.page.one("input", name="words").get("value") == MISS["words"]
    assert browser.post("/jatka", {"words": words}).status == 429
    assert browser.get("/matka/koe").status == 200, "who is in stays in"


def test_words_that_are_only_misread_are_no_guesses(make_app: MakeApp) -> None:
    browser = Browser(make_app(KOE))

    statuses = {browser.post("/jatka", {"words": "qqqq"}).status for _ in range(50)}

    assert statuses == {422}
    assert misses(browser, 1) == [422]


def test_the_address_is_the_one_that_a_trusted_proxy_names(make_app: MakeApp) -> None:
    browser = Browser(make_app(KOE, trusted_proxies=1))
    misses(browser, PASSPORT_MISSES, X_Forwarded_For="198.51.100.1")

    assert misses(browser, 1, X_Forwarded_For="198.51.100.1") == [429]
    assert misses(browser, 1, X_Forwarded_For="198.51.100.2") == [422]
    # What a client says of itself stands before what the proxy adds, and is not believed.
    assert misses(browser, 1, X_Forwarded_For="203.0.113.9, 198.51.100.1") == [429]


def test_without_a_proxy_nobody_chooses_an_address(make_app: MakeApp) -> None:
    browser = Browser(make_app(KOE))
    for number in range(PASSPORT_MISSES):
        misses(browser, 1, X_Forwarded_For=f"198.51.100.{number}")

    assert misses(browser, 1, X_Forwarded_For="203.0.113.9") == [429]
