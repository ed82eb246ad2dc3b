"""``discuss``: something to talk about with a pair or a group. Anyone may pass without a reason."""

from typing import Annotated, Literal

from pydantic import Field

from digimatka.core.kinds.base import (
    Answer,
    Count,
    Line,
    Model,
    Outcome,
    Prose,
    StepBase,
    Verdict,
)


class Role(Model):
    """A part that somebody takes in the talk."""

    name: Line = Field(description="Rooli.")
    does: Line = Field(description="Mitä roolissa tehdään.")


class Discuss(StepBase):
    """A prompt with roles and questions. ``minutes`` is a suggestion and never a limit."""

    kind: Literal["discuss"] = Field(description="Askeleen laji: keskustelu.")
    text: Prose = Field(description="Mistä puhutaan (Markdown).")
    roles: tuple[Role, ...] = Field(default=(), max_length=4, description="Roolit.")
    questions: tuple[Line, ...] = Field(default=(), max_length=6, description="Kysymyksiä.")
    minutes: Annotated[Count, Field(le=45)] | None = Field(
        default=None, description="Ehdotus ajasta minuutteina."
    )
    alone_text: Prose | None = Field(default=None, description="Mitä voi tehdä ilman paria.")

    def judge(self, answer: Answer) -> Verdict:
        """Done by talking and done by passing; which it was is nobody's business."""
        return Verdict(Outcome.DONE)
