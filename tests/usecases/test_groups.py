"""Leading a group: whose it is, who is in it, and how their journeys are read."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from digimatka.core.commands import CompleteStep
from digimatka.core.compiler import compile_rules
from digimatka.core.glance import Standing, standing
from digimatka.core.group import Group
from digimatka.core.rules import Rules
from digimatka.core.staff import Role, Staff
from digimatka.store import groups as rows
from digimatka.store import staff as staff_rows
from digimatka.store.session import Store
from digimatka.usecases import accounts, groups, learn
from digimatka.usecases.learn import NothingThereError, Walker
from tests.conftest import TODAY
from tests.factories import journey, quest
from tests.usecases.pauses import place_of


def add_staff(store: Store, name: str, *roles: Role) -> Staff:
    with store.write() as connection:
        made = staff_rows.add(connection, name, "-", frozenset(roles), TODAY)
    return Staff(made, name, frozenset(roles))


@pytest.fixture
def leader(store: Store) -> Staff:
    """A facilitator."""
    return add_staff(store, "ohjaaja", Role.FACILITATOR)


@pytest.fixture
def group(store: Store, leader: Staff) -> Group:
    """Their group, on the small journey."""
    return groups.led(store, leader, groups.create(store, leader, "Tiistai", "matka", TODAY))


def join(walker: Walker, group: Group) -> Walker:
    with walker.store.write() as connection:
        rows.join(connection, group.id, walker.learner_id, TODAY)
    return walker


@pytest.mark.parametrize("number", [0, 99, 2**63 - 1, 2**63, 10**30])
def test_a_group_that_is_not_there_is_nobodys(store: Store, leader: Staff, number: int) -> None:
    with pytest.raises(NothingThereError):
        groups.led(store, leader, number)


@pytest.mark.parametrize("role", list(Role))
def test_a_group_is_nothing_to_strangers_of_any_role(
    store: Store, group: Group, role: Role
) -> None:
    stranger = add_staff(store, "vieras", role)

    with pytest.raises(NothingThereError):
        groups.led(store, stranger, group.id)
    assert groups.of_staff(store, stranger) == []


def test_a_group_is_shared_with_a_facilitator_by_name(store: Store, group: Group) -> None:
    colleague = add_staff(store, "anna", Role.FACILITATOR)
    add_staff(store, "kirsi", Role.AUTHOR, Role.ADMINISTRATOR)

    assert groups.share(store, group, " anna ")
    assert groups.share(store, group, "anna"), "again"
    assert not groups.share(store, group, "kirsi"), "no facilitator"
    assert not groups.share(store, group, "nobody")
    assert groups.led(store, colleague, group.id) == group
    assert [name for _, name in groups.leaders(store, group)] == ["anna", "ohjaaja"]


def test_the_last_facilitator_cannot_leave(store: Store, group: Group, leader: Staff) -> None:
    assert not groups.stop_leading(store, group, leader)
    colleague = add_staff(store, "anna", Role.FACILITATOR)
    groups.share(store, group, "anna")

    assert groups.stop_leading(store, group, leader)
    assert groups.stop_leading(store, group, leader), "again, from another tab"
    assert not groups.stop_leading(store, group, colleague)
    assert groups.leaders(store, group) == [(colleague.id, "anna")]


def test_a_closed_account_does_not_count_as_the_other_one(
    store: Store, group: Group, leader: Staff
) -> None:
    add_staff(store, "anna", Role.FACILITATOR)
    groups.share(store, group, "anna")
    with store.write() as connection:
        connection.execute(text("UPDATE staff SET is_active = 0 WHERE name = 'anna'"))

    assert not groups.stop_leading(store, group, leader)


def test_a_group_is_archived_brought_back_and_only_then_not_deleted(
    store: Store, group: Group, leader: Staff
) -> None:
    assert not groups.delete(store, group)
    groups.archive(store, group, TODAY)
    archived = groups.led(store, leader, group.id)
    assert archived.archived_on == TODAY
    groups.archive(store, archived, TODAY + timedelta(1))
    assert groups.led(store, leader, group.id).archived_on == TODAY

    groups.bring_back(store, archived)
    assert not groups.delete(store, archived), "another facilitator brought it back meanwhile"
    groups.archive(store, group, TODAY)
    assert groups.delete(store, group)
    assert groups.delete(store, group), "again"
    assert groups.of_staff(store, leader) == []


def test_people_come_by_slip_and_never_by_progress(
    walker: Walker, group: Group, rules: Rules
) -> None:
    store = walker.store
    first = join(Walker(store, rules, accounts.begin(store, TODAY), TODAY), group)
    join(walker, group)
    learn.act(walker, CompleteStep("alku", "lue"))
    accounts.call(store, walker.learner_id, "Kettu", "cat")

    found = groups.people(store, rules, group, TODAY)

    assert [(p.slip, p.learner_id) for p in found] == [
        (1, first.learner_id),
        (2, walker.learner_id),
    ]
    assert (found[1].nickname, found[1].picture, found[1].has_passport) == ("Kettu", "cat", False)
    assert found[0].progress == rules.fresh()


def test_one_whose_snapshot_is_of_other_content_is_read_anew_and_nothing_is_written(
    walker: Walker, group: Group
) -> None:
    learn.act(join(walker, group), CompleteStep("alku", "lue"))
    learn.act(walker, CompleteStep("alku", "kumpi"))
    newer = compile_rules(
        journey(quest("uusi", requires={"quest": "alku"}), quest("alku", "lue"), quest("keski"))
    )
    before = place_of(walker)

    (found,) = groups.people(walker.store, newer, group, TODAY)

    assert newer.key != before.rules
    states = {key: standing(rule, found.progress) for key, rule in newer.quests.items()}
    assert states == {"uusi": Standing.OPEN, "alku": Standing.DONE, "keski": Standing.OPEN}
    assert place_of(walker) == before


@pytest.mark.parametrize("newer", [False, True], ids=["same content", "newer content"])
def test_many_people_cost_two_statements_at_most(
    store: Store, group: Group, rules: Rules, newer: bool
) -> None:
    for _ in range(5):
        walker = Walker(store, rules, accounts.begin(store, TODAY), TODAY)
        learn.act(join(walker, group), CompleteStep("alku", "lue"))
    shown = compile_rules(journey(quest("alku", "lue", "lisaa"))) if newer else rules
    ran: list[str] = []
    with store.read() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.set_trace_callback(ran.append)
    assert len(groups.people(store, shown, group, TODAY)) == 5
    driver.set_trace_callback(None)

    assert len(ran) == 1 + newer


def test_one_who_left_is_not_in_the_group_and_keeps_the_journey(
    walker: Walker, group: Group, rules: Rules
) -> None:
    learn.act(join(walker, group), CompleteStep("alku", "lue"))
    assert groups.of_learner(walker.store, walker.learner_id) == [group]

    for _ in range(2):
        groups.remove(walker.store, group.id, walker.learner_id)

    assert groups.of_learner(walker.store, walker.learner_id) == []
    assert groups.people(walker.store, rules, group, TODAY) == []
    assert learn.load(walker).progress.seq == 1


def test_presence_is_noted_for_members_alone(walker: Walker, group: Group) -> None:
    store, stranger = walker.store, accounts.begin(walker.store, TODAY)
    join(walker, group)
    yesterday = TODAY - timedelta(1)

    groups.note_presence(store, group, yesterday, {walker.learner_id, stranger, 999}, set())
    groups.note_presence(store, group, TODAY, set(), {walker.learner_id, stranger})

    assert groups.presence(store, group) == {yesterday: frozenset({walker.learner_id})}


def test_a_facilitator_opens_a_quest_once(walker: Walker) -> None:
    opened = learn.open_quest(walker, "loppu")

    assert [rule.quest.id for rule in opened.opened] == ["loppu"]
    assert learn.open_quest(walker, "loppu").events == ()
    with pytest.raises(NothingThereError):
        learn.open_quest(walker, "ei-ole")
