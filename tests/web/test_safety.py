"""The walls: headers, writes from elsewhere, bodies too big, addresses that make no sense."""

from http import HTTPStatus
from urllib.parse import unquote_to_bytes

import pytest
from flask import Flask
from werkzeug.test import EnvironBuilder, run_wsgi_app

from tests.conftest import MakeApp
from tests.web.browser import Browser
from tests.web.conftest import World
from tests.web.page import parse
from tests.web.world import KOE

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("GET", "/"),
        ("GET", "/matka/koe"),
        ("GET", "/matka/koe/alku/kumpi"),
        ("POST", "/aloita"),
        ("POST", "/matka/koe/alku/kumpi"),
        ("GET", "/ei-ole"),
        ("PUT", "/"),
        ("GET", "/health"),
        ("GET", "/static/css/app.css"),
        ("GET", "//matka/koe"),
    ],
)
def test_every_response_keeps_the_page_to_itself(
    walker: Browser, method: str, address: str
) -> None:
    headers = walker.client.open(address, method=method).headers

    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert "Server" not in headers


# What the browser says, and whether the write is ours.
FROM = [
    ({}, True),
    ({"Sec-Fetch-Site": "same-origin"}, True),
    ({"Sec-Fetch-Site": "none"}, True),
    ({"Sec-Fetch-Site": "same-site"}, False),
    ({"Sec-Fetch-Site": "cross-site"}, False),
    ({"Sec-Fetch-Site": "Same-Origin"}, False),
    ({"Sec-Fetch-Site": ""}, False),
    ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, False),
    ({"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"}, True),
    ({"Origin": "http://localhost"}, True),
    ({"Origin": "http://localhost:81"}, False),
    ({"Origin": "http://evil.example"}, False),
    ({"Origin": "http://localhost.evil.example"}, False),
    ({"Origin": "http://evil.example/localhost"}, False),
    ({"Origin": "http://localhost@evil.example"}, False),
    ({"Origin": "null"}, False),
    ({"Origin": ""}, False),
    ({"Origin": "localhost"}, False),
    ({"Origin": "http://["}, False),
    ({"Origin": "http://[::1"}, False),
    ({"Origin": "file://"}, False),
]


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
@pytest.mark.parametrize(("headers", "is_ours"), FROM)
def test_a_write_from_another_site_is_refused_and_changes_nothing(
    world: World, headers: dict[str, str], is_ours: bool, htmx: bool
) -> None:
    browser = world.walker(htmx=htmx)
    says = {name.replace("-", "_"): value for name, value in headers.items()}

    seen = browser.post("/matka/koe/vapaa", {"mark": "later"}, **says)

    assert seen.status == (303 if is_ours else 403)
    assert ("Teet tämän myöhemmin" in browser.get("/matka/koe/vapaa").main) == is_ours
    if not is_ours:
        assert seen.page.h1 == "Tätä ei voi tehdä täältä"


@pytest.mark.parametrize(
    "address",
    ["/aloita", "/jatka", "/passi", "/kuka", "/asetukset", "/lopeta", "/matka/koe/alku/kumpi"],
)
def test_every_form_is_guarded_against_other_sites(world: World, address: str) -> None:
    for browser in (world.browser(), world.walker()):
        seen = browser.post(address, Sec_Fetch_Site="cross-site")
        assert seen.status == 403
        assert not seen.headers.getlist("Set-Cookie")


def test_reading_from_another_site_is_let_through(walker: Browser) -> None:
    """A link in an e-mail or on a page leads here, without any act."""
    assert walker.get("/matka/koe", Sec_Fetch_Site="cross-site").status == 200
    assert walker.client.head("/", headers={"Origin": "https://evil.example"}).status_code == 200


def test_the_origin_is_that_of_the_address_people_use_behind_a_proxy(make_app: MakeApp) -> None:
    browser = Browser(make_app(KOE, base_url="https://matka.example", trusted_proxies=1))
    proxy = {"X_Forwarded_Host": "matka.example", "X_Forwarded_Proto": "https"}

    ours = browser.post("/aloita", None, Origin="https://matka.example", **proxy)
    theirs = browser.post("/aloita", None, Origin="https://evil.example", **proxy)

    assert (ours.status, theirs.status) == (303, 403)


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
@pytest.mark.parametrize("address", ["/jatka", "/kuka", "/asetukset", "/lopeta", "/passi"])
@pytest.mark.parametrize("kind", ["urlencoded", "multipart"])
def test_a_body_of_a_megabyte_is_refused_kindly(
    world: World, address: str, kind: str, htmx: bool
) -> None:
    browser = world.walker(htmx=htmx)
    big = "x" * 1_000_000
    sent = {"HX-Request": "true"} if htmx else {}
    if kind == "urlencoded":
        response = browser.client.post(address, data={"words": big}, headers=sent)
    else:
        form = {"words": big, "nickname": big}
        headers = {**sent, "Content-Type": "multipart/form-data; boundary=b"}
        parts = "".join(
            f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in form.items()
        )
        response = browser.client.post(address, data=f"{parts}--b--\r\n", headers=headers)

    assert response.status_code == 413
    page = parse(response.text, is_fragment=htmx)
    assert page.h1 == "Teksti on liian pitkä"
    assert big[:100] not in response.text
    assert browser.get("/matka/koe").page.h1 == "Sinun matkasi"


