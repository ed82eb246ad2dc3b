"""Long journeys as files: copies of the real ones, every id with a number of its own."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks.samples import real_journey
from digimatka.core.journey import Chapter
from digimatka.settings import beside_package

_BADGES: Final = "badges:\n"


@dataclass(slots=True)
class Copies:
    """A journey of ``stretches``: every real chapter once, with ``each`` copies of its quests."""

    folder: Path
    stretches: int
    each: int
    source: Path = field(init=False)
    count: int = 0

    def __post_init__(self) -> None:
        self.source = beside_package("quests") / real_journey().id

    def write(self) -> int:
        """Writes the files; returns how many quests there are."""
        journey = real_journey()
        self.folder.mkdir()
        head = self._read("journey.yaml").replace(f"id: {journey.id}", f"id: {self.folder.name}")
        names = [f"{c.id}-{n}" for n in range(self.stretches) for c in journey.chapters]
        self._write("journey.yaml", _with_list(head, "chapters", names))
        self._write("glossary.yaml", self._read("glossary.yaml"))
        (self.folder / "practices").mkdir()
        for practice in journey.practices:
            name = f"practices/{practice.id}.yaml"
            self._write(name, self._read(name))
        intro, key, badges = self._read("badges.yaml").partition(_BADGES)
        for stretch in range(self.stretches):
            for turn in self._turns(stretch):
                key += self._renamed(badges, stretch, turn)
            for chapter in journey.chapters:
                self._write_chapter(chapter, stretch)
        self._write("badges.yaml", intro + key)
        return self.count

    def _turns(self, stretch: int) -> range:
        return range(stretch * self.each, (stretch + 1) * self.each)

    def _write_chapter(self, chapter: Chapter, stretch: int) -> None:
        name = f"{chapter.id}-{stretch}"
        (self.folder / name).mkdir()
        ids = [(quest.id, turn) for turn in self._turns(stretch) for quest in chapter.quests]
        head = self._read(f"{chapter.id}/chapter.yaml")
        listed = [f"{quest}-{turn}" for quest, turn in ids]
        self._write(f"{name}/chapter.yaml", _with_list(head, "quests", listed))
        for quest, turn in ids:
            text = self._read(f"{chapter.id}/{quest}.yaml")
            self._write(f"{name}/{quest}-{turn}.yaml", self._renamed(text, stretch, turn))
        self.count += len(ids)

    def _renamed(self, text: str, stretch: int, turn: int) -> str:
        """The text with the numbers of its copy on the ids of quests, badges and chapters."""
        journey = real_journey()
        numbers = {chapter.id: stretch for chapter in journey.chapters}
        numbers |= {quest.id: turn for quest in journey.quests()}
        numbers |= {badge.id: turn for badge in journey.badges}
        found = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, numbers))})(?![\w-])")
        return found.sub(lambda name: f"{name[1]}-{numbers[name[1]]}", text)

    def _read(self, name: str) -> str:
        return (self.source / name).read_text("utf-8")

    def _write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, "utf-8")


def _with_list(text: str, key: str, ids: list[str]) -> str:
    """The text of a file whose last key is a list of ids, with another list."""
    return text.partition(f"\n{key}:")[0] + f"\n{key}: [{', '.join(ids)}]\n"
