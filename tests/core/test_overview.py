"""What a learner sees: states, the next thing, moods, and what has just opened."""

from typing import Final

import pytest

from digimatka.core.commands import Command, CompleteStep, MarkQuest, RestartStep
from digimatka.core.events import Mark
from digimatka.core.overview import Mood, QuestState, mood, next_quest, next_step, opened_by
from tests.core.player import Player
from tests.factories import journey, quest

CONTENT: Final = journey(
    quest("a", "x", "y"), quest("b"), quest("c", requires={"quest": "a", "counts": "done"})
)
X: Final = CompleteStep("a", "x")
Y: Final = CompleteStep("a", "y")


def mark(mark: Mark, quest: str = "a") -> Command:
    return MarkQuest(quest, mark)


@pytest.mark.parametrize(
    ("acts", "state"),
    [
        ((), QuestState.OPEN),
        ((X,), QuestState.STARTED),
        ((X, Y), QuestState.DONE),
        ((mark(Mark.KNOWN),), QuestState.KNOWN),
        ((mark(Mark.SKIPPED),), QuestState.SKIPPED),
        ((mark(Mark.LATER),), QuestState.LATER),
        ((X, mark(Mark.LATER)), QuestState.LATER),
        ((mark(Mark.LATER), X), QuestState.STARTED),
        ((mark(Mark.KNOWN), mark(Mark.OPEN)), QuestState.OPEN),
        ((X, mark(Mark.KNOWN), mark(Mark.OPEN)), QuestState.STARTED),
        ((X, Y, mark(Mark.LATER)), QuestState.DONE),
        ((X, Y, RestartStep("a", "x")), QuestState.DONE),
    ],
)
def test_a_quest_stands_as_the_learner_did_or_said(
    acts: tuple[Command, ...], state: QuestState
) -> None:
    player = Player(CONTENT)
    player.do_all(*acts)

    assert player.state("a") is state


def test_a_quest_that_waits_for_another_is_locked() -> None:
    player = Player(CONTENT)
    assert player.state("c") is QuestState.LOCKED

    player.finish("a")
    assert player.state("c") is QuestState.OPEN


def test_the_next_step_is_the_first_one_not_done() -> None:
    player = Player(CONTENT)
    rule = player.rules.quests["a"]

    assert next_step(rule, player.progress) == "x"
    player.do_all(Y)
    assert next_step(rule, player.progress) == "x"
    player.do_all(X)
    assert next_step(rule, player.progress) is None


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        ((), "a"),
        ((CompleteStep("b", "askel"),), "a"),
        ((X, Y), "b"),
        ((mark(Mark.LATER),), "b"),
        ((mark(Mark.LATER), mark(Mark.SKIPPED, "b")), "a"),
        ((mark(Mark.KNOWN), mark(Mark.LATER, "b")), "b"),
        ((mark(Mark.KNOWN), mark(Mark.SKIPPED, "b")), None),
        ((X, Y, CompleteStep("b", "askel"), CompleteStep("c", "askel")), None),
    ],
)
def test_one_goes_on_with_what_is_begun_then_what_is_open_then_what_was_left(
    acts: tuple[Command, ...], expected: str | None
) -> None:
    player = Player(CONTENT)
    player.do_all(*acts)

    found = next_quest(player.rules, player.progress)

    assert (found.quest.id if found else None) == expected


def test_a_begun_quest_comes_before_an_open_one_that_is_earlier() -> None:
    player = Player(journey(quest("a"), quest("b", "x", "y")))
    player.do_all(CompleteStep("b", "x"))

    found = next_quest(player.rules, player.progress)

    assert found is player.rules.quests["b"]


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ("open locked locked", Mood.HIDDEN),
        ("later later", Mood.HIDDEN),
        ("started locked locked", Mood.PEEKING),
        ("waiting locked locked", Mood.PEEKING),
        ("done open locked", Mood.PEEKING),
        ("done done started locked locked", Mood.PEEKING),
        ("done open", Mood.SITTING),
        ("done known locked", Mood.SITTING),
        ("skipped skipped started open", Mood.SITTING),
        ("done done later", Mood.SITTING),
        ("done", Mood.WALKING),
        ("done known skipped", Mood.WALKING),
    ],
)
def test_the_morko_comes_nearer_as_quests_are_passed(states: str, expected: Mood) -> None:
    assert mood([QuestState(state) for state in states.split()]) is expected


def test_what_has_just_opened_is_told_in_the_order_of_the_journey() -> None:
    content = journey(
        quest("c", requires={"quest": "a"}), quest("a"), quest("b", requires={"quest": "a"})
    )
    player = Player(content)
    before = player.progress
    player.finish("a")

    opened = opened_by(before, player.progress, player.rules)

    assert [rule.quest.id for rule in opened] == ["c", "b"]
    assert opened_by(player.progress, player.progress, player.rules) == ()
