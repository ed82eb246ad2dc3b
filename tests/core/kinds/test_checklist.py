"""``checklist``: enough ticks complete it; nothing of them is kept."""

import pytest
from pydantic import ValidationError

from digimatka.core.kinds.base import Outcome, Problem, Verdict
from tests.factories import step

ALL = step("s", "checklist", items=["Yksi", "Kaksi", "Kolme"])
SOME = step("s", "checklist", items=["Yksi", "Kaksi", "Kolme"], need=2)


@pytest.mark.parametrize(
    ("ticked", "problem"),
    [
        ([], Problem.NOTHING_CHOSEN),
        (["a"], Problem.NOT_YET),
        (["a", "a", "a"], Problem.NOT_YET),
        (["a", "b"], Problem.NOT_YET),
        (["a", "b", "d"], Problem.STALE),
        (["a", "b", "c", "d"], Problem.STALE),
        ([""], Problem.STALE),
    ],
)
def test_too_few_ticks_are_not_yet_and_unknown_ones_are_stale(
    ticked: list[str], problem: Problem
) -> None:
    verdict = ALL.judge({"tick": ticked})

    assert (verdict.outcome, verdict.problem) == (Outcome.INCOMPLETE, problem)


def test_all_ticks_complete_it_in_any_order_and_nothing_goes_to_the_log() -> None:
    assert ALL.judge({"tick": ["c", "a", "b"]}) == Verdict(Outcome.DONE)


def test_need_says_how_many_are_enough() -> None:
    assert not SOME.judge({"tick": ["b"]}).is_done
    assert SOME.judge({"tick": ["b", "c"]}).is_done
    assert SOME.judge({"tick": ["a", "b", "c"]}).is_done


def test_there_is_no_answer_to_show() -> None:
    assert ALL.solution() == ()


def test_a_list_cannot_need_more_than_it_has() -> None:
    with pytest.raises(ValidationError) as problem:
        step("s", "checklist", items=["Yksi"], need=2)

    assert [error["type"] for error in problem.value.errors()] == ["need-too-big"]
