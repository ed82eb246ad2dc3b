"""Accounts of staff: made, signed in to, and what ends their sessions."""

import pytest
from argon2 import PasswordHasher

from digimatka.core.staff import Role, Staff
from digimatka.store import staff as rows
from digimatka.store.session import Store
from digimatka.usecases import people, staff
from digimatka.usecases.staff import NameTakenError, WrongPasswordError
from tests import cheap
from tests.conftest import TODAY

OLD = "kaarna-niemi-pilvi"
NEW = "meri-tuuli-kallio"


def held(store: Store, name: str = "maija", password: str = OLD) -> str:
    """What a session that begins now holds."""
    entry = staff.sign_in(store, name, password)
    assert entry is not None
    return entry.held


def kept_hash(store: Store, name: str = "maija") -> str:
    with store.read() as connection:
        found = rows.by_name(connection, name)
    assert found is not None
    return found.password


def test_who_has_an_account_signs_in_and_is_known_by_the_session(
    store: Store, maija: Staff
) -> None:
    entry = staff.sign_in(store, "maija", OLD)

    assert entry is not None
    assert not entry.needs_code
    assert staff.of_session(store, entry.held) == maija


@pytest.mark.parametrize(
    ("name", "password"),
    [("maija", NEW), ("maija", ""), ("maija", OLD.upper()), ("pekka", OLD), ("", "")],
)
def test_nobody_signs_in_with_what_does_not_belong_together(
    store: Store, maija: Staff, name: str, password: str
) -> None:
    assert staff.sign_in(store, name, password) is None


def test_an_unknown_name_costs_a_look_at_a_password_too(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[str] = []
    real = staff.is_password

    def look(kept: str, typed: str) -> bool:
        looks.append(kept)
        return real(kept, typed)

    monkeypatch.setattr(staff, "is_password", look)

    assert staff.sign_in(store, "pekka", OLD) is None
    assert len(looks) == 1
    assert looks[0].startswith("$argon2id$")


def test_a_password_is_the_same_however_a_device_spells_its_letters(store: Store) -> None:
    staff.add(store, "väinö", "pa\u0308ivä-yö-aamu", frozenset({Role.AUTHOR}), TODAY)

    assert staff.sign_in(store, "väinö", "päivä-yö-aamu") is not None


def test_two_accounts_never_have_one_name(store: Store, maija: Staff) -> None:
    with pytest.raises(NameTakenError):
        staff.add(store, "maija", NEW, frozenset({Role.AUTHOR}), TODAY)

    assert staff.sign_in(store, "maija", NEW) is None
    assert [one.staff for one in people.everybody(store)] == [maija]


@pytest.mark.parametrize(
    "forged", ["", ".", "1", "1.", ".1", "1.2", "2.1", "x.1", "1.1.1", "-1.1", "１.1x", "9" * 30]
)
def test_what_is_no_session_belongs_to_nobody(store: Store, maija: Staff, forged: str) -> None:
    assert maija.id == 1
    assert staff.of_session(store, forged) is None


def test_only_a_hash_of_the_password_is_stored(store: Store, maija: Staff) -> None:
    assert kept_hash(store).startswith("$argon2id$")
    assert OLD not in kept_hash(store)


def test_another_password_ends_every_session_but_the_one_it_was_changed_in(
    store: Store, maija: Staff
) -> None:
    before = held(store)

    goes_on = staff.change_password(store, maija, OLD, NEW)

    assert staff.of_session(store, before) is None
    assert staff.of_session(store, goes_on) == maija
    assert staff.sign_in(store, "maija", OLD) is None
    assert held(store, password=NEW) == goes_on


def test_without_the_old_password_there_is_no_new_one(store: Store, maija: Staff) -> None:
    before = held(store)

    with pytest.raises(WrongPasswordError):
        staff.change_password(store, maija, NEW, NEW)

    assert staff.of_session(store, before) == maija
    assert staff.sign_in(store, "maija", NEW) is None


def test_of_two_who_change_one_password_at_once_one_does(
    store: Store, maija: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, others = staff.hash_of, [NEW]

    def hash_slowly(password: str) -> str:
        if others:
            staff.change_password(store, maija, OLD, others.pop())
        return real(password)

    monkeypatch.setattr(staff, "hash_of", hash_slowly)

    with pytest.raises(WrongPasswordError):
        staff.change_password(store, maija, OLD, "kolmas-salasana-on")

    assert staff.sign_in(store, "maija", NEW) is not None


def test_a_hash_of_older_cost_is_made_anew_at_the_next_sign_in(
    store: Store, maija: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, first = held(store), kept_hash(store)
    dearer = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1)
    monkeypatch.setattr(staff, "HASHER", dearer)

    assert held(store) == before, "no session ends"
    assert kept_hash(store) != first
    assert not dearer.check_needs_rehash(kept_hash(store))
    assert cheap.HASHER.check_needs_rehash(kept_hash(store))
    assert held(store) == before


def test_a_closed_account_is_closed_also_where_it_was_signed_in(store: Store, maija: Staff) -> None:
    boss = staff.add(store, "pomo", OLD, frozenset({Role.ADMINISTRATOR}), TODAY)
    before = held(store)
    people.close(store, boss, maija.id)

    assert staff.of_session(store, before) is None
    assert staff.sign_in(store, "maija", OLD) is None

    people.open_again(store, maija.id)
    assert staff.of_session(store, before) is None, "what was ended does not come back"
    assert staff.sign_in(store, "maija", OLD) is not None
