"""Two tabs in an order that a test decides, and what must hold of the rows whatever they did."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from sqlalchemy import Connection

from digimatka.core.engine import fold
from digimatka.core.events import Event
from digimatka.core.rules import Rules
from digimatka.store import log
from digimatka.store.session import Store
from digimatka.usecases.learn import Walker


class PausedStore(Store):
    """Lets ``meanwhile`` happen after an act was decided and before it is written, once."""

    meanwhile: Callable[[], object] | None = None

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A write, after what was to happen meanwhile."""
        happens, self.meanwhile = self.meanwhile, None
        if happens is not None:
            happens()
        with super().write() as connection:
            yield connection


def in_the_way(of: PausedStore, act: Callable[[], object], *, always: bool = False) -> None:
    """Lets ``act`` be done by another tab just before the next write (or before every write)."""

    def happen() -> None:
        act()
        if always:
            of.meanwhile = happen

    of.meanwhile = happen


def with_rules(walker: Walker, rules: Rules) -> Walker:
    """The same learner after new content was published."""
    return replace(walker, rules=rules)


def log_of(walker: Walker) -> list[Event]:
    """What stands in the log."""
    with walker.store.read() as connection:
        return log.since(connection, walker.learner_id, walker.rules.journey.id)


def place_of(walker: Walker) -> log.Place:
    """What stands in the row, without catching up."""
    with walker.store.read() as connection:
        place = log.find(connection, walker.learner_id, walker.rules.journey.id)
    assert place is not None
    return place


def check_rows(walker: Walker) -> None:
    """The snapshot is the fold of the log by the walker's rules; the log has no holes."""
    place, events = place_of(walker), log_of(walker)
    if place.progress is not None:
        assert place.rules == walker.rules.key
        assert place.progress == fold(walker.rules, events)
    with walker.store.read() as connection:
        seqs = connection.exec_driver_sql(
            "SELECT seq FROM event WHERE learner_id = ? ORDER BY id", (walker.learner_id,)
        )
        assert list(seqs.scalars()) == list(range(1, len(events) + 1))
