"""What holds for the steps of every kind, whatever is posted to them."""

import pytest
from hypothesis import given

from digimatka.core.kinds.base import Outcome, Verdict
from tests.core.kinds.odd import ODD_VALUES, odd_answers
from tests.core.strategies import QUICK
from tests.factories import step

CARDS = {
    "order": (),
    "groups": [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}],
    "items": [{"text": "Yksi", "group": "a"}, {"text": "Kaksi", "group": "b"}],
}
STEPS = {
    "read": step("s", "read"),
    "choose": step("s", "choose"),
    "choose graded": step(
        "s", "choose", options=[{"text": "Oikea", "correct": True}, {"text": "Väärä"}]
    ),
    "sort": step("s", "sort"),
    "sort groups": step("s", "sort", **CARDS),
    "fill": step("s", "fill"),
    "fill exact": step("s", "fill", exact=True),
    "checklist": step("s", "checklist"),
    "scale": step("s", "scale"),
    "confirm": step("s", "confirm"),
    "confirm with others": step("s", "confirm", by=["peer", "facilitator"]),
    "match": step("s", "match"),
    "write": step("s", "write"),
    "discuss": step("s", "discuss"),
    "practice": step("s", "practice"),
}
FIELD = {
    "choose": "choice",
    "choose graded": "choice",
    "sort": "order",
    "sort groups": "item-a",
    "fill": "text",
    "fill exact": "text",
    "checklist": "tick",
    "scale": "haku",
    "confirm": "how",
    "confirm with others": "how",
    "match": "item-a",
}


@QUICK
@given(odd_answers)
def test_no_answer_of_any_shape_raises(answer: dict[str, list[str]]) -> None:
    for asked in STEPS.values():
        assert isinstance(asked.judge(answer), Verdict)


@pytest.mark.parametrize("name", FIELD)
@pytest.mark.parametrize("value", ODD_VALUES, ids=range(len(ODD_VALUES)))
def test_an_odd_value_completes_nothing(name: str, value: str) -> None:
    verdict = STEPS[name].judge({FIELD[name]: [value]})

    assert not verdict.is_done
    assert verdict.chosen == ()
    assert verdict.told is None


@pytest.mark.parametrize("name", FIELD)
@pytest.mark.parametrize("value", [None, []], ids=["no field", "field without a value"])
def test_an_empty_answer_is_incomplete_and_says_what_is_missing(
    name: str, value: list[str] | None
) -> None:
    verdict = STEPS[name].judge({} if value is None else {FIELD[name]: value})

    assert verdict.outcome is Outcome.INCOMPLETE
    assert verdict.problem is not None


def test_hints_come_with_every_kind_and_stay_in_their_order() -> None:
    for kind in {made.kind for made in STEPS.values()}:
        assert step("s", kind, hints=["Ensin", "Sitten"]).hints == ("Ensin", "Sitten")


def test_a_question_is_its_own_heading_and_other_steps_have_a_title_or_none() -> None:
    assert step("s", "choose", question="Kumpi?", title="Otsikko").heading == "Kumpi?"
    assert step("s", "read", title="Otsikko").heading == "Otsikko"
    assert step("s", "read").heading is None
