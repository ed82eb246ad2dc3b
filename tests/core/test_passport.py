"""Four words of a passport are made from a number and read from whatever a person types."""

import unicodedata
from itertools import product
from string import ascii_lowercase
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digimatka.core.passport import (
    WORD_COUNT,
    Misread,
    Passport,
    UnknownWord,
    fold,
    read_words,
    words_from_bits,
)
from digimatka.core.passport_words import WORDS
from tests.core.strategies import QUICK
from tests.core.test_passport_words import bare, one_error_away

FOUR = ("mökki", "järvi", "omena", "kuu")
NUMBERS = st.integers(0, 2**44 - 1)
LISTED = st.sampled_from(WORDS)

UNDERSTOOD = {
    "as they are on the paper": "mökki järvi omena kuu",
    "in capitals": "MÖKKI JÄRVI OMENA KUU",
    "without diacritics": "mokki jarvi omena kuu",
    "with other diacritics": "mókki jårvi ömena kùu",
    "with loose diacritics": unicodedata.normalize("NFD", "mökki järvi omena kuu"),
    "with commas": "mökki,järvi, omena ,kuu.",
    "with hyphens": "mökki-järvi–omena - kuu",
    "on lines": "\n mökki\r\njärvi\n\nomena\tkuu\n",
    "numbered": "1. mökki 2. järvi 3. omena 4. kuu",
    "numbered without spaces": "1mökki2järvi3omena4kuu",
    "with hard spaces": "mökki\u00a0järvi\u2009omena\u3000kuu",
    "with a soft hyphen": "mök\u00adki järvi ome\u200dna kuu",
    "in wide letters": "\uff4d\uff4f\uff4b\uff4b\uff49 järvi omena kuu",
    "in quotes": "”Mökki” 'järvi' (omena) kuu!",
    "run together": "mökkijärviomenakuu",
    "partly run together": "mökki järviomena kuu",
    "run together in two": "mökkijärvi omenakuu",
    "letter by letter": "m ö k k i j ä r v i o m e n a k u u",
    "with a space inside a word": "mökki jär vi omena kuu",
    "with errors": "mökk järvii omsna kuuu",
    "with swapped letters": "ömkki jävri oemna kuu",
    "with ae and oe": "moekki jaervi omena kuu",
    "run together beside an error": "mökkijärvi omeena kuu",
}


@pytest.mark.parametrize("text", UNDERSTOOD.values(), ids=UNDERSTOOD.keys())
def test_it_understands_the_four_words(text: str) -> None:
    assert read_words(text) == Passport(FOUR)


def test_a_compound_that_was_written_apart_is_one_word() -> None:
    assert read_words("aamu pala mökki järvi kuu") == Passport(
        ("aamupala", "mökki", "järvi", "kuu")
    )


def test_a_compound_of_the_list_stays_whole_among_four() -> None:
    typed = "kesäaamu mökki järvi kuu"

    assert read_words(typed) == Passport(("kesäaamu", "mökki", "järvi", "kuu"))


def test_words_run_together_that_part_in_two_ways_are_not_guessed() -> None:
    one = ("kotityö", "pöytä", "kissa", "koira")
    other = ("koti", "työpöytä", "kissa", "koira")
    together = "".join(one)

    assert together == "".join(other)
    assert read_words(" ".join(one)) == Passport(one)
    assert read_words(" ".join(other)) == Passport(other)
    misread = read_words(together)
    assert isinstance(misread, Misread)
    assert (misread.reason, misread.found) == ("unknown", 0)


@pytest.mark.parametrize("text", ["", "   ", "\n", "1. 2. 3. 4.", "?!", "\u0308", "\u200b"])
def test_a_text_without_letters_is_empty(text: str) -> None:
    assert read_words(text) == Misread("empty", 0)


@pytest.mark.parametrize(
    ("text", "found"), [("mökki", 1), ("mökki järvi", 2), ("mökkijärvi", 2), ("mökk järvi kuu", 3)]
)
def test_it_counts_the_words_when_there_are_too_few(text: str, found: int) -> None:
    assert read_words(text) == Misread("too_few", found)


