"""In and out of a meeting: the door, two devices, leaving, and erasing one's journey."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest

from digimatka.core.meeting.commands import (
    AskHelp,
    End,
    Mix,
    Turn,
)
from digimatka.store import learners, members
from digimatka.usecases import accounts, attend
from digimatka.usecases.attend import MOST_PEOPLE, JoinProblem
from digimatka.usecases.learn import NothingThereError
from tests.conftest import TODAY
from tests.usecases.gathering import Gathering, at_once, gather

WHICH = ("alku", "kumpi")
RIGHT = {"choice": ["oikea"]}
TOMORROW = TODAY + timedelta(1)


def test_joining_puts_a_learner_into_the_meeting_and_its_group(evening: Gathering) -> None:
    learner = evening.learner()
    before = evening.version

    person = evening.join(learner)

    assert [(one.id, one.learner_id, one.slip) for one in evening.room.present] == [
        (person, learner, 1)
    ]
    assert evening.version > before
    assert attend.is_in(evening.store, evening.id, learner)
    assert attend.meeting_of(evening.store, learner) == evening.id
    with evening.store.read() as connection:
        assert len(members.of_group(connection, evening.group, "matka")) == 1


def test_one_learner_on_two_devices_is_one_participant(evening: Gathering) -> None:
    learner = evening.learner()
    got: list[int | JoinProblem] = []

    at_once(*[lambda: got.append(evening.join(learner))] * 4)

    assert set(got) == {evening.person(learner)}
    assert len(evening.room.people) == 1
    before = evening.version
    evening.join(learner)
    assert evening.version == before, "nothing has changed"


def test_many_who_join_at_once_are_all_in(evening: Gathering) -> None:
    people = [evening.learner() for _ in range(8)]
    evening.lead(Mix(0, 2, (evening.come(), evening.come())))

    at_once(*[partial(evening.join, learner) for learner in people])

    numbers = [one.id for one in evening.room.present]
    assert len(numbers) == 10
    assert sorted(sum(evening.meeting.groups, ())) == numbers


def closed(evening: Gathering) -> None:
    evening.lead(Turn("door", True))


def ended(evening: Gathering) -> None:
    evening.lead(End())


def nothing(_evening: Gathering) -> None:
    """The door is open."""


@pytest.mark.parametrize(
    ("happens", "day", "problem"),
    [
        (nothing, TODAY, None),
        (closed, TODAY, JoinProblem.CLOSED),
        (ended, TODAY, JoinProblem.OVER),
        (nothing, TOMORROW, JoinProblem.OVER),
        (nothing, TODAY - timedelta(1), JoinProblem.OVER),
    ],
)
def test_the_door_says_why_it_does_not_open(
    evening: Gathering,
    happens: Callable[[Gathering], None],
    day: date,
    problem: JoinProblem | None,
) -> None:
    happens(evening)

    joined = evening.join(evening.learner(), day)

    assert attend.at_door(evening.store, evening.id, day) is problem
    assert joined is problem if problem else isinstance(joined, int)
    assert len(evening.room.people) == (0 if problem else 1)


def test_a_closed_door_puts_nobody_out_and_lets_nobody_back(evening: Gathering) -> None:
    stays, leaves = evening.learner(), evening.learner()
    person, gone = evening.join(stays), evening.join(leaves)
    assert isinstance(gone, int)
    closed(evening)
    attend.leave(evening.store, evening.id, gone)

    assert evening.join(stays) == person
    assert evening.join(leaves) is JoinProblem.CLOSED
    evening.lead(Turn("door", False))
    assert evening.join(leaves) == gone


@pytest.mark.parametrize("meeting", [0, 999])
def test_a_meeting_that_is_not_there_has_no_door(evening: Gathering, meeting: int) -> None:
    learner = evening.learner()
    with pytest.raises(NothingThereError):
        attend.join(evening.store, meeting, learner, TODAY)
    with pytest.raises(NothingThereError):
        attend.take_part(evening.store, meeting, AskHelp(1))
    with pytest.raises(NothingThereError):
        attend.leave(evening.store, meeting, 1)
    with pytest.raises(NothingThereError):
        attend.participant(evening.store, meeting, learner)
    assert attend.at_door(evening.store, meeting, TODAY) is JoinProblem.OVER
    attend.note_answer(evening.store, meeting, learner, WHICH, ())


def test_of_five_hundred_who_join_no_more_are_in_than_there_is_room_for(
    evening: Gathering,
) -> None:
    with evening.store.write() as connection:
        people = [learners.add(connection, TODAY) for _ in range(500)]

    got = [evening.join(learner) for learner in people]

    assert [isinstance(one, int) for one in got] == [True] * MOST_PEOPLE + [False] * 200
    assert set(got[MOST_PEOPLE:]) == {JoinProblem.FULL}
    assert attend.at_door(evening.store, evening.id, TODAY) is JoinProblem.FULL
    assert len(evening.room.present) == MOST_PEOPLE
    assert evening.join(people[0]) == got[0], "who is in stays in"
    first = got[0]
    assert isinstance(first, int)
    attend.leave(evening.store, evening.id, first)
    assert evening.join(people[0]) == first, "and may come back to their place"


def test_who_leaves_is_gone_from_pairs_and_queue_and_can_come_back(evening: Gathering) -> None:
    learner = evening.learner()
    mine, others = evening.join(learner), [evening.come() for _ in range(3)]
    assert isinstance(mine, int)
    evening.lead(Mix(0, 2, (mine, *others)))
    evening.act(AskHelp(mine), "En löydä nappia")

    for _ in range(2):
        attend.leave(evening.store, evening.id, mine)

    assert evening.meeting.groups == ((*others[1:], others[0]),)
    assert (evening.meeting.helps, evening.room.helps) == ((), {})
    assert not attend.is_in(evening.store, evening.id, learner)
    assert attend.meeting_of(evening.store, learner) == 0
    assert evening.join(learner) == mine
    assert evening.meeting.group_of(mine)


def test_one_who_erases_their_journey_leaves_nobody_in_a_pair_with_nobody(
    evening: Gathering,
) -> None:
    other = gather(evening.store, evening.rules, "HJKLMN")
    learner = evening.learner()
    mine, others = evening.join(learner), [evening.come() for _ in range(3)]
    other.join(learner)
    assert isinstance(mine, int)
    evening.lead(Mix(0, 2, (mine, *others)))
    evening.act(AskHelp(mine), "En löydä nappia")
    before = (evening.version, other.version)

    accounts.erase(evening.store, learner)

    assert evening.meeting.groups == ((*others[1:], others[0]),)
    assert [one.id for one in evening.room.people] == others
    assert (evening.meeting.helps, evening.room.helps, other.room.people) == ((), {}, ())
    assert evening.version > before[0], "whoever looks at it sees it"
    assert other.version > before[1]
    assert evening.room.person(mine) is None
