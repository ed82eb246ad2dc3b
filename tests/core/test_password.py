"""Passwords: length is what counts, and what a guesser tries first is refused."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digimatka.core.password import (
    COMMON,
    MAX_LENGTH,
    MIN_LENGTH,
    PasswordProblem,
    normalized,
    problem_of,
)
from tests.core.strategies import QUICK


@pytest.mark.parametrize(
    "password",
    [
        "kaarna-niemi-pilvi",
        "kaarna niemi pilvi",
        "839201748512",
        "talvitie on pitkä",
        "koira söi eväät",
        "ÄÄNEKOSKI aamulla",
        "   hys hys hys   ",
        "maijan mökkitie",
        "🦊 ketun jäljillä",
        "x7" * 3 + "kaarna",
        "a" + "b" * (MAX_LENGTH - 2) + "c",
    ],
)
def test_a_long_password_is_taken_whatever_it_is_made_of(password: str) -> None:
    assert problem_of(password, "maija") is None


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("", PasswordProblem.EMPTY),
        ("k" * (MIN_LENGTH - 1), PasswordProblem.SHORT),
        ("kaarna-1", PasswordProblem.SHORT),
        ("kaarna" + "x" * MAX_LENGTH, PasswordProblem.LONG),
        ("maija-maija-maija", PasswordProblem.NAME),
        ("Maija1234567", PasswordProblem.NAME),
        ("aaaaaaaaaaaa", PasswordProblem.COMMON),
        ("            ", PasswordProblem.COMMON),
        ("ababababababab", PasswordProblem.COMMON),
        ("123123123123", PasswordProblem.COMMON),
        ("123456789012", PasswordProblem.COMMON),
        ("0987654321098", PasswordProblem.COMMON),
        ("abcdefghijkl", PasswordProblem.COMMON),
        ("salasana12345", PasswordProblem.COMMON),
        ("Salasana-2026!", PasswordProblem.COMMON),
        ("passwordpassword", PasswordProblem.COMMON),
        ("password1234", PasswordProblem.COMMON),
        ("qwertyuiopå1", PasswordProblem.COMMON),
        ("asdfghjklöä1", PasswordProblem.COMMON),
        ("Kesä2026Kesä", PasswordProblem.COMMON),
        ("Kesa\u03082026Kesa\u0308!", PasswordProblem.COMMON),
        ("Ohjaaja12345!", PasswordProblem.COMMON),
        ("digimatka2026", PasswordProblem.COMMON),
        ("iloveyou1234", PasswordProblem.COMMON),
    ],
)
def test_what_is_wrong_with_a_password(password: str, problem: PasswordProblem) -> None:
    assert problem_of(password, "maija") is problem


def test_another_ones_name_is_a_word_like_others() -> None:
    assert problem_of("maija1234567", "pekka") is None


def test_no_common_word_is_made_of_others() -> None:
    """A text of such words could be taken apart in so many ways that it takes for ever."""
    for word in COMMON:
        assert not falls_apart(word, [other for other in COMMON if other != word]), word


def falls_apart(word: str, others: list[str]) -> bool:
    rests = [word.removeprefix(other) for other in others if word.startswith(other)]
    return any(not rest or falls_apart(rest, others) for rest in rests)


def test_the_same_letters_are_the_same_password_on_every_device() -> None:
    assert normalized("pa\u0308iva\u0308") == normalized("päivä")


def test_a_wall_of_common_words_is_read_in_no_time() -> None:
    began = time.perf_counter()
    for wall in ("salasana" * 24 + "x", "abc" * 66 + "xx", "öä" * 99 + "x", "asdf" * 49 + "xyz"):
        assert problem_of(wall[:MAX_LENGTH], "maija") is None
    assert time.perf_counter() - began < 1


@QUICK
@given(st.text(max_size=240), st.text(max_size=40))
def test_no_text_raises(password: str, name: str) -> None:
    found = problem_of(password, name)

    assert found is None or isinstance(found, PasswordProblem)
