"""A ready-made meeting (``meetings/<id>.yaml``) as a frozen model: what a group does in a day.

A template says what is said and asked; how long the parts last is fitted to the day (``propose``).
"""

from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from digimatka.core.kinds.base import Count, Id, Line, Model, TextType

MIN_MINUTES: Final = 30
MAX_MINUTES: Final = 240
# What the doing needs at the least, or there is nothing to meet for.
MIN_DOING: Final = 15
MAX_SCRIPT: Final = 1500

# Plain paragraphs and no Markdown: a facilitator edits them in a form and prints them.
Script = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_SCRIPT),
    TextType.PROSE,
]


class Way(StrEnum):
    """How a group plays: each at their own pace, one step for all, or as a team."""

    OWN = "own"
    TOGETHER = "together"
    TEAM = "team"


class Size(Model):
    """How many people a meeting suits."""

    min: Annotated[Count, Field(le=30)] = Field(description="Vähintään näin monta ihmistä.")
    max: Annotated[Count, Field(le=30)] = Field(description="Enintään näin monta ihmistä.")

    @model_validator(mode="after")
    def _not_upside_down(self) -> Self:
        if self.min > self.max:
            raise PydanticCustomError("size-upside-down", "`min` is more than `max`")
        return self


class Needs(Model):
    """What is arranged before the day."""

    devices: tuple[Line, ...] = Field(default=(), max_length=6, description="Laitteet.")
    materials: tuple[Line, ...] = Field(default=(), max_length=8, description="Tarvikkeet ja tila.")


class WarmUp(Model):
    """Virittely: everybody arrives; nothing has to be known yet."""

    text: Script = Field(description="Mitä ohjaaja tekee ja sanoo.")
    question: Line | None = Field(default=None, description="Kysymys kierrokselle.")
    minutes: Annotated[Count, Field(ge=5, le=10)] = Field(description="Virittelyn minuutit: 5–10.")


class Choosing(Model):
    """The group chooses together what it does."""

    text: Script = Field(description="Miten ryhmä valitsee yhdessä.")
    minutes: Annotated[Count, Field(ge=5, le=15)] = Field(description="Valinnan minuutit.")


class Doing(Model):
    """The doing itself; it gets the minutes that the other parts leave."""

    text: Script = Field(description="Mitä tehdään, yksin tai pareittain.")
    roles: tuple[Line, ...] = Field(
        default=(), max_length=4, description="Roolit pareille tai pienryhmille."
    )


class Talk(Model):
    """Purku: what went well, what was hard."""

    questions: tuple[Line, ...] = Field(
        min_length=1, max_length=6, description="Kysymyksiä purkuun."
    )
    minutes: Annotated[Count, Field(ge=10, le=40)] = Field(
        description="Purun minuutit: vähintään 10."
    )


class Closing(Model):
    """The last round."""

    question: Line = Field(description="Viimeinen kysymys. Siihen saa vastata sanalla tai ohittaa.")
    minutes: Annotated[Count, Field(ge=5, le=10)] = Field(description="Lopetuksen minuutit: 5–10.")


class Interview(Model):
    """A job interview that is practised in groups of three."""

    interviewer: Line = Field(description="Mitä haastattelija tekee.")
    applicant: Line = Field(description="Mitä hakija tekee.")
    observer: Line = Field(description="Mitä tarkkailija tekee.")
    questions: tuple[Line, ...] = Field(
        min_length=1, max_length=12, description="Haastattelun kysymykset."
    )
    checklist: tuple[Line, ...] = Field(
        min_length=1, max_length=10, description="Mitä hyvää tarkkailija voi huomata."
    )


class MeetingTemplate(Model):
    """``meetings/<id>.yaml``: a meeting that can be held as it is, or changed."""

    id: Id = Field(
        description="Tapaamisen tunnus. Sama kuin tiedoston nimi. Ei muutu koskaan.",
    )
    title: Line = Field(description="Tapaamisen nimi.")
    goal: Line = Field(description="Mitä osallistuja saa mukaansa. Yksi virke.")
    minutes: Annotated[Count, Field(ge=MIN_MINUTES, le=MAX_MINUTES)] = Field(
        description="Koko tapaamisen minuutit."
    )
    size: Size | None = Field(default=None, description="Monelleko tapaaminen sopii.")
    needs: Needs = Field(default=Needs(), description="Mitä järjestetään ennen tapaamista.")
    quests: tuple[Id, ...] = Field(
        default=(), max_length=8, description="Tehtävät, joista valitaan tai jotka tehdään."
    )
    way: Way = Field(
        description="own: jokainen omaan tahtiin. together: kaikki samassa askeleessa. team: tiimi."
    )
    warm_up: WarmUp = Field(description="Virittely.")
    choose: Choosing | None = Field(default=None, description="Yhteinen valinta.")
    do: Doing = Field(description="Tekeminen. Se saa ajan, joka muilta osilta jää.")
    talk: Talk = Field(description="Purku.")
    closing: Closing = Field(description="Lopetus.")
    spotlight: tuple[Line, ...] = Field(
        default=(), max_length=4, description="Kysymyksiä, joihin vastataan sanalla tai parilla."
    )
    interview: Interview | None = Field(default=None, description="Simuloitu haastattelu.")
    paper: Script | None = Field(default=None, description="Miten tapaaminen pidetään paperilla.")
    watch_out: tuple[Line, ...] = Field(
        default=(), max_length=6, description="Missä voi jumittua ja mikä auttaa."
    )

    @model_validator(mode="after")
    def _there_is_time_to_do(self) -> Self:
        choosing = self.choose.minutes if self.choose else 0
        rest = self.warm_up.minutes + choosing + self.talk.minutes + self.closing.minutes
        if self.minutes - rest < MIN_DOING:
            raise PydanticCustomError(
                "no-time-to-do",
                "the parts leave less than {need} minutes for `do`",
                {"need": MIN_DOING},
            )
        return self
