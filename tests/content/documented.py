"""What ``docs/content-format.md`` says, as data: its examples and its table of problems."""

import re
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

DOCUMENT: Final = Path(__file__).parents[2] / "docs" / "content-format.md"
_FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<text>.*?)^```$", re.M | re.S)
_ROW = re.compile(r"^\| `(?P<code>[a-z0-9-]+)` \| (?P<level>error|warning) \| ", re.M)


class Example(NamedTuple):
    """A fenced block: the words after the fence, the text, and its line in the document."""

    info: tuple[str, ...]
    text: str
    line: int


@cache
def examples() -> tuple[Example, ...]:
    """Every fenced block of the document."""
    document = DOCUMENT.read_text(encoding="utf-8")
    return tuple(
        Example(
            tuple(match["info"].split()), match["text"], document.count("\n", 0, match.start()) + 1
        )
        for match in _FENCE.finditer(document)
    )


@cache
def documented_codes() -> frozenset[str]:
    """Every code in the table of problems."""
    return frozenset(row["code"] for row in _ROW.finditer(DOCUMENT.read_text(encoding="utf-8")))


@cache
def documented_levels() -> frozenset[str]:
    """Every code with its level, as a problem shows them: ``error[tag]``."""
    document = DOCUMENT.read_text(encoding="utf-8")
    return frozenset(f"{row['level']}[{row['code']}]" for row in _ROW.finditer(document))
