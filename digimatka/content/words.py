"""``words.json``: read for the server, and made with the help of a grammar for the author.

A form of a word is told by its base form. Where a form could also be one of another word, it is
left alone if the texts hold that other word beyond doubt: better no explanation than a wrong one.
"""

import hashlib
import json
import re
from collections.abc import Collection, Iterator
from functools import cache
from itertools import chain, pairwise
from typing import Final, NamedTuple, Protocol

from pydantic import ValidationError

from digimatka.content.files import WORDS
from digimatka.content.reader import Reader
from digimatka.content.texts import texts
from digimatka.core.journey import GlossaryFile, Journey
from digimatka.core.words import BREAK, LONG, TOKEN, Words, is_written_like

# A word in plain letters, which may have hyphens, and an ending behind a colon or apostrophe.
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-:'’.][^\W_]+)*")
_LETTERS: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MARKUP: Final = re.compile(r"\]\([^)]*\)|_")
# Endings by which a name that the grammar does not know is bent: Wi-Fin, PDF:stä, Suomi.fihin.
_ENDING: Final = re.compile(
    r"[:'’]?(?:n|t|[aä]|t[aä]|n[aä]|ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|ksi|tt[aä]|h?[aeiouyäö]{1,2}n)"
    r"(?:ni|si|mme|nne|ns[aä])?"
)
_LEAST: Final = 3  # letters that stay together at either end of a word


class Reading(NamedTuple):
    """One way to take a word: its base form in small letters, and its class."""

    base: str
    kind: str


class Analyser(Protocol):
    """What is asked of a grammar."""

    def readings(self, word: str) -> frozenset[Reading]:
        """Every way to take a word; none if it is not known."""
        ...

    def breaks(self, word: str) -> str:
        """The word with ``BREAK`` wherever it may be broken."""
        ...


def read(reader: Reader, names: Collection[str]) -> Words:
    """The words of a journey's folder; none if there is no such file, or it is not right."""
    if WORDS not in names:
        return Words()
    data = reader.folder.read(WORDS)
    if isinstance(data, bytes):
        try:
            return Words.model_validate_json(data)
        except ValidationError:
            pass  # the reader of YAML takes JSON too, and can say where it is wrong
    return reader.file(WORDS, Words)[1] or Words()


def write(words: Words) -> str:
    """The words as a file of one entry a line, the same for the same words."""
    text = json.dumps(words.model_dump(), ensure_ascii=False, indent=1, sort_keys=True)
    return f"{text}\n"


def vocabulary(journey: Journey) -> str:
    """A digest of the words in a journey's texts and glossary (16 hex digits)."""
    used = {token.lower() for text in _plain(journey) for token in _words(text)}
    known = sorted([sorted(used), sorted(journey.glossary.root)])
    return hashlib.sha256(json.dumps(known).encode()).hexdigest()[:16]


def build(journey: Journey, analyser: Analyser) -> Words:
    """What a grammar says of the texts of a journey."""
    return Words(
        forms=_Forms(journey, analyser).found(),
        hyphens=_hyphens(journey, analyser),
        vocabulary=vocabulary(journey),
    )


def _hyphens(journey: Journey, analyser: Analyser) -> dict[str, str]:
    long = {t for text in _plain(journey) for t in _words(text) if len(t) >= LONG}
    found = {}
    for word in sorted(filter(_LETTERS.fullmatch, long)):
        marked = _without_crumbs(analyser.breaks(word)).lower()
        if BREAK in marked:
            found[word.lower()] = marked
    return found


def _without_crumbs(marked: str) -> str:
    """The word without breaks that would leave a letter or two alone."""
    parts = marked.split(BREAK)
    while len(parts) > 1 and len(parts[0]) < _LEAST:
        parts[:2] = ["".join(parts[:2])]
    while len(parts) > 1 and len(parts[-1]) < _LEAST:
        parts[-2:] = ["".join(parts[-2:])]
    return BREAK.join(parts)


class _Forms:
    """Looks for forms of the glossary's words in the texts of a journey."""

    def __init__(self, journey: Journey, analyser: Analyser) -> None:
        self.readings = cache(analyser.readings)
        self.terms = {word: parts for word in journey.glossary.root if (parts := _tokens(word))}
        others = journey.model_copy(update={"glossary": GlossaryFile({})})
        self.texts = list(_plain(others))
        bases = ({r.base for r in self.readings(t)} for text in self.texts for t in _words(text))
        self.certain = set(chain.from_iterable(found for found in bases if len(found) == 1))

    def found(self) -> dict[str, str]:
        """The forms in small letters, each with its word, sorted."""
        begun = cache(self._begun_by)
        found: dict[str, str] = {}
        for text in self.texts:
            tokens = list(TOKEN.finditer(text))
            for first, token in enumerate(tokens):
                for word in begun(token[0]):
                    wanted = self.terms[word]
                    group = tokens[first : first + len(wanted)]
                    if len(wanted) == 1 or self._is_phrase(text, group, wanted):
                        found[" ".join(part[0].lower() for part in group)] = word
        return dict(sorted(found.items()))

    def _begun_by(self, token: str) -> tuple[str, ...]:
        """The words of the glossary that may begin with a token."""
        return tuple(
            word
            for word, (first, *rest) in self.terms.items()
            if is_written_like(token, word) and self._is_form_of(token, first, is_alone=not rest)
        )

    def _is_phrase(self, text: str, group: list[re.Match[str]], wanted: list[str]) -> bool:
        gaps = (text[a.end() : b.start()] for a, b in pairwise(group))
        return (
            len(group) == len(wanted)
            and all(gap.isspace() for gap in gaps)
            and all(map(self._is_part_of, group, wanted))
        )

    def _is_part_of(self, token: re.Match[str], want: str) -> bool:
        return self._is_form_of(token[0], want, is_alone=False)

    def _is_form_of(self, token: str, want: str, *, is_alone: bool) -> bool:
        if token.lower() == want.lower():
            return True
        own, known = self.readings(want), self.readings(token)
        if not known:
            is_longer = token.lower().startswith(want.lower())
            return is_longer and _ENDING.fullmatch(token.lower()[len(want) :]) is not None
        others = {reading.base for reading in known} - {reading.base for reading in own}
        # The words around it say what a word in a phrase is.
        return bool(own & known) and not (is_alone and others & self.certain)


def _plain(journey: Journey) -> Iterator[str]:
    """The texts of a journey without what Markdown would not show as words."""
    return (_MARKUP.sub(" ", text) for _, text in texts(journey))


def _words(text: str) -> list[str]:
    return [token for token in _tokens(text) if _WORD.fullmatch(token)]


def _tokens(text: str) -> list[str]:
    return [match[0] for match in TOKEN.finditer(text)]
