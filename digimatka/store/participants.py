"""Rows of those in a meeting, and of the few words that are deleted at its end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, update
from sqlalchemy.sql.expression import and_

from digimatka.store.prepared import Prepared
from digimatka.store.tables import (
    EventRow,
    GroupMemberRow,
    LearnerRow,
    MeetingRow,
    MeetingTextRow,
    ParticipantRow,
    SnapshotRow,
)

# SQLModel sets __table__, its types do not say.
_MEETING: Table = MeetingRow.__table__  # type: ignore[attr-defined]
_PARTICIPANT: Table = ParticipantRow.__table__  # type: ignore[attr-defined]
_TEXT: Table = MeetingTextRow.__table__  # type: ignore[attr-defined]
_LEARNER: Table = LearnerRow.__table__  # type: ignore[attr-defined]
_MEMBER: Table = GroupMemberRow.__table__  # type: ignore[attr-defined]
_SNAPSHOT: Table = SnapshotRow.__table__  # type: ignore[attr-defined]
_EVENT: Table = EventRow.__table__  # type: ignore[attr-defined]

IN: Final = "in"
LEFT: Final = "left"
REMOVED: Final = "removed"
HELP: Final = "help"
WORD: Final = "word"


@dataclass(frozen=True, slots=True)
class Person:
    """A participant: by nickname, picture or the number of their slip. ``standing``: IN, …"""

    id: int
    learner_id: int
    nickname: str | None
    picture: str | None
    slip: int
    standing: str


@dataclass(frozen=True, slots=True)
class Words:
    """A few words of a participant: a help request, or an answer to the spotlight question."""

    id: int
    participant_id: int | None
    kind: str
    text: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Place:
    """How far a participant is, as stored: see ``log.Place``."""

    participant_id: int
    learner_id: int
    seq: int
    rules: str
    state: str | None


_PARTICIPANT_OF = Prepared(
    select(_PARTICIPANT.c.id).where(
        _PARTICIPANT.c.meeting_id == bindparam("meeting"),
        _PARTICIPANT.c.learner_id == bindparam("learner"),
        _PARTICIPANT.c.standing == bindparam("standing"),
    )
)
_PLACES = Prepared(
    select(
        _PARTICIPANT.c.id,
        _PARTICIPANT.c.learner_id,
        _SNAPSHOT.c.seq,
        _SNAPSHOT.c.rules,
        _SNAPSHOT.c.state,
    )
    .select_from(
        _PARTICIPANT.outerjoin(
            _SNAPSHOT,
            and_(
                _SNAPSHOT.c.learner_id == _PARTICIPANT.c.learner_id,
                _SNAPSHOT.c.journey == bindparam("journey"),
            ),
        )
    )
    .where(
        _PARTICIPANT.c.meeting_id == bindparam("meeting"),
        _PARTICIPANT.c.standing == bindparam("standing"),
    )
    .order_by(_PARTICIPANT.c.id)
)


def enter(connection: Connection, meeting_id: int, learner_id: int) -> int:
    """The number of the learner in the meeting, made if there is none; who had left is in again.

    Who was removed stays removed.
    """
    own = (_PARTICIPANT.c.meeting_id == meeting_id, _PARTICIPANT.c.learner_id == learner_id)
    found = connection.execute(select(_PARTICIPANT.c.id, _PARTICIPANT.c.standing).where(*own))
    there = found.first()
    if there is None:
        values = {"meeting_id": meeting_id, "learner_id": learner_id, "standing": IN}
        made = insert(_PARTICIPANT).values(values).returning(_PARTICIPANT.c.id)
        return int(connection.execute(made).scalar_one())
    if there.standing == LEFT:
        connection.execute(update(_PARTICIPANT).where(*own).values(standing=IN))
    return int(there.id)


def set_standing(connection: Connection, meeting_id: int, person: int, standing: str) -> None:
    """Notes that a participant has left, was removed, or may come back."""
    connection.execute(
        update(_PARTICIPANT)
        .where(_PARTICIPANT.c.id == person, _PARTICIPANT.c.meeting_id == meeting_id)
        .values(standing=standing)
    )


def people(connection: Connection, meeting_id: int) -> list[Person]:
    """Everybody who has been in the meeting, in the order in which they came."""
    found = connection.execute(
        select(
            _PARTICIPANT.c.id,
            _PARTICIPANT.c.learner_id,
            _LEARNER.c.nickname,
            _LEARNER.c.picture,
            func.coalesce(_MEMBER.c.slip, 0),
            _PARTICIPANT.c.standing,
        )
        .join(_LEARNER, _LEARNER.c.id == _PARTICIPANT.c.learner_id)
        .join(_MEETING, _MEETING.c.id == _PARTICIPANT.c.meeting_id)
        .outerjoin(
            _MEMBER,
            and_(
                _MEMBER.c.learner_id == _PARTICIPANT.c.learner_id,
                _MEMBER.c.group_id == _MEETING.c.group_id,
            ),
        )
        .where(_PARTICIPANT.c.meeting_id == meeting_id)
        .order_by(_PARTICIPANT.c.id)
    )
    return [Person(*row) for row in found]


def present(connection: Connection, meeting_id: int) -> list[int]:
    """The numbers of those who are in, in the order in which they came."""
    found = connection.execute(
        select(_PARTICIPANT.c.id)
        .where(_PARTICIPANT.c.meeting_id == meeting_id, _PARTICIPANT.c.standing == IN)
        .order_by(_PARTICIPANT.c.id)
    )
    return list(found.scalars())


def participant_of(connection: Connection, meeting_id: int, learner_id: int) -> int | None:
    """The number of a learner who is in the meeting. Cheap: every page that is live asks it."""
    own = {"meeting": meeting_id, "learner": learner_id, "standing": IN}
    rows = _PARTICIPANT_OF.rows(connection, own)
    return int(rows[0][0]) if rows else None


def open_of_learner(connection: Connection, learner_id: int) -> int | None:
    """The open meeting that a learner is in, the last one they joined."""
    found: int | None = connection.execute(
        select(_MEETING.c.id)
        .join(_PARTICIPANT, _PARTICIPANT.c.meeting_id == _MEETING.c.id)
        .where(
            _PARTICIPANT.c.learner_id == learner_id,
            _PARTICIPANT.c.standing == IN,
            _MEETING.c.code.is_not(None),
        )
        .order_by(_PARTICIPANT.c.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    return found


def places(connection: Connection, meeting_id: int, journey: str) -> list[Place]:
    """How far those who are in have come on a journey, in one statement."""
    found = _PLACES.rows(connection, {"meeting": meeting_id, "journey": journey, "standing": IN})
    return [Place(p, learner, seq or 0, rules or "", s) for p, learner, seq, rules, s in found]


def steps_on(connection: Connection, meeting_id: int, journey: str, day: date) -> int:
    """How many steps those who are in have done on a day, all together."""
    count = (
        select(func.count())
        .select_from(_EVENT)
        .join(_PARTICIPANT, _PARTICIPANT.c.learner_id == _EVENT.c.learner_id)
        .where(
            _PARTICIPANT.c.meeting_id == meeting_id,
            _PARTICIPANT.c.standing == IN,
            _EVENT.c.journey == journey,
            _EVENT.c.day == day,
            _EVENT.c.type == "StepCompleted",
        )
    )
    return int(connection.execute(count).scalar_one())


def add_text(
    connection: Connection, meeting_id: int, person: int | None, kind: str, text: str
) -> None:
    """Keeps a few words until the meeting ends."""
    values = {"meeting_id": meeting_id, "participant_id": person, "kind": kind, "text": text}
    connection.execute(insert(_TEXT).values(is_shown=False, **values))


def texts(connection: Connection, meeting_id: int, kind: str) -> list[Words]:
    """The words of a kind, in the order in which they came."""
    columns = (_TEXT.c.id, _TEXT.c.participant_id, _TEXT.c.kind, _TEXT.c.text, _TEXT.c.is_shown)
    chosen = select(*columns).where(_TEXT.c.meeting_id == meeting_id, _TEXT.c.kind == kind)
    return [Words(*row) for row in connection.execute(chosen.order_by(_TEXT.c.id))]


def show_text(connection: Connection, meeting_id: int, text_id: int, shown: bool) -> None:
    """Lets everybody see a word, or nobody."""
    own = (_TEXT.c.id == text_id, _TEXT.c.meeting_id == meeting_id, _TEXT.c.kind == WORD)
    connection.execute(update(_TEXT).where(*own).values(is_shown=shown))


def forget_texts(connection: Connection, meeting_id: int, **which: object) -> None:
    """Deletes the words of a meeting: those of a ``kind``, of a ``participant_id``, or all."""
    chosen = [_TEXT.c.meeting_id == meeting_id, *_equal(which)]
    connection.execute(delete(_TEXT).where(*chosen))


def _equal(which: Mapping[str, object]) -> Sequence[Any]:
    return [_TEXT.c[name] == value for name, value in which.items()]
