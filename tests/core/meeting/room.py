"""A meeting as tests play it: who is present, what has happened, and acts made by chance."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from hypothesis import settings
from hypothesis import strategies as st

from digimatka.core.meeting.commands import (
    Answered,
    Arrive,
    Ask,
    AskHelp,
    ChangeParts,
    Command,
    Deed,
    Did,
    GoTo,
    HelpGiven,
    Leave,
    MakeTeams,
    Mix,
    Play,
    SaidWord,
    ShowCounts,
    Tell,
    Thank,
    Together,
    Turn,
)
from digimatka.core.meeting.decide import Refusal, decide
from digimatka.core.meeting.model import At, Card, Feeling, Meeting, Phase, Way

AT: Final[At] = ("alku", "kumpi")
OTHER: Final[At] = ("keski", "sana")
PEOPLE: Final = tuple(range(1, 8))
# The machine may be busy, so no example has a time limit of its own.
SOME: Final = settings(max_examples=60, deadline=None)


class Room:
    """A meeting and those in it. Nobody is in before they have come."""

    def __init__(self, people: Iterable[int] = ()) -> None:
        self.meeting = Meeting()
        self.present: list[int] = []
        for person in people:
            self.do(Arrive(person))

    def do(self, command: Command) -> Refusal | None:
        """What the use cases do: who comes is present already, who leaves still is."""
        if isinstance(command, Arrive) and command.participant not in self.present:
            self.present.append(command.participant)
        if isinstance(command, Mix):
            command = replace(command, round=self.meeting.round)
        if isinstance(command, ChangeParts):
            command = replace(command, turn=self.meeting.turn + 1)
        after = decide(self.meeting, command, tuple(self.present))
        if isinstance(command, Leave) and command.participant in self.present:
            self.present.remove(command.participant)
        if isinstance(after, Refusal):
            return after
        self.meeting = after
        return None

    def play(self, *commands: Command) -> "Room":
        """Does one after the other; what is refused changes nothing."""
        for command in commands:
            self.do(command)
        return self


def changed(**fields: Any) -> Meeting:
    """A fresh meeting in which only this is otherwise."""
    return replace(Meeting(), **fields)


# Orders made by chance; some were made before somebody came, or name one twice.
_ORDERS: Final = ((3, 1, 2, 5, 4, 7, 6), (7, 6, 5, 4, 3, 2, 1), (2, 4, 6), (1, 1, 9, 5), ())
COMINGS: Final[tuple[Command, ...]] = (
    *(Arrive(person) for person in PEOPLE),
    *(Leave(person) for person in PEOPLE),
)
MIXINGS: Final[tuple[Command, ...]] = (
    *(Mix(0, size, order) for size in (2, 2, 3, 5) for order in _ORDERS),
    *(Mix(0, 3, order, interview=True) for order in _ORDERS),
    Mix(0, 0),
    ChangeParts(0),
)
DEEDS: Final[tuple[Command, ...]] = tuple(Did(one, deed) for one in PEOPLE for deed in Deed)
TEAMS: Final[tuple[Command, ...]] = tuple(
    MakeTeams(count, order) for count in (1, 2, 3, 4) for order in _ORDERS
)
ANSWERS: Final[tuple[Command, ...]] = (
    *(Answered(one, at, (chosen,)) for one in PEOPLE for at in (AT, OTHER) for chosen in "ab"),
    *(Tell(one, feeling) for one in PEOPLE for feeling in (Feeling.TIRED, Feeling.BRAVER)),
    *(ShowCounts(at, on) for at in (AT, OTHER) for on in (True, False)),
    *(Together(at) for at in (AT, OTHER, None)),
)
SHOWINGS: Final[tuple[Command, ...]] = (Together(AT), Together(OTHER), ShowCounts(AT, True))
WORDS: Final[tuple[Command, ...]] = (
    *(AskHelp(person) for person in PEOPLE),
    *(HelpGiven(person) for person in PEOPLE),
    *(SaidWord(person, "Mikä?") for person in PEOPLE),
    *(Thank(person, 1 + person % 7, Card.BRAVE) for person in PEOPLE),
    *(Ask(question) for question in ("Mikä?", "Kuka?", "")),
)
TURNS: Final[tuple[Command, ...]] = (
    *(GoTo(phase) for phase in Phase if phase is not Phase.ENDED),
    *(Play(way) for way in Way),
    *(Turn(switch, on) for switch in ("pause", "door", "names") for on in (True, False)),
)
_ARRIVALS: Final = tuple(command for command in COMINGS if isinstance(command, Arrive))
# People come more often than they leave.
ALL: Final = (*COMINGS, *_ARRIVALS * 4, *MIXINGS, *DEEDS, *TEAMS, *ANSWERS, *WORDS, *TURNS)


def acts(*kinds: tuple[Command, ...]) -> st.SearchStrategy[list[Command]]:
    """What happens in a room: of these kinds, each as likely as another, or of all."""
    chosen = st.one_of(*map(st.sampled_from, kinds)) if kinds else st.sampled_from(ALL)
    # A short list finds little: much has to have happened before something can go wrong.
    return st.lists(chosen, min_size=15, max_size=40)
