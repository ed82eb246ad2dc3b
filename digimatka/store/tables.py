"""The rows. They are storage, not domain objects: the core never sees them.

No column holds a time of day, an address, a name, or a text of the learner's.
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
