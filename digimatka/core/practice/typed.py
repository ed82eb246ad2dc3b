"""Fields in which one writes: a text, or a day."""

import re
from datetime import date
from typing import Annotated, Final, Literal, Self

from pydantic import Field, StrictInt, model_validator
from pydantic_core import PydanticCustomError

from digimatka.core.kinds.base import Answer, Day, Flag, Id, Line, Model, Problem
from digimatka.core.kinds.fill import fold
from digimatka.core.practice.entry import EMPTY, OTHER, FieldBase, Values, first
from digimatka.core.private import looks_private

MAX_TYPED: Final = 3000
_YEARS: Final = frozenset(range(date.min.year, date.max.year + 1))
DATE_PARTS: Final = ("paiva", "kuukausi", "vuosi")
# A code field of a practice takes words; somebody's own code is nearly always digits.
_DIGITS: Final = re.compile(r"(?:\d[ -]?){4}")


class TextCase(Model):
    """Texts that mean one thing."""

    id: Id = Field(description="Tapauksen tunnus.")
    accept: tuple[Line, ...] = Field(default=(), description="Teksti on kokonaan jokin näistä.")
    contains: tuple[Line, ...] = Field(default=(), description="Tekstissä on jokin näistä.")

    @model_validator(mode="after")
    def _takes_something(self) -> Self:
        if bool(self.accept) == bool(self.contains):
            raise PydanticCustomError("accept-or-contains", "write either `accept` or `contains`")
        return self

    def fits(self, text: str) -> bool:
        """Whether the text, folded, is one of these."""
        if self.accept:
            return any(text == fold(accepted) for accepted in self.accept)
        return any(fold(part) in text for part in self.contains)


class TextField(FieldBase):
    """A line or an area to type in. Without cases it only asks that something is written."""

    kind: Literal["text"] = Field(description="Kentän laji: teksti.")
    rows: Annotated[StrictInt, Field(ge=1, le=12)] = Field(
        default=1, description="Rivien määrä. 1 on yksi rivi."
    )
    secret: Flag = Field(
        default=False, description="true, jos kenttä on tunnus. Sitä ei näytetä uudelleen."
    )
    cases: tuple[TextCase, ...] = Field(
        default=(), max_length=8, description="Mitä teksti tarkoittaa. Ensimmäinen sopiva voittaa."
    )

    def values(self) -> tuple[str, ...]:
        """The cases, ``other``, and ``empty`` where nothing need be written."""
        return (*(c.id for c in self.cases), OTHER, *(() if self.required else (EMPTY,)))

    def read(self, form: Answer) -> Values | Problem:
        """The case of the text. Text that looks like somebody's own code or number is refused."""
        typed = first(form, self.id)[:MAX_TYPED]
        text = fold(typed)
        if looks_private(typed):
            return Problem.PRIVATE
        if not text:
            return self.or_empty(())
        case = next((case.id for case in self.cases if case.fits(text)), OTHER)
        if case == OTHER and self.secret and _DIGITS.search(typed):
            return Problem.PRIVATE
        return (case,)

    def words(self, values: Values) -> str:
        """The author's own spelling of a case that is told by the whole text."""
        if self.secret:
            return ""
        accepted = (case.accept[0] for case in self.cases if case.id in values and case.accept)
        return next(accepted, "")

    def entry(self, values: Values) -> dict[str, tuple[str, ...]]:
        """The first spelling of the case."""
        if values == (EMPTY,):
            return {self.id: ("",)}
        for case in self.cases:
            if case.id in values:
                return {self.id: ((case.accept or case.contains)[:1])}
        return {self.id: ("aivan jotakin muuta",)}


class DateCase(Model):
    """A day, or all days of a stretch of time."""

    id: Id = Field(description="Tapauksen tunnus.")
    on: Day | None = Field(default=None, description="Juuri tämä päivä.")
    from_: Day | None = Field(default=None, alias="from", description="Tästä päivästä alkaen.")
    until: Day | None = Field(default=None, description="Tähän päivään asti.")

    @model_validator(mode="after")
    def _one_way_to_tell(self) -> Self:
        stretch = self.from_ is not None or self.until is not None
        if (self.on is not None) == stretch:
            raise PydanticCustomError("on-or-from", "write either `on`, or `from` and `until`")
        return self

    def fits(self, day: date) -> bool:
        """Whether the day is meant."""
        if self.on is not None:
            return day == self.on
        return (self.from_ or date.min) <= day <= (self.until or date.max)


class DateField(FieldBase):
    """A day, written as day, month and year."""

    kind: Literal["date"] = Field(description="Kentän laji: päivä.")
    cases: tuple[DateCase, ...] = Field(
        min_length=1, max_length=8, description="Mitä päivä tarkoittaa. Ensimmäinen sopiva voittaa."
    )

    def names(self) -> tuple[str, ...]:
        """One name for each of day, month and year."""
        return tuple(f"{self.id}-{part}" for part in DATE_PARTS)

    def values(self) -> tuple[str, ...]:
        """The cases, ``other``, and ``empty`` where no day need be written."""
        return (*(c.id for c in self.cases), OTHER, *(() if self.required else (EMPTY,)))

    def read(self, form: Answer) -> Values | Problem:
        """The case of the day."""
        parts = [first(form, name).strip().rstrip(".") for name in self.names()]
        if not any(parts):
            return self.or_empty(())
        day = _day(parts)
        if day is None:
            return Problem.NO_DATE
        return (next((case.id for case in self.cases if case.fits(day)), OTHER),)

    def words(self, values: Values) -> str:
        """The day, where the case is one day."""
        days = (case.on for case in self.cases if case.id in values and case.on)
        return next((f"{day.day}.{day.month}.{day.year}" for day in days), "")

    def entry(self, values: Values) -> dict[str, tuple[str, ...]]:
        """A day of the case; for ``other`` one that no case takes, if there is any."""
        if values == (EMPTY,):
            return {name: ("",) for name in self.names()}
        case = next((case for case in self.cases if case.id in values), None)
        day = (case.on or case.from_ or case.until) if case else self._other_day()
        parts = (day.day, day.month, day.year) if day else (1, 1, 1)
        return {name: (str(part),) for name, part in zip(self.names(), parts, strict=True)}

    def _other_day(self) -> date | None:
        edges = [d for c in self.cases for d in (c.on, c.from_, c.until) if d]
        years = {year for d in edges for year in range(d.year - 1, d.year + 3)}
        near = [date(y, d.month, 1) for d in edges for y in sorted(years & _YEARS)]
        return next((d for d in near if not any(case.fits(d) for case in self.cases)), None)


def _day(parts: list[str]) -> date | None:
    if not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in parts):  # noqa: PLR2004 - a year has four digits
        return None
    try:
        return date(int(parts[2]), int(parts[1]), int(parts[0]))
    except ValueError:
        return None
