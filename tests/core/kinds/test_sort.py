"""``sort``: lines into their order, cards into their groups."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from digimatka.core.kinds import Sort
from digimatka.core.kinds.base import Note, Outcome, Problem
from tests.core.strategies import QUICK
from tests.factories import step


def sort(**fields: object) -> Sort:
    made = step("s", "sort", **fields)
    assert isinstance(made, Sort)
    return made


LINES = sort(order=["Avaa", "Kirjoita", "Lähetä"], right="Hienoa.", wrong="Melkein.")
CARDS = sort(
    order=(),
    groups=[{"id": "turva", "title": "Turvallinen"}, {"id": "huijaus", "title": "Huijaus"}],
    items=[
        {"text": "suomi.fi", "group": "turva", "feedback": "Tuttu osoite."},
        {"text": "su0mi.info", "group": "huijaus"},
    ],
    right="Hienoa.",
    wrong="Melkein.",
)


@pytest.mark.parametrize(
    ("given_order", "outcome", "problem"),
    [
        (["a", "b", "c"], Outcome.DONE, None),
        (["b", "a", "c"], Outcome.TRY_AGAIN, None),
        (["a", "b"], Outcome.INCOMPLETE, Problem.STALE),
        (["a", "b", "c", "c"], Outcome.INCOMPLETE, Problem.STALE),
        (["a", "a", "b"], Outcome.INCOMPLETE, Problem.STALE),
        (["a", "b", "d"], Outcome.INCOMPLETE, Problem.STALE),
    ],
)
def test_an_order_is_judged(
    given_order: list[str], outcome: Outcome, problem: Problem | None
) -> None:
    verdict = LINES.judge({"order": given_order})

    assert (verdict.outcome, verdict.problem) == (outcome, problem)


def test_every_line_says_whether_it_stands_right_and_the_author_has_the_word() -> None:
    again = LINES.judge({"order": ["b", "a", "c"]})

    assert again.notes == (Note("b", False), Note("a", False), Note("c", True))
    assert again.message == "Melkein."
    assert LINES.judge({"order": ["a", "b", "c"]}).message == "Hienoa."


@pytest.mark.parametrize(
    ("answer", "outcome", "problem"),
    [
        ({"item-a": ["turva"], "item-b": ["huijaus"]}, Outcome.DONE, None),
        ({"item-a": ["turva", "huijaus"], "item-b": ["huijaus"]}, Outcome.DONE, None),
        ({"item-a": ["turva"], "item-b": ["turva"]}, Outcome.TRY_AGAIN, None),
        ({"item-a": ["turva"]}, Outcome.INCOMPLETE, Problem.SOME_MISSING),
        ({"item-a": ["turva"], "item-b": [""]}, Outcome.INCOMPLETE, Problem.SOME_MISSING),
        ({"item-a": [""], "item-b": [""]}, Outcome.INCOMPLETE, Problem.NOTHING_CHOSEN),
        ({}, Outcome.INCOMPLETE, Problem.NOTHING_CHOSEN),
        ({"item-a": ["muu"], "item-b": ["turva"]}, Outcome.INCOMPLETE, Problem.STALE),
        ({"item-z": ["turva"]}, Outcome.INCOMPLETE, Problem.NOTHING_CHOSEN),
    ],
)
def test_groups_are_judged(
    answer: dict[str, list[str]], outcome: Outcome, problem: Problem | None
) -> None:
    verdict = CARDS.judge(answer)

    assert (verdict.outcome, verdict.problem) == (outcome, problem)


def test_every_card_says_whether_it_lies_right_with_its_feedback() -> None:
    again = CARDS.judge({"item-a": ["huijaus"], "item-b": ["huijaus"]})

    assert again.notes == (Note("a", False, "Tuttu osoite."), Note("b", True, ""))
    assert again.message == "Melkein."


def test_the_answer_to_show_is_the_order_or_every_card_with_its_group() -> None:
    assert LINES.solution() == ("Avaa", "Kirjoita", "Lähetä")
    assert CARDS.solution() == ("suomi.fi – Turvallinen", "su0mi.info – Huijaus")


lines = st.lists(
    st.text("abcdefghåäö ", min_size=1).filter(str.strip),
    min_size=2,
    max_size=9,
    unique_by=str.strip,
)


@QUICK
@given(lines)
def test_the_first_order_is_mixed_never_the_right_one_and_the_same_every_time(
    texts: list[str],
) -> None:
    asked = sort(order=texts)

    shown = asked.shown_order()

    assert sorted(shown) == sorted(asked.item_ids())
    assert shown != asked.item_ids()
    assert shown == sort(order=texts).shown_order()
    assert asked.judge({"order": shown}).outcome is Outcome.TRY_AGAIN


def test_cards_are_mixed_too_so_that_a_group_does_not_come_in_a_row() -> None:
    assert sorted(CARDS.shown_order()) == ["a", "b"]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"order": ["Yksi"]}, "order-too-short"),
        ({"order": ()}, "nothing-to-sort"),
        ({"order": ["A", "B"], "groups": [{"id": "a", "title": "A"}]}, "order-or-groups"),
        (
            {
                "order": (),
                "groups": [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}],
                "items": [{"text": "x", "group": "a"}, {"text": "y", "group": "c"}],
            },
            "unknown-group",
        ),
    ],
)
def test_a_sort_that_cannot_be_played_is_refused(fields: dict[str, object], code: str) -> None:
    with pytest.raises(ValidationError) as problem:
        sort(**fields)

    assert [error["type"] for error in problem.value.errors()] == [code]
