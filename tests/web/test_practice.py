"""Practising in a browser: the run is in the address, and what is typed is nowhere afterwards."""

import logging
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from digimatka import app as wiring
from digimatka.core.compiler import compile_rules
from digimatka.core.events import StepCompleted
from digimatka.settings import Settings
from digimatka.store import log
from digimatka.web.access_log import JsonLines
from digimatka.web.services import NAME, Services
from tests.conftest import SECRET, Clock
from tests.core.practice.rooms import door
from tests.factories import journey, quest, step
from tests.web.browser import Browser
from tests.web.conftest import World

OVI = "/matka/matka/tehtava/ovi"
WAYS = pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
CODE = "kuusi-seitsemän"
HETU = "131052-308T"


@pytest.fixture(scope="module")
def practice_world(
    quick: None, template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """An app with one quest that has a practice in it, and a step after it."""
    task = step("ovi", "practice", title="KOKEILE OVEA", goals=["ulkona"], text="ALKUSANAT.")
    rules = compile_rules(journey(quest("tehtava", task, "lopuksi"), practices=[door()]))
    file = tmp_path_factory.mktemp("practice") / "digimatka.db"
    file.write_bytes(template.read_bytes())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wiring, "read_journeys", lambda _folder: {"matka": rules})
        clock = Clock()
        settings = Settings(f"sqlite:///{file}", file.parent, Path("ovi"), SECRET)
        app = wiring.create_app(settings, today=clock)
        services: Services = app.extensions[NAME]
        yield World(app, rules, clock, file)
        services.store.close()


@pytest.fixture
def learner(practice_world: World) -> Browser:
    """A browser in which the practice has begun."""
    browser = practice_world.walker()
    browser.visit(OVI)
    browser.click("Aloita harjoitus")
    return browser


def completions(world: World) -> list[StepCompleted]:
    """What the log says of the newest learner."""
    services: Services = world.app.extensions[NAME]
    with services.store.read() as connection:
        newest = connection.exec_driver_sql("SELECT max(id) FROM learner").scalar_one()
        events = log.since(connection, newest, "matka")
    return [event for event in events if isinstance(event, StepCompleted)]


def test_the_way_in_says_what_is_practised_and_that_nothing_is_kept(practice_world: World) -> None:
    browser = practice_world.walker()
    seen = browser.visit(OVI)

    assert seen.page.h1 == "KOKEILE OVEA"
    for words in ("ALKUSANAT.", "ASTU SISÄÄN.", "OLET ULKONA.", "emme tallenna mitään"):
        assert words in seen.main
    assert "OLET SISÄLLÄ." not in seen.main  # the step asks for the other goal only


@WAYS
def test_it_is_done_by_its_shortest_way(practice_world: World, htmx: bool) -> None:
    browser = practice_world.walker(htmx=htmx)
    browser.visit(OVI)
    browser.click("Aloita harjoitus")
    browser.press("AVAA", k_tunnus="Kuusi-Seitsemän")
    seen = browser.press("ULOS")
    assert "Harjoitus onnistui" in seen.main
    assert seen.page.focus == "Harjoitus onnistui"

    done = browser.press("Tein itse")

    assert "Tämä askel on tehty." in done.main
    assert [(e.how, e.detours) for e in completions(practice_world)] == [("alone", 0)]
    assert "lopuksi" in browser.click("Jatka").response.request.path


def test_every_screen_says_that_it_is_practice(learner: Browser) -> None:
    assert "HARJOITUS" in learner.visit(f"{OVI}?ruutu=piha").main
    for screen in ("piha", "yhteinen", "eteinen", "portaat"):
        assert "HARJOITUS" in learner.visit(f"{OVI}?ruutu={screen}").main


def test_mistakes_and_a_hint_are_counted_and_held_against_nobody(
    practice_world: World, learner: Browser
) -> None:
    assert "TUNNUS ON TOINEN." in learner.press("AVAA", k_tunnus="arvaus").main
    assert "TUNNUS ON LAPUSSA." in learner.press("Näytä vihje").main
    assert "KONE ON YHTEINEN." in learner.press("AVAA", k_tunnus=CODE, k_muista="ticked").main
    learner.press("Palaa takaisin")
    learner.press("AVAA", k_tunnus=CODE, k_muista=[])
    assert "2 kertaa" in learner.press("ULOS").main
    learner.press("Tein itse")

    assert [(e.how, e.detours) for e in completions(practice_world)] == [("hint", 2)]


def test_help_by_another_person_is_as_good(practice_world: World, learner: Browser) -> None:
    learner.press("AVAA", k_tunnus=CODE)
    learner.press("ULOS")
    learner.press("Sain apua")

    assert [e.how for e in completions(practice_world)] == ["help"]


