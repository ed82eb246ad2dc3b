"""The preview: every page of a draft as learners see it, any step open, nothing stored."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from digimatka.core.kinds import PracticeStep
from digimatka.core.staff import Role
from digimatka.store.tables import EventRow, LearnerRow
from digimatka.web.services import NAME, Services
from tests.conftest import Clock
from tests.web.atelier import Atelier, J
from tests.web.browser import Browser
from tests.web.conftest import World
from tests.web.signed_in import signed_in

THERE = f"{J}/esikatselu"


def rows(atelier: Atelier) -> int:
    """How many learners and events there are."""
    with atelier.services.store.read() as connection:
        counts = (select(func.count()).select_from(table) for table in (LearnerRow, EventRow))
        return sum(connection.execute(count).scalar_one() for count in counts)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("", "Kaksi lyhyttä lukua."),
        ("/luku/alku", "Lähdetään rannalta."),
        ("/eka", "Osaat aloittaa."),
        ("/eka/lue", "Lue rauhassa."),
        ("/toka/suunta", "Mihin osoitteeseen menet?"),
        ("/kolmas", "Kolmas"),
    ],
)
def test_any_page_of_a_draft_can_be_seen_without_a_menu(
    atelier: Atelier, page: str, words: str
) -> None:
    seen = atelier.author.get(THERE + page)

    assert seen.status == 200
    assert words in seen.main or words in seen.page.title
    assert not list(seen.page.elements("header", "footer"))
    policy = seen.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "default-src 'none'" in policy


def test_only_the_preview_may_stand_in_a_frame(atelier: Atelier) -> None:
    walker = atelier.world.walker()

    for seen in (walker.get("/matka/pieni-matka/eka/lue"), atelier.author.get(J)):
        assert "frame-ancestors 'none'" in seen.headers["Content-Security-Policy"]


def test_links_and_forms_stay_in_the_preview(atelier: Atelier) -> None:
    seen = atelier.author.get(f"{THERE}/toka/suunta")

    links = seen.page.links().values()
    assert f"{THERE}/toka" in links
    assert not [link for link in links if link.startswith("/matka")]
    assert {form.get("action") for form in seen.page.elements("form")} == {f"{THERE}/toka/suunta"}
    [away] = [a for a in seen.page.elements("a") if a.get("href") == "/sanasto"]
    assert away.get("target") == "_blank"


@pytest.mark.parametrize("htmx", [False, True])
def test_answers_are_judged_and_nothing_is_stored(atelier: Atelier, htmx: bool) -> None:
    author: Browser = atelier.author
    author.htmx = htmx
    before = rows(atelier)
    address = f"{THERE}/toka/suunta"

    wrong = author.post(address, {"choice": "muu"})
    right = author.post(address, {"choice": "suomi"})
    hint = author.post(address, {"act": "hint", "shown": "0"})
    shown = author.post(address, {"act": "show"})
    read = author.post(f"{THERE}/eka/lue", {"act": "answer"})

    assert wrong.status == 422
    assert "Katso osoitteen loppua." in wrong.main
    assert "Tämä askel on tehty." in right.main
    assert "Lue oikealta vasemmalle." in hint.main
    assert "Vastaus" in shown.main
    assert (read.status, read.location) == (303, f"{THERE}/eka/lista")
    assert author.get(address).html.count("Tämä askel on tehty.") == 0
    assert author.post(f"{THERE}/toka", {"mark": "known"}).location == f"{THERE}/toka"
    assert rows(atelier) == before


def test_the_preview_shows_what_was_just_saved(atelier: Atelier) -> None:
    atelier.write("Lue **rauhassa**.", "Lue **hitaasti**.")

    assert "Lue hitaasti." in atelier.author.get(f"{THERE}/eka/lue").main
    assert "Lue rauhassa." in atelier.world.walker().visit("/matka/pieni-matka/eka/lue").main


@pytest.mark.parametrize("page", ["/muu", "/eka/muu", "/luku/muu", "/eka/..", "/luku/.."])
def test_what_is_not_there_is_not_found(atelier: Atelier, page: str) -> None:
    assert atelier.author.get(THERE + page).status in (308, 404)


def test_beside_a_file_stands_the_page_that_shows_it(atelier: Atelier) -> None:
    for name, place in (
        ("alku/eka.yaml", "/eka/lue"),
        ("alku/chapter.yaml", "/luku/alku"),
        ("journey.yaml", ""),
    ):
        seen = atelier.author.visit(f"{J}/tiedosto/{name}")
        [frame] = seen.page.elements("iframe")
        assert frame.get("src") == THERE + place
        assert atelier.author.get(frame.attrib["src"]).status == 200
    assert not list(atelier.author.visit(f"{J}/tiedosto/glossary.yaml").page.elements("iframe"))


def test_a_practice_is_practised_in_the_preview(app: Flask) -> None:
    services: Services = app.extensions[NAME]
    rules = services.journeys[services.first_journey]
    quest, found = next(
        (rule.quest.id, step)
        for rule in rules.order
        for step in rule.quest.steps
        if isinstance(step, PracticeStep)
    )
    address = f"/tekija/{rules.journey.id}/esikatselu/{quest}/{found.id}"
    author, _who = signed_in(World(app, rules, Clock(), Path()), "tekija", Role.AUTHOR)

    seen = author.get(f"{address}?aloita=1")
    assert "Tämä ei ole oikea palvelu." in seen.main
    assert seen.page.focus is None, "who is writing beside it keeps the cursor"
    forms = {form.attrib["action"].partition("?")[0] for form in seen.page.elements("form")}
    assert forms == {address}
    [form] = [form for form in seen.page.elements("form") if form.get("id") == "run"]
    run = form.attrib["action"]
    assert author.post(run, {"act": "hint"}).status == 200
    assert author.post(run, {"press": "sellaista-ei-ole"}).status < 500
    assert author.post(address, {"press": "x"}).location == f"{address}?aloita=1"
    assert "Tämä askel on tehty." in author.post(run, {"act": "finish", "how": "alone"}).main
    file = f"practices/{found.practice}.yaml"
    beside = author.visit(f"/tekija/{rules.journey.id}/tiedosto/{file}").page
    assert beside.one("iframe").get("src") == f"{address}?aloita=1"
