"""Names that authorities and services no longer have: who reads one looks in the wrong place.

The changes: TE offices ended and the municipal trial with them on 1 January 2025, and yleistuki
replaced two benefits on 1 May 2026 (kela.fi, tyomarkkinatori.fi, tem.fi).
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from digimatka.content.problems import Level, Problem
from digimatka.content.source import Node, Source, Sources

_CITY: Final = "työllisyysalue, oma kunta tai työvoimaviranomainen"
OLD_NAMES: Final = {
    r"te-palvelut\.fi": "tyomarkkinatori.fi",
    r"mol\.fi": "tyomarkkinatori.fi",
    r"te-toimist\w*": _CITY,
    r"te-palvelu\w*": "työllisyysalueen palvelut tai työvoimapalvelut",
    r"oma(?:n|an|ssa|sta)? asioin\w*": "Työmarkkinatorin Asiointi",
    r"kuntakokeilu\w*": _CITY,
    r"työmarkkinatu[ek]\w*": "yleistuki",
    r"peruspäivärah\w*": "yleistuki",
}
_OLD = re.compile(
    r"(?<![\w.-])(?:" + "|".join(f"({name})" for name in OLD_NAMES) + r")(?!\w)", re.I
)
_HISTORY = re.compile(
    r"\b(?:entinen|entis|aiem|aikaisem|vanha|lakka|lopetet|korvasi|korvaa|ennen vuotta|vuoteen 20"
    r"|(?:ei|eivät)(?: ole)? enää)",
    re.I,
)
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)|\n\s*\n")
_NOT_TEXT: Final = frozenset({"id", "url", "quest", "step", "badge", "option", "sign"})


def check(sources: Sources) -> Iterator[Problem]:
    """Old names in Finnish texts. A sentence that says the name is old may use it.

    So may an answer that is meant to be wrong: an option without ``correct``, the answers of a
    mistake.
    """
    if sources.journey is None or sources.journey.get("language") != "fi":
        return
    files = [sources.journey, sources.badges, sources.glossary]
    folders = (sources.chapters, sources.quests, sources.practices, sources.meetings)
    for source in [*files, *(one for folder in folders for one in folder.values())]:
        if source is not None and _OLD.search(source.text):
            yield from _in_node(source, source.root)


def _in_node(source: Source, node: Node) -> Iterator[Problem]:
    children = node.children
    if isinstance(children, list):
        for child in children:
            yield from _in_node(source, child)
    elif isinstance(children, dict):
        skipped = _NOT_TEXT | wrong_answer_keys(node.value)
        for key, child in children.items():
            if key not in skipped:
                yield from _in_node(source, child)
    elif isinstance(node.value, str):
        yield from _in_text(source, node)


def wrong_answer_keys(value: dict[str, Any]) -> set[str]:
    """The keys of an option that is not right, or of a mistake, that hold the answer itself."""
    if "feedback" not in value or value.get("correct") is True or "group" in value:
        return set()
    return {"text", "answers"}


def _in_text(source: Source, node: Node) -> Iterator[Problem]:
    for match in _OLD.finditer(source.text, node.start, node.end):
        before, after = source.text[node.start : match.start()], source.text[match.end() : node.end]
        sentence = _SENTENCE_END.split(before)[-1] + " " + _SENTENCE_END.split(after)[0]
        if not _HISTORY.search(sentence):
            number = (match.lastindex or 1) - 1
            message = f"Nimi ”{match[0]}” on vanhentunut."
            hint = f"Nykyinen nimi: {list(OLD_NAMES.values())[number]}. "
            hint += "Jos kerrot historiasta, sano se samassa virkkeessä: entinen, aiemmin, ei enää."
            yield source.problem_at(match.start(), Level.ERROR, "old-name", message, hint)
