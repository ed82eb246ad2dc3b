"""What a learner or a facilitator wants to happen: commands, in the imperative."""

from dataclasses import dataclass
from enum import StrEnum

from digimatka.core.events import Mark
from digimatka.core.kinds.base import Assistance


@dataclass(frozen=True, slots=True)
class CompleteStep:
    """An answer was good. ``told``: how the learner says it was done, where the step asks."""

    quest: str
    step: str
    chosen: tuple[str, ...] = ()
    told: Assistance | None = None


@dataclass(frozen=True, slots=True)
class RestartStep:
    """Do a done step anew."""

    quest: str
    step: str


@dataclass(frozen=True, slots=True)
class ShowHint:
    """Open the next hint; ``shown`` is how many the page had, so that a repeat opens no other."""

    quest: str
    step: str
    shown: int


@dataclass(frozen=True, slots=True)
class ShowAnswer:
    """Open the right answer."""

    quest: str
    step: str


@dataclass(frozen=True, slots=True)
class MarkQuest:
    """Osaan jo, ohitan, teen myöhemmin, or take it back."""

    quest: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class OpenQuest:
    """A facilitator opens a quest."""

    quest: str


@dataclass(frozen=True, slots=True)
class Settle:
    """Award what new content makes due."""


Command = CompleteStep | RestartStep | ShowHint | ShowAnswer | MarkQuest | OpenQuest | Settle


class Refusal(StrEnum):
    """Why an act cannot be done."""

    UNKNOWN = "unknown"
    LOCKED = "locked"
