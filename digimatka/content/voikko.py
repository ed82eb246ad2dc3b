"""The grammar of Finnish, asked of Voikko. Authors need it, servers do not."""

import re
from typing import Any, Final

from digimatka.content.grammar import Mark
from digimatka.content.words import Reading
from digimatka.core.words import BREAK, LONG

LANGUAGE: Final = "fi"
HELP: Final = (
    "Voikko is needed to look at Finnish words. Install the library and its Finnish dictionary"
    " (on Debian: apt-get install libvoikko1 voikko-fi) and the package of Python"
    " (pip install 'libvoikko>=4.3', or the extra \"author\")."
)
# Voikko tells nouns, adjectives and what is both apart by how they are used.
_KINDS: Final = {"laatusana": "nimisana", "nimisana_laatusana": "nimisana"}

# Infinitives that have become words of their own: they are no clauses in disguise.
_FROZEN: Final = frozenset({"mennessä"})


class VoikkoMissingError(Exception):
    """Voikko is not installed, or has no Finnish dictionary; the message says what to install."""

    def __init__(self) -> None:
        super().__init__(HELP)


class Voikko:
    """An ``Analyser``, and ``marks`` a ``Grammar``. VoikkoMissingError when it cannot be made."""

    def __init__(self) -> None:
        try:
            import libvoikko  # noqa: PLC0415 - servers run without it
        except ImportError as error:
            raise VoikkoMissingError from error
        try:
            self._voikko: Any = libvoikko.Voikko(LANGUAGE)
        except (OSError, libvoikko.VoikkoException) as error:
            raise VoikkoMissingError from error
        self._voikko.setNoUglyHyphenation(True)
        self._voikko.setHyphenateUnknownWords(False)
        # Of each part of a compound: those shorter than this are broken at their borders only.
        self._voikko.setMinHyphenatedWordLength(LONG)

    def readings(self, word: str) -> frozenset[Reading]:
        """Every way to take a word; none if Voikko does not know it."""
        return frozenset(
            Reading(found["BASEFORM"].lower(), _KINDS.get(found["CLASS"], found["CLASS"]))
            for found in self._voikko.analyze(word)
            if "BASEFORM" in found
        )

    def breaks(self, word: str) -> str:
        """The word with ``BREAK`` wherever it may be broken."""
        marked: str = self._voikko.hyphenate(word, BREAK, False)
        return marked

    def marks(self, word: str) -> frozenset[Mark]:
        """What every way to take the word agrees on."""
        found = [_marks(word.lower(), reading) for reading in self._voikko.analyze(word)]
        return frozenset.intersection(*found) if found else frozenset()


def _marks(word: str, reading: dict[str, str]) -> frozenset[Mark]:
    """Passives; and comitatives (liitteineen), "lukiessasi" and "luettuasi"."""
    if reading.get("PERSON") == "4":
        return frozenset({Mark.PASSIVE})
    mood, case = reading.get("MOOD"), reading.get("SIJAMUOTO")
    is_while = mood == "E-infinitive" and re.search(r"ss[aä]", word) and word not in _FROZEN
    is_after = reading.get("PARTICIPLE") == "past_passive" and case == "osanto"
    is_after = is_after and re.search(r"[uy][aä](?:an|än|ni|si|mme|nne)$", word) is not None
    return frozenset({Mark.RARE} if case == "seuranto" or is_while or is_after else ())
