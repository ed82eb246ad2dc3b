"""The log tells an operator what was asked and how it went, and nothing of who asked."""

import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from digimatka.web import access_log
from digimatka.web.access_log import JsonLines, logger
from tests.web.conftest import World
from tests.web.rows import HETU
from tests.web.slip import words_on


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Everything that any part of the product logs."""
    caplog.set_level(logging.DEBUG)
    return caplog


def lines(log: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    return [json.loads(JsonLines().format(record)) for record in log.records]


def test_a_line_names_the_route_and_not_the_path(
    world: World, log: pytest.LogCaptureFixture
) -> None:
    browser = world.walker()
    log.clear()
    browser.get("/matka/koe/alku/kumpi?merkki=rohkea")
    browser.post("/matka/koe/alku/kumpi", {"choice": "oikea"})
    browser.get("/matka/koe/salainen-tehtava")
    browser.get("/salainen-sivu?x=1")
    browser.post("/kuka", {"nickname": "Repe"}, Sec_Fetch_Site="cross-site")

    step = "/matka/<journey>/<quest>/<step>"
    assert [(x["method"], x["route"], x["status"]) for x in lines(log)] == [
        ("GET", step, 200),
        ("POST", step, 303),
        ("GET", "/matka/<journey>/<quest>", 404),
        ("GET", None, 404),
        ("POST", "/kuka", 403),
    ]
    for line in lines(log):
        assert line.keys() == {"level", "method", "route", "status", "ms"}
        assert line["level"] == "info"
        assert line["ms"] is None or 0 <= line["ms"] < 60_000


def test_nothing_of_a_person_is_in_any_log(world: World, log: pytest.LogCaptureFixture) -> None:
    browser = world.browser()
    client = browser.client
    client.environ_base["REMOTE_ADDR"] = "198.51.100.77"
    client.environ_base["HTTP_USER_AGENT"] = "Selain/99 (Puhelin)"
    browser.post("/aloita")
    cookie = browser.cookie("matka")
    assert cookie is not None
    browser.post("/kuka", {"nickname": "Kettunen", "picture": "cat"})
    browser.post("/kuka", {"nickname": f"x {HETU}"})
    words = words_on(browser.post("/passi", {"nonce": "n" * 22}))
    browser.post("/matka/koe/alku", {"mark": "known"})
    browser.post("/matka/koe/lajit/sana", {"text": f"oma teksti {HETU}"})
    browser.post("/matka/koe/lajit/sana", {"text": "oma teksti"})
    browser.post("/matka/koe/lajit/mieli", {"choice": "pelko"})
    browser.post("/jatka", {"words": " ".join(words), "own_device": "1"})
    browser.get("/matka/koe", Referer="https://haku.example/?q=etsin+apua")
    browser.get(f"/{'-'.join(words)}?q={words[0]}")
    browser.post("/lopeta", {"erase": "1"})

    said = "\n".join([log.text, *map(repr, (record.__dict__ for record in log.records))])
    assert len(log.records) >= 12
    for secret in (
        *("198.51.100.77", "Selain", "Kettunen", HETU, "oma teksti", "pelko", "haku.example"),
        *(cookie, cookie.rpartition(".")[2], " ".join(words), "-".join(words), "n" * 22, "koe"),
    ):
        assert secret not in said


@pytest.fixture
def written(capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[[], str]]:
    """What the server writes; the logger is as before afterwards."""
    state = (list(logger.handlers), logger.level, logger.propagate)
    yield lambda: capsys.readouterr().err
    logger.handlers[:], logger.propagate = state[0], state[2]
    logger.setLevel(state[1])


def test_the_server_writes_one_line_of_json_a_request(
    world: World, written: Callable[[], str]
) -> None:
    access_log.start()
    access_log.start()
    browser = world.browser()
    browser.get("/jatka")
    browser.get("/matka/koe")
    logger.warning("Jotakin %s", "muuta")

    found = [json.loads(line) for line in written().splitlines()]
    assert [line.get("route") for line in found] == ["/jatka", "/matka/<journey>", None]
    assert found[2] == {"level": "warning", "message": "Jotakin muuta"}


def test_a_server_that_logs_errors_only_writes_nothing_of_requests(
    world: World, written: Callable[[], str]
) -> None:
    access_log.start(logging.ERROR)
    world.browser().get("/jatka")

    assert written() == ""
