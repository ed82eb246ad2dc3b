"""What a person might post to a step of any kind: the right answer, and a wrong one."""

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any, Final

from digimatka.core.kinds import (
    Checklist,
    Choose,
    Confirm,
    Discuss,
    Fill,
    Match,
    Read,
    Scale,
    Sort,
    Step,
    Write,
)
from digimatka.core.kinds.base import Verdict
from digimatka.core.kinds.scale import RATINGS

Form = dict[str, list[str]]
SEVERAL: Final = 3
NONSENSE: Final = "höpsis höpsis"


def right(step: Step, chance: Random | None = None) -> Form:
    """The fields and values that complete the step. A practice has none: its run completes it.

    ``chance`` chooses where every choice is a good one; without it the first ones are taken.
    """
    if isinstance(step, Choose) and not step.is_graded and chance is not None:
        count = chance.randint(1, SEVERAL) if step.many else 1
        ids = step.option_ids()
        return {"choice": chance.sample(ids, min(count, len(ids)))}
    return _RIGHT[type(step)](step)


def wrong(step: Step, chance: Random | None = None) -> Form:
    """A wrong answer; an empty form where none is wrong, as when the button is pressed at once."""
    match step:
        case Choose() if step.is_graded:
            others = [key for key in step.option_ids() if key not in step.answerable_ids()]
            if not others:  # all of them are right, so that one is too few
                return {"choice": list(step.option_ids()[:1])}
            return {"choice": [_pick(others, chance)]}
        case Sort() if step.order:
            return {"order": list(reversed(step.item_ids()))}
        case Sort():
            groups = [group.id for group in step.groups]
            cards = zip(step.item_ids(), step.items, strict=True)
            return {f"item-{key}": [_after(groups, card.group)] for key, card in cards}
        case Match():
            ids = step.item_ids()
            return {f"item-{key}": [other] for key, other in zip(ids, reversed(ids), strict=True)}
        case Fill():
            known = [text for mistake in step.mistakes for text in mistake.answers]
            return {"text": [_pick([NONSENSE, *known], chance)]}
        case _:
            return {}


def has_feedback(verdict: Verdict) -> bool:
    """Whether an answer that was not good got a word of its own: the author's, or the page's."""
    said = any(note.text and note.right is not True for note in verdict.notes)
    return bool(verdict.is_done or verdict.message or verdict.problem or said)


def _choose(step: Choose) -> Form:
    chosen = step.answerable_ids()
    if not step.is_graded:
        chosen = chosen[: SEVERAL if step.many else 1]
    return {"choice": list(chosen)}


def _sort(step: Sort) -> Form:
    """A sort by order is its ids from the top."""
    if step.order:
        return {"order": list(step.item_ids())}
    cards = zip(step.item_ids(), step.items, strict=True)
    return {f"item-{key}": [card.group] for key, card in cards}


def _scale(step: Scale) -> Form:
    rated = zip(step.statements, RATINGS * len(step.statements), strict=False)
    return {statement.id: [rating] for statement, rating in rated}


def _pick(some: Sequence[str], chance: Random | None) -> str:
    return some[0] if chance is None else chance.choice(some)


def _after(some: Sequence[str], one: str) -> str:
    """The next one round."""
    return some[(some.index(one) + 1) % len(some)]


_RIGHT: Final[Mapping[type, Callable[[Any], Form]]] = {
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
