"""The impact of a version on a thousand simulated learners, and what taking it over costs."""

import time
from itertools import islice
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.figures import Figure, middle
from benchmarks.samples import DAY, crowd, real_journey
from digimatka.content.playtest.walk import logs
from digimatka.content.served import begin, marks, renew
from digimatka.core.compiler import compile_rules
from digimatka.core.engine import fold
from digimatka.core.journey import Journey
from digimatka.core.rules import Rules
from digimatka.settings import beside_package
from digimatka.store import log
from digimatka.usecases.impact import impact_on

LEARNERS: Final = 1000
# To simulate a walk costs more than to weigh an impact on it: some learners walk the same way.
WALKS: Final = 200
SECONDS: Final = 10


def measure(quick: bool) -> list[Figure]:
    """CPU seconds of one impact, and of taking over one changed journey."""
    learners, walks, rounds = (2, 2, 1) if quick else (LEARNERS, WALKS, 3)
    old = compile_rules(real_journey())
    new = compile_rules(_changed(real_journey()))
    found = []
    with TemporaryDirectory() as folder:
        people = crowd(Path(folder) / "impact.db", learners)
        simulated = list(islice(logs(old, walks), walks))
        with people.store.write() as connection:
            for number, learner in enumerate(people.ids):
                events = simulated[number % walks]
                place = log.Place(learner, old.journey.id, None, None, False, DAY, "", None)
                log.append(connection, place, events, fold(old, events), old.key)
        for _ in range(rounds):
            began = time.process_time()
            impact_on(people.store, old, new, DAY)
            found.append(time.process_time() - began)
        people.store.close()
    length = sum(len(simulated[n % walks]) for n in range(learners))
    return [
        Figure("learners with their logs", learners, ""),
        Figure("  events in them", length, ""),
        Figure("CPU for the impact on all of them", middle(found), "s", SECONDS, "at most"),
        *_swap(old, rounds),
    ]


def _changed(journey: Journey) -> Journey:
    """A step fewer in every second quest, so that there is something to count."""
    chapters = []
    for chapter in journey.chapters:
        quests = tuple(
            quest.model_copy(update={"steps": quest.steps[:-1] if index % 2 else quest.steps})
            for index, quest in enumerate(chapter.quests)
        )
        chapters.append(chapter.model_copy(update={"quests": quests}))
    return journey.model_copy(update={"chapters": tuple(chapters), "badges": ()})


def _swap(rules: Rules, rounds: int) -> list[Figure]:
    """What a server does every second, and what it does once after a publish."""
    looking, taking = [], []
    name = rules.journey.id
    with TemporaryDirectory() as folder:
        root = Path(folder)
        copytree(beside_package("quests") / name, root / name)
        served = begin({name: rules}, marks(root))
        for _ in range(rounds):
            began = time.process_time()
            marks(root)
            between = time.process_time()
            (root / name / "journey.yaml").touch()
            served = renew(root, served)
            looking.append(between - began)
            taking.append(time.process_time() - between)
    return [
        Figure("CPU to look whether files have changed", middle(looking) * 1000, "ms"),
        Figure("CPU to take over a changed journey", middle(taking), "s"),
    ]
