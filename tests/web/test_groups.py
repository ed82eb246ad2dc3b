"""A facilitator's groups: made, shown, shared, archived, and nothing to anybody else."""

import pytest

from digimatka.core.commands import CompleteStep
from digimatka.core.staff import Role
from digimatka.usecases import groups, learn
from tests.web.browser import Browser
from tests.web.conftest import World
from tests.web.group import Led, facilitator, lead
from tests.web.rows import HETU, count, everything
from tests.web.signed_in import signed_in

PAGES = (
    "",
    "/hallinta",
    "/tehtavat",
    "/kuittaukset",
    "/passit",
    "/lasnaolo",
    "/paperi",
    "/paperi/alku",
    "/paperi/lajit/lomake",
)
POSTS = ("/hallinta", "/tehtavat", "/kuittaukset", "/passit", "/lasnaolo", "/paperi/alku")


@pytest.fixture
def led(world: World) -> Led:
    """A group."""
    return lead(world)


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_a_group_is_made_and_found_again(world: World, htmx: bool) -> None:
    browser, _ = facilitator(world, htmx=htmx)
    assert "Sinulla ei ole vielä ryhmää" in browser.visit("/ohjaaja/ryhmat").main

    made = browser.press("Tee ryhmä", name="  Tiistain   ryhmä ", journey="koe")

    assert made.page.h1 == "Tiistain ryhmä"
    assert "Ryhmässä ei ole vielä ketään" in made.main
    assert "no-store" in made.headers["Cache-Control"]
    assert "Tiistain ryhmä" in browser.visit("/ohjaaja/ryhmat").page.links()


def test_the_same_form_sent_again_makes_no_second_group(world: World) -> None:
    browser, _ = facilitator(world)
    form = {"name": "Keskiviikko", "journey": "koe"}

    first, again = (browser.post("/ohjaaja/ryhmat", form) for _ in range(2))

    assert (first.status, first.location) == (303, again.location)
    assert browser.post("/ohjaaja/ryhmat", {**form, "name": "Toinen"}).location != first.location


@pytest.mark.parametrize(
    ("name", "journey", "told"),
    [
        ("", "koe", "Kirjoita ryhmälle nimi."),
        ("a" * 61, "koe", "enintään 60 merkkiä"),
        (f"Ryhmä {HETU}", "koe", "Emme tallentaneet tekstiä"),
        ("Tiistai", "ei-ole", "Valitse matka."),
        ("Tiistai", "", "Valitse matka."),
    ],
)
@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_a_form_that_is_not_good_comes_back_with_what_was_typed(
    world: World, htmx: bool, name: str, journey: str, told: str
) -> None:
    browser, _ = facilitator(world, htmx=htmx)
    before = count(world, "learner_group")

    seen = browser.post("/ohjaaja/ryhmat", {"name": name, "journey": journey})

    assert seen.status == 422
    assert told in seen.main
    assert seen.page.focus is not None
    typed = seen.page.one("input", name="name").attrib["value"]
    assert typed == ("" if HETU in name else name)
    assert count(world, "learner_group") == before
    assert HETU not in everything(world)


def test_a_member_is_shown_by_number_name_and_what_is_done(led: Led) -> None:
    browser, walker = led.member()
    led.member()
    learn.act(walker, CompleteStep("alku", "lue"))
    learn.act(walker, CompleteStep("alku", "kumpi", chosen=("oikea",)))
    browser.post("/kuka", {"nickname": "<Kettu>", "picture": "cat"})

    page = led.browser.get(led.url())

    assert "Nro 1 · <Kettu> RANTA: 1 tehty, 1 auki MAJAKKA: 1 auki Nro 2" in page.main
    assert "SUOMI.FI" not in page.main
    assert "2026" not in page.main, "no day is told"


@pytest.mark.parametrize("rest", PAGES)
@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_every_page_of_a_group_works_and_is_kept_by_no_browser(
    world: World, rest: str, htmx: bool
) -> None:
    led = lead(world, htmx=htmx)
    empty = led.browser.get(led.url(rest))
    led.member()

    for seen in (empty, led.browser.get(led.url(rest))):
        assert seen.status == 200
        assert "no-store" in seen.headers["Cache-Control"]


def test_a_group_is_nothing_to_other_facilitators(world: World, led: Led) -> None:
    _, walker = led.member()
    other, _ = facilitator(world)
    of_member = ("/jasen/1", "/jasen/1/passi")
    assert led.slip_of(walker) == 1

    before = everything(world)
    for rest in (*PAGES, *of_member):
        assert other.get(led.url(rest)).status == 404, rest
    for rest in (*POSTS, *of_member):
        form = {"nonce": "n" * 22, "count": "1", "act": "remove", "open": "lajit", "name": "X"}
        form["learner"] = str(walker.learner_id)
        assert other.post(led.url(rest), form).status == 404, rest
    assert everything(world) == before


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.ADMINISTRATOR])
def test_other_roles_have_no_way_in(world: World, led: Led, role: Role) -> None:
    browser, staff = signed_in(world, f"{role}-{led.id}", role)
    groups_of_no_use = (led.url(rest) for rest in ("", "/hallinta", "/passit", "/paperi/alku"))

    assert {browser.get(url).status for url in ("/ohjaaja/ryhmat", *groups_of_no_use)} == {403}
    assert not groups.share(led.store, groups.led(led.store, led.staff, led.id), staff.name)


