"""The texts of a journey as blocks and sentences that know where they stand in their file.

Read from the file as it is written, not from what YAML makes of it: every sign that is no text
(quotation marks, the ``|`` of a block, Markdown) becomes a space, so that all places stay.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from pydantic import BaseModel

from digimatka.content.load import Loaded
from digimatka.content.problems import Level, Problem
from digimatka.content.source import Node, Source
from digimatka.content.texts import Path, placed
from digimatka.content.validate import validate
from digimatka.core.journey import BadgesFile, ChapterFile, GlossaryFile, JourneyFile, Quest
from digimatka.core.kinds.base import TextType
from digimatka.core.practice.model import Practice
from digimatka.core.words import TOKEN

Kind = Literal["text", "item", "heading", "quote", "code"]
# What a learner types and not what a learner reads.
_TYPED: Final = frozenset({"answers", "accept", "contains", "address"})
# What may stand before a value: a tag, an anchor. Both are errors of their own.
_PREFIX: Final = re.compile(r"(?:[!&]\S*\s+)+")
_HEADER: Final = re.compile(r"[|>][-+0-9]*[^\n]*")
_ESCAPED: Final = re.compile(r"\\(?:\n|.)")
_MARK: Final = re.compile(
    r" *(?:(?P<quote>>)|(?P<heading>#{1,6})(?= )|(?P<item>[-*+]|\d{1,9}[.)])(?= ))"
)
_INLINE: Final = re.compile(r"\]\([^()\n]*\)|[*_`\[\]]")
_FENCE: Final = re.compile(r" *(?:```|~~~)")
_END: Final = re.compile(r"[.!?…][)\"”»]*(?=\s|$)")


class Word(NamedTuple):
    """A word, an address or a number, and where it stands in the file."""

    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: where its first word stands in the file, and its words. There is at least one."""

    at: int
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, an item of a list, a heading, a quotation.

    ``text`` is without markup and begins at ``starts``, its first word at ``at``.
    """

    kind: Kind
    at: int
    starts: int
    level: int
    text: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """One text: where, of what type, as it is written, and in blocks.

    ``key`` is the name of the innermost key that holds it. ``written`` has Markdown in it and
    nothing of YAML; its first character stands at ``at``.
    """

    source: Source
    path: Path
    key: str
    type: TextType
    at: int
    written: str
    blocks: tuple[Block, ...]

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence but those that quote somebody."""
        for block in self.blocks:
            if block.kind not in ("quote", "code"):
                yield from block.sentences

    def warning(self, at: int, code: str, message: str, hint: str) -> Problem:
        """A warning at an offset into the file."""
        return self.source.problem_at(at, Level.WARNING, code, message, hint)


def read(loaded: Loaded) -> Iterator[Passage]:
    """Every text that a learner may read, of every file that is right in itself."""
    for source, model in _files(loaded):
        for path, text in placed(model):
            node = source.node(path)
            # The words of a glossary are keys and no values.
            if isinstance(node.value, str) and node.value.strip() == text.text.strip():
                key = next((part for part in reversed(path) if isinstance(part, str)), "")
                if key not in _TYPED:
                    yield passage(source, node, path, key, text.type)


def passage(source: Source, node: Node, path: Path, key: str, type_: TextType) -> Passage:
    """The text of a node."""
    written = _without_yaml(source.text[node.start : node.end])
    blocks = tuple(_blocks(written, node.start, is_prose=type_ is TextType.PROSE))
    return Passage(source, path, key, type_, node.start, written, blocks)


def kinds(text: str) -> Iterator[Kind]:
    """The kinds of the blocks of a text in Markdown, in order."""
    return (span.kind for span in _spans(text) if text[span.start : span.end].strip())


def _files(loaded: Loaded) -> Iterator[tuple[Source, BaseModel]]:
    """The files with their models. Where another file is broken, those that are right are read."""
    sources, journey = loaded.sources, loaded.journey
    heads = {chapter.id: chapter.head for chapter in journey.chapters} if journey else {}
    quests = {quest.id: quest for quest in journey.quests()} if journey else {}
    practices = {practice.id: practice for practice in journey.practices} if journey else {}
    single = (
        (sources.journey, JourneyFile),
        (sources.badges, BadgesFile),
        (sources.glossary, GlossaryFile),
    )
    for source, model in single:
        if source is not None:
            yield from _right(source, validate(model, source)[0])
    for name, source in sources.chapters.items():
        yield from _right(source, heads.get(name) or validate(ChapterFile, source)[0])
    for name, source in sources.quests.items():
        yield from _right(source, quests.get(name) or validate(Quest, source)[0])
    for name, source in sources.practices.items():
        yield from _right(source, practices.get(name) or validate(Practice, source)[0])


def _right(source: Source, model: BaseModel | None) -> Iterator[tuple[Source, BaseModel]]:
    if model is not None:
        yield source, model


def _without_yaml(text: str) -> str:
    """The text of a node with the signs of YAML as spaces."""
    text = _PREFIX.sub(_blank, text, count=1) if text[:1] in ("!", "&") else text
    first = text[:1]
    if first in ("|", ">"):
        return _HEADER.sub(_blank, text, count=1)
    if first == '"':
        return " " + _ESCAPED.sub(_escape, text[1:-1]) + " "
    if first == "'":
        return " " + text[1:-1].replace("''", " '") + " "
    return text


def _escape(match: re.Match[str]) -> str:
    sign = match[0][1]
    return " \n" if sign == "n" else f" {sign}" if sign in '"\\/' else "  "


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


class _Span(NamedTuple):
    """A block as a stretch of the text."""

    kind: Kind
    level: int
    start: int
    end: int


def _blocks(written: str, at: int, *, is_prose: bool) -> Iterator[Block]:
    """The blocks of a text; a line has one."""
    for span in _spans(written) if is_prose else (_Span("text", 0, 0, len(written)),):
        text = _INLINE.sub(_blank, written[span.start : span.end])
        if text.strip():
            starts = at + span.start
            begin = starts + len(text) - len(text.lstrip())
            sentences = tuple(_sentences(text, starts))
            yield Block(span.kind, begin, starts, span.level, text, sentences)


def _spans(written: str) -> Iterator[_Span]:
    """Markdown in stretches: they end at an empty line, and where the next one is marked."""
    kind: Kind = "text"
    is_code = False
    begun = here = 0
    for line in written.splitlines(keepends=True):
        start, here = here, here + len(line)
        if _FENCE.match(line):
            yield _Span(kind, 0, begun, start)
            is_code = not is_code
            kind, begun = "code" if is_code else "text", here
        elif is_code:
            continue
        elif mark := _MARK.match(line):
            yield _Span(kind, 0, begun, start)
            kind, begun = "quote" if mark["quote"] else "item", start + mark.end()
            if mark["heading"]:
                yield _Span("heading", len(mark["heading"]), begun, here)
                kind, begun = "text", here
        elif not line.strip():
            yield _Span(kind, 0, begun, start)
            kind, begun = "text", here
    yield _Span(kind, 0, begun, here)


def _sentences(text: str, at: int) -> Iterator[Sentence]:
    start = 0
    for end in (*(match.end() for match in _END.finditer(text)), len(text)):
        words = tuple(Word(m[0], at + m.start()) for m in TOKEN.finditer(text, start, end))
        if words:
            yield Sentence(words[0].at, words)
        start = end
