"""The engine alone against a naive one, on journeys of three sizes."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks.figures import Figure, middle
from benchmarks.naive import Naive
from benchmarks.samples import DAY, rules_of_size, walk
from digimatka.core.commands import CompleteStep, Refusal
from digimatka.core.engine import decide, fold
from digimatka.core.progress import Progress
from digimatka.core.rules import DONE, Rules

# Quests, acts of the naive engine in a round, and how many times faster ours has to be.
SIZES: Final = ((50, 60, 10), (500, 20, 100), (5_000, 3, 1_000))
QUICK_SIZES: Final = ((20, 2, 10), (30, 2, 100), (40, 2, 1_000))
ACTS: Final = 120
FLAT: Final = 4


@dataclass(frozen=True, slots=True)
class Start:
    """The middle of a journey, as both engines know it, and what is done next."""

    rules: Rules
    progress: Progress
    naive: Naive
    commands: Sequence[CompleteStep]


def measure(quick: bool) -> list[Figure]:
    """Microseconds an act, and how many times more the naive engine needs."""
    found, costs = [], []
    for quests, naive_acts, goal in QUICK_SIZES if quick else SIZES:
        start = _start(rules_of_size(quests))
        pairs = [(_ours(start), _naive(start, naive_acts)) for _ in range(1 if quick else 7)]
        _must_agree(start, naive_acts)
        costs.append(middle([ours for ours, _ in pairs]) * 1e6)
        ratio = middle([naive / ours for ours, naive in pairs])
        found.append(Figure(f"one act, {quests:,} quests", costs[-1], "µs"))
        found.append(Figure("  naive : ours", ratio, "×", goal))
    flat = costs[-1] / costs[0]
    return [*found, Figure("largest : smallest journey", flat, "×", FLAT, "at most")]


def _start(rules: Rules) -> Start:
    commands = list(walk(rules))
    half = len(commands) // 2
    naive = Naive(rules.journey)
    for command in commands[:half]:
        naive.note(command)
    naive.settle()
    return Start(rules, _walked(rules, rules.fresh(), commands[:half]), naive, commands[half:])


def _walked(rules: Rules, progress: Progress, commands: Sequence[CompleteStep]) -> Progress:
    for command in commands:
        events = decide(rules, progress, command, DAY)
        if isinstance(events, Refusal):
            raise TypeError(f"{command} was refused: {events}")
        progress = fold(rules, events, progress)
    return progress


def _ours(start: Start) -> float:
    """CPU seconds an act: all that one does between reading and writing."""
    commands = start.commands[:ACTS]
    began = time.process_time()
    _walked(start.rules, start.progress, commands)
    return (time.process_time() - began) / len(commands)


def _naive(start: Start, acts: int) -> float:
    began = time.process_time()
    for command in start.commands[:acts]:
        start.naive.complete(command)
    return (time.process_time() - began) / acts


def _must_agree(start: Start, acts: int) -> None:
    """A fast answer counts only if it is the same answer."""
    rules, naive = start.rules, start.naive
    progress = _walked(rules, start.progress, start.commands[:acts])
    pairs = (
        (naive.done.keys(), {r.quest.id for r in rules.order if progress.facts >> r.bit(DONE) & 1}),
        (naive.open, {r.quest.id for r in rules.order if progress.open >> r.index & 1}),
        (naive.badges, {k for k, r in rules.badges.items() if progress.facts >> r.bit & 1}),
    )
    if any(theirs != ours for theirs, ours in pairs):
        raise AssertionError("the two engines disagree")
