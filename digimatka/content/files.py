"""Reads the files of one journey folder, and nothing outside it."""

from pathlib import Path
from typing import Final

from digimatka.content.problems import Level, Problem, Wording
from digimatka.content.text import MAX_BYTES

_OUTSIDE: Final = (
    "outside-folder",
    "Tämä on linkki matkan kansion ulkopuolelle. Sitä ei lueta.",
    "Kopioi itse tiedosto tai kansio tähän linkin tilalle.",
)
_MISSING: Final = (
    "missing-file",
    "Tämä tiedosto puuttuu.",
    "Tee tiedosto. Katso mallia samannimisestä tiedostosta toisessa kansiossa.",
)
_UNREADABLE: Final = (
    "unreadable-file",
    "Tätä ei voi lukea.",
    "Tarkista, että se on tavallinen tiedosto ja että sinulla on oikeus lukea se.",
)
JOURNEY: Final = "journey.yaml"
CHAPTER: Final = "chapter.yaml"
BADGES: Final = "badges.yaml"
GLOSSARY: Final = "glossary.yaml"
PRACTICES: Final = "practices"
MEETINGS: Final = "meetings"
WORDS: Final = "words.json"
TRANSLATIONS: Final = "i18n"


class Folder:
    """A journey folder as the author named it; problems show its files by the same path."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._real = path.resolve()

    def shown(self, name: str) -> str:
        """The path of a file as text that can always be printed."""
        return (self.path / name).as_posix().encode("utf-8", "replace").decode()

    def problem(self, name: str, wording: Wording) -> Problem:
        """An error about a file as a whole."""
        return Problem(self.shown(name), 1, 1, Level.ERROR, *wording)

    def warning(self, name: str, wording: Wording) -> Problem:
        """A warning about a file as a whole."""
        return Problem(self.shown(name), 1, 1, Level.WARNING, *wording)

    def read(self, name: str, most: int = MAX_BYTES) -> bytes | Problem:
        """At most one byte more than a content file may have, or why there are none."""
        path = self.path / name
        try:
            if not self.has(name):
                return self.problem(name, _MISSING)
            if not self._is_inside(path):
                return self.problem(name, _OUTSIDE)
            if not path.is_file():  # Opening a pipe would wait for ever.
                return self.problem(name, _UNREADABLE)
            with path.open("rb") as file:
                return file.read(most + 1)
        except (OSError, RuntimeError, ValueError):  # also: a link to itself, a NUL in the name
            return self.problem(name, _UNREADABLE)

    def has(self, name: str) -> bool:
        """Whether there is anything by that name, readable or not."""
        path = self.path / name
        try:
            return path.is_symlink() or path.exists()
        except OSError:
            return True

    def names(self, name: str = ".") -> list[str] | Problem:
        """The names in a folder, sorted; hidden ones and editors' leftovers are passed over."""
        path = self.path / name
        try:
            if not self._is_inside(path):
                return self.problem(name, _OUTSIDE)
            names = (entry.name for entry in path.iterdir())
            return sorted(name for name in names if not name.startswith((".", "~", "#")))
        except (OSError, RuntimeError):
            return self.problem(name, _UNREADABLE)

    def _is_inside(self, path: Path) -> bool:
        return path.resolve().is_relative_to(self._real)
