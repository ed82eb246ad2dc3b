"""Slips for many: new learners with passports, made once however often a form is sent."""

from threading import Thread

import pytest

from digimatka.core.group import Group
from digimatka.core.staff import Role
from digimatka.store import groups as rows
from digimatka.store import staff as staff_rows
from digimatka.store.session import Store
from digimatka.usecases import accounts, groups
from digimatka.usecases.slips import Batch, make_slips
from tests.conftest import SECRET, TODAY

NONCE = "a-nonce-of-22-letters-"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passports cost nothing here."""
    monkeypatch.setattr(accounts, "SCRYPT_N", 2)


@pytest.fixture
def group(store: Store) -> Group:
    """A group."""
    with store.write() as connection:
        who = staff_rows.add(connection, "ohjaaja", "-", frozenset({Role.FACILITATOR}), TODAY)
        made = rows.add(connection, "Tiistai", "matka", who, TODAY)
        found = rows.get(connection, made)
    assert found is not None
    return found


def learners_of(store: Store) -> int:
    with store.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM learner").scalar_one())


def make(store: Store, group: Group, count: int, nonce: str = NONCE) -> list[tuple[int, str]]:
    made = make_slips(store, Batch(group.id, nonce, count), SECRET, TODAY)
    return [(slip.number, slip.passport.phrase) for slip in made]


def test_every_slip_is_a_learner_of_the_group_who_comes_back_by_its_words(
    store: Store, group: Group
) -> None:
    slips = make_slips(store, Batch(group.id, NONCE, 3), SECRET, TODAY)

    assert [slip.number for slip in slips] == [1, 2, 3]
    assert len({slip.passport for slip in slips}) == 3
    for slip in slips:
        found = accounts.find(store, slip.passport, SECRET)
        assert found is not None
        assert [one.id for one in groups.of_learner(store, found)] == [group.id]
    with store.read() as connection:
        assert rows.presence(connection, group.id) == {}, "nobody came by that a slip was printed"


def test_the_same_form_shows_the_same_slips_and_another_makes_more(
    store: Store, group: Group
) -> None:
    first = make(store, group, 3)

    assert make(store, group, 3) == first
    assert make(store, group, 2) == first[:2]
    assert make(store, group, 5) == first, "a form that was used makes no more"
    assert learners_of(store) == 3
    assert [number for number, _ in make(store, group, 2, "another-nonce-of-22-ch")] == [4, 5]


def test_a_form_that_is_sent_twice_at_once_makes_one_set(store: Store, group: Group) -> None:
    made: list[list[tuple[int, str]]] = []
    threads = [Thread(target=lambda: made.append(make(store, group, 4))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert made[0] == made[1] == made[2]
    assert learners_of(store) == 4


def test_a_repeated_form_shows_no_slip_that_is_void_and_none_of_who_left(
    store: Store, group: Group
) -> None:
    slips = make_slips(store, Batch(group.id, NONCE, 3), SECRET, TODAY)
    one, two, three = (accounts.find(store, slip.passport, SECRET) for slip in slips)
    assert one is not None
    assert two is not None
    accounts.make_passport(store, one, "n" * 22, SECRET)
    groups.remove(store, group.id, two)

    again = make_slips(store, Batch(group.id, NONCE, 3), SECRET, TODAY)

    assert again == slips[2:]
    assert three == accounts.find(store, again[0].passport, SECRET)
    assert learners_of(store) == 3


def test_two_groups_with_one_nonce_have_slips_of_their_own(store: Store, group: Group) -> None:
    with store.write() as connection:
        other = rows.get(connection, rows.add(connection, "Torstai", "matka", 1, TODAY))
    assert other is not None

    assert {words for _, words in make(store, group, 2)}.isdisjoint(
        words for _, words in make(store, other, 2)
    )
