"""What a facilitator sees of a learner's journey: done, open or locked, and what waits for them.

Never answers, days, hints or how often something was done; and not what the learner said of a quest
("osaan jo", "ohitan", "teen myöhemmin"): that is between them and their map.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from digimatka.core.engine import is_open
from digimatka.core.journey import Chapter
from digimatka.core.overview import waiting_steps
from digimatka.core.progress import Progress
from digimatka.core.rules import DONE, QuestRule, Rules, iter_bits


class Standing(StrEnum):
    """How a quest stands, as far as a facilitator needs to know. The values are those of chips."""

    DONE = "done"
    OPEN = "open"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A chapter of a learner's journey with the standing of its quests, in order."""

    chapter: Chapter
    quests: tuple[tuple[QuestRule, Standing], ...]

    def count(self, standing: str) -> int:
        """How many of its quests stand so."""
        return sum(found == standing for _rule, found in self.quests)


@dataclass(frozen=True, slots=True)
class Wait:
    """A step that a facilitator was asked to confirm. ``heading`` is '' where it has no own one.

    A step that is done alone is never named: it is known by its number.
    """

    quest: str
    step: str
    title: str
    number: int
    heading: str
    is_alone: bool


def standing(rule: QuestRule, progress: Progress) -> Standing:
    """How a quest stands for a learner."""
    if progress.facts >> rule.bit(DONE) & 1:
        return Standing.DONE
    return Standing.OPEN if is_open(rule, progress) else Standing.LOCKED


def stretches(rules: Rules, progress: Progress) -> tuple[Stretch, ...]:
    """The whole journey, chapter by chapter."""
    found = [(rule, standing(rule, progress)) for rule in rules.order]
    return tuple(
        Stretch(chapter, tuple(pair for pair in found if pair[0].chapter.id == chapter.id))
        for chapter in rules.journey.chapters
    )


def waits(rules: Rules, progress: Progress) -> tuple[Wait, ...]:
    """The steps that wait for a facilitator, in the order of the journey."""
    return tuple(wait for rule in rules.order for wait in _waits_of(rule, progress))


def _waits_of(rule: QuestRule, progress: Progress) -> Iterator[Wait]:
    quest = rule.quest
    for index in iter_bits(waiting_steps(rule, progress)):
        step = quest.steps[index]
        heading = "" if step.alone else step.heading or ""
        yield Wait(quest.id, step.id, quest.title, index + 1, heading, step.alone)
