"""``checklist``: things done outside the page, ticked one by one. The ticks are not stored."""

from typing import Literal, Self

from pydantic import Field, model_validator

from digimatka.core.kinds.base import (
    Answer,
    Count,
    Line,
    Outcome,
    Problem,
    Prose,
    StepBase,
    Verdict,
    check_need,
    incomplete,
    letter,
)


class Checklist(StepBase):
    """A list to tick; ``need`` says how many are enough (all, if it is left out)."""

    kind: Literal["checklist"] = Field(description="Askeleen laji: muistilista.")
    text: Prose | None = Field(default=None, description="Ohje listan yläpuolella.")
    items: tuple[Line, ...] = Field(min_length=1, max_length=12, description="Listan kohdat.")
    need: Count | None = Field(default=None, description="Montako kohtaa riittää. Muuten kaikki.")

    @model_validator(mode="after")
    def _need_is_there(self) -> Self:
        check_need(self.need or 1, len(self.items))
        return self

    def item_ids(self) -> tuple[str, ...]:
        """Letters by position."""
        return tuple(letter(i) for i in range(len(self.items)))

    def judge(self, answer: Answer) -> Verdict:
        """Done when enough is ticked."""
        ticked = set(answer.get("tick", ()))
        if not ticked <= set(self.item_ids()):
            return incomplete(Problem.STALE)
        if len(ticked) < (self.need or len(self.items)):
            return incomplete(Problem.NOT_YET if ticked else Problem.NOTHING_CHOSEN)
        return Verdict(Outcome.DONE)
