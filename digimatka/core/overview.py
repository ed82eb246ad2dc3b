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
    WAITING = "waiting"
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
    done, waits = rule.steps_done(progress.facts), waiting_steps(rule, progress)
    if waits & ~done and next_step(rule, progress) is None:
        return QuestState.WAITING
    return QuestState.STARTED if done or waits else QuestState.OPEN


def waiting_steps(rule: QuestRule, progress: Progress) -> int:
    """The steps of a quest that wait for a facilitator, one bit a step."""
    if not progress.waits:
        return 0
    count, at = len(rule.quest.steps), rule.first_step
    return (progress.waits & (1 << count) - 1 << at) >> at


def next_step(rule: QuestRule, progress: Progress) -> str | None:
    """The first step that can be done now: neither done nor waiting; None if there is none."""
    past = rule.steps_done(progress.facts) | waiting_steps(rule, progress)
    steps = enumerate(rule.quest.steps)
    return next((step.id for i, step in steps if not past >> i & 1), None)


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
    begun = passed or QuestState.STARTED in states or QuestState.WAITING in states
    return Mood.PEEKING if begun else Mood.HIDDEN


def opened_by(before: Progress, after: Progress, rules: Rules) -> tuple[QuestRule, ...]:
    """The quests that are open after and were not before."""
    return tuple(rules.order[index] for index in iter_bits(after.open & ~before.open))
