"""The paper bridge: what was done on paper lands in each learner's own journey."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from digimatka.core.commands import CompleteStep
from digimatka.core.engine import is_open
from digimatka.core.kinds.base import Assistance, By
from digimatka.core.rules import QuestRule, Rules
from digimatka.store.session import Store
from digimatka.usecases import learn
from digimatka.usecases.groups import Person
from digimatka.usecases.learn import Walker


@dataclass(frozen=True, slots=True)
class Line:
    """A person with the steps of a quest: whether it is open to them, and what is done already."""

    person: Person
    is_open: bool
    done: frozenset[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a facilitator enters for one learner. ``opens``: the quest is opened first."""

    learner_id: int
    steps: frozenset[str]
    how: Assistance
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Entered:
    """How many steps became done by an entry."""

    learner_id: int
    count: int


def lines(rule: QuestRule, people: Iterable[Person]) -> list[Line]:
    """Everybody with a quest's steps. Those that are done alone are in nobody's."""
    shown = [step for step in rule.quest.steps if not step.alone]
    return [
        Line(
            person,
            is_open(rule, person.progress),
            frozenset(s.id for s in shown if person.progress.facts >> rule.step_bit(s.id) & 1),
        )
        for person in people
    ]


def enter(
    store: Store, rules: Rules, rule: QuestRule, entries: Sequence[Entry], today: date
) -> list[Entered]:
    """Completes the steps of every entry, each in the learner's own journey.

    What is done already, what is done alone, a quest that is not open and a learner who is gone
    are passed by, so that entering the same again changes nothing.
    """
    found = []
    for entry in entries:
        walker = Walker(store, rules, entry.learner_id, today)
        try:
            found.append(Entered(entry.learner_id, _enter(walker, rule, entry)))
        except (learn.LockedError, learn.NothingThereError):
            found.append(Entered(entry.learner_id, 0))
    return found


def _enter(walker: Walker, rule: QuestRule, entry: Entry) -> int:
    if entry.opens:
        learn.open_quest(walker, rule.quest.id)
    count = 0
    for step in _to_enter(walker, rule, entry.steps):
        done = CompleteStep(rule.quest.id, step, told=entry.how, by=By.FACILITATOR)
        count += bool(learn.act(walker, done).events)
    return count


def _to_enter(walker: Walker, rule: QuestRule, steps: Collection[str]) -> list[str]:
    """The steps to enter, in order: a step that is being done anew is done already."""
    facts = learn.load_open(walker, rule.quest.id).progress.facts
    return [
        step.id
        for step in rule.quest.steps
        if step.id in steps and not step.alone and not facts >> rule.step_bit(step.id) & 1
    ]
