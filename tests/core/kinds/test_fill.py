"""``fill``: forgiving of case, diacritics and small typos, unless every letter counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digimatka.core.kinds import Fill
from digimatka.core.kinds.base import Outcome, Problem
from digimatka.core.kinds.fill import fold, is_typo_of
from tests.core.strategies import QUICK
from tests.factories import step


def fill(*answers: str, **fields: object) -> Fill:
    made = step("s", "fill", answers=answers, **fields)
    assert isinstance(made, Fill)
    return made


MAIL = fill("sähköposti", "e-mail")
EXACT = fill("https://suomi.fi", exact=True)


def outcome(asked: Fill, text: str) -> Outcome:
    return asked.judge({"text": [text]}).outcome


@pytest.mark.parametrize(
    "text",
    [
        "sähköposti",
        "SÄHKÖPOSTI",
        "  sähköposti  ",
        "sahkoposti",
        "sähköposti.",
        "”sähköposti”",
        "sa\u0308hko\u0308posti",
        "sähköpost",
        "sähköpostii",
        "sähköpotsi",
        "sähköpasti",
        "ähköposti",
        "E-Mail",
        "e mail",
        "email",
        "sähkö\u00adposti",
        "sähköposti\u200b",
        "sähköposti\x00",
    ],
)
def test_case_diacritics_punctuation_and_one_slip_are_forgiven(text: str) -> None:
    assert outcome(MAIL, text) is Outcome.DONE


@pytest.mark.parametrize("text", ["posti", "sähköinen", "sahkposi", "kirje", "sähköpostia ja"])
def test_another_word_is_tried_again(text: str) -> None:
    assert outcome(MAIL, text) is Outcome.TRY_AGAIN


@pytest.mark.parametrize("text", ["", "   ", "\t\n", "\u00a0", "\u200b"])
def test_nothing_written_is_empty(text: str) -> None:
    assert MAIL.judge({"text": [text]}).problem is Problem.EMPTY


@pytest.mark.parametrize("text", ["https://suomi.fi", " HTTPS://SUOMI.FI ", "https://suomi.fi\n"])
def test_exact_still_forgives_case_and_spaces_around(text: str) -> None:
    assert outcome(EXACT, text) is Outcome.DONE


@pytest.mark.parametrize(
    "text", ["https://suomi.f", "https://suomi-fi", "http://suomi.fi", "https://suómi.fi"]
)
def test_exact_forgives_no_letter(text: str) -> None:
    assert outcome(EXACT, text) is Outcome.TRY_AGAIN


@pytest.mark.parametrize(("answer", "other"), [("sana", "sama"), ("on", "en"), ("työ", "työt")])
def test_short_words_differ_by_one_letter_and_are_not_forgiven(answer: str, other: str) -> None:
    assert outcome(fill(answer), other) is Outcome.TRY_AGAIN


def test_another_digit_is_another_number_and_no_slip() -> None:
    assert outcome(fill("00100 Helsinki"), "00200 Helsinki") is Outcome.TRY_AGAIN
    assert outcome(fill("00100 Helsinki"), "0100 Helsinki") is Outcome.TRY_AGAIN
    assert outcome(fill("00100 Helsinki"), "00100 Helsinky") is Outcome.DONE


@pytest.mark.parametrize("sign", ["@", "+", "?", "€", "..."])
def test_an_answer_may_be_a_sign_without_letters(sign: str) -> None:
    asked = fill(sign)

    assert outcome(asked, f" {sign} ") is Outcome.DONE
    assert outcome(asked, "#") is Outcome.TRY_AGAIN


MISTAKES = [{"answers": ["suomi.info"], "feedback": "Katso loppua."}]


def test_a_common_mistake_gets_words_of_its_own_and_the_rest_a_word_for_all() -> None:
    asked = fill("suomi.fi", mistakes=MISTAKES, right="Hyvä.", otherwise="Yritä vielä.")

    assert asked.judge({"text": ["suomi.fi"]}).message == "Hyvä."
    assert asked.judge({"text": ["SUOMI.INFO"]}).message == "Katso loppua."
    assert asked.judge({"text": ["jotain muuta"]}).message == "Yritä vielä."
    assert asked.judge({"text": ["suomi.fii"]}).message == "Hyvä."


def test_a_named_mistake_is_never_taken_for_a_slip() -> None:
    asked = fill("suomi.fi", mistakes=[{"answers": ["suomi.f"], "feedback": "Yksi puuttuu."}])

    assert outcome(asked, "suomi.f") is Outcome.TRY_AGAIN
    assert outcome(asked, "suomi.i") is Outcome.DONE


def test_only_the_first_value_counts_and_only_its_beginning() -> None:
    assert MAIL.judge({"text": ["sähköposti", "kirje"]}).is_done
    assert not MAIL.judge({"text": ["kirje", "sähköposti"]}).is_done
    assert MAIL.judge({"text": ["sähköposti" + " " * 100_000 + "kirje"]}).is_done


def test_text_that_looks_like_a_code_of_a_person_is_not_judged() -> None:
    verdict = MAIL.judge({"text": ["131052-308T"]})

    assert (verdict.outcome, verdict.problem) == (Outcome.INCOMPLETE, Problem.PRIVATE)


def test_the_answer_to_show_is_the_first_spelling() -> None:
    assert MAIL.solution() == ("sähköposti",)


words = st.text("abcdeåäö", min_size=5, max_size=12)


@QUICK
@given(words, st.data())
def test_one_letter_more_less_other_or_swapped_is_a_slip_both_ways(
    right: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(right) - 1))
    slips = [
        right[:at] + "x" + right[at:],
        right[:at] + right[at + 1 :],
        right[:at] + "x" + right[at + 1 :],
        right[:at] + right[at : at + 2][::-1] + right[at + 2 :],
    ]

    for slip in slips:
        assert is_typo_of(slip, right) == (slip != right)


@QUICK
@given(words, words)
def test_a_slip_is_a_distance_of_one(given_text: str, right: str) -> None:
    assert is_typo_of(given_text, right) == (_distance(given_text, right) == 1)


def _distance(a: str, b: str) -> int:
    """The optimal string alignment distance, from its textbook definition."""
    rows = [[i + j if 0 in (i, j) else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            same = a[i - 1] == b[j - 1]
            best = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (not same))
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                best = min(best, rows[i - 2][j - 2] + 1)
            rows[i][j] = best
    return rows[-1][-1]


@QUICK
@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    for exact in (True, False):
        assert fold(fold(text, exact=exact), exact=exact) == fold(text, exact=exact)
