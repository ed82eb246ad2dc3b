"""What one would write first: after every step, look at every quest and every badge again.

It keeps sets and asks the requirements as they stand in the models. Nothing in it is slow on
purpose: it stops at the first step that is missing and builds no objects but its answers.
"""

from dataclasses import dataclass, field

from digimatka.core.commands import CompleteStep
from digimatka.core.journey import Journey, Quest
from digimatka.core.kinds.base import Assistance
from digimatka.core.requirement import Requirement


@dataclass(slots=True)
class Naive:
    """A learner on a journey; levels are 0 with help, 1 with a hint, 2 alone."""

    journey: Journey
    steps: dict[str, int] = field(default_factory=dict)
    done: dict[str, int] = field(default_factory=dict)
    badges: set[str] = field(default_factory=set)
    open: set[str] = field(default_factory=set)
    quests: tuple[Quest, ...] = ()
    pools: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.quests = self.journey.quests()
        for chapter in self.journey.chapters:
            self.pools[chapter.id] = [quest.id for quest in chapter.quests]

    def complete(self, command: CompleteStep) -> None:
        """Notes the step, then works everything out anew."""
        self.note(command)
        self.settle()

    def note(self, command: CompleteStep) -> None:
        """Keeps that the step is done, and the best level."""
        level = 2 if command.told is None else command.told.level
        path = f"{command.quest}/{command.step}"
        self.steps[path] = max(level, self.steps.get(path, 0))

    def settle(self) -> None:
        """Which quests are done, which badges follow (until none does), which quests are open."""
        for quest in self.quests:
            levels = self._levels(quest)
            if levels is not None:
                self.done[quest.id] = levels
        is_settled = False
        while not is_settled:
            earned = {b.id for b in self.journey.badges if self._holds(b.rule)} | self.badges
            is_settled = earned == self.badges
            self.badges = earned
        self.open |= {q.id for q in self.quests if q.requires is None or self._holds(q.requires)}

    def _levels(self, quest: Quest) -> int | None:
        """The level of a quest whose steps are all done, which is its lowest; else None."""
        lowest = 2
        for step in quest.steps:
            level = self.steps.get(f"{quest.id}/{step.id}")
            if level is None:
                return None
            lowest = min(lowest, level)
        return lowest

    def _holds(self, requirement: Requirement) -> bool:
        if requirement.quest is not None:
            return self._counts(requirement.quest, requirement.assistance)
        if requirement.all is not None:
            return all(map(self._holds, requirement.all))
        if requirement.any is not None:
            return any(map(self._holds, requirement.any))
        if requirement.of_chapter is not None:
            pool = self.pools[requirement.of_chapter]
            met = sum(self._counts(quest, requirement.assistance) for quest in pool)
            return met >= (requirement.at_least or 0)
        if requirement.badge is not None:
            return requirement.badge in self.badges
        return requirement.step in self.steps

    def _counts(self, quest: str, assistance: Assistance | None) -> bool:
        level = self.done.get(quest)
        return level is not None and (assistance is None or level >= assistance.level)
