"""How the database is opened, read and written."""

import gc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Thread

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from digimatka.store import learners
from digimatka.store.session import BUSY_TIMEOUT_MS, Store
from tests.conftest import TODAY
from tests.store.rows import add_walker, count

PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL
    "foreign_keys": 1,
    "busy_timeout": BUSY_TIMEOUT_MS,
}


def pragmas(connection: Connection) -> dict[str, object]:
    return {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in PRAGMAS}


def test_every_connection_is_durable_checks_references_and_waits(store: Store) -> None:
    with store.read() as first, store.read() as second, store.write() as third:
        assert [pragmas(one) for one in (first, second, third)] == [PRAGMAS] * 3


def test_a_connection_after_a_migration_checks_references_again(store: Store) -> None:
    with store.rebuild():
        pass

    with store.write() as connection:
        assert pragmas(connection) == PRAGMAS


def test_a_write_is_all_or_nothing(store: Store) -> None:
    def fail_half_way() -> None:
        with store.write() as connection:
            learners.add(connection, TODAY)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()

    assert count(store, "learner") == 0


def test_what_is_committed_is_seen_by_the_next_statement_of_a_reader(store: Store) -> None:
    with store.read() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM learner").scalar_one()
        with store.write() as other:
            learners.add(other, TODAY)
        after = connection.exec_driver_sql("SELECT count(*) FROM learner").scalar_one()

    assert (before, after) == (0, 1)


def test_readers_are_not_held_up_by_a_writer_and_see_nothing_half_done(store: Store) -> None:
    with store.write() as writer:
        learners.add(writer, TODAY)

        assert count(store, "learner") == 0


def test_a_learner_that_is_not_there_cannot_have_events(store: Store) -> None:
    with pytest.raises(IntegrityError), store.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO snapshot VALUES (999, 'matka', 1, 'rules', '[]')",
        )


def test_writers_wait_for_each_other(store: Store) -> None:
    together = Barrier(8)

    def write(_number: int) -> None:
        together.wait()
        for _ in range(5):
            add_walker(store)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(write, range(8)))

    assert count(store, "event") == 40


def test_more_threads_than_a_pool_usually_holds_read_at_the_same_time(store: Store) -> None:
    together = Barrier(40, timeout=20)

    def read(_number: int) -> int:
        with store.read() as connection:
            together.wait()
            return int(connection.exec_driver_sql("SELECT 1").scalar_one())

    with ThreadPoolExecutor(40) as threads:
        assert sum(threads.map(read, range(40))) == 40


def test_threads_that_end_leave_no_connection_behind(store: Store) -> None:
    for _ in range(40):
        thread = Thread(target=lambda: count(store, "learner"))
        thread.start()
        thread.join()
    gc.collect()

    assert open_files(store) <= 1


def test_a_reader_that_failed_is_replaced(store: Store) -> None:
    with pytest.raises(RuntimeError), store.read() as connection:
        raise RuntimeError

    assert connection.closed
    assert count(store, "learner") == 0


def test_closing_leaves_no_file_open_and_the_store_can_be_used_again(store: Store) -> None:
    add_walker(store)

    store.close()

    assert open_files(store) == 0
    assert count(store, "event") == 1


def open_files(store: Store) -> int:
    """How many times this process has the database's file open (Linux)."""
    links = []
    for link in Path("/proc/self/fd").iterdir():
        try:
            links.append(str(link.readlink()))
        except FileNotFoundError:  # the one by which the folder is read
            continue
    return links.count(str(store.engine.url.database))
