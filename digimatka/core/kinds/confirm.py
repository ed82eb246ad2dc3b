"""``confirm``: something done in real life; the learner says that it is done, and how."""

from typing import Literal

from pydantic import Field

from digimatka.core.kinds.base import (
    Answer,
    Assistance,
    Outcome,
    Problem,
    Prose,
    StepBase,
    Verdict,
    incomplete,
)


class Confirm(StepBase):
    """A task outside the page. Asks whether it was done alone or with help: both are good."""

    kind: Literal["confirm"]
    text: Prose = Field(description="Mitä tehdään. Lyhyt ohje (Markdown).")
    by: tuple[Literal["self", "peer", "facilitator"], ...] = Field(
        default=("self",), min_length=1, description="Kuka voi kuitata: itse, pari tai ohjaaja."
    )

    def judge(self, answer: Answer) -> Verdict:
        """Done as soon as the learner says how."""
        told = next(iter(answer.get("how", ())), "")
        if not told:
            return incomplete(Problem.NOTHING_CHOSEN)
        if told not in (Assistance.ALONE, Assistance.HELP):
            return incomplete(Problem.STALE)
        return Verdict(Outcome.DONE, told=Assistance(told))
