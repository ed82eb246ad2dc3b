"""The rows. They are storage, not domain objects: the core never sees them.

No column holds a time of day, an address, a name, or a text of the learner's that stays: what is
written in a meeting (``MeetingTextRow``) is deleted when the meeting ends.
"""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlmodel import Field, SQLModel

# Alembic's batch mode can only change constraints that have a name.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class LearnerRow(SQLModel, table=True):
    """A learner: a nickname and a picture at most. ``lookup`` is all that is kept of a passport."""

    __tablename__ = "learner"
    # An id is in cookies: that of a learner who was erased must never become another one's.
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    lookup: str | None = Field(default=None, unique=True, max_length=64)
    nickname: str | None = Field(default=None, max_length=24)
    picture: str | None = Field(default=None, max_length=40)
    created_on: date
    seen_on: date


class EventRow(SQLModel, table=True):
    """One event. ``seq`` counts from 1 in a learner's journey: two tabs cannot both write it."""

    __tablename__ = "event"
    __table_args__ = (UniqueConstraint("learner_id", "journey", "seq"),)

    id: int | None = Field(default=None, primary_key=True)
    learner_id: int = Field(sa_column_args=[ForeignKey("learner.id", ondelete="CASCADE")])
    journey: str = Field(max_length=60)
    seq: int
    type: str = Field(max_length=40)
    day: date
    data: str


class SnapshotRow(SQLModel, table=True):
    """The fold of a learner's log on one journey, valid for the rules named by ``rules``."""

    __tablename__ = "snapshot"

    learner_id: int = Field(
        primary_key=True, sa_column_args=[ForeignKey("learner.id", ondelete="CASCADE")]
    )
    journey: str = Field(primary_key=True, max_length=60)
    seq: int
    rules: str = Field(max_length=16)
    state: str


class StaffRow(SQLModel, table=True):
    """A member of staff. ``name`` is what they sign in with.

    ``session`` changes when sessions must end. The second factor's secret is made of ``totp`` and
    the secret of the server, so that the database alone does not hold it; ``totp_used`` is the last
    time step that a code was good for, so that no code is good twice.
    """

    __tablename__ = "staff"
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True, max_length=40)
    password: str = Field(max_length=200)
    roles: str = Field(max_length=60)
    session: int = 1
    totp: str | None = Field(default=None, max_length=40)
    totp_used: int = 0
    is_active: bool = True
    created_on: date


class InvitationRow(SQLModel, table=True):
    """An invitation that was not used yet; ``token`` is a hash of what stands in the link.

    ``staff_id``: whose password the link sets anew, instead of making an account.
    """

    __tablename__ = "invitation"

    id: int | None = Field(default=None, primary_key=True)
    token: str = Field(unique=True, max_length=64)
    roles: str = Field(max_length=60)
    made_by: int | None = Field(
        default=None, sa_column_args=[ForeignKey("staff.id", ondelete="CASCADE")]
    )
    staff_id: int | None = Field(
        default=None, sa_column_args=[ForeignKey("staff.id", ondelete="CASCADE")]
    )
    valid_until: date


class GroupRow(SQLModel, table=True):
    """A group: learners and their facilitators over weeks, on one journey."""

    __tablename__ = "learner_group"
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=60)
    journey: str = Field(max_length=60)
    created_on: date
    archived_on: date | None = None


class GroupFacilitatorRow(SQLModel, table=True):
    """Who leads a group; all of them have the same rights in it."""

    __tablename__ = "group_facilitator"

    group_id: int = Field(
        primary_key=True, sa_column_args=[ForeignKey("learner_group.id", ondelete="CASCADE")]
    )
    staff_id: int = Field(
        primary_key=True, sa_column_args=[ForeignKey("staff.id", ondelete="CASCADE")]
    )


class GroupMemberRow(SQLModel, table=True):
    """A learner of a group. ``slip`` is the number on the slip that was printed for them."""

    __tablename__ = "group_member"
    __table_args__ = (UniqueConstraint("group_id", "slip"),)

    group_id: int = Field(
        primary_key=True, sa_column_args=[ForeignKey("learner_group.id", ondelete="CASCADE")]
    )
    learner_id: int = Field(
        primary_key=True, sa_column_args=[ForeignKey("learner.id", ondelete="CASCADE")]
    )
    slip: int


class AttendanceRow(SQLModel, table=True):
    """A learner of a group was there on a day."""

    __tablename__ = "attendance"

    group_id: int = Field(
        primary_key=True, sa_column_args=[ForeignKey("learner_group.id", ondelete="CASCADE")]
    )
    learner_id: int = Field(
        primary_key=True, sa_column_args=[ForeignKey("learner.id", ondelete="CASCADE")]
    )
    day: date = Field(primary_key=True)


class MeetingRow(SQLModel, table=True):
    """A meeting of a group. ``version`` grows with whatever somebody can see of it.

    ``state`` is the whole meeting (``core/meeting``) as text, ``plan`` its run sheet. The code is
    taken away when the meeting ends, so that another one can have it.
    """

    __tablename__ = "meeting"
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    group_id: int = Field(
        index=True, sa_column_args=[ForeignKey("learner_group.id", ondelete="CASCADE")]
    )
    code: str | None = Field(default=None, unique=True, max_length=8)
    title: str = Field(max_length=120)
    day: date
    version: int = 1
    state: str
    plan: str


class ParticipantRow(SQLModel, table=True):
    """A learner in a meeting; ``standing`` is in, left or removed."""

    __tablename__ = "participant"
    __table_args__ = (
        UniqueConstraint("meeting_id", "learner_id"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(sa_column_args=[ForeignKey("meeting.id", ondelete="CASCADE")])
    learner_id: int = Field(
        index=True, sa_column_args=[ForeignKey("learner.id", ondelete="CASCADE")]
    )
    standing: str = Field(max_length=8)


class MeetingTextRow(SQLModel, table=True):
    """A few words written in a meeting, deleted when it ends. ``kind``: help or word.

    A help request has a ``participant_id``; a word that answers a spotlight question has none.
    """

    __tablename__ = "meeting_text"

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(
        index=True, sa_column_args=[ForeignKey("meeting.id", ondelete="CASCADE")]
    )
    participant_id: int | None = Field(
        default=None, sa_column_args=[ForeignKey("participant.id", ondelete="CASCADE")]
    )
    kind: str = Field(max_length=8)
    text: str = Field(max_length=120)
    is_shown: bool = False
