"""Requirements: every form opens exactly when it should, and what compiling promises."""

from typing import Any, Final

import pytest
from hypothesis import given

from digimatka.core.commands import (
    Command,
    CompleteStep,
    MarkQuest,
    OpenQuest,
    RestartStep,
    ShowAnswer,
    ShowHint,
)
from digimatka.core.compiler import compile_rules
from digimatka.core.events import Mark
from digimatka.core.journey import Journey
from digimatka.core.kinds.base import Assistance
from tests.core.oracle import World, holds
from tests.core.player import Player
from tests.core.strategies import PATIENT, acts, journeys
from tests.factories import badge, chapter, journey, quest, step

FREE: Final = step(
    "kumpi", "choose", options=[{"text": "Puhelin", "id": "puhelin"}, {"text": "Tietokone"}]
)


def content(requires: dict[str, Any]) -> Journey:
    """Quests a (steps lue, kirjoita), b (step kumpi), c and d; ``kohde`` asks for ``requires``."""
    return journey(
        chapter(
            "alku",
            quest(
                "a",
                "lue",
                step("kirjoita", "fill", hints=["Vihje"]),
                skills=["digcomp-1.1", "digcomp-4.2"],
            ),
            quest("b", FREE, skills=["digcomp-4.2"]),
        ),
        chapter("loppu", quest("c"), quest("d"), quest("kohde", requires=requires)),
        badges=[badge("merkki", {"quest": "c", "counts": "done"})],
    )


LUE: Final = CompleteStep("a", "lue")
KIRJOITA: Final = CompleteStep("a", "kirjoita")
VIHJE: Final = ShowHint("a", "kirjoita", 0)
VASTAUS: Final = ShowAnswer("a", "kirjoita")
UUDESTAAN: Final = RestartStep("a", "kirjoita")
A: Final = (LUE, KIRJOITA)
B: Final = (CompleteStep("b", "kumpi", ("b",)),)
C: Final = (CompleteStep("c", "askel"),)
D: Final = (CompleteStep("d", "askel"),)
C_HELPED: Final = CompleteStep("c", "askel", told=Assistance.HELP)
PUHELIN: Final = CompleteStep("b", "kumpi", ("puhelin",))
C_AGAIN: Final = (RestartStep("c", "askel"), *C)


def known(quest: str) -> Command:
    return MarkQuest(quest, Mark.KNOWN)


def skipped(quest: str) -> Command:
    return MarkQuest(quest, Mark.SKIPPED)


def later(quest: str) -> Command:
    return MarkQuest(quest, Mark.LATER)


