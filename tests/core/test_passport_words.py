"""The list of words on which everybody's passport rests."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from string import ascii_lowercase

from digimatka.core import passport_words
from digimatka.core.passport_words import WORDS

# Who changes the list on purpose before anybody has a passport writes the new sum here.
FINGERPRINT = "274658aca5427c46c27e5adad6ec21e41f328b7e930436f5500ffbe2010908af"


def bare(word: str) -> str:
    return word.translate(str.maketrans("äö", "ao"))


def one_error_away(word: str) -> Iterator[str]:
    """All that one added, missing, replaced or swapped letter makes of a word, and the word."""
    for i in range(len(word) + 1):
        head, tail = word[:i], word[i:]
        yield head + tail[1:]
        yield head + tail[1::-1] + tail[2:]
        for letter in ascii_lowercase:
            yield head + letter + tail
            yield head + letter + tail[1:]


def test_there_is_a_word_for_every_number_of_eleven_bits() -> None:
    assert len(WORDS) == 2**11


def test_every_word_has_three_to_eight_letters_of_the_plain_finnish_alphabet() -> None:
    assert [word for word in WORDS if not re.fullmatch("[a-zäö]{3,8}", word)] == []


def test_the_words_stand_in_finnish_alphabetical_order() -> None:
    assert list(WORDS) == sorted(WORDS)


def test_no_two_words_are_the_same_without_their_diacritics() -> None:
    assert len({bare(word) for word in WORDS}) == len(WORDS)


def test_no_word_is_one_typing_error_away_from_another() -> None:
    words = {bare(word) for word in WORDS}
    close = {word: words.intersection(one_error_away(word)) - {word} for word in words}

    assert {word: others for word, others in close.items() if others} == {}


def test_the_words_on_the_papers_of_people_never_change() -> None:
    assert hashlib.sha256(" ".join(WORDS).encode()).hexdigest() == FINGERPRINT


def test_the_list_is_laid_out_for_reading() -> None:
    lines = Path(passport_words.__file__).read_text(encoding="utf-8").splitlines()

    assert max(map(len, lines)) <= 100
