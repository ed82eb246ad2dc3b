"""What the tests of the store put into rows, and what they look for in them."""

import json
from datetime import date
from typing import Any

from digimatka.core.events import Event, StepCompleted
from digimatka.core.kinds.base import Assistance
from digimatka.core.progress import Progress
from digimatka.store import learners, log
from digimatka.store.session import Store
from tests.conftest import TODAY

TABLES = ("learner", "event", "snapshot")
JOURNEY = "matka"


def done(step: str = "lue", quest: str = "alku", day: date = TODAY) -> Event:
    """A step that was completed alone."""
    return StepCompleted(quest, step, Assistance.ALONE, (), day)


def add_walker(store: Store, *events: Event) -> int:
    """A learner with these events (one, if none is given) and their snapshot; returns the id."""
    with store.write() as connection:
        learner = learners.add(connection, TODAY)
    append(store, learner, *(events or (done(),)))
    return learner


def append(store: Store, learner: int, *events: Event, rules: str = "rules") -> None:
    """Adds events after what is there, with a snapshot that says how many there are."""
    place = find(store, learner)
    seq = place.progress.seq if place.progress else 0
    with store.write() as connection:
        log.append(connection, place, events, Progress(seq + len(events), facts=seq), rules)


def find(store: Store, learner: int, journey: str = JOURNEY) -> log.Place:
    """The place of a learner who is there."""
    with store.read() as connection:
        place = log.find(connection, learner, journey)
    assert place is not None
    return place


def events_of(store: Store, learner: int, journey: str = JOURNEY, after: int = 0) -> list[Event]:
    """The log of a learner."""
    with store.read() as connection:
        return log.since(connection, learner, journey, after)


def seqs_of(store: Store, learner: int, journey: str = JOURNEY) -> list[int]:
    """The numbers of a learner's events, in the order in which they were written."""
    sql = "SELECT seq FROM event WHERE learner_id = ? AND journey = ? ORDER BY id"
    with store.read() as connection:
        return list(connection.exec_driver_sql(sql, (learner, journey)).scalars())


def count(store: Store, table: str) -> int:
    """How many rows a table has."""
    assert table in TABLES
    with store.read() as connection:
        sql = f"SELECT count(*) FROM {table}"  # noqa: S608 - one of TABLES
        return int(connection.exec_driver_sql(sql).scalar_one())


def counts(store: Store) -> dict[str, int]:
    """How many rows each table has."""
    return {table: count(store, table) for table in TABLES}


def raw_rows(store: Store, table: str) -> list[dict[str, Any]]:
    """The rows of a table as they are stored: days are still text."""
    assert table in TABLES
    with store.read() as connection:
        sql = f"SELECT * FROM {table}"  # noqa: S608 - one of TABLES
        return [dict(row) for row in connection.exec_driver_sql(sql).mappings()]


def raw_text(store: Store) -> str:
    """Everything in the tables as one text."""
    return json.dumps([raw_rows(store, table) for table in TABLES], ensure_ascii=False)
