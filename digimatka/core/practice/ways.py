"""What can be pressed in a practice, where it leads, and the flags that decide it."""

from collections.abc import Iterator, Mapping
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from digimatka.core.kinds.base import Count, Flag, Id, Line, Model

Flags = frozenset[str]


class When(Model):
    """Flags that must have been set, and flags that must not."""

    has: tuple[Id, ...] = Field(default=(), description="Nämä liput on asetettu.")
    lacks: tuple[Id, ...] = Field(default=(), description="Näitä lippuja ei ole asetettu.")

    def holds(self, flags: Flags) -> bool:
        """Whether the flags are such."""
        return flags.issuperset(self.has) and flags.isdisjoint(self.lacks)


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


def _listed(want: str | tuple[str, ...]) -> frozenset[str]:
    return frozenset((want,) if isinstance(want, str) else want)