def test_it_counts_the_words_when_there_are_too_many() -> None:
    assert read_words("mökki järvi omena kuu talo") == Misread("too_many", 5)


def test_unknown_words_count_when_there_are_too_many() -> None:
    misread = read_words("mökki järvi omena kuu xyxyxy")

    assert misread == Misread("too_many", 4, (UnknownWord(5, "xyxyxy", ()),))


def test_it_names_the_word_it_does_not_know_as_it_was_typed() -> None:
    misread = read_words("mökki, Järvissä! omena kuu")

    assert isinstance(misread, Misread)
    assert (misread.reason, misread.found) == ("unknown", 3)
    (unknown,) = misread.unknown
    assert (unknown.position, unknown.typed) == (2, "Järvissä")
    assert unknown.suggestions[0] == "järvi"


def test_two_words_run_together_that_may_be_one_with_an_error_are_not_guessed() -> None:
    misread = read_words("kalapeli")

    assert isinstance(misread, Misread)
    assert (misread.reason, misread.found) == ("unknown", 0)
    assert misread.unknown[0].suggestions[:2] == ("kaapeli", "palapeli")
    assert read_words("kalapeli kuu järvi") == Passport(("kala", "peli", "kuu", "järvi"))


def test_an_unknown_word_among_too_few_is_said_first() -> None:
    misread = read_words("mökki kkkkkk")

    assert misread == Misread("unknown", 1, (UnknownWord(2, "kkkkkk", ()),))


def test_an_error_that_two_words_could_have_had_is_not_guessed() -> None:
    misread = read_words("mökki järvi omea kuu")

    assert isinstance(misread, Misread)
    assert misread.reason == "unknown"
    assert {"omena", "komea"} <= set(misread.unknown[0].suggestions)


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("kuutamolla", "kuutamo"),
        ("mökillä", "mökki"),
        ("mustikoita", "mustikka"),
        ("aurnikoo", "aurinko"),
        ("perhoset", "perhonen"),
    ],
)
def test_it_suggests_the_word_that_was_meant(typed: str, word: str) -> None:
    misread = read_words(typed)

    assert isinstance(misread, Misread)
    assert word in misread.unknown[0].suggestions


