"""What a learner or a facilitator wants to happen: commands, in the imperative."""

from dataclasses import dataclass
from enum import StrEnum

from digimatka.core.events import Mark
from digimatka.core.kinds.base import Assistance, By


@dataclass(frozen=True, slots=True)
class CompleteStep:
    """An answer was good. ``told``: how the learner says it was done, where the step asks.

    ``by``: who confirmed it. ``detours``: how many explanations a run of a practice needed.
    """

    quest: str
    step: str
    chosen: tuple[str, ...] = ()
    told: Assistance | None = None
    by: By = By.SELF
    detours: int = 0


@dataclass(frozen=True, slots=True)
class AskConfirmation:
    """The learner has done the step and wants a facilitator to confirm it."""

    quest: str
    step: str


@dataclass(frozen=True, slots=True)
class RestartStep:
    """Do a done step anew, or take back that a facilitator was asked."""

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


Command = (
    CompleteStep
    | AskConfirmation
    | RestartStep
    | ShowHint
    | ShowAnswer
    | MarkQuest
    | OpenQuest
    | Settle
)


class Refusal(StrEnum):
    """Why an act cannot be done."""

    UNKNOWN = "unknown"
    LOCKED = "locked"
