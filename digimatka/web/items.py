"""The parts of a step as its template needs them: things to choose, place or write, each with its
state; and the error of the page with the field it belongs to.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from digimatka.core.kinds import Checklist, Choose, Confirm, Fill, Match, Scale, Sort, Step, Write
from digimatka.core.kinds.base import Answer, Note, Outcome, Verdict
from digimatka.core.kinds.write import Part

Notes = Mapping[str, Note]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to choose or place; ``state`` is '', 'right' or 'other'."""

    id: str
    text: str
    checked: bool = False
    feedback: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """One area to write in, with what was written in it just now and what is to be mended."""

    id: str
    part: Part
    text: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class Errors:
    """The one error of a page, asked for as if by a mapping; hashable, so that forms are kept."""

    field: str = ""
    text: str = ""

    def get(self, name: str, otherwise: str = "") -> str:
        """The error of a field."""
        return self.text if name == self.field and self.text else otherwise


def notes_of(verdict: Verdict | None) -> Notes:
    """The notes of an answer that was judged, by what they are about."""
    if verdict is None or verdict.outcome is Outcome.INCOMPLETE:
        return {}
    return {note.item: note for note in verdict.notes}


def with_note(item: Item, notes: Notes) -> Item:
    """The item with the feedback that it got."""
    note = notes.get(item.id)
    if note is None:
        return item
    state = "" if note.right is None else "right" if note.right else "other"
    return replace(item, feedback=note.text, state=state)


def given(answer: Answer, field: str) -> str:
    """The first value of a field; '' if it was not sent."""
    return next(iter(answer.get(field, ())), "")


def first_field(step: Step, answer: Answer, verdict: Verdict | None) -> str:
    """The id of the field where an error message leads: the first, or the first to be mended."""
    first = ""
    if isinstance(step, Choose):
        first = f"choice-{step.option_ids()[0]}"
    elif isinstance(step, Fill):
        first = "text"
    elif isinstance(step, Checklist):
        first = f"tick-{step.item_ids()[0]}"
    elif isinstance(step, Confirm):
        first = "how-alone"
    elif isinstance(step, Scale):
        first = f"{step.following(answer).id}-1"
    elif isinstance(step, Match):
        first = _first_empty(answer, [f"item-{key}" for key in step.item_ids()])
    elif isinstance(step, Write):
        marked = [f"own-{note.item}" for note in verdict.notes] if verdict else []
        first = (*marked, _first_empty(answer, [f"own-{key}" for key in step.item_ids()]))[0]
    elif isinstance(step, Sort):
        first = "a-up" if step.order else f"item-a-{step.groups[0].id}"
    return first


def _first_empty(answer: Answer, fields: list[str]) -> str:
    return next((field for field in fields if not given(answer, field).strip()), fields[0])


def moved_order(order: tuple[str, ...], move: str) -> tuple[tuple[str, ...], str]:
    """The order after a press of Ylös or Alas ('b:up'), and the id moved ('' if none was)."""
    item, _, way = move.partition(":")
    if item not in order or way not in ("up", "down"):
        return order, ""
    at = order.index(item)
    to = at - 1 if way == "up" else at + 1
    if not 0 <= to < len(order):
        return order, item
    lines = list(order)
    lines[at], lines[to] = lines[to], lines[at]
    return tuple(lines), item
