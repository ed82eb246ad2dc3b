"""What a form of a word says about a sentence. Voikko knows; without it, a few endings must do."""

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Final


class Mark(StrEnum):
    """A form that is heavier to read than its everyday likes."""

    PASSIVE = "passive"
    RARE = "rare"


# What a word is beyond doubt; nothing where it can be taken in another way.
Grammar = Callable[[str], frozenset[Mark]]

# Endings that hardly any other word has. "hintaan", "nettiin" and "kädessä" must not be found, so
# most passives and rare forms are not, either.
_PASSIVE: Final = re.compile(r"\w{3,}(?:etaan|etään|daan|dään|tettiin)")
_RARE: Final = re.compile(r"\w{3,}(?:ttaessa|ttäessä|ttuaan|ttyään|atuaan|ätyään|htuaan|htyään)")


def endings(word: str) -> frozenset[Mark]:
    """A ``Grammar`` that looks at nothing but the end of a word."""
    folded = word.lower()
    if _PASSIVE.fullmatch(folded):
        return frozenset({Mark.PASSIVE})
    return frozenset({Mark.RARE} if _RARE.fullmatch(folded) else ())
