"""What a learner may be called: a nickname, nothing that tells who they are."""

import unicodedata
from enum import StrEnum
from typing import Final

from digimatka.core.private import looks_private

MAX_LENGTH: Final = 24


class NicknameProblem(StrEnum):
    """Why a nickname is not taken."""

    TOO_LONG = "too_long"
    PRIVATE = "private"


def read_nickname(text: str) -> str | NicknameProblem:
    """The nickname without odd characters and spaces ('' if nothing is left), or what is wrong."""
    name = tidy(text)
    if looks_private(name) or "@" in name:
        return NicknameProblem.PRIVATE
    return name if len(name) <= MAX_LENGTH else NicknameProblem.TOO_LONG


def tidy(text: str) -> str:
    """A line of text without odd characters and needless spaces."""
    kept = "".join(c for c in unicodedata.normalize("NFC", text) if not _is_odd(c))
    return " ".join(kept.split())


def _is_odd(char: str) -> bool:
    """Control and format characters, which could break or disguise a line of text."""
    return unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs", "Cn") and char not in "\t\n"
