"""``write``: own words, of which nothing is kept."""

import pytest
from pydantic import ValidationError

from digimatka.core.kinds import Write
from digimatka.core.kinds.base import Note, Outcome, Problem, Verdict
from digimatka.web.guard import MAX_FORM_BYTES
from tests.factories import step

PARTS = [{"label": "Kuka?"}, {"label": "Mitä?"}, {"label": "Miksi?"}]
# Reads like an identity code and like a phone number; neither is anybody's.
HETU = "010190-900P"
PHONE = "040 1234567"


def write(**fields: object) -> Write:
    made = step("s", "write", parts=PARTS, **fields)
    assert isinstance(made, Write)
    return made


ONE, TWO = write(), write(need=2)


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ({}, Problem.EMPTY),
        ({"own-a": [""], "own-b": [" \r\n\t"]}, Problem.EMPTY),
        ({"own-z": ["Sanoja"]}, Problem.EMPTY),
        ({"own-c": ["Sanoja"]}, Problem.SOME_MISSING),
        ({"own-a": ["Sanoja"], "own-b": ["  "]}, Problem.SOME_MISSING),
    ],
)
def test_too_little_is_not_enough(answer: dict[str, list[str]], problem: Problem) -> None:
    verdict = TWO.judge(answer)

    assert (verdict.outcome, verdict.problem) == (Outcome.INCOMPLETE, problem)


def test_enough_parts_with_any_words_in_them_complete_it_and_nothing_goes_to_the_log() -> None:
    assert ONE.judge({"own-b": ["x"]}) == Verdict(Outcome.DONE)
    assert TWO.judge({"own-a": ["Olen Sama."], "own-c": ["Opin."]}) == Verdict(Outcome.DONE)


@pytest.mark.parametrize("answer", [{}, {"own-a": [""]}, {"own-a": [f"Olen {HETU}"]}])
def test_paper_is_as_good_as_the_page(answer: dict[str, list[str]]) -> None:
    assert TWO.judge({**answer, "act": ["paper"]}) == Verdict(Outcome.DONE)


def test_what_looks_like_a_code_or_a_number_is_refused_in_every_part_that_holds_it() -> None:
    answer = {"own-a": [f"Tunnus {HETU}."], "own-b": ["Sanoja"], "own-c": [f"Soita {PHONE}"]}

    verdict = TWO.judge({**answer, "act": ["answer"]})

    assert verdict.problem is Problem.PRIVATE
    assert verdict.notes == (Note("a", None), Note("c", None))
    assert not verdict.is_done


def test_there_is_no_answer_to_show() -> None:
    assert ONE.solution() == ()


@pytest.mark.parametrize("count", range(1, 9))
@pytest.mark.parametrize("letter", ["a", "ä", "\n", "ш", "漢", "😀"])
def test_full_areas_fit_into_a_form_in_any_script(count: int, letter: str) -> None:
    asked = step("s", "write", parts=[{"label": f"Kohta {i}"} for i in range(count)])
    assert isinstance(asked, Write)
    units = len(letter.encode("utf-16-le")) // 2  # what a browser counts
    text = letter * (asked.max_length // units)
    other = 500  # the version, the button, the names

    form = sum(len(_quoted(text)) for _ in range(count)) + other

    assert form <= MAX_FORM_BYTES
    assert asked.max_length >= 800, "room for a hundred words"


def _quoted(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.replace("\n", "\r\n").encode())


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"need": 4}, "need-too-big"),
        ({"need": 0}, "greater_than_equal"),
    ],
)
def test_a_step_that_could_not_be_done_on_the_page_is_refused(
    fields: dict[str, object], code: str
) -> None:
    with pytest.raises(ValidationError) as problem:
        write(**fields)

    assert [error["type"] for error in problem.value.errors()] == [code]
