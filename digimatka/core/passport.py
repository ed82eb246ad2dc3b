"""The passport of a learner: four plain words, from a number to paper and from typing back."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import chain, pairwise, product
from typing import Final, Literal, TypeVar

from digimatka.core.passport_words import WORDS

WORD_COUNT: Final = 4
WORD_BITS: Final = 11
# This much of a text is looked at, and this many words that were not understood are named.
READ_AT_MOST: Final = 200
NAME_AT_MOST: Final = WORD_COUNT
SHOW_AT_MOST: Final = 40
SUGGEST_AT_MOST: Final = 3
# Only the words that share the most pairs of letters are compared in full, and only so far.
COMPARE_AT_MOST: Final = 12
COMPARE_LETTERS: Final = 16
LEAST_LIKENESS: Final = 0.5

_SHORTEST: Final = min(map(len, WORDS))
_LONGEST: Final = max(map(len, WORDS))
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class Passport:
    """Four words of the list, in order and as the list spells them."""

    words: tuple[str, str, str, str]

    @property
    def phrase(self) -> str:
        """What keys are derived from: the folded words with single spaces between."""
        return " ".join(map(fold, self.words))


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word that is not understood: ``position`` counts typed words from 1."""

    position: int
    typed: str
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Misread:
    """Why a text is not a passport; ``found`` words were understood.

    "unknown" comes before "too_few": a learner whose third word is not understood typed enough.
    """

    reason: Literal["empty", "too_few", "too_many", "unknown"]
    found: int
    unknown: tuple[UnknownWord, ...] = ()


def words_from_bits(number: int) -> tuple[str, str, str, str]:
    """The words of a number of 44 bits, the highest 11 bits first; ValueError for any other."""
    if not 0 <= number < 1 << WORD_BITS * WORD_COUNT:
        # Without the number, which is a secret.
        raise ValueError(f"a passport is a number of {WORD_BITS * WORD_COUNT} bits")
    indices = (
        number >> WORD_BITS * place & len(WORDS) - 1 for place in reversed(range(WORD_COUNT))
    )
    first, second, third, fourth = (WORDS[index] for index in indices)
    return first, second, third, fourth


def fold(text: str) -> str:
    """The letters of a text in lower case, without diacritics: ``Mökki-`` and ``MOKKI`` are one."""
    return "".join(filter(str.isalpha, unicodedata.normalize("NFKD", text).casefold()))


def read_words(text: str) -> Passport | Misread:
    """The passport a person typed, or what to say kindly; looks at the first 200 characters.

    Forgives case, diacritics, signs and numbers around words, spaces that are missing or too many,
    and one typing error a word. Never raises.
    """
    typed = _typed_words(text[:READ_AT_MOST])
    if not typed:
        return Misread("empty", 0)
    letters = [fold(word) for word in typed]
    # Words as they were typed come first; then the spaces may all be in wrong places.
    words = _only(_phrases(letters)) or _only(_cuts("".join(letters), WORD_COUNT))
    if words is None:
        return _misread(typed, letters)
    first, second, third, fourth = words
    return Passport((first, second, third, fourth))


def _typed_words(text: str) -> list[str]:
    """The runs of letters in a text; a soft hyphen or a mark that stands alone parts no word."""
    composed = unicodedata.normalize("NFKC", text)[:READ_AT_MOST]  # Some signs are long words.
    kept = "".join(c for c in composed if unicodedata.category(c) not in {"Mn", "Cf"})
    return [word for word in _LETTERS.findall(kept) if fold(word)]


