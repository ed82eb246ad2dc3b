"""``confirm``: done in real life, alone or with help; both are good."""

import pytest

from digimatka.core.kinds.base import Assistance, By, Outcome, Problem, Verdict
from tests.factories import step

TASK = step("s", "confirm")
WITH_PAIR = step("s", "confirm", by=["peer", "facilitator"])


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


@pytest.mark.parametrize(
    ("by", "expected"), [([], By.SELF), (["self"], By.SELF), (["peer"], By.PEER)]
)
def test_a_pair_may_confirm_beside_the_learner_who_may_always(by: list[str], expected: By) -> None:
    verdict = WITH_PAIR.judge({"how": ["help"], "by": by})

    assert verdict == Verdict(Outcome.DONE, told=Assistance.HELP, by=expected)


@pytest.mark.parametrize("by", ["facilitator", "PEER", "", "x"])
def test_nobody_confirms_from_the_page_for_a_facilitator(by: str) -> None:
    assert WITH_PAIR.judge({"how": ["alone"], "by": [by]}).problem is Problem.STALE


def test_a_pair_confirms_only_where_the_author_lets_it() -> None:
    assert TASK.judge({"how": ["alone"], "by": ["peer"]}).problem is Problem.STALE


def test_only_a_step_that_a_facilitator_may_confirm_can_wait_for_one() -> None:
    assert [s.can_wait for s in (TASK, WITH_PAIR, step("s", "read"))] == [False, True, False]


def test_there_is_no_answer_to_show() -> None:
    assert TASK.solution() == ()
