"""What happens in a meeting: presses of facilitators, words, who is put out, and the end."""

from collections.abc import Callable
from functools import partial

import pytest

from digimatka.core.meeting.commands import (
    Ask,
    AskHelp,
    GoTo,
    HelpGiven,
    Mix,
    Play,
    SaidWord,
    Tell,
    Turn,
)
from digimatka.core.meeting.decide import Refusal
from digimatka.core.meeting.model import Feeling, Phase, Way
from digimatka.core.staff import Staff
from digimatka.store import groups
from digimatka.store.session import Store
from digimatka.usecases import attend, meet
from digimatka.usecases.attend import JoinProblem
from tests.usecases.gathering import (
    Gathering,
    add_facilitator,
    at_once,
    gather,
)


def test_two_facilitators_who_press_at_once_lose_nothing(evening: Gathering) -> None:
    other = add_facilitator(evening.store, "anna")
    with evening.store.write() as connection:
        groups.lead(connection, evening.group, other.id)
    people = [evening.come() for _ in range(4)]

    for turn in range(6):
        mine, theirs = (
            partial(meet.lead, evening.store, who, evening.id) for who in (evening.leader, other)
        )
        at_once(
            partial(mine, Play((Way.TEAM, Way.OWN)[turn % 2])),
            partial(theirs, GoTo((Phase.DO, Phase.TALK)[turn % 2])),
            partial(mine, Turn("pause", turn % 2 == 0)),
            partial(theirs, Mix(turn, 2, tuple(people))),
            partial(mine, Mix(turn, 3, tuple(people))),
            partial(evening.act, AskHelp(people[turn % 4]), "apua"),
        )
        meeting = evening.meeting

        assert meeting.way is (Way.TEAM, Way.OWN)[turn % 2]
        assert meeting.phase is (Phase.DO, Phase.TALK)[turn % 2]
        assert meeting.is_paused is (turn % 2 == 0)
        assert meeting.round == turn + 1, "one of the two mixes"
        assert len(meeting.helps) == min(turn + 1, 4)


def test_a_press_that_changes_nothing_makes_no_new_version(evening: Gathering) -> None:
    evening.lead(Play(Way.TEAM))
    before = evening.version

    assert evening.lead(Play(Way.TEAM)) is None
    assert evening.lead(Turn("lights", True)) is Refusal.NOT_THERE

    assert evening.version == before


def test_the_end_takes_the_code_and_the_words_and_keeps_counts(evening: Gathering) -> None:
    people = [evening.come() for _ in range(3)]
    evening.lead(Ask("Mikä sana?"))
    evening.act(AskHelp(people[0]), "En löydä nappia")
    evening.act(SaidWord(people[1], "Mikä sana?"), "rohkea")
    for person in people:
        evening.act(Tell(person, Feeling.BRAVER))

    evening.lead(GoTo(Phase.ENDED))

    room = evening.room
    assert (room.row.code, room.words, room.helps) == (None, (), {})
    assert room.meeting.summary is not None
    assert (room.meeting.summary.people, room.meeting.summary.asked) == (3, 1)
    assert room.meeting.summary.feelings == {"braver": 3}
    assert evening.lead(GoTo(Phase.DO)) is Refusal.OVER
    with evening.store.read() as connection:
        assert "rohkea" not in "\n".join(connection.connection.iterdump())


def test_a_new_question_forgets_the_words_and_help_that_came_forgets_the_request(
    evening: Gathering,
) -> None:
    one, two = evening.come(), evening.come()
    evening.lead(Ask("Mikä?"))
    evening.act(SaidWord(one, "Mikä?"), "rohkea")
    evening.act(AskHelp(one), "En löydä nappia")
    evening.act(AskHelp(two), "Odotan")

    evening.lead(Ask("Mikä?"))
    assert [word.text for word in evening.room.words] == ["rohkea"], "the same question"
    evening.lead(Ask("Kuka?"))
    evening.lead(HelpGiven(one))

    assert evening.room.words == ()
    assert evening.room.helps == {two: "Odotan"}


def test_a_word_shows_when_a_facilitator_says_so(evening: Gathering) -> None:
    evening.lead(Ask("Mikä?"))
    evening.act(SaidWord(evening.come(), "Mikä?"), "rohkea")
    (word,) = evening.room.words
    shown = [evening.room.shown_words]

    for number, on in ((word.id, True), (word.id, False), (999, True)):
        meet.show_word(evening.store, evening.leader, evening.id, number, on)
        shown.append(evening.room.shown_words)

    assert shown == [(), ("rohkea",), (), ()]


def test_one_who_is_removed_is_out_until_let_back(evening: Gathering) -> None:
    learner = evening.learner()
    person = evening.join(learner)
    assert isinstance(person, int)
    evening.act(AskHelp(person), "En löydä nappia")

    for _ in range(2):
        meet.remove(evening.store, evening.leader, evening.id, person)

    assert (evening.room.present, evening.room.helps, evening.meeting.helps) == ((), {}, ())
    assert evening.act(AskHelp(person)) is Refusal.NOT_THERE
    attend.leave(evening.store, evening.id, person)
    assert evening.join(learner) is JoinProblem.REMOVED, "leaving does not open the door again"
    for _ in range(2):
        meet.let_back(evening.store, evening.leader, evening.id, person)
    assert evening.join(learner) == person


def test_letting_back_one_who_is_in_again_puts_nobody_out(evening: Gathering) -> None:
    person = evening.come()
    before = evening.room

    meet.let_back(evening.store, evening.leader, evening.id, person)

    assert evening.room == before


@pytest.mark.parametrize("act", [meet.remove, meet.let_back])
def test_one_of_another_meeting_cannot_be_put_out_of_it(
    evening: Gathering, act: Callable[[Store, Staff, int, int], None]
) -> None:
    other = gather(evening.store, evening.rules, "HJKLMN")
    person = other.come()

    act(evening.store, evening.leader, evening.id, person)

    assert [one.id for one in other.room.present] == [person]
