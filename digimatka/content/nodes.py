"""YAML text as nodes with places and plain data, and nothing of YAML that surprises an author.

Read from the parser's events, one by one: an alias is never followed and a tag never obeyed. Of the
words that YAML 1.1 would turn into something else, only ``true``, ``false``, ``null``, ``~``,
decimal integers without a leading zero and decimal numbers are anything but text.
"""

import re
from dataclasses import dataclass
from typing import Final

import yaml

from digimatka.content import losses, syntax
from digimatka.content.problems import Level, Problem
from digimatka.content.source import Node, Source, line_and_column
from digimatka.content.text import decode

if not yaml.__with_libyaml__:
    raise ImportError("PyYAML was installed without libyaml, and without it is ten times slower")

MAX_DEPTH: Final = 20
_LITERALS: Final[dict[str, bool | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
# Longer rows of digits are codes and not amounts; Python refuses to convert the longest ones.
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,15}")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file as far as it could be read; ``source`` is None if there is nothing left to check."""

    source: Source | None
    problems: tuple[Problem, ...]


def parse(file: str, data: bytes) -> Parsed:
    """Parses one file. Never raises: whatever is wrong with the bytes becomes problems."""
    decoded = decode(file, data)
    if decoded.text is None:
        return Parsed(None, decoded.problems)
    builder = _Builder(file, decoded.text)
    root = builder.build()
    problems = [*decoded.problems, *builder.problems]
    if root is None:
        return Parsed(None, tuple(problems))
    source = Source(file, decoded.text, root)
    problems += losses.find(source, builder.unquoted)
    return Parsed(source, tuple(problems))


def plain_value(text: str) -> str | int | float | bool | None:
    """What a text without quotation marks means."""
    if text in _LITERALS:
        return _LITERALS[text]
    if text[0] in "-0123456789":
        if _INTEGER.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            return float(text)
    return text


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being read. ``key`` is set between a key and its value."""

    node: Node
    key: str | None = None
    key_at: int = 0
    has_key: bool = False


class _StopReading(Exception):  # noqa: N818 - not an error, only the way out
    """The rest of the file cannot be read with any use."""


class _Builder:
    """Puts nodes together from parser events and collects problems on the way."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.problems: list[Problem] = []
        self.unquoted: list[Node] = []
        self.stack: list[_Open] = []
        self.root: Node | None = None
        self.documents = 0

    def build(self) -> Node | None:
        """The root, which is a mapping, or None with the reason among the problems."""
        try:
            for event in iter(yaml.CSafeLoader(self.text).get_event, None):
                if isinstance(event, yaml.ScalarEvent):
                    self._scalar(event)
                elif isinstance(event, yaml.NodeEvent):
                    self._collection(event)
                elif isinstance(event, yaml.CollectionEndEvent):
                    self.stack.pop()
                elif isinstance(event, yaml.DocumentStartEvent):
                    self._document(event)
        except yaml.YAMLError as error:
            self._broken(error)
            return None
        except _StopReading:
            return None
        if self.root is None or self.root.value is None:
            self._error(0, "empty-file", "Tiedosto on tyhjä.", "Kirjoita sisältö tai poista se.")
            return None
        if not isinstance(self.root.value, dict):
            self._error(self.root.start, "not-a-map", *_NOT_A_MAP)
            return None
        return self.root

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            self._error(_offset(event.start_mark), "many-documents", *syntax.MANY_DOCUMENTS)
            raise _StopReading
        if event.tags:
            self._error(_offset(event.start_mark), "tag", *syntax.TAG)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        start, text = _offset(event.start_mark), event.value
        if event.anchor is not None:
            self._error(start, "anchor", *_ANCHOR)
        if event.tag is not None:
            self._error(start, "tag", *syntax.TAG)
        if event.style:  # quoted, or a block of text
            self._add(Node(start, _offset(event.end_mark), text))
            return
        value = plain_value(text)
        node = Node(start, _offset(event.end_mark), value, by_key=not text)
        if self._add(node):
            self.unquoted.append(node)

    def _collection(self, event: yaml.NodeEvent) -> None:
        start = _offset(event.start_mark)
        if not isinstance(event, yaml.CollectionStartEvent):
            self._error(start, "alias", *_ALIAS)
            self._add(Node(start, start, None))
            return
        if event.anchor is not None:
            self._error(start, "anchor", *_ANCHOR)
        if event.tag is not None:
            self._error(start, "tag", *syntax.TAG)
        if len(self.stack) >= MAX_DEPTH:
            self._error(start, "too-deep", *_TOO_DEEP)
            raise _StopReading
        if isinstance(event, yaml.MappingStartEvent):
            node = Node(start, start, {}, {}, {}, by_key=not event.flow_style)
        else:
            node = Node(start, start, [], [], by_key=not event.flow_style)
        self._add(node)
        self.stack.append(_Open(node))

    def _add(self, node: Node) -> bool:
        """Puts a node in its place; False if it turned out to be a key."""
        if not self.stack:
            self.root = node
            return True
        holder = self.stack[-1]
        parent = holder.node
        children = parent.children
        if isinstance(children, list):
            children.append(node)
            parent.value.append(node.value)
            return True
        if not holder.has_key:
            holder.has_key, holder.key_at = True, node.start
            holder.key = self._key(node, parent)
            return False
        if holder.key is not None and children is not None and parent.keys is not None:
            children[holder.key] = node
            parent.keys[holder.key] = holder.key_at
            parent.value[holder.key] = node.value
        holder.has_key = False
        return True

    def _key(self, node: Node, holder: Node) -> str | None:
        """The key, or None if its value is to be left out."""
        name = node.value
        if not isinstance(name, str):
            self._error(node.start, "key-not-text", *_KEY_NOT_TEXT)
            return None
        if name == "<<":
            self._error(node.start, "merge-key", *_MERGE_KEY)
            return None
        if holder.keys and name in holder.keys:
            line, _ = line_and_column(self.text, holder.keys[name])
            message = f"Kohta ”{name}” on tässä kahteen kertaan. Edellinen on rivillä {line}."
            self._error(node.start, "duplicate-key", message, "Poista toinen tai yhdistä ne.")
            return None
        return name

    def _broken(self, error: yaml.YAMLError) -> None:
        found = syntax.explain(self.file, self.text, error)
        if all((found.line, found.col) != (known.line, known.col) for known in self.problems):
            self.problems.append(found)

    def _error(self, offset: int, code: str, message: str, hint: str) -> None:
        place = line_and_column(self.text, offset)
        self.problems.append(Problem(self.file, *place, Level.ERROR, code, message, hint))


def _offset(mark: yaml.error.Mark | yaml._yaml.Mark | None) -> int:
    """The place of an event; the parser sets it always, though its types do not say so."""
    return mark.index if mark else 0


_NOT_A_MAP = (
    "Tiedoston pitää alkaa kohdilla kuten ”id: …” ja ”title: …”.",
    "Katso mallia toisesta tiedostosta. Alussa ei saa olla viivaa (-) eikä pelkkää tekstiä.",
)
_TOO_DEEP = (
    f"Sisäkkäisiä kohtia on liian monta. Raja on {MAX_DEPTH}.",
    "Yksinkertaista rakennetta. Tarkista, että jokainen sulku on suljettu.",
)
_QUOTE = "Jos merkki kuuluu tekstiin, laita koko teksti lainausmerkkeihin"
_ALIAS = (
    "Tähti (*) tekstin alussa viittaa toiseen kohtaan. Se ei ole käytössä.",
    f'{_QUOTE}: "*…".',
)
_ANCHOR = ("Et-merkki (&) tekstin alussa nimeää kohdan. Se ei ole käytössä.", f'{_QUOTE}: "&…".')
_MERGE_KEY = ("Kohtien yhdistäminen (<<) ei ole käytössä.", "Kirjoita kohdat tähän kokonaan.")
_KEY_NOT_TEXT = (
    "Kohdan nimi ei ole tekstiä, vaan luku, true, false, tyhjä tai lista.",
    'Laita nimi lainausmerkkeihin, esimerkiksi "112": …',
)
