"""Looking at a meeting: what is in it now, and how far those present have come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from digimatka.core import runsheet
from digimatka.core.engine import fold
from digimatka.core.meeting import model
from digimatka.core.meeting.model import Meeting
from digimatka.core.progress import Progress, load
from digimatka.core.rules import Rules
from digimatka.core.runsheet import RunSheet
from digimatka.store import groups, log, meetings, participants
from digimatka.store.meetings import Row
from digimatka.store.participants import IN, Person, Words
from digimatka.store.session import Store
from digimatka.usecases.learn import NothingThereError


@dataclass(frozen=True, slots=True)
class Room:
    """A meeting with those who are or were in it, and the words that were written."""

    row: Row
    journey: str
    meeting: Meeting
    sheet: RunSheet
    people: tuple[Person, ...]
    words: tuple[Words, ...]
    helps: Mapping[int, str]

    @property
    def present(self) -> tuple[Person, ...]:
        """Those who are in."""
        return tuple(person for person in self.people if person.standing == IN)

    @property
    def shown_words(self) -> tuple[str, ...]:
        """The words that everybody may see."""
        return tuple(word.text for word in self.words if word.is_shown)

    def person(self, number: int) -> Person | None:
        """A participant; None for one who was erased meanwhile."""
        return next((person for person in self.people if person.id == number), None)


@dataclass(frozen=True, slots=True)
class Walks:
    """How far those present have come, by the number of the participant and of the learner."""

    people: Mapping[int, Progress]
    learners: Mapping[int, Progress]


def room(store: Store, meeting_id: int) -> Room:
    """A meeting as it is now. NothingThereError."""
    with store.read() as connection:
        row = meetings.get(connection, meeting_id)
        group = groups.get(connection, row.group_id) if row else None
        if row is None or group is None:
            raise NothingThereError
        people = participants.people(connection, meeting_id)
        words = participants.texts(connection, meeting_id, participants.WORD)
        helps = participants.texts(connection, meeting_id, participants.HELP)
    return Room(
        row=row,
        journey=group.journey,
        meeting=model.load(row.state),
        sheet=runsheet.load(row.plan),
        people=tuple(people),
        words=tuple(words),
        helps={words.participant_id: words.text for words in helps if words.participant_id},
    )


def walks(store: Store, rules: Rules, meeting_id: int) -> Walks:
    """How far those present have come. What older rules have folded is folded anew, not written."""
    with store.read() as connection:
        places = participants.places(connection, meeting_id, rules.journey.id)
        found = {place: _progress(connection, rules, place) for place in places}
    return Walks(
        {place.participant_id: progress for place, progress in found.items()},
        {place.learner_id: progress for place, progress in found.items()},
    )


def steps_today(store: Store, room: Room) -> int:
    """How many steps those present have done on the day of the meeting, all together."""
    with store.read() as connection:
        return participants.steps_on(connection, room.row.id, room.journey, room.row.day)


def of_group(store: Store, group_id: int) -> list[tuple[Row, bool]]:
    """The meetings of a group, the newest first, each with whether it is over."""
    with store.read() as connection:
        rows = meetings.of_group(connection, group_id)
    return [(row, model.load(row.state).is_over) for row in rows]


def by_code(store: Store, code: str, today: date) -> Row | None:
    """The meeting that a room code opens today."""
    with store.read() as connection:
        row = meetings.by_code(connection, code)
    return row if row is not None and row.day == today else None


def version(store: Store, meeting_id: int) -> int:
    """The version of a meeting, which grows with whatever can be seen of it; 0 for none."""
    with store.read() as connection:
        return meetings.version(connection, meeting_id)


def open_versions(store: Store) -> dict[int, int]:
    """The version of every open meeting, by number."""
    with store.read() as connection:
        return meetings.open_versions(connection)


def _progress(connection: Connection, rules: Rules, place: participants.Place) -> Progress:
    if place.state is None:
        return rules.fresh()
    if place.rules == rules.key:
        return load(place.seq, place.state)
    return fold(rules, log.since(connection, place.learner_id, rules.journey.id))
