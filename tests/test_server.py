"""The server as a process: it starts, answers, logs, stops, and survives being killed."""

import json
import signal
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest

from digimatka import server
from digimatka.app import read_journeys
from digimatka.core.engine import fold
from digimatka.core.events import StepCompleted
from digimatka.core.rules import Rules
from digimatka.settings import Settings
from digimatka.store import log
from digimatka.store.session import Store, StoreError, Trouble
from tests.conftest import QUESTS, SECRET
from tests.core.player import Player
from tests.served import Done, Learner, Writers, serve

ROUNDS: Final = 3
ACKNOWLEDGED_A_ROUND: Final = 120


@pytest.fixture(scope="module")
def real() -> Rules:
    """The first of the journeys that come along."""
    return next(iter(read_journeys(QUESTS).values()))


def steps_in_the_log(file: Path, rules: Rules) -> set[Done]:
    """The steps that learners have done; holds the snapshots to the log on the way."""
    store = Store(f"sqlite:///{file}")
    found: set[Done] = set()
    with store.read() as connection:
        learners = connection.exec_driver_sql("SELECT id FROM learner").scalars().all()
        for learner in learners:
            events = log.since(connection, learner, rules.journey.id)
            place = log.find(connection, learner, rules.journey.id)
            assert place is not None
            assert (place.progress or rules.fresh()) == fold(rules, events)
            found |= {(learner, e.quest, e.step) for e in events if isinstance(e, StepCompleted)}
    store.close()
    return found


def check_database(file: Path) -> None:
    """Nothing in the file is broken and nothing hangs in the air."""
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        gaps = "SELECT learner_id FROM event GROUP BY learner_id HAVING max(seq) <> count(*)"
        assert database.execute(gaps).fetchall() == []


def test_a_server_that_is_killed_while_it_writes_loses_nothing_it_has_acknowledged(
    tmp_path: Path, real: Rules
) -> None:
    data = tmp_path / "data"
    acknowledged: set[Done] = set()
    for _ in range(ROUNDS):
        with serve(data) as served:
            writers = Writers(served, real)
            writers.write_until_killed(ACKNOWLEDGED_A_ROUND)
        assert writers.failures == []
        assert len(writers.acknowledged) >= ACKNOWLEDGED_A_ROUND
        acknowledged.update(writers.acknowledged)

        check_database(data / "digimatka.db")
        assert acknowledged - steps_in_the_log(data / "digimatka.db", real) == set()


def test_a_server_stops_when_it_is_asked_to_and_its_log_names_nobody(
    tmp_path: Path, real: Rules
) -> None:
    data = tmp_path / "data"
    with serve(data) as served:
        with closing(served.connect()) as connection:
            learner = Learner(connection, Player(real))
            number, quest, step = next(learner.walk())
            connection.request("GET", "/nobody/is/here?words=salainen", headers={"Cookie": "x=y"})
            assert connection.getresponse().read()
        served.process.send_signal(signal.SIGTERM)
        assert served.process.wait(timeout=10) == 0

    assert steps_in_the_log(data / "digimatka.db", real) == {(number, quest, step)}
    lines = [json.loads(line) for line in served.log.read_text("utf-8").splitlines()]
    asked = [(line["method"], line["route"], line["status"]) for line in lines]
    assert asked[0] == ("GET", "/health", 200)
    assert asked[-4:] == [
        ("POST", "/aloita", 303),
        ("POST", "/kuka", 303),
        ("POST", "/matka/<journey>/<quest>/<step>", 303),
        ("GET", None, 404),
    ]
    assert {frozenset(line) for line in lines} == {
        frozenset(("level", "method", "route", "status", "ms"))
    }
    text = served.log.read_text("utf-8")
    for hidden in (learner.nickname, quest, step, "127.0.0.1", "salainen", learner.cookie[6:]):
        assert hidden not in text


def test_a_server_is_prepared_again_and_again(database: Path) -> None:
    settings = Settings(f"sqlite:///{database}", database.parent, QUESTS, SECRET)

    server.prepare(settings)
    server.prepare(settings)

    check_database(database)


def test_what_keeps_a_server_from_starting_is_raised_before_it_starts(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'nowhere' / 'digimatka.db'}"

    with pytest.raises(StoreError) as caught:
        server.prepare(Settings(url, tmp_path, QUESTS, SECRET))

    assert caught.value.trouble is Trouble.MISSING
