"""A journey's requirements compiled once: every fact a bit, every rule a few masks.

The reverse index says which rules a fact can touch, so one event re-evaluates only those. Facts are
only ever added and no rule contains ``not``: what has opened stays open, in whatever order.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from digimatka.core.journey import Badge, Chapter, Journey, Quest
from digimatka.core.kinds import Step
from digimatka.core.kinds.base import Assistance
from digimatka.core.practice.model import Practice
from digimatka.core.progress import Progress
from digimatka.core.renames import Renames

# The bits of a quest by offset from its base; the first three are also the planes of its steps.
# They are nested: ALONE implies UNAIDED implies DONE implies KNOWN implies SKIPPED.
DONE: Final = 0
UNAIDED: Final = 1  # done without help, at most with a hint
ALONE: Final = 2
KNOWN: Final = 3  # done, or "osaan jo"
SKIPPED: Final = 4  # done, "osaan jo" or "ohitan"
GRANTED: Final = 5  # opened by a facilitator
QUEST_BITS: Final = 6
LEVELS: Final[Mapping[Assistance | None, int]] = {
    None: DONE,
    Assistance.HELP: DONE,
    Assistance.HINT: UNAIDED,
    Assistance.ALONE: ALONE,
}


@dataclass(frozen=True, slots=True)
class Condition:
    """A requirement as ``at least need of (the bits of mask, the parts)``."""

    need: int
    mask: int
    parts: tuple["Condition", ...] = ()

    def holds(self, facts: int) -> bool:
        """Whether the facts are enough."""
        met = (facts & self.mask).bit_count()
        return met >= self.need or (
            bool(self.parts) and met + sum(part.holds(facts) for part in self.parts) >= self.need
        )

    def bits(self) -> int:
        """Every bit the condition reads."""
        bits = self.mask
        for part in self.parts:
            bits |= part.bits()
        return bits


@dataclass(frozen=True, slots=True)
class QuestRule:
    """A quest with its place among the bits; steps have three planes of bits from ``steps_at``."""

    index: int
    quest: Quest
    chapter: Chapter
    condition: Condition | None
    steps_at: int
    first_step: int
    step_index: Mapping[str, int]

    def bit(self, offset: int) -> int:
        """The position of one of the quest's own bits (``DONE`` … ``GRANTED``)."""
        return self.index * QUEST_BITS + offset

    def step_bit(self, step: str, plane: int = DONE) -> int:
        """The position of a step's bit in a plane (``DONE``, ``UNAIDED``, ``ALONE``)."""
        return self.steps_at + plane * len(self.quest.steps) + self.step_index[step]

    def steps_done(self, facts: int, plane: int = DONE) -> int:
        """The steps done, one bit a step, in the plane."""
        count = len(self.quest.steps)
        at = self.steps_at + plane * count
        # The mask comes first: facts may be long, and a shift would copy all that is above.
        return (facts & (1 << count) - 1 << at) >> at


@dataclass(frozen=True, slots=True)
class BadgeRule:
    """A badge, its bit, its condition, and the fingerprint of its rule (8 hex digits)."""

    badge: Badge
    bit: int
    condition: Condition
    version: str


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """What ``compiler.compile_rules`` makes of a journey.

    ``key`` changes when the meaning of a bit may have changed, ``versions`` (by quest and step)
    with anything in a step but its id, ``digest`` with any text. ``renames``: what old ids stand
    for.
    """

    journey: Journey
    key: str
    quests: Mapping[str, QuestRule]
    badges: Mapping[str, BadgeRule]
    order: tuple[QuestRule, ...]
    opens: Mapping[int, tuple[QuestRule, ...]]
    awards: Mapping[int, tuple[BadgeRule, ...]]
    picks: Mapping[tuple[str, str], Mapping[str, int]]
    options: Mapping[tuple[str, str, str], int]
    again: Mapping[tuple[str, str], int]
    names: Mapping[int, str]
    renames: Renames
    versions: Mapping[tuple[str, str], str]
    practices: Mapping[str, Practice]
    digest: str

    def fresh(self) -> Progress:
        """The progress of a person who has done nothing yet."""
        return Progress(open=sum(1 << rule.index for rule in self.order if rule.condition is None))

    def step(self, quest: str, step: str) -> Step | None:
        """The step, or None if there is none by these ids."""
        rule = self.quests.get(quest)
        index = rule.step_index.get(step) if rule else None
        return None if rule is None or index is None else rule.quest.steps[index]


def iter_bits(bits: int) -> Iterator[int]:
    """The positions of the set bits, lowest first."""
    position = -1
    while bits:
        step = (bits & -bits).bit_length()
        position += step
        yield position
        bits >>= step  # what is left is short, where the bits lie together
