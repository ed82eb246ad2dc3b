"""Every page of staff, also one that is added later: who is let in, and who is shown the way in."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from werkzeug.routing import Rule

from digimatka.core.staff import Role
from digimatka.web.staff.signin import way_to
from tests.web.browser import Browser
from tests.web.conftest import World
from tests.web.signed_in import signed_in
from tests.web.test_hostile import FIELDS, KNOWN, MARK, VALUES, fill


def access(app: Flask, rule: Rule) -> str:
    return str(getattr(app.view_functions[rule.endpoint], "access", ""))


def asked(app: Flask) -> Iterator[tuple[str, str, frozenset[Role]]]:
    """Method, address and roles of every page of staff."""
    for rule in app.url_map.iter_rules():
        mark = access(app, rule)
        if mark.startswith("staff:"):
            roles = frozenset(map(Role, mark.removeprefix("staff:").split(",")))
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield method, fill(rule, KNOWN), roles


def ask(browser: Browser, method: str, address: str, **headers: str) -> int:
    if method == "GET":
        return browser.get(address, **headers).status
    return browser.post(address, None, **headers).status


def test_there_are_pages_of_staff_to_ask_for(world: World) -> None:
    found = {(method, address) for method, address, _roles in asked(world.app)}

    assert len(found) >= 9
    assert ("POST", "/ohjaaja/henkilosto/1") in found


@pytest.mark.parametrize("is_learner", [False, True], ids=["nobody", "learner"])
def test_who_is_not_signed_in_is_shown_the_way_in_and_back(world: World, is_learner: bool) -> None:
    browser = world.walker() if is_learner else world.browser()

    for method, wanted, _roles in asked(world.app):
        seen = browser.get(wanted) if method == "GET" else browser.post(wanted)
        assert seen.status == 303, (method, wanted)
        way = urlsplit(seen.location)
        assert way.path == "/ohjaaja/kirjaudu"
        assert parse_qs(way.query) == {"sinne": [wanted]}
        assert way_to(wanted) == wanted, "the way back is one that is taken"


def test_htmx_loads_the_way_in_as_a_whole_page(world: World) -> None:
    browser = world.browser(htmx=True)

    for method, wanted, _roles in asked(world.app):
        seen = browser.get(wanted) if method == "GET" else browser.post(wanted)
        assert seen.status == 204, (method, wanted)
        assert seen.headers["HX-Redirect"] == f"/ohjaaja/kirjaudu?sinne={wanted}"


@pytest.mark.parametrize("role", Role)
def test_each_role_is_let_into_its_own_pages_alone(world: World, role: Role) -> None:
    browser, _who = signed_in(world, f"reitit-{role}", role)

    for method, wanted, roles in asked(world.app):
        status = ask(browser, method, wanted)
        assert (status == 403) is (role not in roles), (method, wanted, status)
        assert status < 500, (method, wanted)


def test_a_page_that_belongs_to_another_role_says_so_and_is_not_kept(world: World) -> None:
    browser, _who = signed_in(world, "vain-tekija", Role.AUTHOR)

    seen = browser.get("/ohjaaja/henkilosto")

    assert seen.status == 403
    assert seen.headers["Cache-Control"] == "no-store"
    assert "Sivu kuuluu toiseen rooliin" in seen.main
    assert "tekijä" in seen.main
    assert "/ohjaaja/henkilosto" not in seen.page.links().values()


def test_no_write_comes_from_another_site(world: World) -> None:
    browser, _who = signed_in(world, "kaikki-roolit", *Role)

    for method, wanted, _roles in asked(world.app):
        if method == "POST":
            assert ask(browser, method, wanted, Sec_Fetch_Site="cross-site") == 403, wanted
            assert ask(browser, method, wanted, Origin="https://muu.example") == 403, wanted


def test_no_browser_keeps_a_page_of_staff(world: World) -> None:
    browser, _who = signed_in(world, "ei-talteen", *Role)

    for method, wanted, _roles in asked(world.app):
        if method == "GET":
            seen = browser.get(wanted)
            assert seen.status != 200 or seen.headers["Cache-Control"] == "no-store", wanted


def test_hostile_values_in_every_field_of_every_page_break_nothing(world: World) -> None:
    browser, _who = signed_in(world, "vihamielinen", *Role)
    fields = (*FIELDS, "name", "password", "again", "old", "code", "roles", "withdraw", "off")

    for method, wanted, _roles in asked(world.app):
        if method == "POST":
            for value in VALUES:
                response = browser.client.post(wanted, data=dict.fromkeys(fields, value))
                assert response.status_code < 500, (wanted, value)
                assert MARK not in response.text
