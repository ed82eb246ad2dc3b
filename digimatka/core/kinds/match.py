"""``match``: what belongs together. Every left has one right; some rights may be left over."""

import hashlib
from dataclasses import replace
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from digimatka.core.kinds.base import (
    Answer,
    Line,
    Model,
    Question,
    Verdict,
    judge_places,
    letter,
)


class Pair(Model):
    """Two things that belong together."""

    left: Line = Field(description="Vasen puoli: se, jolle etsitään pari.")
    right: Line = Field(description="Oikea puoli: sen pari.")
    feedback: Line | None = Field(default=None, description="Miksi ne kuuluvat yhteen.")


class Match(Question):
    """Each left with a list of rights to choose from, the leftovers among them."""

    kind: Literal["match"] = Field(description="Askeleen laji: parien yhdistäminen.")
    pairs: tuple[Pair, ...] = Field(min_length=2, max_length=8, description="Parit.")
    extra: tuple[Line, ...] = Field(
        default=(), max_length=3, description="Oikeita puolia, joilla ei ole paria."
    )
    right: Line | None = Field(default=None, description="Palaute oikeasta vastauksesta.")
    wrong: Line | None = Field(default=None, description="Palaute, kun jokin on vielä väärin.")

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        lefts = [pair.left for pair in self.pairs]
        rights = [pair.right for pair in self.pairs] + list(self.extra)
        for side in (lefts, rights):
            twice = next((text for text in side if side.count(text) > 1), None)
            if twice is not None:
                raise PydanticCustomError("same-twice", "{text} stands twice", {"text": twice})
        return self

    def item_ids(self) -> tuple[str, ...]:
        """The ids of the lefts, letters by position; the right of a left has the same."""
        return tuple(letter(i) for i in range(len(self.pairs)))

    def rights(self) -> tuple[tuple[str, str], ...]:
        """What there is to choose from, id and text: mixed, and the same every time."""
        texts = [pair.right for pair in self.pairs] + list(self.extra)
        named = [(letter(i), text) for i, text in enumerate(texts)]
        mixed = sorted(named, key=lambda one: hashlib.sha256(one[1].encode()).hexdigest())
        return tuple(mixed[1:] + mixed[:1] if mixed == named else mixed)

    def judge(self, answer: Answer) -> Verdict:
        """Every left with its own right completes the step; else each says how it stands.

        Why two things belong together is told once they are together.
        """
        pairs = zip(self.item_ids(), self.pairs, strict=True)
        places = {key: (key, pair.feedback or "") for key, pair in pairs}
        known = {key for key, _text in self.rights()}
        verdict = judge_places(answer, places, known, (self.right or "", self.wrong or ""))
        notes = (note if note.right else replace(note, text="") for note in verdict.notes)
        return replace(verdict, notes=tuple(notes))

    def solution(self) -> tuple[str, ...]:
        """Every left with its right."""
        return tuple(f"{pair.left} – {pair.right}" for pair in self.pairs)
