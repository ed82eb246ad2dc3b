"""A run sheet as it stands in a form: texts that were typed, and what is still wrong with them.

A draft holds whatever came, so that nothing typed is lost; only ``read`` makes a sheet of it.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from digimatka.core.meetings_format import MAX_MINUTES, MAX_SCRIPT
from digimatka.core.private import looks_private
from digimatka.core.runsheet import MAX_TITLE, InterviewPlan, Part, PartKind, RunSheet, Way

Form = Mapping[str, Sequence[str]]
MAX_PARTS: Final = 16
MAX_PART_MINUTES: Final = 180
MAX_LINES: Final = 2000
MAX_ID: Final = 60
# The lists of a sheet, one line an item, by the name of the field.
LISTS: Final = ("needs", "devices", "sticking", "prompts", "spotlight")
INTERVIEW: Final = ("interviewer", "applicant", "observer", "questions", "checklist")
_PART_FIELDS: Final = re.compile(r"part-(\d{1,2})-kind")


class SheetProblem(StrEnum):
    """Why what was typed cannot be kept yet; the page words it."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    PRIVATE = "private"
    NO_MINUTES = "no_minutes"
    NO_PARTS = "no_parts"


@dataclass(frozen=True, slots=True)
class PartDraft:
    """A part as it was typed; ``items`` has one a line."""

    kind: PartKind
    minutes: str
    text: str
    items: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A run sheet as it was typed. ``lists`` and ``interview`` are texts by the name of a field."""

    title: str
    goal: str
    template: str
    minutes: int
    way: Way
    quests: tuple[str, ...]
    parts: tuple[PartDraft, ...]
    lists: Mapping[str, str]
    paper: str
    interview: Mapping[str, str] | None

    @property
    def planned(self) -> int:
        """How many minutes the parts take together, as far as they are numbers."""
        return sum(_minutes(part.minutes) or 0 for part in self.parts)

    @property
    def doing(self) -> int:
        """How many of them are for doing."""
        return sum(_minutes(p.minutes) or 0 for p in self.parts if p.kind is PartKind.DO)


def draft_of(sheet: RunSheet) -> Draft:
    """A sheet to be edited."""
    interview = sheet.interview
    return Draft(
        title=sheet.title,
        goal=sheet.goal,
        template=sheet.template,
        minutes=sheet.minutes,
        way=sheet.way,
        quests=sheet.quests,
        parts=tuple(
            PartDraft(part.kind, str(part.minutes), part.text, "\n".join(part.items))
            for part in sheet.parts
        ),
        lists={name: "\n".join(getattr(sheet, name)) for name in LISTS},
        paper=sheet.paper,
        interview={name: _joined(getattr(interview, name)) for name in INTERVIEW}
        if interview is not None
        else None,
    )


def draft_from(form: Form, known: Collection[str]) -> Draft:
    """What a posted form holds. Quests that the journey does not know are passed over.

    ``more`` are quests that were ticked beside those that stand in their order already.
    """
    numbers = sorted(int(found[1]) for name in form if (found := _PART_FIELDS.fullmatch(name)))
    quests = dict.fromkeys((*form.get("quest", ()), *form.get("more", ())))
    has_interview = f"interview-{INTERVIEW[0]}" in form
    return Draft(
        title=_one(form, "title"),
        goal=_one(form, "goal"),
        template=_one(form, "template")[:MAX_ID],
        minutes=_minutes(_one(form, "length"), MAX_MINUTES) or 0,
        way=_way(_one(form, "way")),
        quests=tuple(quest for quest in quests if quest in known),
        parts=tuple(part for n in numbers[:MAX_PARTS] if (part := _part(form, n)) is not None),
        lists={name: _one(form, name) for name in LISTS},
        paper=_one(form, "paper"),
        interview={name: _one(form, f"interview-{name}") for name in INTERVIEW}
        if has_interview
        else None,
    )


def read(draft: Draft) -> RunSheet | dict[str, SheetProblem]:
    """The sheet, or what is wrong, by the name of the field."""
    problems = dict(_problems(draft))
    if problems:
        return problems
    parts = tuple(
        Part(
            kind=part.kind,
            minutes=_minutes(part.minutes) or 0,
            text=part.text.strip(),
            items=_lines(part.items),
        )
        for part in draft.parts
    )
    return RunSheet(
        title=" ".join(draft.title.split()),
        goal=draft.goal.strip(),
        template=draft.template,
        minutes=sum(part.minutes for part in parts),
        way=draft.way,
        quests=draft.quests,
        parts=parts,
        paper=draft.paper.strip(),
        interview=_interview(draft.interview),
        **{name: _lines(text) for name, text in draft.lists.items()},
    )


def _problems(draft: Draft) -> Iterable[tuple[str, SheetProblem]]:
    if not draft.title.strip():
        yield "title", SheetProblem.EMPTY
    if not draft.parts:
        yield "parts", SheetProblem.NO_PARTS
    texts = {"title": draft.title, "goal": draft.goal, "paper": draft.paper, **draft.lists}
    for name, text in (draft.interview or {}).items():
        texts[f"interview-{name}"] = text
    for number, part in enumerate(draft.parts):
        if _minutes(part.minutes) is None:
            yield f"part-{number}-minutes", SheetProblem.NO_MINUTES
        texts |= {f"part-{number}-text": part.text, f"part-{number}-items": part.items}
    for name, text in texts.items():
        if looks_private(text):
            yield name, SheetProblem.PRIVATE
        elif len(text) > _most(name):
            yield name, SheetProblem.TOO_LONG


def _most(name: str) -> int:
    if name == "title":
        return MAX_TITLE
    return MAX_SCRIPT if name.endswith("-text") else MAX_LINES


def _part(form: Form, number: int) -> PartDraft | None:
    kind = _one(form, f"part-{number}-kind")
    if kind not in set(PartKind):
        return None
    rest = [_one(form, f"part-{number}-{name}") for name in ("minutes", "text", "items")]
    return PartDraft(PartKind(kind), *rest)


def _interview(texts: Mapping[str, str] | None) -> InterviewPlan | None:
    if texts is None:
        return None
    return InterviewPlan(
        interviewer=texts["interviewer"].strip(),
        applicant=texts["applicant"].strip(),
        observer=texts["observer"].strip(),
        questions=_lines(texts["questions"]),
        checklist=_lines(texts["checklist"]),
    )


def _minutes(typed: str, most: int = MAX_PART_MINUTES) -> int | None:
    typed = typed.strip().removesuffix("min").strip()
    is_number = typed.isascii() and typed.isdecimal() and len(typed) <= len(str(most))
    return int(typed) if is_number and 0 < int(typed) <= most else None


def _way(typed: str) -> Way:
    return Way(typed) if typed in set(Way) else Way.TOGETHER


def _one(form: Form, name: str) -> str:
    return next(iter(form.get(name, ())), "").replace("\r\n", "\n")


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for part in text.split("\n") if (line := part.strip()))


def _joined(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else "\n".join(value)
