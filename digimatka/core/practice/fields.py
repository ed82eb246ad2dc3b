"""Fields in which one chooses, and the union of all fields of a simulated page."""

from typing import Annotated, Final, Literal

from pydantic import Field

from digimatka.core.kinds.base import Answer, Flag, Id, Line, Model, Problem
from digimatka.core.practice.entry import EMPTY, FieldBase, Values, first
from digimatka.core.practice.typed import DateField, TextField

TICKED: Final = "ticked"
UNTICKED: Final = "unticked"


class Choosable(Model):
    """One thing to choose."""

    id: Id = Field(description="Vaihtoehdon tunnus.")
    text: Line = Field(description="Vaihtoehto.")


class ChoiceField(FieldBase):
    """Options to choose one of, or several with ``many``."""

    kind: Literal["choice"] = Field(description="Kentän laji: valinta.")
    many: Flag = Field(default=False, description="true, jos saa valita monta.")
    menu: Flag = Field(default=False, description="true, jos kenttä on alasvetovalikko.")
    value: Id | None = Field(default=None, description="Vaihtoehto, joka on valittu valmiiksi.")
    options: tuple[Choosable, ...] = Field(min_length=2, max_length=20, description="Vaihtoehdot.")

    def values(self) -> tuple[str, ...]:
        """The options, and ``empty`` where nothing need be chosen."""
        return (*(o.id for o in self.options), *(() if self.required else (EMPTY,)))

    def read(self, form: Answer) -> Values | Problem:
        """The options chosen, in the author's order; what is no option counts as nothing."""
        posted = form.get(self.id, ())
        chosen = tuple(option.id for option in self.options if option.id in posted)
        return self.or_empty(chosen if self.many else chosen[:1])

    def words(self, values: Values) -> str:
        """The texts of the options."""
        return ", ".join(option.text for option in self.options if option.id in values)

    def entry(self, values: Values) -> dict[str, tuple[str, ...]]:
        """The ids themselves."""
        return {self.id: tuple(value for value in values if value != EMPTY)}


class CheckboxField(FieldBase):
    """One box to tick. Required means that it must be ticked."""

    kind: Literal["checkbox"] = Field(description="Kentän laji: rasti ruutuun.")
    required: Flag = Field(default=False, description="true, jos ruutu pitää rastittaa.")

    def values(self) -> tuple[str, ...]:
        """``ticked``, and ``unticked`` where that is allowed."""
        return (TICKED,) if self.required else (TICKED, UNTICKED)

    def read(self, form: Answer) -> Values | Problem:
        """Whether it is ticked."""
        if form.get(self.id):
            return (TICKED,)
        return Problem.EMPTY if self.required else (UNTICKED,)

    def words(self, values: Values) -> str:
        """The label, where it is ticked."""
        return self.label if TICKED in values else ""

    def entry(self, values: Values) -> dict[str, tuple[str, ...]]:
        """Posted only when ticked, as browsers do."""
        return {self.id: (TICKED,)} if TICKED in values else {}


class PracticeFile(Model):
    """A file on Sama's device."""

    id: Id = Field(description="Tiedoston tunnus.")
    name: Line = Field(description="Tiedoston nimi.")
    size: Line | None = Field(default=None, description="Koko, esimerkiksi 84 kt.")


class FileField(FieldBase):
    """A file to choose from those that are on Sama's device; the person's own files stay unseen."""

    kind: Literal["file"] = Field(description="Kentän laji: tiedosto.")
    files: tuple[PracticeFile, ...] = Field(min_length=1, max_length=8, description="Tiedostot.")

    def values(self) -> tuple[str, ...]:
        """The files, and ``empty`` where none need be chosen."""
        return (*(f.id for f in self.files), *(() if self.required else (EMPTY,)))

    def read(self, form: Answer) -> Values | Problem:
        """The file chosen."""
        known = tuple(file.id for file in self.files if file.id == first(form, self.id))
        return self.or_empty(known)

    def words(self, values: Values) -> str:
        """The name of the file."""
        return ", ".join(file.name for file in self.files if file.id in values)

    def entry(self, values: Values) -> dict[str, tuple[str, ...]]:
        """The id of the file."""
        return {self.id: tuple(value for value in values if value != EMPTY)}


PracticeField = Annotated[
    TextField | ChoiceField | DateField | CheckboxField | FileField, Field(discriminator="kind")
]
