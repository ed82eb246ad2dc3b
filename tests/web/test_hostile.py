"""Whatever is sent to whichever route: no crash, and nothing comes back as markup."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from werkzeug.routing import Rule

from tests.web.conftest import World

# Every value holds a mark that must never come back as an element.
MARK = "zq<i>"
VALUES = (
    f"{MARK}\"'&",
    f'"><script>{MARK}</script>',
    f"' OR 1=1; DROP TABLE learner;-- {MARK}",
    f"{MARK}\x00\x1b[31m\r\nSet-Cookie: matka=1",
    f"{MARK}{{{{7*7}}}}{{% raw %}}%(x)s%s%d${{x}}",
    f"{MARK}\u202e\ud7ff\ufffd\U0001f98a" + "ä" * 300,
    f"../../{MARK}",
    "-1" + MARK,
)
FIELDS = (
    *("act", "choice", "order", "tick", "how", "item-a", "text", "version", "shown", "move"),
    *("mark", "words", "own_device", "nickname", "picture", "nonce", "erase", "contrast"),
    *("haku-1", "spacing", "game", "name", "password", "again", "sinne"),
)
# Where rules lead: ids that are there, so that values reach what lies behind them.
KNOWN = {
    "journey": "koe",
    "chapter": "ranta",
    "quest": "alku",
    "step": "kumpi",
    "name": "js/app.js",
    "token": "kutsu",
}
STEPS = [f"/matka/koe/{path}" for path in ("alku/lue", "vapaa/v")] + [
    f"/matka/koe/lajit/{step}"
    for step in ("rivit", "kortit", "sana", "lista", "kartta", "monta", "mieli", "oikeasti")
]


def addresses(rule: Rule) -> Iterator[str]:
    """The real address of a rule, then with each of its parts hostile in turn."""
    yield fill(rule, KNOWN)
    for name in rule.arguments:
        for value in VALUES:
            yield fill(rule, {**KNOWN, name: value})


def fill(rule: Rule, values: dict[str, str]) -> str:
    """The address with these values, also where a number is wanted; 1 for a part without one."""

    def part(found: re.Match[str]) -> str:
        return quote(values.get(found[2], "1"), safe="/" if found[1] == "path:" else "")

    return re.sub(r"<(\w+:)?(\w+)>", part, rule.rule)


def check(world: World, method: str, address: str, htmx: bool, *, own: bool) -> None:
    browser = world.walker() if own else world.browser()
    headers = {"HX-Request": "true", "HX-Current-URL": "http://localhost/"} if htmx else {}
    for value in VALUES:
        form = dict.fromkeys(FIELDS, value) if method == "POST" else None
        query = {"merkki": value, "aukesi": value, "poistettu": value, "v": value, "ok": value}
        response = browser.client.open(
            address, method=method, data=form, query_string=query, headers=headers
        )
        assert response.status_code < 500, (method, address, value)
        assert MARK not in response.text
        assert "zq" not in str(response.headers.getlist("Set-Cookie"))


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
@pytest.mark.parametrize("own", [False, True], ids=["stranger", "learner"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_hostile_values_in_every_field_of_every_route(
    world: World, method: str, own: bool, htmx: bool
) -> None:
    routes = [r for r in world.app.url_map.iter_rules() if method in (r.methods or ())]
    assert len(routes) > 7
    for rule in routes:
        check(world, method, fill(rule, KNOWN), htmx, own=own)


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_hostile_parts_of_every_address(world: World, htmx: bool) -> None:
    browser = world.walker(htmx=htmx)
    headers = {"HX-Request": "true", "HX-Current-URL": "http://localhost/"} if htmx else {}
    for rule in world.app.url_map.iter_rules():
        for address in addresses(rule):
            for method in ("GET", "POST"):
                response = browser.client.open(address, method=method, headers=headers)
                assert response.status_code < 500, (method, address)
                assert MARK not in response.text


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
@pytest.mark.parametrize("field", FIELDS)
def test_one_hostile_field_in_a_form_of_every_kind(world: World, field: str, htmx: bool) -> None:
    browser = world.walker()
    browser.post("/matka/koe/alku", {"mark": "known"})
    headers = {"HX-Request": "true"} if htmx else {}
    for address in STEPS:
        for value in VALUES[:2]:
            form = {field: [value, value]}
            response = browser.client.post(address, data=form, headers=headers)
            assert response.status_code < 500, (address, field, value)
            assert MARK not in response.text


@pytest.mark.parametrize("name", ["Cookie", "User-Agent", "Referer", "Accept-Language", "Accept"])
def test_hostile_headers(world: World, name: str) -> None:
    browser = world.walker()
    for value in ("zq<i>", "matka=zq<i>; asetukset=zq<i>.zq<i>", "a=b;" * 500, "=;=;=", "é"):
        for address in ("/", "/matka/koe/alku/kumpi", "/ei-ole"):
            response = browser.client.get(address, headers={name: value})
            assert response.status_code < 500
            assert MARK not in response.text


@pytest.mark.parametrize(
    "name",
    [
        *("HX-Current-URL", "HX-Target", "HX-Trigger", "HX-Boosted", "If-None-Match"),
        *("If-Modified-Since", "Range", "Accept-Encoding", "X-Forwarded-For", "Content-Length"),
        *("X-HTTP-Method-Override", "Forwarded", "X-Forwarded-Host"),
    ],
)
def test_hostile_headers_of_machines(world: World, name: str) -> None:
    browser = world.walker()
    for value in ("zq<i>", '"zq<i>', "*", 'W/""', "bytes=0-", "-1", "http://[zq<i>", ",,;;"):
        for address in ("/merkit", "/matka/koe/alku", "/static/css/app.css"):
            sent = {"HX-Request": "true", name: value}
            response = browser.client.get(address, headers=sent)
            assert response.status_code < 500, (name, value)
            assert MARK not in response.text
            assert MARK not in str(response.headers)
