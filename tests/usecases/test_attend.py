"""Being in a meeting: words, cards, answers, and one's own day."""

from datetime import date, timedelta
from functools import partial

import pytest

from digimatka.core.commands import CompleteStep
from digimatka.core.meeting.commands import (
    Answered,
    AskHelp,
    Deed,
    Did,
    End,
    GoTo,
    HelpGiven,
    Thank,
    Together,
)
from digimatka.core.meeting.decide import Refusal
from digimatka.core.meeting.model import Asked, Card, Phase
from digimatka.usecases import attend, learn, meet
from digimatka.usecases.attend import Day, TextProblem, read_words
from digimatka.usecases.learn import Walker
from tests.conftest import TODAY
from tests.usecases.gathering import Gathering, at_once, gather

WHICH = ("alku", "kumpi")
RIGHT = {"choice": ["oikea"]}
TOMORROW = TODAY + timedelta(1)


def ended(evening: Gathering) -> None:
    evening.lead(End())


def test_a_help_request_has_one_text_and_is_in_the_queue_once(evening: Gathering) -> None:
    person = evening.come()

    for text in ("En löydä nappia", "Löysin, mutta se ei toimi"):
        assert evening.act(AskHelp(person), text) is None

    asked = evening.room
    evening.act(HelpGiven(person))
    helped = evening.room

    assert asked.helps == {person: "Löysin, mutta se ei toimi"}
    assert (asked.meeting.helps, asked.meeting.help_count) == ((person,), 1)
    assert (helped.helps, helped.meeting.helps, helped.meeting.help_count) == ({}, (), 1)


def test_what_is_refused_keeps_no_words(evening: Gathering) -> None:
    assert evening.act(AskHelp(99), "apua") is Refusal.NOT_THERE
    ended(evening)
    person = 1

    assert evening.act(AskHelp(person), "apua") is Refusal.OVER
    assert evening.act(Did(person, Deed.FIRST)) is Refusal.OVER
    assert (evening.room.helps, evening.room.words) == ({}, ())


def test_a_kiitos_reaches_one_who_is_in_this_meeting(evening: Gathering) -> None:
    giver, taker = evening.come(), evening.come()
    elsewhere = gather(evening.store, evening.rules, "HJKLMN").come()

    assert evening.act(Thank(giver, taker, Card.BRAVE)) is None
    assert evening.act(Thank(giver, elsewhere, Card.BRAVE)) is Refusal.NOT_THERE
    assert evening.meeting.thanks == ((taker, Card.BRAVE),)


def note(evening: Gathering, learner: int, at: tuple[str, str], *chosen: str) -> None:
    attend.note_answer(evening.store, evening.id, learner, at, chosen)


def test_answers_to_the_common_step_are_counted_and_others_change_nothing(
    evening: Gathering,
) -> None:
    learner, stranger = evening.learner(), evening.learner()
    person = evening.join(learner)
    assert isinstance(person, int)
    note(evening, learner, WHICH, "oikea")
    evening.lead(Together(WHICH))
    before = evening.version

    note(evening, learner, ("alku", "lue"))
    note(evening, stranger, WHICH, "oikea")
    assert (evening.meeting.asked, evening.version) == (Asked(), before)
    note(evening, learner, WHICH, "oikea")
    note(evening, learner, WHICH, "vaara")

    assert evening.meeting.asked == Asked(frozenset({person}), {"oikea": 1})
    assert evening.version == before + 1
    ended(evening)
    note(evening, learner, WHICH, "oikea")
    assert evening.meeting.phase is Phase.ENDED


def test_all_who_answer_at_once_are_counted(evening: Gathering) -> None:
    learners_in = [evening.learner() for _ in range(6)]
    for learner in learners_in:
        evening.join(learner)
    evening.lead(Together(WHICH))

    at_once(
        *[partial(note, evening, learner, WHICH, "oikea") for learner in learners_in],
        partial(evening.lead, GoTo(Phase.DO)),
    )

    assert evening.meeting.asked.counts == {"oikea": 6}
    assert evening.meeting.phase is Phase.DO


def test_an_answer_in_a_meeting_makes_a_new_version_of_it(evening: Gathering) -> None:
    learner = evening.learner()
    evening.join(learner)
    walker, before = evening.walker(learner), evening.version
    elsewhere = Walker(evening.store, evening.rules, learner, TODAY)

    learn.answer(walker, WHICH, {"choice": ["vaara"]})
    assert evening.version == before, "no step was done"
    learn.answer(walker, WHICH, RIGHT)
    assert evening.version == before + 1
    learn.answer(elsewhere, ("alku", "lue"), {})
    assert evening.version == before + 1
    ended(evening)
    after = evening.version
    learn.answer(walker, ("keski", "sana"), {"text": ["sähköposti"]})

    assert evening.version == after


def test_the_day_of_one_person_is_that_day_alone(evening: Gathering) -> None:
    store, rules, learner = evening.store, evening.rules, evening.learner()
    before = Walker(store, rules, learner, TODAY - timedelta(1))
    now, later = evening.walker(learner), Walker(store, rules, learner, TOMORROW)
    learn.act(before, CompleteStep("alku", "lue"))
    learn.act(now, CompleteStep("alku", "kumpi"))
    learn.restart(now, WHICH)
    learn.act(now, CompleteStep("alku", "kumpi"))
    learn.act(later, CompleteStep("keski", "sana"))

    def day(of: date) -> Day:
        return attend.day_of(store, rules, learner, of)

    assert day(before.today) == Day(1, (), ())
    assert day(TODAY) == Day(1, ("alku",), ("Rohkea",))
    assert day(TOMORROW) == Day(1, (), ())
    assert day(TODAY + timedelta(7)) == Day(0, (), ())
    assert attend.day_of(store, rules, evening.learner(), TODAY) == Day(0, (), ())


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("En löydä nappia", "En löydä nappia"),
        ("  monta \n riviä ", "monta riviä"),
        ("x" * 20, "x" * 20),
        ("x" * 21, TextProblem.TOO_LONG),
        ("  \t ", TextProblem.EMPTY),
        ("010190-900P", TextProblem.PRIVATE),
        ("minun@posti.example", TextProblem.PRIVATE),
        ("soita 040 123 4567 heti kun voit", TextProblem.PRIVATE),
    ],
)
def test_a_few_words_are_tidied_or_not_taken(typed: str, read: str | TextProblem) -> None:
    assert read_words(typed, 20) == read


def test_an_answer_that_comes_when_its_sender_was_just_removed_is_not_counted(
    evening: Gathering,
) -> None:
    learner = evening.learner()
    person = evening.join(learner)
    assert isinstance(person, int)
    evening.lead(Together(WHICH))
    meet.remove(evening.store, evening.leader, evening.id, person)

    note(evening, learner, WHICH, "oikea")

    assert evening.act(Answered(person, WHICH, ("oikea",))) is Refusal.NOT_THERE
    assert evening.meeting.asked == Asked()
