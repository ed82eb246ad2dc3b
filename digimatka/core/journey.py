"""The content format (version 1) as frozen models: what can stand in the files of a journey.

A journey is a folder. ``JourneyFile``, ``ChapterFile``, ``Quest``, ``BadgesFile`` and
``GlossaryFile`` are one file each; ``Journey`` is the whole, put together by the loader.
"""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, RootModel, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from digimatka.core.kinds import Step
from digimatka.core.kinds.base import Assistance, Count, Day, Flag, Id, Line, Model, Prose, Was
from digimatka.core.meetings_format import MeetingTemplate
from digimatka.core.practice.model import Practice
from digimatka.core.requirement import Answered, Requirement, Skill, StepPath
from digimatka.core.words import Words

Meaning = Annotated[
    Line,
    Field(description="Selitys: yksi selkeä virke.", examples=["Ohjelma, jolla katsot sivuja."]),
]
WebAddress = Annotated[str, StringConstraints(pattern=r"^https://[^\s]+$", max_length=300)]


class Source(Model):
    """Where a fact about a real service comes from, and when a person last looked."""

    url: WebAddress = Field(description="Lähteen osoite.")
    checked_on: Day = Field(description="Päivä, jolloin lähde on tarkistettu.")
    review_after: Day | None = Field(default=None, description="Tarkista uudelleen tämän jälkeen.")

    def is_stale(self, today: date) -> bool:
        """Whether a person should look at it again."""
        return self.review_after is not None and self.review_after < today


class Guide(Model):
    """For the facilitator only; never shown to a learner."""

    before: Line | None = Field(default=None, description="Mitä tarvitaan ennen aloitusta.")
    sticking_points: tuple[Line, ...] = Field(default=(), description="Missä usein jumitutaan.")
    talk: tuple[Line, ...] = Field(default=(), description="Kysymyksiä purkuun.")
    group: Flag = Field(default=False, description="true, jos tehtävä sopii hyvin ryhmään.")


class Given(Model):
    """A fact a scenario starts from; exactly one of done, known, skipped, step, answered."""

    done: Id | None = Field(default=None, description="Tehtävä on tehty.")
    known: Id | None = Field(default=None, description="Tehtävästä on sanottu: osaan jo.")
    skipped: Id | None = Field(default=None, description="Tehtävä on ohitettu.")
    step: StepPath | None = Field(default=None, description="Askel on tehty.")
    answered: Answered | None = Field(default=None, description="Vaihtoehto on valittu.")
    how: Assistance = Field(default=Assistance.ALONE, description="Miten: alone, hint tai help.")

    @model_validator(mode="after")
    def _one_fact(self) -> Self:
        names = ("done", "known", "skipped", "step", "answered")
        if sum(getattr(self, name) is not None for name in names) != 1:
            raise PydanticCustomError("one-fact", "write exactly one of {keys}", {"keys": names})
        return self


class Then(Model):
    """What a scenario expects; exactly one key."""

    open: Id | None = Field(default=None, description="Tehtävä on auki.")
    locked: Id | None = Field(default=None, description="Tehtävä on vielä lukossa.")
    done: Id | None = Field(default=None, description="Tehtävä on valmis.")
    badge: Id | None = Field(default=None, description="Merkki on saatu.")
    no_badge: Id | None = Field(default=None, description="Merkkiä ei ole vielä saatu.")

    @model_validator(mode="after")
    def _one_expectation(self) -> Self:
        names = ("open", "locked", "done", "badge", "no_badge")
        if sum(getattr(self, name) is not None for name in names) != 1:
            raise PydanticCustomError("one-fact", "write exactly one of {keys}", {"keys": names})
        return self


class Scenario(Model):
    """The author's own test of the rules, run by ``digimatka check``."""

    name: Line | None = Field(default=None, description="Mitä tarina näyttää.")
    given: tuple[Given, ...] = Field(default=(), description="Lähtötilanne.")
    then: tuple[Then, ...] = Field(min_length=1, description="Mitä pitää seurata.")