def test_nobody_and_learners_are_shown_the_way_in(led: Led, browser: Browser) -> None:
    member, _ = led.member()
    for asking in (browser, member):
        for rest in PAGES:
            seen = asking.get(led.url(rest))
            assert (seen.status, "/ohjaaja/kirjaudu" in seen.location) == (303, True)


@pytest.mark.parametrize("number", ["0", "999999", "9" * 30])
def test_a_number_that_is_no_group_is_not_found(world: World, number: str) -> None:
    browser, _ = facilitator(world)

    assert browser.get(f"/ohjaaja/ryhmat/{number}").status == 404
    assert browser.get(f"/ohjaaja/ryhmat/-{number}").status == 404
    assert browser.post(f"/ohjaaja/ryhmat/{number}/hallinta").status == 404


@pytest.mark.parametrize("rest", ["", "/paperi", "/paperi/lajit/lomake"])
def test_what_is_only_read_takes_no_post(led: Led, rest: str) -> None:
    assert led.browser.post(led.url(rest)).status == 405


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_a_group_is_renamed(world: World, htmx: bool) -> None:
    led = lead(world, htmx=htmx)
    led.browser.visit(led.url("/hallinta"))

    assert "Muutos on tallennettu" in led.browser.press("Tallenna nimi", name="Torstai").main
    assert led.browser.get(led.url()).page.h1 == "Torstai"
    bad = led.browser.post(led.url("/hallinta"), {"act": "rename", "name": f"Ei {HETU}"})
    assert (bad.status, HETU in bad.html) == (422, False)
    assert led.browser.get(led.url()).page.h1 == "Torstai"


def test_a_group_is_shared_and_left(world: World, led: Led) -> None:
    other, colleague = facilitator(world)
    led.browser.visit(led.url("/hallinta"))
    alone = led.browser.press("Lähde ohjaajista")
    assert (alone.status, "ainoa ohjaaja" in alone.main) == (422, True)
    unknown = led.browser.press("Lisää ohjaaja", colleague="joku-muu")
    assert unknown.status == 422
    assert unknown.page.one("input", name="colleague").attrib["value"] == "joku-muu"

    led.browser.press("Lisää ohjaaja", colleague=colleague.name)
    assert other.get(led.url()).status == 200
    led.browser.press("Lähde ohjaajista")

    assert led.browser.get(led.url()).status == 404
    assert other.get(led.url()).status == 200


def test_an_archived_group_is_folded_away_changed_by_nothing_and_brought_back(led: Led) -> None:
    _, walker = led.member()
    led.browser.visit(led.url("/hallinta"))
    led.browser.press("Arkistoi ryhmä")

    assert "Arkistoidut ryhmät (1)" in led.browser.get("/ohjaaja/ryhmat").main
    assert "Ryhmä on arkistoitu" in led.browser.get(led.url()).main
    before = everything(led.world)
    for rest in ("/passit", "/tehtavat", "/lasnaolo", "/paperi/alku", "/kuittaukset"):
        seen = led.browser.post(led.url(rest), {"nonce": "n" * 22, "count": "1", "open": "lajit"})
        assert (seen.status, seen.location) == (303, led.url()), rest
    out = {"act": "remove", "learner": str(walker.learner_id)}
    gone = led.browser.post(led.member_url(walker), out)
    assert gone.location == led.url()
    assert everything(led.world) == before
    assert led.browser.get(led.url("/lasnaolo")).status == 200
    assert led.browser.get(led.member_url(walker)).status == 200

    led.browser.visit(led.url("/hallinta"))
    led.browser.press("Ota takaisin käyttöön")
    assert "Ryhmä on arkistoitu" not in led.browser.get(led.url()).main


def test_only_an_archived_group_is_deleted_and_journeys_stay(led: Led) -> None:
    _, walker = led.member()
    learn.act(walker, CompleteStep("alku", "lue"))
    early = led.browser.post(led.url("/hallinta"), {"act": "delete"})
    assert early.location == led.url("/hallinta")
    led.browser.visit(led.url("/hallinta"))
    assert "Ohjelma ei poista sitä itse" in led.browser.press("Arkistoi ryhmä").main

    assert led.browser.press("Poista ryhmä pysyvästi").page.h1 == "Ryhmät"

    assert led.browser.get(led.url()).status == 404
    assert learn.load(walker).progress.seq == 1
    assert groups.of_learner(led.store, walker.learner_id) == []


def test_a_group_whose_journey_is_gone_can_still_be_archived(world: World) -> None:
    led = lead(world, journey="poistettu-matka")

    for rest in ("", "/tehtavat", "/paperi"):
        assert led.browser.get(led.url(rest)).location == led.url("/hallinta")
    seen = led.browser.visit(led.url("/hallinta"))
    assert "matkaa ei ole enää" in seen.main
    led.browser.press("Arkistoi ryhmä")
    assert "Arkistoidut ryhmät (1)" in led.browser.get("/ohjaaja/ryhmat").main
