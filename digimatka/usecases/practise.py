"""Practising: a run is pure and stored nowhere; only its end becomes an event."""

from digimatka.core.commands import CompleteStep
from digimatka.core.kinds import PracticeStep
from digimatka.core.kinds.base import Assistance
from digimatka.core.practice.model import Goal, Practice
from digimatka.core.practice.run import Run, met
from digimatka.core.rules import Rules
from digimatka.usecases.learn import Change, NothingThereError, Walker, act, load


def practice_at(rules: Rules, at: tuple[str, str]) -> tuple[Practice, tuple[Goal, ...]]:
    """The practice of a step and the goals that the step asks for. NothingThereError."""
    step = rules.step(*at)
    if not isinstance(step, PracticeStep):
        raise NothingThereError
    practice = rules.practices[step.practice]
    return practice, practice.chosen_goals(step.goals)


def finish(walker: Walker, at: tuple[str, str], run: Run, told: Assistance) -> Change:
    """Completes the step of a run that has met its goals; nothing happens to any other run.

    ``told`` is what the learner says of help by another person; a hint that was asked for counts
    too, by the run.
    """
    _practice, goals = practice_at(walker.rules, at)
    if not all(met(goals, run).values()):
        return Change(load(walker))
    used = Assistance.HINT if run.hinted else Assistance.ALONE
    how = min(told, used, key=lambda assistance: assistance.level)
    return act(walker, CompleteStep(*at, told=how, detours=run.detours))
