"""``match``: every left with its own right; what is left over belongs to nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from digimatka.core.kinds import Match
from digimatka.core.kinds.base import Note, Outcome, Problem
from tests.core.strategies import QUICK
from tests.factories import step


def match(**fields: object) -> Match:
    made = step("s", "match", **fields)
    assert isinstance(made, Match)
    return made


WORDS = match(
    pairs=[
        {"left": "CV", "right": "Luettelo työstäsi", "feedback": "Siinä on työsi vuosittain."},
        {"left": "Hakemus", "right": "Kirje työpaikalle"},
        {"left": "Liite", "right": "Tiedosto viestissä"},
    ],
    extra=["Salasana"],
    right="Hienoa.",
    wrong="Melkein.",
)


@pytest.mark.parametrize(
    ("answer", "outcome", "problem"),
    [
        ({"item-a": ["a"], "item-b": ["b"], "item-c": ["c"]}, Outcome.DONE, None),
        ({"item-a": ["a", "b"], "item-b": ["b"], "item-c": ["c"]}, Outcome.DONE, None),
        ({"item-a": ["b"], "item-b": ["a"], "item-c": ["c"]}, Outcome.TRY_AGAIN, None),
        ({"item-a": ["a"], "item-b": ["a"], "item-c": ["a"]}, Outcome.TRY_AGAIN, None),
        ({"item-a": ["d"], "item-b": ["b"], "item-c": ["c"]}, Outcome.TRY_AGAIN, None),
        ({"item-a": ["a"], "item-b": ["b"]}, Outcome.INCOMPLETE, Problem.SOME_MISSING),
        (
            {"item-a": ["a"], "item-b": ["b"], "item-c": [""]},
            Outcome.INCOMPLETE,
            Problem.SOME_MISSING,
        ),
        ({"item-a": ["b"]}, Outcome.INCOMPLETE, Problem.SOME_MISSING),
        ({"item-a": [""], "item-b": [""]}, Outcome.INCOMPLETE, Problem.NOTHING_CHOSEN),
        ({"item-z": ["a"]}, Outcome.INCOMPLETE, Problem.NOTHING_CHOSEN),
        ({}, Outcome.INCOMPLETE, Problem.NOTHING_CHOSEN),
        ({"item-a": ["e"], "item-b": ["b"], "item-c": ["c"]}, Outcome.INCOMPLETE, Problem.STALE),
        ({"item-a": ["CV"]}, Outcome.INCOMPLETE, Problem.STALE),
    ],
)
def test_pairs_are_judged(
    answer: dict[str, list[str]], outcome: Outcome, problem: Problem | None
) -> None:
    verdict = WORDS.judge(answer)

    assert (verdict.outcome, verdict.problem) == (outcome, problem)


def test_why_two_things_belong_together_is_told_only_once_they_are_together() -> None:
    wrong = WORDS.judge({"item-a": ["b"], "item-b": ["b"], "item-c": ["d"]})
    right = WORDS.judge({"item-a": ["a"], "item-b": ["b"], "item-c": ["c"]})

    assert wrong.notes == (Note("a", False), Note("b", True), Note("c", False))
    assert right.notes[0] == Note("a", True, "Siinä on työsi vuosittain.")
    assert (wrong.message, right.message) == ("Melkein.", "Hienoa.")


def test_the_answer_to_show_is_every_left_with_its_right() -> None:
    assert WORDS.solution() == (
        "CV – Luettelo työstäsi",
        "Hakemus – Kirje työpaikalle",
        "Liite – Tiedosto viestissä",
    )


rights = st.lists(
    st.text("abcdefghåäö ", min_size=1).filter(str.strip),
    min_size=2,
    max_size=11,
    unique_by=str.strip,
)


@QUICK
@given(rights)
def test_what_there_is_to_choose_from_is_mixed_and_the_same_every_time(texts: list[str]) -> None:
    pairs = [{"left": f"v{i}", "right": text} for i, text in enumerate(texts[:8])]
    asked = match(pairs=pairs, extra=texts[8:])

    shown = asked.rights()

    assert dict(shown) == dict(zip("abcdefghijk", map(str.strip, texts), strict=False))
    assert [key for key, _text in shown] != sorted(key for key, _text in shown)
    assert shown == match(pairs=pairs, extra=texts[8:]).rights()


@pytest.mark.parametrize(
    ("pairs", "extra", "twice"),
    [
        ([("A", "1"), ("A", "2")], [], "A"),
        ([("A", "1"), ("B", "1")], [], "1"),
        ([("A", "1"), ("B", " 1 ")], [], "1"),
        ([("A", "1"), ("B", "2")], ["2"], "2"),
        ([("A", "1"), ("B", "2")], ["3", "3"], "3"),
    ],
)
def test_pairs_that_could_be_right_in_two_ways_are_refused(
    pairs: list[tuple[str, str]], extra: list[str], twice: str
) -> None:
    made = [{"left": left, "right": right} for left, right in pairs]

    with pytest.raises(ValidationError) as problem:
        match(pairs=made, extra=extra)

    (error,) = problem.value.errors()
    assert (error["type"], error["ctx"]) == ("same-twice", {"text": twice})


def test_a_left_may_read_like_a_right() -> None:
    assert match(pairs=[{"left": "A", "right": "B"}, {"left": "B", "right": "A"}]).solution()
