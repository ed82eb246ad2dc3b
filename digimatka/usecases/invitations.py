"""Invitations: links by which somebody makes an account, or sets a new password, by themselves.

A link is handed over by a person; the server keeps only a hash of its token, and forgets the
invitation when it is used.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from digimatka.core.staff import Role
from digimatka.store import invitations, staff
from digimatka.store.invitations import Invitation
from digimatka.store.session import Store
from digimatka.store.staff import Account
from digimatka.usecases.staff import NameTakenError, hash_of, held_by

VALID_DAYS: Final = 7


class LinkGoneError(Exception):
    """The link is used, withdrawn, too old, or was never given out."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a link offers: an account with ``roles``, or a new password for the account ``name``."""

    roles: frozenset[Role]
    name: str | None


def invite(store: Store, roles: frozenset[Role], made_by: int | None, today: date) -> str:
    """The token of a new invitation to an account with these roles."""
    token = secrets.token_urlsafe(32)
    until = today + timedelta(days=VALID_DAYS)
    with store.write() as connection:
        invitations.remove_old(connection, today)
        invitations.add(connection, hash_of_token(token), roles, made_by, until)
    return token


def renew(store: Store, staff_id: int, made_by: int | None, today: date) -> str:
    """The token of a link that sets a new password. Those given out before open nothing any more.

    LinkGoneError: there is no such account, or it is closed.
    """
    token = secrets.token_urlsafe(32)
    until = today + timedelta(days=VALID_DAYS)
    with store.write() as connection:
        found = staff.by_id(connection, staff_id)
        if found is None or not found.is_active:
            raise LinkGoneError
        invitations.remove_for(connection, staff_id)
        invitations.add_for(connection, hash_of_token(token), staff_id, made_by, until)
    return token


def read(store: Store, token: str, today: date) -> Offer:
    """What the link offers. LinkGoneError."""
    with store.read() as connection:
        found = invitations.by_token(connection, hash_of_token(token), today)
        if found is None:
            raise LinkGoneError
        if found.staff_id is None:
            return Offer(found.roles, None)
        account = staff.by_id(connection, found.staff_id)
    if account is None:
        raise LinkGoneError
    return Offer(account.staff.roles, account.staff.name)


def accept(store: Store, token: str, name: str, password: str, today: date) -> str:
    """Makes the account; returns what its first session holds. LinkGoneError, NameTakenError."""
    hashed = hash_of(password)
    try:
        with store.write() as connection:
            found = _take(connection, token, today)
            if found.staff_id is not None:
                raise LinkGoneError
            number = staff.add(connection, name, hashed, found.roles, today)
            made = staff.by_id(connection, number)
    except IntegrityError as error:
        raise NameTakenError from error
    return _held_by(made)


def accept_password(store: Store, token: str, password: str, today: date) -> str:
    """Sets the password, ends every session, and turns the second factor off: it may be lost too.

    Returns what the session of who did it holds. LinkGoneError.
    """
    hashed = hash_of(password)
    with store.write() as connection:
        found = _take(connection, token, today)
        account = None if found.staff_id is None else staff.by_id(connection, found.staff_id)
        if account is None or not staff.set_password(connection, account, hashed):
            raise LinkGoneError
        staff.set_totp(connection, account.staff.id, None)
        invitations.remove_for(connection, account.staff.id)
        changed = staff.by_id(connection, account.staff.id)
    return _held_by(changed)


def withdraw(store: Store, invitation_id: int) -> None:
    """Makes a link open nothing. One that is gone already is no trouble."""
    with store.write() as connection:
        invitations.remove(connection, invitation_id)


def to_join(store: Store, today: date) -> list[Invitation]:
    """The invitations to a new account that nobody has used yet."""
    with store.read() as connection:
        return invitations.to_join(connection, today)


def hash_of_token(token: str) -> str:
    """What is kept of a token. It is long and of chance, so that a quick hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def _take(connection: Connection, token: str, today: date) -> Invitation:
    """The invitation, which is gone with this transaction: of two at once, one has it."""
    found = invitations.by_token(connection, hash_of_token(token), today)
    if found is None or not invitations.remove(connection, found.id):
        raise LinkGoneError
    return found


def _held_by(account: Account | None) -> str:
    if account is None:  # cannot be: it was written a moment ago
        raise LinkGoneError
    return held_by(account)
