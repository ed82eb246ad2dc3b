"""New content comes while people walk: nobody loses anything, and what is broken is not served."""

import json
import logging
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask

from digimatka.content.replace import replace_files
from digimatka.core.meeting.commands import Play, Together
from digimatka.core.meeting.model import Way
from digimatka.core.runsheet import RunSheet
from digimatka.core.staff import Role
from digimatka.store import groups
from digimatka.usecases import meet, staff, watch
from digimatka.web import access_log, journey
from digimatka.web.meeting import roomcode
from digimatka.web.services import NAME, Services
from tests.conftest import TODAY, MakeApp
from tests.content.small import copy_to, edit
from tests.web.browser import Browser

MAP = "/matka/pieni-matka"
EKA = f"{MAP}/eka"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder that is served: one small journey."""
    (tmp_path / "content").mkdir()
    copy_to(tmp_path / "content")
    return tmp_path / "content"


@pytest.fixture
def app(make_app: MakeApp, root: Path) -> Flask:
    """An app that serves it."""
    return make_app(root)


@pytest.fixture
def walker(app: Flask) -> Browser:
    """A learner who has done the first of the two steps of the first quest."""
    browser = Browser(app)
    browser.post("/aloita")
    browser.post(f"{EKA}/lue")
    return browser


def own(app: Flask) -> Services:
    found: Services = app.extensions[NAME]
    return found


def change(root: Path, old: str, new: str, file: str = "alku/eka.yaml") -> None:
    edit(root / "pieni-matka", file, old, new)


def rename(root: Path) -> None:
    """Gives the quest another id, which says what it was."""
    folder = root / "pieni-matka"
    for file in folder.rglob("*.yaml"):
        text = file.read_text("utf-8")
        file.write_text(text.replace("eka", "alkaja"), "utf-8")
    (folder / "alku/eka.yaml").rename(folder / "alku/alkaja.yaml")
    change(root, "id: alkaja\n", "id: alkaja\nwas: [eka]\n", "alku/alkaja.yaml")
    change(root, "id: lista\n", "id: luettelo\n    was: [lista]\n", "alku/alkaja.yaml")


def test_a_learner_in_mid_quest_goes_on_where_they_were(
    app: Flask, root: Path, walker: Browser
) -> None:
    walker.visit(f"{EKA}/lista")
    change(root, "Ensimmäinen", "Aivan ensimmäinen")
    change(root, "steps:\n", "steps:\n  - {id: uusi, kind: read, text: Hei.}\n")

    assert own(app).swap.renew() == {}
    assert walker.press("Valmis", tick=["a"]).status == 200

    quest = walker.get(EKA)
    assert "Aivan ensimmäinen" in quest.main
    assert quest.page.links()["Jatka tehtävää"] == f"{EKA}/uusi"


def test_an_answer_to_a_question_that_has_changed_is_asked_for_again_and_nothing_is_lost(
    app: Flask, root: Path, walker: Browser
) -> None:
    walker.visit(f"{EKA}/lista")
    change(root, "[Avaa selain, Etsi osoiterivi]", "[Etsi osoiterivi, Avaa selain]")
    own(app).swap.renew()

    seen = walker.press("Valmis", tick=["a"])

    assert seen.status == 422
    assert [box.get("value") for box in seen.page.all("input", checked="")] == ["a"]
    assert walker.get(EKA).page.links()["Jatka tehtävää"] == f"{EKA}/lista"


def test_a_page_of_before_a_rename_still_answers_and_leads_on(
    app: Flask, root: Path, walker: Browser
) -> None:
    walker.visit(f"{EKA}/lista")
    rename(root)

    assert own(app).swap.renew() == {}
    seen = walker.press("Valmis", tick=["a"])

    assert seen.status == 200
    assert walker.address == f"{MAP}/alkaja/luettelo"
    assert walker.get(EKA).location == f"{MAP}/alkaja"
    assert walker.get(f"{EKA}/lista").location == f"{MAP}/alkaja/luettelo"
    assert walker.get(f"{MAP}/alkaja/lista").location == f"{MAP}/alkaja/luettelo"
    assert walker.post(EKA, {"mark": "known"}).location == f"{MAP}/alkaja"
    assert "Tehtävä on tehty" in walker.get(f"{MAP}/alkaja").main
    assert "Rohkea alku" in walker.get("/merkit").main


def test_a_badge_by_a_renamed_quest_still_says_why(app: Flask, root: Path, walker: Browser) -> None:
    walker.visit(f"{EKA}/lista")
    walker.press("Valmis", tick=["a"])
    before = walker.get("/merkit").main
    rename(root)
    own(app).swap.renew()

    assert "Teit tehtävän: Ensimmäinen" in before
    assert walker.get("/merkit").main == before


def test_a_badge_that_is_due_by_the_new_content_is_given(
    app: Flask, root: Path, walker: Browser
) -> None:
    change(root, "{quest: eka, counts: done}", "{step: eka/lue}", "badges.yaml")
    assert "Teit askeleen" not in walker.get("/merkit").main

    own(app).swap.renew()

    assert "Teit askeleen" in walker.get("/merkit").main


@pytest.mark.parametrize("address", [MAP, EKA, f"{EKA}/lista"])
def test_no_browser_keeps_a_page_of_before(
    app: Flask, root: Path, walker: Browser, address: str
) -> None:
    before = walker.get(address)
    change(root, "Ensimmäinen", "Aivan ensimmäinen")
    change(root, "Avaa selain", "Avaa oma selain")
    own(app).swap.renew()

    again = walker.get(address, If_None_Match=before.headers["ETag"])

    assert again.status == 200
    assert again.main != before.main


def test_words_are_softened_by_the_new_content(app: Flask, root: Path, walker: Browser) -> None:
    change(root, "Ensimmäinen", "Sähköpostiosoite")
    own(app).swap.renew()
    assert "Sähköpostiosoite" in walker.get(EKA).html
    words = {"forms": {}, "hyphens": {"sähköpostiosoite": "sähkö|posti|osoite"}}
    made = json.dumps({**words, "vocabulary": ""})
    (root / "pieni-matka/words.json").write_text(made, "utf-8")

    own(app).swap.renew()

    assert "Sähkö\u00adposti\u00adosoite" in walker.get(EKA).html


def test_a_broken_file_is_not_served_and_staff_can_see_why(
    app: Flask, root: Path, walker: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, access_log.logger.name)
    before = walker.get(EKA).html
    change(root, "minutes", "minuts")

    own(app).swap.renew()

    assert walker.get(EKA).html == before
    assert [p.code for p in own(app).swap.problems["pieni-matka"]] == ["unknown-key"]
    facts = [vars(record)["facts"] for record in caplog.records if record.msg == "content"]
    assert facts == [{"content": "kept", "codes": ["pieni-matka:unknown-key"]}]


def test_a_folder_that_vanishes_is_still_served(app: Flask, root: Path, walker: Browser) -> None:
    before = walker.get(EKA).html
    root.rename(root.with_name("pois"))

    own(app).swap.renew()

    assert walker.get(EKA).html == before
    assert [p.code for p in own(app).swap.problems["pieni-matka"]] == ["journey-gone"]
    root.with_name("pois").rename(root)
    assert own(app).swap.renew() == {}


def test_what_changes_is_read_once_it_lies_still(app: Flask, root: Path) -> None:
    """A look by itself serves nothing: who writes a file may not be done with it."""
    swap, before = own(app).swap, own(app).journeys
    change(root, "Ensimmäinen", "Aivan")
    swap.check()
    change(root, "Aivan", "Aivan ensimmäinen")
    swap.check()
    assert own(app).journeys is before

    swap.check()

    assert own(app).journeys["pieni-matka"].quests["eka"].quest.title == "Aivan ensimmäinen"
    now = own(app).journeys
    swap.check()
    assert own(app).journeys is now


def test_every_process_sees_what_one_has_published(make_app: MakeApp, root: Path) -> None:
    here, there = make_app(root), make_app(root)
    folder = root / "pieni-matka"
    files = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.yaml")}
    new = files["alku/eka.yaml"].replace("Ensimmäinen".encode(), b"Uusi")

    replace_files(folder, {**files, "alku/eka.yaml": new})
    own(here).swap.renew()
    own(there).swap.check()
    own(there).swap.check()

    titles = {own(a).journeys["pieni-matka"].quests["eka"].quest.title for a in (here, there)}
    assert titles == {"Uusi"}


@pytest.fixture
def looks(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The looks at the files that requests start."""
    found: list[str] = []
    swap = own(app).swap
    monkeypatch.setattr(swap, "check", lambda: found.append("look"))
    monkeypatch.setattr(Thread, "start", Thread.run)
    return found


