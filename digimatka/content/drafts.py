"""The working copy of a journey, which its authors share, beside the folder that is served.

``.<journey>.json`` beside it holds the fingerprints of the served files that each draft file comes
from: by them one sees what was changed here, and what was changed there meanwhile.
"""

import fcntl
import json
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from digimatka.content import folders
from digimatka.content.folders import fingerprint, prints
from digimatka.content.versions import write

FOLDER: Final = "drafts"


@contextmanager
def locked(data: Path) -> Iterator[Path]:
    """The folder of all drafts, which one author at a time reads and writes, in any process."""
    root = data / FOLDER
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (root / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # let go when the file is closed
        yield root


class WorkingCopy:
    """A draft. Use it under the lock; it begins as a copy of the served files."""

    def __init__(self, root: Path, journey: str, served: Path) -> None:
        self.folder = root / journey
        self.served_folder = served
        self._bases = root / f".{journey}.json"

    @property
    def is_there(self) -> bool:
        """Whether there is a draft."""
        return self.folder.is_dir() and self._bases.is_file()

    def served(self) -> dict[str, bytes]:
        """The files that are served; none where there is no such folder yet."""
        return folders.files(self.served_folder) if self.served_folder.is_dir() else {}

    def files(self) -> dict[str, bytes]:
        """The files of the draft."""
        return folders.files(self.folder)

    def begin(self) -> None:
        """Makes the draft anew of the served files."""
        served = self.served()
        fresh = self.folder.with_name(f".{self.folder.name}.{secrets.token_hex(4)}")
        folders.put(fresh, served)
        shutil.rmtree(self.folder, ignore_errors=True)
        fresh.rename(self.folder)
        self._write_bases(prints(served))

    def fill(self, contents: Mapping[str, bytes]) -> None:
        """Puts these files in the place of the draft's; what they come from stays as it is."""
        here = self.files()
        for name in here.keys() - contents.keys():
            self._put(name, None)
        for name, data in contents.items():
            if here.get(name) != data:
                self._put(name, data)

    def follow(self) -> tuple[str, ...]:
        """Takes over what has changed in the served folder; returns the names that clash.

        A file that was changed in both stays as it is here until somebody says which to keep.
        """
        bases, served, here = self._read_bases(), self.served(), prints(self.files())
        there, clashes = prints(served), []
        for name in sorted(bases.keys() | there.keys()):
            base, new, own = (side.get(name) for side in (bases, there, here))
            if new == base:
                continue
            if own not in (base, new):
                clashes.append(name)
                continue
            self._put(name, served.get(name))
            _set(bases, name, new)
        self._write_bases(bases)
        return tuple(clashes)

    def keep(self, name: str, *, served: bool) -> None:
        """Ends a clash: the draft's file stays, or the served one comes in its place."""
        bases, there = self._read_bases(), self.served()
        if served:
            self._put(name, there.get(name))
        _set(bases, name, fingerprint(there[name]) if name in there else None)
        self._write_bases(bases)

    def put(self, name: str, data: bytes | None) -> None:
        """Writes a file, whole or not at all; None takes it away."""
        self._put(name, data)

    def published(self) -> None:
        """The draft is what is served now."""
        self._write_bases(prints(self.files()))

    def drop(self) -> None:
        """Throws the draft away."""
        self._bases.unlink(missing_ok=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _put(self, name: str, data: bytes | None) -> None:
        path = self.folder / name
        if data is None:
            path.unlink(missing_ok=True)
            if (
                path.parent != self.folder
                and path.parent.is_dir()
                and not any(path.parent.iterdir())
            ):
                path.parent.rmdir()
            return
        path.parent.mkdir(exist_ok=True)
        write(path, data)

    def _read_bases(self) -> dict[str, str]:
        found: dict[str, str] = json.loads(self._bases.read_bytes())
        return found

    def _write_bases(self, bases: Mapping[str, str]) -> None:
        write(self._bases, json.dumps(bases).encode())


def _set(bases: dict[str, str], name: str, value: str | None) -> None:
    if value is None:
        bases.pop(name, None)
    else:
        bases[name] = value
