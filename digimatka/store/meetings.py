"""Rows of meetings. Who is in one: see ``participants.py``."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Table, bindparam, insert, literal_column, select, update

from digimatka.store.prepared import Prepared
from digimatka.store.tables import MeetingRow, ParticipantRow

# SQLModel sets __table__, its types do not say.
_MEETING: Table = MeetingRow.__table__  # type: ignore[attr-defined]
_PARTICIPANT: Table = ParticipantRow.__table__  # type: ignore[attr-defined]

# The state of a meeting in which nothing has happened yet.
UNOPENED: Final = "{}"
_COLUMNS: Final = ("id", "group_id", "code", "title", "day", "version", "state", "plan")


@dataclass(frozen=True, slots=True)
class Row:
    """A meeting as it is stored. ``code`` is None before it is opened and after it has ended."""

    id: int
    group_id: int
    code: str | None
    title: str
    day: date
    version: int
    state: str
    plan: str


_TOUCH = Prepared(
    update(_MEETING)
    .where(_MEETING.c.id == bindparam("p_meeting"), _MEETING.c.code.is_not(None))
    .values(version=_MEETING.c.version + literal_column("1"))
)
_OPEN_VERSIONS = Prepared(
    select(_MEETING.c.id, _MEETING.c.version).where(_MEETING.c.code.is_not(None))
)
_VERSION = Prepared(select(_MEETING.c.version).where(_MEETING.c.id == bindparam("meeting")))


def add(connection: Connection, group_id: int, title: str, day: date, plan: str) -> int:
    """A meeting that is planned and not open yet; returns the id."""
    values = {"group_id": group_id, "title": title, "day": day, "plan": plan, "state": UNOPENED}
    made = insert(_MEETING).values(version=1, **values).returning(_MEETING.c.id)
    return int(connection.execute(made).scalar_one())


def get(connection: Connection, meeting_id: int, *, lock: bool = False) -> Row | None:
    """The meeting with this number; ``lock`` it for a write that follows from what it says."""
    chosen = select(*_columns()).where(_MEETING.c.id == meeting_id)
    found = connection.execute(chosen.with_for_update() if lock else chosen).first()
    return Row(*found) if found else None


def by_code(connection: Connection, code: str) -> Row | None:
    """The open meeting with this room code."""
    found = connection.execute(select(*_columns()).where(_MEETING.c.code == code)).first()
    return Row(*found) if found else None


def of_group(connection: Connection, group_id: int) -> list[Row]:
    """The meetings of a group, the newest first."""
    chosen = select(*_columns()).where(_MEETING.c.group_id == group_id)
    return [Row(*row) for row in connection.execute(chosen.order_by(_MEETING.c.id.desc()))]


def open_now(connection: Connection) -> list[Row]:
    """Every meeting that is open, also those of earlier days that nobody ended."""
    chosen = select(*_columns()).where(_MEETING.c.code.is_not(None))
    return [Row(*row) for row in connection.execute(chosen.order_by(_MEETING.c.id))]


def save(connection: Connection, meeting_id: int, **values: object) -> None:
    """Sets columns of a meeting; whoever watches it sees a new version."""
    chosen = update(_MEETING).where(_MEETING.c.id == meeting_id)
    connection.execute(chosen.values(version=_MEETING.c.version + 1, **values))


def touch(connection: Connection, meeting_id: int) -> None:
    """Something that a meeting shows has changed: a step of somebody in it. Cheap."""
    _TOUCH.run(connection, {"p_meeting": meeting_id})


def open_versions(connection: Connection) -> dict[int, int]:
    """The version of every open meeting, by number. Cheap: it is asked many times a second."""
    return dict(_OPEN_VERSIONS.rows(connection, {}))  # type: ignore[arg-type]  # pairs


def version(connection: Connection, meeting_id: int) -> int:
    """The version of a meeting; 0 if there is none."""
    rows = _VERSION.rows(connection, {"meeting": meeting_id})
    return int(rows[0][0]) if rows else 0


def _columns() -> list[Any]:
    return [_MEETING.c[name] for name in _COLUMNS]