def test_a_request_looks_at_the_files_once_a_second(
    app: Flask, walker: Browser, looks: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1000.0
    monkeypatch.setattr("digimatka.web.swap.time.monotonic", lambda: now)
    for _ in range(3):
        walker.get(EKA)
    assert looks == []
    monkeypatch.setattr(own(app).swap, "_next_look", now)

    for _ in range(3):
        walker.get(EKA)

    assert looks == ["look"]


def test_a_look_that_fails_is_noted_and_the_server_goes_on(
    app: Flask, walker: Browser, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails() -> None:
        raise RuntimeError("secret words")

    swap = own(app).swap
    monkeypatch.setattr(swap, "check", fails)
    monkeypatch.setattr(swap, "_next_look", 0.0)
    monkeypatch.setattr(Thread, "start", Thread.run)

    assert walker.get(EKA).status == 200
    crashes = [vars(record)["facts"] for record in caplog.records if record.msg == "crash"]
    assert [facts["crash"] for facts in crashes] == ["RuntimeError"]
    assert "secret" not in json.dumps(crashes)


def test_a_request_under_way_ends_with_the_content_it_began_with(
    app: Flask, root: Path, walker: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a browser would keep an old page under the version of the new one."""
    fresh = walker.get(EKA)
    loads = journey._load

    def swapped_meanwhile(*args: object) -> object:
        walk = loads(*args)  # type: ignore[arg-type]  # as it is called
        change(root, "Ensimmäinen", "Aivan ensimmäinen")
        own(app).swap.renew()
        return walk

    monkeypatch.setattr(journey, "_load", swapped_meanwhile)
    old = walker.get(EKA)
    monkeypatch.undo()

    assert old.html == fresh.html
    assert old.headers["ETag"] == fresh.headers["ETag"]
    assert "Aivan ensimmäinen" in walker.get(EKA).main


@pytest.fixture
def meeting(app: Flask, walker: Browser) -> int:
    """A meeting of which the learner is part, and which does the second step together."""
    store = own(app).store
    leader = staff.add(store, "ohjaaja", "kaarna-niemi-pilvi", frozenset({Role.FACILITATOR}), TODAY)
    with store.write() as connection:
        group = groups.add(connection, "Ryhmä", "pieni-matka", leader.id, TODAY)
    number = meet.create(store, group, RunSheet(title="Ilta", minutes=60, quests=("eka",)), TODAY)
    code = meet.open_door(store, leader, number, TODAY, roomcode.make)
    walker.visit(f"/liity/{code}")
    walker.press("Liity")
    meet.lead(store, leader, number, Play(Way.TOGETHER))
    meet.lead(store, leader, number, Together(("eka", "lista")))
    return number


def test_a_meeting_goes_on_and_its_pages_show_the_new_content(
    app: Flask, root: Path, walker: Browser, meeting: int
) -> None:
    store = own(app).store
    before, version = walker.get("/tapaaminen").main, watch.version(store, meeting)
    state = watch.room(store, meeting).meeting
    change(root, "Ensimmäinen", "Aivan ensimmäinen")

    own(app).swap.renew()

    assert watch.version(store, meeting) == version + 1
    assert watch.room(store, meeting).meeting == state
    assert "Ensimmäinen · 2/2" in before
    assert "Aivan ensimmäinen · 2/2" in walker.get("/tapaaminen").main


def test_a_meeting_follows_the_step_that_it_does_to_its_new_id(
    app: Flask, root: Path, walker: Browser, meeting: int
) -> None:
    rename(root)

    own(app).swap.renew()

    room = watch.room(own(app).store, meeting)
    assert (room.meeting.at, room.sheet.quests) == (("alkaja", "luettelo"), ("alkaja",))
    assert "Ensimmäinen · 2/2" in walker.get("/tapaaminen").main


def test_a_meeting_goes_on_without_the_step_that_is_gone(
    app: Flask, root: Path, walker: Browser, meeting: int
) -> None:
    rename(root)
    for was in ("was: [eka]\n", "    was: [lista]\n"):
        change(root, was, "", "alku/alkaja.yaml")

    own(app).swap.renew()

    assert watch.room(own(app).store, meeting).meeting.at == ("eka", "lista")
    assert "Ensimmäinen" not in walker.get("/tapaaminen").main
    assert walker.get(f"{MAP}/alkaja").status == 200
