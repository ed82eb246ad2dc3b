"""Ids that stand twice where they must stand once. Works on files that have other faults too."""

from collections.abc import Iterator, Mapping
from typing import Final

from digimatka.content.problems import Problem
from digimatka.content.source import Source, line_and_column
from digimatka.core.kinds.base import letter

# Addresses under a journey that are pages of their own.
RESERVED: Final = frozenset({"luku"})
RENAME: Final = "Muuta jompikumpi. Jos matka on jo käytössä, muuta tiedoston tai kansion nimeä."


def in_quest(source: Source) -> Iterator[Problem]:
    """Repeated ids of steps, and of options, groups and statements within a step."""
    yield from repeated(source, "steps")
    for index, step in enumerate(source.items("steps")):
        if isinstance(step, dict):
            for name in ("options", "groups", "statements"):
                yield from repeated(source, "steps", index, name)


def repeated(source: Source, *path: str | int) -> Iterator[Problem]:
    """Ids that a list holds twice, whether it is a list of ids or of things that have one.

    An option without an id has its letter, which another option may have taken.
    """
    first: dict[str, int] = {}
    for index, item in enumerate(source.items(*path)):
        place: tuple[str | int, ...] = (*path, index)
        name = item
        if isinstance(item, Mapping):
            place = (*place, "id")
            name = item.get("id", letter(index) if path[-1] == "options" else None)
        if not isinstance(name, str):
            continue
        if name in first:
            line, _ = line_and_column(source.text, source.offset((*path, first[name])))
            message = f"Tunnus ”{name}” on jo rivillä {line}."
            yield source.error(place, "duplicate-id", message, "Keksi toinen tunnus tai poista.")
        else:
            first[name] = index


def in_journey(quests: Mapping[str, list[Source]]) -> Iterator[Problem]:
    """Quests of different files that have the same id, and ids that no quest may have."""
    for name, sources in quests.items():
        for source in sources[1:]:
            message = f"Tunnus ”{name}” on jo toisella tehtävällä: {sources[0].file}"
            hint = "Anna tälle toinen tunnus ja tiedostolle sama nimi."
            yield source.error(("id",), "duplicate-id", message, hint)
        if name in RESERVED:
            message = f"Tunnus ”{name}” on varattu: se on sivuston oma osoite."
            yield sources[0].error(("id",), "reserved-id", message, "Keksi toinen tunnus.")
