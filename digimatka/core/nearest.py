"""The nearest key: the smallest set of steps that still opens a locked quest or earns a badge."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import isqrt
from typing import Final

from digimatka.core.kinds import Choose
from digimatka.core.progress import Progress
from digimatka.core.rules import (
    ALONE,
    DONE,
    UNAIDED,
    BadgeRule,
    Condition,
    QuestRule,
    Rules,
    iter_bits,
)

# How many sets of steps are kept side by side at every point of the search: as many as the work
# allows. Small journeys are searched to the end; a wide `at_least` behind wide `at_least`s gets a
# good key quickly, if not the very best.
WORK: Final = 60_000
BEAM: Final = range(4, 65)


@dataclass(frozen=True, slots=True)
class Key:
    """The steps still to do, by quest, both in the order of the journey."""

    steps: Mapping[str, tuple[str, ...]]

    @property
    def count(self) -> int:
        """How many steps."""
        return sum(len(steps) for steps in self.steps.values())


@dataclass(frozen=True, slots=True)
class _Cause:
    """What makes a bit true: these steps (by local bit) of a quest in a plane, or a badge."""

    rule: QuestRule | BadgeRule
    steps: int = 0
    plane: int = DONE


def nearest_key(rules: Rules, progress: Progress, target: QuestRule | BadgeRule) -> Key | None:
    """The smallest key, or None where no step of the learner's helps (a facilitator opens it).

    Deterministic: of keys of one size the one earliest on the journey. Empty when it is earned.
    """
    if _is_reached(target, progress) or target.condition is None:
        return Key({})
    best = _Search(_causes(rules), progress, target.condition).run()
    return _key(rules, best[0]) if best else None


@lru_cache(maxsize=16)
def _causes(rules: Rules) -> Mapping[int, _Cause]:
    causes: dict[int, _Cause] = {rule.bit: _Cause(rule) for rule in rules.badges.values()}
    for rule in rules.order:
        everything = (1 << len(rule.quest.steps)) - 1
        for offset in range(5):
            plane = offset if offset in (UNAIDED, ALONE) else DONE
            causes[rule.bit(offset)] = _Cause(rule, everything, plane)
        for key, index in rule.step_index.items():
            for plane in (DONE, UNAIDED, ALONE):
                causes[rule.step_bit(key, plane)] = _Cause(rule, 1 << index, plane)
        for step in rule.quest.steps:
            for option in step.answerable_ids() if isinstance(step, Choose) else ():
                bit = rules.options[rule.quest.id, step.id, option]
                causes[bit] = _Cause(rule, 1 << rule.step_index[step.id])
    for (quest_id, step_id), bit in rules.again.items():
        rule = rules.quests[quest_id]
        causes[bit] = _Cause(rule, 1 << rule.step_index[step_id])
    return causes


def _is_reached(rule: QuestRule | BadgeRule, progress: Progress) -> bool:
    """Whether the quest is open, or the badge is given."""
    if isinstance(rule, BadgeRule):
        return bool(progress.facts >> rule.bit & 1)
    return bool(progress.open >> rule.index & 1)


class _Search:
    """For every condition on the way, the smallest sets of steps (bits by place in the journey)."""

    def __init__(self, causes: Mapping[int, _Cause], progress: Progress, target: Condition) -> None:
        self.causes = causes
        self.progress = progress
        self.target = target
        self.readers = self._readers()
        self.work = WORK // len(self.readers)
        self.found: dict[Condition, list[int]] = {}

    def run(self) -> list[int]:
        """The smallest sets for the target; what it waits for is solved first, and anew if need be.

        A set stays until a smaller one is found, so that this comes to an end though roads meet.
        """
        stale = set(self.readers)
        while stale:
            for condition in reversed(self.readers):
                if condition in stale:
                    stale.discard(condition)
                    before = self.found.get(condition, [])
                    now = _prune((*before, *self._solve(condition)), BEAM[-1])
                    if now != before:
                        self.found[condition] = now
                        stale |= self.readers[condition]
        return self.found.get(self.target, [])

    def _readers(self) -> dict[Condition, set[Condition]]:
        """Every condition that may matter, with those that wait for it; the target comes first."""
        readers: dict[Condition, set[Condition]] = {self.target: set()}
        queue = [self.target]
        for condition in queue:  # grows while it is walked
            for bit in iter_bits(condition.bits() & ~self.progress.facts):
                rule = self.causes[bit].rule if bit in self.causes else None
                if rule and rule.condition and not _is_reached(rule, self.progress):
                    if rule.condition not in readers:
                        queue.append(rule.condition)
                    readers.setdefault(rule.condition, set()).add(condition)
        return readers

    def _solve(self, condition: Condition) -> list[int]:
        """The smallest sets that make a condition hold, by what is found so far."""
        facts = self.progress.facts
        missing = max(condition.need - (facts & condition.mask).bit_count(), 0)
        ways = [self._ways(bit) for bit in iter_bits(condition.mask & ~facts)]
        ways += [self._solve(part) for part in condition.parts]
        choices = [way for way in ways if way]
        room = isqrt(self.work // (len(choices) * missing or 1))
        beam = min(max(room, BEAM[0]), BEAM[-1])
        # best[k]: the smallest sets that make k of the choices so far come true.
        best: list[list[int]] = [[0], *([] for _ in range(missing))]
        for choice in choices:
            for count in range(missing, 0, -1):
                joined = (have | way for have in best[count - 1] for way in choice[:beam])
                best[count] = _prune((*best[count], *joined), beam)
        return best[-1]

    def _ways(self, bit: int) -> list[int]:
        """The sets that make a bit true: what reaches its quest or badge, and the steps in it."""
        cause = self.causes.get(bit)
        if cause is None:
            return []
        steps = 0
        if isinstance(cause.rule, QuestRule):
            missing = cause.steps & ~cause.rule.steps_done(self.progress.facts, cause.plane)
            # Nothing is missing if only the completion is (steps were removed): a redo tells it.
            steps = (missing or cause.steps & -cause.steps) << cause.rule.first_step
        if cause.rule.condition is None or _is_reached(cause.rule, self.progress):
            return [steps]
        return [way | steps for way in self.found.get(cause.rule.condition, ())]


def _prune(sets: Iterable[int], beam: int) -> list[int]:
    """Drops every set that contains another; the smallest and earliest first, ``beam`` of them."""
    kept: list[int] = []
    for candidate in sorted(set(sets), key=lambda steps: (steps.bit_count(), steps)):
        if all(smaller & candidate != smaller for smaller in kept):
            kept.append(candidate)
            if len(kept) == beam:
                break
    return kept


def _key(rules: Rules, steps: int) -> Key:
    found: dict[str, tuple[str, ...]] = {}
    for rule in rules.order:
        local = steps >> rule.first_step & ((1 << len(rule.quest.steps)) - 1)
        if local:
            found[rule.quest.id] = tuple(rule.quest.steps[i].id for i in iter_bits(local))
    return Key(found)
