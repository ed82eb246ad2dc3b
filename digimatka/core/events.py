"""What has happened on a learner's journey: frozen past-tense facts, to and from plain dicts.

Events carry the day, never the time, and no text of the learner's. The order is that of the log.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final

from digimatka.core.kinds.base import Assistance, By


class Mark(StrEnum):
    """What a learner may say of a quest instead of doing it now; ``OPEN`` takes it back."""

    KNOWN = "known"
    SKIPPED = "skipped"
    LATER = "later"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class StepCompleted:
    """A step was done; ``chosen`` are option ids of a ``choose`` step, else empty.

    ``detours``: how many explanations a run of a practice needed. It and ``by`` are written only
    where they say something.
    """

    quest: str
    step: str
    how: Assistance
    chosen: tuple[str, ...]
    day: date
    by: By = By.SELF
    detours: int = 0


@dataclass(frozen=True, slots=True)
class ConfirmationAsked:
    """The learner has done a step and waits for a facilitator to say so too."""

    quest: str
    step: str
    day: date


@dataclass(frozen=True, slots=True)
class StepRestarted:
    """A done step is being done anew, or no longer waits; a completion stays."""

    quest: str
    step: str
    day: date


@dataclass(frozen=True, slots=True)
class HintShown:
    """The next hint of a step was opened."""

    quest: str
    step: str
    day: date


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """The right answer of a step was opened."""

    quest: str
    step: str
    day: date


@dataclass(frozen=True, slots=True)
class QuestCompleted:
    """Every step of a quest was done; ``how`` is that of the step with the most help."""

    quest: str
    how: Assistance
    day: date


@dataclass(frozen=True, slots=True)
class QuestMarked:
    """The learner said: osaan jo, ohitan, teen myöhemmin, or took it back."""

    quest: str
    mark: Mark
    day: date


@dataclass(frozen=True, slots=True)
class QuestOpened:
    """A facilitator opened a quest, whatever its requirement."""

    quest: str
    day: date


@dataclass(frozen=True, slots=True)
class BadgeAwarded:
    """A badge was given, under which version of its rule and by which facts.

    The title stands here too, so that the badge can be shown after its author removed it.
    """

    badge: str
    title: str
    rule: str
    because: tuple[str, ...]
    day: date


Event = (
    StepCompleted
    | ConfirmationAsked
    | StepRestarted
    | HintShown
    | AnswerShown
    | QuestCompleted
    | QuestMarked
    | QuestOpened
    | BadgeAwarded
)
# The version of the shape of events. A later shape reads what an earlier one wrote.
VERSION: Final = 1
TYPES: Final[Mapping[str, type[Event]]] = {
    kind.__name__: kind
    for kind in (
        StepCompleted,
        ConfirmationAsked,
        StepRestarted,
        HintShown,
        AnswerShown,
        QuestCompleted,
        QuestMarked,
        QuestOpened,
        BadgeAwarded,
    )
}

_READERS: Final[Mapping[str, Any]] = {
    # Asking an enum for a member costs as much as the rest of the event.
    "how": lru_cache(maxsize=8)(Assistance),
    "mark": lru_cache(maxsize=8)(Mark),
    "day": date.fromisoformat,
    "chosen": tuple,
    "because": tuple,
    "by": lru_cache(maxsize=4)(By),
    "detours": int,
}
# The fields of each type with what reads them: asking the dataclass every time costs more than all.
_SHAPES: Final[Mapping[type[Event], tuple[tuple[str, Any], ...]]] = {
    kind: tuple(
        (field.name, _READERS.get(field.name, str))
        for field in fields(kind)
        if field.default is MISSING
    )
    for kind in TYPES.values()
}
# Fields that came later or seldom say anything: left out of the log where they are the default.
_EXTRAS: Final[Mapping[type[Event], tuple[tuple[str, Any, Any], ...]]] = {
    kind: tuple(
        (field.name, _READERS.get(field.name, str), field.default)
        for field in fields(kind)
        if field.default is not MISSING
    )
    for kind in TYPES.values()
}


def to_dict(event: Event) -> dict[str, Any]:
    """An event as plain JSON data, with its type and version."""
    kind = type(event)
    data: dict[str, Any] = {"type": kind.__name__, "v": VERSION}
    for name, _ in _SHAPES[kind]:
        data[name] = getattr(event, name)
    data["day"] = event.day.isoformat()
    for name, _, default in _EXTRAS[kind]:
        value = getattr(event, name)
        if value != default:
            data[name] = value
    return data


def from_dict(data: Mapping[str, Any]) -> Event:
    """The event that ``to_dict`` wrote; ValueError for an unknown type or a newer version."""
    kind = TYPES.get(data.get("type", ""))
    if kind is None or data.get("v") != VERSION:
        raise ValueError(f"unknown event: type {data.get('type')!r}, version {data.get('v')!r}")
    values = [read(data[name]) for name, read in _SHAPES[kind]]
    if len(data) == len(values) + 2:  # its type, its version, and nothing out of the ordinary
        return kind(*values)
    return kind(
        *values,
        *(read(data[name]) if name in data else other for name, read, other in _EXTRAS[kind]),
    )
