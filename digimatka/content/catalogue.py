"""The texts of a journey that learners see, as messages for translators, and translations back.

The place of a message is made of ids, so it stays when texts are added or moved. Things without an
id (hints, cards) share the place of their list: there the text itself tells them apart.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from pydantic import BaseModel

from digimatka.content.entries import Entry
from digimatka.content.files import BADGES, CHAPTER, GLOSSARY, JOURNEY, PRACTICES
from digimatka.content.load import Loaded
from digimatka.content.source import Source
from digimatka.content.texts import Path, placed
from digimatka.core.journey import BadgesFile, Journey, Quest
from digimatka.core.kinds.base import TextType, letter
from digimatka.core.renames import Renames

# The place of a message, and its text.
Key = tuple[str, str]
_HOME: Final = 2  # parts of a place: a quest and its step, or a badge
_OPTIONS: Final = "options"


@dataclass(frozen=True, slots=True)
class Message:
    """A text to translate; ``where`` are its files and lines, by which nothing is found."""

    place: str
    text: str
    type: TextType
    where: tuple[str, ...]

    @property
    def key(self) -> Key:
        """By what it is found."""
        return self.place, self.text


def messages(loaded: Loaded) -> tuple[Message, ...]:
    """Every message of a journey once, in the order of its files. None if it has errors."""
    found: dict[Key, Message] = {}
    for message in _all(loaded):
        before = found.get(message.key)
        where = (*before.where, *message.where) if before else message.where
        found[message.key] = replace(before or message, where=where)
    return tuple(found.values())


def translations(of: Iterable[Message], entries: Iterable[Entry]) -> dict[Key, str]:
    """What a catalogue says of the texts there are now; what nobody has looked at is left out."""
    known = {message.key for message in of}
    return {
        entry.key: entry.translation
        for entry in entries
        if entry.translation and entry.key in known and not (entry.is_fuzzy or entry.is_obsolete)
    }


def home(place: str) -> tuple[str, ...]:
    """The step, badge or practice of a place."""
    return tuple(place.split("/")[:_HOME])


def current(place: str, renames: Renames) -> str:
    """Where a place is now, if ids in it were changed (``was:``)."""
    first, *rest = place.split("/")
    if len(rest) < _HOME:  # a text of a quest and not of its step
        return "/".join((renames.quests.get(first, first), *rest))
    if first == "badges":
        return "/".join((first, renames.badges.get(rest[0], rest[0]), *rest[1:]))
    quest, step = renames.at(first, rest[0])
    if rest[1:2] == [_OPTIONS] and len(rest) > _HOME:
        rest[2] = renames.options.get((quest, step, rest[2]), rest[2])
    return "/".join((quest, step, *rest[1:]))


def _all(loaded: Loaded) -> Iterator[Message]:
    journey, sources = loaded.journey, loaded.sources
    if journey is None:
        return
    for file, source, model, start in _files(journey, loaded):
        for path, text in placed(model):
            line, _ = source.place(source.offset(path))
            place = "/".join(
                (*start, *_named(source.data, path, is_quest=isinstance(model, Quest)))
            )
            yield Message(place, text.text, text.type, (f"{file}:{line}",))
    if sources.glossary is not None:
        for word, meaning in journey.glossary.root.items():
            line, _ = sources.glossary.place(sources.glossary.offset((word,), key=True))
            where = (f"{GLOSSARY}:{line}",)
            yield Message(f"glossary/{word}/word", word, TextType.LINE, where)
            yield Message(f"glossary/{word}/meaning", meaning, TextType.LINE, where)


def _files(
    journey: Journey, loaded: Loaded
) -> Iterator[tuple[str, Source, BaseModel, tuple[str, ...]]]:
    """Every file with its name in the journey, and how the places in it begin."""
    sources = loaded.sources
    if sources.journey is not None:
        yield JOURNEY, sources.journey, journey.head, ("journey",)
    for chapter in journey.chapters:
        file = f"{chapter.id}/{CHAPTER}"
        yield file, sources.chapters[chapter.id], chapter.head, ("chapters", chapter.id)
        for quest in chapter.quests:
            file = f"{chapter.id}/{quest.id}.yaml"
            yield file, sources.quests[quest.id], quest, (quest.id,)
    if sources.badges is not None:
        yield BADGES, sources.badges, BadgesFile(badges=journey.badges), ()
    for practice in journey.practices:
        file = f"{PRACTICES}/{practice.id}.yaml"
        yield file, sources.practices[practice.id], practice, (PRACTICES, practice.id)


def _named(value: Any, path: Path, *, is_quest: bool) -> Iterator[str]:
    """A path with ids for the numbers of things. The steps of a quest stand right below it."""
    key = ""
    for part in path:
        value = value[part]
        if isinstance(part, str):
            key = part
            if not (is_quest and part == "steps"):
                yield part
        elif isinstance(value, dict) and isinstance(value.get("id"), str):
            yield value["id"]
        elif key == _OPTIONS:  # as the learners' log calls them
            yield letter(part)
