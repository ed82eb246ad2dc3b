"""Matching pairs, writing in one's own words, talking: by plain posts and by htmx."""

import re

import pytest

from digimatka.web import respond
from digimatka.web.pagecache import Pages
from tests.web.browser import Browser
from tests.web.conftest import World
from tests.web.page import text_of
from tests.web.rows import HETU, count, everything
from tests.web.steps import LAJIT, in_lajit

WAYS = pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
PAIRS, OWN, TALK = f"{LAJIT}/parit", f"{LAJIT}/omin-sanoin", f"{LAJIT}/puhukaa"
MINE = "Olen Hillevi Kettumäki."
MORE = "Rivi yksi.\r\n\r\n<b>Rivi</b> kaksi."


def areas(browser: Browser) -> dict[str, str]:
    assert browser.now is not None
    return {a.attrib["name"]: a.text or "" for a in browser.now.page.all("textarea")}


# --- match ---------------------------------------------------------------------------------------


@WAYS
def test_pairs_are_chosen_from_lists_that_say_all_there_is(world: World, htmx: bool) -> None:
    browser = in_lajit(world, htmx=htmx)
    page = browser.visit(PAIRS).page

    assert [text_of(label) for label in page.all("label")] == ["CV", "PDF"]
    for menu in page.all("select"):
        words = [text_of(option) for option in menu.iter("option")]
        assert words[0] == "Valitse"
        assert sorted(words[1:]) == ["KISSA", "LUETTELO", "TIEDOSTO"]


@WAYS
def test_a_wrong_pair_is_told_beside_it_and_a_right_one_says_why(world: World, htmx: bool) -> None:
    browser = in_lajit(world, htmx=htmx)
    browser.visit(PAIRS)

    seen = browser.press("Tarkista", item_a="a", item_b="c")

    assert seen.status == 422
    assert "JOKIN PARI ON VÄÄRIN." in seen.main
    first, second = (text_of(e) for e in seen.page.all("div", class_="group"))
    assert "Näin on LUETTELO SE ON." in first
    assert "Katso vielä" in second
    assert "LUETTELO SE ON." not in second
    chosen = [e.get("value") for e in seen.page.all("option") if "selected" in e.attrib]
    assert chosen == ["a", "c"]

    done = browser.press("Tarkista", item_b="b")
    assert "PARIT LÖYTYIVÄT." in done.main
    assert "CV – LUETTELO LUETTELO SE ON. PDF – TIEDOSTO" in done.main


@WAYS
def test_a_pair_that_was_left_open_is_pointed_at(world: World, htmx: bool) -> None:
    browser = in_lajit(world, htmx=htmx)
    browser.visit(PAIRS)

    seen = browser.press("Tarkista", item_a="a")

    assert seen.status == 422
    assert seen.page.links()["Jotakin puuttuu vielä. Katso kaikki kohdat."] == "#item-b"
    assert seen.page.by_id("item-b").get("aria-invalid") == "true"
    assert seen.page.by_id("item-a").get("aria-invalid") is None
    assert "Näin on" not in seen.main, "nothing is judged before all is chosen"


def test_the_answer_to_pairs_can_be_shown(world: World) -> None:
    browser = in_lajit(world)
    browser.visit(PAIRS)

    seen = browser.press("Näytä vastaus", item_a="b")

    assert "CV – LUETTELO" in seen.main
    assert "Tämä askel on tehty." in browser.press("Selvä, jatketaan").main


# --- write ---------------------------------------------------------------------------------------


@WAYS
def test_what_was_written_is_on_the_page_once_and_nowhere_else(world: World, htmx: bool) -> None:
    browser = in_lajit(world, htmx=htmx)
    browser.visit(OWN)

    seen = browser.press("Valmis", own_a=MINE, own_b=MORE)

    assert seen.status == 200
    assert browser.address == OWN, "it is no redirect, which would lose the text"
    assert "Tämä askel on tehty." in seen.main
    assert "Emme tallenna sitä. Tulosta tai kopioi se, ennen kuin jatkat." in seen.main
    kept = seen.page.one("div", class_="own")
    assert text_of(kept) == f"KUKA? {MINE} MITÄ? Rivi yksi. <b>Rivi</b> kaksi."
    assert seen.headers["Cache-Control"] == "no-store"
    assert seen.page.all("button", data_print="")
    assert seen.page.links()["Jatka"]

    after = browser.get(OWN)
    assert "Kettumäki" not in after.html
    assert "Emme tallentaneet tekstiäsi." in after.main
    assert "Kettumäki" not in everything(world)


@WAYS
@pytest.mark.parametrize("form", [{}, {"own-a": HETU}, {"own-a": MINE}], ids=["empty", "h", "ok"])
def test_no_page_with_words_of_ones_own_is_kept(
    world: World, form: dict[str, str], htmx: bool
) -> None:
    browser = in_lajit(world, htmx=htmx)
    pages = world.app.extensions[respond.PAGES] = Pages()

    for act in ("answer", "hint", "again", "paper", "answer"):
        browser.post(OWN, {**form, "act": act})
        browser.get(OWN)

    bodies = [body.plain.decode() for body in pages._kept.values()]
    assert bodies
    assert not any(text in body for body in bodies for text in (MINE, HETU))


