"""A database that cannot be used: which trouble is named, and that nothing is lost by it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from digimatka.store.migrate import migrate
from digimatka.store.session import Store, StoreError, Trouble
from tests.store.rows import add_walker, count, counts, events_of

SHORT_MS = 50


@pytest.fixture
def open_store() -> Iterator[Callable[[str], Store]]:
    """Opens databases by their address, with little patience; closes them at the end."""
    opened: list[Store] = []

    def make(url: str) -> Store:
        opened.append(Store(url, busy_timeout_ms=SHORT_MS))
        return opened[-1]

    yield make
    for store in opened:
        store.close()


@contextmanager
def locked(file: Path, how: str = "IMMEDIATE") -> Iterator[None]:
    """Another program holds the write lock of the database."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute(f"BEGIN {how}")
        yield


def trouble_of(act: Callable[[], object]) -> Trouble:
    with pytest.raises(StoreError) as caught:
        act()
    return caught.value.trouble


def read_only(file: Path) -> str:
    return f"sqlite:///file:{file}?mode=ro&uri=true"


def test_a_write_to_a_locked_database_is_refused_and_later_works(
    database: Path, open_store: Callable[[str], Store]
) -> None:
    store = open_store(f"sqlite:///{database}")
    add_walker(store)

    with locked(database):
        assert trouble_of(lambda: add_walker(store)) is Trouble.BUSY
        assert count(store, "learner") == 1  # reading goes on

    add_walker(store)
    assert counts(store) == {"learner": 2, "event": 2, "snapshot": 2}


def test_a_locked_database_is_found_out_at_the_start(
    database: Path, tmp_path: Path, open_store: Callable[[str], Store]
) -> None:
    with locked(database):
        assert trouble_of(lambda: migrate(open_store(f"sqlite:///{database}"))) is Trouble.BUSY

    new = tmp_path / "new.db"
    with locked(new, "EXCLUSIVE"):
        assert trouble_of(lambda: migrate(open_store(f"sqlite:///{new}"))) is Trouble.BUSY
    migrate(open_store(f"sqlite:///{new}"))


def test_a_folder_that_is_not_there_is_missing(
    tmp_path: Path, open_store: Callable[[str], Store]
) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'nowhere' / 'digimatka.db'}")

    assert trouble_of(lambda: migrate(store)) is Trouble.MISSING
    assert not (tmp_path / "nowhere").exists()


def test_a_file_that_may_not_be_made_is_missing(
    tmp_path: Path, open_store: Callable[[str], Store]
) -> None:
    store = open_store(read_only(tmp_path / "absent.db"))

    assert trouble_of(lambda: migrate(store)) is Trouble.MISSING


def test_tables_that_are_not_there_are_missing(
    tmp_path: Path, open_store: Callable[[str], Store]
) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'empty.db'}")

    assert trouble_of(lambda: count(store, "event")) is Trouble.MISSING


@pytest.mark.parametrize(
    "url", ["nonsense", "", "sqlite+nothing:///x.db", "postgresql+nothing://user:word@host/name"]
)
def test_an_address_that_leads_nowhere_is_missing(url: str) -> None:
    assert trouble_of(lambda: Store(url)) is Trouble.MISSING


def test_a_read_only_database_is_found_out_at_the_start_and_can_be_read(
    database: Path, store: Store, open_store: Callable[[str], Store]
) -> None:
    learner = add_walker(store)
    frozen = open_store(read_only(database))

    assert trouble_of(lambda: migrate(frozen)) is Trouble.READ_ONLY
    assert trouble_of(lambda: add_walker(frozen)) is Trouble.READ_ONLY
    assert len(events_of(frozen, learner)) == 1


def test_a_new_read_only_file_is_found_out_at_the_start(
    tmp_path: Path, open_store: Callable[[str], Store]
) -> None:
    (tmp_path / "empty.db").touch()

    frozen = open_store(read_only(tmp_path / "empty.db"))

    assert trouble_of(lambda: migrate(frozen)) is Trouble.READ_ONLY


@pytest.mark.parametrize(
    "content", [b"Dear diary,\n" * 1000, b"SQLite format 3\x00" + b"\xff" * 9000]
)
def test_a_file_that_is_no_database_is_broken_and_left_as_it_was(
    content: bytes, tmp_path: Path, open_store: Callable[[str], Store]
) -> None:
    (file := tmp_path / "diary.db").write_bytes(content)

    assert trouble_of(lambda: migrate(open_store(f"sqlite:///{file}"))) is Trouble.BROKEN
    assert file.read_bytes() == content


def test_a_database_of_a_newer_program_is_left_as_it_was(
    database: Path, open_store: Callable[[str], Store]
) -> None:
    with closing(sqlite3.connect(database)) as newer, newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
        newer.execute("ALTER TABLE learner ADD COLUMN colour")
    store = open_store(f"sqlite:///{database}")

    assert trouble_of(lambda: migrate(store)) is Trouble.NEWER

    with closing(sqlite3.connect(database)) as newer:
        assert newer.execute("SELECT version_num FROM alembic_version").fetchall() == [("9999",)]


def test_a_full_disk_stores_nothing_of_the_act(database: Path, store: Store) -> None:
    add_walker(store)
    with store.write() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    def fill() -> None:
        for _ in range(1000):
            add_walker(store)

    assert trouble_of(fill) is Trouble.FULL
    with closing(sqlite3.connect(database)) as other:
        assert other.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        whole = "SELECT (SELECT count(*) FROM event) - (SELECT sum(seq) FROM snapshot)"
        assert other.execute(whole).fetchone() == (0,)


def test_what_an_operator_is_told_does_not_hold_what_was_to_be_stored(
    database: Path, open_store: Callable[[str], Store]
) -> None:
    store = open_store(f"sqlite:///{database}")

    with locked(database), pytest.raises(StoreError) as caught:
        add_walker(store)

    assert str(caught.value) == "busy"
