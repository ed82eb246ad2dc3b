"""``scale``: ratings for oneself; they give a picture and are never kept."""

import pytest

from digimatka.core.kinds import Scale
from digimatka.core.kinds.base import Outcome, Problem, Verdict
from tests.factories import step


def scale() -> Scale:
    rows = [("haku", "Tieto"), ("lahteet", "Tieto"), ("turva", "Turva")]
    made = step(
        "s",
        "scale",
        statements=[{"id": i, "text": f"Osaan: {i}", "lens": lens} for i, lens in rows],
    )
    assert isinstance(made, Scale)
    return made


MAP = scale()


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ({}, Problem.NOTHING_CHOSEN),
        ({"muu": ["3"]}, Problem.NOTHING_CHOSEN),
        ({"haku": ["3"]}, Problem.SOME_MISSING),
        ({"haku": ["3"], "lahteet": ["0"]}, Problem.SOME_MISSING),
        ({"haku": ["6"], "lahteet": ["3"], "turva": ["3"]}, Problem.STALE),
        ({"haku": ["-1"]}, Problem.STALE),
        ({"haku": ["3.5"]}, Problem.STALE),
        ({"haku": ["²"]}, Problem.STALE),
        ({"haku": ["03"]}, Problem.STALE),
    ],
)
def test_every_statement_waits_for_a_rating_of_the_scale(
    answer: dict[str, list[str]], problem: Problem
) -> None:
    verdict = MAP.judge(answer)

    assert (verdict.outcome, verdict.problem) == (Outcome.INCOMPLETE, problem)


def test_it_is_done_when_everything_is_rated_or_passed_and_keeps_nothing() -> None:
    rated = {"haku": ["1"], "lahteet": ["5"], "turva": ["0"]}

    assert MAP.judge(rated) == Verdict(Outcome.DONE)


def test_the_result_is_the_mean_of_each_lens_without_what_was_passed() -> None:
    assert MAP.result({"haku": ["2"], "lahteet": ["5"], "turva": ["0"]}) == {"Tieto": 3.5}
    assert MAP.result({"haku": ["2"], "turva": ["4"]}) == {"Tieto": 2.0, "Turva": 4.0}
    assert list(MAP.result({"turva": ["4"], "haku": ["2"]})) == ["Tieto", "Turva"]


@pytest.mark.parametrize("odd", ["²", "99", "-1", "", "x", "٣"])
def test_the_result_leaves_out_what_is_no_rating(odd: str) -> None:
    assert MAP.result({"haku": [odd], "lahteet": ["4"], "turva": []}) == {"Tieto": 4.0}


def test_there_is_no_answer_to_show() -> None:
    assert MAP.solution() == ()


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ({}, "haku"),
        ({"haku": ["3"]}, "lahteet"),
        ({"haku": ["0"], "lahteet": ["5"]}, "turva"),
        ({"lahteet": ["5"]}, "haku"),
        ({"haku": ["9"], "lahteet": ["5"]}, "haku"),
        ({"haku": ["1"], "lahteet": ["5"], "turva": ["2"]}, "turva"),
    ],
)
def test_one_statement_is_shown_at_a_time(answer: dict[str, list[str]], shown: str) -> None:
    assert MAP.following(answer).id == shown


@pytest.mark.parametrize(
    ("answer", "is_under_way"),
    [
        ({"asked": ["haku"], "haku": ["3"]}, True),
        ({"asked": ["haku"], "haku": ["0"]}, True),
        ({"asked": ["haku"]}, False),
        ({"asked": ["haku"], "haku": ["", "3"]}, False),
        ({"asked": ["muu"], "muu": ["3"], "haku": ["3"]}, False),
        ({"haku": ["3"]}, False),
        ({"asked": ["turva"], "haku": ["1"], "lahteet": ["5"], "turva": ["2"]}, False),
    ],
)
def test_it_is_under_way_when_the_statement_shown_is_answered_and_others_wait(
    answer: dict[str, list[str]], is_under_way: bool
) -> None:
    assert MAP.is_under_way(answer) is is_under_way
