"""Lets the app serve new content once it is there, and the last good one as long as it is not.

A request looks at the clock; once a second one of them starts a thread that looks at the files. New
ones are read when they have lain still from one look to the next, so that nothing half-written is
served. Whoever publishes need not wait for it: ``renew``. Every process looks for itself.
"""

import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from digimatka.content.problems import Problem
from digimatka.content.served import Marks, Served, marks, renew
from digimatka.web import access_log

SECONDS: Final = 1.0


class Swap:
    """Holds what is served, and puts something newer in its place. Threads may share it."""

    def __init__(self, root: Path, served: Served, put: Callable[[Served], None]) -> None:
        self._root = root
        self._served = served
        self._put = put
        self._lock = threading.Lock()
        self._next_look = time.monotonic() + SECONDS
        self._before: Marks | None = None

    @property
    def problems(self) -> Mapping[str, tuple[Problem, ...]]:
        """By journey why the files there are now are not served; empty when all is well."""
        return self._served.problems

    def look(self) -> None:
        """To be called by every request: now and then it looks at the files, in another thread."""
        now = time.monotonic()
        if now >= self._next_look:
            self._next_look = now + SECONDS
            threading.Thread(target=self._look, name="content", daemon=True).start()

    def renew(self) -> Mapping[str, tuple[Problem, ...]]:
        """Reads what has changed, serves what is good of it, and returns what is wrong with it."""
        with self._lock:
            served = renew(self._root, self._served)
            if served is not self._served:
                was, self._served = self._served, served
                if served.journeys != was.journeys:
                    self._put(served)
                    access_log.note_content("swapped", ())
                if served.problems and served.problems != was.problems:
                    access_log.note_content("kept", _codes(served))
        return self._served.problems

    def check(self) -> None:
        """One look: what has changed is read if it is as it was at the look before."""
        now = marks(self._root)
        if now == self._served.seen:
            self._before = None
        elif now == self._before:
            self.renew()
        else:
            self._before = now

    def _look(self) -> None:
        try:
            self.check()
        except Exception as error:
            access_log.note_crash(error)


def _codes(served: Served) -> tuple[str, ...]:
    return tuple(f"{name}:{p.code}" for name, found in served.problems.items() for p in found[:3])
