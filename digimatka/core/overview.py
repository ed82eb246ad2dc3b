"""What a learner sees of their progress: states of quests, moods of mörköt, the next thing."""

from collections.abc import Sequence
from enum import StrEnum

from digimatka.core.draft import MARK_BITS
from digimatka.core.engine import is_open
from digimatka.core.events import Mark
from digimatka.core.progress import Progress
from digimatka.core.rules import DONE, QuestRule, Rules, iter_bits


class QuestState(StrEnum):
    """How a quest stands for a learner; every one of them is a good place to be."""

    LOCKED = "locked"
    OPEN = "open"
    STARTED = "started"
    DONE = "done"
    KNOWN = "known"
    SKIPPED = "skipped"
    LATER = "later"


class Mood(StrEnum):
    """How near the chapter's mörkö has come."""

    HIDDEN = "hidden"
    PEEKING = "peeking"
    SITTING = "sitting"
    WALKING = "walking"


_MARKS = {
    MARK_BITS[Mark.KNOWN]: QuestState.KNOWN,
    MARK_BITS[Mark.SKIPPED]: QuestState.SKIPPED,
    MARK_BITS[Mark.LATER]: QuestState.LATER,
}
PASSED = frozenset((QuestState.DONE, QuestState.KNOWN, QuestState.SKIPPED))


def quest_state(rule: QuestRule, progress: Progress) -> QuestState:
    """Done wins over what the learner said; what the learner said wins over open."""
    if progress.facts >> rule.bit(DONE) & 1:
        return QuestState.DONE
    mark = progress.marks >> 3 * rule.index & 7
    if mark:
        return _MARKS[mark]
    if not is_open(rule, progress):
        return QuestState.LOCKED
    return QuestState.STARTED if rule.steps_done(progress.facts) else QuestState.OPEN


def next_step(rule: QuestRule, progress: Progress) -> str | None:
    """The first step not done yet; None when all are."""
    done = rule.steps_done(progress.facts)
    steps = enumerate(rule.quest.steps)
    return next((step.id for i, step in steps if not done >> i & 1), None)


def next_quest(rules: Rules, progress: Progress) -> QuestRule | None:
    """Where to go on: what is begun, else what is open, else what was left for later."""
    index = next_index([quest_state(rule, progress) for rule in rules.order])
    return None if index is None else rules.order[index]


def next_index(states: Sequence[QuestState]) -> int | None:
    """The same by the states of all quests, in order."""
    for wanted in (QuestState.STARTED, QuestState.OPEN, QuestState.LATER):
        if wanted in states:
            return states.index(wanted)
    return None


def mood(states: Sequence[QuestState]) -> Mood:
    """The mood of a chapter's mörkö by the states of its quests: begun, half way, all passed."""
    passed = sum(state in PASSED for state in states)
    if passed == len(states):
        return Mood.WALKING
    if passed * 2 >= len(states):
        return Mood.SITTING
    begun = passed or QuestState.STARTED in states
    return Mood.PEEKING if begun else Mood.HIDDEN


def opened_by(before: Progress, after: Progress, rules: Rules) -> tuple[QuestRule, ...]:
    """The quests that are open after and were not before."""
    return tuple(rules.order[index] for index in iter_bits(after.open & ~before.open))
