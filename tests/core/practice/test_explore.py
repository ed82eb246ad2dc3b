"""The proof that a practice can be finished, on practices that can and cannot."""

from typing import Any

import pytest

from digimatka.core.practice.explore import Explored, Move, TooBigError
from digimatka.core.practice.model import Practice
from digimatka.core.practice.run import Run, begin, met, press
from tests.core.practice.rooms import door


def walk(practice: Practice, moves: tuple[Move, ...]) -> Run:
    """Presses the moves for real."""
    run = begin(practice)
    for move in moves:
        run = press(practice, run, move.action, move.form).run
        assert run.screen == move.after.screen
    return run


def ways_taken(explored: Explored) -> set[int]:
    """Those of the door's own button."""
    return {way for screen, name, way in explored.taken if (screen, name) == ("piha", "buttons-0")}


def test_every_screen_and_way_of_the_door_is_found() -> None:
    explored = Explored(door())

    assert explored.screens == {"piha", "yhteinen", "eteinen", "portaat"}
    assert {
        way for screen, name, way in explored.taken if (screen, name) == ("piha", "buttons-0")
    } == {
        0,
        1,
        2,
    }
    assert not explored.traps(("ulkona",))
    assert not explored.dead_ends(("ulkona",))


def test_the_shortest_way_reaches_the_goal_when_pressed_for_real() -> None:
    practice = door()
    moves = Explored(practice).shortest(("ulkona",))

    assert moves is not None
    assert [move.action for move in moves] == ["buttons-0", "phone-0"]
    assert met(practice.goals, walk(practice, moves))["ulkona"]


def test_a_way_over_a_mistake_reaches_the_goal_too() -> None:
    practice = door()
    moves = Explored(practice).first_mistake(("ulkona",))

    assert moves is not None
    run = walk(practice, moves)
    assert run.detours == 1
    assert met(practice.goals, run)["ulkona"]


def test_goals_that_exclude_each_other_are_a_trap_everywhere() -> None:
    """The door's two goals can be met one after the other, but never at once."""
    explored = Explored(door())

    assert explored.can_meet("sisalla")
    assert explored.can_meet("ulkona")
    assert len(explored.traps()) == len(explored.traps(("sisalla", "ulkona"))) > 0
    assert explored.shortest() is None


def test_a_flag_that_is_never_cleared_can_be_a_trap() -> None:
    def spoil(data: dict[str, Any]) -> None:
        data["screens"][1]["set"] = ["pilalla"]
        data["goals"][1]["lacks"] = ["sisalla", "pilalla"]

    explored = Explored(door(spoil))

    assert {state[0] for state in explored.traps(("ulkona",))} >= {"yhteinen"}
    assert begin(door()).screen not in {
        s[0] for s in explored.traps(("ulkona",)) if "pilalla" not in s[2]
    }


def test_a_screen_without_a_way_on_is_a_dead_end() -> None:
    def close(data: dict[str, Any]) -> None:
        data["screens"][2] |= {"phone": None, "back": None}

    assert Explored(door(close)).dead_ends(("ulkona",)) == ("eteinen",)


def test_a_screen_that_nothing_leads_to_is_not_among_the_reached() -> None:
    def close(data: dict[str, Any]) -> None:
        data["screens"].append({"id": "ullakko", "title": "ULLAKKO"})

    assert "ullakko" not in Explored(door(close)).screens


def test_choices_of_several_are_tried_in_every_size_that_matters() -> None:
    def choose(data: dict[str, Any]) -> None:
        options = [{"id": key, "text": key} for key in "abcdef"]
        data["screens"][0]["fields"] = [
            {"id": "taidot", "kind": "choice", "many": True, "label": "TAIDOT", "options": options}
        ]
        data["screens"][0]["buttons"][0]["ways"] = [
            {"is": {"taidot": "f"}, "say": "F EI SOVI."},
            {"at_least": {"taidot": 5}, "to": "eteinen"},
            {"say": "VALITSE VIISI."},
        ]

    practice = door(choose)
    explored = Explored(practice)
    moves = explored.shortest(("ulkona",))

    assert {
        way for screen, name, way in explored.taken if (screen, name) == ("piha", "buttons-0")
    } == {
        0,
        1,
        2,
    }
    assert moves is not None
    assert len(moves[0].form["taidot"]) == 5


def test_a_press_with_too_many_combinations_is_refused() -> None:
    def widen(data: dict[str, Any]) -> None:
        options = [{"id": f"o{i}", "text": str(i)} for i in range(20)]
        fields = [
            {"id": f"k{i}", "kind": "choice", "label": str(i), "options": options} for i in range(4)
        ]
        ways = [{"is": {f"k{k}": [f"o{i}" for i in range(19)] for k in range(4)}, "say": "EI."}]
        data["screens"][0]["fields"] = fields
        data["screens"][0]["buttons"][0]["ways"] = [*ways, {"to": "eteinen"}]

    with pytest.raises(TooBigError):
        Explored(door(widen))
