"""What an administrator does with the accounts of staff. There is always one left who can."""

from enum import StrEnum

from sqlalchemy import Connection

from digimatka.core.staff import Role, Staff
from digimatka.store import groups, invitations
from digimatka.store import staff as rows
from digimatka.store.session import Store
from digimatka.store.staff import Account


class Refusal(StrEnum):
    """Why an account stays as it is."""

    GONE = "gone"
    NO_ROLE = "no_role"
    LAST_ADMINISTRATOR = "last_administrator"
    ONESELF = "oneself"
    NOT_ABLE = "not_able"


def everybody(store: Store) -> list[Account]:
    """Every account, by name."""
    with store.read() as connection:
        return rows.everybody(connection)


def person(store: Store, staff_id: int) -> Account | None:
    """One account."""
    with store.read() as connection:
        return rows.by_id(connection, staff_id)


def change_roles(store: Store, staff_id: int, roles: frozenset[Role]) -> Refusal | None:
    """Sets what somebody may do, from their next page on."""
    if not roles:
        return Refusal.NO_ROLE
    with store.write() as connection:
        found = rows.by_id(connection, staff_id)
        if found is None:
            return Refusal.GONE
        if Role.ADMINISTRATOR not in roles:
            if _is_last(connection, found):
                return Refusal.LAST_ADMINISTRATOR
            invitations.remove_made_by(connection, staff_id)
        rows.set_roles(connection, staff_id, roles)
    return None


def close(store: Store, by: Staff, staff_id: int) -> Refusal | None:
    """Closes an account: its sessions end, and so do the links that it gave out or was given."""
    if staff_id == by.id:
        return Refusal.ONESELF
    with store.write() as connection:
        found = rows.by_id(connection, staff_id)
        if found is None:
            return Refusal.GONE
        if _is_last(connection, found):
            return Refusal.LAST_ADMINISTRATOR
        if found.is_active:
            invitations.remove_made_by(connection, staff_id)
            invitations.remove_for(connection, staff_id)
            rows.set_active(connection, staff_id, False)
    return None


def open_again(store: Store, staff_id: int) -> Refusal | None:
    """Opens a closed account; its password is as it was."""
    with store.write() as connection:
        found = rows.by_id(connection, staff_id)
        if found is None:
            return Refusal.GONE
        if not found.is_active:
            rows.set_active(connection, staff_id, True)
    return None


def left_groups(store: Store, staff_id: int) -> int:
    """How many groups wait for somebody: this person leads them alone, and cannot any more."""
    with store.read() as connection:
        return len(groups.left_by(connection, staff_id))


def heirs(store: Store) -> list[Staff]:
    """Those who may go on with a group that was left: everybody who can facilitate, by name."""
    return [account.staff for account in everybody(store) if account.can_lead]


def hand_over(store: Store, staff_id: int, heir_id: int) -> Refusal | None:
    """Gives the groups that this person has left to another facilitator.

    Only groups that nobody can lead any more: this is no way into a group that has its people.
    """
    with store.write() as connection:
        heir = rows.by_id(connection, heir_id)
        if heir is None or not heir.can_lead:
            return Refusal.NOT_ABLE
        for group_id in groups.left_by(connection, staff_id):
            groups.lead(connection, group_id, heir_id)
    return None


def _is_last(connection: Connection, account: Account) -> bool:
    """Whether nobody else could administer."""
    able = [one for one in rows.everybody(connection) if one.is_active]
    left = [one for one in able if Role.ADMINISTRATOR in one.staff.roles]
    return [one.staff.id for one in left] == [account.staff.id]
