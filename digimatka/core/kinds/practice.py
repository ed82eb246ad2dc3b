"""``practice``: a run through a simulated service; its file is among the journey's practices."""

from typing import Literal

from pydantic import Field

from digimatka.core.kinds.base import (
    Answer,
    Id,
    Line,
    Problem,
    Prose,
    StepBase,
    Verdict,
    incomplete,
)


class PracticeStep(StepBase):
    """Names a practice and what is to be reached in it; the run itself is ``core.practice``."""

    kind: Literal["practice"] = Field(description="Askeleen laji: harjoitus.")
    title: Line = Field(description="Askeleen otsikko sivulla.")
    practice: Id = Field(description="Harjoituksen tunnus: tiedosto kansiossa practices.")
    goals: tuple[Id, ...] = Field(
        default=(), description="Harjoituksen tavoitteet. Jos puuttuu, kaikki."
    )
    text: Prose | None = Field(default=None, description="Lyhyt johdanto ennen harjoitusta.")

    def judge(self, answer: Answer) -> Verdict:
        """Never done by a form: only a run that has met its goals completes the step."""
        return incomplete(Problem.NOT_YET)
