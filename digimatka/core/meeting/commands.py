"""What can happen in a meeting: what a facilitator wants, and what a participant does.

A command names what shall be, never "the next one": when two facilitators press at once, the second
press changes nothing.
"""

from dataclasses import dataclass
from enum import StrEnum

from digimatka.core.meeting.model import At, Card, Feeling, Phase, Way


@dataclass(frozen=True, slots=True)
class GoTo:
    """The group goes to a phase."""

    phase: Phase


@dataclass(frozen=True, slots=True)
class Play:
    """The group plays in this way."""

    way: Way


@dataclass(frozen=True, slots=True)
class Turn:
    """A switch is turned: pause for everyone, the door, names on the wall."""

    switch: str
    on: bool


@dataclass(frozen=True, slots=True)
class Together:
    """The group does this step together; None ends that."""

    at: At | None


@dataclass(frozen=True, slots=True)
class ShowCounts:
    """The counts of the answers to the step show, or hide."""

    at: At
    on: bool


@dataclass(frozen=True, slots=True)
class Ask:
    """A spotlight question for words; '' ends it."""

    question: str


@dataclass(frozen=True, slots=True)
class Mix:
    """New pairs (size 2) or small groups, or none (size 0), unless ``round`` is past.

    ``order`` is everybody present in an order made by chance, which comes in from outside. With
    ``interview`` the groups practise a job interview.
    """

    round: int
    size: int
    order: tuple[int, ...] = ()
    interview: bool = False


@dataclass(frozen=True, slots=True)
class ChangeParts:
    """The parts of the interview move on to ``turn``."""

    turn: int


@dataclass(frozen=True, slots=True)
class MakeTeams:
    """So many teams, each with a mörkö of its own; only if the group chose it."""

    count: int
    order: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class HelpGiven:
    """A help request is taken care of, or taken back."""

    participant: int


@dataclass(frozen=True, slots=True)
class Arrive:
    """A participant has come, at any time; a pair or small group and a team take them in."""

    participant: int


@dataclass(frozen=True, slots=True)
class Leave:
    """A participant is not there any more: left, or was removed."""

    participant: int


@dataclass(frozen=True, slots=True)
class End:
    """The meeting ends; of it only counts remain."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A participant has answered the step; ``chosen`` are ids of options, for ``choose`` steps."""

    participant: int
    at: At
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskHelp:
    """A participant asks for help; the words are kept elsewhere."""

    participant: int


@dataclass(frozen=True, slots=True)
class SaidWord:
    """A participant gave a word to the spotlight question; a facilitator shows it, or not."""

    participant: int
    question: str


class Deed(StrEnum):
    """What counts for the mörkö. Never speed."""

    FIRST = "first"
    HELPED = "helped"


@dataclass(frozen=True, slots=True)
class Did:
    """A participant did something for the first time, or helped another."""

    participant: int
    deed: Deed


@dataclass(frozen=True, slots=True)
class Thank:
    """A kiitos card to another participant."""

    participant: int
    to: int
    card: Card


@dataclass(frozen=True, slots=True)
class Tell:
    """What a participant says in the closing round."""

    participant: int
    feeling: Feeling


Command = (
    GoTo
    | Play
    | Turn
    | Together
    | ShowCounts
    | Ask
    | Mix
    | ChangeParts
    | MakeTeams
    | HelpGiven
    | Arrive
    | Leave
    | End
    | Answered
    | AskHelp
    | SaidWord
    | Did
    | Thank
    | Tell
)
