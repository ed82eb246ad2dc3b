"""The checklist of every view: works, the way in, wrong id, wrong method, whole and fragment."""

import pytest
from werkzeug.routing import Rule

from tests.web.browser import Browser, Seen
from tests.web.conftest import World

OPEN = (
    *("/", "/aloita", "/jatka", "/asetukset", "/saavutettavuus", "/tietosuoja", "/sanasto"),
    *("/hei-hei", "/hei-hei?poistettu", "/asetukset?ok", "/ohjaaja", "/ohjaaja/oppaat/koe"),
    *("/ohjaaja?ulos", "/ohjaaja/kirjaudu", "/liity"),
)
OWN = (
    *("/matka/koe", "/matka/koe/luku/ranta", "/matka/koe/alku", "/matka/koe/alku/lue"),
    *("/merkit", "/passi", "/kuka", "/ryhma", "/lopeta", "/tapaaminen"),
)
# The links and the way out of staff have tests of their own, and pages of staff test_staff_routes.
FOR_STAFF = ("/ohjaaja/ulos", "/ohjaaja/kutsu/x")
# What only a meeting has: test_joining, test_meetings, test_boards, test_guides.
OF_MEETINGS = (
    *("/liity/AAAAAA", "/tapaaminen/tila", "/tapaaminen/virta"),
    *("/naytto/AAAAAA", "/naytto/AAAAAA/tila", "/naytto/AAAAAA/virta"),
    "/ohjaaja/oppaat/koe/tapaaminen/x",
)
OTHER_FILES = ("/health", "/static/js/app.js")
POSTS = {
    "/aloita": {},
    "/jatka": {"words": "yksi"},
    "/liity": {"code": "x"},
    "/tapaaminen": {"act": "help"},
    "/asetukset": {"text": "large"},
    "/ohjaaja/kirjaudu": {"name": ""},
    "/lopeta": {},
    "/passi": {"nonce": "n" * 22},
    "/kuka": {"nickname": "Repe"},
    "/ryhma": {"group": "1"},
    "/matka/koe/alku": {"mark": "later"},
    "/matka/koe/alku/kumpi": {"choice": "oikea"},
}
FOR_LEARNERS = (
    "/passi",
    "/kuka",
    "/ryhma",
    "/matka/koe/alku",
    "/matka/koe/alku/kumpi",
    "/tapaaminen",
)
UNKNOWN = (
    *("/ei-ole", "/matka", "/matka/ei-ole", "/matka/ei-ole/alku", "/matka/koe/ei-ole"),
    *("/matka/koe/luku/ei-ole", "/matka/koe/alku/ei-ole", "/matka/koe/ei-ole/lue"),
    *("/matka/koe/lajit/lue", "/matka/koe/alku/lue/1", "/static/ei-ole.css", "/matka/koe/"),
    *("/MATKA/koe", "/matka/KOE", "/matka/koe/Alku"),
)
WAYS = pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])


def test_the_checklist_has_every_route(world: World) -> None:
    listed = (*OPEN, *OWN, *OTHER_FILES, *POSTS, *FOR_STAFF, *OF_MEETINGS)
    known = {address.partition("?")[0] for address in listed}
    adapter = world.app.url_map.bind("localhost")
    seen = set()
    for address in known:
        for method in ("GET", "POST"):
            if adapter.test(address, method):
                rule, _ = adapter.match(address, method, return_rule=True)
                seen.add((method, rule.rule))

    rules = [r for r in world.app.url_map.iter_rules() if not is_of_staff(world, r)]
    assert seen == {(m, r.rule) for r in rules for m in (r.methods or ()) if m in ("GET", "POST")}


def is_of_staff(world: World, rule: Rule) -> bool:
    return str(getattr(world.app.view_functions[rule.endpoint], "access", "")).startswith("staff:")


@WAYS
@pytest.mark.parametrize("address", OPEN)
def test_a_page_for_everybody_works(world: World, address: str, htmx: bool) -> None:
    for browser in (world.browser(htmx=htmx), world.walker(htmx=htmx)):
        assert browser.get(address).status == 200


@WAYS
@pytest.mark.parametrize("address", OWN)
def test_a_page_of_ones_own_works_and_strangers_are_shown_the_way_in(
    world: World, address: str, htmx: bool
) -> None:
    assert world.walker(htmx=htmx).get(address).status == 200

    seen = world.browser(htmx=htmx).get(address)

    assert_leads_to_the_way_in(seen, htmx)


@WAYS
@pytest.mark.parametrize("address", FOR_LEARNERS)
def test_an_act_of_a_stranger_leads_to_the_way_in(world: World, address: str, htmx: bool) -> None:
    seen = world.browser(htmx=htmx).post(address, POSTS[address])

    assert_leads_to_the_way_in(seen, htmx)


def assert_leads_to_the_way_in(seen: Seen, htmx: bool) -> None:
    """By a redirect; with htmx by loading it whole, since the menu around ``<main>`` is another."""
    if htmx:
        assert (seen.status, seen.headers.get("HX-Redirect")) == (204, "/")
    else:
        assert (seen.status, seen.location) == (303, "/")


