"""``read``: going on is enough."""

from tests.factories import step


def test_reading_is_done_by_going_on() -> None:
    assert step("s", "read").judge({}).is_done


def test_there_is_no_answer_to_show() -> None:
    assert step("s", "read").solution() == ()