@WAYS
def test_a_text_with_a_code_is_refused_and_comes_back_to_be_mended(
    world: World, htmx: bool
) -> None:
    browser = in_lajit(world, htmx=htmx)
    browser.visit(OWN)

    seen = browser.press("Valmis", own_a=MINE, own_b=f"Tunnus on {HETU}.")

    assert seen.status == 422
    assert seen.headers["Cache-Control"] == "no-store"
    assert "näyttää henkilötunnukselta" in text_of(seen.page.by_id("own-b-error"))
    assert seen.page.by_id("own-b").get("aria-invalid") == "true"
    assert seen.page.by_id("own-a").get("aria-invalid") is None
    assert "#own-b" in seen.page.links().values()
    assert areas(browser) == {"own-a": MINE, "own-b": f"Tunnus on {HETU}."}

    assert MINE in browser.press("Valmis", own_b="Ei tunnuksia.").main
    assert HETU not in everything(world)


@WAYS
def test_an_empty_page_says_what_can_be_done(world: World, htmx: bool) -> None:
    browser = in_lajit(world, htmx=htmx)
    assert "Riittää, että kirjoitat yhteen kohtaan." in browser.visit(OWN).main

    seen = browser.press("Valmis")

    assert seen.status == 422
    assert "paina Kirjoitin paperille" in seen.main
    assert "#own-a" in seen.page.links().values()


@WAYS
def test_paper_is_as_good(world: World, htmx: bool) -> None:
    browser = in_lajit(world, htmx=htmx)
    browser.visit(OWN)

    seen = browser.press("Kirjoitin paperille")

    assert "Tämä askel on tehty." in seen.main
    assert "Pidä paperi tallessa." in seen.main
    assert not seen.page.all("button", data_print="")


def test_paper_does_not_take_away_what_was_typed(world: World) -> None:
    browser = in_lajit(world)
    browser.visit(OWN)

    assert MINE in browser.press("Kirjoitin paperille", own_a=MINE).main


@WAYS
def test_a_text_is_changed_after_it_was_ready(world: World, htmx: bool) -> None:
    browser = in_lajit(world, htmx=htmx)
    browser.visit(OWN)
    browser.press("Valmis", own_a=MINE, own_b=MORE)

    seen = browser.press("Muuta tekstiä")

    assert seen.headers["Cache-Control"] == "no-store"
    assert areas(browser)["own-a"] == MINE
    assert areas(browser)["own-b"].split() == MORE.split()
    assert "Olen Repe." in browser.press("Valmis", own_a="Olen Repe.").main


@WAYS
def test_done_anew_it_begins_empty(world: World, htmx: bool) -> None:
    browser = in_lajit(world, htmx=htmx)
    browser.post(OWN, {"own-a": MINE})
    browser.visit(OWN)

    browser.press("Tee tämä uudelleen")

    assert areas(browser) == {"own-a": "", "own-b": ""}


def test_the_example_can_be_opened_and_the_page_says_what_becomes_of_the_text(
    world: World,
) -> None:
    page = in_lajit(world).get(OWN).page

    assert text_of(page.one("details")) == "Näytä esimerkki SAMAN MALLI."
    assert "Teksti on vain tällä sivulla. Emme tallenna sitä." in page.main
    assert page.by_id("own-b").get("rows") == "5"
    assert page.by_id("own-a").get("aria-describedby") == "own-a-hint"


def test_a_step_that_changed_meanwhile_gives_the_text_back(world: World) -> None:
    seen = in_lajit(world).post(OWN, {"own-a": MINE, "version": "older"})

    assert seen.status == 422
    assert MINE in seen.main


@WAYS
def test_a_text_from_another_tab_is_not_lost_though_the_step_is_done(
    world: World, htmx: bool
) -> None:
    browser = in_lajit(world, htmx=htmx)
    browser.post(OWN, {"act": "paper"})

    seen = browser.post(OWN, {"own-a": MINE, "own-b": HETU})

    assert seen.status == 422
    assert MINE in seen.html
    assert MINE in browser.post(OWN, {"own-a": MINE}).main


# --- discuss -------------------------------------------------------------------------------------


@WAYS
@pytest.mark.parametrize("words", ["Keskustelimme", "Ohitan keskustelun"])
def test_talking_and_passing_lead_on_alike_and_leave_the_same_behind(
    world: World, words: str, htmx: bool
) -> None:
    browser = in_lajit(world, htmx=htmx)
    seen = browser.visit(TALK)
    assert "Ohittamiseen ei tarvita syytä. Emme tallenna, kumman valitsit." in seen.main
    before = count(world, "event")

    browser.press(words)

    assert browser.address == f"{LAJIT}/rivit", "the first step that is not done yet"
    assert count(world, "event") == before + 1
    assert not {"passed", "talked"} & set(re.findall(r"\w+", everything(world)))


def test_a_talk_says_who_does_what_and_what_to_do_alone(world: World) -> None:
    page = in_lajit(world).get(TALK).page

    assert "noin 10 minuuttia" in page.main
    assert text_of(page.one("dl")) == "KYSYJÄ KYSYY."
    assert "MIKÄ OLI HELPPOA?" in page.main
    assert "Jos olet yksin MIETI ITSE." in page.main
