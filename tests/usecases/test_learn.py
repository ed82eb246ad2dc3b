"""Walking a journey: every act, what it stores, and what it refuses."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from digimatka.core.commands import OpenQuest
from digimatka.core.compiler import compile_rules
from digimatka.core.engine import is_open
from digimatka.core.events import (
    AnswerShown,
    BadgeAwarded,
    HintShown,
    Mark,
    QuestCompleted,
    QuestMarked,
    QuestOpened,
    StepCompleted,
    StepRestarted,
)
from digimatka.core.kinds.base import Assistance, Outcome
from digimatka.core.overview import QuestState, quest_state
from digimatka.core.rules import Rules
from digimatka.store.session import Store
from digimatka.usecases import accounts, learn
from digimatka.usecases.learn import Walker
from tests.conftest import TODAY
from tests.usecases.pauses import check_rows, log_of, place_of, with_rules

READ = ("alku", "lue")
WHICH = ("alku", "kumpi")
WORD = ("keski", "sana")
LIST = ("keski", "lista")
RIGHT = {"choice": ["oikea"]}
WRONG = {"choice": ["vaara"]}
TICKED = {"tick": ["a", "b"]}


def finish_first(walker: Walker) -> learn.Change:
    """Does the first quest alone."""
    learn.answer(walker, READ, {})
    return learn.answer(walker, WHICH, RIGHT).change


def test_a_journey_begins_with_what_needs_nothing_and_is_not_stored_by_looking(
    walker: Walker,
) -> None:
    walk = learn.load(walker)

    rules = walker.rules
    assert [is_open(rule, walk.progress) for rule in rules.order] == [True, False, False]
    assert walk.progress == rules.fresh()
    assert place_of(walker).progress is None


def test_a_good_answer_completes_the_step(walker: Walker) -> None:
    answered = learn.answer(walker, WHICH, RIGHT)

    done = StepCompleted(*WHICH, Assistance.ALONE, ("oikea",), TODAY)
    assert answered.verdict.outcome is Outcome.DONE
    assert answered.change.events == (done,)
    assert log_of(walker) == [done]
    assert learn.load(walker).progress == answered.change.walk.progress
    check_rows(walker)


@pytest.mark.parametrize(
    ("form", "outcome"),
    [
        (WRONG, Outcome.TRY_AGAIN),
        ({}, Outcome.INCOMPLETE),
        ({"choice": ["oikea", "vaara"]}, Outcome.INCOMPLETE),
        ({"choice": ["<script>"]}, Outcome.INCOMPLETE),
        ({"choice": []}, Outcome.INCOMPLETE),
        ({"other": ["x"]}, Outcome.INCOMPLETE),
    ],
)
def test_another_answer_is_judged_and_not_stored(
    walker: Walker, form: dict[str, list[str]], outcome: Outcome
) -> None:
    answered = learn.answer(walker, WHICH, form)

    assert answered.verdict.outcome is outcome
    assert answered.change.events == ()
    assert log_of(walker) == []
    assert place_of(walker).progress is None


def test_the_last_step_completes_the_quest_gives_its_badge_and_opens_the_next(
    walker: Walker,
) -> None:
    change = finish_first(walker)

    assert change.events[1] == QuestCompleted("alku", Assistance.ALONE, TODAY)
    assert [award.badge for award in change.awards] == ["rohkea"]
    assert change.awards[0].because == ("quest:alku",)
    assert [rule.quest.id for rule in change.opened] == ["keski"]
    assert learn.awards(walker) == change.awards
    check_rows(walker)


def test_the_same_post_twice_is_the_same_event(walker: Walker) -> None:
    finish_first(walker)
    before = log_of(walker), place_of(walker)

    again = learn.answer(walker, WHICH, RIGHT)

    assert again.verdict.is_done
    assert again.change.events == ()
    assert again.change.opened == ()
    assert (log_of(walker), place_of(walker)) == before


def test_every_post_twice_gives_the_log_of_every_post_once(store: Store, rules: Rules) -> None:
    posts: list[Callable[[Walker], object]] = [
        lambda one: learn.show_hint(one, WHICH, 0),
        lambda one: learn.answer(one, WHICH, RIGHT),
        lambda one: learn.answer(one, READ, {}),
        lambda one: learn.restart(one, WHICH),
        lambda one: learn.show_answer(one, WHICH),
        lambda one: learn.accept_answer(one, WHICH),
        lambda one: learn.mark(one, "keski", Mark.LATER),
        lambda one: learn.act(one, OpenQuest("loppu")),
        lambda one: learn.answer(one, LIST, TICKED),
    ]
    once, twice = (Walker(store, rules, accounts.begin(store, TODAY), TODAY) for _ in range(2))

    for post in posts:
        post(once)
        post(twice)
        post(twice)

    assert log_of(twice) == log_of(once)
    assert len(log_of(once)) == 11
    check_rows(twice)


def test_hints_open_one_by_one_and_show_in_how_it_was_done(walker: Walker) -> None:
    first = learn.show_hint(walker, WHICH, 0)
    repeated = learn.show_hint(walker, WHICH, 0)
    second = learn.show_hint(walker, WHICH, 1)
    beyond = learn.show_hint(walker, WHICH, 2)
    done = learn.answer(walker, WHICH, RIGHT).change

    hint = HintShown(*WHICH, TODAY)
    assert [change.events for change in (first, repeated, second, beyond)] == [
        (hint,),
        (),
        (hint,),
        (),
    ]
    assert done.events == (StepCompleted(*WHICH, Assistance.HINT, ("oikea",), TODAY),)
    check_rows(walker)


def test_an_answer_that_was_shown_can_be_accepted_with_help(walker: Walker) -> None:
    shown = learn.show_answer(walker, WHICH)
    accepted = learn.accept_answer(walker, WHICH)

    assert shown.events == (AnswerShown(*WHICH, TODAY),)
    assert accepted.events == (StepCompleted(*WHICH, Assistance.HELP, (), TODAY),)
    check_rows(walker)


def test_an_answer_that_was_not_shown_cannot_be_accepted(walker: Walker) -> None:
    learn.show_hint(walker, WHICH, 0)
    before = log_of(walker)

    accepted = learn.accept_answer(walker, WHICH)

    assert accepted.events == ()
    assert log_of(walker) == before


def test_an_accepted_answer_is_not_accepted_again(walker: Walker) -> None:
    learn.show_answer(walker, WHICH)
    learn.accept_answer(walker, WHICH)

    assert learn.accept_answer(walker, WHICH).events == ()


def test_a_step_done_anew_with_less_help_counts_and_takes_nothing_away(walker: Walker) -> None:
    finish_first(walker)
    learn.show_hint(walker, WORD, 0)
    learn.answer(walker, WORD, {"text": ["sähköposti"]})
    learn.answer(walker, LIST, TICKED)
    facts = learn.load(walker).progress.facts

    again = learn.restart(walker, WORD)
    assert again.events == (StepRestarted(*WORD, TODAY),)
    assert again.walk.progress.facts == facts
    better = learn.answer(walker, WORD, {"text": ["SÄHKÖPOSTI "]}).change

    assert QuestCompleted("keski", Assistance.ALONE, TODAY) in better.events
    assert [award.badge for award in better.awards] == ["yksin"]
    check_rows(walker)


def test_a_step_that_is_not_done_cannot_be_done_anew(walker: Walker) -> None:
    assert learn.restart(walker, WHICH).events == ()


def test_marks_are_events_and_can_be_taken_back(walker: Walker) -> None:
    rule = walker.rules.quests["alku"]

    known = learn.mark(walker, "alku", Mark.KNOWN)
    assert known.events[0] == QuestMarked("alku", Mark.KNOWN, TODAY)
    assert quest_state(rule, known.walk.progress) is QuestState.KNOWN
    assert [rule.quest.id for rule in known.opened] == ["keski"]

    back = learn.mark(walker, "alku", Mark.OPEN)
    assert quest_state(rule, back.walk.progress) is QuestState.OPEN
    assert is_open(walker.rules.quests["keski"], back.walk.progress)
    check_rows(walker)


def test_a_facilitator_can_open_a_quest(walker: Walker) -> None:
    opened = learn.act(walker, OpenQuest("loppu"))

    assert opened.events == (QuestOpened("loppu", TODAY),)
    assert [rule.quest.id for rule in opened.opened] == ["loppu"]
    told = {"how": ["help"]}
    done = learn.answer(walker, ("loppu", "oikeasti"), told).change
    assert done.events[0] == StepCompleted("loppu", "oikeasti", Assistance.HELP, (), TODAY)


def test_events_carry_the_day_of_the_act_and_the_day_becomes_the_last_seen(
    store: Store, rules: Rules
) -> None:
    learner = accounts.begin(store, TODAY)
    tomorrow = TODAY + timedelta(days=1)
    learn.answer(Walker(store, rules, learner, TODAY), READ, {})
    assert place_of(Walker(store, rules, learner, TODAY)).seen_on == TODAY

    later = learn.answer(Walker(store, rules, learner, tomorrow), WHICH, RIGHT)

    assert {event.day for event in later.change.events} == {tomorrow}
    assert place_of(Walker(store, rules, learner, tomorrow)).seen_on == tomorrow


def test_an_act_on_one_journey_leaves_another_as_it_was(walker: Walker, rules: Rules) -> None:
    head = rules.journey.head.model_copy(update={"id": "toinen"})
    other = with_rules(walker, compile_rules(rules.journey.model_copy(update={"head": head})))

    finish_first(walker)

    assert log_of(other) == []
    assert learn.awards(other) == ()
    assert any(isinstance(event, BadgeAwarded) for event in log_of(walker))
