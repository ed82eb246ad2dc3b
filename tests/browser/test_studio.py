"""The studio in a browser: an author mends, looks, publishes; who walks meanwhile loses nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Locator, expect

from digimatka.app import this_day
from digimatka.core.staff import Role
from digimatka.usecases import staff as accounts
from tests.browser.looks import run_axe, set_look, sticking_out
from tests.browser.product import InThread, in_thread
from tests.browser.visit import DESK, PHONE, OpenVisit, Visit
from tests.content.small import copy_to, edit

PASSWORD = "kaarna-niemi-pilvi"
J = "/tekija/pieni-matka"
EKA = f"{J}/tiedosto/alku/eka.yaml"
SIZES: tuple[tuple[int, Literal["light", "dark"]], ...] = ((320, "light"), (1280, "dark"))
TYPO = "Tervetulloa. Lue **rauhassa**."


@dataclass(frozen=True)
class Workshop:
    """A product of a test's own, whose content has a mistake, and its folder."""

    running: InThread
    folder: Path


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """The product with the small journey."""
    content = tmp_path_factory.mktemp("sisalto")
    folder = copy_to(content)
    edit(folder, "alku/eka.yaml", "Tervetuloa. Lue **rauhassa**.", TYPO)
    with in_thread(tmp_path_factory.mktemp("data"), content=content) as running:
        for name in ("tekija", "toinen"):
            roles = frozenset({Role.AUTHOR})
            accounts.add(running.services.store, name, PASSWORD, roles, this_day())
        yield Workshop(running, folder)


def author(open_visit: OpenVisit, workshop: Workshop, name: str = "tekija") -> Visit:
    """An author at the file with the mistake, the editor in its place."""
    visit = open_visit(DESK, home=workshop.running.address)
    visit.page.goto(f"/ohjaaja/kirjaudu?sinne={EKA}")
    visit.page.locator("#name").fill(name)
    visit.page.locator("#password").fill(PASSWORD)
    visit.page.locator("main form .btn--main").click()
    expect(editor(visit)).to_be_visible()
    expect(visit.page.locator("#editor-status")).to_contain_text("huomaut")
    return visit


def editor(visit: Visit) -> Locator:
    """What is written in."""
    return visit.page.get_by_role("textbox", name="Teksti")


def put_cursor(visit: Visit, words: str) -> None:
    """Puts the cursor at the end of the line with these words."""
    visit.page.locator(".cm-line", has_text=words).click()
    visit.page.keyboard.press("End")


def walker(open_visit: OpenVisit, workshop: Workshop) -> Visit:
    """A learner who has read the first step and has ticked something on the second."""
    visit = open_visit(PHONE, home=workshop.running.address)
    page = visit.page
    page.goto("/")
    page.get_by_role("button", name=re.compile("^Aloita")).first.click()
    page.goto("/matka/pieni-matka/eka/lue")
    expect(page.locator("main")).to_contain_text("Tervetulloa")
    page.get_by_role("button", name="Luin tämän, jatketaan").click()
    page.get_by_label("Avaa selain").check()
    return visit


def test_an_author_mends_a_mistake_and_who_is_in_mid_quest_loses_nothing(
    open_visit: OpenVisit, workshop: Workshop
) -> None:
    phone = walker(open_visit, workshop)
    visit = author(open_visit, workshop)
    page, preview = visit.page, visit.page.frame_locator("#preview")
    expect(preview.locator("main")).to_contain_text("Tervetulloa")

    # A slip of the hand shows at once, on its line and in words.
    put_cursor(visit, "minutes: 10")
    page.keyboard.press("Enter")
    page.keyboard.type("gaol: Hups")
    expect(page.locator(".cm-lintRange-error")).to_have_count(1)
    expect(page.locator("#problems")).to_contain_text("Kohtaa ”gaol” ei tunneta tässä.")
    expect(page.locator("#editor-status")).to_have_text("Yksi huomautus.")
    page.get_by_role("link", name="rivi 5").click()
    expect(editor(visit)).to_be_focused()
    page.keyboard.press("Control+Shift+k")
    expect(page.locator(".cm-lintRange-error")).to_have_count(0)

    # The mistake itself: mended, saved, looked at.
    put_cursor(visit, "Tervetulloa")
    page.keyboard.press("Home")
    text = page.locator(".cm-line", has_text="Tervetulloa").inner_text().strip()
    page.keyboard.press("Shift+End")
    page.keyboard.insert_text(text.replace("Tervetulloa", "Tervetuloa"))
    page.keyboard.press("Control+s")
    expect(page.locator("#editor-status")).to_contain_text("Luonnos on tallennettu.")
    expect(preview.locator("main")).to_contain_text("Tervetuloa. Lue rauhassa.")
    preview.get_by_role("button", name="Luin tämän, jatketaan").click()
    expect(preview.get_by_label("Avaa selain")).to_be_visible()
    assert "Tervetulloa" in (workshop.folder / "alku/eka.yaml").read_text("utf-8")

    page.get_by_role("link", name="Julkaise…").click()
    expect(page.locator("main")).to_contain_text("alle 5 asiakasta")
    page.get_by_label("Mitä muutit ja miksi?").fill("Korjasin kirjoitusvirheen.")
    page.get_by_role("button", name="Julkaise nyt").click()
    expect(page.locator("main")).to_contain_text("Matka on julkaistu.")
    assert "Tervetuloa" in (workshop.folder / "alku/eka.yaml").read_text("utf-8")

    # Who was in the middle: the page that was open works on, and all that was done is there.
    expect(phone.page.get_by_label("Avaa selain")).to_be_checked()
    phone.page.locator("main form .btn--main").click()
    expect(phone.page.locator("main")).to_contain_text("Tämä askel on tehty.")
    phone.page.goto("/matka/pieni-matka/eka")
    expect(phone.page.locator("main")).to_contain_text("Tehtävä on tehty")
    expect(phone.page.locator("main")).to_contain_text("2 / 2 askelta")
    phone.page.goto("/matka/pieni-matka/eka/lue")
    expect(phone.page.locator("main")).to_contain_text("Tervetuloa. Lue rauhassa.")


