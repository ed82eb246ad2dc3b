"""Reads, parses and validates one file after another, and keeps their problems."""

from collections.abc import Iterable
from typing import TypeVar

from pydantic import BaseModel

from digimatka.content.files import Folder
from digimatka.content.nodes import parse
from digimatka.content.problems import Level, Problem
from digimatka.content.source import Source
from digimatka.content.validate import validate

M = TypeVar("M", bound=BaseModel)


class Reader:
    """The files of a folder, and the problems found so far."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self._errors_at: set[tuple[str, int, int]] = set()

    def take(self, problems: Iterable[Problem]) -> None:
        """Adds problems. A later error at the place of an earlier one is only its echo."""
        fresh = [
            problem
            for problem in problems
            if problem.level is Level.WARNING
            or (problem.file, problem.line, problem.col) not in self._errors_at
        ]
        self.problems += fresh
        self._errors_at |= {(p.file, p.line, p.col) for p in fresh if p.level is Level.ERROR}

    def file(self, name: str, model: type[M]) -> tuple[Source | None, M | None]:
        """The file as nodes if it could be parsed, and as its model if it is right."""
        data = self.folder.read(name)
        if isinstance(data, Problem):
            self.take([data])
            return None, None
        parsed = parse(self.folder.shown(name), data)
        self.take(parsed.problems)
        if parsed.source is None:
            return None, None
        instance, problems = validate(model, parsed.source)
        self.take(problems)
        return parsed.source, instance

    def names(self, name: str = "") -> list[str]:
        """The names in a folder; none if it cannot be read."""
        names = self.folder.names(name)
        if isinstance(names, Problem):
            self.take([names])
            return []
        return names
