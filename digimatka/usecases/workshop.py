"""What authors work with: the workshop, a draft and its files, and what became of an act."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from digimatka.content import folders
from digimatka.content.drafts import FOLDER, WorkingCopy, locked
from digimatka.content.files import JOURNEY
from digimatka.content.folders import Text
from digimatka.content.problems import Problem
from digimatka.content.versions import Version, Versions
from digimatka.core.kinds.base import ID_PATTERN

VERSIONS: Final = "versions"
MOST_LETTERS: Final = 60
_ID: Final = re.compile(ID_PATTERN)


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where the served journeys lie (``settings.content``), and their drafts (``data_dir``)."""

    content: Path
    data: Path

    def served(self, journey: str) -> Path | None:
        """The folder that a journey is served from, or would be; None if it cannot be here."""
        there = folders.journeys_in(self.content)
        if journey in there or (self.content / JOURNEY).is_file():
            return there.get(journey)
        return self.content / journey if self.content.is_dir() else None

    def versions(self, journey: str) -> Versions:
        """What was published of a journey."""
        return Versions(self.data / VERSIONS / journey)


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A file of a draft: ``state`` is "same", "changed", "added" or "removed" beside the served."""

    name: str
    state: str
    size: int
    is_text: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """A working copy. ``folder`` can be read (graph, playtest, preview), never written.

    ``clashes``: files that were changed in the draft and, meanwhile, in the served folder: one has
    to say which to keep (``keep``) before the draft can be published.
    """

    journey: str
    folder: Path
    files: tuple[DraftFile, ...]
    clashes: tuple[str, ...]

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to publish."""
        return any(file.state != "same" for file in self.files)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody saved the file first: what is there now (None: removed), and what was not saved."""

    theirs: Text | None
    mine: Text


@dataclass(frozen=True, slots=True)
class By:
    """Who publishes, why and when; the name is that of the account."""

    author: str
    note: str
    day: date


@dataclass(frozen=True, slots=True)
class Published:
    """It is served. ``warning`` says what did not work beside it (git), '' if all did."""

    version: Version
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was published: errors of the content, clashes, or nothing to publish (both empty)."""

    problems: tuple[Problem, ...] = ()
    clashes: tuple[str, ...] = ()


class NoJourneyError(LookupError):
    """No such journey."""


class NoFileError(LookupError):
    """No such file or version, or a name that no file of a journey can have."""


class TooLargeError(ValueError):
    """More bytes than a content file may have."""


def names(shop: Workshop) -> tuple[str, ...]:
    """The journeys that are served, and those of which there is only a draft."""
    root = shop.data / FOLDER
    drafts = {path.name for path in root.iterdir() if _is_draft(path)} if root.is_dir() else set()
    return tuple(sorted(drafts | folders.journeys_in(shop.content).keys()))


@contextmanager
def bench(shop: Workshop, journey: str, *, is_new: bool = False) -> Iterator[WorkingCopy]:
    """A journey's draft, for oneself; it is made if it is missing. NoJourneyError.

    ``is_new``: a journey is welcome that there is not yet.
    """
    served = (
        shop.served(journey) if _ID.fullmatch(journey) and len(journey) <= MOST_LETTERS else None
    )
    if served is None:
        raise NoJourneyError(journey)
    with locked(shop.data) as root:
        copy = WorkingCopy(root, journey, served)
        if not copy.is_there:
            if not is_new and not served.is_dir():
                raise NoJourneyError(journey)
            copy.begin()
        yield copy


@contextmanager
def looked_at(
    copy: WorkingCopy, more: Mapping[str, bytes], *, alone: bool = False
) -> Iterator[Path]:
    """The folder of a draft with some files as they are not saved; or ``alone`` those files."""
    if not more and not alone:
        yield copy.folder
        return
    with TemporaryDirectory(prefix=".look-", dir=copy.folder.parent) as place:
        folder = Path(place) / copy.folder.name
        folder.mkdir()
        here = set() if alone else set(folders.names(copy.folder))
        for name in here - more.keys():
            (folder / name).parent.mkdir(exist_ok=True)
            with suppress(FileNotFoundError):  # somebody has removed it just now
                os.link(copy.folder / name, folder / name)
        for name, data in more.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(data)
        yield folder


def within(folder: Path, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems whose files are told by their names in the journey."""
    head = f"{folder.as_posix()}/"
    return tuple(replace(p, file=(p.file + "/").removeprefix(head).strip("/")) for p in problems)


def checked(name: str) -> str:
    """A name that a file of a journey can have. NoFileError."""
    if not folders.is_name(name):
        raise NoFileError(name)
    return name


def text_in(folder: Path, name: str) -> Text:
    """A text of a folder. NoFileError."""
    text = there_in(folder, name)
    if text is None:
        raise NoFileError(name)
    return text


def there_in(folder: Path, name: str) -> Text | None:
    """A text of a folder, or None. NoFileError for what can be no text of a journey."""
    path = folder / checked(name)
    if not folders.is_text(name):
        raise NoFileError(name)
    if not path.is_file() or path.is_symlink():
        return None
    data = path.read_bytes()
    return Text(name, data.decode("utf-8", "replace"), folders.fingerprint(data))


def bytes_of(text: Text) -> bytes:
    """A text as it is written: browsers send other line ends than files have. TooLargeError."""
    if not folders.is_text(checked(text.name)):
        raise NoFileError(text.name)
    lines = text.text.replace("\r\n", "\n").replace("\r", "\n")
    data = lines.encode("utf-8", "replace")
    if len(data) > folders.most_bytes(text.name):
        raise TooLargeError(text.name)
    return data


def _is_draft(path: Path) -> bool:
    return path.is_dir() and _ID.fullmatch(path.name) is not None
