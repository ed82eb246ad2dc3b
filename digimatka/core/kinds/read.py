"""``read``: something to read; going on completes it."""

from typing import Literal

from pydantic import Field

from digimatka.core.kinds.base import Answer, Outcome, Prose, StepBase, Verdict


class Read(StepBase):
    """A text in Markdown."""

    kind: Literal["read"] = Field(description="Askeleen laji: lukeminen.")
    text: Prose = Field(description="Teksti (Markdown). Yksi asia kappaleessa.")

    def judge(self, answer: Answer) -> Verdict:
        """Always done: there is nothing to get wrong in reading."""
        return Verdict(Outcome.DONE)
