"""``fill``: write a word or a few; forgiving of case, diacritics and small typos."""

import unicodedata
from typing import Final, Literal

from pydantic import Field

from digimatka.core.kinds.base import (
    Answer,
    Flag,
    Line,
    Model,
    Outcome,
    Problem,
    Question,
    Verdict,
    incomplete,
)
from digimatka.core.private import looks_private

MAX_LENGTH: Final = 200
# Shorter words differ from each other by one letter too often for a typo to be told apart.
TYPO_FROM_LENGTH: Final = 5


class Mistake(Model):
    """Wrong answers that deserve words of their own."""

    answers: tuple[Line, ...] = Field(min_length=1, description="Nämä vastaukset.")
    feedback: Line = Field(description="Palaute niihin.")


class Fill(Question):
    """One text field and the spellings that are accepted in it."""

    kind: Literal["fill"] = Field(description="Askeleen laji: sanan kirjoittaminen.")
    answers: tuple[Line, ...] = Field(
        min_length=1, description="Hyväksytyt kirjoitustavat. Ensimmäinen näytetään vastauksena."
    )
    exact: Flag = Field(
        default=False,
        description="true, jos jokainen kirjain ratkaisee (esimerkiksi verkko-osoite).",
    )
    right: Line | None = Field(default=None, description="Palaute oikeasta vastauksesta.")
    mistakes: tuple[Mistake, ...] = Field(default=(), description="Tavalliset väärät vastaukset.")
    otherwise: Line | None = Field(default=None, description="Palaute muihin vastauksiin.")

    def judge(self, answer: Answer) -> Verdict:
        """Compares without case, extra spaces, diacritics and (unless exact) one small typo."""
        text = next(iter(answer.get("text", ())), "")[:MAX_LENGTH]
        if looks_private(text):
            return incomplete(Problem.PRIVATE)
        given = fold(text, exact=self.exact)
        if not given:
            return incomplete(Problem.EMPTY)
        if any(given == fold(accepted, exact=self.exact) for accepted in self.answers):
            return Verdict(Outcome.DONE, message=self.right or "")
        for mistake in self.mistakes:
            if any(given == fold(wrong, exact=self.exact) for wrong in mistake.answers):
                return Verdict(Outcome.TRY_AGAIN, message=mistake.feedback)
        if not self.exact and any(is_typo_of(given, fold(right)) for right in self.answers):
            return Verdict(Outcome.DONE, message=self.right or "")
        return Verdict(Outcome.TRY_AGAIN, message=self.otherwise or "")

    def solution(self) -> tuple[str, ...]:
        """The first accepted spelling."""
        return self.answers[:1]


def fold(text: str, *, exact: bool = False) -> str:
    """The part of a text that matters: no case, no double spaces; unless exact no diacritics.

    Nor what cannot be seen (soft hyphens, zero-width spaces: they come along when one copies).
    """
    seen = "".join(c for c in text if unicodedata.category(c) != "Cf")
    text = " ".join(unicodedata.normalize("NFC", seen).casefold().split())
    if exact:
        return text
    decomposed = unicodedata.normalize("NFD", text)
    kept = "".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join(kept.split()) or text  # an answer of signs only, such as @, is its signs


def is_typo_of(given: str, right: str) -> bool:
    """Whether one slip of the finger (a letter more, less, other or swapped) parts the two.

    A digit more, less, other or swapped makes another number, which is no slip.
    """
    if len(right) < TYPO_FROM_LENGTH or abs(len(given) - len(right)) > 1 or given == right:
        return False
    if [c for c in given if c.isdigit()] != [c for c in right if c.isdigit()]:
        return False
    start = 0
    while start < min(len(given), len(right)) and given[start] == right[start]:
        start += 1
    rest, goal = given[start:], right[start:]
    return (
        rest[1:] == goal[1:]
        or rest[1:] == goal
        or rest == goal[1:]
        or (rest[:2] == goal[1::-1] and rest[2:] == goal[2:])
    )
