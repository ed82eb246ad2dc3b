"""A meeting as it stands. It holds numbers of participants and never a name or a text.

The phases are those of the field: *virittely*, choosing together, doing alone or in pairs, *purku*.
Nothing in here is a time: nobody is hurried, and after a restart a meeting goes on where it was.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from pydantic import TypeAdapter

from digimatka.core.meetings_format import Way
from digimatka.core.overview import Mood

# Counts of fewer answers would tell who answered what.
FEWEST: Final = 3
At = tuple[str, str]
__all__ = ["Asked", "At", "Card", "Feeling", "Meeting", "Part", "Phase", "Summary", "Team", "Way"]


class Phase(StrEnum):
    """The stretch of a meeting; the facilitator goes to any of them, also back."""

    GATHER = "gather"
    WARM_UP = "warm_up"
    CHOOSE = "choose"
    DO = "do"
    TALK = "talk"
    CLOSING = "closing"
    ENDED = "ended"


class Part(StrEnum):
    """A part in the simulated job interview."""

    INTERVIEWER = "interviewer"
    APPLICANT = "applicant"
    OBSERVER = "observer"


class Card(StrEnum):
    """What a kiitos card can say: a fixed set, so that none can hurt."""

    HELPED = "helped"
    EXPLAINED = "explained"
    LISTENED = "listened"
    BRAVE = "brave"
    LAUGH = "laugh"
    COMPANY = "company"


class Feeling(StrEnum):
    """What a participant may say in the closing round."""

    LEARNED = "learned"
    BRAVER = "braver"
    TIRED = "tired"
    UNSURE = "unsure"
    COMING_BACK = "coming_back"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the group answers now, as counts without names.

    ``who`` has answered; which of the ``counts`` is theirs is not kept.
    """

    who: frozenset[int] = frozenset()
    counts: Mapping[str, int] = field(default_factory=dict)
    is_shown: bool = False

    def with_answer(self, participant: int, chosen: tuple[str, ...]) -> "Asked":
        """One more answer; the first of a participant counts."""
        if participant in self.who:
            return self
        counts = dict(self.counts)
        for option in chosen:
            counts[option] = counts.get(option, 0) + 1
        return replace(self, who=self.who | {participant}, counts=counts)

    @property
    def can_be_shown(self) -> bool:
        """Whether there are answers enough that nobody's own can be told."""
        return len(self.who) >= FEWEST


@dataclass(frozen=True, slots=True)
class Team:
    """Those who calm a mörkö together. ``done``: how often each said first time, and helped.

    ``members`` says something only where there are several teams: a single one is everybody.

    ``calm`` only grows: who comes later, or leaves, frightens no mörkö that has calmed down.
    """

    members: frozenset[int] = frozenset()
    done: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    calm: Mood = Mood.HIDDEN


@dataclass(frozen=True, slots=True)
class Summary:
    """What remains of a meeting: counts of the group, and nothing of anybody in it."""

    people: int
    firsts: int
    helped: int
    thanks: int
    asked: int
    feelings: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Meeting:
    """The whole of it.

    ``at`` is the step that the group does together (quest, step). ``groups`` are pairs or small
    groups of participants, ``round`` how often they were mixed. With ``turn`` 1 or more the groups
    practise a job interview, and ``turn`` says who has which part. ``word`` is the spotlight
    question, ``words`` how many words each participant gave. ``thanks`` are cards: to whom, which.
    ``teams`` is one team of everybody unless the group chose several.
    """

    phase: Phase = Phase.GATHER
    way: Way = Way.OWN
    is_paused: bool = False
    is_closed: bool = False
    has_names: bool = False
    at: At | None = None
    asked: Asked = Asked()
    helps: tuple[int, ...] = ()
    help_count: int = 0
    word: str = ""
    words: Mapping[int, int] = field(default_factory=dict)
    round: int = 0
    groups: tuple[tuple[int, ...], ...] = ()
    turn: int = 0
    teams: tuple[Team, ...] = (Team(),)
    thanks: tuple[tuple[int, Card], ...] = ()
    thanked: Mapping[int, int] = field(default_factory=dict)
    told: Asked = Asked()
    summary: Summary | None = None

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self.phase is Phase.ENDED

    def group_of(self, participant: int) -> tuple[int, ...]:
        """The pair or small group of a participant; () for none."""
        return next((group for group in self.groups if participant in group), ())

    def team_of(self, participant: int) -> int:
        """The index of the team of a participant; the smallest for who is in none yet."""
        for index, team in enumerate(self.teams):
            if participant in team.members:
                return index
        sizes = [len(team.members) for team in self.teams]
        return sizes.index(min(sizes))


_TEXT: Final = TypeAdapter(Meeting)


def dump(meeting: Meeting) -> str:
    """The meeting as text; what is as in a fresh one is left out."""
    return _TEXT.dump_json(meeting, exclude_defaults=True).decode()


def load(text: str) -> Meeting:
    """The meeting that ``dump`` wrote, also an older program's. ValueError for any other text."""
    return _TEXT.validate_json(text)
