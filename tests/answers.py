"""The right answer to a step of any kind, as a form and where it is posted."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlencode

from digimatka.core.kinds import (
    Checklist,
    Choose,
    Confirm,
    Discuss,
    Fill,
    Match,
    PracticeStep,
    Read,
    Scale,
    Sort,
    Step,
    Write,
)
from digimatka.core.kinds.scale import RATINGS
from digimatka.core.practice.explore import Explored
from digimatka.core.practice.model import Practice
from digimatka.core.practice.run import begin, pack
from digimatka.core.rules import Rules

Values = dict[str, list[str]]
SEVERAL: Final = 3


def right(step: Step) -> Values:
    """The fields and values that complete the step. A practice has none: its run completes it."""
    return _RIGHT[type(step)](step)


def done_by(rules: Rules, step: Step) -> tuple[str, Values]:
    """What stands behind the address of a step, and the form that is posted there to do it."""
    if not isinstance(step, PracticeStep):
        return "", right(step)
    address = _end(rules.practices[step.practice].model_dump_json(by_alias=True), step.goals)
    return f"?{address}", {"act": ["finish"], "how": ["alone"]}


@lru_cache(maxsize=64)
def _end(practice: str, goals: tuple[str, ...]) -> str:
    """The address of a run that has met its goals by the shortest way."""
    model = Practice.model_validate_json(practice)
    moves = Explored(model).shortest(goals)
    assert moves is not None
    return urlencode(pack(moves[-1].after if moves else begin(model)))


def _choose(step: Choose) -> Values:
    chosen = step.answerable_ids()
    if not step.is_graded:
        chosen = chosen[: SEVERAL if step.many else 1]
    return {"choice": list(chosen)}


def _sort(step: Sort) -> Values:
    """A sort by order is its ids from the top."""
    if step.order:
        return {"order": list(step.item_ids())}
    cards = zip(step.item_ids(), step.items, strict=True)
    return {f"item-{key}": [card.group] for key, card in cards}


def _scale(step: Scale) -> Values:
    rated = zip(step.statements, RATINGS * len(step.statements), strict=False)
    return {statement.id: [rating] for statement, rating in rated}


_RIGHT: Final[Mapping[type, Callable[[Any], Values]]] = {
    Read: lambda _: {},
    Choose: _choose,
    Sort: _sort,
    Match: lambda step: {f"item-{key}": [key] for key in step.item_ids()},
    Fill: lambda step: {"text": [step.answers[0]]},
    Write: lambda step: {f"own-{key}": ["OMIA SANOJA"] for key in step.item_ids()},
    Checklist: lambda step: {"tick": list(step.item_ids()[: step.need])},
    Scale: _scale,
    Discuss: lambda _: {},
    Confirm: lambda _: {"how": ["alone"]},
}
