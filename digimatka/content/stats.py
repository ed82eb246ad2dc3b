"""How heavy the texts are to read, chapter by chapter. A trend for the author and never a verdict.

No number makes a text easy: Selkokeskus judges easy Finnish by 96 criteria and by people. These few
only show where to look first. The limits are house limits (docs/content-format.md).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel

from digimatka.content.texts import texts
from digimatka.core.journey import Journey
from digimatka.core.kinds import PracticeStep

LONG_SENTENCE: Final = 12  # words; a longer one is worth a look
LONG_WORD: Final = 16  # letters
HEADS: Final = (
    *("luku", "tehtäviä", "minuutteja", "sanoja"),
    *("sanaa/virke", "pitkiä virkkeitä", "pitkiä sanoja"),
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-:'’][^\W\d_]+)*")
_SENTENCE: Final = re.compile(r"[.!?…](?=\s|$)|\n+|:\s*\n")
_MARKUP: Final = re.compile(r"\]\([^)]*\)|^\s*(?:[-*>#]+|\d+\.)\s+", re.M)


@dataclass(frozen=True, slots=True)
class Stats:
    """A part of a journey in numbers. ``minutes`` are the authors' estimates."""

    name: str
    quests: int
    minutes: int
    words: int
    sentences: int
    long_sentences: int
    long_words: int

    @property
    def words_a_sentence(self) -> float:
        """The mean."""
        return self.words / max(self.sentences, 1)

    @property
    def long_word_share(self) -> float:
        """Of a hundred words so many are long."""
        return 100 * self.long_words / max(self.words, 1)


def stats(journey: Journey) -> tuple[Stats, ...]:
    """A line for each chapter with the practices that its quests use, and one for the whole."""
    practices = {practice.id: practice for practice in journey.practices}
    lines = []
    for chapter in journey.chapters:
        steps = [step for quest in chapter.quests for step in quest.steps]
        used = dict.fromkeys(s.practice for s in steps if isinstance(s, PracticeStep))
        parts = [chapter.head, *chapter.quests, *(practices[name] for name in used)]
        minutes = sum(quest.minutes for quest in chapter.quests)
        lines.append(_count(chapter.head.title, parts, len(chapter.quests), minutes))
    return (*lines, _sum(journey.head.title, lines))


def to_table(lines: Iterable[Stats]) -> str:
    """The lines as a table for a terminal, in Finnish."""
    rows = [
        HEADS,
        *(
            (
                line.name,
                str(line.quests),
                str(line.minutes),
                str(line.words),
                f"{line.words_a_sentence:.1f}".replace(".", ","),
                str(line.long_sentences),
                f"{line.long_word_share:.1f} %".replace(".", ","),
            )
            for line in lines
        ),
    ]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    first, *others = widths
    return "\n".join(
        "  ".join(
            [row[0].ljust(first), *(c.rjust(w) for c, w in zip(row[1:], others, strict=True))]
        )
        for row in rows
    )


def _count(name: str, parts: Iterable[BaseModel], quests: int, minutes: int) -> Stats:
    words = sentences = long_sentences = long_words = 0
    for part in parts:
        for _type, text in texts(part):
            for sentence in _SENTENCE.split(_MARKUP.sub(" ", text)):
                found = _WORD.findall(sentence)
                if found:
                    words += len(found)
                    sentences += 1
                    long_sentences += len(found) > LONG_SENTENCE
                    long_words += sum(len(word) > LONG_WORD for word in found)
    return Stats(name, quests, minutes, words, sentences, long_sentences, long_words)


def _sum(name: str, lines: Iterable[Stats]) -> Stats:
    kept = list(lines)
    return Stats(
        name,
        sum(line.quests for line in kept),
        sum(line.minutes for line in kept),
        sum(line.words for line in kept),
        sum(line.sentences for line in kept),
        sum(line.long_sentences for line in kept),
        sum(line.long_words for line in kept),
    )
