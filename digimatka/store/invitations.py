"""Rows of invitations: a link that was given out and not used yet."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from digimatka.core.staff import Role
from digimatka.store.staff import roles_of, text_of
from digimatka.store.tables import InvitationRow

_INVITATION = InvitationRow.__table__  # type: ignore[attr-defined]  # SQLModel sets it


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a link is good for: an account with ``roles``, or a new password for ``staff_id``."""

    id: int
    roles: frozenset[Role]
    staff_id: int | None
    valid_until: date


def add(
    connection: Connection, token: str, roles: frozenset[Role], made_by: int | None, until: date
) -> None:
    """An invitation to an account; ``token`` is a hash. The command line is nobody."""
    _add(connection, token=token, roles=text_of(roles), made_by=made_by, valid_until=until)


def add_for(
    connection: Connection, token: str, staff_id: int, made_by: int | None, until: date
) -> None:
    """A link that sets the password of an account."""
    values = {"token": token, "staff_id": staff_id, "made_by": made_by, "valid_until": until}
    _add(connection, roles="", **values)


def by_token(connection: Connection, token: str, today: date) -> Invitation | None:
    """The invitation of this hash, if it is still good today."""
    found = _found(connection, (_INVITATION.c.token == token) & _is_good(today))
    return found[0] if found else None


def to_join(connection: Connection, today: date) -> list[Invitation]:
    """The invitations to a new account that are good today, oldest first."""
    return _found(connection, _INVITATION.c.staff_id.is_(None) & _is_good(today))


def remove(connection: Connection, invitation_id: int) -> bool:
    """Takes an invitation away; whether it was there."""
    return _remove(connection, _INVITATION.c.id == invitation_id) == 1


def remove_for(connection: Connection, staff_id: int) -> None:
    """Takes away the links that would set the password of an account."""
    _remove(connection, _INVITATION.c.staff_id == staff_id)


def remove_made_by(connection: Connection, staff_id: int) -> None:
    """Takes away what an account has given out: it may do so no longer."""
    _remove(connection, _INVITATION.c.made_by == staff_id)


def remove_old(connection: Connection, today: date) -> None:
    """Takes away what has run out."""
    _remove(connection, ~_is_good(today))


def _add(connection: Connection, **values: object) -> None:
    connection.execute(insert(_INVITATION).values(**values))


def _is_good(today: date) -> ColumnElement[bool]:
    good: ColumnElement[bool] = _INVITATION.c.valid_until >= today
    return good


def _found(connection: Connection, which: ColumnElement[bool]) -> list[Invitation]:
    columns = (_INVITATION.c[name] for name in ("id", "roles", "staff_id", "valid_until"))
    rows = connection.execute(select(*columns).where(which).order_by(_INVITATION.c.id)).all()
    return [
        Invitation(number, roles_of(roles), staff, until) for number, roles, staff, until in rows
    ]


def _remove(connection: Connection, which: ColumnElement[bool]) -> int:
    return connection.execute(delete(_INVITATION).where(which)).rowcount
