"""What a browser may keep: a page as long as nothing has changed, a slip with words never."""

import gzip
import re
from datetime import timedelta

import brotli
import pytest

from tests.conftest import TODAY, MakeApp
from tests.web.browser import Browser
from tests.web.conftest import World
from tests.web.world import KOE

TAGGED = ("/matka/koe", "/matka/koe/alku", "/matka/koe/alku/lue")


def etag(browser: Browser, address: str, **headers: str) -> str:
    return browser.get(address, **headers).headers["ETag"]


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
@pytest.mark.parametrize("address", TAGGED)
def test_an_unchanged_page_is_not_sent_again(world: World, address: str, htmx: bool) -> None:
    browser = world.walker(htmx=htmx)
    first = browser.get(address)

    again = browser.get(address, If_None_Match=first.headers["ETag"])

    assert (again.status, again.html) == (304, "")
    for name in ("ETag", "Vary", "Cache-Control", "Content-Security-Policy"):
        assert again.headers[name] == first.headers[name]


@pytest.mark.parametrize("address", TAGGED)
def test_an_act_makes_a_new_page(walker: Browser, address: str) -> None:
    before = etag(walker, address)
    walker.post("/matka/koe/alku/kumpi", {"act": "hint", "shown": "0"})
    after = etag(walker, address)
    walker.post("/matka/koe/vapaa", {"mark": "later"})

    assert len({before, after, etag(walker, address)}) == 3


@pytest.mark.parametrize("address", TAGGED)
def test_another_look_makes_a_new_page(walker: Browser, address: str) -> None:
    tags = {etag(walker, address), etag(walker, address, HX_Request="true")}
    for look in ({"text": "large"}, {"contrast": "more"}, {"spacing": "wide"}, {"game": "off"}):
        walker.post("/asetukset", look)
        tags |= {etag(walker, address), etag(walker, address, HX_Request="true")}

    assert len(tags) == 10


def test_what_one_is_called_and_the_passport_make_a_new_map(walker: Browser) -> None:
    tags = {etag(walker, "/matka/koe")}
    for form in ({"nickname": "Repe"}, {"nickname": "Repe", "picture": "cat"}):
        walker.post("/kuka", form)
        tags.add(etag(walker, "/matka/koe"))
    walker.post("/passi", {"nonce": "n" * 22})
    tags.add(etag(walker, "/matka/koe"))

    assert len(tags) == 4


def test_coming_back_on_another_day_makes_a_new_map(world: World) -> None:
    browser = world.walker()
    browser.post("/matka/koe/alku/lue")
    before = etag(browser, "/matka/koe")
    world.clock.day = TODAY + timedelta(days=1)

    assert etag(browser, "/matka/koe") != before


def test_what_the_address_says_was_reached_makes_another_page(walker: Browser) -> None:
    assert etag(walker, "/matka/koe/alku") != etag(walker, "/matka/koe/alku?merkki=rohkea")


def test_two_learners_never_share_a_page_that_differs(world: World) -> None:
    one, other = world.walker(), world.walker()
    one.post("/kuka", {"nickname": "Repe"})

    again = other.get("/matka/koe", If_None_Match=etag(one, "/matka/koe"))

    assert again.status == 200


def test_a_new_version_of_the_product_makes_new_pages(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Browser(make_app(KOE))
    browser.post("/aloita")
    cookie, before = browser.cookie("matka"), etag(browser, "/matka/koe")
    assert cookie is not None
    monkeypatch.setattr("digimatka.app.__version__", "99.0")
    newer = Browser(make_app(KOE))
    newer.adopt("matka", cookie)

    assert etag(newer, "/matka/koe") != before


@pytest.mark.parametrize("address", ["/", "/jatka", *TAGGED, "/merkit", "/ei-ole"])
def test_a_page_is_kept_by_this_browser_alone_and_asked_for_each_time(
    walker: Browser, address: str
) -> None:
    headers = walker.get(address).headers

    assert headers["Vary"] == "HX-Request, Cookie, Accept-Encoding"
    assert headers["Cache-Control"] == "private, no-cache"


def test_no_browser_keeps_the_words_of_a_passport(walker: Browser) -> None:
    slip = walker.post("/passi", {"nonce": "n" * 22})
    misread = walker.post("/jatka", {"words": "ei näitä ole olemassa"})

    assert slip.headers["Cache-Control"] == misread.headers["Cache-Control"] == "no-store"


def test_a_page_is_compressed_for_those_who_take_it(walker: Browser) -> None:
    plain = walker.client.get("/merkit")

    packed = walker.client.get("/merkit", headers={"Accept-Encoding": "gzip, br"})
    other = walker.client.get("/merkit", headers={"Accept-Encoding": "gzip"})
    small = walker.client.get("/health", headers={"Accept-Encoding": "br"})

    assert packed.headers["Content-Encoding"] == "br"
    assert brotli.decompress(packed.data) == plain.data
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data) / 2
    assert other.data == plain.data
    assert "Content-Encoding" not in small.headers


def test_a_file_named_by_its_content_is_kept_for_ever(browser: Browser) -> None:
    html = browser.get("/").html
    addresses = re.findall(r'(?:href|src)="(/static/[^"#]+)', html)
    assert len(set(addresses)) >= 4

    for address in addresses:
        response = browser.client.get(address)
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        again = browser.client.get(address, headers={"If-None-Match": response.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["Cache-Control"] == response.headers["Cache-Control"]


@pytest.mark.parametrize("query", ["", "?v=", "?v=0123456789"])
def test_a_file_by_another_name_is_asked_for_each_time(browser: Browser, query: str) -> None:
    response = browser.client.get(f"/static/css/app.css{query}")

    assert response.headers["Cache-Control"] == "public, no-cache"


def test_files_come_in_the_best_coding(browser: Browser) -> None:
    address = "/static/css/app.css"
    plain = browser.client.get(address)
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress}

    for accepted, coding in {"gzip, deflate, br": "br", "gzip": "gzip", "x": None}.items():
        response = browser.client.get(address, headers={"Accept-Encoding": accepted})
        assert response.headers.get("Content-Encoding") == coding
        assert response.headers["Vary"] == "Accept-Encoding"
        assert (unpack[coding](response.data) if coding else response.data) == plain.data
    font = browser.client.get(
        "/static/vendor/atkinson-latin.woff2", headers={"Accept-Encoding": "br"}
    )
    assert "Content-Encoding" not in font.headers


def test_files_say_what_they_are(browser: Browser) -> None:
    kinds = {
        "css/app.css": "text/css; charset=utf-8",
        "js/app.js": "application/javascript; charset=utf-8",
        "vendor/icons.svg": "image/svg+xml; charset=utf-8",
        "vendor/atkinson-latin.woff2": "font/woff2",
    }

    assert {n: browser.client.get(f"/static/{n}").content_type for n in kinds} == kinds
