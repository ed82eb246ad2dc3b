"""What differs between two sets of files, as lines that people read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from typing import Final

from digimatka.content.folders import is_text

CONTEXT: Final = 3


@dataclass(frozen=True, slots=True)
class FileDiff:
    """A file that differs. ``lines`` are those of a unified diff without its two head lines.

    ``state`` is "changed", "added" or "removed"; a picture has no lines.
    """

    name: str
    state: str
    lines: tuple[str, ...]

    @property
    def added(self) -> int:
        """How many lines came."""
        return sum(line.startswith("+") for line in self.lines)

    @property
    def removed(self) -> int:
        """How many lines went."""
        return sum(line.startswith("-") for line in self.lines)


def compare(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> tuple[FileDiff, ...]:
    """Every file that differs, by name."""
    return tuple(
        FileDiff(name, state_of(name, old, new), tuple(_lines(name, old, new)))
        for name in sorted(old.keys() | new.keys())
        if old.get(name) != new.get(name)
    )


def state_of(name: str, old: Mapping[str, object], new: Mapping[str, object]) -> str:
    """What became of a file: "same", "changed", "added" or "removed"."""
    if name not in old:
        return "added"
    if name not in new:
        return "removed"
    return "same" if old[name] == new[name] else "changed"


def between(mine: str, theirs: str) -> tuple[str, ...]:
    """The lines of a unified diff of two texts."""
    lines = unified_diff(theirs.splitlines(), mine.splitlines(), lineterm="", n=CONTEXT)
    return tuple(lines)[2:]


def _lines(name: str, old: Mapping[str, bytes], new: Mapping[str, bytes]) -> Iterator[str]:
    if is_text(name):
        before, after = (side.get(name, b"").decode("utf-8", "replace") for side in (old, new))
        yield from between(after, before)
