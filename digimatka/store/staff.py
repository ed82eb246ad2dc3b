"""Rows of staff."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, insert, select, update

from digimatka.core.staff import Role, Staff
from digimatka.store.tables import StaffRow

_STAFF = StaffRow.__table__  # type: ignore[attr-defined]  # SQLModel sets it, its types do not say
_COLUMNS: Final = ("id", "name", "roles", "password", "session", "totp", "totp_used", "is_active")


@dataclass(frozen=True, slots=True)
class Account:
    """A member of staff with what signing in needs; see ``StaffRow``."""

    staff: Staff
    password: str
    session: int
    totp: str | None
    totp_used: int
    is_active: bool

    @property
    def can_lead(self) -> bool:
        """Whether a group may be given to them: an open account, in the role."""
        return self.is_active and self.staff.may((Role.FACILITATOR,))


def add(
    connection: Connection, name: str, password: str, roles: frozenset[Role], today: date
) -> int:
    """A new account; ``password`` is a hash. IntegrityError if the name is taken."""
    values = {"name": name, "password": password, "roles": text_of(roles), "created_on": today}
    made = insert(_STAFF).values(session=1, totp_used=0, is_active=True, **values)
    return int(connection.execute(made.returning(_STAFF.c.id)).scalar_one())


def by_name(connection: Connection, name: str) -> Account | None:
    """The account with this name."""
    return _account(connection, _STAFF.c.name == name)


def by_id(connection: Connection, staff_id: int) -> Account | None:
    """The account with this number."""
    return _account(connection, _STAFF.c.id == staff_id)


def everybody(connection: Connection) -> list[Account]:
    """Every account, by name."""
    rows = connection.execute(_accounts().order_by(_STAFF.c.name)).all()
    return [_read(row) for row in rows]


def set_password(
    connection: Connection, account: Account, password: str, *, ends_sessions: bool = True
) -> bool:
    """Keeps another hash; whether it did: not if the account has changed since it was read.

    ``ends_sessions`` is false where the same password is hashed anew.
    """
    is_same = (_STAFF.c.session == account.session) & (_STAFF.c.password == account.password)
    values = {"password": password, "session": account.session + ends_sessions}
    return _change(connection, (_STAFF.c.id == account.staff.id) & is_same, values)


def set_roles(connection: Connection, staff_id: int, roles: frozenset[Role]) -> None:
    """What the account may do from now on."""
    _change(connection, _STAFF.c.id == staff_id, {"roles": text_of(roles)})


def set_active(connection: Connection, staff_id: int, is_active: bool) -> None:
    """Closes or opens an account. Its sessions end and do not come back."""
    values = {"is_active": is_active, "session": _STAFF.c.session + 1}
    _change(connection, _STAFF.c.id == staff_id, values)


def set_totp(connection: Connection, staff_id: int, totp: str | None, used: int = 0) -> None:
    """Turns the second factor on, with the time step of its first code, or off."""
    _change(connection, _STAFF.c.id == staff_id, {"totp": totp, "totp_used": used})


def use_totp(connection: Connection, staff_id: int, step: int) -> bool:
    """Whether the code of this time step is good: it is once, and none before it is any more."""
    is_new = (_STAFF.c.id == staff_id) & (_STAFF.c.totp_used < step)
    return _change(connection, is_new, {"totp_used": step})


def text_of(roles: frozenset[Role]) -> str:
    """Roles as they are kept."""
    return " ".join(role for role in Role if role in roles)


def roles_of(text: str) -> frozenset[Role]:
    """Roles as they were kept."""
    return frozenset(map(Role, text.split()))


def _change(connection: Connection, which: ColumnElement[bool], values: dict[str, object]) -> bool:
    return connection.execute(update(_STAFF).where(which).values(values)).rowcount == 1


def _account(connection: Connection, which: ColumnElement[bool]) -> Account | None:
    found = connection.execute(_accounts().where(which)).first()
    return None if found is None else _read(found)


def _accounts() -> Select[Any]:
    return select(*(_STAFF.c[column] for column in _COLUMNS))


def _read(row: Sequence[Any]) -> Account:
    number, name, roles, password, session, totp, totp_used, is_active = row
    staff = Staff(number, name, roles_of(roles))
    return Account(staff, password, session, totp, totp_used, is_active)
