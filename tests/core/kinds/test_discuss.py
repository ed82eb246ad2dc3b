"""``discuss``: talked or passed, it is the same."""

import pytest
from hypothesis import given
from pydantic import ValidationError

from digimatka.core.kinds.base import Outcome, Verdict
from tests.core.kinds.odd import odd_answers
from tests.core.strategies import QUICK
from tests.factories import step

TALK = step("s", "discuss")


@QUICK
@given(odd_answers)
def test_whatever_is_sent_completes_it_and_says_nothing(answer: dict[str, list[str]]) -> None:
    assert TALK.judge(answer) == Verdict(Outcome.DONE)


def test_there_is_no_answer_to_show() -> None:
    assert TALK.solution() == ()


@pytest.mark.parametrize(("minutes", "is_good"), [(0, False), (1, True), (45, True), (46, False)])
def test_the_time_is_a_suggestion_of_at_most_a_lesson(minutes: int, is_good: bool) -> None:
    if is_good:
        assert step("s", "discuss", minutes=minutes)
        return
    with pytest.raises(ValidationError):
        step("s", "discuss", minutes=minutes)
