"""Old ids (``was``): none may be in use, and none may lead to two places."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from digimatka.content.problems import Problem
from digimatka.content.source import Source
from digimatka.core.kinds.base import letter

_IN_USE: Final = "Poista se kohdasta ”was”. Siinä on vain tunnuksia, jotka eivät ole enää käytössä."
_TWICE: Final = "Jätä se vain yhteen paikkaan: siihen, jossa vanhaa jatketaan."


@dataclass(frozen=True, slots=True)
class _Thing:
    """Something that has an id, and where it stands in its file."""

    source: Source
    path: tuple[str | int, ...]
    id: object


def in_quest(source: Source) -> Iterator[Problem]:
    """The old ids of steps, and those of the options of each."""
    yield from in_list(source, "steps")
    for index, step in enumerate(source.items("steps")):
        if isinstance(step, dict) and step.get("kind") == "choose":
            yield from in_list(source, "steps", index, "options")


def in_list(source: Source, *path: str | int) -> Iterator[Problem]:
    """The old ids of things in a list, such as steps. An option without an id has its letter."""
    things = []
    for index, item in enumerate(source.items(*path)):
        if isinstance(item, dict):
            own = item.get("id", letter(index) if path[-1] == "options" else None)
            things.append(_Thing(source, (*path, index), own))
    yield from _check(things)


def in_journey(quests: Mapping[str, list[Source]]) -> Iterator[Problem]:
    """The old ids of quests."""
    yield from _check([_Thing(s, (), name) for name, found in quests.items() for s in found])


def _check(things: Iterable[_Thing]) -> Iterator[Problem]:
    things = tuple(things)
    used = {thing.id for thing in things if isinstance(thing.id, str)}
    seen: set[str] = set()
    for thing in things:
        for index, old in enumerate(thing.source.items(*thing.path, "was")):
            place = (*thing.path, "was", index)
            if not isinstance(old, str):
                continue
            if old in used:
                message = f"Entinen tunnus ”{old}” on yhä käytössä."
                yield thing.source.error(place, "was-in-use", message, _IN_USE)
            elif old in seen:
                message = f"Entinen tunnus ”{old}” on kahdessa paikassa."
                yield thing.source.error(place, "was-twice", message, _TWICE)
            seen.add(old)
