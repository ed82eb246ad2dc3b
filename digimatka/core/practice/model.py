"""``practices/<id>.yaml`` as frozen models: screens, what can be pressed, and where it leads."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Final, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from digimatka.core.kinds.base import Count, Flag, Id, Line, Model, Prose
from digimatka.core.practice.fields import PracticeField

RETURN: Final = "return"  # the way back that a detour has without being told

Flags = frozenset[str]
# RFC 2606 keeps .example for examples, so a practice can never lead to anybody's real site.
ExampleAddress = Annotated[
    str, StringConstraints(pattern=r"^https://[a-z0-9.-]+\.example(/[^\s]*)?$", max_length=120)
]


class When(Model):
    """Flags that must have been set, and flags that must not."""

    has: tuple[Id, ...] = Field(default=(), description="Nämä liput on asetettu.")
    lacks: tuple[Id, ...] = Field(default=(), description="Näitä lippuja ei ole asetettu.")

    def holds(self, flags: Flags) -> bool:
        """Whether the flags are such."""
        return flags.issuperset(self.has) and flags.isdisjoint(self.lacks)


class Goal(When):
    """What the run is for; it is reached while its flags are such."""

    id: Id = Field(description="Tavoitteen tunnus.")
    text: Line = Field(description="Mitä Sama saa tehtyä. Yksi virke.")


class Change(Model):
    """The flags that something sets and clears."""

    set: tuple[Id, ...] = Field(default=(), description="Liput, jotka tämä asettaa.")
    clear: tuple[Id, ...] = Field(default=(), description="Liput, jotka tämä poistaa.")

    def changed(self, flags: Flags) -> Flags:
        """The flags afterwards."""
        return (flags - set(self.clear)) | set(self.set)


class Way(When, Change):
    """Where a press leads if the conditions hold: to a screen, or nowhere with a kind word."""

    is_: Mapping[Id, Id | tuple[Id, ...]] = Field(
        default_factory=dict,
        alias="is",
        description="Kenttien arvot: kenttä ja yksi tai monta arvoa.",
    )
    at_least: Mapping[Id, Count] = Field(
        default_factory=dict, description="Kenttä, josta on valittu vähintään näin monta."
    )
    to: Id | None = Field(default=None, description="Ruutu, johon tämä vie.")
    say: Line | None = Field(
        default=None, description="Ystävällinen ohje. Silloin jäädään samaan ruutuun."
    )

    @model_validator(mode="after")
    def _leads_or_says(self) -> Self:
        if (self.to is None) == (self.say is None):
            raise PydanticCustomError("to-or-say", "write either `to` or `say`")
        return self

    @property
    def is_open(self) -> bool:
        """Whether it asks for nothing, so that it always holds."""
        return not (self.is_ or self.at_least or self.has or self.lacks)

    def fits(self, values: Mapping[str, tuple[str, ...]], flags: Flags) -> bool:
        """Whether it holds for what was entered."""
        return (
            self.holds(flags)
            and all(not _listed(want).isdisjoint(values[key]) for key, want in self.is_.items())
            and all(len(values[key]) >= count for key, count in self.at_least.items())
        )

    def reads(self) -> frozenset[str]:
        """The fields that it looks at."""
        return frozenset((*self.is_, *self.at_least))

    def wanted(self) -> Iterator[tuple[str, str]]:
        """Every field with every value that it names."""
        for key, want in self.is_.items():
            yield from ((key, value) for value in sorted(_listed(want)))


class Action(Change):
    """Something to press. ``to`` leads straight there; ``ways`` are tried in order."""

    to: Id | None = Field(default=None, description="Ruutu, johon tämä vie.")
    ways: tuple[Way, ...] = Field(
        default=(), max_length=20, description="Ensimmäinen sopiva tapa. Viimeisessä ei ole ehtoa."
    )
    when: When = Field(default=When(), description="Milloin tämä on sivulla.")

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if (self.to is None) != bool(self.ways):
            raise PydanticCustomError("to-or-ways", "write either `to` or `ways`")
        return self

    def all_ways(self) -> tuple[Way, ...]:
        """The ways, also where there is only ``to``."""
        return self.ways or (Way(to=self.to),)


class Button(Action):
    """A button or a link of the simulated page."""

    text: Line = Field(description="Painikkeen teksti.")
    kind: Literal["main", "quiet"] | None = Field(
        default=None, description="main on sivun tärkein painike."
    )
    reads: Flag = Field(
        default=True, description="false, jos painike ei katso kenttiä (Peruuta, Keskeytä)."
    )


class Message(Action):
    """A message in an inbox; pressing it opens it."""

    sender: Line = Field(description="Lähettäjä.")
    subject: Line = Field(description="Aihe.")
    day: Line | None = Field(default=None, description="Päivä, kuten se näkyy.")


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


def _listed(want: str | tuple[str, ...]) -> frozenset[str]:
    return frozenset((want,) if isinstance(want, str) else want)
