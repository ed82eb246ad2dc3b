"""Who is where: those present by their next step, and who could sit beside whom.

A real room is mixed: each walks their own journey. The board shows together those who are at the
same step, and proposes pairs of one who has done it and one who is on it. Steps that a person does
alone (identification, signing, payment) never appear.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from digimatka.core.engine import is_open
from digimatka.core.meeting.model import At
from digimatka.core.overview import next_quest, next_step
from digimatka.core.progress import Progress
from digimatka.core.rules import QuestRule, Rules


@dataclass(frozen=True, slots=True)
class Spot:
    """Those at one step. ``at`` is None where nothing is to be told: see ``why``.

    ``why`` is '' for a step, ``alone`` for what a person does alone, ``done`` for having done all,
    ``locked`` where the chosen quests are not open yet.
    """

    at: At | None
    why: str
    people: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A proposal: ``helper`` has done the step that ``learner`` is on."""

    helper: int
    learner: int
    at: At


def onward(rules: Rules, progress: Progress, quests: Sequence[str]) -> tuple[QuestRule, str] | None:
    """Where one person goes on: at the first chosen quest not done yet, else on their own journey.

    A chosen quest that is not open comes back without a step ('').
    """
    for quest in quests:
        rule = rules.quests.get(quest)
        step = next_step(rule, progress) if rule else None
        if rule and step:
            return (rule, step) if is_open(rule, progress) else (rule, "")
    own = next_quest(rules, progress)
    step = next_step(own, progress) if own else None
    return (own, step) if own and step else None


def where(rules: Rules, progress: Progress, quests: Sequence[str]) -> Spot:
    """Where one person is, as far as others may know."""
    found = onward(rules, progress, quests)
    if found is None:
        return Spot(None, "done", ())
    rule, step = found
    if not step:
        return Spot(None, "locked", ())
    is_alone = rule.quest.steps[rule.step_index[step]].alone
    return Spot(None, "alone", ()) if is_alone else Spot((rule.quest.id, step), "", ())


def board(rules: Rules, walks: Mapping[int, Progress], quests: Sequence[str]) -> tuple[Spot, ...]:
    """Those present by where they are, in the order of the journey; in a spot as they came."""
    found: dict[tuple[str, At | None], list[int]] = {}
    for person, progress in walks.items():
        spot = where(rules, progress, quests)
        found.setdefault((spot.why, spot.at), []).append(person)
    spots = (Spot(at, why, tuple(people)) for (why, at), people in found.items())
    return tuple(sorted(spots, key=lambda spot: _order(rules, spot)))


def pairs(
    rules: Rules, walks: Mapping[int, Progress], spots: Iterable[Spot], helps: Sequence[int]
) -> tuple[Pair, ...]:
    """Proposals in which nobody stands twice; who asked for help comes first."""
    on = {person: spot.at for spot in spots if spot.at for person in spot.people}
    asking = [person for person in helps if person in on]
    learners = [*asking, *(person for person in on if person not in asking)]
    taken: set[int] = set()
    found = []
    for learner in learners:
        at = on[learner]
        if learner in taken or at is None:
            continue
        helper = _helper(rules, walks, at, {*taken, learner, *helps})
        if helper is not None:
            taken |= {learner, helper}
            found.append(Pair(helper, learner, at))
    return tuple(found)


def _helper(rules: Rules, walks: Mapping[int, Progress], at: At, without: set[int]) -> int | None:
    bit = rules.quests[at[0]].step_bit(at[1])
    able = (person for person, walk in walks.items() if walk.facts >> bit & 1)
    return next((person for person in able if person not in without), None)


def _order(rules: Rules, spot: Spot) -> tuple[int, int]:
    if spot.at is None:
        return (len(rules.order), ("locked", "alone", "done").index(spot.why))
    rule = rules.quests[spot.at[0]]
    return (rule.index, rule.step_index[spot.at[1]])
