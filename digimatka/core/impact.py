"""What a new version of a journey means for those who walk it, in counts and never who.

Each log is folded by the old rules and by the new ones, and what differs is counted. Publishing
takes nothing away that a person was told: what is done stays done and a badge stays; so what can be
lost is only what the new content no longer has a place for, and what it locks before it was begun.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from digimatka.core.engine import fold, settle
from digimatka.core.events import BadgeAwarded, Event, QuestCompleted, StepCompleted
from digimatka.core.progress import Progress
from digimatka.core.rules import DONE, QuestRule, Rules

# A count below this could tell of a person.
SMALLEST: Final = 5
GAINED: Final = ("badge", "quest_done", "quest_open", "quest_new")
LOST: Final = ("quest_gone", "step_gone", "quest_locked")
KEPT: Final = ("quest_longer", "badge_removed", "badge_harder")
RENAMED: Final = ("quest_renamed", "step_renamed", "option_renamed", "badge_renamed")


@dataclass(frozen=True, slots=True)
class Change:
    """Of how many learners one thing is true; None: of a few, fewer than five.

    ``kind`` says what, ``what`` of which quest, step (``quest/step``), option
    (``quest/step#option``) or badge. ``now``: its new id, where it is renamed.
    """

    kind: str
    what: str
    count: int | None
    now: str = ""


@dataclass(frozen=True, slots=True)
class Impact:
    """What a publish would bring. ``learners``: how many have begun (None: a few).

    ``gained``: ``badge`` (given at their next visit), ``quest_done`` (what was missing is gone),
    ``quest_open`` (was locked), ``quest_new``. ``lost``: ``quest_gone`` (done or begun, and there
    is no such quest now), ``step_gone`` (done, of a quest that is not), ``quest_locked`` (was open
    and not begun). ``kept``, to be told that it is not lost: ``quest_longer`` (stays done with
    steps to do), ``badge_removed``, ``badge_harder`` (would not be earned now). ``renamed``: whose
    work goes on under a new id, by ``was``.
    """

    learners: int | None
    gained: tuple[Change, ...] = ()
    lost: tuple[Change, ...] = ()
    kept: tuple[Change, ...] = ()
    renamed: tuple[Change, ...] = ()


def measure(old: Rules, new: Rules, logs: Iterable[Sequence[Event]], day: date) -> Impact:
    """The impact on learners with these logs. A log without events is of nobody who has begun."""
    learners, found = 0, Counter[tuple[str, str, str]]()
    for events in logs:
        if events:
            learners += 1
            found.update(set(_Learner(old, new, tuple(events), day).changes()))
    parts = (_part(found, kinds) for kinds in (GAINED, LOST, KEPT, RENAMED))
    return Impact(told(learners), *parts)


def told(count: int) -> int | None:
    """A count as it may be shown: None for fewer than five, but for none at all."""
    return None if 0 < count < SMALLEST else count


def _part(found: Counter[tuple[str, str, str]], kinds: Sequence[str]) -> tuple[Change, ...]:
    """The changes of these kinds, in an order that says nothing of their counts."""
    keys = sorted((kinds.index(kind), what, now) for kind, what, now in found if kind in kinds)
    return tuple(
        Change(kinds[at], what, told(found[kinds[at], what, now]), now) for at, what, now in keys
    )


@dataclass(slots=True)
class _Learner:
    """One log under both rules."""

    old: Rules
    new: Rules
    events: tuple[Event, ...]
    day: date
    was: Progress = field(init=False)
    now: Progress = field(init=False)
    due_before: tuple[Event, ...] = field(init=False)
    due: tuple[Event, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.was, self.due_before = _settled(self.old, self.events, self.day)
        self.now, self.due = _settled(self.new, self.events, self.day)

    def changes(self) -> Iterator[tuple[str, str, str]]:
        """Everything that is different, as (kind, what, new id)."""
        yield from self._due()
        for rule in self.old.order:
            yield from self._of_quest(rule)
        for quest in self._unknown_before():
            if self.now.open >> self.new.quests[quest].index & 1:
                yield "quest_new", quest, ""
        yield from self._of_badges()
        yield from self._renamed()

    def _due(self) -> Iterator[tuple[str, str, str]]:
        """What is given at the next visit, and would not be if nothing changed."""
        current = self.new.renames.current
        anyway = [current(event) for event in self.due_before]
        badges = {event.badge for event in anyway if isinstance(event, BadgeAwarded)}
        anyway += map(current, self.events)
        quests = {event.quest for event in anyway if isinstance(event, QuestCompleted)}
        for event in self.due:
            if isinstance(event, BadgeAwarded) and event.badge not in badges:
                yield "badge", event.badge, ""
            if isinstance(event, QuestCompleted) and event.quest not in quests:
                yield "quest_done", event.quest, ""

    def _of_quest(self, rule: QuestRule) -> Iterator[tuple[str, str, str]]:
        quest = rule.quest.id
        mine = self.new.quests.get(self.new.renames.quests.get(quest, quest))
        done = rule.steps_done(self.was.facts)
        is_done = bool(self.was.facts >> rule.bit(DONE) & 1)
        if mine is None:
            if done or is_done:
                yield "quest_gone", quest, ""
            return
        was_open, is_open = self.was.open >> rule.index & 1, self.now.open >> mine.index & 1
        if was_open and not is_open:
            yield "quest_locked", mine.quest.id, ""
        if is_open and not was_open:
            yield "quest_open", mine.quest.id, ""
        if is_done:
            if _has_more(mine, self.now.facts) and not _has_more(rule, self.was.facts):
                yield "quest_longer", mine.quest.id, ""
            return
        for step, index in rule.step_index.items():
            at = self.new.renames.at(quest, step)
            if done >> index & 1 and at[1] not in mine.step_index:
                yield "step_gone", f"{quest}/{step}", ""

    def _unknown_before(self) -> Iterator[str]:
        known = {self.new.renames.quests.get(quest, quest) for quest in self.old.quests}
        return (quest for quest in self.new.quests if quest not in known)

    def _of_badges(self) -> Iterator[tuple[str, str, str]]:
        for key, rule in self.old.badges.items():
            if not self.was.facts >> rule.bit & 1:
                continue
            mine = self.new.badges.get(self.new.renames.badges.get(key, key))
            if mine is None:
                yield "badge_removed", key, ""
            elif not mine.condition.holds(self.now.facts):
                yield "badge_harder", mine.badge.id, ""

    def _renamed(self) -> Iterator[tuple[str, str, str]]:
        """Each old id in the log that only the new version knows what it is now."""
        known = self.old.renames.to_list()
        fresh = [entry for entry in self.new.renames.to_list() if entry not in known]
        seen = set(self._ids()) if fresh else frozenset()
        for kind, *old, now in fresh:
            if (kind, *old) in seen:
                path = [*old[:-1], now]
                yield f"{kind}_renamed", _path(old), _path(path)

    def _ids(self) -> Iterator[tuple[str, ...]]:
        """What the log names, as ``Renames`` does: within the ids that stand around it now."""
        renames = self.new.renames
        for event in self.events:
            if isinstance(event, BadgeAwarded):
                yield "badge", event.badge
                continue
            yield "quest", event.quest
            if (step := getattr(event, "step", None)) is None:
                continue
            quest = renames.quests.get(event.quest, event.quest)
            yield "step", quest, step
            if isinstance(event, StepCompleted):
                at = renames.at(event.quest, step)
                yield from (("option", *at, option) for option in event.chosen)


def _path(ids: Sequence[str]) -> str:
    """Ids as a path: ``quest/step#option``."""
    return "/".join(ids[:2]) + "".join(f"#{option}" for option in ids[2:])


def _settled(
    rules: Rules, events: tuple[Event, ...], day: date
) -> tuple[Progress, tuple[Event, ...]]:
    progress = fold(rules, events)
    due = settle(rules, progress, day)
    return fold(rules, due, progress), due


def _has_more(rule: QuestRule, facts: int) -> bool:
    return rule.steps_done(facts) != (1 << len(rule.quest.steps)) - 1
