"""What every field of a simulated page shares: an entry in it becomes the id of a case.

Whatever is typed is reduced at once to the id of a case. Only that id goes on: no run, page address
or log ever holds what a person wrote.
"""

from typing import Final

from pydantic import Field

from digimatka.core.kinds.base import Answer, Flag, Id, Line, Model, Problem

OTHER: Final = "other"
EMPTY: Final = "empty"

# What a field holds: one id, or several where several can be chosen.
Values = tuple[str, ...]


class FieldBase(Model):
    """What every field has."""

    id: Id = Field(description="Kentän tunnus.")
    label: Line = Field(description="Kentän nimi sivulla.")
    hint: Line | None = Field(default=None, description="Ohje kentän nimen alla.")
    required: Flag = Field(default=True, description="false, jos kentän saa jättää tyhjäksi.")
    missing: Line | None = Field(
        default=None, description="Mitä sanotaan, jos kenttä jäi tyhjäksi."
    )

    def names(self) -> tuple[str, ...]:
        """The names under which a form posts the field."""
        return (self.id,)

    def values(self) -> tuple[str, ...]:
        """Every value that the field can have."""
        raise NotImplementedError

    def read(self, form: Answer) -> Values | Problem:
        """What was entered, or why the page has to ask again."""
        raise NotImplementedError

    def words(self, values: Values) -> str:
        """The values as the page may show them again; '' for what only the person knows."""
        raise NotImplementedError

    def entry(self, values: Values) -> dict[str, tuple[str, ...]]:
        """A form that ``read`` takes for these values, for those who walk a practice unseen."""
        raise NotImplementedError

    def or_empty(self, values: Values) -> Values | Problem:
        """The values; for none of them ``empty``, or why that will not do."""
        if values:
            return values
        return Problem.EMPTY if self.required else (EMPTY,)


def first(form: Answer, name: str) -> str:
    """The first value posted under a name; '' if there is none."""
    return next(iter(form.get(name, ())), "")
