"""Rows of those in a meeting, and of the few words in it."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from digimatka.store import groups, learners, meetings, participants
from digimatka.store.participants import HELP, IN, LEFT, REMOVED, WORD
from digimatka.store.session import Store
from tests.conftest import TODAY
from tests.store.meeting_rows import Evening, new_evening, new_group
from tests.store.rows import JOURNEY, add_walker, append, count, done


@pytest.fixture
def evening(store: Store) -> Evening:
    """A meeting that is open."""
    return new_evening(store, new_group(store))


def new_learner(store: Store) -> int:
    with store.write() as connection:
        return learners.add(connection, TODAY)


def stand(evening: Evening, person: int, standing: str) -> None:
    with evening.store.write() as connection:
        participants.set_standing(connection, evening.id, person, standing)


@pytest.mark.parametrize(
    ("before", "after"), [(IN, IN), (LEFT, IN), (REMOVED, REMOVED)], ids=["in", "left", "removed"]
)
def test_one_learner_is_one_participant_however_often_they_come(
    evening: Evening, before: str, after: str
) -> None:
    learner = add_walker(evening.store)
    person = evening.come(learner)
    stand(evening, person, before)

    assert evening.come(learner) == person
    assert evening.standings() == {person: after}


def test_a_standing_is_changed_in_its_own_meeting_alone(evening: Evening) -> None:
    person = evening.come()
    other = new_evening(evening.store, evening.group, "BBBBBB")

    stand(other, person, REMOVED)

    assert evening.standings() == {person: IN}


def test_people_come_in_order_with_what_they_are_called_and_their_slip(evening: Evening) -> None:
    store = evening.store
    named, nameless = add_walker(store), add_walker(store)
    with store.write() as connection:
        learners.rename(connection, named, "Hilla", "cat")
        groups.join(connection, evening.group, named, TODAY)
    last, first = evening.come(nameless), evening.come(named)

    with store.read() as connection:
        found = participants.people(connection, evening.id)

    assert [(p.id, p.learner_id, p.nickname, p.picture, p.slip) for p in found] == [
        (last, nameless, None, None, 0),
        (first, named, "Hilla", "cat", 1),
    ]


def test_present_are_those_who_are_in(evening: Evening) -> None:
    people = [evening.come() for _ in range(4)]
    stand(evening, people[0], LEFT)
    stand(evening, people[2], REMOVED)

    with evening.store.read() as connection:
        assert participants.present(connection, evening.id) == [people[1], people[3]]


@pytest.mark.parametrize("standing", [IN, LEFT, REMOVED])
def test_the_number_of_a_learner_is_found_while_they_are_in(
    evening: Evening, standing: str
) -> None:
    learner = add_walker(evening.store)
    person = evening.come(learner)
    other = new_evening(evening.store, evening.group, "BBBBBB")
    stand(evening, person, standing)

    with evening.store.read() as connection:
        own = participants.participant_of(connection, evening.id, learner)
        assert own == (person if standing == IN else None)
        assert participants.participant_of(connection, other.id, learner) is None
        meeting = participants.open_of_learner(connection, learner)
        assert meeting == (evening.id if standing == IN else None)


def test_the_open_meeting_of_a_learner_is_the_last_one_that_they_joined(evening: Evening) -> None:
    learner = add_walker(evening.store)
    other = new_evening(evening.store, evening.group, "BBBBBB")
    other.come(learner)
    evening.come(learner)

    def current() -> int | None:
        with evening.store.read() as connection:
            return participants.open_of_learner(connection, learner)

    def end(meeting: int) -> None:
        with evening.store.write() as connection:
            meetings.save(connection, meeting, code=None)

    assert current() == evening.id
    end(evening.id)
    assert current() == other.id
    end(other.id)
    assert current() is None


def test_places_with_and_without_a_snapshot_come_in_one_statement(evening: Evening) -> None:
    store = evening.store
    walked, fresh = add_walker(store, done(), done("kumpi")), new_learner(store)
    people = [evening.come(walked), evening.come(fresh)]
    gone = evening.come()
    stand(evening, gone, LEFT)
    ran: list[str] = []
    with store.read() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.set_trace_callback(ran.append)
        found = participants.places(connection, evening.id, JOURNEY)
        elsewhere = participants.places(connection, evening.id, "toinen")
        driver.set_trace_callback(None)

    assert [(p.participant_id, p.learner_id, p.seq, p.rules) for p in found] == [
        (people[0], walked, 2, "rules"),
        (people[1], fresh, 0, ""),
    ]
    assert (found[0].state is None, found[1].state is None) == (False, True)
    assert [(p.seq, p.rules, p.state) for p in elsewhere] == [(0, "", None)] * 2
    assert len(ran) == 2, "one each"


def test_steps_of_the_day_are_counted_of_those_who_are_in(evening: Evening) -> None:
    store, yesterday = evening.store, TODAY - timedelta(1)
    learner = add_walker(store, done("a"), done("b"), done("c", day=yesterday))
    evening.come(learner)
    gone = evening.come(add_walker(store, done("a")))
    add_walker(store, done("a"))
    stand(evening, gone, LEFT)

    def steps(journey: str = JOURNEY) -> int:
        with store.read() as connection:
            return participants.steps_on(connection, evening.id, journey, TODAY)

    assert steps() == 2
    append(store, learner, done("d"))
    assert (steps(), steps("toinen")) == (3, 0)


def test_words_are_kept_by_kind_and_only_words_can_show(evening: Evening) -> None:
    person = evening.come()
    evening.write(person, HELP, "En löydä nappia")
    evening.write(None, WORD, "rohkea")
    evening.write(None, WORD, "iloinen")
    with evening.store.write() as connection:
        help_, word = (participants.texts(connection, evening.id, kind)[0] for kind in (HELP, WORD))
        other = meetings.add(connection, evening.group, "Toinen", TODAY, "{}")
        for _ in range(2):
            participants.show_text(connection, evening.id, word.id, shown=True)
        participants.show_text(connection, evening.id, help_.id, shown=True)
        participants.show_text(connection, other, word.id, shown=False)

    with evening.store.read() as connection:
        words = participants.texts(connection, evening.id, WORD)
        helps = participants.texts(connection, evening.id, HELP)
    assert [(w.participant_id, w.text, w.is_shown) for w in words] == [
        (None, "rohkea", True),
        (None, "iloinen", False),
    ]
    assert [(w.participant_id, w.is_shown) for w in helps] == [(person, False)]


@pytest.mark.parametrize(
    ("which", "helps", "words"),
    [
        ({}, [], []),
        ({"kind": WORD}, ["a", "b"], []),
        ({"kind": HELP, "participant_id": 1}, ["b"], ["c"]),
        ({"kind": HELP, "participant_id": 9}, ["a", "b"], ["c"]),
    ],
)
def test_words_are_forgotten_all_or_of_a_kind_or_of_a_person(
    evening: Evening, which: dict[str, object], helps: list[str], words: list[str]
) -> None:
    one, two = evening.come(), evening.come()
    assert (one, two) == (1, 2)
    evening.write(one, HELP, "a")
    evening.write(two, HELP, "b")
    evening.write(None, WORD, "c")
    other = new_evening(evening.store, evening.group, "BBBBBB")
    other.write(None, WORD, "d")

    with evening.store.write() as connection:
        participants.forget_texts(connection, evening.id, **which)

    assert (evening.texts(HELP), evening.texts(WORD)) == (helps, words)
    assert other.texts(WORD) == ["d"]


def test_erasing_a_learner_takes_the_participant_and_their_words_with_it(evening: Evening) -> None:
    learner = add_walker(evening.store)
    gone, stays = evening.come(learner), evening.come()
    evening.write(gone, HELP, "En löydä nappia")
    evening.write(stays, HELP, "Odotan")

    with evening.store.write() as connection:
        learners.forget(connection, learner)

    assert evening.standings() == {stays: IN}
    assert evening.texts(HELP) == ["Odotan"]
    assert count(evening.store, "learner") == 1
    assert evening.come() > stays, "no number is given again"


@pytest.mark.parametrize(("meeting", "learner"), [(999, 1), (1, 999)])
def test_nobody_comes_to_a_meeting_that_is_not_there_nor_one_who_is_not(
    evening: Evening, meeting: int, learner: int
) -> None:
    add_walker(evening.store)
    with pytest.raises(IntegrityError), evening.store.write() as connection:
        participants.enter(connection, meeting, learner)
