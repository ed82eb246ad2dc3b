"""Who walks is known by a signed cookie: it cannot be forged, swapped, or used after erasing."""

from datetime import timedelta
from http.cookies import SimpleCookie

import pytest
from itsdangerous import Signer

from digimatka.web.cookies import VALID_DAYS
from tests.conftest import SECRET, TODAY, MakeApp
from tests.web.browser import Browser, Seen
from tests.web.conftest import World
from tests.web.world import KOE

UNTIL = (TODAY + timedelta(days=VALID_DAYS)).toordinal()


def signed(value: str, secret: bytes = SECRET, salt: str = "walker") -> str:
    return (
        Signer(secret, salt=salt, key_derivation="hmac", digest_method="sha256")
        .sign(value)
        .decode()
    )


def other_signer(value: str) -> str:
    return Signer(SECRET, salt="walker").sign(value).decode()


def set_cookies(seen: Seen) -> dict[str, str]:
    """The cookies that a response sets, with their attributes."""
    return {line.partition("=")[0]: line for line in seen.headers.getlist("Set-Cookie")}


def test_the_real_cookie_opens_the_journey_on_another_browser(world: World) -> None:
    value = world.walker().cookie("matka")
    assert value is not None
    other = world.browser()
    other.adopt("matka", value)

    assert other.get("/matka/koe").status == 200


@pytest.mark.parametrize(
    "forge",
    [
        lambda value: "",
        lambda value: value + "x",
        lambda value: value[:-1],
        lambda value: value.rpartition(".")[0],
        lambda value: value.replace(".", "", 1),
        lambda value: "1" + value,
        lambda value: value.partition(".")[0],
        lambda value: f"1.{UNTIL}",
        lambda value: f"1.{UNTIL}.{value.rpartition('.')[2]}",
        lambda value: signed(f"1.{UNTIL}", b"another secret, just as long as ours"),
        lambda value: signed(f"1.{UNTIL}", salt="look"),
        lambda value: signed(f"1.{UNTIL}", b""),
        lambda value: "...",
        lambda value: "a.b.c",
        lambda value: "normal.normal.normal.on",
        lambda value: "x" * 4000,
        lambda value: "%00%ff",
        lambda value: "ä" * 20,
    ],
)
def test_a_forged_cookie_leads_to_the_way_in(world: World, forge: object) -> None:
    assert callable(forge)
    value = world.walker().cookie("matka")
    browser = world.browser()
    browser.adopt("matka", forge(value))

    seen = browser.get("/matka/koe")

    assert (seen.status, seen.location) == (303, "/")


@pytest.mark.parametrize(
    "value", ["", ".", "1", "1.", ".9", "x.9", f"1.{'9' * 30}", "1.2.3", "1.-5"]
)
def test_a_signed_cookie_that_says_nonsense_leads_to_the_way_in(world: World, value: str) -> None:
    browser = world.browser()
    browser.adopt("matka", signed(value))

    assert browser.get("/matka/koe").location == "/"


def test_the_tests_sign_as_the_product_does(world: World) -> None:
    value = world.walker().cookie("matka")
    assert value is not None

    assert signed(value.rpartition(".")[0]) == value


def test_one_cookie_cannot_stand_in_for_the_other(world: World) -> None:
    browser = world.walker()
    browser.post("/asetukset", {"text": "large", "contrast": "more", "spacing": "wide"})
    walker, look = browser.cookie("matka"), browser.cookie("asetukset")
    assert walker is not None
    assert look is not None
    browser.adopt("matka", look)
    browser.adopt("asetukset", walker)

    assert browser.get("/matka/koe").location == "/"
    assert browser.get("/").page.root.get("data-text") == "normal"


@pytest.mark.parametrize(
    "look", ["", "x", "large", "huge.more.wide.off", "a.b.c.d.e.f", "<i>.\"'.&"]
)
def test_a_look_that_cannot_be_read_is_the_usual_one(browser: Browser, look: str) -> None:
    browser.adopt("asetukset", look)

    root = browser.get("/").page.root

    assert root.get("data-text") == ("large" if look == "large" else "normal")
    assert root.get("data-contrast") == ("more" if look.startswith("huge") else "normal")


def test_a_cookie_is_good_for_half_a_year(world: World) -> None:
    browser = world.walker()

    world.clock.day = TODAY + timedelta(days=VALID_DAYS)
    assert browser.get("/matka/koe").status == 200
    world.clock.day = TODAY + timedelta(days=VALID_DAYS + 1)
    assert browser.get("/matka/koe").location == "/"


