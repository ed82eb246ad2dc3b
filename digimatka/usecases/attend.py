"""Being in a meeting: join it, act in it, leave it, see what one did.

What is done in a meeting lands in each person's own journey by the ordinary acts (``learn.py``);
here is only what belongs to the group.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection

from digimatka.core.events import BadgeAwarded, Event, QuestCompleted, StepCompleted
from digimatka.core.meeting import model
from digimatka.core.meeting.commands import Answered, Arrive, AskHelp, Command, Leave, SaidWord
from digimatka.core.meeting.decide import Refusal
from digimatka.core.meeting.model import At, Way
from digimatka.core.private import looks_private
from digimatka.core.rules import Rules
from digimatka.store import groups, log, meetings, participants
from digimatka.store.meetings import Row
from digimatka.store.session import Store
from digimatka.usecases.learn import NothingThereError, Walker, open_quest
from digimatka.usecases.meet import follow

MOST_PEOPLE: Final = 300
MOST_WORDS: Final = 80
MOST_WORD: Final = 40


class JoinProblem(StrEnum):
    """Why somebody cannot join a meeting."""

    OVER = "over"
    CLOSED = "closed"
    REMOVED = "removed"
    FULL = "full"


class TextProblem(StrEnum):
    """Why a few words are not taken."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class Day:
    """What one person did on the day of a meeting, as the events of their own log."""

    steps: int
    quests: tuple[str, ...]
    badges: tuple[str, ...]


def join(store: Store, meeting_id: int, learner_id: int, today: date) -> int | JoinProblem:
    """The learner is in the meeting and in its group; returns the number of the participant.

    Who is in already is in, also when the door is closed. NothingThereError.
    """
    with store.write() as connection:
        row = meetings.get(connection, meeting_id, lock=True)
        if row is None:
            raise NothingThereError
        if row.code is None or row.day != today:
            return JoinProblem.OVER
        people = {p.learner_id: p for p in participants.people(connection, meeting_id)}
        own = people.get(learner_id)
        if own is not None and own.standing == participants.REMOVED:
            return JoinProblem.REMOVED
        if own is not None and own.standing == participants.IN:
            return own.id
        if model.load(row.state).is_closed:
            return JoinProblem.CLOSED
        if own is None and len(people) >= MOST_PEOPLE:
            return JoinProblem.FULL
        groups.join(connection, row.group_id, learner_id, today)
        person = participants.enter(connection, meeting_id, learner_id)
        follow(connection, row, Arrive(person))
        meetings.save(connection, meeting_id)
        return person


def catch_up(store: Store, rules: Rules, meeting_id: int, learner_id: int, today: date) -> None:
    """Opens the quest that the group does together for somebody who came late."""
    with store.read() as connection:
        row = meetings.get(connection, meeting_id)
    at = model.load(row.state).at if row else None
    if at and at[0] in rules.quests:
        open_quest(Walker(store, rules, learner_id, today, meeting_id), at[0])


def at_door(store: Store, meeting_id: int, today: date) -> JoinProblem | None:
    """Why somebody who is new could not join a meeting now."""
    with store.read() as connection:
        row = meetings.get(connection, meeting_id)
        people = participants.people(connection, meeting_id)
    if row is None or row.code is None or row.day != today:
        return JoinProblem.OVER
    if model.load(row.state).is_closed:
        return JoinProblem.CLOSED
    return JoinProblem.FULL if len(people) >= MOST_PEOPLE else None


def is_in(store: Store, meeting_id: int, learner_id: int) -> bool:
    """Whether a learner is in a meeting now."""
    with store.read() as connection:
        return participants.participant_of(connection, meeting_id, learner_id) is not None


def participant(store: Store, meeting_id: int, learner_id: int) -> int:
    """The number of a learner in a meeting. NothingThereError if they are not in it."""
    with store.read() as connection:
        found = participants.participant_of(connection, meeting_id, learner_id)
    if found is None:
        raise NothingThereError
    return found


def meeting_of(store: Store, learner_id: int) -> int:
    """The open meeting that a learner is in; 0 for none."""
    with store.read() as connection:
        return participants.open_of_learner(connection, learner_id) or 0


def take_part(store: Store, meeting_id: int, command: Command, text: str = "") -> Refusal | None:
    """What a participant does in a meeting, with the few words that belong to it."""
    with store.write() as connection:
        row = meetings.get(connection, meeting_id, lock=True)
        if row is None:
            raise NothingThereError
        refused = follow(connection, row, command)
        if refused is not None:
            return refused
        if isinstance(command, AskHelp):
            who = command.participant
            kind = participants.HELP
            participants.forget_texts(connection, meeting_id, kind=kind, participant_id=who)
            participants.add_text(connection, meeting_id, who, kind, text)
            meetings.save(connection, meeting_id)
        elif isinstance(command, SaidWord):
            participants.add_text(connection, meeting_id, None, participants.WORD, text)
    return None


def leave(store: Store, meeting_id: int, person: int) -> None:
    """A participant leaves; they can join again at any time. Who was removed stays removed."""
    with store.write() as connection:
        row = meetings.get(connection, meeting_id, lock=True)
        if row is None:
            raise NothingThereError
        if person in participants.present(connection, meeting_id):
            _leave(connection, row, person)


def leave_all(connection: Connection, learner_id: int) -> None:
    """A learner leaves every open meeting, so that nobody is left in a pair with nobody."""
    while (meeting_id := participants.open_of_learner(connection, learner_id)) is not None:
        row = meetings.get(connection, meeting_id, lock=True)
        person = participants.participant_of(connection, meeting_id, learner_id)
        if row is None or person is None:
            return
        _leave(connection, row, person)


def _leave(connection: Connection, row: Row, person: int) -> None:
    follow(connection, row, Leave(person))
    participants.set_standing(connection, row.id, person, participants.LEFT)
    meetings.save(connection, row.id)


def note_answer(
    store: Store, meeting_id: int, learner_id: int, at: At, chosen: tuple[str, ...]
) -> bool:
    """Counts an answer to the step that the group does together; False for any other step."""
    with store.read() as connection:
        row = meetings.get(connection, meeting_id)
        person = participants.participant_of(connection, meeting_id, learner_id)
    if row is None or row.code is None or person is None:
        return False
    meeting = model.load(row.state)
    if meeting.at != at or meeting.way is not Way.TOGETHER:
        return False
    take_part(store, meeting_id, Answered(person, at, chosen))
    return True


def read_words(typed: str, most: int) -> str | TextProblem:
    """A few words with their spaces tidied, or why they are not taken. They must not be private."""
    text = " ".join(typed.split())
    if looks_private(text) or "@" in text:
        return TextProblem.PRIVATE
    if not text:
        return TextProblem.EMPTY
    return TextProblem.TOO_LONG if len(text) > most else text


def day_of(store: Store, rules: Rules, learner_id: int, day: date) -> Day:
    """What one person did on a day, by their own log: for that person alone."""
    with store.read() as connection:
        events = log.since(connection, learner_id, rules.journey.id)
    now = map(rules.renames.current, events)
    today: list[Event] = [event for event in now if event.day == day]
    quests = (event.quest for event in today if isinstance(event, QuestCompleted))
    badges = (event.title for event in today if isinstance(event, BadgeAwarded))
    steps = {(e.quest, e.step) for e in today if isinstance(e, StepCompleted)}
    return Day(len(steps), tuple(dict.fromkeys(quests)), tuple(badges))
