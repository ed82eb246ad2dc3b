"""Passwords of staff, by NIST SP 800-63B: long ones, and no rules about which characters.

What is refused is what a guesser tries first: the name itself, one thing again and again, a run of
the keyboard, and the commonest words with whatever digits around them.
"""

import re
import unicodedata
from enum import StrEnum
from typing import Final

MIN_LENGTH: Final = 12
MAX_LENGTH: Final = 200
# So many characters must be there besides the name.
BESIDES_NAME: Final = 8
# The commonest of Finnish and international lists, and what suggests itself here. No word is made
# of others, so that a text falls apart in one way only and is looked through at once.
COMMON: Final = (
    *("salasana", "tunnussana", "perkele", "rakas", "rakkaus", "rakastan"),
    *("suomi", "helsinki", "tampere", "kissa", "koira", "kesä", "talvi", "syksy", "kevät"),
    *("hevonen", "aurinko", "jääkiekko", "tervetuloa", "moikka", "terve", "mansikka", "mustikka"),
    *("ohjaaja", "ylläpitäjä", "yllapitaja", "tekijä", "digi", "matka", "työ", "tyo"),
    *("password", "passw", "qwerty", "uiop", "asdf", "ghjkl", "zxcv", "bnm", "öä", "å"),
    *("welcome", "letmein", "iloveyou", "admin", "administrator", "secret", "login", "master"),
    *("monkey", "dragon", "sunshine", "princess", "football", "finland", "abc", "test", "user"),
    *("tammikuu", "helmikuu", "maaliskuu", "huhtikuu", "toukokuu", "heinäkuu", "elokuu"),
    *("syyskuu", "lokakuu", "marraskuu", "joulukuu"),
)
_COMMON: Final = re.compile(f"(?:{'|'.join(sorted(COMMON, key=len, reverse=True))})+")
_NO_LETTERS: Final = re.compile(r"[\W\d_]+")
_AGAIN: Final = re.compile(r"(.{1,3}?)\1*", re.DOTALL)
_UP: Final = "0123456789" * (MAX_LENGTH // 10 + 2)
_RUNS: Final = (_UP, _UP[::-1], "abcdefghijklmnopqrstuvwxyzåäö")


class PasswordProblem(StrEnum):
    """Why a password is not taken."""

    EMPTY = "empty"
    SHORT = "short"
    LONG = "long"
    NAME = "name"
    COMMON = "common"


def normalized(text: str) -> str:
    """A password as it is hashed: the same for every way that devices spell one letter."""
    return unicodedata.normalize("NFC", text)


def problem_of(text: str, name: str) -> PasswordProblem | None:
    """What is wrong with a password for the account of this name."""
    password = normalized(text)
    if not password:
        return PasswordProblem.EMPTY
    if len(password) < MIN_LENGTH:
        return PasswordProblem.SHORT
    if len(password) > MAX_LENGTH:
        return PasswordProblem.LONG
    folded = password.casefold()
    if name and len(password) - folded.count(name) * len(name) < BESIDES_NAME and name in folded:
        return PasswordProblem.NAME
    return PasswordProblem.COMMON if _is_common(folded) else None


def _is_common(folded: str) -> bool:
    letters = _NO_LETTERS.sub("", folded)
    return bool(
        _AGAIN.fullmatch(folded)
        or _COMMON.fullmatch(letters)
        or any(folded in run for run in _RUNS)
    )
