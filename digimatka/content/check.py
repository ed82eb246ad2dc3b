"""Everything that is known about the files of a journey, as problems."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from digimatka.content import scenarios
from digimatka.content.checks import freshness, graph, language, practice, steps, words
from digimatka.content.files import Folder
from digimatka.content.load import Loaded, load_journeys
from digimatka.content.problems import Problem, in_order
from digimatka.core.compiler import compile_rules


def check_path(path: Path, today: date) -> tuple[Problem, ...]:
    """Every problem with the journey or journeys in a folder, sorted. Never raises."""
    return in_order(problem for loaded in load_journeys(path) for problem in check(loaded, today))


def check(loaded: Loaded, today: date) -> tuple[Problem, ...]:
    """The loader's problems, and those that the checks find; ``today`` dates the sources' reviews.

    The rules can be examined only once the files are free of errors.
    """
    return in_order((*loaded.problems, *_found(loaded, today)))


def _found(loaded: Loaded, today: date) -> Iterator[Problem]:
    sources = loaded.sources
    yield from language.check(sources)
    yield from freshness.check(sources, today)
    if loaded.journey is not None:
        rules = compile_rules(loaded.journey)
        yield from steps.check(loaded.journey, sources)
        yield from practice.check(loaded.journey, sources)
        yield from words.check(loaded.journey, Folder(loaded.folder), sources)
        yield from graph.check(loaded.journey, rules, sources)
        yield from scenarios.check(loaded.journey, rules, sources)
