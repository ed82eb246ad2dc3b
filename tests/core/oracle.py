"""The rules once more, in the plainest way: sets of what is in the log, and no bits."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from digimatka.core.events import (
    BadgeAwarded,
    Event,
    Mark,
    QuestCompleted,
    QuestMarked,
    QuestOpened,
    StepCompleted,
)
from digimatka.core.journey import Journey, Quest
from digimatka.core.kinds.base import Assistance
from digimatka.core.requirement import Requirement


@dataclass
class World:
    """What a log says: the best completion of each quest and step, and all that was ever said."""

    quests: dict[str, Assistance] = field(default_factory=dict)
    steps: dict[str, Assistance] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    skipped: set[str] = field(default_factory=set)
    badges: set[str] = field(default_factory=set)
    again: set[str] = field(default_factory=set)
    options: set[tuple[str, str]] = field(default_factory=set)
    granted: set[str] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, log: Iterable[Event]) -> "World":
        """The world after a log."""
        world = cls()
        for event in log:
            world.add(event)
        return world

    def add(self, event: Event) -> None:
        """Takes in one event."""
        if isinstance(event, BadgeAwarded):
            self.badges.add(event.badge)
            return
        self.touched.add(event.quest)
        if isinstance(event, QuestCompleted):
            self.quests[event.quest] = _best(self.quests.get(event.quest), event.how)
        elif isinstance(event, StepCompleted):
            path = f"{event.quest}/{event.step}"
            if path in self.steps and event.how is Assistance.ALONE:
                self.again.add(path)
            self.steps[path] = _best(self.steps.get(path), event.how)
            self.options |= {(path, option) for option in event.chosen}
        elif isinstance(event, QuestOpened):
            self.granted.add(event.quest)
        elif isinstance(event, QuestMarked) and event.mark is Mark.KNOWN:
            self.known.add(event.quest)
        elif isinstance(event, QuestMarked) and event.mark is Mark.SKIPPED:
            self.skipped.add(event.quest)


def _best(before: Assistance | None, now: Assistance) -> Assistance:
    return now if before is None else max(before, now, key=lambda how: how.level)


def holds(
    requirement: Requirement, world: World, journey: Journey, owner: Quest | None = None
) -> bool:
    """Whether the requirement of ``owner`` (or of a badge) is met in the world."""
    if requirement.all is not None:
        return all(holds(part, world, journey, owner) for part in requirement.all)
    if requirement.any is not None:
        return any(holds(part, world, journey, owner) for part in requirement.any)
    if requirement.at_least is not None and requirement.of is not None:
        met = sum(holds(part, world, journey, owner) for part in requirement.of)
        return met >= requirement.at_least
    if requirement.at_least is not None:
        pool = _pool(requirement, journey)
        return sum(_counts(quest, requirement, world) for quest in pool) >= requirement.at_least
    if requirement.quest is not None:
        return _counts(requirement.quest, requirement, world)
    if requirement.badge is not None:
        return requirement.badge in world.badges
    if requirement.step is not None and requirement.again:
        return requirement.step in world.again
    if requirement.step is not None:
        return _is_enough(world.steps.get(requirement.step), requirement.assistance)
    if requirement.answered is not None:
        return (requirement.answered.step, requirement.answered.option) in world.options
    return owner is not None and owner.id in world.granted


def _pool(requirement: Requirement, journey: Journey) -> list[str]:
    return [
        quest.id
        for chapter in journey.chapters
        for quest in chapter.quests
        if requirement.of_chapter == chapter.id or requirement.of_skill in quest.skills
    ]


def _counts(quest: str, requirement: Requirement, world: World) -> bool:
    done = world.quests.get(quest)
    if requirement.assistance is not None or requirement.counts == "done":
        return _is_enough(done, requirement.assistance)
    said = world.known | (world.skipped if requirement.counts == "skipped" else set())
    return done is not None or quest in said


def _is_enough(how: Assistance | None, asked: Assistance | None) -> bool:
    return how is not None and (asked is None or how.level >= asked.level)


def must_be_open(quest: Quest, world: World, journey: Journey) -> bool:
    """Whether a quest is open: nothing is asked, it is met, or the learner was there already."""
    asked = quest.requires
    return asked is None or quest.id in world.touched or holds(asked, world, journey, quest)
