"""Brings a file of translations up to date with the texts, and loses no translation.

What is still there keeps its translation, under a new id too (``was:``) and if it was moved within
its step. Where a text changed, the old translation waits (fuzzy) with the text it was made for.
What has no place any more becomes obsolete, and comes back if the text does.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from digimatka.content.catalogue import Key, Message, current, home
from digimatka.content.entries import Catalogue, Entry
from digimatka.core.renames import Renames

EMPTY: Final = Catalogue(None, ())
_HEAD: Final = {
    "Language": "{language}",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "X-Source-Language": "{source}",
}


class Counts(NamedTuple):
    """What an update did, and what there is to do: ``waiting`` to be looked at, ``empty``."""

    texts: int
    new: int
    changed: int
    removed: int
    waiting: int
    empty: int


@dataclass(frozen=True, slots=True)
class Updated:
    """A catalogue brought up to date."""

    head: Entry
    entries: tuple[Entry, ...]
    counts: Counts


def update(
    old: Catalogue,
    texts: Iterable[Message],
    renames: Renames,
    languages: tuple[str, str],
) -> Updated:
    """The catalogue for the texts of now. ``languages``: that of the texts, and that of the file.

    Nothing in it depends on the day or the machine.
    """
    texts = tuple(texts)
    left = _Left(old, renames)
    found = {text.key: entry for text in texts if (entry := left.exact(text)) is not None}
    for take in (left.moved, left.changed):
        for text in texts:
            if text.key not in found and (entry := take(text)) is not None:
                found[text.key] = entry
    entries = [found.get(text.key) or Entry(text.place, text.text) for text in texts]
    entries = [replace(e, where=text.where) for e, text in zip(entries, texts, strict=True)]
    removed, obsolete = left.rest()
    counts = Counts(
        texts=len(texts),
        new=sum(text.key not in found for text in texts),
        changed=left.made_fuzzy,
        removed=removed,
        waiting=sum(entry.is_fuzzy for entry in entries),
        empty=sum(not entry.translation for entry in entries),
    )
    return Updated(_head(old, *languages), (*entries, *obsolete), counts)


class _Left:
    """The entries of an old catalogue that no text has taken yet."""

    def __init__(self, old: Catalogue, renames: Renames) -> None:
        self.made_fuzzy = 0
        self.entries: dict[Key, Entry] = {}
        # One that stands twice is kept once: in use before obsolete, translated before empty.
        for entry in sorted(old.entries, key=lambda e: (e.is_obsolete, not e.translation)):
            moved = replace(entry, place=current(entry.place, renames))
            if entry.text:  # a second head is no message
                self.entries.setdefault(moved.key, moved)
        self.by_text: dict[Key, list[Key]] = {}
        self.by_place: dict[str, list[Key]] = {}
        for key, entry in self.entries.items():
            if entry.translation:
                self.by_text.setdefault((_last(entry.place), entry.text), []).append(key)
                if not entry.is_obsolete:
                    self.by_place.setdefault(entry.place, []).append(key)

    def exact(self, text: Message) -> Entry | None:
        """The entry of this very text."""
        return self._take(text.key, text) if text.key in self.entries else None

    def moved(self, text: Message) -> Entry | None:
        """That of the same text elsewhere; in another step it must be looked at."""
        keys = [
            k for k in self.by_text.get((_last(text.place), text.text), ()) if k in self.entries
        ]
        if not keys:
            return None
        near = next((key for key in keys if home(key[0]) == home(text.place)), None)
        entry = self._take(near or keys[0], text)
        return entry if near else self._fuzzy(entry)

    def changed(self, text: Message) -> Entry | None:
        """That of the text most like this one that stood in the same place."""
        keys = [key for key in self.by_place.get(text.place, ()) if key in self.entries]
        if not keys:
            return None
        key = max(keys, key=lambda key: SequenceMatcher(None, key[1], text.text).ratio())
        entry = self._take(key, text)
        if entry.is_fuzzy and entry.previous == text.text:  # it was made for this text
            return replace(entry, is_fuzzy=False, previous="")
        return replace(self._fuzzy(entry), previous=entry.previous or key[1])

    def rest(self) -> tuple[int, list[Entry]]:
        """How many were in use until now, and all that are worth keeping."""
        kept = [entry for entry in self.entries.values() if entry.translation]
        removed = sum(not entry.is_obsolete for entry in self.entries.values())
        obsolete = [replace(entry, is_obsolete=True, where=()) for entry in kept]
        return removed, sorted(obsolete, key=lambda entry: entry.key)

    def _take(self, key: Key, text: Message) -> Entry:
        entry = self.entries.pop(key)
        return replace(entry, place=text.place, text=text.text, is_obsolete=False)

    def _fuzzy(self, entry: Entry) -> Entry:
        self.made_fuzzy += 1
        return replace(entry, is_fuzzy=True)


def _last(place: str) -> str:
    return place.rpartition("/")[2]


def _head(old: Catalogue, source: str, language: str) -> Entry:
    """The head, with what translators' tools wrote into it."""
    before = old.head or Entry("", "")
    fields = dict(_fields(before.translation))
    for name, value in _HEAD.items():
        fields[name] = value.format(language=language, source=source)
    text = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return replace(before, translation=text, is_fuzzy=False, previous="", where=())


def _fields(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        name, colon, value = line.partition(":")
        if colon:
            yield name.strip(), value.strip()