class Quest(Model):
    """One digital task of job search, 5–45 minutes, made of steps."""

    id: Id = Field(description="Tehtävän tunnus. Sama kuin tiedoston nimi. Ei muutu koskaan.")
    was: Was = ()
    title: Line = Field(description="Tehtävän nimi.")
    goal: Line = Field(description="Mitä asiakas osaa tehtävän jälkeen. Yksi virke.")
    minutes: Annotated[Count, Field(le=45)] = Field(description="Arvio minuuteista aloittelijalle.")
    skills: tuple[Skill, ...] = Field(default=(), description="DigComp-osaamiset.")
    requires: Requirement | None = Field(default=None, description="Milloin tehtävä aukeaa.")
    sources: tuple[Source, ...] = Field(default=(), description="Lähteet tosiasioille.")
    guide: Guide | None = Field(default=None, description="Ohjaajan opas.")
    steps: tuple[Step, ...] = Field(min_length=1, max_length=20, description="Askeleet.")
    scenarios: tuple[Scenario, ...] = Field(default=(), description="Tekijän omat testit.")


class Morko(Model):
    """The chapter's fear as a creature, and its words in each mood."""

    name: Line = Field(description="Mörön nimi.")
    look: Literal["utu", "kilina", "pykala", "nyytti", "risu", "kaiku", "hoppu", "salpa"] = Field(
        description="Mörön hahmo."
    )
    fear: Line = Field(description="Mitä mörkö pelkää. Yksi virke.")
    hidden: Line = Field(description="Mörkö piilossa: mitä kuvassa näkyy.")
    peeking: Line = Field(description="Mörkö kurkistaa.")
    sitting: Line = Field(description="Mörkö istuu vieressä.")
    walking: Line = Field(description="Mörkö kulkee mukana.")


class ChapterFile(Model):
    """``chapter.yaml``: a stretch of the journey. ``quests`` gives the order."""

    title: Line = Field(description="Luvun nimi.")
    story: Prose = Field(description="Luvun alku: muutama lyhyt virke.")
    landmark: Literal["shore", "lighthouse", "gate", "cottage", "path", "bridge"] = Field(
        description="Luvun maamerkki kartalla."
    )
    morko: Morko = Field(description="Luvun mörkö.")
    quests: tuple[Id, ...] = Field(min_length=1, max_length=20, description="Tehtävät.")


class Badge(Model):
    """A trail sign, and the rule by which it is given."""

    id: Id = Field(description="Merkin tunnus. Ei muutu koskaan.")
    was: Was = ()
    title: Line = Field(description="Merkin nimi.")
    shows: Line = Field(description="Mitä merkki kertoo. Yksi virke.")
    sign: Id = Field(description="Merkkiin kaiverrettu kuva: kuvakkeen nimi.")
    rule: Requirement = Field(description="Milloin merkin saa.")


class BadgesFile(Model):
    """``badges.yaml``."""

    badges: tuple[Badge, ...] = Field(description="Merkit siinä järjestyksessä kuin ne näkyvät.")


class GlossaryFile(RootModel[dict[Line, Meaning]]):
    """``glossary.yaml``: a hard word and one plain sentence that explains it."""


class JourneyFile(Model):
    """``journey.yaml``: the head of a journey. ``chapters`` gives the folders in order."""

    id: Id = Field(description="Matkan tunnus. Sama kuin kansion nimi. Ei muutu koskaan.")
    title: Line = Field(description="Matkan nimi.")
    language: Literal["fi", "sv", "en"] = Field(description="Sisällön kieli.")
    audience: Line | None = Field(
        default=None, description="Kenelle matka on. Näkyy etusivulla, jos matkoja on monta."
    )
    intro: Prose = Field(description="Matkan esittely: muutama lyhyt virke.")
    chapters: tuple[Id, ...] = Field(min_length=1, max_length=12, description="Luvut.")


class Chapter(Model):
    """A chapter with its quests in it."""

    id: Id
    head: ChapterFile
    quests: tuple[Quest, ...]


class Journey(Model):
    """A whole journey, checked and frozen."""

    head: JourneyFile
    chapters: tuple[Chapter, ...]
    badges: tuple[Badge, ...] = ()
    glossary: GlossaryFile = GlossaryFile({})
    practices: tuple[Practice, ...] = ()
    meetings: tuple[MeetingTemplate, ...] = ()
    words: Words = Words()

    @property
    def id(self) -> str:
        """The journey's id."""
        return self.head.id

    def quests(self) -> tuple[Quest, ...]:
        """Every quest, in the order of the journey."""
        return tuple(quest for chapter in self.chapters for quest in chapter.quests)
