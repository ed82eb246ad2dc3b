"""Steps that take several posts: lines are moved, statements are rated one at a time."""

import pytest

from tests.web.browser import Browser, Form
from tests.web.conftest import World
from tests.web.steps import ALKU, LAJIT, in_lajit

WAYS = pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])


TEXTS = {"a": "A1", "b": "B2", "c": "C3"}


def order(browser: Browser) -> list[str]:
    assert browser.now is not None
    return [e.attrib["value"] for e in browser.now.page.all("input", name="order")]


@WAYS
def test_lines_are_moved_with_buttons(world: World, htmx: bool) -> None:
    browser = in_lajit(world, htmx=htmx)
    browser.visit(f"{LAJIT}/rivit")
    first, second, third = order(browser)

    seen = browser.press(f"Alas: {TEXTS[first]}")

    assert seen.status == 200
    assert order(browser) == [second, first, third]
    assert seen.page.focus is not None
    assert seen.page.focus.startswith("Alas:")
    browser.press(f"Ylös: {TEXTS[third]}")
    assert order(browser) == [second, third, first]


def test_lines_in_their_right_order_complete_the_step(world: World) -> None:
    browser = in_lajit(world)
    wrong = browser.post(f"{LAJIT}/rivit", {"order": ["a", "c", "b"]})
    assert wrong.status == 422
    assert wrong.main.count("oikealla paikalla") == 1
    kept = [e.get("value") for e in wrong.page.all("input", name="order")]
    assert kept == ["a", "c", "b"]

    assert browser.post(f"{LAJIT}/rivit", {"order": ["a", "b", "c"]}).status == 303


@pytest.mark.parametrize(
    "form",
    [
        {"move": "a:up", "order": ["a", "b", "c"]},
        {"move": "c:down", "order": ["a", "b", "c"]},
        {"move": "x:up", "order": ["a", "b", "c"]},
        {"move": "a:sideways", "order": ["a", "b", "c"]},
        {"move": "", "order": ["a", "b", "c"]},
        {"move": "::", "order": ["a", "b", "c"]},
    ],
)
def test_a_move_that_cannot_be_made_leaves_the_lines(world: World, form: Form) -> None:
    seen = in_lajit(world).post(f"{LAJIT}/rivit", form)

    assert seen.status == 200
    assert [e.get("value") for e in seen.page.all("input", name="order")] == ["a", "b", "c"]


@pytest.mark.parametrize("lines", [[], ["a"], ["a", "a", "b"], ["a", "b", "c", "d"], ["<i>"] * 3])
def test_lines_that_are_not_those_of_the_step_come_back_mixed_anew(
    world: World, lines: list[str]
) -> None:
    seen = in_lajit(world).post(f"{LAJIT}/rivit", {"move": "a:up", "order": lines})

    found = [e.attrib["value"] for e in seen.page.all("input", name="order")]
    assert sorted(found) == ["a", "b", "c"]


def test_only_lines_can_be_moved(walker: Browser) -> None:
    assert walker.post(f"{ALKU}/kumpi", {"move": "a:up"}).status == 400


def test_a_map_of_oneself_is_shown_once_and_not_kept(world: World) -> None:
    browser = in_lajit(world)

    seen = browser.post(f"{LAJIT}/kartta", {"haku-1": "2", "viesti-1": "0"})

    assert seen.status == 200
    assert "HAKU2,0 / 5" in seen.main
    assert "VIESTIT" not in seen.main, "what was passed has no mean"
    assert "JATKA." in seen.main
    assert "2,0" not in browser.get(f"{LAJIT}/kartta").main
    assert "Emme tallentaneet vastauksiasi" in browser.get(f"{LAJIT}/kartta").main


@WAYS
def test_a_map_of_oneself_asks_one_thing_at_a_time_and_lets_one_turn_back(
    world: World, htmx: bool
) -> None:
    browser = in_lajit(world, htmx=htmx)
    assert "OSAAN HAKEA." in browser.visit(f"{LAJIT}/kartta").main

    second = browser.press("Seuraava", haku_1="4")
    assert second.status == 200
    assert "OSAAN VIESTIÄ." in second.main
    assert "OSAAN HAKEA." not in second.main
    assert second.page.focus == "Väite 2 / 2"

    first = browser.press("Edellinen väite")
    assert "OSAAN HAKEA." in first.main
    assert not [e for e in first.page.all("input") if e.get("name") == "viesti-1"]

    browser.press("Seuraava", haku_1="0")
    empty = browser.press("Näytä kartta")
    assert empty.status == 422
    assert "OSAAN VIESTIÄ." in empty.main
    assert empty.page.one("input", type="hidden", name="haku-1").get("value") == "0"

    done = browser.press("Näytä kartta", viesti_1="5")
    assert "VIESTIT5,0 / 5" in done.main
    assert "HAKU" not in done.main


def test_only_a_map_of_oneself_has_a_statement_before(walker: Browser) -> None:
    assert walker.post(f"{ALKU}/kumpi", {"act": "back"}).status == 400