QUEST_A: Final = {"quest": "a"}
# A requirement, and acts of which only the last one opens the quest.
OPENS: Final[list[tuple[dict[str, Any], tuple[Command, ...]]]] = [
    (QUEST_A, A),
    (QUEST_A, (*B, *C, *D, KIRJOITA, LUE)),
    (QUEST_A, (LUE, later("a"), skipped("a"), known("a"))),
    ({"quest": "a", "counts": "known"}, (skipped("a"), known("a"))),
    ({"quest": "a", "counts": "known"}, A),
    ({"quest": "a", "counts": "skipped"}, (later("a"), skipped("a"))),
    ({"quest": "a", "counts": "skipped"}, (known("a"),)),
    ({"quest": "a", "counts": "skipped"}, A),
    ({"quest": "a", "counts": "done"}, (known("a"), skipped("a"), *A)),
    ({"quest": "a", "assistance": "alone"}, A),
    ({"quest": "a", "assistance": "alone"}, (known("a"), VIHJE, *A, UUDESTAAN, KIRJOITA)),
    ({"quest": "a", "assistance": "hint"}, (known("a"), VIHJE, *A)),
    ({"quest": "a", "assistance": "hint"}, (VASTAUS, *A, UUDESTAAN, VIHJE, KIRJOITA)),
    ({"quest": "c", "assistance": "alone"}, (C_HELPED, *C_AGAIN)),
    ({"badge": "merkki"}, (known("c"), *C)),
    ({"step": "a/kirjoita"}, (LUE, known("a"), KIRJOITA)),
    ({"step": "a/kirjoita"}, (VASTAUS, KIRJOITA)),
    ({"step": "a/kirjoita", "assistance": "hint"}, (VIHJE, KIRJOITA)),
    ({"step": "a/kirjoita", "assistance": "hint"}, (VASTAUS, KIRJOITA, UUDESTAAN, KIRJOITA)),
    ({"step": "a/kirjoita", "assistance": "alone"}, (LUE, KIRJOITA)),
    ({"step": "a/kirjoita", "assistance": "alone"}, (VIHJE, KIRJOITA, UUDESTAAN, KIRJOITA)),
    (
        {"answered": {"step": "b/kumpi", "option": "puhelin"}},
        (known("b"), *B, RestartStep("b", "kumpi"), PUHELIN),
    ),
    ({"answered": {"step": "b/kumpi", "option": "b"}}, B),
    ({"opened_by": "facilitator"}, (*A, *B, *C, *D, OpenQuest("kohde"))),
    ({"all": [QUEST_A]}, A),
    ({"all": [QUEST_A, {"quest": "b"}]}, (*A, *B)),
    ({"all": [{"quest": "b"}, QUEST_A]}, (*B, *A)),
    ({"all": [QUEST_A, QUEST_A]}, A),
    ({"any": [QUEST_A]}, A),
    ({"any": [QUEST_A, {"quest": "b"}]}, B),
    ({"any": [QUEST_A, {"quest": "b"}]}, A),
    ({"any": [QUEST_A, {"opened_by": "facilitator"}]}, A),
    ({"any": [QUEST_A, {"opened_by": "facilitator"}]}, (LUE, OpenQuest("kohde"))),
    ({"at_least": 2, "of": [QUEST_A, {"quest": "b"}, {"badge": "merkki"}]}, (*A, *C)),
    ({"at_least": 2, "of": [QUEST_A, {"quest": "b"}, {"badge": "merkki"}]}, (*C, *B)),
    ({"at_least": 1, "of_chapter": "alku"}, B),
    ({"at_least": 2, "of_chapter": "alku"}, (*C, *D, *B, *A)),
    ({"at_least": 2, "of_chapter": "alku"}, (known("a"), known("b"))),
    ({"at_least": 2, "of_chapter": "alku", "counts": "done"}, (known("a"), *B, *A)),
    ({"at_least": 2, "of_chapter": "alku", "counts": "skipped"}, (skipped("a"), *B)),
    ({"at_least": 1, "of_chapter": "loppu", "assistance": "alone"}, (C_HELPED, *C_AGAIN)),
    ({"at_least": 2, "of_skill": "digcomp-4.2"}, (*C, *D, *A, *B)),
    ({"at_least": 1, "of_skill": "digcomp-1.1"}, (*B, *A)),
    (
        {"all": [{"any": [QUEST_A, {"quest": "b"}]}, {"any": [{"quest": "c"}, {"quest": "d"}]}]},
        (*A, *B, *D),
    ),
    ({"any": [{"all": [QUEST_A, {"quest": "b"}]}, {"all": [{"quest": "c"}, QUEST_A]}]}, (*C, *A)),
    (
        {"at_least": 2, "of": [{"any": [QUEST_A, {"quest": "b"}]}, {"quest": "c"}, {"quest": "d"}]},
        (*A, *B, *D),
    ),
    ({"all": [{"all": [{"all": [QUEST_A]}]}, {"any": [{"any": [{"quest": "b"}]}]}]}, (*A, *B)),
    (
        {"all": [{"at_least": 1, "of_chapter": "alku"}, {"badge": "merkki"}, {"step": "d/askel"}]},
        (*B, *C, *D),
    ),
]


@pytest.mark.parametrize(("requires", "acts"), OPENS, ids=[str(form) for form, _ in OPENS])
def test_a_requirement_opens_by_its_last_missing_act_and_not_before(
    requires: dict[str, Any], acts: tuple[Command, ...]
) -> None:
    player = Player(content(requires))
    for act in acts:
        assert not player.is_open("kohde"), act
        player.do_all(act)

    assert player.is_open("kohde")


@pytest.mark.parametrize(
    "requires",
    [
        {"at_least": 3, "of_chapter": "alku"},
        {"at_least": 3, "of_skill": "digcomp-4.2"},
        {"at_least": 2, "of_skill": "digcomp-1.1"},
        {"at_least": 1, "of_skill": "digcomp-5.1"},
        {"answered": {"step": "b/kumpi", "option": "puhelin"}},
    ],
    ids=str,
)
def test_more_than_there_is_never_comes_true(requires: dict[str, Any]) -> None:
    player = Player(content(requires))
    player.do_all(*A, *B, *C, *D)

    assert not player.is_open("kohde")