def test_a_long_unknown_word_is_cut_for_the_page() -> None:
    misread = read_words("Ö" * 60)

    assert misread == Misread("unknown", 0, (UnknownWord(1, "Ö" * 40, ()),))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Mökki", "mokki"),
        ("ÄÖÅ", "aoa"),
        ("a\u0308 o\u0308", "ao"),
        ("Yö-juna 1!", "yojuna"),
        ("\U0001d40a", "k"),
        ("\u0130", "i"),
        ("", ""),
    ],
)
def test_folding_keeps_plain_small_letters(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(text=st.text())
@QUICK
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_the_phrase_is_what_keys_were_derived_from_since_the_first_passport() -> None:
    assert Passport(FOUR).phrase == "mokki jarvi omena kuu"


@pytest.mark.parametrize(
    ("number", "places"),
    [
        (0, (0, 0, 0, 0)),
        (1, (0, 0, 0, 1)),
        (1 << 11, (0, 0, 1, 0)),
        (3 << 33 | 2047 << 22, (3, 2047, 0, 0)),
        (2**44 - 1, (2047, 2047, 2047, 2047)),
    ],
)
def test_the_highest_bits_make_the_first_word(number: int, places: tuple[int, ...]) -> None:
    assert words_from_bits(number) == tuple(WORDS[place] for place in places)


@pytest.mark.parametrize("number", [-1, 2**44, 2**64])
def test_a_number_of_another_size_makes_no_passport_and_is_not_told(number: int) -> None:
    with pytest.raises(ValueError, match="44 bits") as error:
        words_from_bits(number)
    assert str(number) not in str(error.value)


@given(number=NUMBERS)
@QUICK
def test_every_number_is_read_back_from_its_words_and_from_its_phrase(number: int) -> None:
    words = words_from_bits(number)
    places = [WORDS.index(word) for word in words]

    assert sum(place << 11 * (3 - i) for i, place in enumerate(places)) == number
    assert read_words(" ".join(words)) == Passport(words)
    assert read_words(Passport(words).phrase.upper()) == Passport(words)


@given(number=NUMBERS)
@QUICK
def test_words_run_together_are_theirs_or_not_understood(number: int) -> None:
    words = words_from_bits(number)

    assert read_words("".join(words)) == Passport(words) or isinstance(
        read_words("".join(words)), Misread
    )


@st.composite
def with_an_error(draw: st.DrawFn, word: str) -> str:
    """A word with one letter added, left out or replaced, or with two neighbours swapped."""
    at = draw(st.integers(0, len(word) - 1))
    head, here, tail = word[:at], word[at], word[at + 1 :]
    letter = draw(st.sampled_from(ascii_lowercase + "äöå"))
    swapped = head + tail[:1] + here + tail[1:]
    return draw(
        st.sampled_from(
            [head + tail, head + letter + tail, swapped, word[:at] + letter + word[at:]]
        )
        | st.just(word + letter)
    )


@given(data=st.data(), number=NUMBERS, place=st.integers(0, WORD_COUNT - 1))
@QUICK
def test_one_error_leaves_a_word_itself_or_not_understood(
    data: st.DataObject, number: int, place: int
) -> None:
    words = words_from_bits(number)
    typed = list(words)
    typed[place] = data.draw(with_an_error(words[place]))

    result = read_words(" ".join(typed))

    if isinstance(result, Passport):
        assert result.words == words
    else:
        assert (result.reason, result.found) == ("unknown", 3)
        assert [unknown.position for unknown in result.unknown] == [place + 1]


@given(word=LISTED, data=st.data())
@QUICK
def test_an_error_is_forgiven_or_the_words_that_can_be_meant_are_suggested(
    word: str, data: st.DataObject
) -> None:
    typed = data.draw(with_an_error(word))
    result = read_words(typed)

    assert isinstance(result, Misread)
    if result != Misread("too_few", 1):
        suggestions = result.unknown[0].suggestions
        # More than three words may be meant.
        can_be_meant = {bare(s) for s in suggestions} <= {*one_error_away(bare(typed))}
        assert word in suggestions or can_be_meant


@given(text=st.text(max_size=400) | st.text("aeikmou äö1.-", max_size=250))
@example("\ufdfa" * 200)
@example("\ud800 mökki \x00")
@QUICK
def test_any_text_gets_an_answer_that_a_page_can_show(text: str) -> None:
    result = read_words(text)

    if isinstance(result, Misread):
        assert (result.reason == "empty") == (result.found == 0 and not result.unknown)
        assert len(result.unknown) <= WORD_COUNT
        for unknown in result.unknown:
            assert 0 < len(unknown.typed) <= 40
            assert len(unknown.suggestions) <= 3
            assert set(unknown.suggestions) <= set(WORDS)
    else:
        assert set(result.words) <= set(WORDS)


HOSTILE = [
    "a" * 1_000_000,
    "kuu" * 400_000,
    "mökki " * 200_000,
    "\ufdfa " * 1000,
    "ä\u0308" * 1000,
    " ".join(a + b for a, b in product("aeiou", repeat=2)) * 100,
    " ".join(word[:-2] + word[:3] for word in WORDS),
    " ".join(one + other[:-1] for one, other in zip(WORDS[::3], WORDS[5::3], strict=False)),
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_only_the_beginning_of_a_text_is_looked_at(text: str) -> None:
    assert read_words(text) == read_words(text[:200])


def test_hostile_texts_are_answered_at_once() -> None:
    read_words("mökki")  # The first one of a process prepares the list.
    start = process_time()
    for text in HOSTILE:
        read_words(text)

    # About 2 ms each; the room is for a slow machine.
    assert process_time() - start < 0.5
