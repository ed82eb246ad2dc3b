"""Writes that share a commit: each is whole or not there, and nobody is told too early."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from digimatka.store import learners
from digimatka.store.group import MOST, Group
from digimatka.store.session import Store
from tests.conftest import TODAY
from tests.store.rows import count

NOBODY = "INSERT INTO snapshot VALUES (999, 'matka', 1, 'rules', '[]')"


class ChangedMindError(Exception):
    """What fails a write half way in these tests."""


@pytest.fixture
def connection(store: Store) -> Iterator[Connection]:
    """The connection of a writer."""
    with store.engine.connect() as opened:
        yield opened


def add(group: Group) -> None:
    with group.member() as connection:
        learners.add(connection, TODAY)


def fail(group: Group) -> None:
    with group.member() as connection:
        learners.add(connection, TODAY)
        raise ChangedMindError


def leave_hanging(store: Store) -> None:
    """A write that cannot be committed."""
    with store.write() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        connection.exec_driver_sql(NOBODY)


def test_nothing_is_seen_before_the_end_and_then_everything(
    store: Store, connection: Connection
) -> None:
    group = Group(connection)
    add(group)
    add(group)
    assert count(store, "learner") == 0

    assert group.finish()
    group.wait()

    assert count(store, "learner") == 2


@pytest.mark.parametrize("order", ["good bad good", "good good bad", "good bad bad good"])
def test_a_write_that_fails_takes_no_other_with_it(
    order: str, store: Store, connection: Connection
) -> None:
    group = Group(connection)
    for kind in order.split():
        if kind == "good":
            add(group)
        else:
            with pytest.raises(ChangedMindError):
                fail(group)

    assert group.finish()

    assert count(store, "learner") == 2


def test_a_group_whose_first_write_failed_is_over_and_stores_nothing(
    store: Store, connection: Connection
) -> None:
    group = Group(connection)
    with pytest.raises(ChangedMindError):
        fail(group)
    assert group.is_full

    assert group.finish()
    group.wait()

    assert count(store, "learner") == 0


def test_a_group_is_over_when_it_holds_enough(store: Store, connection: Connection) -> None:
    group = Group(connection)
    for _ in range(MOST - 1):
        add(group)
        assert not group.is_full

    add(group)

    assert group.is_full
    group.finish()
    assert count(store, "learner") == MOST


def test_a_commit_that_fails_is_told_to_everybody_and_leaves_nothing(
    store: Store, connection: Connection
) -> None:
    group = Group(connection)
    add(group)
    with group.member() as writer:
        writer.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        writer.exec_driver_sql(NOBODY)

    assert not group.finish()

    for _ in range(2):
        with pytest.raises(DBAPIError, match="FOREIGN KEY"):
            group.wait()
    assert count(store, "learner") == 0
    assert count(store, "snapshot") == 0


def test_when_the_database_gives_up_the_transaction_nobody_is_told_it_was_stored(
    store: Store, connection: Connection
) -> None:
    """So it does when the disk is full."""
    with store.write() as writer:
        writer.exec_driver_sql(
            "CREATE TRIGGER gone BEFORE INSERT ON snapshot"
            " BEGIN SELECT RAISE(ROLLBACK, 'the disk is gone'); END"
        )
    group = Group(connection)
    add(group)
    with pytest.raises(DBAPIError), group.member() as writer:
        writer.exec_driver_sql(NOBODY)

    assert not group.finish()

    with pytest.raises(DBAPIError):
        group.wait()
    assert count(store, "learner") == 0


def test_the_store_goes_on_after_a_group_that_could_not_be_stored(store: Store) -> None:
    with pytest.raises(DBAPIError, match="FOREIGN KEY"):
        leave_hanging(store)

    with store.write() as writer:
        learners.add(writer, TODAY)

    assert (count(store, "learner"), count(store, "snapshot")) == (1, 0)


def test_threads_that_write_at_once_find_their_own_stored_and_nothing_of_those_that_failed(
    store: Store,
) -> None:
    together = Barrier(16)

    def write(number: int) -> set[int]:
        stored: set[int] = set()
        together.wait()
        for turn in range(10):
            try:
                with store.write() as connection:
                    learner = learners.add(connection, TODAY)
                    if (number + turn) % 3 == 0:
                        raise ChangedMindError
            except ChangedMindError:
                continue
            with store.read() as connection:
                seen = connection.exec_driver_sql("SELECT max(id) FROM learner").scalar_one()
            assert seen >= learner
            stored.add(learner)
        return stored

    with ThreadPoolExecutor(16) as threads:
        told = [learner for stored in threads.map(write, range(16)) for learner in stored]

    with store.read() as connection:
        there = connection.exec_driver_sql("SELECT id FROM learner").scalars().all()
    assert sorted(told) == sorted(there)
    assert len(told) == len(set(told))
