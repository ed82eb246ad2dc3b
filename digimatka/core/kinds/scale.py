"""``scale``: statements about oneself, rated for oneself. The ratings are never stored."""

from collections.abc import Mapping
from typing import Final, Literal

from pydantic import Field

from digimatka.core.kinds.base import (
    Answer,
    Id,
    Line,
    Model,
    Outcome,
    Problem,
    Prose,
    StepBase,
    Verdict,
    incomplete,
)

POINTS: Final = 5
NO_RATING: Final = "0"
RATINGS: Final = tuple(str(point) for point in range(1, POINTS + 1))


class Statement(Model):
    """One statement; ``lens`` groups statements into one bar of the result."""

    id: Id = Field(description="Väittämän tunnus.")
    text: Line = Field(description="Väittämä minä-muodossa.")
    lens: Line = Field(description="Mihin osaan karttaa väittämä kuuluu.")


class Scale(StepBase):
    """Statements rated from 1 to 5, one at a time; any of them may be passed.

    What is rated so far travels with the page; ``asked`` in an answer names the statement shown.
    """

    kind: Literal["scale"] = Field(description="Askeleen laji: itsearvio.")
    text: Prose | None = Field(default=None, description="Ohje väittämien yläpuolella.")
    statements: tuple[Statement, ...] = Field(min_length=1, max_length=9, description="Väittämät.")
    low: Line = Field(description="Mitä 1 tarkoittaa.")
    high: Line = Field(description="Mitä 5 tarkoittaa.")
    after: Prose | None = Field(default=None, description="Teksti tuloksen jälkeen.")

    @property
    def is_told_once(self) -> bool:
        """Yes: it is about oneself, and nobody's business."""
        return True

    def judge(self, answer: Answer) -> Verdict:
        """Done when every statement is rated or passed."""
        values = [answer.get(statement.id, ())[:1] for statement in self.statements]
        if any(value and value[0] not in (NO_RATING, *RATINGS) for value in values):
            return incomplete(Problem.STALE)
        if not all(values):
            return incomplete(Problem.SOME_MISSING if any(values) else Problem.NOTHING_CHOSEN)
        return Verdict(Outcome.DONE)

    def rated(self, answer: Answer) -> tuple[str, ...]:
        """The statements that are rated or passed by now."""
        given = {s.id: next(iter(answer.get(s.id, ())), "") for s in self.statements}
        return tuple(key for key, value in given.items() if value in (NO_RATING, *RATINGS))

    def following(self, answer: Answer) -> Statement:
        """The statement to show: the first that is neither rated nor passed, else the last."""
        rated = self.rated(answer)
        waiting = (statement for statement in self.statements if statement.id not in rated)
        return next(waiting, self.statements[-1])

    def is_under_way(self, answer: Answer) -> bool:
        """Whether the statement that was shown is answered, and others are still to come."""
        asked = next(iter(answer.get("asked", ())), "")
        rated = self.rated(answer)
        return asked in rated and len(rated) < len(self.statements)

    def result(self, answer: Answer) -> Mapping[str, float]:
        """The mean rating of each lens (1.0–5.0), lenses in order; passed statements left out."""
        ratings: dict[str, list[int]] = {}
        for statement in self.statements:
            value = next(iter(answer.get(statement.id, ())), NO_RATING)
            if value in RATINGS:
                ratings.setdefault(statement.lens, []).append(int(value))
        return {lens: sum(values) / len(values) for lens, values in ratings.items()}
