"""The files of a journey as names and bytes: the served ones, those of a draft or a version."""

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from digimatka.content import po
from digimatka.content.files import JOURNEY
from digimatka.content.text import MAX_BYTES

TEXTS: Final = frozenset({".yaml", ".json", ".po", ".md"})
PICTURES: Final = frozenset({".svg", ".png", ".webp", ".jpg"})
MOST_MEDIA_BYTES: Final = 2_000_000
MOST_FILES: Final = 600
_FOLDER: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FILE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
# By the name of a file its bytes' fingerprint.
Prints = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Text:
    """A text file. ``seen`` is the fingerprint of the bytes it was read from; '' for a new file."""

    name: str
    text: str
    seen: str


def is_name(name: str) -> bool:
    """Whether a file of a journey may be called so: at most one folder, and nothing hidden."""
    *folders, file = name.split("/")
    ending = os.path.splitext(file)[1]
    return (
        len(folders) <= 1
        and all(_FOLDER.fullmatch(folder) for folder in folders)
        and _FILE.fullmatch(file) is not None
        and ending in TEXTS | PICTURES
    )


def is_text(name: str) -> bool:
    """Whether a file is written by people, or by ``digimatka words``."""
    return os.path.splitext(name)[1] in TEXTS


def most_bytes(name: str) -> int:
    """How large a file may be."""
    if name.endswith(".po"):
        return po.MAX_BYTES
    return MAX_BYTES if is_text(name) else MOST_MEDIA_BYTES


def fingerprint(data: bytes) -> str:
    """Another one for other bytes."""
    return hashlib.sha256(data).hexdigest()


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a journey by its name, in order. Links and what is no content are left out."""
    return {name: (folder / name).read_bytes() for name in sorted(names(folder))}


def prints(contents: Mapping[str, bytes]) -> dict[str, str]:
    """The fingerprints of files."""
    return {name: fingerprint(data) for name, data in contents.items()}


def journeys_in(root: Path) -> dict[str, Path]:
    """The folders of journeys by their names: those in a folder, or the one that it is."""
    if (root / JOURNEY).is_file():
        return {root.resolve().name: root}
    try:
        there = sorted(path for path in root.iterdir() if not path.name.startswith("."))
    except OSError:
        return {}
    return {path.name: path for path in there if (path / JOURNEY).is_file()}


def put(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Writes files into a new folder, and waits until they are on the disk."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    for made in {(folder / name).parent for name in contents}:
        sync(made)


def sync(folder: Path) -> None:
    """Waits until the names in a folder are on the disk."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def names(folder: Path) -> Iterator[str]:
    """The names of a journey's files, in no order."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file(follow_symlinks=False) and is_name(entry.name):
                yield entry.name
            elif entry.is_dir(follow_symlinks=False) and _FOLDER.fullmatch(entry.name):
                with os.scandir(entry.path) as inside:
                    for file in inside:
                        name = f"{entry.name}/{file.name}"
                        if file.is_file(follow_symlinks=False) and is_name(name):
                            yield name
