"""The small journey of these tests: every step kind, rules of every sort, and no problem at all."""

import shutil
from datetime import date
from pathlib import Path
from typing import Final

from digimatka.content.check import check_path
from digimatka.content.problems import Problem

TODAY: Final = date(2026, 11, 24)
HERE: Final = Path(__file__).parent
SMALL: Final = HERE / "pieni-matka"


def copy_to(folder: Path) -> Path:
    """A copy of the journey that a test may break."""
    return Path(shutil.copytree(SMALL, folder / SMALL.name))


def edit(root: Path, name: str, old: str, new: str) -> None:
    """Replaces a text that stands in a file once."""
    text = (root / name).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    (root / name).write_text(text.replace(old, new), encoding="utf-8")


def found(root: Path, today: date = TODAY) -> list[str]:
    """Every problem with a journey as ``file line:col level[code]``, in order."""
    return [as_expected(root, problem) for problem in check_path(root, today)]


def as_expected(root: Path, problem: Problem) -> str:
    """A problem as tests write it down."""
    file = Path(problem.file).relative_to(root).as_posix()
    return f"{file} {problem.line}:{problem.col} {problem.level}[{problem.code}]"
