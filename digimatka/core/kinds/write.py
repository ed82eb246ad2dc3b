"""``write``: something in one's own words. The words stay on the page; only "done" is stored."""

from collections.abc import Mapping
from typing import Annotated, Final, Literal, Self

from pydantic import Field, StrictInt, model_validator

from digimatka.core.kinds.base import (
    Answer,
    Count,
    Id,
    Line,
    Model,
    Note,
    Outcome,
    Problem,
    Prose,
    StepBase,
    Verdict,
    check_need,
    incomplete,
    letter,
)
from digimatka.core.private import looks_private

MAX_LENGTH: Final = 3000
# Together the areas must fit into a posted form (64 kB), in which a letter may take 9 bytes.
MAX_TOGETHER: Final = 7000
ON_PAPER: Final = "paper"


class Part(Model):
    """One area to write in."""

    id: Id | None = Field(default=None, description="Kohdan tunnus. Ei pakollinen.")
    label: Line = Field(description="Kohdan nimi.")
    hint: Line | None = Field(default=None, description="Ohje nimen alla.")
    rows: Annotated[StrictInt, Field(ge=1, le=10)] = Field(default=3, description="Rivien määrä.")


class Write(StepBase):
    """A few areas for own words; ``need`` says how many are enough (one, if it is left out)."""

    kind: Literal["write"] = Field(description="Askeleen laji: omin sanoin kirjoittaminen.")
    text: Prose | None = Field(default=None, description="Ohje ennen kirjoittamista.")
    parts: tuple[Part, ...] = Field(min_length=1, max_length=8, description="Kirjoituskohdat.")
    example: Prose | None = Field(default=None, description="Esimerkki, jonka voi avata.")
    need: Count = Field(default=1, description="Monessako kohdassa pitää olla tekstiä.")

    @model_validator(mode="after")
    def _need_is_there(self) -> Self:
        check_need(self.need, len(self.parts))
        return self

    def item_ids(self) -> tuple[str, ...]:
        """Letters by position."""
        return tuple(letter(i) for i in range(len(self.parts)))

    @property
    def is_told_once(self) -> bool:
        """Yes: it is about oneself, and nobody's business."""
        return True

    @property
    def max_length(self) -> int:
        """How many characters an area takes."""
        return min(MAX_LENGTH, MAX_TOGETHER // len(self.parts))

    def texts(self, answer: Answer) -> Mapping[str, str]:
        """What was written, by area; '' where nothing was."""
        return {key: next(iter(answer.get(f"own-{key}", ())), "") for key in self.item_ids()}

    def judge(self, answer: Answer) -> Verdict:
        """Done when enough is written, here or on paper. What looks like a code is refused."""
        if ON_PAPER in answer.get("act", ()):
            return Verdict(Outcome.DONE)
        texts = self.texts(answer)
        private = tuple(Note(key, None) for key, text in texts.items() if looks_private(text))
        if private:
            return incomplete(Problem.PRIVATE, private)
        written = sum(bool(text.strip()) for text in texts.values())
        if written < self.need:
            return incomplete(Problem.SOME_MISSING if written else Problem.EMPTY)
        return Verdict(Outcome.DONE)