def test_an_empty_field_is_asked_for_beside_the_field_and_above(learner: Browser) -> None:
    seen = learner.press("AVAA", k_viesti="terveisiä")

    assert seen.status == 422
    assert "Täytä ensin: TUNNUS" in seen.main
    assert seen.page.by_id("k-tunnus").get("aria-invalid") == "true"
    assert "terveisiä" in seen.html


@pytest.mark.parametrize("typed", [HETU, "040 123 4567", "FI21 1234 5600 0007 85", "48 15 16 23"])
def test_what_looks_like_a_real_code_is_refused_and_not_sent_back(
    learner: Browser, typed: str
) -> None:
    seen = learner.press("AVAA", k_tunnus=typed)

    assert seen.status == 422
    assert "Emme tallentaneet sitä" in seen.main
    assert typed not in seen.html


def test_a_code_of_the_practice_is_not_sent_back_either(learner: Browser) -> None:
    assert "arvaus" not in learner.press("AVAA", k_tunnus="arvaus").html


def test_a_text_survives_an_explanation_and_no_browser_keeps_it(learner: Browser) -> None:
    away = learner.press("AVAA", k_tunnus=CODE, k_muista="ticked", k_viesti="OMA TEKSTI")
    assert away.headers["Cache-Control"] == "no-store"

    back = learner.press("Palaa takaisin")

    assert "OMA TEKSTI" in back.html
    assert back.headers["Cache-Control"] == "no-store"


def test_nothing_typed_is_in_an_address_a_cookie_a_log_or_the_database(
    practice_world: World, learner: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    learner.press("AVAA", k_tunnus=CODE, k_viesti="SALAISUUS")
    address = learner.post(
        f"{OVI}?ruutu=piha", {"press": "buttons-0", "k-tunnus": CODE, "k-viesti": "SALAISUUS"}
    ).location
    learner.press("ULOS")
    learner.press("Tein itse")

    logged = "\n".join(JsonLines().format(record) for record in caplog.records)
    assert logged.count("POST") >= 4
    for place in (address, logged, learner.cookie("matka") or ""):
        assert "SALAISUUS" not in place
        assert "seitsem" not in place
    assert b"SALAISUUS" not in practice_world.database.read_bytes()
    wal = practice_world.database.with_name(practice_world.database.name + "-wal")
    assert not wal.exists() or b"SALAISUUS" not in wal.read_bytes()


def test_going_back_reloading_and_a_second_tab_are_just_other_runs(learner: Browser) -> None:
    first = learner.post(f"{OVI}?ruutu=piha", {"press": "buttons-0", "k-tunnus": CODE})
    inside = first.location
    again = learner.post(f"{OVI}?ruutu=piha", {"press": "buttons-0", "k-tunnus": CODE})

    assert again.location == inside
    assert "ETEINEN" in learner.visit(inside).main
    assert "PIHA" in learner.visit(f"{OVI}?ruutu=piha").main
    assert "ETEINEN" in learner.visit(inside).main


@pytest.mark.parametrize(
    "query",
    [
        "ruutu=kellari",
        "ruutu=piha&on=hakkeri.sisalla",
        "ruutu=piha&mutkia=-1",
        "ruutu=piha&valinta=~",
        "%FF=%FE",
    ],
)
def test_a_strange_address_leads_to_a_page_from_which_one_can_go_on(
    learner: Browser, query: str
) -> None:
    seen = learner.visit(f"{OVI}?{query}")

    assert seen.status == 200
    assert "Aloita harjoitus" in seen.main


def test_a_run_without_its_goals_completes_nothing(practice_world: World, learner: Browser) -> None:
    seen = learner.post(f"{OVI}?ruutu=piha", {"act": "finish", "how": "alone"})

    assert seen.status == 303
    assert completions(practice_world) == []


def test_a_press_of_what_is_not_there_changes_nothing(learner: Browser) -> None:
    seen = learner.post(f"{OVI}?ruutu=piha", {"press": "buttons-7"})

    assert parse_qs(urlsplit(seen.location).query) == {"ruutu": ["piha"]}


def test_a_done_practice_can_be_practised_again(practice_world: World, learner: Browser) -> None:
    for _ in range(2):
        learner.press("AVAA", k_tunnus=CODE)
        learner.press("ULOS")
        learner.press("Tein itse")
        assert "Aloita harjoitus" not in learner.visit(OVI).main
        learner.press("Harjoittele uudelleen")
        learner.click("Aloita harjoitus")

    assert len(completions(practice_world)) == 2


def test_in_htmx_every_screen_is_a_place_of_its_own_in_the_history(practice_world: World) -> None:
    browser = practice_world.walker(htmx=True)
    seen = browser.get(f"{OVI}?ruutu=eteinen", HX_Current_URL=f"http://localhost{OVI}?ruutu=piha")

    assert seen.headers["HX-Push-Url"] == f"{OVI}?ruutu=eteinen"


def test_only_a_practice_that_tries_devices_may_ask_for_them(learner: Browser) -> None:
    assert "camera=()" in learner.get(OVI).headers["Permissions-Policy"]
