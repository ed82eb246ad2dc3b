"""The right answer and a wrong one to any step, read from the content itself."""

from collections.abc import Mapping, Sequence
from typing import Final

from digimatka.core.kinds import Checklist, Choose, Confirm, Fill, Read, Scale, Sort, Step
from digimatka.core.kinds.scale import RATINGS

Values = Mapping[str, Sequence[str]]
NONSENSE: Final = "höpsis höpsis"
SEVERAL: Final = 3


def right(step: Step) -> Values:
    """The fields and values that complete the step; a sort by order is its ids from the top."""
    match step:
        case Read():
            return {}
        case Choose():
            chosen = step.answerable_ids()
            if not step.is_graded:
                chosen = chosen[: SEVERAL if step.many else 1]
            return {"choice": chosen}
        case Sort() if step.order:
            return {"order": step.item_ids()}
        case Sort():
            pairs = zip(step.item_ids(), step.items, strict=True)
            return {f"item-{key}": (card.group,) for key, card in pairs}
        case Fill():
            return {"text": step.answers[:1]}
        case Checklist():
            return {"tick": step.item_ids()[: step.need]}
        case Scale():
            rated = zip(step.statements, RATINGS * len(step.statements), strict=False)
            return {statement.id: (rating,) for statement, rating in rated}
        case Confirm():
            return {"how": ("alone",)}


def wrong(step: Step) -> Values:
    """Fields and values that complete nothing: a wrong answer, or none where none is wrong."""
    match step:
        case Choose() if step.is_graded:
            others = [key for key in step.option_ids() if key not in step.answerable_ids()]
            return {"choice": others[: 2 if step.many else 1]}
        case Sort() if step.groups:
            return {f"item-{key}": (step.groups[0].id,) for key in step.item_ids()}
        case Fill():
            return {"text": (NONSENSE,)}
        case _:
            return {}
