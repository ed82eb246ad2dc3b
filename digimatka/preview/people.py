"""Learners to look with: one who has just come, one who is half-way, one who has done it all."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from digimatka.content.playtest.answers import right
from digimatka.core.commands import CompleteStep, OpenQuest
from digimatka.core.engine import decide, fold, is_open
from digimatka.core.events import Event
from digimatka.core.kinds import PracticeStep, Step
from digimatka.core.kinds.base import Assistance
from digimatka.core.rules import QuestRule, Rules
from digimatka.store import log
from digimatka.store.session import Store
from digimatka.usecases import accounts


class Persona(StrEnum):
    """How far somebody has come. The words stand in addresses and cookies."""

    NEW = "uusi"
    HALF = "puolivalissa"
    DONE = "valmis"


def arrive(store: Store, journeys: Iterable[Rules], persona: Persona, today: date) -> int:
    """A new learner who has come so far on every journey; returns the id."""
    learner = accounts.begin(store, today)
    for rules in journeys:
        events = walked(rules, persona, today)
        if events:
            with store.write() as connection:
                place = log.find(connection, learner, rules.journey.id)
                assert place is not None  # noqa: S101 - it has just been made
                log.append(connection, place, events, fold(rules, events), rules.key)
    return learner


def walked(rules: Rules, persona: Persona, today: date) -> tuple[Event, ...]:
    """The log of somebody who went so far, step by step in the order of the journey.

    What opens later than its turn is done later; a facilitator opens what opens to nobody.
    """
    if persona is Persona.NEW:
        return ()
    half = persona is Persona.HALF
    waiting = list(rules.order[: len(rules.order) // 2] if half else rules.order)
    walk = _Walk(rules, today)
    while waiting:
        rule = next((rule for rule in waiting if is_open(rule, walk.progress)), waiting[0])
        waiting.remove(rule)
        walk.through(rule, rule.quest.steps)
    if half:  # in the middle of a quest: a step that is done, and one to do
        begun = rules.order[len(rules.order) // 2]
        walk.through(begun, begun.quest.steps[: len(begun.quest.steps) // 2])
    return tuple(walk.events)


class _Walk:
    """Somebody on the way."""

    def __init__(self, rules: Rules, today: date) -> None:
        self.rules = rules
        self.today = today
        self.events: list[Event] = []
        self.progress = rules.fresh()

    def through(self, rule: QuestRule, steps: Iterable[Step]) -> None:
        """Does steps of a quest, by themselves and at the first go."""
        if not is_open(rule, self.progress):
            self._act(OpenQuest(rule.quest.id))
        for step in steps:
            form = {} if isinstance(step, PracticeStep) else right(step)
            chosen = tuple(form.get("choice", ()))
            self._act(CompleteStep(rule.quest.id, step.id, chosen, Assistance.ALONE))

    def _act(self, command: OpenQuest | CompleteStep) -> None:
        events = decide(self.rules, self.progress, command, self.today)
        if isinstance(events, tuple):
            self.events += events
            self.progress = fold(self.rules, events, self.progress)
