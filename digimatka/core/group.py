"""Groups: learners and their facilitators over weeks."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from digimatka.core.nickname import tidy
from digimatka.core.private import looks_private

MAX_LENGTH: Final = 60


@dataclass(frozen=True, slots=True)
class Group:
    """A group on one journey. An archived one is over, and can be brought back."""

    id: int
    name: str
    journey: str
    created_on: date
    archived_on: date | None


class NameProblem(StrEnum):
    """Why a text cannot be the name of a group."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    PRIVATE = "private"


def read_name(text: str) -> str | NameProblem:
    """The name of a group, tidied, or what is wrong. It must not tell about a person."""
    name = tidy(text)
    if not name:
        return NameProblem.EMPTY
    if looks_private(name) or "@" in name:
        return NameProblem.PRIVATE
    return name if len(name) <= MAX_LENGTH else NameProblem.TOO_LONG
