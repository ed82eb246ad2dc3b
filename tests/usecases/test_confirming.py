"""A facilitator confirms a step; and learners whose snapshot is from before steps could wait."""

import json

import pytest
from sqlalchemy import text

from digimatka.core.commands import CompleteStep
from digimatka.core.compiler import compile_rules
from digimatka.core.events import ConfirmationAsked, QuestCompleted, StepCompleted
from digimatka.core.kinds.base import Assistance, By
from digimatka.core.overview import QuestState, quest_state
from digimatka.core.progress import dump
from digimatka.store.session import Store
from digimatka.usecases import accounts, learn
from digimatka.usecases.learn import LockedError, NothingThereError, Walk, Walker
from tests.conftest import TODAY
from tests.factories import journey, quest, step
from tests.usecases.pauses import check_rows, log_of

AT = ("a", "nayta")
SEEN = step("nayta", "confirm", by=["peer", "facilitator"])
RULES = compile_rules(
    journey(quest("a", SEEN), quest("b", "lue", SEEN, requires={"quest": "a"}), quest("c", "lue"))
)


@pytest.fixture
def learner(store: Store) -> Walker:
    """A learner on a journey with steps that a facilitator may confirm."""
    return Walker(store, RULES, accounts.begin(store, TODAY), TODAY)


def state(walk: Walk, quest_id: str = "a") -> QuestState:
    return quest_state(walk.rules.quests[quest_id], walk.progress)


def test_the_learner_asks_and_the_facilitator_confirms(learner: Walker) -> None:
    asked = learn.ask_confirmation(learner, AT)
    assert state(asked.walk) is QuestState.WAITING
    assert learn.ask_confirmation(learner, AT).events == ()
    check_rows(learner)

    confirmed = learn.confirm(learner, AT, Assistance.HELP)

    assert state(confirmed.walk) is QuestState.DONE
    assert [rule.quest.id for rule in confirmed.opened] == ["b"]
    assert log_of(learner) == [
        ConfirmationAsked(*AT, TODAY),
        StepCompleted(*AT, Assistance.HELP, (), TODAY, By.FACILITATOR),
        QuestCompleted("a", Assistance.HELP, TODAY),
    ]
    assert learn.confirm(learner, AT, Assistance.ALONE).events == (), "it is confirmed already"
    check_rows(learner)


def test_what_was_asked_is_taken_back(learner: Walker) -> None:
    learn.ask_confirmation(learner, AT)

    assert state(learn.restart(learner, AT).walk) is QuestState.OPEN
    check_rows(learner)


@pytest.mark.parametrize("at", [("c", "lue"), ("a", "x"), ("x", "nayta")])
def test_a_facilitator_confirms_nothing_else(learner: Walker, at: tuple[str, str]) -> None:
    with pytest.raises(NothingThereError):
        learn.confirm(learner, at, Assistance.ALONE)

    assert log_of(learner) == []


def test_a_locked_quest_is_neither_asked_for_nor_confirmed(learner: Walker) -> None:
    with pytest.raises(LockedError):
        learn.ask_confirmation(learner, ("b", "nayta"))
    with pytest.raises(LockedError):
        learn.confirm(learner, ("b", "nayta"), Assistance.ALONE)


def test_asking_for_what_no_facilitator_confirms_changes_nothing(learner: Walker) -> None:
    assert learn.ask_confirmation(learner, ("c", "lue")).events == ()


def test_a_pair_confirms_in_the_learners_own_answer(learner: Walker) -> None:
    answered = learn.answer(learner, AT, {"how": ["alone"], "by": ["peer"]})

    assert answered.change.events[0] == StepCompleted(*AT, Assistance.ALONE, (), TODAY, By.PEER)


def test_a_learner_with_a_snapshot_of_the_older_shape_goes_on(learner: Walker) -> None:
    before = learn.act(learner, CompleteStep("c", "lue")).walk
    facts, opened, marks, picks, aids, _waits = json.loads(dump(before.progress))
    with learner.store.write() as connection:
        connection.execute(
            text("UPDATE snapshot SET state = :state, rules = 'older'"),
            {"state": json.dumps([facts, opened, marks, picks, aids])},
        )

    walk = learn.load(learner)

    assert walk.progress == before.progress
    assert state(walk, "c") is QuestState.DONE
    check_rows(learner)
