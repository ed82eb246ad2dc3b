"""The bytes of a content file as text, and what is wrong with its characters."""

import re
from dataclasses import dataclass
from typing import Final

from digimatka.content.problems import Level, Problem, Wording
from digimatka.content.source import line_and_column

MAX_BYTES: Final = 256 * 1024
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_UNSEEN = re.compile(
    "[\u0085\u00a0\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]"
)
# The parser would end a line at these, as YAML 1.1 says; no editor does.
_OLD_LINE_ENDS = re.compile("[\u0085\u2028\u2029]")
_HARD_SPACES: Final = "\u00a0\u202f"
_JOINER: Final = "\u200d"


@dataclass(frozen=True, slots=True)
class Text:
    """The text with plain newlines, or None if there is nothing to parse; and its problems."""

    text: str | None
    problems: tuple[Problem, ...]


def decode(file: str, data: bytes) -> Text:
    """Reads UTF-8 (with or without a byte order mark) and looks at every character."""
    if len(data) > MAX_BYTES:
        return _refused(file, (1, 1), _TOO_LARGE)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = _plain_newlines(data[: error.start].decode("utf-8-sig", errors="replace"))
        return _refused(file, line_and_column(before, len(before)), _NOT_UTF8)
    text = _plain_newlines(text)
    control = _CONTROL.search(text)
    if control:
        return _refused(file, line_and_column(text, control.start()), _CONTROL_CHARACTER)
    problems = _unseen(file, text)
    if problems:
        text = _OLD_LINE_ENDS.sub(" ", text)
    if "\t" in text:
        problems.append(_tab(file, text))
        if re.search(r"^ *\t", text, re.M):
            return Text(None, tuple(problems))
        text = text.replace("\t", " ")
    return Text(text, tuple(problems))


def _plain_newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refused(file: str, place: tuple[int, int], wording: Wording) -> Text:
    return Text(None, (Problem(file, *place, Level.ERROR, *wording),))


def _tab(file: str, text: str) -> Problem:
    lines = sum("\t" in line for line in text.split("\n"))
    return Problem(
        file,
        *line_and_column(text, text.index("\t")),
        Level.ERROR,
        "tab",
        f"Tiedostossa on sarkaimia (Tab-näppäin), {lines} rivillä.",
        "Poista sarkain ja lyö tilalle välilyöntejä. Sisennyksessä käytetään vain välilyöntejä.",
    )


def _unseen(file: str, text: str) -> list[Problem]:
    """The first doubtful character of each line.

    A hard space after a digit ("10 000 €") is good typography, and the joiner between two picture
    characters is part of the picture.
    """
    problems: dict[int, Problem] = {}
    told_until = 0
    for match in _UNSEEN.finditer(text):
        at, char = match.start(), match[0]
        if at < told_until:
            continue
        before, after = text[max(at - 1, 0) : at], text[at + 1 : at + 2]
        hard_space = char in _HARD_SPACES
        if hard_space and before.isdigit() and not after.isspace():
            continue
        if char == _JOINER and before and not (before.isalnum() or before.isspace()):
            continue
        line, column = line_and_column(text, at)
        code, message, hint = _HARD_SPACE if hard_space else _INVISIBLE
        problem = Problem(file, line, column, Level.WARNING, code, message.format(ord(char)), hint)
        problems[line] = problem
        end = text.find("\n", at)
        told_until = end if end >= 0 else len(text)
    return list(problems.values())


_TOO_LARGE: Final = (
    "file-too-large",
    f"Tiedosto on liian suuri. Raja on {MAX_BYTES // 1024} kilotavua.",
    "Jaa sisältö useampaan tehtävään. Kuvat kuuluvat omiin tiedostoihinsa.",
)
_NOT_UTF8: Final = (
    "not-utf8",
    "Tiedoston merkistö on väärä. Sen pitää olla UTF-8.",
    "Avaa tiedosto tekstieditorissa ja tallenna se uudelleen. Valitse merkistöksi UTF-8.",
)
_CONTROL_CHARACTER: Final = (
    "control-character",
    "Rivillä on ohjausmerkki, jota ei voi näyttää.",
    "Poista merkki. Se on tullut yleensä kopioinnissa: kirjoita sana uudelleen.",
)
_HARD_SPACE: Final = (
    "hard-space",
    "Rivillä on sitova välilyönti (U+{:04X}). Se näyttää välilyönniltä, mutta ei ole se.",
    "Poista se ja lyö tavallinen välilyönti. Merkki tulee usein mukana Wordista.",
)
_INVISIBLE: Final = (
    "invisible-character",
    "Rivillä on näkymätön merkki (U+{:04X}).",
    "Poista merkki: kirjoita kohta uudelleen. Se on tullut yleensä kopioinnissa.",
)