@WAYS
@pytest.mark.parametrize("address", UNKNOWN)
def test_an_unknown_address_has_a_kind_page(world: World, address: str, htmx: bool) -> None:
    browser = world.walker(htmx=htmx)

    for seen in (browser.get(address), browser.post(address, {"mark": "later"})):
        if seen.status != 405:
            assert seen.status == 404
            assert seen.page.h1 == "Sivua ei löytynyt"
            assert "Matkasi on tallessa" in seen.main


@pytest.mark.parametrize("address", [*OPEN, *OWN, *OTHER_FILES, *POSTS, *FOR_STAFF, *OF_MEETINGS])
def test_another_method_is_refused_and_the_right_ones_are_named(world: World, address: str) -> None:
    browser = world.walker()
    path = address.partition("?")[0]
    allowed = world.app.url_map.bind("localhost").allowed_methods(path)
    for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - set(allowed):
        response = browser.client.open(path, method=method)
        assert response.status_code == 405
        assert set(response.allow) == set(allowed)
        assert "Pyyntöä ei ymmärretty" in response.text


@pytest.mark.parametrize("address", [*OPEN, *OWN, *OTHER_FILES])
def test_head_says_what_get_would_without_a_body(world: World, address: str) -> None:
    client = world.walker().client

    head, get = client.head(address), client.get(address)

    assert head.status_code == get.status_code == 200
    assert head.data == b""
    assert head.content_type == get.content_type
    assert head.headers.get("ETag") == get.headers.get("ETag")


@pytest.mark.parametrize("address", [*OPEN, *OWN])
def test_a_fragment_is_the_main_part_of_the_page(world: World, address: str) -> None:
    browser = world.walker()

    page, fragment = browser.get(address), browser.get(address, HX_Request="true")

    assert fragment.html.startswith("<title>")
    assert fragment.page.title == page.page.title
    assert [e.tag for e in fragment.page.root] == ["title", "main"]
    if address != "/passi":  # each showing of that form has a number of its own
        assert fragment.html[fragment.html.index("<main") :].strip() in page.html


def test_a_page_that_the_history_lost_comes_whole(walker: Browser) -> None:
    seen = walker.get("/merkit", HX_Request="true", HX_History_Restore_Request="true")

    assert seen.html.startswith("<!doctype html>")


def test_htmx_is_told_the_address_after_a_redirect(world: World) -> None:
    browser = world.walker(htmx=True)
    browser.get("/matka/koe/alku/lue")
    onward = browser.post("/matka/koe/alku/lue")

    seen = browser.get(onward.location)
    same = browser.get(onward.location)

    assert seen.headers["HX-Push-Url"] == "/matka/koe/alku/kumpi"
    assert "HX-Push-Url" not in same.headers


def test_no_address_names_a_learner(world: World) -> None:
    named = {argument for rule in world.app.url_map.iter_rules() for argument in rule.arguments}

    of_meetings = {"group", "slip", "meeting", "code", "template"}
    of_staff = {"person", "token", "version"}
    assert named - of_meetings - of_staff == {"journey", "chapter", "quest", "step", "name"}


def test_learners_do_not_see_each_other(world: World) -> None:
    one, other = world.walker(), world.walker()
    one.post("/kuka", {"nickname": "Repe", "picture": "cat"})
    one.post("/matka/koe/alku/lue")
    one.post("/matka/koe/alku/kumpi", {"choice": "oikea"})
    one.post("/matka/koe/vapaa", {"mark": "known"})

    for address in ("/", *OWN, "/matka/koe/vapaa", "/matka/koe/alku/kumpi"):
        seen = other.get(address)
        assert not {"Repe", "tehty", "Sait", "osaan jo"} & set(seen.main.replace(".", "").split())
    assert "Repe" in one.get("/matka/koe").page.h1
    assert "aukeaa myöhemmin" in other.get("/matka/koe/lajit").main
    assert one.get("/matka/koe/lajit/rivit").status == 200
    assert other.get("/matka/koe/lajit/rivit").location == "/matka/koe/lajit"


def test_every_page_leads_back_and_none_of_its_links_is_broken(world: World) -> None:
    browser = world.walker()
    for step in ("lue", "kumpi"):
        browser.post(f"/matka/koe/alku/{step}", {"choice": "oikea"})
    waiting, seen = ["/"], {"/"}
    while waiting:
        page = browser.visit(waiting.pop()).page
        for tag in ("a", "{http://www.w3.org/2000/svg}a"):
            for link in page.elements(tag):
                path = link.attrib["href"].partition("#")[0]
                if path.startswith("/") and path not in seen:
                    seen.add(path)
                    waiting.append(path)
        assert browser.now is not None
        assert browser.now.status == 200

    assert {p for p in OWN if p not in ("/kuka", "/tapaaminen")} <= seen | {"/matka/koe/alku/lue"}
