"""Presses through a practice, by its shortest way, over a mistake, or here and there first."""

from collections.abc import Iterable
from random import Random
from typing import Final

from digimatka.content.playtest.temperaments import Temperament
from digimatka.core.kinds import PracticeStep
from digimatka.core.practice.explore import Explored, Move, TooBigError
from digimatka.core.practice.model import Practice
from digimatka.core.practice.run import Run, begin, hint, met, press
from digimatka.core.rules import Rules

MOST_STRAYING: Final = 12  # presses


class StuckError(Exception):
    """The goals cannot be reached from where the learner is; the message says where."""


class Practising:
    """Plays the practices of a journey. What is found out about one is kept for all learners."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._explored: dict[str, Explored] = {}
        self._ways: dict[tuple[str, tuple[str, ...], Run], tuple[Move, ...] | None] = {}
        self._mistakes: dict[tuple[str, tuple[str, ...]], tuple[Move, ...]] = {}

    def play(self, step: PracticeStep, temperament: Temperament, chance: Random) -> Run:
        """A run that has met the goals of the step. StuckError if there is no way to them."""
        practice = self._rules.practices[step.practice]
        explored = self._explore(practice)
        run = begin(practice)
        if chance.random() < temperament.strays:
            for _ in range(chance.randint(1, MOST_STRAYING)):
                moves = explored.moves(_bare(run))
                run = _pressed(practice, run, [chance.choice(moves)] if moves else ())
        elif chance.random() < temperament.errs:
            run = _pressed(practice, run, self._mistake(explored, step.goals))
        if chance.random() < temperament.hint:
            run = hint(run)
        run = _pressed(practice, run, self._way(explored, step.goals, run))
        if not all(met(practice.chosen_goals(step.goals), run).values()):
            raise StuckError(run.screen)
        return run

    def _explore(self, practice: Practice) -> Explored:
        if practice.id not in self._explored:
            try:
                self._explored[practice.id] = Explored(practice)
            except TooBigError as error:
                raise StuckError(practice.start) from error
        return self._explored[practice.id]

    def _way(self, explored: Explored, goals: tuple[str, ...], run: Run) -> tuple[Move, ...]:
        """The shortest way on, without a mistake if there is such a one. StuckError."""
        key = (explored.practice.id, goals, _bare(run))
        if key not in self._ways:
            found = explored.shortest(goals, key[2])
            self._ways[key] = (
                explored.shortest(goals, key[2], clean=False) if found is None else found
            )
        way = self._ways[key]
        if way is None:
            raise StuckError(run.screen)
        return way

    def _mistake(self, explored: Explored, goals: tuple[str, ...]) -> tuple[Move, ...]:
        key = (explored.practice.id, goals)
        if key not in self._mistakes:
            self._mistakes[key] = explored.first_mistake(goals) or ()
        return self._mistakes[key]


def _pressed(practice: Practice, run: Run, moves: Iterable[Move]) -> Run:
    for move in moves:
        run = press(practice, run, move.action, move.form).run
    return run


def _bare(run: Run) -> Run:
    """The part of a run that decides what can follow."""
    return Run(run.screen, run.came, run.flags)