def _phrases(typed: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """All ways to understand folded words, each as one or more words of the list, as four."""
    room = WORD_COUNT - len(typed) + 1
    if room < 1:
        return
    for parts in product(*(_readings(letters, room) for letters in typed)):
        if sum(map(len, parts)) == WORD_COUNT:
            yield tuple(chain.from_iterable(parts))


def _readings(letters: str, room: int) -> list[tuple[str, ...]]:
    """All ways to understand letters as one word, or as up to ``room`` words run together."""
    meant = _only(_meant(letters))
    together = (_cuts(letters, count) for count in range(2, room + 1))
    return [*([] if meant is None else [(meant,)]), *chain.from_iterable(together)]


def _cuts(letters: str, count: int) -> Iterator[tuple[str, ...]]:
    """All ways to cut letters into exactly so many words of the list."""
    if not _SHORTEST * count <= len(letters) <= _LONGEST * count:
        return
    for end in range(_SHORTEST, _LONGEST + 1) if count > 1 else (len(letters),):
        word = _by_folded().get(letters[:end])
        if word is not None:
            rest = _cuts(letters[end:], count - 1) if count > 1 else iter([()])
            yield from ((word, *more) for more in rest)


def _meant(letters: str) -> list[str]:
    """The word of the list these letters are, or else all that are one typing error away."""
    exact = _by_folded().get(letters)
    if exact is not None:
        return [exact]
    if len(letters) > _LONGEST + 1:
        return []
    close = {word for key in _shortened(letters) for word in _by_shortened().get(key, ())}
    return sorted(_by_folded()[word] for word in close if _is_one_error(letters, word))


def _is_one_error(typed: str, word: str) -> bool:
    """Is one letter added, left out or replaced, or are two neighbours swapped?"""
    same = _same_letters(typed, word)
    left, right = typed[same:], word[same:]
    is_swapped = left[:2] == right[:2][::-1] and left[2:] == right[2:]
    return is_swapped or left[1:] == right or left == right[1:] or left[1:] == right[1:]


def _same_letters(one: str, other: str) -> int:
    """How many letters two words have in common before they part."""
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _misread(typed: Sequence[str], letters: Sequence[str]) -> Misread:
    """What to say of words that make no passport."""
    understood = [_understood(folded) for folded in letters]
    found = sum(len(words) for words in understood if words)
    missed = [place for place, words in enumerate(understood) if not words]
    unknown = tuple(
        UnknownWord(place + 1, typed[place][:SHOW_AT_MOST], _suggestions(letters[place]))
        for place in missed[:NAME_AT_MOST]
    )
    if found + len(missed) > WORD_COUNT:
        return Misread("too_many", found, unknown)
    return Misread("unknown" if unknown else "too_few", found, unknown)


def _understood(letters: str) -> tuple[str, ...] | None:
    """What letters say where nothing else is known of them: a word, or several run together."""
    meant = _meant(letters)
    return _only((word,) for word in meant) if meant else _only(_readings(letters, WORD_COUNT))


def _suggestions(letters: str) -> tuple[str, ...]:
    """The words one typing error away, then those that look most like what was typed."""
    shown = letters[:COMPARE_LETTERS]
    shared = Counter(word for pair in _pairs(shown) for word in _by_pair().get(pair, ()))
    best = sorted((len(word) - 2 * n, word) for word, n in shared.items() if 3 * n >= len(word))
    matcher = SequenceMatcher(b=shown)
    likely = []
    for _, word in best[:COMPARE_AT_MOST]:
        matcher.set_seq1(word)
        likeness = matcher.ratio()
        if likeness >= LEAST_LIKENESS:
            # Endings are what changes in a Finnish word, so a common beginning says more.
            likeness += _same_letters(shown, word) / len(shown)
            likely.append((-likeness, word))
    words = (_by_folded()[word] for _, word in sorted(likely))
    return tuple(dict.fromkeys(chain(_meant(letters), words)))[:SUGGEST_AT_MOST]


@cache
def _by_folded() -> Mapping[str, str]:
    """The word of the list for each folded word."""
    return {fold(word): word for word in WORDS}


@cache
def _by_shortened() -> Mapping[str, Sequence[str]]:
    """The folded words that are, or become with one letter left out, some letters."""
    return _index((word, _shortened(word)) for word in _by_folded())


@cache
def _by_pair() -> Mapping[str, Sequence[str]]:
    """The folded words that hold a pair of letters."""
    return _index((word, _pairs(word)) for word in _by_folded())


def _index(words: Iterable[tuple[str, set[str]]]) -> Mapping[str, Sequence[str]]:
    found = defaultdict[str, list[str]](list)
    for word, keys in words:
        for key in keys:
            found[key].append(word)
    return dict(found)


def _shortened(letters: str) -> set[str]:
    """Letters as they are, and without each of them in turn."""
    return {letters, *(letters[:i] + letters[i + 1 :] for i in range(len(letters)))}


def _pairs(letters: str) -> set[str]:
    """Neighbouring letters; the first and the last one have the edge of the word beside them."""
    return {a + b for a, b in pairwise(f"^{letters}$")}


def _only(found: Iterable[_Found]) -> _Found | None:
    """The one thing that was found, however often; None for nothing or for several."""
    different = set(found)
    return different.pop() if len(different) == 1 else None
