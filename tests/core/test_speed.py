"""One act looks only at the rules that it touches: counted, since a clock depends on the day."""

import pytest

from digimatka.core.commands import Command, CompleteStep, MarkQuest, RestartStep, ShowHint
from digimatka.core.events import Mark
from digimatka.core.journey import Journey
from digimatka.core.rules import Condition
from tests.core.player import Player
from tests.factories import badge, chapter, journey, quest, step


def long_journey(length: int) -> Journey:
    """Quests in a row, each opened by the one before it, with a badge for each."""
    quests = [
        quest(
            f"q{i}",
            "s",
            step("t", hints=["Vihje"]),
            requires={"all": [{"quest": f"q{i - 1}"}, {"step": f"q{i - 1}/s"}]} if i else None,
        )
        for i in range(length)
    ]
    chapters = [chapter(f"c{i}", *quests[i : i + 20]) for i in range(0, length, 20)]
    return journey(*chapters, badges=[badge(f"m{i}", {"quest": f"q{i}"}) for i in range(length)])


def midway(length: int) -> Player:
    """A learner who is in the middle of the third quest."""
    player = Player(long_journey(length))
    player.finish("q0")
    player.finish("q1")
    player.do_all(CompleteStep("q2", "s"))
    return player


def evaluations(player: Player, monkeypatch: pytest.MonkeyPatch, *commands: Command) -> int:
    """How many conditions are evaluated when the commands are decided and applied."""
    count = 0
    holds = Condition.holds

    def counted(condition: Condition, facts: int) -> bool:
        nonlocal count
        count += 1
        return holds(condition, facts)

    with monkeypatch.context() as patch:
        patch.setattr(Condition, "holds", counted)
        player.do_all(*commands)
    return count


@pytest.mark.parametrize("command", [CompleteStep("q2", "t"), MarkQuest("q2", Mark.KNOWN)], ids=str)
def test_an_act_costs_the_same_on_a_journey_of_ten_quests_and_of_the_most_there_may_be(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = evaluations(midway(10), monkeypatch, command)

    assert evaluations(midway(240), monkeypatch, command) == few
    assert 0 < few < 20


@pytest.mark.parametrize(
    "commands",
    [
        (ShowHint("q2", "t", 0),),
        (MarkQuest("q2", Mark.LATER),),
        (RestartStep("q2", "s"), CompleteStep("q2", "s")),
    ],
    ids=["hint", "later", "done anew, while the next quest waits for it"],
)
def test_an_act_without_a_new_fact_evaluates_nothing(
    commands: tuple[Command, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert evaluations(midway(10), monkeypatch, *commands) == 0
