"""What is wrong in a content file, where, and what to do about it; worded for the author."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum

# A code, a message and a hint.
Wording = tuple[str, str, str]


class Level(StrEnum):
    """An error keeps the journey from being used; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding. ``line`` and ``col`` count from 1; ``message`` and ``hint`` are plain Finnish.

    The order of the fields is the order in which problems are shown.
    """

    file: str
    line: int
    col: int
    level: Level
    code: str
    message: str
    hint: str = ""


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems by file and place, each once."""
    return tuple(sorted(set(problems)))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems is more than a warning."""
    return any(problem.level is Level.ERROR for problem in problems)


def to_text(problems: Iterable[Problem]) -> str:
    """One line a problem, ``file:line:col: level[code]: message``, and its hint indented below."""
    lines: list[str] = []
    for problem in problems:
        place = f"{problem.file}:{problem.line}:{problem.col}"
        lines.append(f"{place}: {problem.level}[{problem.code}]: {problem.message}")
        lines += [f"    {line}" for line in problem.hint.splitlines()]
    return "\n".join(lines)


def to_json(problems: Iterable[Problem]) -> str:
    """A JSON list with one object a problem, its keys as in ``Problem``."""
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2)


def to_github(problems: Iterable[Problem]) -> str:
    """Workflow commands, one line a problem, that GitHub shows beside the changed lines."""
    lines: list[str] = []
    for problem in problems:
        where = f"file={_property(problem.file)},line={problem.line},col={problem.col}"
        words = "\n".join(part for part in (problem.message, problem.hint) if part)
        lines.append(f"::{problem.level} {where},title={_property(problem.code)}::{_data(words)}")
    return "\n".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
