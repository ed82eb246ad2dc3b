"""Writes that come at the same time share one commit, since a commit waits for the disk."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from digimatka.store.prepared import run_plain

# So that nobody waits for long, however many come.
MOST: Final = 32


class Group:
    """One transaction. All but ``wait`` is for who holds the write lock."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._transaction = connection.begin()
        self._members = 0
        self._is_over = threading.Event()
        self._error: DBAPIError | None = None

    @property
    def is_full(self) -> bool:
        """Whether it is to be finished though others wait; also where its only write failed."""
        return self._members in (0, MOST)

    @contextmanager
    def member(self) -> Iterator[Connection]:
        """One write of the group. If it fails, nothing of it stays, and all of the others."""
        if self._members:
            run_plain(self._connection, "SAVEPOINT member")
        try:
            yield self._connection
        except BaseException:
            if self._members:
                run_plain(self._connection, "ROLLBACK TO member")
            raise
        self._members += 1

    def finish(self) -> bool:
        """Commits and says whether that went well. What went wrong is told to all by ``wait``."""
        try:
            if self._members:
                # The driver's own commit() says nothing if SQLite has given up the transaction.
                run_plain(self._connection, "COMMIT")
                self._transaction.commit()
            else:
                self._transaction.rollback()
        except DBAPIError as error:
            self._error = error
            with suppress(DBAPIError):
                self._transaction.rollback()
        self._is_over.set()
        return self._error is None

    def wait(self) -> None:
        """Returns when everything is on the disk; raises if it could not be stored."""
        self._is_over.wait()
        if self._error is not None:
            raise self._error
