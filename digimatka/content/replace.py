"""Puts files in the place of a served folder, all at once.

The new folder is written beside the old one, and is on the disk before the names are changed. Where
the system can, the two folders change places in one act; elsewhere one name is changed after the
other, and who looks between them finds no folder, for which the served content stays as it was.
"""

import ctypes
import os
import secrets
import shutil
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from digimatka.content.folders import is_name, put, sync

_EXCHANGE: Final = 2  # RENAME_EXCHANGE of Linux
_HERE: Final = -100  # AT_FDCWD: the paths are whole ones


def replace_files(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Puts these files in the place of a folder's. What is no content there comes along as it is.

    OSError: it could not be done, and the folder is as it was.
    """
    folder = folder.resolve()
    mend(folder)
    if not folder.exists():
        put(folder, {})
    fresh = _beside(folder, "new")
    try:
        shutil.copytree(folder, fresh, symlinks=True, ignore=_Content(folder))
        put(fresh, contents)
        for name in contents:
            if (folder / name).is_file():
                shutil.copymode(folder / name, fresh / name)
        _drop_empty(fresh)
        sync(fresh)
        _swap(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    sync(folder.parent)


def mend_all(root: Path) -> None:
    """Mends every folder of a folder: to be done before it is read for the first time."""
    for path in root.glob(".*.old-*"):
        mend(path.with_name(path.name[1:].partition(".old-")[0]))


def mend(folder: Path) -> None:
    """Brings a folder back that was moved away when the power went in between."""
    left = sorted(folder.parent.glob(f".{folder.name}.old-*"))
    if left and not folder.exists():
        left.pop().rename(folder)
    for path in left:
        shutil.rmtree(path, ignore_errors=True)


def _swap(fresh: Path, folder: Path) -> None:
    """After it the folder has what was fresh. What was there lies under the other name, or not."""
    if _exchange(fresh, folder):
        return
    old = _beside(folder, "old")
    folder.rename(old)
    try:
        fresh.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Lets two folders change places; False where the system or its disk cannot."""
    if not sys.platform.startswith("linux"):
        return False
    with suppress(OSError, AttributeError):
        call = ctypes.CDLL(None, use_errno=True).renameat2
        return bool(call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)
    return False


def _beside(folder: Path, word: str) -> Path:
    """A hidden name in the same folder, which no reader of content looks at."""
    return folder.with_name(f".{folder.name}.{word}-{secrets.token_hex(4)}")


class _Content:
    """Tells ``copytree`` which files are content, so that they are not copied."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def __call__(self, folder: str, names: list[str]) -> set[str]:
        inside = Path(folder).relative_to(self.root)
        return {
            name
            for name in names
            if is_name((inside / name).as_posix())
            and (Path(folder) / name).is_file()
            and not (Path(folder) / name).is_symlink()
        }


def _drop_empty(folder: Path) -> None:
    """Takes away folders that have no files left, such as that of a removed chapter."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink() and not any(path.iterdir()):
            path.rmdir()
