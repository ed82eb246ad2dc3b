"""Rows of groups: numbers of slips, presence, who leads."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy.exc import IntegrityError

from digimatka.core.staff import Role
from digimatka.store import groups, learners, members, staff
from digimatka.store.session import Store
from tests.conftest import TODAY
from tests.store.rows import JOURNEY, add_walker, done


@pytest.fixture
def group(store: Store) -> int:
    """A group with one facilitator."""
    with store.write() as connection:
        who = staff.add(connection, "ohjaaja", "-", frozenset({Role.FACILITATOR}), TODAY)
        return groups.add(connection, "Tiistai", JOURNEY, who, TODAY)


def new_learner(store: Store) -> int:
    with store.write() as connection:
        return learners.add(connection, TODAY)


def join(store: Store, group: int, learner: int) -> int:
    with store.write() as connection:
        return groups.join(connection, group, learner, TODAY)


def test_slips_count_from_one_and_joining_again_changes_nothing(store: Store, group: int) -> None:
    one, two = new_learner(store), new_learner(store)

    assert [join(store, group, who) for who in (one, two, one, one)] == [1, 2, 1, 1]
    with store.read() as connection:
        assert groups.presence(connection, group) == {TODAY: frozenset({one, two})}


def test_a_number_in_use_is_not_given_twice_after_somebody_left(store: Store, group: int) -> None:
    people = [new_learner(store) for _ in range(3)]
    for who in people:
        join(store, group, who)
    with store.write() as connection:
        groups.leave(connection, group, people[0])

    assert join(store, group, new_learner(store)) == 4
    with store.read() as connection:
        slips = {m.place.learner_id: m.slip for m in members.of_group(connection, group, JOURNEY)}
        assert people[0] not in groups.presence(connection, group)[TODAY]
    assert slips[people[1]] == 2


def test_many_join_at_once_and_each_gets_a_number(store: Store, group: int) -> None:
    people = [new_learner(store) for _ in range(8)]
    start, got = Barrier(len(people)), list[int]()

    def run(learner: int) -> None:
        start.wait()
        got.append(join(store, group, learner))

    threads = [Thread(target=run, args=(who,)) for who in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(got) == list(range(1, 9))


def test_a_number_that_another_one_took_meanwhile_is_passed_by(
    store: Store, group: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    join(store, group, new_learner(store))
    last, seen = groups.last_slip, iter([0])
    monkeypatch.setattr(groups, "last_slip", lambda *at: next(seen, last(*at)))

    assert join(store, group, new_learner(store)) == 2


def test_nobody_joins_a_group_that_is_not_there(store: Store) -> None:
    with pytest.raises(IntegrityError):
        join(store, 99, new_learner(store))


def test_who_leads_can_be_asked_added_and_taken_away(store: Store, group: int) -> None:
    with store.write() as connection:
        (first,) = groups.leaders(connection, group)
        other = staff.add(connection, "anna", "-", frozenset({Role.FACILITATOR}), TODAY)
        author = staff.add(connection, "kirsi", "-", frozenset({Role.AUTHOR}), TODAY)
        for who in (other, other, author):
            groups.lead(connection, group, who)

        # One who has lost the role cannot lead, so is not counted.
        assert [name for _, name in groups.leaders(connection, group)] == ["anna", "ohjaaja"]
        assert [found.name for found in groups.of_staff(connection, other)] == ["Tiistai"]
        groups.stop_leading(connection, group, first[0])
        assert not groups.is_led_by(connection, group, first[0])
        assert groups.is_led_by(connection, group, other)


def test_a_group_goes_with_all_its_rows_and_learners_stay(store: Store, group: int) -> None:
    learner = add_walker(store, done())
    join(store, group, learner)
    with store.write() as connection:
        groups.note_presence(connection, group, learner, TODAY - timedelta(7))
        groups.forget(connection, group)

    with store.read() as connection:
        assert groups.get(connection, group) is None
        assert groups.of_learner(connection, learner) == []
        for table in ("group_member", "group_facilitator", "attendance"):
            found = connection.exec_driver_sql(f"SELECT count(*) FROM {table}")  # noqa: S608 - ours
            assert found.scalar_one() == 0, table
        assert connection.exec_driver_sql("SELECT count(*) FROM event").scalar_one() == 1


def test_presence_is_told_by_day_the_last_first(store: Store, group: int) -> None:
    learner = new_learner(store)
    join(store, group, learner)
    with store.write() as connection:
        for days in (14, 7):
            groups.note_presence(connection, group, learner, TODAY - timedelta(days))
        groups.note_absence(connection, group, learner, TODAY)

        assert list(groups.presence(connection, group)) == [
            TODAY - timedelta(7),
            TODAY - timedelta(14),
        ]


def test_the_people_of_a_group_and_their_logs_are_read_at_once(store: Store, group: int) -> None:
    walked, fresh = add_walker(store, done(), done("kumpi")), new_learner(store)
    stranger = add_walker(store)
    for who in (walked, fresh):
        join(store, group, who)
    with store.read() as connection:
        found = members.of_group(connection, group, JOURNEY)
        logs = members.events_of(connection, [walked, fresh], JOURNEY)

    assert [(m.slip, m.place.learner_id, m.place.rules) for m in found] == [
        (1, walked, "rules"),
        (2, fresh, ""),
    ]
    assert found[1].place.progress is None
    assert logs == {walked: [done(), done("kumpi")], fresh: []}
    assert stranger not in logs
