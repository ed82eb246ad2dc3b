"""Every state of a quest and of a step of every kind."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Final

from digimatka.core.commands import AskConfirmation, CompleteStep, MarkQuest, OpenQuest
from digimatka.core.events import Mark
from digimatka.core.kinds import Choose, Scale, Sort, Step
from digimatka.core.rules import Rules
from tests.answers import right
from tests.browser.answers import wrong
from tests.browser.stage import Stage, State, of_learner

KINDS: Final[Mapping[str, Callable[[Step], bool]]] = {
    "read": lambda step: step.kind == "read",
    "choose": lambda step: isinstance(step, Choose) and step.is_graded and not step.many,
    "choose-many": lambda step: isinstance(step, Choose) and step.is_graded and step.many,
    "choose-any": lambda step: isinstance(step, Choose) and not step.is_graded,
    "sort-order": lambda step: isinstance(step, Sort) and bool(step.order),
    "sort-groups": lambda step: isinstance(step, Sort) and bool(step.groups),
    "fill": lambda step: step.kind == "fill",
    "checklist": lambda step: step.kind == "checklist",
    "scale": lambda step: isinstance(step, Scale),
    "confirm": lambda step: step.kind == "confirm",
    "confirm-with-others": lambda step: step.can_wait,
    "match": lambda step: step.kind == "match",
    "write": lambda step: step.kind == "write",
    "discuss": lambda step: step.kind == "discuss",
}


def in_a_quest(rules: Rules) -> Iterator[State]:
    """A quest: open, locked, set aside, finished."""
    first, last = rules.order[0].quest, rules.order[-1].quest
    base = f"/matka/{rules.journey.id}"
    yield of_learner("quest-open", f"{base}/{first.id}", "#choices")
    yield of_learner("quest-locked", f"{base}/{last.id}", ".note--locked")
    yield State("quest-known", partial(_marked, quest=first.id, mark=Mark.KNOWN), '[value="open"]')
    yield State("quest-finished", _finish_first, ".moment")


def _marked(stage: Stage, quest: str, mark: Mark) -> None:
    stage.product.act(stage.begin(), MarkQuest(quest, mark))
    stage.open_on_journey(f"/{quest}")


def _finish_first(stage: Stage) -> None:
    quest = stage.product.rules.order[0].quest
    learner = stage.begin()
    stage.product.act(learner, *(CompleteStep(quest.id, step.id) for step in quest.steps[:-1]))
    stage.open_on_journey(f"/{quest.id}/{quest.steps[-1].id}")
    stage.send(right(quest.steps[-1]))


def in_a_step(rules: Rules) -> Iterator[State]:
    """A step of every kind: asking, answered, helped, done."""
    for kind in KINDS:
        quest, step = find(rules, kind)
        yield State(f"{kind}-asking", partial(_asked, quest=quest, step=step), "#answer")
        if kind not in ("read", "choose-any", "discuss"):
            yield State(
                f"{kind}-feedback",
                partial(_answered_wrong, quest=quest, step=step),
                "#errors, .feedback--other",
                (422,),
            )
        if kind not in ("read", "fill", "confirm", "confirm-with-others"):
            yield State(f"{kind}-done", partial(_done, quest=quest, step=step), ".feedback--right")
        if kind in ("choose", "sort-groups", "match"):
            yield State(
                f"{kind}-hint", partial(_helped, quest=quest, step=step, act="hint"), "#hints"
            )
            yield State(
                f"{kind}-answer", partial(_helped, quest=quest, step=step, act="show"), ".answer"
            )
    quest, step = find(rules, "scale")
    yield State("scale-result", partial(_answered_right, quest=quest, step=step), ".lenses")
    quest, step = find(rules, "write")
    yield State("write-result", partial(_answered_right, quest=quest, step=step), ".own")
    quest, step = find(rules, "confirm-with-others")
    yield State("confirm-waiting", partial(_waiting, quest=quest, step=step), "#waiting")
    for name, path in (("quest", f"/{quest}"), ("map", "")):
        arrange = partial(_waiting, quest=quest, step=step, path=path)
        yield State(f"{name}-waiting", arrange, ".chip--waiting")


def find(rules: Rules, kind: str) -> tuple[str, Step]:
    """The first step of a kind on the journey, with its quest."""
    return next(
        (rule.quest.id, step)
        for rule in rules.order
        for step in rule.quest.steps
        if KINDS[kind](step)
    )


def _asked(stage: Stage, quest: str, step: Step) -> int:
    learner = stage.begin()
    stage.product.act(learner, OpenQuest(quest))
    stage.open_on_journey(f"/{quest}/{step.id}")
    return learner


def _answered_wrong(stage: Stage, quest: str, step: Step) -> None:
    _asked(stage, quest, step)
    stage.send(wrong(step))


def _answered_right(stage: Stage, quest: str, step: Step) -> None:
    _asked(stage, quest, step)
    stage.send(right(step))


def _done(stage: Stage, quest: str, step: Step) -> None:
    learner = _asked(stage, quest, step)
    chosen = tuple(right(step).get("choice", ()))
    stage.product.act(learner, CompleteStep(quest, step.id, chosen=chosen))
    stage.visit.page.reload()


def _waiting(stage: Stage, quest: str, step: Step, path: str | None = None) -> None:
    learner = stage.begin()
    stage.product.act(learner, OpenQuest(quest), AskConfirmation(quest, step.id))
    stage.open_on_journey(f"/{quest}/{step.id}" if path is None else path)


def _helped(stage: Stage, quest: str, step: Step, act: str) -> None:
    _asked(stage, quest, step)
    stage.visit.page.click(f'#answer [name="act"][value="{act}"]')
