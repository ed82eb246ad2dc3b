"""Warns where YAML quietly drops or joins what an author wrote.

``title: Työnhaku #somessa`` is ``Työnhaku`` to YAML: a number sign after a space starts a comment.
A comment is taken for a real one if a space follows its number sign and either two spaces precede
it or the value is a number, true, false, or a single word such as an id. All else is a warning.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from digimatka.content.problems import Level, Problem
from digimatka.content.source import Node, Source

_COMMENT = re.compile(r"( +)#(.?)")
_WORD = re.compile(r"[a-z0-9]+(?:[-./][a-z0-9]+)*")
_LIST_ITEM = re.compile(r"\n *- ")


def find(source: Source, unquoted: Iterable[Node]) -> Iterator[Problem]:
    """The doubtful ones of the values without quotation marks."""
    text = source.text
    has_comments = " #" in text
    for node in unquoted:
        if has_comments and (at := _cut_at(text, node)):
            yield source.problem_at(at, Level.WARNING, *_CUT_TEXT)
        if isinstance(node.value, str) and " - " in node.value:
            item = _LIST_ITEM.search(text, node.start, node.end)
            if item:
                at = item.end() - 2
                yield source.problem_at(at, Level.WARNING, *_LIST_IN_TEXT)


def _cut_at(text: str, node: Node) -> int:
    """The offset of the number sign that cuts the value, or 0."""
    comment = _COMMENT.match(text, node.end)
    if comment is None:
        return 0
    spaces, following = comment.groups()
    if following in (" ", ""):
        value = node.value
        if not isinstance(value, str) or len(spaces) > 1 or _WORD.fullmatch(value):
            return 0
    elif isinstance(node.value, (bool, int, float)):
        return 0
    return comment.end(1)


_CUT_TEXT: Final = (
    "cut-text",
    "Teksti katkeaa merkkiin #. Loppu rivistä jää pois.",
    'Jos # kuuluu tekstiin, laita koko teksti lainausmerkkeihin: "…". '
    "Jos loppu on kommentti, jätä merkin eteen kaksi välilyöntiä ja perään yksi.",
)
_LIST_IN_TEXT: Final = (
    "list-in-text",
    "Lista liittyy edellisen rivin tekstiin, eikä ole lista.",
    "Jos tarkoitit listaa, poista teksti kaksoispisteen perästä. "
    'Jos tarkoitit tekstiä, laita se lainausmerkkeihin: "…".',
)
