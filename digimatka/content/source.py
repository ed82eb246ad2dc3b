"""A content file as nodes that know their place in its text."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from digimatka.content.problems import Level, Problem

Path = Sequence[str | int]


@dataclass(slots=True, eq=False)
class Node:
    """A value of the file: its plain data, and where it stands as offsets into the text.

    ``children`` are the nodes of a mapping or list, ``keys`` the offsets of a mapping's keys.
    ``by_key`` says that the place of the value is best told by its key: a block, or nothing.
    """

    start: int
    end: int
    value: Any
    children: "dict[str, Node] | list[Node] | None" = None
    keys: dict[str, int] | None = None
    by_key: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A file that was read and parsed, whether or not its content is right."""

    file: str
    text: str
    root: Node
    # Where each line begins; filled when the first place is asked for.
    starts: list[int] = field(default_factory=list, repr=False)

    @property
    def data(self) -> dict[str, Any]:
        """The file as plain data; a content file is always a mapping."""
        data: dict[str, Any] = self.root.value
        return data

    def get(self, *path: str | int) -> Any:
        """The value at exactly that path, or None."""
        node: Node | None = self.root
        for part in path:
            node = _child(node, part) if node else None
        return node.value if node else None

    def items(self, *path: str | int) -> list[Any]:
        """The list at exactly that path; an empty one if there is none."""
        value = self.get(*path)
        return value if isinstance(value, list) else []

    def node(self, path: Path) -> Node:
        """The node at ``path``. Parts that match nothing (union tags) are passed over."""
        node = self.root
        for part in path:
            node = _child(node, part) or node
        return node

    def offset(self, path: Path, *, key: bool = False) -> int:
        """Where ``path`` stands: a scalar by its value, a block (or, if asked, all) by its key.

        What does not stand in the file is told by the nearest thing around it that does.
        """
        node, at = self.root, self.root.start
        for part in path:
            child = _child(node, part)
            if child is None:
                continue
            own_key = (node.keys or {}).get(str(part), child.start)
            at = own_key if key or child.by_key else child.start
            node = child
        return at

    def error(
        self, path: Path, code: str, message: str, hint: str = "", *, key: bool = False
    ) -> Problem:
        """An error at ``path``."""
        return self.problem_at(self.offset(path, key=key), Level.ERROR, code, message, hint)

    def warning(
        self, path: Path, code: str, message: str, hint: str = "", *, key: bool = False
    ) -> Problem:
        """A warning at ``path``."""
        return self.problem_at(self.offset(path, key=key), Level.WARNING, code, message, hint)

    def problem_at(
        self, offset: int, level: Level, code: str, message: str, hint: str = ""
    ) -> Problem:
        """A problem at an offset into the text."""
        return Problem(self.file, *self.place(offset), level, code, message, hint)

    def place(self, offset: int) -> tuple[int, int]:
        """``line_and_column``, but the text is not counted through anew for each place."""
        if not self.starts:
            self.starts.extend([0, *(m.end() for m in re.finditer("\n", self.text))])
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


@dataclass(frozen=True, slots=True, eq=False)
class Sources:
    """The parsed files of a journey, by which a check can say where something stands.

    A file that could not be parsed is missing here. All but the first three are by id.
    """

    journey: Source | None = None
    badges: Source | None = None
    glossary: Source | None = None
    chapters: Mapping[str, Source] = field(default_factory=dict)
    quests: Mapping[str, Source] = field(default_factory=dict)
    practices: Mapping[str, Source] = field(default_factory=dict)
    meetings: Mapping[str, Source] = field(default_factory=dict)


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """The place of an offset, both counted from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _child(node: Node, part: str | int) -> Node | None:
    children = node.children
    if isinstance(children, dict):
        return children.get(part) if isinstance(part, str) else None
    if isinstance(children, list) and isinstance(part, int) and 0 <= part < len(children):
        return children[part]
    return None
