"""Published versions of a journey, kept under ``DATA_DIR/versions/<journey>/``.

A version is a small record and names its files by their fingerprints; bytes that several versions
share are kept once. A record is written last, so a version is there whole or not at all.
"""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Final

from digimatka.content.folders import prints, sync

FILES: Final = "files"


@dataclass(frozen=True, slots=True)
class Version:
    """One publish. ``author`` is '' for what was changed in the folder by other means.

    ``changed`` are the names that differ from the version before it.
    """

    number: int
    day: date
    author: str
    note: str
    changed: tuple[str, ...]


class Versions:
    """The versions of one journey. Call ``add`` under the lock of the workshop."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def all(self) -> tuple[Version, ...]:
        """Every version, the newest first."""
        numbers = sorted(
            (int(path.stem) for path in self._folder.glob("[0-9]*.json")), reverse=True
        )
        return tuple(self._read(number)[0] for number in numbers)

    def prints(self, number: int) -> dict[str, str]:
        """The fingerprints of a version's files; none for 0. KeyError: no such version."""
        return self._read(number)[1] if number else {}

    def files(self, number: int) -> dict[str, bytes]:
        """The files of a version. KeyError: no such version."""
        kept = self._folder / FILES
        return {name: (kept / key).read_bytes() for name, key in self.prints(number).items()}

    def newest(self) -> int:
        """The number of the newest version; 0 before the first."""
        return max((int(path.stem) for path in self._folder.glob("[0-9]*.json")), default=0)

    def add(self, contents: Mapping[str, bytes], author: str, note: str, day: date) -> Version:
        """Keeps files as the newest version."""
        newest = self.newest()
        before, now = self.prints(newest), prints(contents)
        names = sorted(name for name in before.keys() | now if before.get(name) != now.get(name))
        kept = self._folder / FILES
        kept.mkdir(parents=True, exist_ok=True)
        for name, key in now.items():
            if not (kept / key).exists():
                write(kept / key, contents[name])
        sync(kept)
        made = Version(newest + 1, day, author, note, tuple(names))
        record = {**asdict(made), "day": day.isoformat(), "files": now}
        write(self._folder / f"{made.number:05}.json", _to_json(record))
        sync(self._folder)
        return made

    def drop(self, number: int) -> None:
        """Forgets a version that could not be served after all."""
        (self._folder / f"{number:05}.json").unlink(missing_ok=True)

    def _read(self, number: int) -> tuple[Version, dict[str, str]]:
        try:
            data = json.loads((self._folder / f"{number:05}.json").read_bytes())
        except FileNotFoundError as error:
            raise KeyError(number) from error
        day, changed = date.fromisoformat(data["day"]), tuple(data["changed"])
        made = Version(data["number"], day, data["author"], data["note"], changed)
        return made, data["files"]


def write(path: Path, data: bytes) -> None:
    """Writes a small file whole or not at all, also where the power goes."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _to_json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode()
