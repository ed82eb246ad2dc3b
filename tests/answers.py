"""The right answer to a step of any kind, as a form and where it is posted."""

from functools import lru_cache
from urllib.parse import urlencode

from digimatka.content.playtest import answers
from digimatka.core.kinds import PracticeStep, Step
from digimatka.core.practice.explore import Explored
from digimatka.core.practice.model import Practice
from digimatka.core.practice.run import begin, pack
from digimatka.core.rules import Rules

Values = dict[str, list[str]]


def right(step: Step) -> Values:
    """The fields and values that complete the step. A practice has none: its run completes it."""
    return answers.right(step)


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
