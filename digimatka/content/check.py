"""Everything that is known about the files of a journey, as problems."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from digimatka.content import passages, scenarios
from digimatka.content.checks import (
    access,
    freshness,
    graph,
    language,
    media,
    plain,
    practice,
    signs,
    steps,
    translations,
    words,
)
from digimatka.content.files import Folder
from digimatka.content.grammar import Grammar, endings
from digimatka.content.load import Loaded, load_journeys
from digimatka.content.problems import Problem, in_order
from digimatka.core.compiler import compile_rules


def check_path(path: Path, today: date, grammar: Grammar = endings) -> tuple[Problem, ...]:
    """Every problem with the journey or journeys in a folder, sorted. Never raises."""
    return in_order(
        problem for loaded in load_journeys(path) for problem in check(loaded, today, grammar)
    )


def check(loaded: Loaded, today: date, grammar: Grammar = endings) -> tuple[Problem, ...]:
    """The loader's problems, and those that the checks find; ``today`` dates the sources' reviews.

    The rules can be examined only once the files are free of errors. Texts are read in every file
    that is right in itself.
    """
    return in_order((*loaded.problems, *_found(loaded, today), *_in_texts(loaded, grammar)))


def _found(loaded: Loaded, today: date) -> Iterator[Problem]:
    sources = loaded.sources
    yield from language.check(sources)
    yield from freshness.check(sources, today)
    if loaded.journey is not None:
        folder = Folder(loaded.folder)
        rules = compile_rules(loaded.journey)
        yield from media.check(folder)
        yield from steps.check(loaded.journey, sources)
        yield from practice.check(loaded.journey, sources)
        yield from words.check(loaded.journey, folder, sources)
        yield from translations.check(loaded)
        yield from graph.check(loaded.journey, rules, sources)
        yield from scenarios.check(loaded.journey, rules, sources)


def _in_texts(loaded: Loaded, grammar: Grammar) -> Iterator[Problem]:
    """What is said of a word is said once in a file: the first time that it stands there."""
    sources = loaded.sources
    is_finnish = sources.journey is not None and sources.journey.get("language") == "fi"
    glossary = sources.glossary.data if sources.glossary is not None else {}
    explained, known = plain.stems(glossary), signs.known_capitals(glossary)
    known_grammar = cache(grammar)
    said: set[tuple[str, str]] = set()
    for passage in passages.read(loaded):
        yield from access.check(passage, is_finnish=is_finnish)
        if is_finnish:
            yield from plain.check(passage, explained, known_grammar)
            for problem in signs.check(passage, known):
                if (problem.file, problem.message) not in said:
                    said.add((problem.file, problem.message))
                    yield problem
