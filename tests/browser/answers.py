"""A wrong answer to any step, read from the content itself."""

from collections.abc import Mapping, Sequence
from typing import Final

from digimatka.core.kinds import Choose, Fill, Match, Sort, Step

Values = Mapping[str, Sequence[str]]
NONSENSE: Final = "höpsis höpsis"


def wrong(step: Step) -> Values:
    """Fields and values that complete nothing: a wrong answer, or none where none is wrong."""
    match step:
        case Choose() if step.is_graded:
            others = [key for key in step.option_ids() if key not in step.answerable_ids()]
            return {"choice": others[: 2 if step.many else 1]}
        case Sort() if step.groups:
            return {f"item-{key}": (step.groups[0].id,) for key in step.item_ids()}
        case Match():
            ids = step.item_ids()
            return {f"item-{key}": (other,) for key, other in zip(ids, reversed(ids), strict=True)}
        case Fill():
            return {"text": (NONSENSE,)}
        case _:
            return {}
