"""One simulated learner: what they do, act by act, through the engine that people walk with.

The same rules and seed give the same walk. It always ends: every visit to a quest adds something to
the log, or else the quest is given up and the walk says where it went round in a circle.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from random import Random
from typing import Final

from digimatka.content.playtest import answers
from digimatka.content.playtest.practising import Practising, StuckError
from digimatka.content.playtest.temperaments import Temperament, temperament_of
from digimatka.core.commands import (
    AskConfirmation,
    Command,
    CompleteStep,
    MarkQuest,
    OpenQuest,
    Refusal,
    RestartStep,
    ShowAnswer,
    ShowHint,
)
from digimatka.core.engine import decide, fold, is_open
from digimatka.core.events import BadgeAwarded, Event, Mark
from digimatka.core.kinds import PracticeStep, Step
from digimatka.core.kinds.base import Assistance, By, Verdict
from digimatka.core.overview import QuestState, next_index, next_step, quest_state, waiting_steps
from digimatka.core.progress import Progress
from digimatka.core.rules import DONE, GRANTED, QuestRule, Rules, iter_bits

FIRST_DAY: Final = date(2026, 1, 5)
TRIES: Final = 3  # right answers to one step; the first should do
MOST_DAYS: Final = 3  # from one quest to the next
_TO_DO: Final = (QuestState.OPEN, QuestState.STARTED, QuestState.LATER)
_PASSED_OVER: Final = (QuestState.KNOWN, QuestState.SKIPPED)
_WORDS: Final = (Mark.KNOWN, Mark.SKIPPED, Mark.LATER)


class Snag(StrEnum):
    """What can go wrong on a walk."""

    DEAD_END = "dead_end"  # nothing is left to do, and something is still locked
    LOOP = "loop"  # acts that lead nowhere
    STUCK = "stuck"  # a practice that cannot be finished from where one is
    SILENT = "silent"  # an answer was not good, and nothing was said to it


@dataclass(frozen=True, slots=True)
class Found:
    """A snag and where it was: a quest, or a step as ``quest/step``; ``more`` names a screen."""

    snag: Snag
    place: str
    more: str = ""


@dataclass(slots=True)
class Walked:
    """A walk to its end. ``badges``: by badge the minutes of quests done until it was given."""

    seed: int
    temperament: Temperament
    events: list[Event] = field(default_factory=list)
    progress: Progress = field(default_factory=Progress)
    minutes: float = 0
    badges: dict[str, float] = field(default_factory=dict)
    found: dict[Found, None] = field(default_factory=dict)


def walks(rules: Rules, count: int, seed: int = 1, day: date = FIRST_DAY) -> Iterator[Walked]:
    """The walks of ``count`` learners; the one with ``seed + n`` is the same in any crowd."""
    practising = Practising(rules)
    for number in range(seed, seed + count):
        yield _Learner(rules, practising, number, day).walk()


def logs(
    rules: Rules, count: int, seed: int = 1, day: date = FIRST_DAY
) -> Iterator[tuple[Event, ...]]:
    """The logs of learners who have come anywhere from the first step to the end of the journey."""
    for walked in walks(rules, count, seed, day):
        chance = Random(walked.seed)  # noqa: S311 - a game, no secret
        yield tuple(walked.events[: chance.randint(1, max(len(walked.events), 1))])


class _Learner:
    """Walks until nothing is left to do."""

    def __init__(self, rules: Rules, practising: Practising, seed: int, day: date) -> None:
        self.rules = rules
        self.practising = practising
        self.chance = Random(seed)  # noqa: S311 - a game, no secret
        self.day = day
        self.me = temperament_of(seed)
        self.said = Walked(seed, self.me, progress=rules.fresh())
        self.given_up: set[str] = set()
        self.considered: set[str] = set()

    def walk(self) -> Walked:
        """The whole walk."""
        while (rule := self._next()) is not None:
            before = len(self.said.events)
            self._visit(rule)
            if len(self.said.events) == before:
                self._give_up(rule.quest.id)
            self.day += timedelta(days=self.chance.randint(0, MOST_DAYS))
        for rule in self._locked():
            self._note(Snag.DEAD_END, rule.quest.id)
        return self.said

    def _give_up(self, quest: str) -> None:
        self.given_up.add(quest)
        told = (found for found in self.said.found if found.snag in (Snag.LOOP, Snag.STUCK))
        if all(quest != found.place.split("/")[0] for found in told):
            self._note(Snag.LOOP, quest)

    def _next(self) -> QuestRule | None:
        """The quest to go to; when all is done or passed over, a facilitator helps on."""
        rules = self.rules.order
        states = [self._state(rule) for rule in rules]
        to_do = [rule for rule, state in zip(rules, states, strict=True) if state in _TO_DO]
        if to_do and self._happens(self.me.roams):
            return self.chance.choice(to_do)
        index = next_index(states)
        if index is not None:
            return rules[index]
        if self._facilitate():
            return self._next()
        passed = [rule for rule, state in zip(rules, states, strict=True) if state in _PASSED_OVER]
        return passed[0] if passed and any(self._locked()) else None

    def _state(self, rule: QuestRule) -> QuestState:
        is_out = rule.quest.id in self.given_up
        return QuestState.DONE if is_out else quest_state(rule, self.said.progress)

    def _locked(self) -> Iterator[QuestRule]:
        return (rule for rule in self.rules.order if not is_open(rule, self.said.progress))

    def _facilitate(self) -> bool:
        """A facilitator confirms what waits and opens what only waits for that; whether any did."""
        before = len(self.said.events)
        for rule in self.rules.order:
            for index in iter_bits(waiting_steps(rule, self.said.progress)):
                at = (rule.quest.id, rule.quest.steps[index].id)
                self._act(CompleteStep(*at, told=Assistance.ALONE, by=By.FACILITATOR))
        for rule in tuple(self._locked()):
            facts = self.said.progress.facts | 1 << rule.bit(GRANTED)
            if rule.condition is not None and rule.condition.holds(facts):
                self._act(OpenQuest(rule.quest.id))
        return len(self.said.events) > before

    def _visit(self, rule: QuestRule) -> None:
        quest = rule.quest.id
        if quest not in self.considered:
            self.considered.add(quest)
            if self._happens(self.me.passes):
                self._act(MarkQuest(quest, self.chance.choice(_WORDS)))
                return
        while (key := next_step(rule, self.said.progress)) is not None:
            before = len(self.said.events)
            self._do(rule, key)
            if len(self.said.events) == before or self._happens(self.me.leaves):
                return
        for step in rule.quest.steps:
            if isinstance(step, PracticeStep) and self._happens(self.me.again):
                self._act(RestartStep(quest, step.id))
                self._practise((quest, step.id), step)

    def _do(self, rule: QuestRule, key: str) -> None:
        step, at = rule.quest.steps[rule.step_index[key]], (rule.quest.id, key)
        if isinstance(step, PracticeStep):
            self._practise(at, step)
        elif step.can_wait and self._happens(self.me.asks):
            self._act(AskConfirmation(*at))
        else:
            self._answer(at, step)

    def _practise(self, at: tuple[str, str], step: PracticeStep) -> None:
        try:
            run = self.practising.play(step, self.me, self.chance)
        except StuckError as error:
            self._note(Snag.STUCK, "/".join(at), str(error))
            return
        how = Assistance.HELP if self._happens(self.me.helped) else Assistance.ALONE
        how = min(how, Assistance.HINT, key=lambda h: h.level) if run.hinted else how
        self._act(CompleteStep(*at, told=how, detours=run.detours))

    def _answer(self, at: tuple[str, str], step: Step) -> None:
        if self._happens(self.me.errs) and self._post(at, step, answers.wrong(step, self.chance)):
            return
        if step.hints and self._happens(self.me.hint):
            self._act(ShowHint(*at, shown=0))
        if step.solution() and self._happens(self.me.look):
            self._act(ShowAnswer(*at))
            self._act(CompleteStep(*at, told=Assistance.HELP))
            return
        if not any(self._post(at, step, self._right(step)) for _ in range(TRIES)):
            self._note(Snag.LOOP, "/".join(at))

    def _right(self, step: Step) -> answers.Form:
        form = answers.right(step, self.chance)
        if "how" in form and self._happens(self.me.helped):
            form["how"] = [Assistance.HELP]
        return form

    def _post(self, at: tuple[str, str], step: Step, form: answers.Form) -> bool:
        """Answers as a page does; whether the step is done."""
        verdict: Verdict = step.judge(form)
        if verdict.is_done:
            done = CompleteStep(*at, chosen=verdict.chosen, told=verdict.told, by=verdict.by)
            return self._act(done)
        if not answers.has_feedback(verdict):
            self._note(Snag.SILENT, "/".join(at))
        return False

    def _act(self, command: Command) -> bool:
        """Lets the engine decide, and takes in what follows; whether anything did."""
        events = decide(self.rules, self.said.progress, command, self.day)
        if isinstance(events, Refusal):
            return False
        before = self.said.progress
        self.said.events += events
        self.said.progress = fold(self.rules, events, before)
        if isinstance(command, CompleteStep):
            rule = self.rules.quests[command.quest]
            if not before.facts >> rule.step_bit(command.step, DONE) & 1:
                self.said.minutes += rule.quest.minutes / len(rule.quest.steps)
        for event in events:
            if isinstance(event, BadgeAwarded):
                self.said.badges.setdefault(event.badge, self.said.minutes)
        return bool(events)

    def _happens(self, likely: float) -> bool:
        return self.chance.random() < likely

    def _note(self, snag: Snag, place: str, more: str = "") -> None:
        self.said.found[Found(snag, place, more)] = None
