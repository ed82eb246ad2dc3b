"""Folding a long log from SQLite: what a new version of a journey costs for everybody."""

import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.figures import Figure
from benchmarks.samples import DAY, Crowd, crowd, rules_of_size, walk
from digimatka.core.commands import ShowHint
from digimatka.core.engine import decide, fold
from digimatka.core.events import Event
from digimatka.core.progress import Progress
from digimatka.core.rules import Rules
from digimatka.store import log
from digimatka.store.log import Place

EVENTS: Final = 1_000_000
QUESTS: Final = 60
SECONDS: Final = 7


def measure(quick: bool) -> list[Figure]:
    """CPU seconds for a million events, and what it comes to with fewer."""
    wanted = 2_000 if quick else EVENTS
    rules = rules_of_size(QUESTS)
    events, progress = _whole_walk(rules)
    with TemporaryDirectory() as folder:
        people = crowd(Path(folder) / "log.db", -(-wanted // len(events)))
        _fill(people, rules, events, progress)
        began = time.process_time()
        count = 0
        for learner_id in people.ids:
            with people.store.read() as connection:
                read = log.since(connection, learner_id, rules.journey.id)
            if fold(rules, read) != progress:
                raise AssertionError("the log folds to something else")
            count += len(read)
        seconds = time.process_time() - began
        people.store.close()
    return [
        Figure("events read and folded", count, ""),
        Figure("CPU for a million", seconds / count * EVENTS, "s", SECONDS, "at most"),
        Figure("events a second", count / seconds, "/s", EVENTS / SECONDS),
    ]


def _whole_walk(rules: Rules) -> tuple[Sequence[Event], Progress]:
    """A learner who does everything, and looks at a hint here and there."""
    found: list[Event] = []
    progress = rules.fresh()
    for number, command in enumerate(walk(rules)):
        hint = ShowHint(command.quest, command.step, 0)
        for act in (hint, command) if number % 4 == 0 else (command,):
            new = decide(rules, progress, act, DAY)
            if not isinstance(new, tuple):
                raise TypeError(f"{act} was refused: {new}")
            progress = fold(rules, new, progress)
            found += new
    return found, progress


def _fill(people: Crowd, rules: Rules, events: Sequence[Event], progress: Progress) -> None:
    """The same walk for every learner, in transactions of many."""
    with people.store.write() as connection:
        for learner_id in people.ids:
            place = Place(learner_id, rules.journey.id, None, None, False, DAY, "", None)
            log.append(connection, place, events, progress, rules.key)
