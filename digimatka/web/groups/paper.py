"""The paper bridge: step sheets to print, and what was done on paper entered for many at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask import Blueprint, Response, request

from digimatka.core.group import Group
from digimatka.core.kinds.base import Assistance
from digimatka.core.rules import QuestRule
from digimatka.core.staff import Role, Staff
from digimatka.usecases import paper
from digimatka.usecases.learn import NothingThereError
from digimatka.usecases.paper import Entry, Line
from digimatka.web.groups import led
from digimatka.web.guard import staff
from digimatka.web.numbers import numbers, read_number
from digimatka.web.respond import page, see
from digimatka.web.services import services

blueprint = Blueprint("paper", __name__, url_prefix="/ohjaaja/ryhmat/<int:group>/paperi")


@dataclass(frozen=True, slots=True)
class Typed:
    """A grid as it was sent: ticks, how, and what to open, by learner; and who lacks what."""

    steps: Mapping[int, frozenset[str]] = field(default_factory=dict)
    how: Mapping[int, str] = field(default_factory=dict)
    opens: frozenset[int] = frozenset()
    problems: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """A quest and the people of a group, of whom each has a line in the grid."""

    group: Group
    rule: QuestRule
    lines: Sequence[Line]


@blueprint.get("")
@staff(Role.FACILITATOR)
def choose(who: Staff, group: int) -> Response:
    """Which quest is done on paper."""
    found = led.led_now(who, group)
    chapters = led.rules_of(found).journey.chapters
    return page("groups/paper.html", staff=who, group=found, chapters=chapters)


@blueprint.get("/<quest>")
@staff(Role.FACILITATOR)
def grid(who: Staff, group: int, quest: str) -> Response:
    """People and steps of a quest, to be ticked."""
    return _grid(who, _asked(who, group, quest))


@blueprint.post("/<quest>")
@staff(Role.FACILITATOR)
def enter(who: Staff, group: int, quest: str) -> Response:
    """Enters all that was ticked; if somebody's line lacks something, nothing, and all comes back.

    What was entered travels in the address of the page that follows.
    """
    asked, own = _asked(who, group, quest), services()
    typed = _typed(asked)
    if typed.problems or not typed.steps:
        return _grid(who, asked, typed)
    entries = [
        Entry(learner, steps, Assistance(typed.how.get(learner, "alone")), learner in typed.opens)
        for learner, steps in typed.steps.items()
    ]
    entered = paper.enter(own.store, led.rules_of(asked.group), asked.rule, entries, own.today())
    slips = {line.person.learner_id: line.person.slip for line in asked.lines}
    said = ".".join(f"{slips[one.learner_id]}-{one.count}" for one in entered)
    return see(led.address(group, "paperi", f"{quest}?kirjattu={said}"))


@blueprint.get("/<quest>/lomake")
@staff(Role.FACILITATOR)
def sheet(who: Staff, group: int, quest: str) -> Response:
    """The steps of a quest on paper. Nothing on it tells about anybody."""
    found = led.led_now(who, group)
    rules, rule = led.rules_of(found), _rule(found, quest)
    return page(
        "groups/sheet.html", group=found, quest=rule.quest, rule=rule, practices=rules.practices
    )


def _rule(group: Group, quest: str) -> QuestRule:
    rule = led.rules_of(group).quests.get(quest)
    if rule is None:
        raise NothingThereError
    return rule


def _asked(who: Staff, group: int, quest: str) -> Asked:
    found = led.led_now(who, group)
    rule = _rule(found, quest)
    return Asked(found, rule, paper.lines(rule, led.people(found)))


def _grid(who: Staff, asked: Asked, wrong: Typed | None = None) -> Response:
    """The grid; with ``wrong`` it is the answer to one that lacks something."""
    counts, people = _entered(), [line.person for line in asked.lines]
    return page(
        "groups/entry.html",
        200 if wrong is None else 422,
        staff=who,
        group=asked.group,
        quest=asked.rule.quest,
        lines=asked.lines,
        typed=wrong or Typed(),
        entered=[(p, counts[p.slip]) for p in people if p.slip in counts],
        is_empty=wrong is not None and not wrong.steps,
    )


def _typed(asked: Asked) -> Typed:
    """The grid of the form, as far as there are such people, steps and ways."""
    known = {step.id for step in asked.rule.quest.steps if not step.alone}
    steps: dict[int, frozenset[str]] = {}
    how: dict[int, str] = {}
    problems: dict[int, str] = {}
    opens = numbers("open")
    for line in asked.lines:
        learner = line.person.learner_id
        ticked = known.intersection(request.form.getlist(f"step-{learner}"))
        chosen = request.form.get(f"how-{learner}", "")
        if chosen in list(Assistance):
            how[learner] = chosen
        if not ticked and (line.is_open or learner not in opens):
            continue
        steps[learner] = frozenset(ticked)
        if not line.is_open and learner not in opens:
            problems[learner] = "locked"
        elif ticked and learner not in how:
            problems[learner] = "how"
    return Typed(steps, how, frozenset(opens), problems)


def _entered() -> dict[int, int]:
    """What the address says was entered: how many steps, by slip."""
    found = {}
    for part in request.args.get("kirjattu", "").split("."):
        slip, count = (read_number(text) for text in part.partition("-")[::2])
        if slip is not None and count is not None:
            found[slip] = count
    return found
