"""When a quest opens or a badge is earned, as authors write it; ``compiler.py`` reads it."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from digimatka.core.kinds.base import Assistance, Count, Flag, Id, Model

StepPath = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$"),
    Field(description="Askel muodossa tehtävä/askel.", examples=["oikea-osoite/kumpi"]),
]
Skill = Annotated[
    str,
    StringConstraints(pattern=r"^digcomp-[1-5]\.[1-6]$"),
    Field(description="DigComp-osaamisen koodi.", examples=["digcomp-4.2"]),
]

HEADS = ("all", "any", "at_least", "quest", "badge", "step", "answered", "opened_by")


class Answered(Model):
    """An option that has been chosen at least once in a ``choose`` step."""

    step: StepPath
    option: Id = Field(description="Vaihtoehdon tunnus.")


class Requirement(Model):
    """When a quest opens or a badge is earned. Exactly one of the head keys stands in it.

    There is no ``not``: it would let a person lose an open quest by doing more.
    """

    all: tuple["Requirement", ...] | None = Field(default=None, description="Kaikki nämä.")
    any: tuple["Requirement", ...] | None = Field(default=None, description="Jokin näistä.")
    at_least: Count | None = Field(default=None, description="Vähintään näin monta.")
    of: tuple["Requirement", ...] | None = Field(default=None, description="Näistä ehdoista.")
    of_chapter: Id | None = Field(default=None, description="Tämän luvun tehtävistä.")
    of_skill: Skill | None = Field(default=None, description="Tämän osaamisen tehtävistä.")
    quest: Id | None = Field(default=None, description="Tämä tehtävä on tehty.")
    badge: Id | None = Field(default=None, description="Tämä merkki on saatu.")
    step: StepPath | None = Field(default=None, description="Tämä askel on tehty.")
    answered: Answered | None = Field(default=None, description="Tämä vaihtoehto on valittu.")
    opened_by: Literal["facilitator"] | None = Field(default=None, description="Ohjaaja avaa.")
    assistance: Literal[Assistance.ALONE, Assistance.HINT] | None = Field(
        default=None, description="alone: tehty ilman vihjettä ja apua. hint: tehty ilman apua."
    )
    again: Flag | None = Field(
        default=None, description="true: askel on tehty vielä toisen kerran, itse (vain merkit)."
    )
    counts: Literal["done", "known", "skipped"] | None = Field(
        default=None,
        description="Riittääkö tehty (done), myös osaan jo (known; oletus) vai myös ohitettu.",
    )

    @model_validator(mode="after")
    def _one_head(self) -> Self:
        heads = [name for name in HEADS if getattr(self, name) is not None]
        if len(heads) != 1:
            raise PydanticCustomError(
                "one-condition", "write exactly one of {keys}", {"keys": HEADS}
            )
        if self.all == () or self.any == ():
            raise PydanticCustomError("empty-condition", "`{key}` is empty", {"key": heads[0]})
        pools = [p for p in (self.of, self.of_chapter, self.of_skill) if p is not None]
        if (self.at_least is None) == bool(pools) or len(pools) > 1:
            raise PydanticCustomError("at-least-of-what", "`at_least` needs one pool to count from")
        if self.of is not None and len(self.of) < (self.at_least or 0):
            raise PydanticCustomError("at-least-too-many", "`at_least` is more than there are")
        countable = self.quest or self.of_chapter or self.of_skill
        if self.counts is not None and (not countable or self.assistance is not None):
            raise PydanticCustomError("misplaced-counts", "`counts` belongs to quests alone")
        if self.assistance is not None and not (countable or self.step):
            raise PydanticCustomError("misplaced-assistance", "`assistance` needs a quest or step")
        if self.again is not None and (self.step is None or self.assistance is not None):
            raise PydanticCustomError("misplaced-again", "`again` belongs to a step alone")
        return self
