"""Two tabs or devices of one learner at once: both acts are stored, or one, never a half."""

from functools import partial

import pytest

from digimatka.core.events import BadgeAwarded, Mark, QuestCompleted, StepCompleted
from digimatka.core.kinds.base import Assistance
from digimatka.core.rules import Rules
from digimatka.store.session import Store, StoreError, Trouble
from digimatka.usecases import accounts, learn
from digimatka.usecases.learn import TRIES, NothingThereError, Walker
from tests.conftest import TODAY
from tests.usecases.gathering import at_once
from tests.usecases.pauses import PausedStore, check_rows, in_the_way, log_of, place_of

READ = ("alku", "lue")
WHICH = ("alku", "kumpi")
RIGHT = {"choice": ["oikea"]}


@pytest.fixture
def tabs(walker: Walker, paused: PausedStore) -> tuple[Walker, Walker]:
    """Two tabs of one learner; the first can be held up before it writes."""
    return Walker(paused, walker.rules, walker.learner_id, TODAY), walker


def steps_done(walker: Walker) -> list[str]:
    return [event.step for event in log_of(walker) if isinstance(event, StepCompleted)]


def held(tab: Walker) -> PausedStore:
    assert isinstance(tab.store, PausedStore)
    return tab.store


def test_two_steps_that_are_done_at_once_are_both_stored(tabs: tuple[Walker, Walker]) -> None:
    slow, quick = tabs
    in_the_way(held(slow), lambda: learn.answer(quick, READ, {}))

    done = learn.answer(slow, WHICH, RIGHT).change

    assert steps_done(quick) == ["lue", "kumpi"]
    assert [type(event) for event in log_of(quick)[1:]] == [type(event) for event in done.events]
    assert sum(isinstance(event, QuestCompleted) for event in log_of(quick)) == 1
    assert [award.badge for award in done.awards] == ["rohkea"]
    check_rows(quick)


def test_one_step_that_is_done_in_both_is_stored_once(tabs: tuple[Walker, Walker]) -> None:
    slow, quick = tabs
    in_the_way(held(slow), lambda: learn.answer(quick, WHICH, RIGHT))

    late = learn.answer(slow, WHICH, RIGHT)

    assert late.verdict.is_done
    assert late.change.events == ()
    assert steps_done(quick) == ["kumpi"]
    check_rows(quick)


def test_a_badge_that_both_earn_is_given_once(tabs: tuple[Walker, Walker]) -> None:
    slow, quick = tabs
    learn.answer(quick, READ, {})
    in_the_way(held(slow), lambda: learn.mark(quick, "alku", Mark.KNOWN))

    learn.answer(slow, WHICH, RIGHT)

    assert sum(isinstance(event, BadgeAwarded) for event in log_of(quick)) == 1
    check_rows(quick)


def test_a_hint_that_was_opened_meanwhile_counts(tabs: tuple[Walker, Walker]) -> None:
    slow, quick = tabs
    in_the_way(held(slow), lambda: learn.show_hint(quick, WHICH, 0))

    done = learn.answer(slow, WHICH, RIGHT).change

    assert isinstance(done.events[0], StepCompleted)
    assert done.events[0].how is Assistance.HINT
    check_rows(quick)


def test_an_act_of_a_learner_who_was_erased_meanwhile_brings_nothing_back(
    tabs: tuple[Walker, Walker],
) -> None:
    slow, quick = tabs
    learn.answer(quick, READ, {})
    in_the_way(held(slow), lambda: accounts.erase(quick.store, quick.learner_id))

    with pytest.raises(NothingThereError):
        learn.answer(slow, WHICH, RIGHT)

    assert log_of(quick) == []


def test_a_first_act_of_a_learner_who_was_erased_meanwhile_brings_nothing_back(
    tabs: tuple[Walker, Walker],
) -> None:
    slow, quick = tabs
    in_the_way(held(slow), lambda: accounts.erase(quick.store, quick.learner_id))

    with pytest.raises(NothingThereError):
        learn.answer(slow, READ, {})

    assert log_of(quick) == []


def test_who_is_always_too_late_is_told_to_try_again_and_stores_nothing(
    tabs: tuple[Walker, Walker],
) -> None:
    slow, quick = tabs
    marks = [Mark.LATER, Mark.OPEN] * TRIES
    in_the_way(held(slow), lambda: learn.mark(quick, "alku", marks.pop(0)), always=True)

    with pytest.raises(StoreError) as caught:
        learn.answer(slow, WHICH, RIGHT)

    assert caught.value.trouble is Trouble.BUSY
    assert len(log_of(quick)) == TRIES
    assert steps_done(quick) == []
    check_rows(quick)


def test_threads_that_do_two_steps_of_one_learner_store_both(store: Store, rules: Rules) -> None:
    for _ in range(15):
        walker = Walker(store, rules, accounts.begin(store, TODAY), TODAY)

        at_once(
            partial(learn.answer, walker, READ, {}),
            partial(learn.answer, walker, WHICH, RIGHT),
        )

        assert sorted(steps_done(walker)) == ["kumpi", "lue"]
        assert sum(isinstance(event, BadgeAwarded) for event in log_of(walker)) == 1
        check_rows(walker)


def test_threads_that_do_one_step_store_it_once(store: Store, rules: Rules) -> None:
    for _ in range(15):
        walker = Walker(store, rules, accounts.begin(store, TODAY), TODAY)

        at_once(*[partial(learn.answer, walker, WHICH, RIGHT)] * 3)

        assert steps_done(walker) == ["kumpi"]
        check_rows(walker)


def test_threads_of_many_learners_do_not_get_into_each_others_way(
    store: Store, rules: Rules
) -> None:
    walkers = [Walker(store, rules, accounts.begin(store, TODAY), TODAY) for _ in range(8)]

    def walk(walker: Walker) -> None:
        learn.answer(walker, READ, {})
        learn.answer(walker, WHICH, RIGHT)
        learn.mark(walker, "keski", Mark.SKIPPED)

    at_once(*[partial(walk, walker) for walker in walkers])

    for walker in walkers:
        assert len(log_of(walker)) == 5
        assert place_of(walker).progress == learn.load(walker).progress
        check_rows(walker)
