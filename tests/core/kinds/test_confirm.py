"""``confirm``: done in real life, alone or with help; both are good."""

import pytest

from digimatka.core.kinds.base import Assistance, Outcome, Problem, Verdict
from tests.factories import step

TASK = step("s", "confirm")


@pytest.mark.parametrize("how", [Assistance.ALONE, Assistance.HELP])
def test_it_is_done_when_the_learner_says_how(how: Assistance) -> None:
    assert TASK.judge({"how": [how.value]}) == Verdict(Outcome.DONE, told=how)


def test_only_the_first_of_several_answers_counts() -> None:
    assert TASK.judge({"how": ["help", "alone"]}).told is Assistance.HELP


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ([], Problem.NOTHING_CHOSEN),
        ([""], Problem.NOTHING_CHOSEN),
        (["hint"], Problem.STALE),
        (["ALONE"], Problem.STALE),
        (["muu", "alone"], Problem.STALE),
    ],
)
def test_anything_else_is_incomplete(values: list[str], problem: Problem) -> None:
    verdict = TASK.judge({"how": values})

    assert (verdict.outcome, verdict.problem) == (Outcome.INCOMPLETE, problem)


def test_there_is_no_answer_to_show() -> None:
    assert TASK.solution() == ()
