"""The folder of the content as it is now: whether it has changed, and what is wrong in it."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

from digimatka.content.problems import Level, Problem
from digimatka.content.text import decode

MOST_SHOWN: Final = 20
# So much of a long line is shown before the place that is marked, and in all.
BEFORE: Final = 50
WIDTH: Final = 110
_WORD = re.compile(r"[\w./:-]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an excerpt; ``marked`` is the word that the problem is about."""

    number: int
    before: str
    marked: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A problem as the bar shows it: where, by a short name and for an editor, and the lines."""

    problem: Problem
    place: str
    address: str
    lines: tuple[Line, ...]

    @property
    def is_error(self) -> bool:
        """Whether it keeps the journey from being shown."""
        return self.problem.level is Level.ERROR


def stamp(folder: Path) -> str:
    """A word that is another one after a file was saved, made or taken away.

    Sizes and times are enough, and quick: this is asked twice a second by every open page.
    """
    digest = hashlib.blake2b(digest_size=9)
    for line in sorted(_states(folder)):
        digest.update(line.encode("utf-8", "replace") + b"\n")
    return digest.hexdigest()


def _states(folder: Path) -> Iterator[str]:
    for file in folder.rglob("*"):
        try:
            state = file.stat()
        except OSError:  # an editor took it away this moment
            continue
        if not file.name.startswith((".", "~", "#")) and file.is_file():
            yield f"{file} {state.st_mtime_ns} {state.st_size}"


def shown(problems: Iterable[Problem], folder: Path) -> tuple[Shown, ...]:
    """The problems for the bar, errors first; the files are read for the lines around them."""
    errors_first = sorted(problems, key=lambda problem: problem.level is not Level.ERROR)
    return tuple(_shown(problem, folder) for problem in errors_first[:MOST_SHOWN])


def _shown(problem: Problem, folder: Path) -> Shown:
    at = f"{problem.line}:{problem.col}"
    file = Path(problem.file)
    short = file.relative_to(folder) if file.is_relative_to(folder) else file
    name = folder.name if short == Path() else short.as_posix()
    address = f"vscode://file{quote(file.absolute().as_posix())}:{at}"
    return Shown(problem, f"{name}:{at}", address, tuple(_excerpt(file, problem)))


def _excerpt(file: Path, problem: Problem) -> Iterator[Line]:
    """The line of a problem between its neighbours; nothing if the file cannot be read."""
    try:
        text = decode("", file.read_bytes()).text or ""
    except OSError:
        return
    lines = text.split("\n")
    if problem.line > len(lines) or not text:
        return
    for number in range(max(problem.line - 1, 1), min(problem.line + 1, len(lines)) + 1):
        line = lines[number - 1]
        if number == problem.line:
            yield _marked(number, line, problem.col - 1)
        elif line.strip():
            yield Line(number, line[:WIDTH])


def _marked(number: int, line: str, at: int) -> Line:
    word = _WORD.match(line, at)
    end = word.end() if word else at
    start = max(at - BEFORE, 0) if len(line) > WIDTH else 0
    return Line(number, line[start:at], line[at:end], line[end : start + WIDTH])
