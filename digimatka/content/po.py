"""Reads files of translations (gettext, ``.po``) as entries that know their lines.

Babel reads such files, too, but forgets the earlier text of a message, joins what stands twice,
and stumbles over broken files instead of saying where they are wrong.
"""

import re
from typing import Final

from digimatka.content.entries import Catalogue, Entry
from digimatka.content.problems import Level, Problem, Wording
from digimatka.content.source import line_and_column

# A journey as long as ours has some five thousand texts, and a file of some 1.3 megabytes.
MAX_BYTES: Final = 3_000_000
MOST_ENTRIES: Final = 20_000
MOST_LINES: Final = 200_000
_LINE: Final = re.compile(
    r"(?P<old>#~)?(?P<past>(?(old)\||#\|))?\s*(?:(?P<key>msgctxt|msgid|msgstr)\s*)?"
    r'"(?P<text>[^"\\]*(?:\\.[^"\\]*)*)"'
)
_KEYWORD: Final = re.compile(r"^(?:#~)?[ \t]*msgid\b", re.M)
_ESCAPED: Final = re.compile(r"\\(.)")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SIGNS: Final = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}


class _BrokenError(Exception):
    """A line that cannot be read."""

    def __init__(self, line: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.wording: Wording = ("translation-broken", message, hint)
        self.line = line


def read(file: str, data: bytes) -> Catalogue | Problem:
    """The messages of a file, or the first reason why it cannot be read."""
    if len(data) > MAX_BYTES:
        return Problem(file, 1, 1, Level.ERROR, *_TOO_LARGE)
    try:
        text = _plain(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = _plain(data[: error.start].decode("utf-8-sig", errors="replace"))
        place = line_and_column(before, len(before))
        return Problem(file, *place, Level.ERROR, *_NOT_UTF8)
    control = _CONTROL.search(text)
    if control:
        place = line_and_column(text, control.start())
        return Problem(file, *place, Level.ERROR, *_CONTROL_CHARACTER)
    if text.count("\n") > MOST_LINES or len(_KEYWORD.findall(text)) > MOST_ENTRIES:
        return Problem(file, 1, 1, Level.ERROR, *_TOO_LARGE)
    try:
        entries = _Reading().run(text)
    except _BrokenError as error:
        return Problem(file, error.line, 1, Level.ERROR, *error.wording)
    head = next((entry for entry in entries if entry.is_head), None)
    return Catalogue(head, tuple(entry for entry in entries if entry is not head))


class _Reading:
    """One run over the lines of a file."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._begin()

    def run(self, text: str) -> list[Entry]:
        """Every entry in the order of the file."""
        number = 0
        for number, raw in enumerate(text.split("\n"), 1):
            line = raw.strip()
            if not line:
                continue
            match = _LINE.fullmatch(line)
            if match is not None:
                self._string(number, match)
            elif line.startswith("#") and not line.startswith(("#~", "#|")):
                self._comment(number, line)
            else:
                raise _BrokenError(number, *_STRANGE)
        self._end(number)
        return self.entries

    def _begin(self) -> None:
        self.parts: dict[str, list[str]] = {}
        self.lines: dict[str, int] = {}
        self.into: list[str] | None = None
        self.notes: list[str] = []
        self.where: list[str] = []
        self.is_fuzzy = self.is_obsolete = False

    def _string(self, number: int, match: re.Match[str]) -> None:
        text, key = _unescaped(match["text"], number), match["key"]
        if key is None:
            if self.into is None:
                raise _BrokenError(number, *_STRANGE)
            self.into.append(text)
            return
        if key != "msgstr" and "msgstr" in self.parts:
            self._end(number)
        if match["past"]:
            key = f"past {key}"
        is_out_of_turn = key == "msgctxt" and "msgid" in self.parts
        if key in self.parts or is_out_of_turn:
            raise _BrokenError(number, *_UNFINISHED)
        if key == "msgstr" and "msgid" not in self.parts:
            raise _BrokenError(number, *_NO_TEXT)
        self.is_obsolete = self.is_obsolete or match["old"] is not None
        self.lines[key] = number
        self.into = self.parts[key] = [text]

    def _comment(self, number: int, line: str) -> None:
        if self.parts.keys() & {"msgctxt", "msgid"}:
            self._end(number)
        self.into = None
        if line.startswith("#,"):
            self.is_fuzzy = "fuzzy" in [flag.strip() for flag in line[2:].split(",")]
        elif line.startswith("#:"):
            self.where += line[2:].split()
        elif not line.startswith("#."):
            self.notes.append(line[1:].strip())

    def _end(self, number: int) -> None:
        """The message before is whole; what comes begins another."""
        if self.parts.keys() & {"msgctxt", "msgid"} and "msgstr" not in self.parts:
            raise _BrokenError(number, *_UNFINISHED)
        if "msgstr" in self.parts:
            text = {key: "".join(part) for key, part in self.parts.items()}
            self.entries.append(
                Entry(
                    text.get("msgctxt", ""),
                    text["msgid"],
                    text["msgstr"],
                    is_fuzzy=self.is_fuzzy,
                    previous=text.get("past msgid", ""),
                    notes=tuple(self.notes),
                    where=tuple(self.where),
                    is_obsolete=self.is_obsolete,
                    line=self.lines.get("msgctxt", self.lines["msgid"]),
                    told_at=self.lines["msgstr"],
                )
            )
        self._begin()


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unescaped(text: str, line: int) -> str:
    def sign(match: re.Match[str]) -> str:
        if match[1] not in _SIGNS:
            raise _BrokenError(line, *_ESCAPE)
        return _SIGNS[match[1]]

    return _ESCAPED.sub(sign, text) if "\\" in text else text


_TOO_LARGE: Final = (
    "file-too-large",
    f"Käännöstiedosto on liian suuri. Raja on {MAX_BYTES // 1_000_000} megatavua.",
    "Aja `digimatka translate`: se poistaa turhan. Vanhat käännökset (#~) voi poistaa lopusta.",
)
_NOT_UTF8: Final = (
    "not-utf8",
    "Tiedoston merkistö on väärä. Sen pitää olla UTF-8.",
    "Avaa tiedosto käännösohjelmassa ja tallenna se uudelleen. Valitse merkistöksi UTF-8.",
)
_CONTROL_CHARACTER: Final = (
    "control-character",
    "Rivillä on ohjausmerkki, jota ei voi näyttää.",
    "Poista merkki. Se on tullut yleensä kopioinnissa: kirjoita sana uudelleen.",
)
_LIKE: Final = 'Rivillä on msgctxt, msgid tai msgstr ja teksti lainausmerkeissä: msgstr "Hej".'
_STRANGE: Final = (
    "Riviä ei ymmärretä.",
    f'{_LIKE} Tekstin sisällä lainausmerkki on \\".',
)
_UNFINISHED: Final = ("Tätä ennen teksti jää ilman käännöksen riviä (msgstr).", _LIKE)
_NO_TEXT: Final = ("Käännöksellä ei ole tekstiä, jota se kääntää (msgid).", _LIKE)
_ESCAPE: Final = (
    "Rivillä on merkki \\, jonka perässä on väärä merkki.",
    'Kirjoita \\\\, jos tarkoitat merkkiä \\. Muut ovat \\" ja \\n (rivin vaihto).',
)
