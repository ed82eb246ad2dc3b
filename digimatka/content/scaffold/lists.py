"""Adds an item to a list of a YAML file as text: every comment and every space stays where it is.

The marks of the parser say where the item belongs. What comes out is read again, and is used only
if it holds what the file held, and the new item at the end of its list.
"""

import re
from collections.abc import Iterator
from typing import Any

from digimatka.content.nodes import parse
from digimatka.content.problems import Level
from digimatka.content.source import Node, Source


def append(text: str, key: str, item: str) -> str | None:
    """The text with one more item in the list under ``key``; None if there is no safe way.

    ``item`` is YAML without indentation: a word, or several lines.
    """
    source = _read(text)
    node = _list(source, key) if source is not None else None
    if source is None or node is None:
        return None
    wanted = {**source.data, key: [*node.value, _value(item)]}
    for tried in _ways(text, node, item):
        found = _read(tried)
        if found is not None and found.data == wanted:
            return tried
    return None


def _ways(text: str, node: Node, item: str) -> Iterator[str]:
    """Texts that may be right, the likeliest first."""
    children = node.children if isinstance(node.children, list) else []
    is_flow = text[node.start : node.start + 1] == "["
    if not children:
        empty = re.compile(r" *\[\s*\]").match(text, text.rfind(":", 0, node.start) + 1)
        if empty is not None:
            yield text[: empty.start()] + "\n" + _block(item, "  ") + text[empty.end() :]
    elif is_flow and "\n" not in item:
        at = _end(children[-1])
        yield f"{text[:at]}, {item}{text[at:]}"
    elif not is_flow:
        indent = " " * (node.start - text.rfind("\n", 0, node.start) - 1)
        added = _gap(text, children) + _block(item, indent)
        at = len(text[: _end(children[-1])].rstrip())
        while at >= 0:  # the last item may go on below what it ends with
            at = text.find("\n", at)
            yield (text[:at] if at >= 0 else text) + "\n" + added + (text[at:] if at >= 0 else "\n")
            at = at + 1 if at >= 0 else -1


def _block(item: str, indent: str) -> str:
    """The item as lines of a list."""
    first, *rest = item.splitlines()
    return "\n".join([f"{indent}- {first}", *(f"{indent}  {line}" for line in rest)])


def _gap(text: str, children: list[Node]) -> str:
    """An empty line, if the author has one between the last two items."""
    if len(children) < 2:  # noqa: PLR2004 - two have something between them
        return ""
    between = text[_end(children[-2]) : children[-1].start]
    return "\n" if re.search(r"\n *\n", between) else ""


def _end(node: Node) -> int:
    """Where the last text in a node ends; the brackets around it may end later."""
    children = node.children
    inner = list(children.values()) if isinstance(children, dict) else (children or [])
    return max([node.end, *map(_end, inner)])


def _list(source: Source, key: str) -> Node | None:
    node = source.root.children.get(key) if isinstance(source.root.children, dict) else None
    return node if node is not None and isinstance(node.value, list) else None


def _value(item: str) -> Any:
    source = _read(f"item:\n{_block(item, '')}\n")
    return source.get("item", 0) if source is not None else None


def _read(text: str) -> Source | None:
    parsed = parse("", text.encode())
    is_good = all(problem.level is not Level.ERROR for problem in parsed.problems)
    return parsed.source if is_good else None
