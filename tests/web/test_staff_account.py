"""The own account: another password, and codes from a telephone on and off."""

import time
from contextlib import suppress

import pyotp
import pytest

from digimatka.core.staff import Role
from digimatka.usecases import second_factor, staff
from digimatka.web.limits import SIGN_IN_MISSES
from digimatka.web.services import NAME, Services
from digimatka.web.staff.signin import COOKIE
from tests.web.browser import Browser, Seen
from tests.web.conftest import World
from tests.web.signed_in import PASSWORD, add_staff, again, signed_in

NEW = "meri-tuuli-kallio"


@pytest.fixture
def own(world: World) -> Services:
    """What the shared app stands on."""
    found: Services = world.app.extensions[NAME]
    return found


def change(browser: Browser, old: str = PASSWORD, new: str = NEW, again: str = NEW) -> Seen:
    return browser.post("/ohjaaja/tili/salasana", {"old": old, "password": new, "again": again})


def test_the_page_says_whose_account_it_is_and_what_it_may(world: World) -> None:
    browser, _who = signed_in(world, "oma-tili", Role.FACILITATOR, Role.ADMINISTRATOR)

    seen = browser.visit("/ohjaaja/tili")

    assert "Tunnuksesi on oma-tili." in seen.main
    assert "Roolisi: ohjaaja, ylläpitäjä." in seen.main
    assert {"/ohjaaja/ryhmat", "/ohjaaja/henkilosto"} <= set(seen.page.links().values())


def test_another_password_ends_other_sessions_and_this_one_goes_on(
    world: World, own: Services
) -> None:
    here, _who = signed_in(world, "vaihtaja", Role.AUTHOR)
    there = world.browser()
    there.adopt(COOKIE, here.cookie(COOKIE) or "")
    assert there.get("/ohjaaja/tili").status == 200
    here.visit("/ohjaaja/tili/salasana")

    seen = here.press("Vaihda salasana", old=PASSWORD, password=NEW, again=NEW)

    assert "Salasana on vaihdettu." in seen.main
    assert there.get("/ohjaaja/tili").status == 303
    assert staff.sign_in(own.store, "vaihtaja", PASSWORD) is None
    assert staff.sign_in(own.store, "vaihtaja", NEW) is not None
    assert change(here).status == 422, "the same post again finds another old password"


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ((NEW, NEW, NEW), "old", "ei täsmää"),
        (("", NEW, NEW), "old", "Kirjoita nykyinen salasanasi."),
        ((PASSWORD, "", ""), "password", "Kirjoita uusi salasana."),
        ((PASSWORD, "lyhyt", "lyhyt"), "password", "vähintään 12 merkkiä"),
        ((PASSWORD, "x" * 201, "x" * 201), "password", "enintään 200 merkkiä"),
        ((PASSWORD, "salasana12345", "salasana12345"), "password", "jota muut eivät arvaa"),
        ((PASSWORD, "pitaytyja-12", "pitaytyja-12"), "password", "oma tunnuksesi"),
        ((PASSWORD, NEW, NEW + "x"), "again", "eivät ole samat"),
    ],
)
def test_what_is_wrong_with_a_change_is_told_and_nothing_changes(
    world: World, own: Services, typed: tuple[str, str, str], field: str, said: str
) -> None:
    name = "pitaytyja"
    with suppress(staff.NameTakenError):
        add_staff(world, name, Role.AUTHOR)
    browser = again(world, name)

    seen = change(browser, *typed)

    assert seen.status == 422
    assert said in seen.main
    assert f"#{field}" in seen.page.links().values()
    for name in ("old", "password", "again"):
        assert not seen.page.one("input", name=name).get("value"), "no page holds a password"
    assert staff.sign_in(own.store, "pitaytyja", PASSWORD) is not None


def test_guessing_the_old_password_is_slowed_down(world: World, own: Services) -> None:
    browser, _who = signed_in(world, "toisen-laite", Role.AUTHOR)
    assert {change(browser, NEW).status for _ in range(SIGN_IN_MISSES)} == {422}

    assert change(browser).status == 429
    assert staff.sign_in(own.store, "toisen-laite", PASSWORD) is not None


def secret_on(seen: Seen) -> str:
    """The key as the page writes it for who cannot read the picture."""
    written = seen.page.one("strong", translate="no").text or ""
    assert [len(part) for part in written.split()] == [4] * 8
    return written.replace(" ", "")


def test_codes_are_turned_on_by_one_and_off_by_the_password(world: World, own: Services) -> None:
    browser, who = signed_in(world, "puhelin", Role.AUTHOR)
    browser.visit("/ohjaaja/tili")
    seen = browser.click("Ota koodi käyttöön")
    assert seen.headers["Cache-Control"] == "no-store"
    assert "<svg" in seen.html
    phone = pyotp.TOTP(secret_on(seen))

    wrong = browser.press("Ota koodi käyttöön", code="000000")
    assert wrong.status == 422
    assert secret_on(wrong) == phone.secret, "the telephone that has read it is still right"
    done = browser.press("Ota koodi käyttöön", code=phone.now())

    assert "Koodi on käytössä." in done.main
    assert second_factor.is_on(own.store, who)
    browser.click("Ota koodi pois")
    assert browser.press("Ota koodi pois", old=NEW).status == 422
    assert second_factor.is_on(own.store, who)
    assert "Koodi ei ole enää käytössä." in browser.press("Ota koodi pois", old=PASSWORD).main
    assert not second_factor.is_on(own.store, who)


@pytest.mark.parametrize(
    ("typed", "said"), [("", "kuusi numeroa"), ("abcdef", "kuusi numeroa"), ("000000", "kello")]
)
def test_what_is_no_code_turns_nothing_on(
    world: World, own: Services, typed: str, said: str
) -> None:
    browser, who = signed_in(world, f"ei-koodi-{typed}x", Role.AUTHOR)

    seen = browser.post("/ohjaaja/tili/koodi", {"nonce": "n" * 22, "code": typed})

    assert (seen.status, said in seen.main) == (422, True)
    assert not second_factor.is_on(own.store, who)


def test_a_form_that_lost_its_nonce_is_shown_anew(world: World) -> None:
    browser, _who = signed_in(world, "ilman-noncea", Role.AUTHOR)

    for form in ({}, {"nonce": "", "code": "123456"}, {"nonce": "n" * 500, "code": "123456"}):
        assert browser.post("/ohjaaja/tili/koodi", form).location == "/ohjaaja/tili/koodi"


def test_a_repeated_post_turns_nothing_on_or_off_again(world: World, own: Services) -> None:
    browser, who = signed_in(world, "toisto", Role.AUTHOR)
    made = second_factor.seed(who, "n" * 22, own.settings.secret_key)
    form = {"nonce": "n" * 22, "code": pyotp.TOTP(made.secret).at(int(time.time()))}
    assert browser.post("/ohjaaja/tili/koodi", form).location == "/ohjaaja/tili?koodi"

    assert browser.post("/ohjaaja/tili/koodi", form).location == "/ohjaaja/tili"
    off = {"off": "1", "old": PASSWORD}
    assert browser.post("/ohjaaja/tili/koodi", off).location == "/ohjaaja/tili?pois"
    assert browser.post("/ohjaaja/tili/koodi", off).location == "/ohjaaja/tili"