def test_the_editor_proposes_and_lets_the_keyboard_go(
    open_visit: OpenVisit, workshop: Workshop
) -> None:
    visit = author(open_visit, workshop)
    page = visit.page
    put_cursor(visit, "minutes: 10")
    page.keyboard.press("Enter")
    page.keyboard.type("req")
    expect(page.locator(".cm-tooltip-autocomplete")).to_contain_text("Milloin tehtävä aukeaa.")
    page.get_by_role("option", name="requires").click()
    page.keyboard.type("que")
    page.get_by_role("option", name="quest").click()
    page.keyboard.press("Control+Space")
    page.get_by_role("option", name="toka").click()
    expect(editor(visit)).to_contain_text("quest: toka")

    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Tallenna luonnos")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(editor(visit)).to_be_focused()
    for _ in range(40):
        page.keyboard.press("Control+z")
    expect(editor(visit)).not_to_contain_text("requires")


def test_a_conflict_keeps_both_texts(open_visit: OpenVisit, workshop: Workshop) -> None:
    first = author(open_visit, workshop)
    second = author(open_visit, workshop, "toinen")
    put_cursor(first, "skills:")
    first.page.keyboard.type("  # ensin")
    first.page.get_by_role("button", name="Tallenna luonnos").click()
    expect(first.page.locator("#editor-status")).to_contain_text("Luonnos on tallennettu.")

    put_cursor(second, "skills:")
    second.page.keyboard.type("  # sitten")
    second.expect_failure(409)
    second.page.get_by_role("button", name="Tallenna luonnos").click()

    expect(second.page.locator("h1")).to_have_text("Kaksi tekijää, yksi tiedosto")
    expect(second.page.locator("#text")).to_have_value(re.compile("# sitten"))
    expect(second.page.locator("#theirs")).to_have_value(re.compile("# ensin"))


def test_the_editor_is_accessible_and_fits(open_visit: OpenVisit, workshop: Workshop) -> None:
    page = author(open_visit, workshop).page
    # Colours that fade from light to dark would be measured on their way.
    page.emulate_media(reduced_motion="reduce")

    for width, scheme in SIZES:
        set_look(page, width, 800, scheme)
        found = run_axe(page)
        assert found["violations"] == []
        assert found["passes"] > 20
        assert sticking_out(page) == []


def test_a_playtest_tells_how_far_it_is_and_then_what_it_found(
    open_visit: OpenVisit, workshop: Workshop
) -> None:
    page = author(open_visit, workshop).page
    page.goto(f"{J}/koepelaus")
    page.get_by_label("Pelaajia").select_option("200")

    page.get_by_role("button", name="Aloita koepelaus").click()

    expect(page.get_by_role("heading", name="Mitä löytyi")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Koepelaajia 200")
    expect(page.get_by_role("button", name="Aloita koepelaus")).to_be_visible()


def test_without_a_script_the_same_form_does_the_same(
    open_visit: OpenVisit, workshop: Workshop
) -> None:
    visit = open_visit(PHONE, has_js=False, home=workshop.running.address)
    page = visit.page
    page.goto(f"/ohjaaja/kirjaudu?sinne={J}/tiedosto/loppu/kolmas.yaml")
    page.locator("#name").fill("tekija")
    page.locator("#password").fill(PASSWORD)
    page.locator("main form .btn--main").click()
    text = page.locator("#text").input_value()

    page.locator("#text").fill(text.replace("goal:", "gaol:"))
    page.get_by_role("button", name="Tarkista").click()
    expect(page.locator("#problems")).to_contain_text("Kohtaa ”gaol” ei tunneta tässä.")
    page.get_by_role("link", name="rivi 3").click()
    expect(page.locator("#rivi-3")).to_be_in_viewport()
    page.locator("#text").fill(text)
    page.get_by_role("button", name="Tallenna luonnos").click()
    expect(page.locator("main")).to_contain_text("Luonnos on tallennettu.")
