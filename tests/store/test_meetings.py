"""Rows of meetings: versions, codes, and what is kept of the day."""

import re
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from digimatka.store import groups, meetings, participants
from digimatka.store.meetings import UNOPENED
from digimatka.store.session import Store
from tests.conftest import TODAY
from tests.store.meeting_rows import Evening, new_evening, new_group


@pytest.fixture
def group(store: Store) -> int:
    """A group with one facilitator."""
    return new_group(store)


@pytest.fixture
def evening(store: Store, group: int) -> Evening:
    """A meeting that is open."""
    return new_evening(store, group)


def save(evening: Evening, **values: object) -> None:
    with evening.store.write() as connection:
        meetings.save(connection, evening.id, **values)


def touch(evening: Evening) -> None:
    with evening.store.write() as connection:
        meetings.touch(connection, evening.id)


def version(store: Store, meeting: int) -> int:
    with store.read() as connection:
        return meetings.version(connection, meeting)


def open_versions(store: Store) -> dict[int, int]:
    with store.read() as connection:
        return meetings.open_versions(connection)


def test_a_planned_meeting_has_no_code_and_nothing_has_happened_in_it(
    store: Store, group: int
) -> None:
    row = new_evening(store, group, code=None).row

    assert (row.code, row.state, row.version) == (None, UNOPENED, 1)
    assert (row.title, row.day, row.group_id) == ("Rohkea ilta", TODAY, group)


def test_every_save_and_touch_makes_a_new_version(evening: Evening) -> None:
    before = evening.row.version

    save(evening, state='{"round":1}')
    touch(evening)
    save(evening)

    assert evening.row.version == before + 3
    assert version(evening.store, evening.id) == before + 3
    assert open_versions(evening.store) == {evening.id: before + 3}
    assert evening.row.state == '{"round":1}'


@pytest.mark.parametrize("code", [None, "AAAAAA"], ids=["planned", "ended"])
def test_a_touch_of_a_meeting_that_is_not_open_changes_nothing(
    store: Store, group: int, code: str | None
) -> None:
    evening = new_evening(store, group, code)
    if code:
        save(evening, code=None, state='{"phase":"ended"}')
    before = evening.row

    touch(evening)

    assert evening.row == before
    assert open_versions(store) == {}


def test_a_touch_leaves_other_meetings_alone(evening: Evening) -> None:
    other = new_evening(evening.store, evening.group, "BBBBBB")
    before = other.row

    touch(evening)

    assert other.row == before


@pytest.mark.parametrize("number", [0, 999, -1, 2**62])
def test_a_meeting_that_is_not_there_has_no_row_and_no_version(store: Store, number: int) -> None:
    with store.write() as connection:
        meetings.touch(connection, number)
        assert meetings.get(connection, number) is None
        assert meetings.get(connection, number, lock=True) is None
    assert version(store, number) == 0


def test_two_open_meetings_never_have_one_code(evening: Evening) -> None:
    other = new_evening(evening.store, evening.group, code=None)

    with pytest.raises(IntegrityError):
        save(other, code="AAAAAA")
    assert other.row.code is None

    save(evening, code=None)
    save(other, code="AAAAAA")
    with evening.store.read() as connection:
        assert meetings.by_code(connection, "AAAAAA") == other.row
        assert meetings.by_code(connection, "BBBBBB") is None


def test_many_meetings_may_be_without_a_code(store: Store, group: int) -> None:
    made = [new_evening(store, group, code=None) for _ in range(3)]

    with store.read() as connection:
        found = [row.id for row in meetings.of_group(connection, group)]
    assert found == [evening.id for evening in reversed(made)]
    assert open_versions(store) == {}


@pytest.mark.parametrize("days", [-1, 0, 1])
@pytest.mark.parametrize("code", ["AAAAAA", None])
def test_what_has_a_code_is_open_whatever_its_day(
    store: Store, group: int, days: int, code: str | None
) -> None:
    evening = new_evening(store, group, code)
    save(evening, day=TODAY + timedelta(days))

    with store.read() as connection:
        assert meetings.open_now(connection) == ([evening.row] if code else [])


def test_a_group_takes_its_meetings_with_it_and_numbers_are_not_given_again(
    evening: Evening,
) -> None:
    store, person = evening.store, evening.come()
    evening.write(person, participants.HELP, "En löydä nappia")
    with store.write() as connection:
        groups.forget(connection, evening.group)

    with store.read() as connection:
        for table in ("meeting", "participant", "meeting_text"):
            found = connection.exec_driver_sql(f"SELECT count(*) FROM {table}")  # noqa: S608 - ours
            assert found.scalar_one() == 0, table
        assert connection.exec_driver_sql("SELECT count(*) FROM learner").scalar_one() == 1
    again = new_evening(store, new_group(store, "toinen"))
    assert again.id > evening.id
    assert again.come() > person


def test_nothing_of_a_meeting_is_stored_as_a_time(evening: Evening) -> None:
    evening.write(evening.come(), participants.HELP, "En löydä nappia")
    evening.write(None, participants.WORD, "rohkea")
    touch(evening)

    with evening.store.read() as connection:
        for table in ("meeting", "participant", "meeting_text"):
            columns = connection.exec_driver_sql(f"PRAGMA table_info({table})").mappings().all()
            assert {column["type"].partition("(")[0] for column in columns} <= {
                "INTEGER",
                "VARCHAR",
                "DATE",
                "BOOLEAN",
            }
            rows = connection.exec_driver_sql(f"SELECT * FROM {table}").all()  # noqa: S608 - ours
            assert rows
            assert not re.search(r"\d:\d\d|\d{9}", repr(rows)), table
        day = connection.exec_driver_sql("SELECT day FROM meeting").scalar_one()
    assert day == TODAY.isoformat()
