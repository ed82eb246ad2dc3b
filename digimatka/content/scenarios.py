"""Runs the authors' own tests of the rules through the engine."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from digimatka.content.problems import Problem
from digimatka.content.source import Sources
from digimatka.core.engine import fold, is_open, settle
from digimatka.core.events import Event, Mark, QuestMarked, StepCompleted
from digimatka.core.journey import Given, Journey, Scenario, Then
from digimatka.core.progress import Progress
from digimatka.core.rules import DONE, Rules

# Scenarios know no dates; every event carries some day.
_DAY: Final = date(2026, 1, 1)


def check(journey: Journey, rules: Rules, sources: Sources) -> Iterator[Problem]:
    """An error for each ``then`` that does not come true."""
    for quest in journey.quests():
        for index, scenario in enumerate(quest.scenarios):
            progress = play(rules, scenario)
            for place, then in enumerate(scenario.then):
                wrong = contradiction(rules, progress, then)
                if wrong:
                    path = ("scenarios", index, "then", place)
                    name = f" ({scenario.name})" if scenario.name else ""
                    message = f"Testi ei mene läpi{name}: {wrong}"
                    hint = "Korjaa ehto (requires tai merkin rule), tai testi, jos se on väärässä."
                    source = sources.quests[quest.id]
                    yield source.error(path, "scenario-fails", message, hint)


def play(rules: Rules, scenario: Scenario) -> Progress:
    """The progress of somebody who has done what is given, in that order, and nothing else."""
    progress = rules.fresh()
    for given in scenario.given:
        progress = fold(rules, _events(rules, given), progress)
        progress = fold(rules, settle(rules, progress, _DAY), progress)
    return progress


def contradiction(rules: Rules, progress: Progress, then: Then) -> str:
    """How the progress differs from what is expected, in Finnish; empty if it does not."""
    if then.open and not is_open(rules.quests[then.open], progress):
        return f"tehtävä ”{then.open}” on vielä lukossa."
    if then.locked and is_open(rules.quests[then.locked], progress):
        return f"tehtävä ”{then.locked}” on jo auki."
    if then.done and not progress.facts >> rules.quests[then.done].bit(DONE) & 1:
        return f"tehtävä ”{then.done}” ei ole valmis."
    badge = then.badge or then.no_badge
    if badge is not None:
        has_badge = bool(progress.facts >> rules.badges[badge].bit & 1)
        if has_badge != (then.badge is not None):
            return f"merkki ”{badge}” on jo saatu." if has_badge else f"merkkiä ”{badge}” ei saatu."
    return ""


def _events(rules: Rules, given: Given) -> Iterator[Event]:
    if given.done:
        for step in rules.quests[given.done].quest.steps:
            yield StepCompleted(given.done, step.id, given.how, (), _DAY)
    elif given.known:
        yield QuestMarked(given.known, Mark.KNOWN, _DAY)
    elif given.skipped:
        yield QuestMarked(given.skipped, Mark.SKIPPED, _DAY)
    elif given.step:
        yield _completed(given.step, given, ())
    elif given.answered:
        yield _completed(given.answered.step, given, (given.answered.option,))


def _completed(path: str, given: Given, chosen: tuple[str, ...]) -> StepCompleted:
    quest, step = path.split("/")
    return StepCompleted(quest, step, given.how, chosen, _DAY)
