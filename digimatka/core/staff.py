"""Staff: who they are to the product, and what their roles let them do."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from digimatka.core.private import looks_private

MIN_NAME: Final = 3
MAX_NAME: Final = 40
# Letters of any language, digits, and between them single dots and hyphens.
_NAME: Final = re.compile(r"[^\W_]+(?:[.-][^\W_]+)*")


class Role(StrEnum):
    """What a member of staff may do; one person may hold several."""

    FACILITATOR = "facilitator"
    AUTHOR = "author"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of staff who is signed in. ``name`` is what they sign in with, never an e-mail."""

    id: int
    name: str
    roles: frozenset[Role]

    def may(self, roles: Iterable[Role]) -> bool:
        """Whether one of the roles is theirs."""
        return not self.roles.isdisjoint(roles)


class NameProblem(StrEnum):
    """Why a name to sign in with is not taken."""

    EMPTY = "empty"
    LENGTH = "length"
    CHARACTERS = "characters"
    PRIVATE = "private"


def fold_name(text: str) -> str:
    """A name as it is kept and looked up: capitals and spaces around it make no difference."""
    return unicodedata.normalize("NFC", text).strip().casefold()


def read_name(text: str) -> str | NameProblem:
    """The name as it is kept, or what is wrong. An e-mail or a number of a person is never kept."""
    name = fold_name(text)
    if not name:
        return NameProblem.EMPTY
    if "@" in name or looks_private(name):
        return NameProblem.PRIVATE
    if not MIN_NAME <= len(name) <= MAX_NAME:
        return NameProblem.LENGTH
    return name if _NAME.fullmatch(name) else NameProblem.CHARACTERS


def read_roles(words: Iterable[str]) -> frozenset[Role]:
    """The roles that are named; what is no role is passed over."""
    return frozenset(Role(word) for word in words if word in set(Role))
