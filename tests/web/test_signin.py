"""Staff sign in and out: by the password, by a code where there is one, and never to elsewhere."""

import time
from contextlib import suppress
from http.cookies import SimpleCookie

import pyotp
import pytest

from digimatka.core.staff import Role, Staff
from digimatka.usecases import second_factor, staff
from digimatka.web.limits import SIGN_IN_MISSES
from digimatka.web.services import NAME, Services
from digimatka.web.staff import signin
from digimatka.web.staff.signin import AREAS, CODE_MINUTES, COOKIE, VALID_HOURS, way_to
from tests.conftest import SECRET, TODAY, MakeApp
from tests.web.browser import Browser, Seen
from tests.web.conftest import World
from tests.web.signed_in import PASSWORD, add_staff, signed_in, world_of
from tests.web.world import KOE

WRONG = "meri-tuuli-kallio"
NONCE = "a-nonce-of-22-letters-"
ELSEWHERE = (
    "https://muu.example/",
    "//muu.example/ohjaaja",
    "/\\muu.example",
    "/ohjaaja/\\muu.example",
    "/ohjaaja//muu.example",
    "/ohjaaja/../lopeta",
    "/ohjaaja@muu.example",
    "/ohjaajaksi",
    "/ohjaaja/tili?x=1",
    "/ohjaaja/tili\r\nSet-Cookie: x=1",
    "/ohjaaja/tili\n",
    "/lopeta",
    "javascript:alert(1)",
    "",
)


def enter(browser: Browser, name: str, password: str = PASSWORD, **fields: str) -> Seen:
    return browser.post("/ohjaaja/kirjaudu", {"name": name, "password": password, **fields})


def services_of(world: World) -> Services:
    found: Services = world.app.extensions[NAME]
    return found


def secured(world: World, name: str) -> tuple[Staff, pyotp.TOTP]:
    """A facilitator who signs in with codes too, and their telephone."""
    who = add_staff(world, name, Role.FACILITATOR)
    made = second_factor.seed(who, NONCE, SECRET)
    phone = pyotp.TOTP(made.secret)
    before = time.time() - 300
    assert second_factor.turn_on(services_of(world).store, who, made, phone.at(before), before)
    return who, phone


def test_who_is_shown_the_way_in_comes_to_where_they_wanted(world: World) -> None:
    add_staff(world, "sisaan", Role.ADMINISTRATOR)
    browser = world.browser()
    asked_for = browser.visit("/ohjaaja/henkilosto")
    assert "Kirjaudu ohjaajana" in asked_for.main
    assert asked_for.headers["Cache-Control"] == "no-store"

    seen = browser.press("Kirjaudu", name="Sisaan", password=PASSWORD)

    assert browser.address == "/ohjaaja/henkilosto"
    assert "sisaan" in seen.main
    assert browser.get("/ohjaaja/kirjaudu").location == "/ohjaaja"


def test_htmx_shows_the_same_form(world: World) -> None:
    seen = world.browser(htmx=True).get("/ohjaaja/kirjaudu")

    assert seen.status == 200
    assert seen.page.one("form").get("hx-post") is None, "the address must change with the page"


@pytest.mark.parametrize(
    ("name", "password", "said"),
    [
        ("vaarin", WRONG, "eivät kuulu yhteen"),
        ("ei-ole", PASSWORD, "eivät kuulu yhteen"),
        ("vaarin", "", "Kirjoita salasana."),
        ("", PASSWORD, "Kirjoita tunnus."),
        (" ", PASSWORD, "Kirjoita tunnus."),
        ("x" * 3000, PASSWORD, "eivät kuulu yhteen"),
    ],
)
def test_what_is_not_right_is_told_and_the_name_is_not_lost(
    world: World, name: str, password: str, said: str
) -> None:
    with suppress(staff.NameTakenError):
        add_staff(world, "vaarin", Role.AUTHOR)
    browser = world.browser()

    seen = enter(browser, name, password)

    assert seen.status == 422
    assert said in seen.main
    assert seen.page.one("input", name="name").get("value") == name
    assert not seen.page.one("input", name="password").get("value")
    assert browser.get("/ohjaaja/tili").status == 303


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_no_way_leads_elsewhere(wanted: str) -> None:
    assert way_to(wanted) == "/ohjaaja"


def test_nobody_who_signs_in_or_is_signed_in_is_led_elsewhere(world: World) -> None:
    who = add_staff(world, "harhaan", Role.AUTHOR)
    for wanted in ELSEWHERE:
        browser = world.browser()
        form = browser.client.get("/ohjaaja/kirjaudu", query_string={"sinne": wanted})
        assert 'name="sinne" value="/ohjaaja"' in form.text
        assert enter(browser, who.name, sinne=wanted).location == "/ohjaaja"
        again = browser.client.get("/ohjaaja/kirjaudu", query_string={"sinne": wanted})
        assert again.headers["Location"] == "/ohjaaja"


