"""``practices/<id>.yaml`` as frozen models: screens, what can be pressed, and where it leads."""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Final, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from digimatka.core.kinds.base import Flag, Id, Line, Model, Prose
from digimatka.core.practice.fields import PracticeField
from digimatka.core.practice.ways import Action, Button, Change, Flags, Message, When

RETURN: Final = "return"  # the way back that a detour has without being told

# RFC 2606 keeps .example for examples, so a practice can never lead to anybody's real site.
ExampleAddress = Annotated[
    str, StringConstraints(pattern=r"^https://[a-z0-9.-]+\.example(/[^\s]*)?$", max_length=120)
]


class Goal(When):
    """What the run is for; it is reached while its flags are such."""

    id: Id = Field(description="Tavoitteen tunnus.")
    text: Line = Field(description="Mitä Sama saa tehtyä. Yksi virke.")


class Phone(Model):
    """What Sama's phone shows beside the computer."""

    app: Line = Field(description="Sovellus tai viestin lähettäjä.")
    text: Prose = Field(description="Mitä puhelimessa lukee.")
    buttons: tuple[Button, ...] = Field(
        default=(), max_length=4, description="Puhelimen painikkeet."
    )
    when: When = Field(default=When(), description="Milloin puhelin näyttää tämän.")


class NoteText(Model):
    """A text that shows only in some states."""

    text: Prose = Field(description="Teksti.")
    when: When = Field(description="Milloin teksti näkyy.")


class Fact(Model):
    """A line of a summary: a text, or what was entered in a field."""

    label: Line = Field(description="Rivin nimi.")
    value: Line | None = Field(default=None, description="Teksti.")
    field: Id | None = Field(default=None, description="Kenttä, jonka valinta näytetään.")

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if (self.value is None) == (self.field is None):
            raise PydanticCustomError("value-or-field", "write either `value` or `field`")
        return self


class Screen(Change):
    """One page of the simulated service, or a gentle page after a mistake (``detour``)."""

    id: Id = Field(description="Ruudun tunnus.")
    title: Line = Field(description="Ruudun otsikko.")
    address: ExampleAddress | None = Field(
        default=None, description="Osoiterivin teksti. Sivuston nimi päättyy .example."
    )
    false_address: Flag = Field(default=False, description="true, jos sivu on väärä.")
    detour: Flag = Field(default=False, description="true, jos ruutu selittää erehdyksen.")
    text: Prose | None = Field(default=None, description="Ruudun teksti (Markdown).")
    hint: Line | None = Field(default=None, description="Vihje tähän ruutuun.")
    notes: tuple[NoteText, ...] = Field(default=(), max_length=6, description="Ehdolliset tekstit.")
    summary: tuple[Fact, ...] = Field(default=(), max_length=40, description="Yhteenveto.")
    messages: tuple[Message, ...] = Field(default=(), max_length=10, description="Viestit.")
    fields: tuple[PracticeField, ...] = Field(default=(), max_length=14, description="Kentät.")
    buttons: tuple[Button, ...] = Field(default=(), max_length=8, description="Painikkeet.")
    links: tuple[Button, ...] = Field(default=(), max_length=12, description="Linkit.")
    back: Action | None = Field(default=None, description="Selaimen Takaisin-painike.")
    phone: Phone | None = Field(default=None, description="Saman puhelin.")
    devices: tuple[Literal["camera", "microphone"], ...] = Field(
        default=(), description="Oikeat laitteet, joita voi kokeilla selaimessa."
    )

    @property
    def returns(self) -> bool:
        """Whether it leads back to where one came from by itself."""
        return self.detour and not (self.buttons or self.links or self.messages)

    def actions(self) -> Iterator[tuple[str, Action, When]]:
        """Everything to press by name (list and position), with when it is there."""
        always = When()
        for group in ("messages", "buttons", "links"):
            for index, action in enumerate(getattr(self, group)):
                yield f"{group}-{index}", action, always
        if self.back is not None:
            yield "back", self.back, always
        if self.phone is not None:
            for index, action in enumerate(self.phone.buttons):
                yield f"phone-{index}", action, self.phone.when

    def changes(self) -> Iterator[Change]:
        """Everything on the screen that sets or clears flags, itself first."""
        yield self
        for _name, action, _when in self.actions():
            yield from (action, *action.ways)

    def reads(self, name: str, action: Action) -> bool:
        """Whether a press sends the fields: buttons of the page do, unless they say otherwise."""
        if not self.fields or not name.startswith("buttons-"):
            return False
        return isinstance(action, Button) and action.reads


class SlipLine(Model):
    """A line of Sama's slip: what may be typed in the practice."""

    label: Line = Field(description="Mikä tieto.")
    value: Line = Field(description="Tieto. Keksitty, sanoina.")


class Practice(Model):
    """``practices/<id>.yaml``: a simulated e-service."""

    id: Id = Field(description="Harjoituksen tunnus. Sama kuin tiedoston nimi.")
    title: Line = Field(description="Harjoituksen nimi.")
    service: Line = Field(description="Keksityn palvelun nimi.")
    look: Literal["bank", "mail", "office", "jobs", "video"] = Field(
        description="Palvelun ulkonäkö: pankki, posti, virasto, työpaikat tai video."
    )
    task: Prose = Field(description="Mitä harjoitellaan. Lyhyt ohje (Markdown).")
    slip: tuple[SlipLine, ...] = Field(default=(), max_length=10, description="Saman lappu.")
    goals: tuple[Goal, ...] = Field(min_length=1, max_length=8, description="Tavoitteet.")
    start: Id = Field(description="Ensimmäinen ruutu.")
    screens: tuple[Screen, ...] = Field(min_length=2, max_length=60, description="Ruudut.")

    @cached_property
    def _by_id(self) -> dict[str, Screen]:
        return {screen.id: screen for screen in self.screens}

    @cached_property
    def flags(self) -> Flags:
        """Every flag that something sets."""
        changes = [change for screen in self.screens for change in screen.changes()]
        return frozenset(flag for change in changes for flag in change.set)

    @cached_property
    def fields(self) -> dict[str, PracticeField]:
        """Every field of the practice by its id."""
        return {field.id: field for screen in self.screens for field in screen.fields}

    def screen(self, key: str) -> Screen | None:
        """The screen with that id, or None."""
        return self._by_id.get(key)

    def chosen_goals(self, ids: tuple[str, ...]) -> tuple[Goal, ...]:
        """The goals with these ids, in the practice's order; all of them for none."""
        return tuple(goal for goal in self.goals if not ids or goal.id in ids)
