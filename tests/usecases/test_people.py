"""What an administrator does with accounts, and that there is always one left who can."""

from digimatka.core.staff import Role, Staff
from digimatka.store.session import Store
from digimatka.usecases import groups, invitations, people, staff
from digimatka.usecases.learn import NothingThereError
from digimatka.usecases.people import Refusal
from tests.conftest import TODAY
from tests.usecases.test_staff import OLD

ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
FACILITATOR = frozenset({Role.FACILITATOR})


def roles_of(store: Store, who: Staff) -> frozenset[Role]:
    found = people.person(store, who.id)
    assert found is not None
    return found.staff.roles


def is_good(store: Store, token: str) -> bool:
    try:
        invitations.read(store, token, TODAY)
    except invitations.LinkGoneError:
        return False
    return True


def test_everybody_is_listed_by_name(store: Store, boss: Staff, maija: Staff) -> None:
    assert [one.staff for one in people.everybody(store)] == [maija, boss]
    assert people.person(store, 99) is None


def test_roles_act_from_the_next_page_on(store: Store, maija: Staff) -> None:
    entry = staff.sign_in(store, "maija", OLD)
    assert entry is not None

    assert people.change_roles(store, maija.id, FACILITATOR | {Role.AUTHOR}) is None

    now = staff.of_session(store, entry.held)
    assert now is not None
    assert now.roles == {Role.FACILITATOR, Role.AUTHOR}


def test_an_account_without_a_role_is_none(store: Store, maija: Staff) -> None:
    assert people.change_roles(store, maija.id, frozenset()) is Refusal.NO_ROLE
    assert roles_of(store, maija) == FACILITATOR


def test_the_last_administrator_stays_one(store: Store, boss: Staff, maija: Staff) -> None:
    assert people.change_roles(store, boss.id, FACILITATOR) is Refusal.LAST_ADMINISTRATOR
    assert roles_of(store, boss) == ADMINISTRATOR

    people.change_roles(store, maija.id, ADMINISTRATOR)
    assert people.change_roles(store, boss.id, FACILITATOR) is None


def test_a_closed_administrator_is_nobody_who_could(
    store: Store, boss: Staff, maija: Staff
) -> None:
    people.change_roles(store, maija.id, ADMINISTRATOR)
    assert people.close(store, boss, maija.id) is None

    assert people.change_roles(store, boss.id, FACILITATOR) is Refusal.LAST_ADMINISTRATOR
    assert people.close(store, maija, boss.id) is Refusal.LAST_ADMINISTRATOR


def test_nobody_closes_their_own_account(store: Store, boss: Staff, maija: Staff) -> None:
    people.change_roles(store, maija.id, ADMINISTRATOR)

    assert people.close(store, boss, boss.id) is Refusal.ONESELF


def test_an_account_is_closed_and_opened_and_twice_is_no_trouble(
    store: Store, boss: Staff, maija: Staff
) -> None:
    for _ in range(2):
        assert people.close(store, boss, maija.id) is None
        assert staff.sign_in(store, "maija", OLD) is None
    for _ in range(2):
        assert people.open_again(store, maija.id) is None
        assert staff.sign_in(store, "maija", OLD) is not None


def test_an_account_that_is_not_there_is_told(store: Store, boss: Staff) -> None:
    assert people.change_roles(store, 99, FACILITATOR) is Refusal.GONE
    assert people.close(store, boss, 99) is Refusal.GONE
    assert people.open_again(store, 99) is Refusal.GONE


def test_with_an_account_the_links_end_that_it_gave_out_or_was_given(
    store: Store, boss: Staff, maija: Staff
) -> None:
    people.change_roles(store, maija.id, ADMINISTRATOR)
    given = invitations.invite(store, ADMINISTRATOR, maija.id, TODAY)
    received = invitations.renew(store, maija.id, boss.id, TODAY)
    others = invitations.invite(store, FACILITATOR, boss.id, TODAY)

    people.close(store, boss, maija.id)

    assert [is_good(store, token) for token in (given, received, others)] == [False, False, True]


def test_who_administers_no_longer_has_given_out_nothing(
    store: Store, boss: Staff, maija: Staff
) -> None:
    people.change_roles(store, maija.id, ADMINISTRATOR)
    given = invitations.invite(store, ADMINISTRATOR, maija.id, TODAY)

    people.change_roles(store, maija.id, FACILITATOR)

    assert not is_good(store, given)


def leads(store: Store, who: Staff, group: int) -> bool:
    try:
        groups.led(store, who, group)
    except NothingThereError:
        return False
    return True


def test_groups_that_were_left_go_to_another_facilitator(
    store: Store, boss: Staff, maija: Staff
) -> None:
    people.change_roles(store, boss.id, ADMINISTRATOR | FACILITATOR)
    alone, shared = (groups.create(store, maija, name, "matka", TODAY) for name in ("Ti", "Ke"))
    groups.share(store, groups.led(store, maija, shared), boss.name)
    assert people.left_groups(store, maija.id) == 0, "she leads them herself"

    people.close(store, boss, maija.id)

    assert people.left_groups(store, maija.id) == 1, "the other one has its people"
    assert [one.id for one in people.heirs(store)] == [boss.id]
    assert people.hand_over(store, maija.id, boss.id) is None
    assert people.left_groups(store, maija.id) == 0
    assert leads(store, boss, alone)


def test_a_group_that_has_its_people_is_given_to_nobody(
    store: Store, boss: Staff, maija: Staff
) -> None:
    people.change_roles(store, boss.id, ADMINISTRATOR | FACILITATOR)
    group = groups.create(store, maija, "Ti", "matka", TODAY)

    assert people.hand_over(store, maija.id, boss.id) is None

    assert not leads(store, boss, group)


def test_only_who_can_facilitate_goes_on_with_a_group(
    store: Store, boss: Staff, maija: Staff
) -> None:
    group = groups.create(store, maija, "Ti", "matka", TODAY)
    people.change_roles(store, maija.id, ADMINISTRATOR)
    assert people.left_groups(store, maija.id) == 1, "she has another role now"

    for heir in (boss.id, maija.id, 99):
        assert people.hand_over(store, maija.id, heir) is Refusal.NOT_ABLE
    assert people.heirs(store) == []
    assert not leads(store, boss, group)
