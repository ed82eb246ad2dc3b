"""What a file lists against what lies in the folder: nothing is left out without a word."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from digimatka.content import suggest
from digimatka.content.files import Folder
from digimatka.content.problems import Problem
from digimatka.content.source import Source


@dataclass(frozen=True, slots=True)
class Listing:
    """The names to read, in order; those nobody lists; those that are listed and not there.

    ``lost`` are those of the absent that are no misspelling either.
    """

    names: tuple[str, ...]
    unlisted: tuple[str, ...]
    absent: tuple[str, ...]
    lost: tuple[str, ...]
    problems: tuple[Problem, ...]


def compare(source: Source | None, key: str, there: list[str], sort: str) -> Listing:
    """Compares the list under ``key`` with the names in a folder.

    Without a list that can be read there is nothing to compare with, and every name is read.
    ``sort`` is "quest" or "chapter". A name that is most likely a misspelling of an unlisted one
    is reported once, where it is listed.
    """
    if source is None or not isinstance(source.get(key), list):
        return Listing(tuple(there), (), (), (), ())
    listed = [name for name in source.items(key) if isinstance(name, str)]
    unlisted = [name for name in there if name not in listed]
    unnamed = list(unlisted)
    absent: list[str] = []
    lost: list[str] = []
    problems: list[Problem] = []
    for index, name in enumerate(source.items(key)):
        if not isinstance(name, str) or name in there or name in absent:
            continue
        absent.append(name)
        near = suggest.closest(name, unnamed)
        if near is None:
            lost.append(name)
        else:
            unnamed.remove(near)
        message = _MISSING[sort].format(name)
        hint = f"Tarkoititko ”{near}”?" if near else "Tarkista nimi tai poista se listasta."
        problems.append(source.error((key, index), f"missing-{sort}", message, hint))
    names = tuple(name for name in dict.fromkeys(listed) if name in there)
    return Listing((*names, *unlisted), tuple(unnamed), tuple(absent), tuple(lost), tuple(problems))


def strays(folder: Folder, names: Iterable[str], known: Collection[str]) -> Iterator[Problem]:
    """Files that look like content and that nothing reads. With ``known`` empty, any name is."""
    for name in names:
        path = PurePath(name)
        if path.suffix.lower() not in (".yaml", ".yml"):
            continue
        if path.suffix != ".yaml":
            message = f"Tiedostoa ”{path.name}” ei lueta, koska sen nimi ei pääty .yaml."
            hint = f"Vaihda nimeksi {path.stem}.yaml"
            yield folder.problem(name, ("wrong-extension", message, hint))
        elif known and name not in known:
            message = f"Tiedostoa ”{name}” ei lueta, koska sitä ei tunneta tässä kansiossa."
            yield folder.problem(name, ("unknown-file", message, suggest.hint(name, known)))


_MISSING = {
    "quest": "Tehtävää ”{0}” ei ole luvun kansiossa: tiedosto {0}.yaml puuttuu.",
    "chapter": "Lukua ”{0}” ei ole: sen nimistä kansiota ei löydy.",
}
