"""Ids that were changed: what the log says of an old id is said of the one that it has now.

``was:`` of the content says so. The log is never rewritten: events are read through this.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from digimatka.core.events import BadgeAwarded, Event, StepCompleted
from digimatka.core.journey import Journey
from digimatka.core.kinds import Choose


@dataclass(frozen=True, slots=True)
class Renames:
    """By what was there once, what it is now.

    Steps and options are told by the ids that stand around them now: (quest, old step) and (quest,
    step, old option).
    """

    quests: Mapping[str, str] = field(default_factory=dict)
    steps: Mapping[tuple[str, str], str] = field(default_factory=dict)
    options: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    badges: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.quests or self.steps or self.options or self.badges)

    def at(self, quest: str, step: str) -> tuple[str, str]:
        """The ids that a step has now; those that it never changed stay as they are."""
        quest = self.quests.get(quest, quest)
        return quest, self.steps.get((quest, step), step)

    def current(self, event: Event) -> Event:
        """The event as if it had happened under the ids of now."""
        if isinstance(event, BadgeAwarded):
            badge = self.badges.get(event.badge)
            return replace(event, badge=badge) if badge else event
        quest = self.quests.get(event.quest, event.quest)
        old = getattr(event, "step", None)
        if old is None:
            return event if quest == event.quest else replace(event, quest=quest)
        step = self.steps.get((quest, old), old)
        changes: dict[str, object] = {}
        if (quest, step) != (event.quest, old):
            changes = {"quest": quest, "step": step}
        if isinstance(event, StepCompleted) and event.chosen and self.options:
            chosen = (self.options.get((quest, step, key), key) for key in event.chosen)
            changes["chosen"] = tuple(dict.fromkeys(chosen))
        return replace(event, **changes) if changes else event  # type: ignore[arg-type]  # by name

    def to_list(self) -> list[list[str]]:
        """Everything in it as plain data, always in the same order."""
        pairs = [
            *(["quest", old, new] for old, new in self.quests.items()),
            *(["step", *old, new] for old, new in self.steps.items()),
            *(["option", *old, new] for old, new in self.options.items()),
            *(["badge", old, new] for old, new in self.badges.items()),
        ]
        return sorted(pairs)


def renames_of(journey: Journey) -> Renames:
    """What the ids of a journey were before."""
    quests: dict[str, str] = {}
    steps: dict[tuple[str, str], str] = {}
    options: dict[tuple[str, str, str], str] = {}
    for quest in journey.quests():
        quests |= dict.fromkeys(quest.was, quest.id)
        for step in quest.steps:
            steps |= {(quest.id, old): step.id for old in step.was}
            if isinstance(step, Choose):
                for key, option in zip(step.option_ids(), step.options, strict=True):
                    options |= {(quest.id, step.id, old): key for old in option.was}
    badges = {old: badge.id for badge in journey.badges for old in badge.was}
    return Renames(quests, steps, options, badges)
