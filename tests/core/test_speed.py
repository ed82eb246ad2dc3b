"""One act looks only at the rules that it touches: counted, since a clock depends on the day."""

import pytest

from digimatka.core.commands import Command, CompleteStep, MarkQuest, ShowHint
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
            step("s", hints=["Vihje"]),
            "t",
            requires={"all": [{"quest": f"q{i - 1}"}, {"step": f"q{i - 1}/s"}]} if i else None,
        )
        for i in range(length)
    ]
    chapters = [chapter(f"c{i}", *quests[i : i + 20]) for i in range(0, length, 20)]
    return journey(*chapters, badges=[badge(f"m{i}", {"quest": f"q{i}"}) for i in range(length)])


def evaluations(length: int, command: Command, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many conditions are evaluated when the command is decided and applied."""
    player = Player(long_journey(length))
    for quest_id in ("q0", "q1"):
        player.finish(quest_id)
    player.do_all(CompleteStep("q2", "t"))
    count = 0
    holds = Condition.holds

    def counted(condition: Condition, facts: int) -> bool:
        nonlocal count
        count += 1
        return holds(condition, facts)

    with monkeypatch.context() as patch:
        patch.setattr(Condition, "holds", counted)
        player.do_all(command)
    return count


@pytest.mark.parametrize(
    "command",
    [CompleteStep("q2", "s"), MarkQuest("q2", Mark.KNOWN), ShowHint("q2", "s", 0)],
    ids=str,
)
def test_an_act_costs_the_same_on_a_journey_of_ten_quests_and_of_the_most_there_may_be(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = evaluations(10, command, monkeypatch)

    assert evaluations(240, command, monkeypatch) == few
    assert few < 20


def test_the_guard_can_fail() -> None:
    """The counter counts: completing a step of the journey above evaluates something."""
    with pytest.MonkeyPatch.context() as patch:
        assert evaluations(10, CompleteStep("q2", "s"), patch) > 0
