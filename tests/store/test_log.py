"""The event log: what goes in comes out, in order, once, and the snapshot goes with it."""

import json
from datetime import date, timedelta

import pytest

from digimatka.core.events import (
    TYPES,
    AnswerShown,
    BadgeAwarded,
    ConfirmationAsked,
    Event,
    HintShown,
    Mark,
    QuestCompleted,
    QuestMarked,
    QuestOpened,
    StepCompleted,
    StepRestarted,
)
from digimatka.core.kinds.base import Assistance
from digimatka.core.progress import ANSWER_SHOWN, Progress
from digimatka.store import learners, log
from digimatka.store.session import Store, StoreError, Trouble
from tests.conftest import TODAY
from tests.store.rows import (
    JOURNEY,
    add_walker,
    append,
    counts,
    done,
    events_of,
    find,
    raw_rows,
    seqs_of,
)

EVERY_KIND: tuple[Event, ...] = (
    HintShown("alku", "kumpi", TODAY),
    AnswerShown("alku", "kumpi", TODAY),
    StepCompleted("alku", "kumpi", Assistance.HELP, ("oikea", "vaara"), TODAY),
    QuestCompleted("alku", Assistance.HELP, TODAY),
    BadgeAwarded("rohkea", "Rohkea älkö", "0badc0de", ("quest:alku", "known:alku"), TODAY),
    StepRestarted("alku", "kumpi", TODAY),
    QuestMarked("keski", Mark.LATER, TODAY),
    QuestOpened("loppu", TODAY + timedelta(days=1)),
    ConfirmationAsked("loppu", "oikeasti", TODAY),
)
STATE = Progress(9, 0xFFFF_FFFF_FFFF_FFFF_FF, 7, 4, 1, {0: 1, 3: ANSWER_SHOWN}, 2)


def test_every_kind_of_event_comes_back_as_it_went_in(store: Store) -> None:
    learner = add_walker(store, *EVERY_KIND)

    assert {type(event) for event in EVERY_KIND} == set(TYPES.values())
    assert events_of(store, learner) == list(EVERY_KIND)
    assert seqs_of(store, learner) == list(range(1, 10))


def test_the_log_can_be_read_from_a_number_on(store: Store) -> None:
    learner = add_walker(store, *EVERY_KIND)

    assert events_of(store, learner, after=6) == list(EVERY_KIND[6:])
    assert events_of(store, learner, after=9) == []


def test_the_snapshot_comes_back_as_it_went_in(store: Store) -> None:
    learner = add_walker(store, *EVERY_KIND[:2])
    place = find(store, learner)
    with store.write() as connection:
        log.append(connection, place, EVERY_KIND[2:], STATE, "0123456789abcdef")

    after = find(store, learner)

    assert after.progress == STATE
    assert after.rules == "0123456789abcdef"


def test_a_learner_who_has_not_begun_has_a_place_without_progress(store: Store) -> None:
    with store.write() as connection:
        learner = learners.add(connection, TODAY)

    expected = log.Place(learner, JOURNEY, None, None, False, TODAY, "", None)
    assert find(store, learner) == expected


def test_nobody_is_found_where_nobody_is(store: Store) -> None:
    with store.read() as connection:
        assert log.find(connection, 999, JOURNEY) is None
    assert events_of(store, 999) == []


def test_journeys_and_learners_have_logs_of_their_own(store: Store) -> None:
    one, other = add_walker(store), add_walker(store, *EVERY_KIND)
    elsewhere = find(store, one, "toinen-matka")
    assert elsewhere.progress is None

    with store.write() as connection:
        log.append(connection, elsewhere, [done("a"), done("b")], Progress(2), "rules")

    assert len(events_of(store, one)) == 1
    assert events_of(store, one, "toinen-matka") == [done("a"), done("b")]
    assert seqs_of(store, one, "toinen-matka") == [1, 2]
    assert len(events_of(store, other)) == len(EVERY_KIND)


