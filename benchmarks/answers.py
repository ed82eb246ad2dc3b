"""The right answer to any step, as the form that a page would post."""

from digimatka.core.kinds import (
    Checklist,
    Choose,
    Confirm,
    Fill,
    Match,
    Scale,
    Sort,
    Step,
    Write,
)

Form = dict[str, list[str]]


def right_form(step: Step) -> Form:
    """The fields of an answer that completes the step; none for a step that is only read."""
    if isinstance(step, Choose):
        ids = step.answerable_ids()
        return {"choice": list(ids if step.is_graded else ids[:1])}
    if isinstance(step, Sort):
        if step.order:
            return {"order": list(step.item_ids())}
        cards = zip(step.item_ids(), step.items, strict=True)
        return {f"item-{key}": [card.group] for key, card in cards}
    if isinstance(step, Match | Write):
        name = "item" if isinstance(step, Match) else "own"
        return {f"{name}-{key}": [key] for key in step.item_ids()}
    if isinstance(step, Fill):
        return {"text": [step.answers[0]]}
    if isinstance(step, Checklist):
        return {"tick": list(step.item_ids())}
    if isinstance(step, Scale):
        return {statement.id: ["3"] for statement in step.statements}
    return {"how": ["alone"]} if isinstance(step, Confirm) else {}
