"""``confirm``: something done in real life; the learner says that it is done, and how."""

from typing import Literal

from pydantic import Field

from digimatka.core.kinds.base import (
    Answer,
    Assistance,
    By,
    Outcome,
    Problem,
    Prose,
    StepBase,
    Verdict,
    incomplete,
)


class Confirm(StepBase):
    """A task outside the page. Asks whether it was done alone or with help: both are good."""

    kind: Literal["confirm"] = Field(description="Askeleen laji: oikea tehtävä, joka kuitataan.")
    text: Prose = Field(description="Mitä tehdään. Lyhyt ohje (Markdown).")
    by: tuple[By, ...] = Field(
        default=(By.SELF,), min_length=1, description="Kuka voi kuitata: itse, pari tai ohjaaja."
    )

    @property
    def can_wait(self) -> bool:
        """Where a facilitator is among those who may confirm."""
        return By.FACILITATOR in self.by

    def judge(self, answer: Answer) -> Verdict:
        """Done as soon as the learner says how, alone or with a pair beside (``by``).

        A facilitator confirms from elsewhere; where none is around the learner always may.
        """
        told = next(iter(answer.get("how", ())), "")
        if not told:
            return incomplete(Problem.NOTHING_CHOSEN)
        if told not in (Assistance.ALONE, Assistance.HELP):
            return incomplete(Problem.STALE)
        by = next(iter(answer.get("by", ())), By.SELF)
        if by not in (By.SELF, By.PEER) or (by == By.PEER and By.PEER not in self.by):
            return incomplete(Problem.STALE)
        return Verdict(Outcome.DONE, told=Assistance(told), by=By(by))