def test_two_tabs_cannot_write_the_same_number(store: Store) -> None:
    learner = add_walker(store)
    seen_by_both = find(store, learner)
    append(store, learner, done("first"))
    before = find(store, learner)

    with pytest.raises(log.ConflictError), store.write() as connection:
        log.append(connection, seen_by_both, [done("second")], Progress(2), "other")

    assert events_of(store, learner) == [done(), done("first")]
    assert find(store, learner) == before


def test_two_tabs_cannot_both_begin(store: Store) -> None:
    with store.write() as connection:
        learner = learners.add(connection, TODAY)
    seen_by_both = find(store, learner)
    append(store, learner, done("first"))

    with pytest.raises(log.ConflictError), store.write() as connection:
        log.append(connection, seen_by_both, [done("second"), done("third")], Progress(2), "other")

    assert events_of(store, learner) == [done("first")]
    assert find(store, learner).rules == "rules"


def test_a_snapshot_is_not_renewed_over_a_log_that_has_grown(store: Store) -> None:
    learner = add_walker(store)
    old = find(store, learner)
    append(store, learner, done("more"))

    with pytest.raises(log.ConflictError), store.write() as connection:
        log.append(connection, old, [], Progress(1), "new-rules")

    assert find(store, learner).rules == "rules"


def test_a_snapshot_alone_can_be_renewed(store: Store) -> None:
    learner = add_walker(store)

    append(store, learner, rules="new-rules")

    assert find(store, learner).rules == "new-rules"
    assert events_of(store, learner) == [done()]


@pytest.mark.parametrize("statement", ["INSERT ON event", "UPDATE ON snapshot"])
def test_an_act_is_one_transaction_whichever_part_of_it_fails(store: Store, statement: str) -> None:
    learner = add_walker(store)
    before = find(store, learner)
    condition = "WHEN NEW.seq = 3" if "event" in statement else ""
    with store.write() as connection:
        connection.exec_driver_sql(
            f"CREATE TRIGGER broken AFTER {statement} {condition}"
            " BEGIN SELECT RAISE(ABORT, 'the disk is gone'); END"
        )

    with pytest.raises((StoreError, log.ConflictError)):
        append(store, learner, done("a"), done("b"))

    assert events_of(store, learner) == [done()]
    assert find(store, learner) == before


def test_a_first_act_whose_snapshot_fails_leaves_no_event(store: Store) -> None:
    with store.write() as connection:
        learner = learners.add(connection, TODAY)
        connection.exec_driver_sql(
            "CREATE TRIGGER broken BEFORE INSERT ON snapshot"
            " BEGIN SELECT RAISE(ABORT, 'the disk is gone'); END"
        )

    with pytest.raises((StoreError, log.ConflictError)):
        append(store, learner, done())

    assert counts(store) == {"learner": 1, "event": 0, "snapshot": 0}


def test_days_are_stored_as_days_without_a_time(store: Store) -> None:
    learner = add_walker(store, done(day=date(2026, 11, 25)))

    row = next(row for row in raw_rows(store, "learner") if row["id"] == learner)
    assert (row["created_on"], row["seen_on"]) == ("2026-11-24", "2026-11-25")
    assert [event["day"] for event in raw_rows(store, "event")] == ["2026-11-25"]


def test_the_day_a_learner_was_last_seen_follows_their_acts(store: Store) -> None:
    learner = add_walker(store)
    append(store, learner, done("later", day=date(2027, 1, 2)))

    assert find(store, learner).seen_on == date(2027, 1, 2)


def test_an_event_keeps_only_what_its_kind_has(store: Store) -> None:
    add_walker(store, *EVERY_KIND)

    allowed = {"v", "quest", "step", "how", "chosen", "mark"}
    of_badges = {"v", "badge", "title", "rule", "because"}
    for row in raw_rows(store, "event"):
        keys = set(json.loads(row["data"]))
        assert keys <= (of_badges if row["type"] == "BadgeAwarded" else allowed)


def test_an_event_of_a_newer_program_is_named_as_such(store: Store) -> None:
    learner = add_walker(store)
    with store.write() as connection:
        connection.exec_driver_sql("UPDATE event SET type = 'MeetingJoined'")

    with pytest.raises(StoreError) as caught:
        events_of(store, learner)

    assert caught.value.trouble is Trouble.NEWER
