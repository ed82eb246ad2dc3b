"""The journeys that are served, and what becomes of them when the files change meanwhile.

A journey whose new files have an error, or whose folder is gone, stays as it was: the last good
version. What was served once is taken away only by a new start.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from digimatka.content.files import JOURNEY
from digimatka.content.folders import journeys_in
from digimatka.content.load import load_journey
from digimatka.content.problems import Level, Problem, has_errors
from digimatka.core.compiler import compile_rules
from digimatka.core.rules import Rules

# By the path of a file of a journey when and what it was last: cheap to ask, other when it changes.
Mark = frozenset[tuple[str, int, int, int]]
Marks = Mapping[str, Mark]
_GONE: Final = (
    "journey-gone",
    "Matkan kansio tai tiedosto journey.yaml on kadonnut.",
    "Palauta kansio. Asiakkaille näkyy viimeinen ehjä versio, kunnes palvelin käynnistetään.",
)


@dataclass(frozen=True, slots=True)
class Served:
    """What is served. ``problems``: by journey why its files of now are not.

    ``seen`` are the files as they were last looked at, ``good`` as they were when they were read.
    """

    journeys: Mapping[str, Rules]
    seen: Marks = field(default_factory=dict)
    good: Marks = field(default_factory=dict)
    problems: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)


def marks(root: Path) -> Marks:
    """The files of every journey of a folder as they are now. None can be there, and none fails."""
    return {name: frozenset(_files(path)) for name, path in journeys_in(root).items()}


def begin(journeys: Mapping[str, Rules], seen: Marks) -> Served:
    """The journeys that were read at the start; ``seen`` are the files of just before it."""
    return Served(journeys, seen, seen)


def renew(root: Path, served: Served) -> Served:
    """What is to be served now: the same object if no file has changed.

    Files that change while they are read are looked at again the next time.
    """
    seen = marks(root)
    if seen == served.seen:
        return served
    journeys, good = dict(served.journeys), dict(served.good)
    problems: dict[str, tuple[Problem, ...]] = {}
    folders = journeys_in(root)
    for name in [*journeys, *(name for name in seen if name not in journeys)]:
        mark = seen.get(name)
        if mark is None:
            problems[name] = (Problem(f"{name}/{JOURNEY}", 1, 1, Level.ERROR, *_GONE),)
        elif mark == served.seen.get(name) and name in served.problems:
            problems[name] = served.problems[name]
        elif mark != good.get(name):
            loaded = load_journey(folders[name])
            if loaded.journey is not None:
                journeys[name], good[name] = compile_rules(loaded.journey), mark
            elif has_errors(loaded.problems):
                problems[name] = tuple(_shown(root, problem) for problem in loaded.problems)
    return Served(journeys, seen if marks(root) == seen else {}, good, problems)


def _shown(root: Path, problem: Problem) -> Problem:
    """The problem with its file as it is called within the folder that is served."""
    return replace(problem, file=problem.file.removeprefix(f"{root.as_posix()}/"))


def _files(folder: Path) -> list[tuple[str, int, int, int]]:
    found = []
    try:
        for place, folders, names in os.walk(folder):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in names:
                path = os.path.join(place, name)
                about = os.stat(path)
                found.append((path, about.st_mtime_ns, about.st_size, about.st_ino))
    except OSError:  # it is being changed: the next look will tell
        return [(str(folder), 0, 0, 0)]
    return found
