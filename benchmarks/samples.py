"""Journeys of any size made from the real quests, and learners who walk them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from digimatka.content.load import load_journeys
from digimatka.core.commands import CompleteStep
from digimatka.core.compiler import compile_rules
from digimatka.core.journey import Badge, Chapter, Journey, Quest
from digimatka.core.kinds.base import Assistance
from digimatka.core.requirement import Requirement
from digimatka.core.rules import Rules
from digimatka.settings import beside_package
from digimatka.store import learners
from digimatka.store.migrate import migrate
from digimatka.store.session import Store

DAY: Final = date(2026, 11, 24)
CHAPTER_SIZE: Final = 10


@cache
def real_journey() -> Journey:
    """The journey that comes along."""
    journey = load_journeys(beside_package("quests"))[0].journey
    if journey is None:
        raise RuntimeError("the journey has errors: run `make run` or `digimatka check`")
    return journey


@cache
def rules_of_size(quests: int) -> Rules:
    """A journey of that many quests, compiled."""
    return compile_rules(journey_of_size(quests))


def journey_of_size(count: int) -> Journey:
    """Copies of the real quests in chapters of ten, with requirements and badges of every sort.

    The models are copied and not validated: such a long journey is more than the format allows.
    """
    real = real_journey()
    models = real.quests()
    quests = [_quest(models[i % len(models)], i, i % CHAPTER_SIZE) for i in range(count)]
    chapters = [
        Chapter.model_construct(
            id=_chapter_id(start // CHAPTER_SIZE),
            head=real.chapters[0].head,
            quests=tuple(quests[start : start + CHAPTER_SIZE]),
        )
        for start in range(0, count, CHAPTER_SIZE)
    ]
    badges = [badge for i, chapter in enumerate(chapters) for badge in _badges(i, chapter)]
    return real.model_copy(update={"chapters": tuple(chapters), "badges": tuple(badges)})


def walk(rules: Rules) -> Iterator[CompleteStep]:
    """Every step of a journey in its order; every fifth one was done with help."""
    for rule in rules.order:
        for position, step in enumerate(rule.quest.steps):
            told = Assistance.HELP if (rule.index + position) % 5 == 4 else None  # noqa: PLR2004
            yield CompleteStep(rule.quest.id, step.id, told=told)


@dataclass(frozen=True, slots=True)
class Crowd:
    """A store with learners of these ids who have not begun."""

    store: Store
    ids: tuple[int, ...]


def crowd(file: Path, size: int) -> Crowd:
    """A new database with so many learners."""
    store = Store(f"sqlite:///{file}")
    migrate(store)
    with store.write() as connection:
        ids = tuple(learners.add(connection, DAY) for _ in range(size))
    return Crowd(store, ids)


def _chapter_id(number: int) -> str:
    return f"luku-{number}"


def _quest_id(number: int) -> str:
    return f"tehtava-{number}"


def _quest(model: Quest, number: int, place: int) -> Quest:
    """Some quests are open at once, some ask for the one before, some for this or that."""
    requires: dict[str, Any] | None = {"quest": _quest_id(number - 1)}
    chapter = number // CHAPTER_SIZE
    if place == 0:
        before = {"at_least": 3, "of_chapter": _chapter_id(chapter - 1)}
        requires = before if chapter else None
    elif place == 4:  # noqa: PLR2004 - the fifth of ten
        requires = None
    elif place == 7:  # noqa: PLR2004 - the eighth of ten
        badge = {"badge": f"merkki-{chapter}-1"}
        other = {"quest": _quest_id(number - 2), "assistance": Assistance.ALONE}
        requires = {"all": [{"quest": _quest_id(number - 5)}, {"any": [badge, other]}]}
    return model.model_copy(
        update={
            "id": _quest_id(number),
            "requires": None if requires is None else Requirement.model_validate(requires),
            "scenarios": (),
        }
    )


def _badges(number: int, chapter: Chapter) -> Iterator[Badge]:
    """For a first quest of the chapter, for three of them, and for nearly all of them alone."""
    first = chapter.quests[0]
    few = min(3, len(chapter.quests))
    rules: list[dict[str, Any]] = [
        {
            "any": [
                {"quest": first.id, "counts": "done"},
                {"step": f"{first.id}/{first.steps[0].id}"},
            ]
        },
        {"at_least": few, "of_chapter": chapter.id, "counts": "done"},
        {
            "all": [
                {"quest": first.id},
                {"at_least": few, "of_chapter": chapter.id, "assistance": Assistance.ALONE},
            ]
        },
    ]
    for place, rule in enumerate(rules):
        yield Badge.model_validate(
            {
                "id": f"merkki-{number}-{place}",
                "title": f"Merkki {number}.{place}",
                "shows": "Kuljit osan matkasta.",
                "sign": "key",
                "rule": rule,
            }
        )