@pytest.mark.parametrize(
    "wanted", [*AREAS, "/ohjaaja/ryhmat/12/suunnittele", "/tekija/a-B_1", "/tekija/a/b.yaml"]
)
def test_the_way_back_leads_to_any_page_of_staff(wanted: str) -> None:
    assert way_to(wanted) == wanted


def cookie_line(seen: Seen) -> str:
    [line] = [s for s in seen.headers.getlist("Set-Cookie") if s.startswith(f"{COOKIE}=")]
    return line


def test_the_cookie_ends_with_the_browser_and_no_script_reads_it(make_app: MakeApp) -> None:
    for base, is_secure in (("", False), ("https://digimatka.example", True)):
        app = make_app(KOE, base_url=base)
        services: Services = app.extensions[NAME]
        name = f"eväste{is_secure:d}"
        staff.add(services.store, name, PASSWORD, frozenset({Role.AUTHOR}), TODAY)

        morsel = SimpleCookie(cookie_line(enter(Browser(app), name)))[COOKIE]

        assert morsel["httponly"]
        assert morsel["samesite"] == "Lax"
        assert (morsel["max-age"], morsel["expires"], morsel["path"]) == ("", "", "/")
        assert bool(morsel["secure"]) is is_secure


def test_a_session_is_refused_after_a_working_day(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, _who = signed_in(world, "eilinen", Role.AUTHOR)
    began = time.time()
    assert browser.get("/ohjaaja/tili").status == 200

    for hours, status in ((VALID_HOURS - 1, 200), (VALID_HOURS + 1, 303)):
        monkeypatch.setattr(time, "time", lambda h=hours: began + h * 3600)
        assert browser.get("/ohjaaja/tili").status == status


def test_a_session_of_another_server_or_a_changed_one_is_none(world: World) -> None:
    browser, _who = signed_in(world, "muutettu", Role.AUTHOR)
    value = browser.cookie(COOKIE)
    assert value is not None

    for forged in (value[:-1], f"x{value}", value.swapcase(), "", "eyJfdXNlcl9pZCI6IjEuMSJ9.x.y"):
        browser.adopt(COOKIE, forged)
        assert browser.get("/ohjaaja/tili").status == 303


def test_signing_in_makes_another_cookie_of_which_nothing_before_is_left(world: World) -> None:
    browser, _who = signed_in(world, "ensin", Role.AUTHOR)
    add_staff(world, "sitten", Role.AUTHOR)
    before = browser.cookie(COOKIE)

    enter(browser, "sitten")

    assert browser.cookie(COOKIE) != before
    assert "Tunnuksesi on sitten." in browser.get("/ohjaaja/tili").main


def test_who_signs_out_is_out_and_twice_is_no_trouble(world: World) -> None:
    browser, _who = signed_in(world, "ulos", Role.AUTHOR)
    browser.visit("/ohjaaja/ulos")

    seen = browser.press("Kirjaudu ulos")

    assert "Olet kirjautunut ulos." in seen.main
    assert browser.get("/ohjaaja/tili").status == 303
    assert browser.post("/ohjaaja/ulos").location == "/ohjaaja?ulos"
    assert browser.get("/ohjaaja/ulos").location == "/ohjaaja"


def test_the_first_page_shows_the_menu_to_who_is_signed_in(world: World) -> None:
    browser, _who = signed_in(world, "valikko", Role.FACILITATOR)

    seen = browser.get("/ohjaaja")
    other = world.browser().get("/ohjaaja")

    assert {"/ohjaaja/ryhmat", "/ohjaaja/tili"} <= set(seen.page.links().values())
    assert "/ohjaaja/kirjaudu" not in seen.page.links().values()
    assert seen.headers["Cache-Control"] == "no-store"
    assert "/ohjaaja/kirjaudu" in other.page.links().values()
    assert "/ohjaaja/ryhmat" not in other.page.links().values()


def test_clearing_the_device_ends_the_session_of_staff_as_well(world: World) -> None:
    browser, _who = signed_in(world, "tyhjenna", Role.FACILITATOR)
    browser.post("/aloita")

    browser.post("/lopeta")

    assert not browser.cookie(COOKIE)
    assert browser.get("/ohjaaja/tili").status == 303


def test_a_code_is_asked_for_after_the_password_was_right(world: World) -> None:
    _who, phone = secured(world, "koodilla")
    browser = world.browser()
    browser.visit("/ohjaaja/tili")
    assert browser.now is not None
    assert not list(e for e in browser.now.page.elements("input") if e.get("name") == "code")

    asked = browser.press("Kirjaudu", name="koodilla", password=PASSWORD)

    assert "Koodi puhelimesta" in asked.main
    assert browser.get("/ohjaaja/tili").status == 303, "nobody is in yet"
    browser.now = browser.get("/ohjaaja/kirjaudu?sinne=/ohjaaja/tili")
    assert "Tunnuksesi on koodilla." in browser.press("Kirjaudu", code=phone.now()).main


@pytest.mark.parametrize(
    ("typed", "said"), [("", "kuusi numeroa"), ("12 34", "kuusi numeroa"), ("000000", "ei täsmää")]
)
def test_a_code_that_is_not_right_lets_nobody_in(world: World, typed: str, said: str) -> None:
    name = f"koodi-{len(typed)}"
    secured(world, name)
    browser = world.browser()
    enter(browser, name)

    seen = browser.post("/ohjaaja/kirjaudu", {"code": typed, "sinne": "/ohjaaja/tili"})

    assert seen.status == 422
    assert said in seen.main
    assert browser.get("/ohjaaja/tili").status == 303


def test_a_code_was_good_once(world: World) -> None:
    _who, phone = secured(world, "kerran")
    code, statuses = phone.now(), []
    for _ in range(2):
        browser = world.browser()
        enter(browser, "kerran")
        statuses.append(browser.post("/ohjaaja/kirjaudu", {"code": code}).status)

    assert statuses == [303, 422]


def test_a_right_password_waits_for_its_code_a_while(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    _who, phone = secured(world, "hidas")
    browser = world.browser()
    enter(browser, "hidas")
    later = time.time() + CODE_MINUTES * 60 + 1
    monkeypatch.setattr(signin, "now", lambda: later)

    seen = browser.post("/ohjaaja/kirjaudu", {"code": phone.at(int(later))})

    assert seen.location == "/ohjaaja/kirjaudu?sinne=/ohjaaja"
    assert "Salasana" in browser.visit(seen.location).main
    assert browser.get("/ohjaaja/tili").status == 303


def test_a_code_without_a_password_before_is_nothing(world: World) -> None:
    _who, phone = secured(world, "pelkka-koodi")

    seen = world.browser().post("/ohjaaja/kirjaudu", {"code": phone.now()})

    assert seen.location == "/ohjaaja/kirjaudu?sinne=/ohjaaja"


def test_a_password_that_changed_meanwhile_waits_for_no_code(world: World) -> None:
    who, phone = secured(world, "vaihtui")
    browser = world.browser()
    enter(browser, "vaihtui")
    staff.change_password(services_of(world).store, who, PASSWORD, WRONG)

    assert browser.post("/ohjaaja/kirjaudu", {"code": phone.now()}).status == 303
    assert browser.get("/ohjaaja/tili").status == 303


def test_another_name_can_be_tried_instead_of_a_code(world: World) -> None:
    secured(world, "vaara-tunnus")
    browser = world.browser()
    enter(browser, "vaara-tunnus")
    browser.visit("/ohjaaja/kirjaudu")

    seen = browser.press("Kirjaudu toisella tunnuksella")

    assert seen.page.one("input", name="password") is not None


@pytest.fixture
def fresh(make_app: MakeApp) -> World:
    """An app of its own, whose limits nobody else has reached."""
    app = make_app(KOE, trusted_proxies=1)
    services: Services = app.extensions[NAME]
    staff.add(services.store, "maija", PASSWORD, frozenset({Role.FACILITATOR}), TODAY)
    return world_of(app)


def from_address(browser: Browser, last: int) -> Browser:
    browser.client.environ_base["HTTP_X_FORWARDED_FOR"] = f"198.51.100.{last}"
    return browser


def test_guessing_is_slowed_down_by_address_and_told_kindly(fresh: World) -> None:
    browser = from_address(fresh.browser(), 1)
    misses = [enter(browser, f"arvaus{n}", WRONG).status for n in range(SIGN_IN_MISSES)]
    assert set(misses) == {422}

    seen = enter(browser, "maija")

    assert seen.status == 429
    assert "Odota 10 minuuttia" in seen.main
    assert seen.page.one("input", name="name").get("value") == "maija"
    assert enter(from_address(fresh.browser(), 2), "maija").status == 303, "others come in"


def test_guessing_one_name_is_slowed_down_from_everywhere(fresh: World) -> None:
    inside = from_address(fresh.browser(), 100)
    enter(inside, "maija")
    for last in range(SIGN_IN_MISSES):
        assert enter(from_address(fresh.browser(), last), "MAIJA", WRONG).status == 422

    assert enter(from_address(fresh.browser(), 50), "maija").status == 429
    assert inside.get("/ohjaaja/tili").status == 200, "who is in stays in"


def test_guessing_codes_is_slowed_down_as_well(fresh: World) -> None:
    who, phone = secured(fresh, "koodi")
    assert who.name == "koodi"
    browser = from_address(fresh.browser(), 1)
    enter(browser, "koodi")
    for _ in range(SIGN_IN_MISSES):
        assert browser.post("/ohjaaja/kirjaudu", {"code": "000000"}).status == 422

    assert browser.post("/ohjaaja/kirjaudu", {"code": phone.now()}).status == 429


def test_what_is_only_left_empty_is_no_guess(fresh: World) -> None:
    browser = from_address(fresh.browser(), 1)
    for _ in range(SIGN_IN_MISSES + 1):
        enter(browser, "maija", "")

    assert enter(browser, "maija").status == 303
