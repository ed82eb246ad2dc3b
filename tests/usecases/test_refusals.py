"""What cannot be done is refused, and what a learner writes is not kept."""

from collections.abc import Callable

import pytest

from digimatka.core.commands import CompleteStep
from digimatka.core.events import Mark, StepCompleted
from digimatka.core.kinds.base import Problem
from digimatka.core.rules import Rules
from digimatka.store.session import Store
from digimatka.usecases import accounts, learn
from digimatka.usecases.learn import LockedError, NothingThereError, Walker
from tests.conftest import TODAY
from tests.usecases.pauses import log_of

READ = ("alku", "lue")
WHICH = ("alku", "kumpi")
WORD = ("keski", "sana")
RIGHT = {"choice": ["oikea"]}
WRONG = {"choice": ["vaara"]}


@pytest.mark.parametrize(
    "act",
    [
        lambda one: learn.answer(one, WORD, {"text": ["sähköposti"]}),
        lambda one: learn.answer(one, WORD, {"text": ["väärin"]}),
        lambda one: learn.answer(one, WORD, {"version": ["old"]}),
        lambda one: learn.show_hint(one, WORD, 0),
        lambda one: learn.show_answer(one, WORD),
        lambda one: learn.restart(one, WORD),
        lambda one: learn.mark(one, "keski", Mark.KNOWN),
    ],
)
def test_nothing_can_be_done_in_a_locked_quest(
    walker: Walker, act: Callable[[Walker], object]
) -> None:
    with pytest.raises(LockedError):
        act(walker)

    assert log_of(walker) == []


NOWHERE = (("alku", "nowhere"), ("nowhere", "lue"), ("alku", "sana"), ("", ""))


@pytest.mark.parametrize("at", NOWHERE)
def test_what_is_not_on_the_journey_is_not_there(walker: Walker, at: tuple[str, str]) -> None:
    acts: list[Callable[[], object]] = [
        lambda: learn.answer(walker, at, {}),
        lambda: learn.show_hint(walker, at, 0),
        lambda: learn.show_answer(walker, at),
        lambda: learn.accept_answer(walker, at),
        lambda: learn.restart(walker, at),
    ]
    for act in acts:
        with pytest.raises(NothingThereError):
            act()

    with pytest.raises(NothingThereError):
        learn.mark(walker, "nowhere", Mark.KNOWN)
    assert log_of(walker) == []


def test_a_learner_who_is_not_there_is_told_so_and_nothing_is_made(
    store: Store, rules: Rules
) -> None:
    nobody = Walker(store, rules, 999, TODAY)

    for act in (
        lambda: learn.load(nobody),
        lambda: learn.answer(nobody, READ, {}),
        lambda: learn.answer(nobody, WHICH, WRONG),
        lambda: learn.mark(nobody, "alku", Mark.KNOWN),
    ):
        with pytest.raises(NothingThereError):
            act()

    assert log_of(nobody) == []
    assert learn.awards(nobody) == ()


def test_what_a_learner_writes_is_not_stored(walker: Walker) -> None:
    learn.answer(walker, READ, {})
    learn.answer(walker, WHICH, RIGHT)
    with walker.store.read() as connection:
        before = connection.exec_driver_sql("SELECT data FROM event").scalars().all()

    learn.answer(walker, WORD, {"text": ["Salaisuuteni on tämä"]})
    learn.answer(walker, WORD, {"text": ["sahkoposti"], "note": ["Salaisuuteni on tämä"]})

    with walker.store.read() as connection:
        after = connection.exec_driver_sql("SELECT data FROM event").scalars().all()
        snapshot = connection.exec_driver_sql("SELECT state FROM snapshot").scalar_one()
    assert len(after) == len(before) + 1
    for text in (*after, snapshot):
        assert "alaisuu" not in text
        assert "hkoposti" not in text


def test_an_option_that_is_not_in_the_step_is_not_stored(walker: Walker) -> None:
    change = learn.act(walker, CompleteStep(*WHICH, chosen=("oikea", "Salaisuuteni")))

    assert isinstance(change.events[0], StepCompleted)
    assert change.events[0].chosen == ("oikea",)


def test_an_answer_to_an_older_version_of_a_step_is_not_judged(walker: Walker) -> None:
    old = learn.answer(walker, WHICH, {**RIGHT, "version": ["00000000"]})

    assert old.verdict.problem is Problem.STALE
    assert old.change.events == ()
    assert log_of(walker) == []

    current = {**RIGHT, "version": [walker.rules.versions[WHICH]]}
    assert learn.answer(walker, WHICH, current).verdict.is_done


def test_learners_do_not_walk_each_others_journey(store: Store, rules: Rules) -> None:
    one, other = (Walker(store, rules, accounts.begin(store, TODAY), TODAY) for _ in range(2))

    learn.answer(one, READ, {})

    assert log_of(other) == []
    assert learn.load(other).progress == rules.fresh()
