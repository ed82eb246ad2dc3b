"""Links by which people make an account or set a new password: good once, and for a week."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from digimatka.core.staff import Role, Staff
from digimatka.store.session import Store
from digimatka.usecases import invitations, people, second_factor, staff
from digimatka.usecases.invitations import VALID_DAYS, LinkGoneError, Offer
from digimatka.usecases.staff import NameTakenError
from tests.conftest import SECRET, TODAY
from tests.usecases.test_people import ADMINISTRATOR, FACILITATOR
from tests.usecases.test_second_factor import MOMENT, NONCE, code
from tests.usecases.test_staff import NEW, OLD

LAST_DAY = TODAY + timedelta(days=VALID_DAYS)


def everything_in(store: Store) -> str:
    with store.read() as connection:
        return str([connection.execute(text("SELECT * FROM invitation")).all()])


def test_who_is_invited_makes_an_account_and_is_signed_in(store: Store, boss: Staff) -> None:
    token = invitations.invite(store, FACILITATOR, boss.id, TODAY)
    assert invitations.read(store, token, TODAY) == Offer(FACILITATOR, None)

    held = invitations.accept(store, token, "pekka", NEW, TODAY)

    made = staff.of_session(store, held)
    assert made is not None
    assert (made.name, made.roles) == ("pekka", FACILITATOR)
    assert staff.sign_in(store, "pekka", NEW) is not None


def test_a_link_is_good_once(store: Store, boss: Staff) -> None:
    token = invitations.invite(store, FACILITATOR, boss.id, TODAY)
    invitations.accept(store, token, "pekka", NEW, TODAY)

    with pytest.raises(LinkGoneError):
        invitations.read(store, token, TODAY)
    with pytest.raises(LinkGoneError):
        invitations.accept(store, token, "toinen", NEW, TODAY)
    assert [one.staff.name for one in people.everybody(store)] == ["pekka", "pomo"]


def test_a_name_that_is_taken_uses_no_link_up(store: Store, boss: Staff) -> None:
    token = invitations.invite(store, FACILITATOR, boss.id, TODAY)

    with pytest.raises(NameTakenError):
        invitations.accept(store, token, "pomo", NEW, TODAY)

    assert invitations.accept(store, token, "pekka", NEW, TODAY)


def test_a_link_is_good_for_a_week(store: Store, boss: Staff) -> None:
    token = invitations.invite(store, FACILITATOR, boss.id, TODAY)
    too_late = LAST_DAY + timedelta(days=1)

    assert invitations.read(store, token, LAST_DAY)
    assert [one.valid_until for one in invitations.to_join(store, LAST_DAY)] == [LAST_DAY]
    with pytest.raises(LinkGoneError):
        invitations.accept(store, token, "pekka", NEW, too_late)
    assert invitations.to_join(store, too_late) == []


def test_what_has_run_out_is_deleted_with_the_next_invitation(store: Store, boss: Staff) -> None:
    old = invitations.invite(store, FACILITATOR, boss.id, TODAY)
    invitations.invite(store, FACILITATOR, boss.id, LAST_DAY + timedelta(days=1))

    assert invitations.hash_of_token(old) not in everything_in(store)


@pytest.mark.parametrize("token", ["", "x", "ä" * 300, "'; DROP TABLE invitation; --", "\x00"])
def test_a_link_that_was_never_given_out_opens_nothing(store: Store, token: str) -> None:
    with pytest.raises(LinkGoneError):
        invitations.read(store, token, TODAY)


def test_only_a_hash_of_the_token_is_stored(store: Store, boss: Staff) -> None:
    token = invitations.invite(store, FACILITATOR, boss.id, TODAY)

    assert len(token) >= 43
    assert token not in everything_in(store)
    assert invitations.hash_of_token(token) in everything_in(store)


def test_an_invitation_is_withdrawn_and_twice_is_no_trouble(store: Store, boss: Staff) -> None:
    token = invitations.invite(store, FACILITATOR, boss.id, TODAY)
    other = invitations.invite(store, ADMINISTRATOR, None, TODAY)
    first, second = invitations.to_join(store, TODAY)
    assert (first.roles, second.roles) == (FACILITATOR, ADMINISTRATOR)

    for _ in range(2):
        invitations.withdraw(store, first.id)

    with pytest.raises(LinkGoneError):
        invitations.read(store, token, TODAY)
    assert invitations.read(store, other, TODAY)


def test_a_link_sets_a_new_password_and_ends_what_was(
    store: Store, boss: Staff, maija: Staff
) -> None:
    entry = staff.sign_in(store, "maija", OLD)
    assert entry is not None
    made = second_factor.seed(maija, NONCE, SECRET)
    assert second_factor.turn_on(store, maija, made, code(maija), MOMENT)
    token = invitations.renew(store, maija.id, boss.id, TODAY)
    assert invitations.read(store, token, TODAY) == Offer(FACILITATOR, "maija")
    assert invitations.to_join(store, TODAY) == [], "it invites nobody to join"

    held = invitations.accept_password(store, token, NEW, TODAY)

    assert staff.of_session(store, held) == maija
    assert staff.of_session(store, entry.held) is None
    assert staff.sign_in(store, "maija", OLD) is None
    again = staff.sign_in(store, "maija", NEW)
    assert again is not None
    assert not again.needs_code, "the telephone may be lost as well"
    with pytest.raises(LinkGoneError):
        invitations.accept_password(store, token, OLD, TODAY)


def test_the_newest_link_to_a_new_password_is_the_good_one(
    store: Store, boss: Staff, maija: Staff
) -> None:
    first = invitations.renew(store, maija.id, boss.id, TODAY)
    second = invitations.renew(store, maija.id, None, TODAY)

    with pytest.raises(LinkGoneError):
        invitations.read(store, first, TODAY)
    assert invitations.read(store, second, TODAY).name == "maija"


def test_a_closed_or_missing_account_gets_no_link(store: Store, boss: Staff, maija: Staff) -> None:
    people.close(store, boss, maija.id)

    for number in (maija.id, 99):
        with pytest.raises(LinkGoneError):
            invitations.renew(store, number, boss.id, TODAY)


def test_a_link_of_one_kind_does_nothing_of_the_other(
    store: Store, boss: Staff, maija: Staff
) -> None:
    to_join = invitations.invite(store, frozenset({Role.AUTHOR}), boss.id, TODAY)
    to_renew = invitations.renew(store, maija.id, boss.id, TODAY)

    with pytest.raises(LinkGoneError):
        invitations.accept(store, to_renew, "pekka", NEW, TODAY)
    with pytest.raises(LinkGoneError):
        invitations.accept_password(store, to_join, NEW, TODAY)

    assert invitations.read(store, to_join, TODAY)
    assert invitations.read(store, to_renew, TODAY)
