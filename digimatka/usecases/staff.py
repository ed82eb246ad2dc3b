"""Accounts of staff: made, signed in to, changed. Passwords are kept as argon2id hashes alone."""

from datetime import date
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy.exc import IntegrityError

from digimatka.core.staff import Role, Staff
from digimatka.store import staff as rows
from digimatka.store.session import Store

# RFC 9106, the second recommended choice: 64 MiB, 3 passes, 4 lanes.
HASHER: Final = PasswordHasher()


class NameTakenError(Exception):
    """Another account has this name."""


def add(store: Store, name: str, password: str, roles: frozenset[Role], today: date) -> Staff:
    """A new account. NameTakenError."""
    hashed = HASHER.hash(password)
    try:
        with store.write() as connection:
            return Staff(rows.add(connection, name, hashed, roles, today), name, roles)
    except IntegrityError as error:
        raise NameTakenError from error


def sign_in(store: Store, name: str, password: str) -> str | None:
    """What a session of the account holds (see ``of_session``), or None: wrong name or password."""
    with store.read() as connection:
        found = rows.by_name(connection, name)
    if found is None or not found.is_active:
        return None
    try:
        HASHER.verify(found.password, password)
    except VerificationError:
        return None
    return f"{found.staff.id}.{found.session}"


def of_session(store: Store, held: str) -> Staff | None:
    """Who a session belongs to; None if it has ended, as all do when the password changes."""
    number, _, session = held.partition(".")
    if not (number.isdecimal() and session.isdecimal()):
        return None
    with store.read() as connection:
        found = rows.by_id(connection, int(number))
    if found is None or not found.is_active or found.session != int(session):
        return None
    return found.staff
