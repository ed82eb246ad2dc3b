"""What the buttons of a run sheet's form do to a draft, and where the focus goes after them."""

import re
from dataclasses import replace
from typing import Final, TypeVar

from digimatka.core.runsheet import PartKind
from digimatka.core.sheetform import MAX_PARTS, Draft, PartDraft

T = TypeVar("T")
_MOVES: Final = {"up": -1, "down": 1}
_NUMBER: Final = re.compile(r"\d{1,2}")


def changed(draft: Draft, act: str) -> Draft:
    """The draft after a button: ``up-2``, ``down-2``, ``drop-2`` move or take away a part,
    ``quest-up-2`` and so on a quest, ``add-break`` adds a part. Any other changes nothing.
    """
    verb, _, number = act.rpartition("-")
    if verb == "add" and number in {PartKind.DO, PartKind.BREAK}:
        return _with_part(draft, PartKind(number))
    if not _NUMBER.fullmatch(number):
        return draft
    if verb.startswith("quest-"):
        return replace(draft, quests=_moved(draft.quests, verb[6:], int(number)))
    return replace(draft, parts=_moved(draft.parts, verb, int(number)))


def focus_after(draft: Draft, act: str) -> str:
    """Where the focus belongs after a button: ``part-2``, ``quest-2``, or '' for the top."""
    verb, _, number = act.rpartition("-")
    if verb == "add":
        return f"part-{max(_before_talk(draft) - 1, 0)}"
    if not _NUMBER.fullmatch(number):
        return ""
    things = draft.quests if verb.startswith("quest-") else draft.parts
    place = int(number) + _MOVES.get(verb.removeprefix("quest-"), 0)
    sort = "quest" if verb.startswith("quest-") else "part"
    return f"{sort}-{min(max(place, 0), len(things) - 1)}" if things else ""


def _with_part(draft: Draft, kind: PartKind) -> Draft:
    """The draft with one more part, before the purku; a full one stays as it is."""
    if len(draft.parts) >= MAX_PARTS:
        return draft
    at = _before_talk(draft)
    made = PartDraft(kind, "10", "", "")
    return replace(draft, parts=(*draft.parts[:at], made, *draft.parts[at:]))


def _before_talk(draft: Draft) -> int:
    late = (PartKind.TALK, PartKind.CLOSING)
    return next((i for i, part in enumerate(draft.parts) if part.kind in late), len(draft.parts))


def _moved(items: tuple[T, ...], verb: str, number: int) -> tuple[T, ...]:
    if not number < len(items):
        return items
    left = [*items[:number], *items[number + 1 :]]
    if verb in _MOVES:
        left.insert(max(number + _MOVES[verb], 0), items[number])
    elif verb != "drop":
        return items
    return tuple(left)
