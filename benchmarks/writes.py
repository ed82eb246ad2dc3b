"""Completions with everything that follows from them, against bare commits of the same rows."""

import sqlite3
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, TypeVar

from benchmarks.figures import Figure, middle
from benchmarks.samples import DAY, Crowd, crowd, rules_of_size, walk
from digimatka.core.progress import dump
from digimatka.core.rules import Rules
from digimatka.store.session import StoreError
from digimatka.usecases import learn
from digimatka.usecases.learn import Change, Walker

SMALL: Final = 60
LARGE: Final = 1_100
WRITERS: Final = 16
_PRAGMAS: Final = ("busy_timeout = 5000", "foreign_keys = ON", "synchronous = FULL")
_EVENT: Final = (
    "INSERT INTO event (learner_id, journey, seq, type, day, data) VALUES (?, ?, ?, ?, ?, ?)"
)
_ROWS: Final = "SELECT journey, seq, type, day, data FROM event WHERE learner_id = ? ORDER BY seq"
_FIRST: Final = (
    "INSERT INTO snapshot (learner_id, journey, seq, rules, state) VALUES (?, ?, ?, ?, ?)"
)
_NEXT: Final = (
    "UPDATE snapshot SET seq = ?, rules = ?, state = ? WHERE learner_id = ? AND journey = ?"
)
T = TypeVar("T")
EventValues = tuple[int, str, int, str, str, str]


@dataclass(frozen=True, slots=True)
class Commit:
    """The rows that one completion wrote."""

    events: Sequence[EventValues]
    state: str
    seq: int


@dataclass(slots=True)
class Waits:
    """The seconds that single completions took, and those that failed."""

    seconds: list[float] = field(default_factory=list)
    failures: int = 0


def measure(quick: bool) -> list[Figure]:
    """One writer, sixteen writers, and a long journey, in alternating rounds."""
    acts, rounds = (8, 1) if quick else (300, 9)
    small, large = rules_of_size(SMALL), rules_of_size(SMALL * 2 if quick else LARGE)
    rates: dict[str, list[float]] = {"raw": [], "one": [], "large": [], "many": []}
    worst, failures = [], 0
    with TemporaryDirectory() as folder:
        file = Path(folder) / "ours.db"
        people = crowd(file, rounds * (2 + WRITERS))
        bare = _Bare(Path(folder) / "raw.db", rounds)
        ids = iter(people.ids)
        for copy in range(1, rounds + 1):
            learner_id = next(ids)
            took, changes = _timed(partial(_complete, people, small, learner_id, acts))
            rates["one"].append(acts / took)
            commits = _commits(file, learner_id, changes, copy)
            rates["raw"].append(acts / _timed(partial(bare.write, commits, small))[0])
            took, _ = _timed(partial(_complete, people, large, next(ids), acts))
            rates["large"].append(acts / took)
            waits = Waits()
            group = list(islice(ids, WRITERS))
            each = -(-acts // WRITERS)
            took, _ = _timed(partial(_together, people, small, group, each, waits))
            rates["many"].append(each * WRITERS / took)
            worst.append(max(waits.seconds) * 1000)
            failures += waits.failures
        people.store.close()
        bare.close()
    return [
        Figure("bare sqlite3, one writer", middle(rates["raw"]), "/s"),
        Figure("completions, one writer", middle(rates["one"]), "/s"),
        Figure("  of bare sqlite3 commits", 100 * _ratio(rates, "one", "raw"), "%", 40),
        Figure("  60 quests : 1,100 quests", _ratio(rates, "one", "large"), "×", 1.3, "at most"),
        Figure("completions, 16 writers", middle(rates["many"]), "/s"),
        Figure("  of one bare writer", _ratio(rates, "many", "raw"), "×", 1),
        Figure("  worst wait", middle(worst), "ms", 100, "at most"),
        Figure("  busy errors", failures, "", 0, "at most"),
    ]


def _complete(people: Crowd, rules: Rules, learner_id: int, acts: int) -> list[Change]:
    walker = Walker(people.store, rules, learner_id, DAY)
    return [learn.act(walker, command) for command in islice(walk(rules), acts)]


def _together(people: Crowd, rules: Rules, ids: Sequence[int], each: int, waits: Waits) -> None:
    """A thread for every learner; all of them complete steps at once."""

    def work(learner_id: int) -> None:
        walker = Walker(people.store, rules, learner_id, DAY)
        for command in islice(walk(rules), each):
            began = time.perf_counter()
            try:
                learn.act(walker, command)
            except StoreError:
                waits.failures += 1
            waits.seconds.append(time.perf_counter() - began)

    threads = [threading.Thread(target=work, args=(learner_id,)) for learner_id in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _commits(file: Path, learner_id: int, changes: Sequence[Change], copy: int) -> list[Commit]:
    """What completions have written, read back, as ready values of the learner ``copy``."""
    with closing(sqlite3.connect(file)) as connection:
        rows = iter(connection.execute(_ROWS, (learner_id,)).fetchall())
    return [
        Commit(
            [(copy, *row) for row in islice(rows, len(change.events))],
            dump(change.walk.progress),
            change.walk.progress.seq,
        )
        for change in changes
    ]


class _Bare:
    """The same tables and pragmas without anything of ours in between."""

    def __init__(self, file: Path, learners: int) -> None:
        crowd(file, learners).store.close()
        self._connection = sqlite3.connect(file, isolation_level=None)
        for pragma in _PRAGMAS:
            self._connection.execute(f"PRAGMA {pragma}")

    def write(self, commits: Sequence[Commit], rules: Rules) -> None:
        """A transaction for every completion; the first begins the learner's snapshot."""
        execute, of = self._connection.execute, rules.journey.id
        for number, commit in enumerate(commits):
            learner_id = commit.events[0][0]
            execute("BEGIN IMMEDIATE")
            self._connection.executemany(_EVENT, commit.events)
            if number:
                execute(_NEXT, (commit.seq, rules.key, commit.state, learner_id, of))
            else:
                execute(_FIRST, (learner_id, of, commit.seq, rules.key, commit.state))
            execute("COMMIT")

    def close(self) -> None:
        """Closes the database."""
        self._connection.close()


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    """The seconds that something took, and what it gave."""
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def _ratio(rates: Mapping[str, Sequence[float]], ours: str, other: str) -> float:
    """The median of the ratios of one round each: what disturbs a round disturbs both."""
    return middle([a / b for a, b in zip(rates[ours], rates[other], strict=True)])
