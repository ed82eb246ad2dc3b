"""Reachability: the proof over the rules is what playing everything gives."""

from typing import Any

import pytest
from hypothesis import given

from digimatka.core.commands import OpenQuest
from digimatka.core.compiler import compile_rules
from digimatka.core.journey import Journey
from digimatka.core.reach import reach
from tests.core.oracle import World, holds
from tests.core.player import Player
from tests.core.strategies import PATIENT, journeys
from tests.factories import badge, journey, quest, step

Rule = dict[str, Any]


def a(other: str) -> Rule:
    return {"quest": other}


def test_rounds_say_how_deep_a_quest_or_badge_lies() -> None:
    content = journey(
        quest("eka"),
        quest("kolmas", requires={"badge": "m"}),
        quest("toinen", requires=a("eka")),
        badges=[badge("m", a("toinen")), badge("n", a("kolmas"))],
    )

    found = reach(compile_rules(content))

    assert found.quests == {"eka": 0, "toinen": 1, "kolmas": 3}
    assert found.badges == {"m": 2, "n": 4}


@pytest.mark.parametrize(
    ("rules", "reached"),
    [
        ({"x": a("y"), "y": a("x")}, {"alku"}),
        ({"x": a("x")}, {"alku"}),
        ({"x": {"any": [a("y"), a("alku")]}, "y": a("x")}, {"alku", "x", "y"}),
        ({"x": {"all": [a("y"), a("alku")]}, "y": a("x")}, {"alku"}),
        (
            {"x": {"at_least": 2, "of": [a("y"), a("z"), a("alku")]}, "y": a("x"), "z": a("alku")},
            {"alku", "x", "y", "z"},
        ),
        ({"x": {"badge": "m"}}, {"alku"}),
        ({"x": {"opened_by": "facilitator"}, "y": a("x")}, {"alku", "x", "y"}),
        ({"x": {"all": [{"opened_by": "facilitator"}, a("y")]}, "y": a("x")}, {"alku"}),
        ({"x": {"at_least": 3, "of_chapter": "luku"}, "y": a("alku")}, {"alku", "y"}),
        ({"x": {"at_least": 2, "of_chapter": "luku"}, "y": a("alku")}, {"alku", "x", "y"}),
    ],
    ids=str,
)
def test_a_cycle_is_a_fault_only_if_it_cannot_be_entered(
    rules: dict[str, Rule], reached: set[str]
) -> None:
    quests = [quest(id, requires=rule) for id, rule in rules.items()]
    content = journey(quest("alku"), *quests, badges=[badge("m", a("x"))])

    assert set(reach(compile_rules(content)).quests) == reached


def test_a_wrong_answer_opens_nothing_since_the_log_never_holds_it() -> None:
    options = [{"text": "Oikea", "id": "a", "correct": True}, {"text": "Väärä", "id": "b"}]
    content = journey(
        quest("kysyy", step("s", "choose", options=options)),
        quest("oikein", requires={"answered": {"step": "kysyy/s", "option": "a"}}),
        quest("vaarin", requires={"answered": {"step": "kysyy/s", "option": "b"}}),
    )

    assert set(reach(compile_rules(content)).quests) == {"kysyy", "oikein"}


def test_every_option_of_a_free_question_counts_as_chosen_some_day() -> None:
    content = journey(
        quest("kysyy", step("s", "choose")),
        quest(
            "x",
            requires={
                "all": [{"answered": {"step": "kysyy/s", "option": key}} for key in ("a", "b")]
            },
        ),
    )

    assert set(reach(compile_rules(content)).quests) == {"kysyy", "x"}


def play_everything(content: Journey) -> Player:
    """Does all that can be done, and lets a facilitator open what only waits for one."""
    player, before = Player(content), -1
    while len(player.log) > before:
        before = len(player.log)
        for rule in player.rules.order:
            world = World.of(player.log)
            world.granted.add(rule.quest.id)
            asked = rule.quest.requires
            if asked and holds(asked, world, content, rule.quest):
                player.do(OpenQuest(rule.quest.id))
            if player.is_open(rule.quest.id) and rule.quest.id not in world.quests:
                for at in rule.quest.steps:
                    player.play_alone(rule.quest.id, at)
    return player


@PATIENT
@given(journeys())
def test_what_is_reached_is_what_playing_everything_opens_and_earns(content: Journey) -> None:
    player = play_everything(content)

    found = reach(player.rules)

    assert set(found.quests) == player.open_quests
    assert set(found.badges) == {award.badge for award in player.awards}
