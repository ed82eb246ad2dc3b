"""Whether every quest can be opened and every badge earned, and if not, what waits for what.

Which of them cannot is proved by ``core.reach``. Here each of those is given one other that it
waits for and that cannot be reached either. Following that, one always ends in a ring: whoever is
on the ring waits for itself, and the rest wait for the ring.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from digimatka.content.problems import Problem
from digimatka.content.source import Source, Sources
from digimatka.core.journey import Journey, Quest
from digimatka.core.reach import reach
from digimatka.core.requirement import Requirement
from digimatka.core.rules import Rules

Path = tuple[str | int, ...]
# ("quest" or "badge", id)
Thing = tuple[str, str]
_WORD: Final = {"quest": "tehtävä", "badge": "merkki"}
_WAY_IN: Final = "Poista jokin näistä ehdoista, tai lisää toinen tapa päästä sisään (any)."


@dataclass(frozen=True, slots=True)
class _Wait:
    """What a thing waits for, and where its file says so."""

    target: Thing
    source: Source
    path: Path


def check(journey: Journey, rules: Rules, sources: Sources) -> Iterator[Problem]:
    """A problem for each ring of requirements, and for each thing that waits for one."""
    waits = _waits(journey, rules, sources)
    on_ring: set[Thing] = set()
    for thing in waits:
        ring = _ring(waits, thing)
        if on_ring.isdisjoint(ring):
            on_ring |= set(ring)
            wait = waits[ring[0]]
            names = " → ".join(f"{_WORD[sort]} ”{key}”" for sort, key in (*ring, ring[0]))
            message = f"Ehdot odottavat toisiaan, eikä mikään niistä täyty: {names}."
            yield wait.source.error(wait.path, "requirement-ring", message, _WAY_IN)
    for thing, wait in waits.items():
        if thing not in on_ring:
            sort, key = wait.target
            message = f"Tämä jää saavuttamatta: {_WORD[sort]} ”{key}” ei toteudu koskaan."
            hint = f"Korjaa ensin {_WORD[sort]} ”{key}”, tai vaihda ehto."
            yield wait.source.error(wait.path, f"unreachable-{thing[0]}", message, hint)


def _waits(journey: Journey, rules: Rules, sources: Sources) -> Mapping[Thing, _Wait]:
    """Everything that cannot be reached, with the first unreachable thing that it asks for."""
    reached = reach(rules)
    lost = {("quest", key) for key in rules.quests.keys() - reached.quests.keys()}
    lost |= {("badge", key) for key in rules.badges.keys() - reached.badges.keys()}
    asked: list[tuple[Thing, Requirement, Source, Path]] = [
        (("quest", quest.id), quest.requires, sources.quests[quest.id], ("requires",))
        for quest in journey.quests()
        if quest.requires
    ]
    if sources.badges is not None:
        asked += [
            (("badge", badge.id), badge.rule, sources.badges, ("badges", index, "rule"))
            for index, badge in enumerate(journey.badges)
        ]
    waits: dict[Thing, _Wait] = {}
    for thing, requirement, source, path in asked:
        if thing in lost:
            found = (pair for pair in _asks_for(journey, requirement, path) if pair[0] in lost)
            target, place = next(found, (thing, path))
            waits[thing] = _Wait(target, source, place)
    return waits


def _asks_for(journey: Journey, rule: Requirement, path: Path) -> Iterator[tuple[Thing, Path]]:
    """Every quest and badge that a requirement names or counts."""
    for name in ("all", "any", "of"):
        for index, part in enumerate(getattr(rule, name) or ()):
            yield from _asks_for(journey, part, (*path, name, index))
    answered = rule.answered.step if rule.answered else None
    for key, place in ((rule.step, ("step",)), (answered, ("answered", "step"))):
        if key:
            yield ("quest", key.split("/")[0]), (*path, *place)
    if rule.quest:
        yield ("quest", rule.quest), (*path, "quest")
    if rule.badge:
        yield ("badge", rule.badge), (*path, "badge")
    for quest in _pool(journey, rule):
        yield ("quest", quest.id), (*path, "of_chapter" if rule.of_chapter else "of_skill")


def _pool(journey: Journey, rule: Requirement) -> Iterator[Quest]:
    for chapter in journey.chapters:
        for quest in chapter.quests:
            if chapter.id == rule.of_chapter or rule.of_skill in quest.skills:
                yield quest


def _ring(waits: Mapping[Thing, _Wait], thing: Thing) -> list[Thing]:
    """The ring that one comes to from ``thing``."""
    seen: list[Thing] = []
    while thing not in seen:
        seen.append(thing)
        thing = waits[thing].target
    return seen[seen.index(thing) :]
