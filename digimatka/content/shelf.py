"""A folder of files of one sort, each known by its name: ``practices/``, ``meetings/``."""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Final, Generic, TypeVar

from pydantic import BaseModel

from digimatka.content import files, ids
from digimatka.content.listing import strays
from digimatka.content.reader import Reader
from digimatka.content.source import Source
from digimatka.core.meetings_format import MeetingTemplate
from digimatka.core.practice.model import Practice

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Shelf(Generic[M]):
    """A sort of files: where they lie, what they are, and the word for one's (Finnish)."""

    folder: str
    model: type[M]
    owner: str


@dataclass(frozen=True, slots=True)
class Found(Generic[M]):
    """The files of a shelf: all that could be parsed, by name, and those that are right."""

    sources: dict[str, Source] = field(default_factory=dict)
    good: list[tuple[M, Source]] = field(default_factory=list)


PRACTICES: Final = Shelf(files.PRACTICES, Practice, "Harjoituksen")
MEETINGS: Final = Shelf(files.MEETINGS, MeetingTemplate, "Tapaamisen")


def read(reader: Reader, names: Collection[str], shelf: Shelf[M]) -> Found[M]:
    """The files of a shelf of a journey with these names in its folder.

    Those that are not right are known by name all the same.
    """
    found: Found[M] = Found()
    if shelf.folder not in names:
        return found
    there = [f"{shelf.folder}/{file}" for file in reader.names(shelf.folder)]
    reader.take(strays(reader.folder, there, ()))
    for file in there:
        if not file.endswith(".yaml"):
            continue
        source, made = reader.file(file, shelf.model)
        if source is None:
            continue
        name = PurePath(file).stem
        found.sources[name] = source
        if isinstance(own := source.get("id"), str) and own != name:
            message = f"{shelf.owner} tunnuksen pitää olla sama kuin tiedoston nimi: {name}."
            reader.take([source.error(("id",), "id-not-file-name", message, ids.RENAME)])
        if made is not None:
            found.good.append((made, source))
    return found