@PATIENT
@given(journeys(), acts)
def test_compiled_masks_say_the_same_as_the_plain_rules(
    content: Journey, commands: list[Command]
) -> None:
    player = Player(content)
    for command in commands:
        player.do(command)
    world, facts = World.of(player.log), player.progress.facts

    for rule in player.rules.order:
        asked = rule.quest.requires
        if asked and rule.condition:
            assert rule.condition.holds(facts) == holds(asked, world, content, rule.quest)
    for badge_rule in player.rules.badges.values():
        asked = badge_rule.badge.rule
        assert badge_rule.condition.holds(facts) == holds(asked, world, content)


def test_a_quest_without_a_requirement_is_open_from_the_start() -> None:
    assert Player(journey(quest("a"), quest("b", requires=QUEST_A))).open_quests == {"a"}


@pytest.mark.parametrize(
    "requires",
    [
        {"quest": "x"},
        {"badge": "x"},
        {"step": "a/x"},
        {"step": "x/lue"},
        {"answered": {"step": "b/kumpi", "option": "x"}},
        {"answered": {"step": "a/lue", "option": "a"}},
        {"at_least": 1, "of_chapter": "x"},
        {"all": [QUEST_A, {"any": [{"quest": "x"}]}]},
    ],
    ids=str,
)
def test_an_unknown_id_is_an_error_and_never_an_open_door(requires: dict[str, Any]) -> None:
    with pytest.raises(KeyError):
        compile_rules(content(requires))


def test_only_a_quest_can_wait_for_a_facilitator() -> None:
    with pytest.raises(KeyError):
        compile_rules(journey(quest("a"), badges=[badge("m", {"opened_by": "facilitator"})]))


def test_a_badge_has_the_fingerprint_of_its_rule_and_of_nothing_else() -> None:
    def version(**fields: Any) -> str:
        made = journey(quest("a"), quest("b"), badges=[badge("m", **fields)])
        return compile_rules(made).badges["m"].version

    assert version(rule=QUEST_A) == version(rule=QUEST_A, title="Toinen nimi")
    assert version(rule=QUEST_A) != version(rule={"quest": "b"})
    assert version(rule=QUEST_A) != version(rule={**QUEST_A, "assistance": "alone"})
    assert len(version(rule=QUEST_A)) == 8


BASE: Final = (quest("a", "x", "y", skills=["digcomp-1.1"]), quest("b"))


@pytest.mark.parametrize(
    "changed",
    [
        journey(BASE[1], BASE[0]),
        journey(quest("a", "y", "x", skills=["digcomp-1.1"]), BASE[1]),
        journey(quest("a", "x", skills=["digcomp-1.1"]), BASE[1]),
        journey(quest("a", "x", FREE, skills=["digcomp-1.1"]), BASE[1]),
        journey(quest("c", "x", "y", skills=["digcomp-1.1"]), BASE[1]),
        journey(BASE[0], quest("b", requires=QUEST_A)),
        journey(*BASE, badges=[badge("m", QUEST_A)]),
        journey(quest("a", "x", "y", skills=["digcomp-4.2"]), BASE[1]),
        journey(chapter("luku", BASE[0]), chapter("toinen", BASE[1])),
    ],
    ids=[
        "quest moved",
        "step moved",
        "step removed",
        "options added",
        "quest renamed",
        "requirement added",
        "badge added",
        "skill changed",
        "quest in another chapter",
    ],
)
def test_the_key_changes_when_a_snapshot_may_mean_something_else(changed: Journey) -> None:
    assert compile_rules(changed).key != compile_rules(journey(*BASE)).key


def test_the_key_stays_when_only_words_change() -> None:
    reworded = quest("a", step("x", text="Uusi teksti."), "y", title="Uusi", skills=["digcomp-1.1"])

    assert compile_rules(journey(reworded, BASE[1])).key == compile_rules(journey(*BASE)).key


def test_a_step_is_found_by_its_ids_or_not_at_all() -> None:
    rules = compile_rules(journey(*BASE))

    assert rules.step("a", "y") == BASE[0].steps[1]
    assert rules.step("a", "z") is None
    assert rules.step("z", "y") is None
