"""``choose``: one or many, graded or free, with feedback for what was picked."""

from collections.abc import Mapping

import pytest
from pydantic import ValidationError

from digimatka.core.kinds import Choose
from digimatka.core.kinds.base import Note, Outcome, Problem
from tests.factories import step


def choose(*options: Mapping[str, object], **fields: object) -> Choose:
    made = step("s", "choose", options=options, **fields)
    assert isinstance(made, Choose)
    return made


RIGHT = {"text": "suomi.fi", "correct": True, "feedback": "Hyvä huomio."}
WRONG = {"text": "suomi-fi.info", "feedback": "Katso osoitteen loppua."}
ALSO_RIGHT = {"text": "te-palvelut.fi", "correct": True}

ONE = choose(RIGHT, WRONG)
MANY = choose(RIGHT, WRONG, ALSO_RIGHT, many=True)
FREE = choose({"text": "Puhelin", "id": "puhelin"}, {"text": "Tietokone"})
FREE_MANY = choose({"text": "Puhelin", "id": "puhelin"}, {"text": "Tietokone"}, many=True)


@pytest.mark.parametrize(
    ("asked", "picked", "outcome", "problem"),
    [
        (ONE, ["a"], Outcome.DONE, None),
        (ONE, ["b"], Outcome.TRY_AGAIN, None),
        (ONE, ["a", "a"], Outcome.DONE, None),
        (ONE, ["a", "b"], Outcome.INCOMPLETE, Problem.TOO_MANY),
        (ONE, ["c"], Outcome.INCOMPLETE, Problem.STALE),
        (ONE, ["a", "c"], Outcome.INCOMPLETE, Problem.STALE),
        (ONE, [], Outcome.INCOMPLETE, Problem.NOTHING_CHOSEN),
        (MANY, ["a", "c"], Outcome.DONE, None),
        (MANY, ["c", "a"], Outcome.DONE, None),
        (MANY, ["a"], Outcome.TRY_AGAIN, Problem.SOME_MISSING),
        (MANY, ["b"], Outcome.TRY_AGAIN, None),
        (MANY, ["a", "b"], Outcome.TRY_AGAIN, None),
        (MANY, ["a", "b", "c"], Outcome.TRY_AGAIN, None),
        (FREE, ["puhelin"], Outcome.DONE, None),
        (FREE, ["b"], Outcome.DONE, None),
        (FREE, ["a"], Outcome.INCOMPLETE, Problem.STALE),
        (FREE, ["puhelin", "b"], Outcome.INCOMPLETE, Problem.TOO_MANY),
        (FREE_MANY, ["puhelin", "b"], Outcome.DONE, None),
        (FREE_MANY, ["b"], Outcome.DONE, None),
    ],
)
def test_a_choice_is_judged(
    asked: Choose, picked: list[str], outcome: Outcome, problem: Problem | None
) -> None:
    verdict = asked.judge({"choice": picked})

    assert (verdict.outcome, verdict.problem) == (outcome, problem)


def test_every_picked_option_gets_its_own_feedback_in_the_order_of_the_page() -> None:
    verdict = MANY.judge({"choice": ["b", "a"]})

    assert verdict.notes == (
        Note("a", True, "Hyvä huomio."),
        Note("b", False, "Katso osoitteen loppua."),
    )


def test_nothing_is_right_or_wrong_where_nothing_is_marked_correct() -> None:
    assert FREE.judge({"choice": ["puhelin"]}).notes == (Note("puhelin", None, ""),)
    assert not FREE.is_graded
    assert ONE.is_graded


def test_the_picked_ids_go_to_the_log_in_the_order_of_the_page() -> None:
    assert FREE_MANY.judge({"choice": ["b", "puhelin", "b"]}).chosen == ("puhelin", "b")


def test_the_answer_to_show_is_the_text_of_every_correct_option() -> None:
    assert ONE.solution() == ("suomi.fi",)
    assert MANY.solution() == ("suomi.fi", "te-palvelut.fi")
    assert FREE.solution() == ()


def test_only_options_of_a_good_answer_can_ever_be_chosen_in_the_log() -> None:
    assert FREE.answerable_ids() == ("puhelin", "b")
    assert ONE.answerable_ids() == ("a",)
    assert MANY.answerable_ids() == ("a", "c")


def test_options_have_ids_of_their_own_or_letters_by_position() -> None:
    assert FREE.option_ids() == ("puhelin", "b")


def test_two_correct_options_need_many() -> None:
    with pytest.raises(ValidationError) as problem:
        choose(RIGHT, ALSO_RIGHT)

    assert [error["type"] for error in problem.value.errors()] == ["many-correct"]
