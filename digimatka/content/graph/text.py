"""The unlock map as JSON for programs, and as Mermaid for documents that draw it themselves."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Final

from digimatka.content.graph.model import Graph, Node, Sort

VERSION: Final = 1
_SHAPES: Final = {
    Sort.QUEST: ("[", "]"),
    Sort.BADGE: (">", "]"),
    Sort.GROUP: ("{{", "}}"),
    Sort.POOL: ("([", "])"),
    Sort.FACILITATOR: ("[/", "/]"),
}
_ARROWS: Final = {"jokin": "-.->", "": "-->", "kaikki": "-->"}
_CLASSES: Final = (
    "classDef dead fill:#f3dcd8,stroke:#8a2d20,stroke-width:2px,stroke-dasharray:5 3,color:#3a120c",
    "classDef heavy fill:#fdebcd,stroke:#9a5b00,stroke-width:3px,color:#3f2500",
)


def to_json(graph: Graph) -> str:
    """Every node and edge, with what is dead or heavy and how edges are joined said beside."""
    nodes = [
        {**asdict(node), "join": node.join, "dead": node.is_dead, "heavy": node.is_heavy}
        for node in graph.nodes
    ]
    data = {**asdict(graph), "version": VERSION, "nodes": nodes}
    return json.dumps(data, ensure_ascii=False, indent=2)


def to_mermaid(graph: Graph) -> str:
    """A flow chart with a box for every chapter."""
    return "\n".join(_lines(graph)) + "\n"


def notes(node: Node) -> tuple[str, ...]:
    """What stands below the title of a node, in Finnish; what is wrong is said with a sign."""
    said = []
    if node.sort is Sort.QUEST:
        said.append(f"{node.minutes} min · askelia {node.steps}")
    if node.is_heavy:
        said.append("▲ raskas")
    if node.is_dead:
        said.append("✕ ei aukea" if node.sort is Sort.QUEST else "✕ ei toteudu")
    return tuple(said)


def _lines(graph: Graph) -> Iterator[str]:
    names = {node.id: f"n{index}" for index, node in enumerate(graph.nodes)}
    joins = {node.id: node.join for node in graph.nodes}
    yield "flowchart LR"
    yield f"  accTitle: {_plain(graph.title)}"
    yield "  accDescr: Mitä tehtävät ja merkit odottavat"
    for index, (chapter, title) in enumerate(graph.chapters.items()):
        yield f'  subgraph c{index}["{_escaped(title)}"]'
        for node in graph.nodes:
            if node.chapter == chapter:
                first, last = _SHAPES[node.sort]
                label = "<br>".join(_escaped(part) for part in _label(node))
                yield f'    {names[node.id]}{first}"{label}"{last}'
        yield "  end"
    for edge in graph.edges:
        arrow = _ARROWS.get(joins[edge.target], "-.->")
        how = f'|"{_escaped(edge.how)}"|' if edge.how else ""
        yield f"  {names[edge.source]} {arrow}{how} {names[edge.target]}"
    yield from (f"  {line}" for line in _CLASSES)
    for sort, marked in (
        ("heavy", [n for n in graph.nodes if n.is_heavy and not n.is_dead]),
        ("dead", [n for n in graph.nodes if n.is_dead]),
    ):
        if marked:
            yield f"  class {','.join(names[node.id] for node in marked)} {sort}"


def _label(node: Node) -> tuple[str, ...]:
    """The title, how what leads here is joined, and what there is to know."""
    is_thing = node.sort in (Sort.QUEST, Sort.BADGE)
    join = (f"({node.join})",) if is_thing and node.join else ()
    return (node.title, *notes(node), *join)


def _escaped(text: str) -> str:
    """Mermaid writes such signs as entities with a number sign."""
    signs = {"#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "`": "#96;"}
    return "".join(signs.get(sign, sign) for sign in text)


def _plain(text: str) -> str:
    """A title that Mermaid takes as it is, on one line."""
    return " ".join(text.split())
