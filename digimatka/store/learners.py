"""Rows of learners: begin, name, find by passport, forget."""

from datetime import date

from sqlalchemy import Connection
from sqlmodel import col, delete, func, insert, select, update

from digimatka.store.tables import EventRow, LearnerRow


def add(connection: Connection, today: date) -> int:
    """A new learner without a name; returns the id."""
    values = {"created_on": today, "seen_on": today}
    learner_id = connection.execute(
        insert(LearnerRow).values(values).returning(col(LearnerRow.id))
    ).scalar_one()
    return int(learner_id or 0)


def rename(
    connection: Connection, learner_id: int, nickname: str | None, picture: str | None
) -> None:
    """Sets what the learner wants to be called, and their picture."""
    connection.execute(
        update(LearnerRow)
        .where(col(LearnerRow.id) == learner_id)
        .values(nickname=nickname, picture=picture)
    )


def set_lookup(connection: Connection, learner_id: int, lookup: str) -> None:
    """Ties a passport to the learner; the one before is void from now on."""
    connection.execute(
        update(LearnerRow).where(col(LearnerRow.id) == learner_id).values(lookup=lookup)
    )


def by_lookup(connection: Connection, lookup: str) -> int | None:
    """The learner with this passport."""
    return connection.execute(
        select(LearnerRow.id).where(LearnerRow.lookup == lookup)
    ).scalar_one_or_none()


def journeys(connection: Connection, learner_id: int) -> tuple[str, ...]:
    """The journeys that the learner has done something on, the last one first."""
    last = func.max(EventRow.id)
    found = connection.execute(
        select(EventRow.journey)
        .where(EventRow.learner_id == learner_id)
        .group_by(EventRow.journey)
        .order_by(last.desc())
    )
    return tuple(found.scalars())


def forget(connection: Connection, learner_id: int) -> None:
    """Deletes the learner with everything that hangs on the row."""
    connection.execute(delete(LearnerRow).where(col(LearnerRow.id) == learner_id))
