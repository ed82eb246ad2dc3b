"""Rows of staff."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, insert, select

from digimatka.core.staff import Role, Staff
from digimatka.store.tables import StaffRow

_STAFF = StaffRow.__table__  # type: ignore[attr-defined]  # SQLModel sets it, its types do not say


@dataclass(frozen=True, slots=True)
class Account:
    """A member of staff with what signing in needs; see ``StaffRow``."""

    staff: Staff
    password: str
    session: int
    totp: str | None
    totp_used: int
    is_active: bool


def add(
    connection: Connection, name: str, password: str, roles: frozenset[Role], today: date
) -> int:
    """A new account; ``password`` is a hash. IntegrityError if the name is taken."""
    values = {"name": name, "password": password, "roles": _text(roles), "created_on": today}
    made = insert(_STAFF).values(session=1, totp_used=0, is_active=True, **values)
    return int(connection.execute(made.returning(_STAFF.c.id)).scalar_one())


def by_name(connection: Connection, name: str) -> Account | None:
    """The account with this name."""
    return _account(connection, _STAFF.c.name == name)


def by_id(connection: Connection, staff_id: int) -> Account | None:
    """The account with this number."""
    return _account(connection, _STAFF.c.id == staff_id)


def _account(connection: Connection, which: ColumnElement[bool]) -> Account | None:
    columns = ("id", "name", "roles", "password", "session", "totp", "totp_used", "is_active")
    found = connection.execute(
        select(*(_STAFF.c[column] for column in columns)).where(which)
    ).first()
    if found is None:
        return None
    number, name, roles, password, session, totp, totp_used, is_active = found
    staff = Staff(number, name, frozenset(map(Role, roles.split())))
    return Account(staff, password, session, totp, totp_used, is_active)


def _text(roles: frozenset[Role]) -> str:
    return " ".join(role for role in Role if role in roles)
