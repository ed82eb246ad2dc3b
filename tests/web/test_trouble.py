"""When the database or the program fails: a kind page, nothing lost, a log line without secrets."""

import json
import logging
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from digimatka import app as wiring
from digimatka.core.passport_words import WORDS
from digimatka.store import log as store_log
from digimatka.store.session import Store
from digimatka.usecases import accounts, learn
from digimatka.web.access_log import JsonLines
from digimatka.web.services import NAME, Services
from tests.conftest import MakeApp
from tests.web.browser import Browser
from tests.web.rows import HETU
from tests.web.world import KOE

Log = Callable[[], list[dict[str, Any]]]
WAYS = pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
KUMPI = "/matka/koe/alku/kumpi"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits five seconds for a lock in a test."""
    monkeypatch.setattr(wiring, "Store", partial(Store, busy_timeout_ms=30))


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Log:
    """What an operator finds in the log."""
    caplog.set_level(logging.DEBUG)
    return lambda: [json.loads(JsonLines().format(record)) for record in caplog.records]


def begin(app: Flask, *, htmx: bool = False) -> Browser:
    browser = Browser(app, htmx=htmx)
    browser.post("/aloita")
    browser.post("/kuka", {"nickname": "Repe"})
    return browser


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Another program holds the database."""
    other = sqlite3.connect(database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.rollback()
    other.close()


@WAYS
def test_a_locked_database_loses_nothing_and_says_when_to_try_again(
    make_app: MakeApp, database: Path, htmx: bool, log: Log
) -> None:
    browser = begin(make_app(KOE), htmx=htmx)
    browser.post("/matka/koe/alku/lue")
    with locked(database):
        seen = browser.post(KUMPI, {"choice": "oikea"})
        assert seen.status == 503
        assert seen.page.h1 == "Palvelu lepää hetken"
        assert "Aiemmin tehty on tallessa" in seen.main
        assert seen.headers["Retry-After"] == "5"
        assert browser.get("/matka/koe/alku").status == 200, "reading goes on"
        assert browser.post("/kuka", {"nickname": "Toinen"}).status == 503
        assert Browser(browser.client.application).post("/aloita").status == 503

    assert "1 / 2 askelta" in browser.get("/matka/koe/alku").main
    assert browser.post(KUMPI, {"choice": "oikea"}).status in (200, 303)
    assert "Tehtävä on tehty" in browser.get("/matka/koe/alku").main
    said = {"level": "error", "trouble": "busy", "route": "/matka/<journey>/<quest>/<step>"}
    assert said in log()


def gone(database: Path) -> None:
    shutil.rmtree(database.parent)


def emptied(database: Path) -> None:
    with sqlite3.connect(database) as connection:
        for table in ("event", "snapshot", "learner"):
            connection.execute(f"DROP TABLE {table}")
    connection.close()


def overwritten(database: Path) -> None:
    for file in database.parent.glob("digimatka.db*"):
        file.unlink()
    database.write_bytes(b"this is no database " * 500)


@WAYS
@pytest.mark.parametrize(
    "case", [(gone, "missing"), (emptied, "missing"), (overwritten, "broken")], ids=["0", "1", "2"]
)
def test_a_database_out_of_reach_has_a_kind_page(
    make_app: MakeApp,
    database: Path,
    htmx: bool,
    case: tuple[Callable[[Path], None], str],
    log: Log,
) -> None:
    harm, trouble = case
    app = make_app(KOE)
    browser = begin(app, htmx=htmx)
    close(app)
    harm(database)

    for seen in (
        browser.get("/matka/koe"),
        browser.get("/"),
        browser.post(KUMPI, {"choice": "oikea"}),
        browser.post("/lopeta", {"erase": "1"}),
        Browser(app, htmx=htmx).post("/aloita"),
    ):
        assert seen.status == 503
        assert seen.page.h1 == "Palvelu lepää hetken"
        assert not seen.headers.getlist("Set-Cookie"), "who was here is still known"
    assert browser.get("/saavutettavuus").status == 200
    assert {line["trouble"] for line in log() if "trouble" in line} == {trouble}


@WAYS
def test_a_database_that_cannot_be_written_can_still_be_read(
    make_app: MakeApp, htmx: bool, log: Log
) -> None:
    app = make_app(KOE)
    browser = begin(app, htmx=htmx)
    services: Services = app.extensions[NAME]

    @event.listens_for(services.store.engine, "checkout")
    def forbid(connection: Any, _record: object, _proxy: object) -> None:
        connection.execute("PRAGMA query_only = ON")

    close(app)
    assert browser.get("/matka/koe/alku").status == 200
    assert browser.post(KUMPI, {"choice": "vaara"}).status == 422
    seen = browser.post(KUMPI, {"choice": "oikea"})

    assert seen.status == 503
    assert "Retry-After" not in seen.headers
    assert [line["trouble"] for line in log() if "trouble" in line] == ["read_only"]


def test_health_says_whether_the_database_answers(make_app: MakeApp, database: Path) -> None:
    app = make_app(KOE)
    client = app.test_client()
    assert (client.get("/health").status_code, client.get("/health").text) == (200, "ok\n")
    close(app)
    gone(database)

    assert client.get("/health").status_code == 503


def close(app: Flask) -> None:
    services: Services = app.extensions[NAME]
    services.store.close()


def bursts(*_args: object, **_named: object) -> None:
    raise RuntimeError(f"Repe {HETU} matkapassi kissa koira")


CRASHES = [
    (learn, "load", "GET", "/matka/koe", "/matka/<journey>"),
    (learn, "answer", "POST", KUMPI, "/matka/<journey>/<quest>/<step>"),
    (learn, "awards", "GET", "/merkit", "/merkit"),
    (accounts, "find", "POST", "/jatka", "/jatka"),
    (accounts, "make_passport", "POST", "/passi", "/passi"),
]


@WAYS
@pytest.mark.parametrize("case", CRASHES, ids=[case[3] for case in CRASHES])
def test_a_crash_has_a_kind_page_and_a_log_line_that_says_where(
    make_app: MakeApp,
    monkeypatch: pytest.MonkeyPatch,
    htmx: bool,
    case: tuple[object, str, str, str, str],
    log: Log,
) -> None:
    module, name, method, address, route = case
    browser = begin(make_app(KOE), htmx=htmx)
    monkeypatch.setattr(module, name, bursts)
    form = {"words": " ".join(WORDS[:4]), "nonce": "n" * 22, "choice": "oikea"}

    seen = browser.get(address) if method == "GET" else browser.post(address, form)

    assert seen.status == 500
    assert seen.page.h1 == "Jotakin meni meillä rikki"
    assert "Vika on meidän, ei sinun" in seen.main
    (crash,) = (line for line in log() if "crash" in line)
    line = bursts.__code__.co_firstlineno + 1
    assert crash["crash"] == "RuntimeError"
    assert crash["route"] == route
    assert crash["at"][-1] == f"test_trouble.py:{line}"
    assert crash.keys() == {"level", "crash", "route", "at"}
    for text in (seen.html, json.dumps(log())):
        assert not [w for w in ("RuntimeError(", "Repe", HETU, "kissa", *WORDS[:2]) if w in text]


def test_after_a_crash_the_next_request_works(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = begin(make_app(KOE))
    with monkeypatch.context() as patch:
        patch.setattr(learn, "answer", bursts)
        assert browser.post(KUMPI, {"choice": "oikea"}).status == 500

    assert browser.post(KUMPI, {"choice": "oikea"}).status == 303


def test_a_crash_in_the_middle_of_a_write_stores_nothing(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = begin(make_app(KOE))
    before = browser.get("/matka/koe/alku").headers["ETag"]
    with monkeypatch.context() as patch:
        patch.setattr(store_log, "_prefixed", bursts)
        patch.setattr(store_log, "dump", bursts)
        assert browser.post(KUMPI, {"choice": "oikea"}).status == 500

    assert browser.get("/matka/koe/alku").headers["ETag"] == before