def test_an_erased_journey_is_gone_for_every_device(world: World) -> None:
    browser, other_device = world.walker(), world.browser()
    value = browser.cookie("matka")
    assert value is not None
    other_device.adopt("matka", value)
    browser.post("/lopeta", {"erase": "1"})

    seen = other_device.get("/matka/koe")

    assert (seen.status, seen.location) == (303, "/")
    assert other_device.cookie("matka") is None
    assert "Aloita" in other_device.get("/").main


@pytest.mark.parametrize(
    "address", ["/merkit", "/passi", "/kuka", "/lopeta", "/matka/koe/alku/lue"]
)
def test_no_page_of_an_erased_journey_can_be_seen(world: World, address: str) -> None:
    browser = world.walker()
    value = browser.cookie("matka")
    assert value is not None
    browser.post("/lopeta", {"erase": "1"})
    browser.adopt("matka", value)

    assert browser.get(address).location == "/"


def test_the_cookie_of_an_erased_journey_never_opens_another_ones(world: World) -> None:
    browser = world.walker()
    value = browser.cookie("matka")
    assert value is not None
    browser.post("/lopeta", {"erase": "1"})
    newcomer = world.walker()
    newcomer.post("/kuka", {"nickname": "Uusi"})
    browser.adopt("matka", value)

    assert browser.get("/matka/koe").location == "/"
    assert browser.post("/lopeta", {"erase": "1"}).status == 303
    assert "Uusi" in newcomer.get("/matka/koe").main


def test_acts_with_the_cookie_of_an_erased_journey_store_nothing(world: World) -> None:
    browser = world.walker()
    value = browser.cookie("matka")
    assert value is not None
    browser.post("/lopeta", {"erase": "1"})
    acts = {
        "/matka/koe/alku/lue": {},
        "/matka/koe/alku": {"mark": "known"},
        "/passi": {"nonce": "n" * 22},
    }
    for address, form in acts.items():
        browser.adopt("matka", value)
        assert browser.post(address, form).location == "/"


def test_beginning_anew_works_with_the_cookie_of_an_erased_journey(world: World) -> None:
    browser = world.walker()
    value = browser.cookie("matka")
    assert value is not None
    browser.post("/lopeta", {"erase": "1"})
    browser.adopt("matka", value)

    assert browser.post("/aloita").location == "/matka/koe"
    assert browser.get("/matka/koe").status == 200


def test_cookies_are_for_the_server_alone_and_end_with_the_session(browser: Browser) -> None:
    (line,) = set_cookies(browser.post("/aloita")).values()

    cookie = SimpleCookie(line)["matka"]
    assert cookie["httponly"] is True
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/"
    assert (cookie["secure"], cookie["expires"], cookie["max-age"], cookie["domain"]) == ("",) * 4


def test_cookies_are_secure_where_people_come_by_https(make_app: MakeApp) -> None:
    browser = Browser(make_app(KOE, base_url="https://matka.example"))

    for seen in (browser.post("/aloita"), browser.post("/asetukset", {"text": "large"})):
        for line in set_cookies(seen).values():
            assert "; Secure;" in line
            assert "; HttpOnly;" in line
            assert "; SameSite=Lax" in line


def test_the_look_stays_for_a_year(browser: Browser) -> None:
    line = set_cookies(browser.post("/asetukset", {"text": "large"}))["asetukset"]

    assert SimpleCookie(line)["asetukset"]["max-age"] == str(365 * 86_400)


def test_no_page_sets_a_cookie_by_itself(world: World) -> None:
    for browser in (world.browser(), world.walker()):
        for address in ("/", "/jatka", "/matka/koe", "/merkit", "/asetukset"):
            assert set_cookies(browser.get(address)) == {}


def test_leaving_clears_the_device(world: World) -> None:
    browser = world.walker()
    browser.post("/asetukset", {"text": "large"})

    seen = browser.post("/lopeta")

    assert (seen.status, seen.location) == (303, "/hei-hei")
    assert seen.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert set(set_cookies(seen)) == {"matka", "asetukset", "ohjaaja"}
    assert browser.cookie("matka") is browser.cookie("asetukset") is None
    assert browser.get("/matka/koe").location == "/"
    assert "Matkasi odottaa sinua" in browser.get("/hei-hei").main
