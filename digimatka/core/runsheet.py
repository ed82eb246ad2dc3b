"""The run sheet of one meeting: what a facilitator holds in the hand, as a value and as text.

A sheet stands on its own: it holds the words of its template as they were on the day, so that a
change of the content never changes a meeting that was planned. Nothing in it is about a person.
"""

import hashlib
from enum import StrEnum
from typing import Final

from pydantic import BaseModel, ConfigDict

from digimatka.core.meetings_format import Way

__all__ = ["InterviewPlan", "Part", "PartKind", "RunSheet", "Way", "dump", "fingerprint", "load"]

MAX_TITLE: Final = 120


class PartKind(StrEnum):
    """The parts of a meeting, in their usual order."""

    WARM_UP = "warm_up"
    CHOOSE = "choose"
    DO = "do"
    BREAK = "break"
    TALK = "talk"
    CLOSING = "closing"


class _Kept(BaseModel):
    """Base of what is kept as text: what an older version left out has a default, and what a newer
    one has added is passed over.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")


class Part(_Kept):
    """A part with its minutes. ``items`` are what is asked in it, or the roles of the doing."""

    kind: PartKind
    minutes: int
    text: str = ""
    items: tuple[str, ...] = ()


class InterviewPlan(_Kept):
    """A practised interview: what the three do, what is asked, what an observer may notice."""

    interviewer: str = ""
    applicant: str = ""
    observer: str = ""
    questions: tuple[str, ...] = ()
    checklist: tuple[str, ...] = ()


class RunSheet(_Kept):
    """A meeting as it is planned.

    ``template`` is the id of the template it was made of, or ''. ``needs`` is what each person
    needs beforehand, ``devices`` what the room does, ``prompts`` what is talked about in the purku.
    """

    title: str
    minutes: int
    goal: str = ""
    template: str = ""
    way: Way = Way.TOGETHER
    quests: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    needs: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()
    sticking: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    spotlight: tuple[str, ...] = ()
    interview: InterviewPlan | None = None
    paper: str = ""

    @property
    def planned(self) -> int:
        """How many minutes the parts take together."""
        return sum(part.minutes for part in self.parts)

    @property
    def doing(self) -> int:
        """How many minutes there are for doing."""
        return sum(part.minutes for part in self.parts if part.kind is PartKind.DO)

    def question_of(self, kind: PartKind) -> str:
        """What is asked first in a part of this kind; '' if nothing is."""
        asked = (item for part in self.parts if part.kind is kind for item in part.items)
        return next(asked, "")


def dump(sheet: RunSheet) -> str:
    """The sheet as text (JSON)."""
    return sheet.model_dump_json()


def fingerprint(sheet: RunSheet) -> str:
    """A short text that differs where the sheet does."""
    return hashlib.blake2b(dump(sheet).encode(), digest_size=8).hexdigest()


def load(text: str) -> RunSheet:
    """The sheet that ``dump`` wrote, of an older or newer shape too. ValueError if it is none."""
    return RunSheet.model_validate_json(text)
