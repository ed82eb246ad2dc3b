"""Accounts of staff: made, signed in to, changed. Passwords are kept as argon2id hashes alone."""

import secrets
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy.exc import IntegrityError

from digimatka.core.password import normalized
from digimatka.core.staff import Role, Staff
from digimatka.store import staff as rows
from digimatka.store.session import Store
from digimatka.store.staff import Account

# RFC 9106, the second recommended choice: 64 MiB, 3 passes, 4 lanes.
HASHER: Final = PasswordHasher()


class NameTakenError(Exception):
    """Another account has this name."""


class WrongPasswordError(Exception):
    """The password given to prove who is asking is not that of the account."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A password that was right. ``held`` is what a session holds (see ``of_session``).

    With ``needs_code`` nobody is signed in before ``second_factor.enter`` has let them.
    """

    held: str
    needs_code: bool


def add(store: Store, name: str, password: str, roles: frozenset[Role], today: date) -> Staff:
    """A new account; ``name`` as ``core.staff.read_name`` gives it. NameTakenError."""
    hashed = hash_of(password)
    try:
        with store.write() as connection:
            return Staff(rows.add(connection, name, hashed, roles, today), name, roles)
    except IntegrityError as error:
        raise NameTakenError from error


def sign_in(store: Store, name: str, password: str) -> Entry | None:
    """The way in for a name and its password; None if they do not belong together.

    An unknown name takes as long as a wrong password: the time must not tell which names there are.
    """
    with store.read() as connection:
        found = rows.by_name(connection, name)
    is_right = is_password(found.password if found else _nobodys(HASHER), password)
    if found is None or not is_right or not found.is_active:
        return None
    if HASHER.check_needs_rehash(found.password):
        hashed = hash_of(password)
        with store.write() as connection:
            rows.set_password(connection, found, hashed, ends_sessions=False)
    return Entry(held_by(found), needs_code=found.totp is not None)


def account_of(store: Store, held: str) -> Account | None:
    """The account that a session belongs to; None if it has ended, as after a new password."""
    number, _, session = held.partition(".")
    if not (number.isdecimal() and session.isdecimal()):
        return None
    with store.read() as connection:
        found = rows.by_id(connection, int(number))
    if found is None or not found.is_active or found.session != int(session):
        return None
    return found


def of_session(store: Store, held: str) -> Staff | None:
    """Who a session belongs to; None if it has ended, as all do when the password changes."""
    found = account_of(store, held)
    return found.staff if found else None


def change_password(store: Store, staff: Staff, old: str, new: str) -> str:
    """Sets another password and ends every session; returns what this one holds from now on.

    WrongPasswordError, also if the account has changed in the meantime.
    """
    found = proven(store, staff, old)
    hashed = hash_of(new)
    with store.write() as connection:
        if not rows.set_password(connection, found, hashed):
            raise WrongPasswordError
    return f"{staff.id}.{found.session + 1}"


def proven(store: Store, staff: Staff, password: str) -> Account:
    """The account of who has proven with their password that they are here. WrongPasswordError."""
    with store.read() as connection:
        found = rows.by_id(connection, staff.id)
    if found is None or not is_password(found.password, password):
        raise WrongPasswordError
    return found


def held_by(account: Account) -> str:
    """What a session of the account holds."""
    return f"{account.staff.id}.{account.session}"


def hash_of(password: str) -> str:
    """The hash of a password as it is kept. Slow: call it outside of a transaction."""
    return HASHER.hash(normalized(password))


def is_password(hashed: str, password: str) -> bool:
    """Whether the hash is that of the password. As slow as ``hash_of``."""
    try:
        return HASHER.verify(hashed, normalized(password))
    except (VerificationError, InvalidHashError):
        return False


@lru_cache(maxsize=4)
def _nobodys(hasher: PasswordHasher) -> str:
    """The hash of a password that nobody has."""
    return hasher.hash(secrets.token_urlsafe())
