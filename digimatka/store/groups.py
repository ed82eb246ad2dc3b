"""Rows of groups: who leads one, who is in it, who was there on a day."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Select, Table, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from digimatka.core.group import Group
from digimatka.core.staff import Role
from digimatka.store.tables import (
    AttendanceRow,
    GroupFacilitatorRow,
    GroupMemberRow,
    GroupRow,
    StaffRow,
)

# SQLModel sets __table__, its types do not say.
_GROUP: Table = GroupRow.__table__  # type: ignore[attr-defined]
_LEADER: Table = GroupFacilitatorRow.__table__  # type: ignore[attr-defined]
_MEMBER: Table = GroupMemberRow.__table__  # type: ignore[attr-defined]
_ATTENDANCE: Table = AttendanceRow.__table__  # type: ignore[attr-defined]
_STAFF: Table = StaffRow.__table__  # type: ignore[attr-defined]
# SQLite lets one write at a time; elsewhere another one may take the number that was free.
TRIES: Final = 5


def add(connection: Connection, name: str, journey: str, staff_id: int, today: date) -> int:
    """A new group, led by ``staff_id``; returns the id."""
    values = {"name": name, "journey": journey, "created_on": today}
    group_id = int(
        connection.execute(insert(_GROUP).values(values).returning(_GROUP.c.id)).scalar_one()
    )
    lead(connection, group_id, staff_id)
    return group_id


def get(connection: Connection, group_id: int) -> Group | None:
    """The group with this number."""
    found = connection.execute(_groups().where(_GROUP.c.id == group_id)).first()
    return Group(*found) if found else None


def of_staff(connection: Connection, staff_id: int) -> list[Group]:
    """The groups that a member of staff leads, the oldest first; archived ones too."""
    led = _groups().join(_LEADER, _LEADER.c.group_id == _GROUP.c.id)
    found = connection.execute(led.where(_LEADER.c.staff_id == staff_id).order_by(_GROUP.c.id))
    return [Group(*row) for row in found]


def of_learner(connection: Connection, learner_id: int) -> list[Group]:
    """The groups that a learner is in, the oldest first; archived ones too."""
    joined = _groups().join(_MEMBER, _MEMBER.c.group_id == _GROUP.c.id)
    found = connection.execute(joined.where(_MEMBER.c.learner_id == learner_id))
    return sorted((Group(*row) for row in found), key=lambda group: group.id)


def rename(connection: Connection, group_id: int, name: str) -> None:
    """Gives the group another name."""
    connection.execute(update(_GROUP).where(_GROUP.c.id == group_id).values(name=name))


def archive(connection: Connection, group_id: int, day: date | None) -> None:
    """Notes the day on which the group ended; None brings it back."""
    connection.execute(update(_GROUP).where(_GROUP.c.id == group_id).values(archived_on=day))


def forget(connection: Connection, group_id: int) -> None:
    """Deletes the group with all that hangs on it; the learners and their journeys stay."""
    connection.execute(delete(_GROUP).where(_GROUP.c.id == group_id))


def is_led_by(connection: Connection, group_id: int, staff_id: int) -> bool:
    """Whether a member of staff leads the group."""
    found = select(_LEADER.c.staff_id).where(
        _LEADER.c.group_id == group_id, _LEADER.c.staff_id == staff_id
    )
    return connection.execute(found).first() is not None


def leaders(connection: Connection, group_id: int) -> list[tuple[int, str]]:
    """Who leads the group and can do so now (an open account, in the role), by name."""
    able = _able_leaders().where(_LEADER.c.group_id == group_id).order_by(_STAFF.c.name)
    return [(number, name) for number, name in connection.execute(able)]


def left_by(connection: Connection, staff_id: int) -> list[int]:
    """The numbers of the groups of this member of staff that nobody can lead now."""
    able = _able_leaders().where(_LEADER.c.group_id == _GROUP.c.id).correlate(_GROUP)
    theirs = select(_LEADER.c.group_id).where(_LEADER.c.staff_id == staff_id)
    left = select(_GROUP.c.id).where(_GROUP.c.id.in_(theirs), ~able.exists())
    return list(connection.execute(left.order_by(_GROUP.c.id)).scalars())


def lead(connection: Connection, group_id: int, staff_id: int) -> None:
    """A member of staff leads the group from now on, if not already."""
    _ensure(connection, _LEADER, {"group_id": group_id, "staff_id": staff_id})


def stop_leading(connection: Connection, group_id: int, staff_id: int) -> None:
    """A member of staff does not lead the group any more."""
    connection.execute(
        delete(_LEADER).where(_LEADER.c.group_id == group_id, _LEADER.c.staff_id == staff_id)
    )


def join(connection: Connection, group_id: int, learner_id: int, day: date) -> int:
    """The learner is in the group, and was there on the day; returns the number of their slip.

    Nothing changes for one who is in it already. IntegrityError: there is no such group or learner.
    """
    slip = enrol(connection, group_id, learner_id)
    note_presence(connection, group_id, learner_id, day)
    return slip


def enrol(connection: Connection, group_id: int, learner_id: int) -> int:
    """The learner is in the group; returns the number of their slip: theirs, or the next one."""
    for attempt in range(TRIES):
        slip = slip_of(connection, group_id, learner_id)
        if slip is not None:
            return slip
        try:
            with connection.begin_nested():
                connection.execute(
                    insert(_MEMBER).values(
                        group_id=group_id,
                        learner_id=learner_id,
                        slip=last_slip(connection, group_id) + 1,
                    )
                )
        except IntegrityError:
            if attempt == TRIES - 1:
                raise
    return last_slip(connection, group_id)


def slip_of(connection: Connection, group_id: int, learner_id: int) -> int | None:
    """The number of a learner in the group; None if they are not in it."""
    found: int | None = connection.execute(
        select(_MEMBER.c.slip).where(
            _MEMBER.c.group_id == group_id, _MEMBER.c.learner_id == learner_id
        )
    ).scalar_one_or_none()
    return found


def last_slip(connection: Connection, group_id: int) -> int:
    """The greatest number of a slip in the group; 0 for none."""
    last = select(func.max(_MEMBER.c.slip)).where(_MEMBER.c.group_id == group_id)
    return connection.execute(last).scalar_one() or 0


def leave(connection: Connection, group_id: int, learner_id: int) -> None:
    """The learner is not in the group any more, and it is forgotten when they were there."""
    for table in (_ATTENDANCE, _MEMBER):
        connection.execute(
            delete(table).where(table.c.group_id == group_id, table.c.learner_id == learner_id)
        )


def note_presence(connection: Connection, group_id: int, learner_id: int, day: date) -> None:
    """The learner was there on the day."""
    _ensure(connection, _ATTENDANCE, {"group_id": group_id, "learner_id": learner_id, "day": day})


def note_absence(connection: Connection, group_id: int, learner_id: int, day: date) -> None:
    """Takes back that the learner was there on the day."""
    connection.execute(
        delete(_ATTENDANCE).where(
            _ATTENDANCE.c.group_id == group_id,
            _ATTENDANCE.c.learner_id == learner_id,
            _ATTENDANCE.c.day == day,
        )
    )


def presence(connection: Connection, group_id: int) -> dict[date, frozenset[int]]:
    """Who was there on each day, the last day first."""
    found = connection.execute(
        select(_ATTENDANCE.c.day, _ATTENDANCE.c.learner_id)
        .where(_ATTENDANCE.c.group_id == group_id)
        .order_by(_ATTENDANCE.c.day.desc())
    )
    days: dict[date, set[int]] = {}
    for day, learner_id in found:
        days.setdefault(day, set()).add(learner_id)
    return {day: frozenset(learners) for day, learners in days.items()}


def _groups() -> Select[Any]:
    columns = ("id", "name", "journey", "created_on", "archived_on")
    return select(*(_GROUP.c[column] for column in columns)).select_from(_GROUP)


def _able_leaders() -> Select[int, str]:
    """Number and name of those who lead a group and can do so: an open account, in the role."""
    return (
        select(_STAFF.c.id, _STAFF.c.name)
        .join(_LEADER, _LEADER.c.staff_id == _STAFF.c.id)
        .where(_STAFF.c.is_active, _STAFF.c.roles.contains(Role.FACILITATOR.value))
    )


def _ensure(connection: Connection, table: Table, key: Mapping[str, object]) -> None:
    """Adds a row unless it is there; one that another writer has just added is as good."""
    where = [table.c[name] == value for name, value in key.items()]
    there = select(*table.primary_key).where(*where)
    if connection.execute(there).first() is not None:
        return
    try:
        with connection.begin_nested():
            connection.execute(insert(table).values(key))
    except IntegrityError:
        if connection.execute(there).first() is None:
            raise
