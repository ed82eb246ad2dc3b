"""What a member of staff may be called, and which roles words name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digimatka.core.staff import MAX_NAME, NameProblem, Role, Staff, read_name, read_roles
from tests.core.strategies import QUICK


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("maija", "maija"),
        ("  Maija ", "maija"),
        ("Ohjaaja-1", "ohjaaja-1"),
        ("päivi.k", "päivi.k"),
        ("a\u0308iti", "äiti"),
        ("ab1", "ab1"),
        ("x" * MAX_NAME, "x" * MAX_NAME),
    ],
)
def test_a_name_is_kept_folded(typed: str, kept: str) -> None:
    assert read_name(typed) == kept


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", NameProblem.EMPTY),
        (" \t\n", NameProblem.EMPTY),
        ("ab", NameProblem.LENGTH),
        ("x" * (MAX_NAME + 1), NameProblem.LENGTH),
        ("maija@koe.example", NameProblem.PRIVATE),
        ("@maija", NameProblem.PRIVATE),
        ("010190-900P", NameProblem.PRIVATE),
        ("040-1234567", NameProblem.PRIVATE),
        ("maija meikäläinen", NameProblem.CHARACTERS),
        ("maija_m", NameProblem.CHARACTERS),
        ("-maija", NameProblem.CHARACTERS),
        ("maija.", NameProblem.CHARACTERS),
        ("ma--ija", NameProblem.CHARACTERS),
        ("maija\u202e", NameProblem.CHARACTERS),
        ("<b>maija", NameProblem.CHARACTERS),
        ("ma\nija", NameProblem.CHARACTERS),
    ],
)
def test_what_is_wrong_with_a_name(typed: str, problem: NameProblem) -> None:
    assert read_name(typed) is problem


@QUICK
@given(st.text(max_size=60))
def test_a_name_that_is_kept_is_read_as_itself(typed: str) -> None:
    kept = read_name(typed)

    if not isinstance(kept, NameProblem):
        assert read_name(kept) == kept


def test_roles_are_read_from_words_and_the_rest_is_passed_over() -> None:
    assert read_roles(["author", "king", "", "author"]) == {Role.AUTHOR}
    assert read_roles([]) == frozenset()


def test_one_of_the_roles_is_enough() -> None:
    author = Staff(1, "maija", frozenset({Role.AUTHOR, Role.FACILITATOR}))

    assert author.may([Role.ADMINISTRATOR, Role.AUTHOR])
    assert not author.may([Role.ADMINISTRATOR])
    assert not author.may([])
