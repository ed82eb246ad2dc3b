"""What every code of a problem means: read from ``explain/``, a file for each family of checks."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import wrap
from typing import Final

from digimatka.content import suggest
from digimatka.content.nodes import parse
from digimatka.content.problems import to_text

FOLDER: Final = Path(__file__).parent / "explain"
_WIDTH: Final = 80


@dataclass(frozen=True, slots=True)
class Explanation:
    """One code in plain Finnish: what is wrong, why it matters to a learner, and how to mend it.

    ``before`` and ``after`` are an example; empty where there is no example to give.
    """

    code: str
    family: str
    title: str
    what: str
    why: str
    fix: str
    before: str
    after: str

    def to_text(self) -> str:
        """The explanation for a terminal."""
        parts = [f"{self.code} ({self.title})\n\n{self.what}\n\nMiksi se haittaa: {self.why}"]
        parts.append(f"Näin korjaat: {self.fix}")
        if self.before:
            parts.append(f"Ennen:\n{_indented(self.before)}\n\nJälkeen:\n{_indented(self.after)}")
        return "\n\n".join(parts)


class ExplanationError(Exception):
    """A file of ``explain/`` cannot be read: the package is broken."""


@cache
def explanations() -> Mapping[str, Explanation]:
    """Every code with its explanation."""
    found: dict[str, Explanation] = {}
    for file in sorted(FOLDER.glob("*.yaml")):
        parsed = parse(file.name, file.read_bytes())
        if parsed.source is None or parsed.problems:
            raise ExplanationError(to_text(parsed.problems))
        data = parsed.source.data
        for code, words in data["codes"].items():
            stripped = {key: text.strip("\n") for key, text in words.items()}
            found[code] = Explanation(code, file.stem, data["title"], **stripped)
    return found


def nearest(code: str) -> str:
    """A hint for a code that there is not."""
    near = suggest.closest(code, explanations())
    return f"Tarkoititko ”{near}”?" if near else ""


def _indented(text: str) -> str:
    """Lines of an example; long ones, which are prose, go on below."""
    lines = (wrap(line, _WIDTH) if len(line) > _WIDTH else [line] for line in text.splitlines())
    return "\n".join(f"    {part}".rstrip() for line in lines for part in line)
