"""The database: how it is opened, read, and written.

SQLite in WAL mode with ``synchronous=FULL``, so that what was acknowledged survives a power cut. A
write is ``BEGIN IMMEDIATE`` under one lock of the process: a transaction that reads first and then
writes would fail at once, whatever the busy time-out, when another one has written in between.
Threads that write at the same time share one commit (``group.py``).
"""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError

from digimatka.store.group import Group
from digimatka.store.prepared import run_plain

BUSY_TIMEOUT_MS: Final = 5000
_READ: Final = "digimatka_read"


class Trouble(StrEnum):
    """What is wrong with the database, as far as a person can do something about it."""

    BUSY = "busy"
    READ_ONLY = "read_only"
    FULL = "full"
    MISSING = "missing"
    NEWER = "newer"
    BROKEN = "broken"


class StoreError(Exception):
    """The database cannot be read or written now. Nothing of the act was stored."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


class Store:
    """One database. Safe to share between threads. StoreError for an address that is none."""

    def __init__(self, url: str, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> None:
        try:
            self.engine = _engine(url, busy_timeout_ms)
        except (ArgumentError, ImportError) as error:  # ImportError: the driver is not installed
            raise StoreError(Trouble.MISSING) from error
        self.busy_timeout_ms = busy_timeout_ms
        self._write_lock = threading.Lock()
        self._waiting: deque[None] = deque()
        self._group: Group | None = None
        self._writer: Connection | None = None
        self._idle: deque[Connection] = deque()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that is kept open; every statement sees what is committed by then."""
        with _told_kindly():
            try:
                connection = self._idle.pop()
            except IndexError:
                connection = self.engine.connect().execution_options(**{_READ: True})
            try:
                yield connection
            except BaseException:
                connection.close()
                raise
            self._idle.append(connection)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: all of it or nothing. Compute before it, keep it short.

        What other threads write at the same time is committed with it; at the end it is on the
        disk. Raises StoreError; IntegrityError passes through to the caller, who knows what it
        means.
        """
        with _told_kindly(), self._open_group() as group, group.member() as connection:
            yield connection

    @contextmanager
    def rebuild(self) -> Iterator[Connection]:
        """A write for migrations, in which foreign keys do not act and are checked at its end.

        SQLite changes a table by making it anew, and with foreign keys on, dropping the old table
        would delete all that refers to it.
        """
        with _told_kindly(), self._write_lock, self.engine.connect() as connection:
            self._finish_group()
            is_sqlite = self.engine.dialect.name == "sqlite"
            if is_sqlite:
                # Only outside a transaction, so past SQLAlchemy; the connection is not used again.
                connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
                connection.detach()
            with connection.begin():
                yield connection
                if is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise StoreError(Trouble.BROKEN)

    def close(self) -> None:
        """Closes every connection that is not in use."""
        while self._idle:
            self._idle.pop().close()
        self._close_writer()
        self.engine.dispose()

    @contextmanager
    def _open_group(self) -> Iterator[Group]:
        """The group of those who write now. The last of them finishes it, and all wait for that."""
        group: Group | None = None
        self._waiting.append(None)
        try:
            with self._write_lock:
                self._waiting.pop()
                group = self._group = self._group or self._begin()
                try:
                    yield group
                finally:
                    if group.is_full or not self._waiting:
                        self._finish_group()
        finally:
            if group is not None:
                group.wait()

    def _begin(self) -> Group:
        try:
            self._writer = self._writer or self.engine.connect()
            return Group(self._writer)
        except DBAPIError:
            self._close_writer()
            raise

    def _finish_group(self) -> None:
        group, self._group = self._group, None
        if group is not None and not group.finish():
            self._close_writer()

    def _close_writer(self) -> None:
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.close()


def _engine(url: str, busy_timeout_ms: int) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    # As many connections as threads ask for: a thread that reads must not wait for one to be free.
    engine = create_engine(
        url, connect_args={"check_same_thread": False}, poolclass=QueuePool, max_overflow=-1
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # BEGIN is ours, see _begin
        connection.execute(f"PRAGMA busy_timeout = {busy_timeout_ms}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if not connection.get_execution_options().get(_READ):
            run_plain(connection, "BEGIN IMMEDIATE")

    return engine


@contextmanager
def _told_kindly() -> Iterator[None]:
    """Turns what the driver says into a StoreError that a page and an operator can use."""
    try:
        yield
    except IntegrityError:
        raise
    except DBAPIError as error:
        raise StoreError(_trouble(str(error.orig))) from error


def _trouble(message: str) -> Trouble:
    signs = (
        (Trouble.BUSY, ("locked", "busy", "timeout")),
        (Trouble.READ_ONLY, ("readonly", "read-only")),
        (Trouble.FULL, ("is full", "no space left")),
        (Trouble.MISSING, ("unable to open", "no such table", "could not connect", "refused")),
    )
    text = message.lower()
    return next(
        (trouble for trouble, words in signs if any(word in text for word in words)),
        Trouble.BROKEN,
    )