def test_an_answer_of_many_small_parts_is_refused_or_judged(walker: Browser) -> None:
    many = {f"f{i}": "x" for i in range(3000)}

    assert walker.post("/matka/koe/alku/kumpi", many).status in (413, 422)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\x00\xff\xfe", "application/x-www-form-urlencoded"),
        (b"choice=%ff%00&choice=%", "application/x-www-form-urlencoded"),
        (b"&&&==&=&choice", "application/x-www-form-urlencoded"),
        (b"--b\r\n", "multipart/form-data; boundary=b"),
        (b"--b", "multipart/form-data"),
        (b'{"choice": "oikea"}', "application/json"),
        (b"choice=oikea", "text/plain"),
        (b"", "x" * 3000),
        (b"choice=oikea", "application/x-www-form-urlencoded; charset=utf-7"),
        (b"choice=oikea", ""),
    ],
)
def test_a_body_that_makes_no_sense_is_an_answer_like_any_other(
    walker: Browser, body: bytes, kind: str
) -> None:
    response = walker.client.post(
        "/matka/koe/alku/kumpi", data=body, headers={"Content-Type": kind}
    )

    assert response.status_code in (303, 422)


WEIRD = (
    *("/static/../app.py", "/static/../../etc/passwd", "/static/%2e%2e/%2e%2e/etc/passwd"),
    *("/static/..%2f..%2fetc/passwd", "/static/....//....//etc/passwd", "/static//etc/passwd"),
    *("/static/\x00", "/static/css\x00/app.css", "/static/%00", "/static/" + "x" * 300),
    *("/static/" + "x" * 5000, "/static/" + "x/" * 3000, "/static/css", "/static/", "/static"),
    *("/static/css/app.css/", "/static/js/../css/app.css/x", "/static/\\..\\..\\etc", "/static/~"),
    *("/static/ä", "/static/\udcff", "/static/%ff%fe", "/static/../digimatka/app.py"),
    *("/..", "/./.", "/%2e%2e", "/%00", "/\x00", "/\n", "/%0d%0aSet-Cookie:%20a=b", "/\x7f\x1b"),
    *("/" + "x" * 9000, "/" + "ä" * 3000, "/" + "/" * 500, "/matka/%f0%9f%a6%8a", "/matka/a\nb"),
    *("/matka/koe/%0a", "/matka/koe/alku/%0d%0ax", "/matka/koe/luku/%00", "/matka//alku"),
    *("/matka/koe/alku%2flue", "/matka/koe/alku/lue?%00=%ff", "/matka/koe?a=%", "/?" + "a&" * 3000),
    *("/matka/{{7*7}}/x", "/matka/koe/${x}", "/matka/koe/'; DROP TABLE learner;--", "/<i>zq</i>"),
)


def raw(app: Flask, path: str, cookie: str, **headers: str) -> tuple[int, str, str]:
    """Asks as a server hands it over: bytes of the path unquoted, whatever they are."""
    environment = EnvironBuilder(headers=[*headers.items()]).get_environ()
    environment["HTTP_COOKIE"] = f"matka={cookie}"
    address, _, query = path.partition("?")
    as_bytes = address.encode("utf-8", "surrogateescape")
    environment["PATH_INFO"] = unquote_to_bytes(as_bytes).decode("latin-1")
    environment["QUERY_STRING"] = query
    chunks, status, found = run_wsgi_app(app.wsgi_app, environment, buffered=True)
    body = b"".join(chunks).decode("utf-8", "replace")
    return int(status.partition(" ")[0]), body, str(found)


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
@pytest.mark.parametrize("path", WEIRD, ids=range(len(WEIRD)))
def test_a_weird_address_is_a_page_that_is_not_there(world: World, path: str, htmx: bool) -> None:
    browser = world.walker()
    cookie = browser.cookie("matka")
    assert cookie is not None
    headers = {"HX-Request": "true", "HX-Current-URL": "http://localhost/"} if htmx else {}

    status, body, found = raw(world.app, path, cookie, **headers)

    assert status in (200, 303, 308, 404), HTTPStatus(status)
    assert "root:" not in body
    assert "create_app" not in body
    assert "<i>zq" not in body
    assert "\nSet-Cookie" not in found


@pytest.mark.parametrize(
    "current", ["", "/", "http://[", "x" * 9000, "javascript:x", "http://localhost/ä", "%00"]
)
def test_a_weird_address_of_the_browser_does_no_harm(walker: Browser, current: str) -> None:
    seen = walker.get("/merkit", HX_Request="true", HX_Current_URL=current)

    assert seen.status == 200
    assert seen.headers["HX-Push-Url"] == "/merkit"


@pytest.mark.parametrize("host", ["", "[", "a b", "evil.example", "x" * 5000, "localhost:99999999"])
def test_a_weird_host_does_no_harm(world: World, host: str) -> None:
    cookie = world.walker().cookie("matka")
    assert cookie is not None

    status, body, _ = raw(world.app, "/passi", cookie, Host=host)

    assert status in (200, 400)
    assert "Matkapassi" in body or "Pyyntöä ei ymmärretty" in body
