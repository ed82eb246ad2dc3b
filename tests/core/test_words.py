"""Looking words up: which have an explanation, and where long ones may be broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digimatka.core.words import SOFT_HYPHEN, Words

WORDS = Words(
    forms={
        "selain": "selain",
        "selaimessa": "selain",
        "cv:n": "CV",
        "avoimen verkon": "avoin verkko",
        "verkon": "verkko",
        "kelan": "Kela",
    },
    hyphens={
        "työnhakuprofiili": "työn|haku|profiili",
        "henkilötunnuksen": "henkilö|tunnuksen",
    },
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Avaa selain.", [("selain", "selain")]),
        ("Selaimessa näkyy osoite.", [("Selaimessa", "selain")]),
        ("Lähetä CV:n kopio!", [("CV:n", "CV")]),
        ("Käytä avoimen verkon sijaan omaa.", [("avoimen verkon", "avoin verkko")]),
        ("Verkon nimi.", [("Verkon", "verkko")]),
        ("avoimen, verkon", [("verkon", "verkko")]),
        ("Verkkoselain on eri sana.", []),
        ("www.selain.example", []),
        ("selain-ohjelma", []),
        ("Kelan sivu ja kelan lanka", [("Kelan", "Kela")]),
        ("KELAN sivu ja cv:n kopio", [("KELAN", "Kela"), ("cv:n", "CV")]),
        ("avoimen\nverkon", [("avoimen\nverkon", "avoin verkko")]),
        ("avoimen (verkon)", [("verkon", "verkko")]),
        ("”Selain”, selain; selain…", [("Selain", "selain")] + 2 * [("selain", "selain")]),
        ("", []),
    ],
)
def test_a_form_is_found_as_a_word_of_its_own(text: str, found: list[tuple[str, str]]) -> None:
    pieces = list(WORDS.pieces(text))

    assert [(piece, word) for piece, word in pieces if word] == found
    assert "".join(piece for piece, _ in pieces) == text


@given(st.text())
def test_the_pieces_are_the_text(text: str) -> None:
    assert "".join(piece for piece, _ in WORDS.pieces(text)) == text


@given(st.text(alphabet=st.sampled_from("työnhakuprofiili HENKILÖtunnuksen.-/\u00ad")))
def test_softening_only_ever_adds_soft_hyphens(text: str) -> None:
    assert WORDS.soften(text).replace(SOFT_HYPHEN, "") == text.replace(SOFT_HYPHEN, "")


@pytest.mark.parametrize(
    ("text", "softened"),
    [
        ("Työnhakuprofiili on oma.", "Työn·haku·profiili on oma."),
        ("HENKILÖTUNNUKSEN", "HENKILÖ·TUNNUKSEN"),
        ("sivu/työnhakuprofiili", "sivu/työnhakuprofiili"),
        ("selain", "selain"),
    ],
)
def test_long_words_break_where_the_list_says_and_addresses_never(text: str, softened: str) -> None:
    assert WORDS.soften(text) == softened.replace("·", SOFT_HYPHEN)


def test_without_a_list_nothing_changes() -> None:
    assert Words().soften("työnhakuprofiili") == "työnhakuprofiili"
    assert list(Words().pieces("selain")) == [("selain", None)]
