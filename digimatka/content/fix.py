"""Mends what cannot change a meaning: ends of lines, byte order marks, tabs, hard spaces.

A file is written only if it reads as before, but for hard spaces that have become ordinary ones.
One that cannot be parsed is left alone, unless tabs were all that was wrong with it.
"""

import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from digimatka.content.files import JOURNEY, Folder
from digimatka.content.nodes import parse
from digimatka.content.problems import Level, Problem

_BOM: Final = "\ufeff"
_INDENT: Final = re.compile(r"^[ \t]+", re.M)
# As ``text`` has it: a hard space after a digit is good typography.
_HARD: Final = re.compile("(?<![0-9])[\u00a0\u202f]|[\u00a0\u202f](?=\\s)")
_TAB_WIDTH: Final = 2
_LISTED: Final = 6


@dataclass(frozen=True, slots=True)
class Fixed:
    """What was done to one file; ``done`` is in Finnish, a line for each sort."""

    file: str
    done: tuple[str, ...]


def fix_path(root: Path) -> Iterator[Fixed]:
    """Mends the journey or journeys in a folder; tells of each file that it has written."""
    for folder in _journeys(root):
        for name in _files(folder):
            data = folder.read(name)
            if isinstance(data, Problem):
                continue
            mended, done = fix(data)
            if mended != data and replace_file((folder.path / name).resolve(), data, mended):
                yield Fixed(folder.shown(name), done)


def fix(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The bytes of one file mended, and what was done. The same bytes if nothing is safe to do."""
    try:
        whole = data.decode("utf-8")
    except UnicodeDecodeError:
        return data, ()
    done = {}
    text = whole.lstrip(_BOM)
    if text != whole:
        done["bom"] = "Poistettu merkki tiedoston alusta (BOM)."
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if plain != text:
        done["newlines"] = "Vaihdettu rivinvaihdot tavallisiksi."
    text = plain
    ways = (_tabs, _last_newline, _hard_spaces, _trailing)
    before = None
    while text != before:  # what one of them mends can leave something for another
        before = text
        for way in ways:
            tried, words = way(text)
            if tried != text and _reads_alike(text, tried):
                text = tried
                done.setdefault(way.__name__, words)
    same = _reads_alike(whole, text)
    return (text.encode(), tuple(done.values())) if done and same else (data, ())


def _journeys(root: Path) -> Iterator[Folder]:
    folder = Folder(root)
    names = _names(folder, ".")
    if JOURNEY in names:
        yield folder
    else:
        yield from (Folder(root / name) for name in names if folder.has(f"{name}/{JOURNEY}"))


def _files(folder: Folder) -> Iterator[str]:
    """The YAML files of a journey and of the folders in it."""
    for name in _names(folder, "."):
        if name.endswith(".yaml"):
            yield name
        elif (folder.path / name).is_dir():
            yield from (f"{name}/{file}" for file in _names(folder, name) if file.endswith(".yaml"))


def _names(folder: Folder, name: str) -> list[str]:
    names = folder.names(name)
    return names if isinstance(names, list) else []


def _tabs(text: str) -> tuple[str, str]:
    """Tabs within lines are one space, as they are read. Indentation has tabs only, or is left."""
    indents = _INDENT.findall(text)
    with_tab = [indent for indent in indents if "\t" in indent]
    if with_tab and len(with_tab) == len(indents) and not any(" " in i for i in indents):
        text_out = _INDENT.sub(lambda m: " " * _TAB_WIDTH * len(m[0]), text)
    else:
        text_out = text
    lines = [
        line if re.match(r" *\t", line) else line.replace("\t", " ")
        for line in text_out.split("\n")
    ]
    mended = "\n".join(lines)
    return mended, f"Vaihdettu sarkaimet välilyönneiksi: {_lines(text, mended)}."


def _trailing(text: str) -> tuple[str, str]:
    """Spaces at the ends of lines; in a block of text only where they are no part of it."""
    lines = text.split("\n")
    mended = "\n".join(line.rstrip(" \t") for line in lines)
    if not _reads_alike(text, mended):
        in_text = _lines_of_blocks(text)
        mended = "\n".join(
            line if number in in_text else line.rstrip(" \t")
            for number, line in enumerate(lines, start=1)
        )
    return mended, f"Poistettu välilyönnit rivin lopusta: {_lines(text, mended)}."


def _hard_spaces(text: str) -> tuple[str, str]:
    mended = _HARD.sub(" ", text)
    return mended, f"Vaihdettu sitovat välilyönnit tavallisiksi: {_lines(text, mended)}."


def _last_newline(text: str) -> tuple[str, str]:
    return text.rstrip("\n") + "\n", "Korjattu tiedoston loppu: yksi rivinvaihto."


def _lines(before: str, after: str) -> str:
    """Which lines differ, in Finnish; no change here moves a line."""
    pairs = zip(before.split("\n"), after.split("\n"), strict=True)
    numbers = [str(n) for n, (old, new) in enumerate(pairs, start=1) if old != new]
    shown = ", ".join(numbers[:_LISTED])
    if len(numbers) == 1:
        return f"rivi {shown}"
    more = len(numbers) - _LISTED
    return f"rivit {shown} ja {more} muuta" if more > 0 else f"rivit {shown}"


def _reads_alike(before: str, after: str) -> bool:
    """Whether two texts are the same to every reader: the same values in the same places."""
    old, new = parse("", before.encode()), parse("", after.encode())
    if new.source is None or any(p.level is Level.ERROR for p in new.problems if p.code != "tab"):
        return False
    if old.source is None:
        # Tabs in the indentation are the only reason why a file that reads well now did not.
        return [p.code for p in old.problems if p.level is Level.ERROR] == ["tab"]
    return bool(_plain(old.source.data) == _plain(new.source.data))


def _plain(value: Any) -> Any:
    """A value as the models see it: without spaces around a text, all spaces ordinary."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return _HARD.sub(" ", value).strip() if isinstance(value, str) else value


def _lines_of_blocks(text: str) -> set[int]:
    """The lines on which a text after ``|`` or ``>`` stands."""
    found: set[int] = set()
    source = parse("", text.encode()).source
    stack = [source.root] if source is not None else []
    while stack:
        node = stack.pop()
        children = node.children
        if children is not None:
            stack += children.values() if isinstance(children, dict) else children
        elif text[node.start : node.start + 1] in ("|", ">"):
            first = text.count("\n", 0, node.start) + 2  # below the sign
            found |= set(range(first, first + text.count("\n", node.start, node.end - 1)))
    return found


def replace_file(path: Path, expected: bytes, data: bytes) -> bool:
    """Writes a file as a whole or not at all; not if it has changed since it was read."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, path.stat().st_mode)
        if path.read_bytes() != expected:
            return False
        os.replace(temporary, path)
        return True
    finally:
        Path(temporary).unlink(missing_ok=True)
