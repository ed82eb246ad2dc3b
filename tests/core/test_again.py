"""``again``: a step was done once more later, alone. Only badges ask for it."""

from typing import Any, Final

import pytest
from pydantic import ValidationError

from digimatka.core.commands import CompleteStep, RestartStep, ShowHint
from digimatka.core.compiler import compile_rules
from digimatka.core.kinds.base import Assistance
from digimatka.core.nearest import nearest_key
from digimatka.core.reach import reach
from digimatka.core.requirement import Requirement
from tests.core.player import Player
from tests.factories import badge, journey, quest, step

ALONE, HINT, HELP = Assistance.ALONE, Assistance.HINT, Assistance.HELP
WORD: Final = step("sana", "fill", hints=["Vihje"])
AGAIN: Final = {"step": "a/sana", "again": True}
CONTENT: Final = journey(quest("a", WORD, "lue"), quest("b"), badges=[badge("m", AGAIN)])
DO: Final = CompleteStep("a", "sana")
RESTART: Final = RestartStep("a", "sana")


@pytest.mark.parametrize("first", [ALONE, HINT, HELP])
def test_the_badge_comes_with_the_second_time_however_the_first_was(first: Assistance) -> None:
    player = Player(CONTENT)
    player.do_all(CompleteStep("a", "sana", told=first))
    assert not player.has_badge("m")

    player.do_all(RESTART)
    assert not player.has_badge("m"), "beginning anew is not doing anew"

    player.do_all(DO)
    assert player.has_badge("m")
    assert player.awards[0].because == ("again:a/sana",)


def test_once_more_with_a_hint_or_help_is_not_yet_alone() -> None:
    player = Player(CONTENT)
    player.do_all(DO, RESTART, ShowHint("a", "sana", 0), DO)
    player.redo("a", "sana", told=HELP)
    assert not player.has_badge("m")

    player.redo("a", "sana")
    assert player.has_badge("m")


def test_another_step_done_anew_is_not_this_one() -> None:
    player = Player(CONTENT)
    player.finish("a")
    player.redo("a", "lue")

    assert not player.has_badge("m")


def test_a_badge_that_comes_later_counts_what_was_done_before() -> None:
    player = Player(journey(quest("a", WORD, "lue"), quest("b")))
    player.do_all(DO)
    player.redo("a", "sana")

    moved = player.moved_to(CONTENT)

    assert [award.badge for award in moved.settle() if hasattr(award, "badge")] == ["m"]


def test_only_steps_that_a_badge_asks_for_have_a_fact_of_it() -> None:
    rule = {"any": [{"all": [AGAIN]}, {"at_least": 1, "of": [AGAIN, {"quest": "b"}]}]}
    many = compile_rules(journey(quest("a", WORD, "lue"), quest("b"), badges=[badge("m", rule)]))

    assert set(many.again) == {("a", "sana")}
    assert many.again["a", "sana"] == max(many.names)
    assert compile_rules(journey(quest("a", WORD))).again == {}


def test_it_can_be_reached_when_the_step_can() -> None:
    locked = journey(
        quest("a", WORD, requires={"quest": "b"}),
        quest("b", requires={"quest": "a"}),
        badges=[badge("m", AGAIN)],
    )

    assert set(reach(compile_rules(CONTENT)).badges) == {"m"}
    assert set(reach(compile_rules(locked)).badges) == set()


@pytest.mark.parametrize("is_done", [False, True])
def test_its_nearest_key_is_the_step(is_done: bool) -> None:
    player = Player(CONTENT)
    if is_done:
        player.do_all(DO)

    key = nearest_key(player.rules, player.progress, player.rules.badges["m"])

    assert key is not None
    assert dict(key.steps) == {"a": ("sana",)}


@pytest.mark.parametrize(
    "rule",
    [
        {"quest": "a", "again": True},
        {"badge": "m", "again": True},
        {"step": "a/sana", "again": True, "assistance": "alone"},
        {"at_least": 1, "of_chapter": "luku", "again": True},
    ],
    ids=str,
)
def test_it_belongs_to_a_step_and_says_itself_how_it_was_done(rule: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as problem:
        Requirement.model_validate(rule)

    assert [error["type"] for error in problem.value.errors()] == ["misplaced-again"]


def test_rules_that_do_not_ask_for_it_keep_their_version() -> None:
    """Awards tell under which version of a rule they were given."""
    rules = compile_rules(journey(quest("tehtava"), badges=[badge("m")]))

    assert rules.badges["m"].version == "8cef8b5e"
