"""The messages of a file of translations (gettext, ``.po``), and how they are written into one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

_PARTS: Final = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One message. ``place`` is its context, ``text`` what was translated.

    A fuzzy one waits for somebody to look at it; ``previous`` is the text that it was made for.
    ``notes`` are those of translators, ``where`` the places of the text in the content. ``line`` is
    that of the message, ``told_at`` that of the translation.
    """

    place: str
    text: str
    translation: str = ""
    is_fuzzy: bool = False
    previous: str = ""
    notes: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    is_obsolete: bool = False
    line: int = field(default=1, compare=False)
    told_at: int = field(default=1, compare=False)

    @property
    def key(self) -> tuple[str, str]:
        """By what it is found: the same text may stand in a place once."""
        return self.place, self.text

    @property
    def is_head(self) -> bool:
        """Whether it is the head of the file and no message."""
        return self.key == ("", "") and not self.is_obsolete


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A file that was read: its head if it has one, and its messages."""

    head: Entry | None
    entries: tuple[Entry, ...]

    @property
    def language(self) -> str:
        """The language that the head names; '' if it names none."""
        found = re.search(r"^Language:(.*)$", self.head.translation if self.head else "", re.M)
        return found[1].strip() if found else ""


def write(head: Entry, entries: Iterable[Entry]) -> str:
    """The file. The same messages give the same text."""
    return "\n".join("\n".join((*_lines(entry), "")) for entry in (head, *entries))


def _lines(entry: Entry) -> Iterator[str]:
    yield from (f"# {note}".rstrip() for note in entry.notes)
    yield from (f"#: {where}" for where in entry.where)
    if entry.is_fuzzy:
        yield "#, fuzzy"
    sign = "#~" if entry.is_obsolete else ""
    if entry.previous:
        yield from _quoted(f"{sign}| " if sign else "#| ", "msgid", entry.previous)
    start = f"{sign} " if sign else ""
    if entry.place:
        yield from _quoted(start, "msgctxt", entry.place)
    yield from _quoted(start, "msgid", entry.text)
    yield from _quoted(start, "msgstr", entry.translation)


def _quoted(start: str, key: str, text: str) -> Iterator[str]:
    """A text in quotation marks: one of several lines stands below its key."""
    parts = _PARTS.findall(text)
    if len(parts) > 1:
        yield f'{start}{key} ""'
        yield from (f'{start}"{_escaped(part)}"' for part in parts)
    else:
        yield f'{start}{key} "{_escaped(text)}"'


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return text.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
