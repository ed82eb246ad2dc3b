"""What a facilitator sees of a journey, and what not."""

import pytest

from digimatka.core.commands import AskConfirmation, Command, CompleteStep, MarkQuest, OpenQuest
from digimatka.core.compiler import compile_rules
from digimatka.core.engine import decide, fold
from digimatka.core.events import Mark
from digimatka.core.glance import Standing, Wait, standing, stretches, waits
from digimatka.core.progress import Progress
from tests.conftest import TODAY
from tests.factories import chapter, journey, quest, step

_SHOWN = step("nayta", "confirm", title="Näytä", by=["facilitator"])
_ALONE = step("tunnukset", "confirm", title="Salainen", by=["facilitator"], alone=True)
RULES = compile_rules(
    journey(
        chapter("eka", quest("alku", "lue"), quest("keski", _SHOWN, requires={"quest": "alku"})),
        chapter("toka", quest("loppu", "lue", _ALONE)),
    )
)


def after(*commands: Command) -> Progress:
    """The progress of who has done this."""
    progress = RULES.fresh()
    for command in commands:
        events = decide(RULES, progress, command, TODAY)
        assert isinstance(events, tuple)
        progress = fold(RULES, events, progress)
    return progress


@pytest.mark.parametrize(
    ("did", "alku", "keski"),
    [
        ((), Standing.OPEN, Standing.LOCKED),
        ((CompleteStep("alku", "lue"),), Standing.DONE, Standing.OPEN),
        ((OpenQuest("keski"),), Standing.OPEN, Standing.OPEN),
        # What the learner says of a quest is theirs; that something opened by it can be seen.
        ((MarkQuest("alku", Mark.LATER),), Standing.OPEN, Standing.LOCKED),
        ((MarkQuest("alku", Mark.SKIPPED),), Standing.OPEN, Standing.LOCKED),
        ((MarkQuest("alku", Mark.KNOWN),), Standing.OPEN, Standing.OPEN),
    ],
)
def test_a_quest_is_done_or_open_or_locked(
    did: tuple[Command, ...], alku: Standing, keski: Standing
) -> None:
    progress = after(*did)

    assert standing(RULES.quests["alku"], progress) is alku
    assert standing(RULES.quests["keski"], progress) is keski


def test_a_journey_is_counted_by_chapter() -> None:
    first, second = stretches(RULES, after(CompleteStep("alku", "lue")))

    assert [first.count(one) for one in Standing] == [1, 1, 0]
    assert [second.count(one) for one in Standing] == [0, 1, 0]
    assert [rule.quest.id for rule, _ in first.quests] == ["alku", "keski"]


def test_a_waiting_step_is_named_unless_it_is_done_alone() -> None:
    asked = after(
        AskConfirmation("loppu", "tunnukset"),
        CompleteStep("alku", "lue"),
        AskConfirmation("keski", "nayta"),
    )

    assert waits(RULES, asked) == (
        Wait("keski", "nayta", "Keski", 1, "Näytä", False),
        Wait("loppu", "tunnukset", "Loppu", 2, "", True),
    )
