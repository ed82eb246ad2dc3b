"""A folder of YAML files as a ``Journey``, or every problem with all of its files at once."""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar

from pydantic import BaseModel

from digimatka.content import ids, practices, references, renamed, shelf, words
from digimatka.content.files import BADGES, CHAPTER, GLOSSARY, JOURNEY, WORDS, Folder
from digimatka.content.listing import compare, strays
from digimatka.content.problems import Problem, has_errors, in_order
from digimatka.content.reader import Reader
from digimatka.content.references import Known
from digimatka.content.source import Source, Sources
from digimatka.core.journey import (
    BadgesFile,
    Chapter,
    ChapterFile,
    GlossaryFile,
    Journey,
    JourneyFile,
    Quest,
)
from digimatka.core.kinds.base import ID_PATTERN

M = TypeVar("M", bound=BaseModel)
_ID = re.compile(ID_PATTERN)
_NO_JOURNEY: Final = (
    "no-journey",
    f"Tässä kansiossa ei ole matkaa: tiedosto {JOURNEY} puuttuu.",
    f"Anna kansio, jossa on {JOURNEY}, tai kansio, jonka alikansioissa niitä on.",
)
# More than any journey may have (12 chapters of 20 quests), so that there is an end to reading.
MOST_CHAPTERS: Final = 40
MOST_QUESTS: Final = 300
_TOO_LONG: Final = (
    "journey-too-long",
    f"Matkassa on yli {MOST_QUESTS} tehtävää tai {MOST_CHAPTERS} lukua. Loput jäivät lukematta.",
    "Jaa matka moneksi: luvussa on enintään 20 tehtävää ja matkalla 12 lukua.",
)
_NO_FOLDER: Final = (
    "no-folder",
    "Tällaista kansiota ei ole.",
    "Tarkista kansion nimi. Anna kansio, ei yksittäistä tiedostoa.",
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a folder. ``journey`` is None when any of the problems is an error."""

    folder: Path
    journey: Journey | None
    problems: tuple[Problem, ...]
    sources: Sources = field(default_factory=Sources, repr=False, compare=False)


def load_journeys(root: Path, *, with_words: bool = True) -> tuple[Loaded, ...]:
    """Every journey in a folder, or the one that the folder is. At least one, if only a problem.

    Without words, ``words.json`` is passed over, as by what makes it anew.
    """
    folder = Folder(root)
    if not root.is_dir():
        return (Loaded(root, None, (folder.problem("", _NO_FOLDER),)),)
    names = folder.names()
    if isinstance(names, Problem):
        return (Loaded(root, None, (names,)),)
    if JOURNEY in names:
        return (load_journey(root, with_words=with_words),)
    found = [root / name for name in names if folder.has(f"{name}/{JOURNEY}")]
    if not found:
        return (Loaded(root, None, (folder.problem("", _NO_JOURNEY),)),)
    return tuple(load_journey(path, with_words=with_words) for path in found)


def load_journey(path: Path, *, with_words: bool = True) -> Loaded:
    """The journey in a folder. Never raises for what is in there: all of it becomes problems."""
    folder = Folder(path)
    names = folder.names()
    if isinstance(names, Problem):
        return Loaded(path, None, (names,))
    if JOURNEY not in names:
        return Loaded(path, None, (folder.problem("", _NO_JOURNEY),))
    if not with_words:
        names = [name for name in names if name != WORDS]
    with _no_garbage_collection():
        return _Loading(folder, names).run()


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Loading makes very many objects and no garbage; the collector would look through them all."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Loading:
    """One run over the files of a journey. A broken file never hides the problems of another."""

    def __init__(self, folder: Folder, names: list[str]) -> None:
        self.folder = folder
        self.names = names
        self.reader = Reader(folder)
        self.known = Known()
        self.chapters: dict[str, Source] = {}
        self.quests: dict[str, list[Source]] = {}
        self.quests_left = MOST_QUESTS

    def run(self) -> Loaded:
        take = self.reader.take
        take(strays(self.folder, self.names, (JOURNEY, BADGES, GLOSSARY)))
        head_source, head = self.reader.file(JOURNEY, JourneyFile)
        glossary_source, glossary = self._optional(GLOSSARY, GlossaryFile)
        badges_source, badges = self._optional(BADGES, BadgesFile)
        self._know_badges(badges_source)
        chapters = self._read_chapters(head_source)
        practised = shelf.read(self.reader, self.names, shelf.PRACTICES)
        for practice, source in practised.good:
            take(practices.in_practice(practice, source))
        met = shelf.read(self.reader, self.names, shelf.MEETINGS)
        for _template, source in met.good:
            take(ids.repeated(source, "quests"))
        known_words = words.read(self.reader, self.names)
        take(ids.in_journey(self.quests))
        take(renamed.in_journey(self.quests))
        all_quests = [source for found in self.quests.values() for source in found]
        take(references.check(self.known, all_quests, badges_source, met.sources.values()))
        take(practices.named(all_quests, practised.sources))
        journey = None
        if head is not None and not has_errors(self.reader.problems):
            journey = Journey(
                head=head,
                chapters=tuple(chapters),
                badges=badges.badges if badges else (),
                glossary=glossary or GlossaryFile({}),
                practices=tuple(practice for practice, _ in practised.good),
                meetings=tuple(template for template, _ in met.good),
                words=known_words,
            )
        first = {name: found[0] for name, found in self.quests.items()}
        sources = Sources(
            *(head_source, badges_source, glossary_source),
            *(self.chapters, first, practised.sources, met.sources),
        )
        return Loaded(self.folder.path, journey, in_order(self.reader.problems), sources)

    def _optional(self, name: str, model: type[M]) -> tuple[Source | None, M | None]:
        return self.reader.file(name, model) if name in self.names else (None, None)

    def _know_badges(self, source: Source | None) -> None:
        if source is not None:
            self.reader.take(ids.repeated(source, "badges"))
            self.reader.take(renamed.in_list(source, "badges"))
            badges = [badge for badge in source.items("badges") if isinstance(badge, dict)]
            self.known.badges = {b["id"] for b in badges if isinstance(b.get("id"), str)}
        elif BADGES in self.names:
            self.known.badges = None

    def _read_chapters(self, head: Source | None) -> list[Chapter]:
        """The chapters that are right, in the order of the list. All that are there are read."""
        listed = head.items("chapters") if head is not None else []
        there = [
            name
            for name in self.names
            if self.folder.has(f"{name}/{CHAPTER}") or (name in listed and _ID.fullmatch(name))
        ]
        listing = compare(head, "chapters", there, "chapter")
        self.reader.take(listing.problems)
        self.known.has_all_quests = not listing.lost
        self.known.chapters = dict.fromkeys((*listing.names, *listing.absent))
        if head is not None:
            self.reader.take(self._head_ids(head))
        for name in listing.unlisted:
            message = f"Luku ”{name}” ei ole matkalla: se puuttuu tiedostosta {JOURNEY}."
            hint = f"Lisää ”{name}” kohtaan ”chapters” tai siirrä kansio pois."
            problem = self.folder.problem(f"{name}/{CHAPTER}", ("unlisted-chapter", message, hint))
            self.reader.take([problem])
        if len(listing.names) > MOST_CHAPTERS:
            self._stop_reading()
        found = [self._read_chapter(name) for name in listing.names[:MOST_CHAPTERS]]
        return [chapter for chapter in found if chapter is not None]

    def _head_ids(self, head: Source) -> Iterator[Problem]:
        yield from ids.repeated(head, "chapters")
        name = self.folder.path.resolve().name
        if head.get("id") != name and isinstance(head.get("id"), str):
            message = f"Matkan tunnuksen pitää olla sama kuin kansion nimi: {name}."
            yield head.error(("id",), "id-not-folder", message, ids.RENAME)

    def _read_chapter(self, name: str) -> Chapter | None:
        source, head = self.reader.file(f"{name}/{CHAPTER}", ChapterFile)
        if source is not None:
            self.chapters[name] = source
            self.reader.take(ids.repeated(source, "quests"))
        names = self.reader.names(name)
        if not names:
            self.known.has_all_quests = False
        self.reader.take(strays(self.folder, (f"{name}/{file}" for file in names), ()))
        there = [file[: -len(".yaml")] for file in names if _is_quest(file)]
        listing = compare(source, "quests", there, "quest")
        self.reader.take(listing.problems)
        for absent in listing.absent:
            self.known.quests.setdefault(absent, None)
        self.known.chapters[name] = len(listing.names) + len(listing.absent)
        if len(listing.names) > self.quests_left:
            self._stop_reading()
        read = listing.names[: self.quests_left]
        self.quests_left -= len(read)
        quests = [self._read_quest(name, q, q in listing.unlisted) for q in read]
        good = tuple(quest for quest in quests if quest is not None)
        return Chapter(id=name, head=head, quests=good) if head and _ID.fullmatch(name) else None

    def _stop_reading(self) -> None:
        """What is not read may hold any id."""
        self.reader.take([self.folder.problem(JOURNEY, _TOO_LONG)])
        self.known.has_all_quests, self.known.skills = False, None

    def _read_quest(self, chapter: str, name: str, is_unlisted: bool) -> Quest | None:
        file = f"{chapter}/{name}.yaml"
        source, quest = self.reader.file(file, Quest)
        self.known.add_quest(name, source)
        if source is None:
            return None
        own = source.get("id")
        if isinstance(own, str) and own != name:
            message = f"Tehtävän tunnuksen pitää olla sama kuin tiedoston nimi: {name}."
            self.reader.take([source.error(("id",), "id-not-file-name", message, ids.RENAME)])
            self.known.quests.setdefault(own, self.known.quests[name])
        self.quests.setdefault(own if isinstance(own, str) else name, []).append(source)
        self.reader.take(ids.in_quest(source))
        self.reader.take(renamed.in_quest(source))
        if is_unlisted:
            message = f"Tehtävä ei ole matkalla: ”{name}” puuttuu tiedostosta {CHAPTER}."
            hint = f"Lisää ”{name}” kohtaan ”quests” tai siirrä tiedosto pois."
            self.reader.take([source.error(("id",), "unlisted-quest", message, hint, key=True)])
        return quest


def _is_quest(file: str) -> bool:
    return file.endswith(".yaml") and file != CHAPTER
