"""The unlock map as a picture: chapters are lanes, columns say in which round something opens.

Whatever a colour says stands there in words and in a shape too.
"""

from collections.abc import Callable, Iterator
from html import escape
from textwrap import shorten, wrap
from typing import Final

from digimatka.content.graph import shapes
from digimatka.content.graph.model import Graph, Node, Sort
from digimatka.content.graph.text import notes
from digimatka.core.layered.drawing import lay_out
from digimatka.core.layered.model import Box, Layout, Point, Route
from digimatka.core.layered.ranks import longest_path

TOP: Final = 132.0  # for the title, the legend and the names of the columns
SIDE: Final = 24.0
LABEL: Final = 34.0  # for the name of a lane
KNOT: Final = 54.0
LINE: Final = 24  # letters in a line
SHORT: Final = 16  # the same in a small box
LETTER: Final = 9  # the width of one in the name of a lane
FEWEST: Final = 4
MOST_NOTES: Final = 2  # lines below a title
MOST_LINES: Final = {sort: 3 if sort is Sort.POOL else 2 for sort in Sort}
THINGS: Final = (Sort.QUEST, Sort.BADGE)
SIZES: Final = {
    Sort.QUEST: (196.0, 74.0),
    Sort.BADGE: (186.0, 50.0),
    Sort.GROUP: (58.0, 26.0),
    Sort.POOL: (132.0, 56.0),
    Sort.FACILITATOR: (116.0, 34.0),
}
STYLE: Final = """
.um{font-family:system-ui,Verdana,sans-serif;font-size:13px;fill:#16352b}
.um .paper{fill:#faf4e8}.um .lane{fill:#f1e8d6}.um .lane.even{fill:#f7efdf}
.um .name{font-size:16px;font-weight:700}.um .head{font-size:22px;font-weight:700}
.um .box{fill:#fffdf7;stroke:#1e5a45;stroke-width:1.5}
.um .sign{fill:#ecd7b9;stroke:#7a5229;stroke-width:1.5}
.um .knot{fill:#dcebf0;stroke:#14587f;stroke-width:1.2}.um .knot+text{font-size:12px}
.um .heavy{fill:#fdebcd;stroke:#9a5b00;stroke-width:3}
.um .dead{fill:#f3dcd8;stroke:#8a2d20;stroke-width:2.5;stroke-dasharray:6 3}
.um .edge{fill:none;stroke:#4a6056;stroke-width:1.4}.um .some{stroke:#14587f;stroke-dasharray:6 4}
.um .back{stroke-opacity:.55;stroke-width:1}.um .tip{fill:#4a6056}
.um .small{font-size:12px;fill:#3c5248}.um .mark{font-size:12px;font-weight:700}
"""


def to_svg(graph: Graph) -> str:
    """The picture as a file of its own, which can also stand in a page of HTML."""
    return "\n".join(_lines(graph, _laid_out(graph))) + "\n"


def _laid_out(graph: Graph) -> Layout:
    lane = {chapter: index for index, chapter in enumerate(graph.chapters)}
    ranks = _ranks(graph)
    boxes = []
    for node in graph.nodes:
        width, height = SIZES[node.sort]
        box = Box(node.id, width + _knot(node), height, lane[node.chapter], ranks[node.id])
        boxes.append(box)
    return lay_out(boxes, list(_hows(graph)))


def _hows(graph: Graph) -> dict[tuple[str, str], str]:
    """The lines to draw, with what they ask for: two things asked of one quest are one line."""
    hows: dict[tuple[str, str], list[str]] = {}
    for edge in graph.edges:
        hows.setdefault((edge.source, edge.target), []).append(edge.how)
    return {ends: "; ".join(filter(None, asked)) for ends, asked in hows.items()}


def _ranks(graph: Graph) -> dict[str, int]:
    """Things by their round, groups between the rounds, what is dead after all of them."""
    edges = [(edge.source, edge.target) for edge in graph.edges]
    nodes = {node.id: node for node in graph.nodes}
    knots = [key for key, node in nodes.items() if node.sort not in THINGS]
    among = [
        (source, target)
        for source, target in edges
        if source in knots and target in knots and nodes[source].round == nodes[target].round
    ]
    depths = longest_path(knots, among)
    wide = 2 + max(depths.values(), default=0)
    alive = {key: node.round for key, node in nodes.items() if node.round is not None}
    ranks = {
        key: wide * at + (depths[key] + 1 if key in depths else 0) for key, at in alive.items()
    }
    dead = [key for key, node in nodes.items() if node.is_dead]
    last = wide * (1 + max(alive.values(), default=0))
    deep = longest_path(dead, [(s, t) for s, t in edges if s not in alive and t not in alive])
    return ranks | {key: last + depth for key, depth in deep.items()}


def _lines(graph: Graph, layout: Layout) -> Iterator[str]:
    width = max(layout.width + 2 * SIDE + LABEL, 900)
    height = layout.height + TOP + SIDE
    size = f'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}"'
    name = f"um-{graph.journey}"
    labels = f'role="img" aria-labelledby="{name}-title {name}-desc"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" class="um" {size} {labels}>'
    yield f'<title id="{name}-title">{escape(graph.title)}: mikä avaa minkä</title>'
    yield f'<desc id="{name}-desc">{escape(_description(graph))}</desc>'
    yield f"<style>{STYLE}</style>"
    yield f'<defs><marker id="{name}-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8"'
    yield ' markerHeight="8" orient="auto-start-reverse"><path class="tip" d="M0 0L8 4L0 8z"/>'
    yield "</marker></defs>"
    yield f'<rect class="paper" width="{width:.0f}" height="{height:.0f}"/>'
    yield f'<text class="head" x="{SIDE}" y="36">{escape(graph.title)}</text>'
    yield from _legend()
    yield from _lanes(graph, layout, width)
    yield f'<g transform="translate({SIDE + LABEL},{TOP})">'
    yield from _columns(graph, layout)
    nodes = {node.id: node for node in graph.nodes}
    hows = _hows(graph)
    for route in layout.routes:
        how = hows[route.source, route.target]
        yield _edge(route, nodes, how, f"{name}-tip")
    for node in graph.nodes:
        yield from _node(node, layout.places[node.id])
    yield "</g>"
    yield "</svg>"


def _description(graph: Graph) -> str:
    quests = [node for node in graph.nodes if node.sort is Sort.QUEST]
    badges = [node for node in graph.nodes if node.sort is Sort.BADGE]
    dead = [node.title for node in (*quests, *badges) if node.is_dead]
    heavy = [node.title for node in quests if node.is_heavy]
    parts = [f"Tehtäviä {len(quests)}, merkkejä {len(badges)}. Luvut ovat päällekkäin ja"]
    parts += ["kierrokset vasemmalta oikealle: sarake kertoo, milloin tehtävä voi aueta."]
    parts += [f"Ei aukea tai toteudu: {', '.join(dead)}." if dead else "Kaikki on saavutettavissa."]
    parts += [f"Raskaita: {', '.join(heavy)}."] if heavy else []
    return " ".join(parts)


def _legend() -> Iterator[str]:
    """What lines and shapes mean, in words."""
    x, y = SIDE, 62
    for style, words, wide in (
        ("edge", "tarvitaan (kaikki)", 190),
        ("edge some", "jokin tai osa riittää", 205),
        ("edge back", "himmeä: myöhempi tapa", 220),
    ):
        yield f'<path class="{style}" d="M{x} {y}h36"/>'
        yield f'<text x="{x + 44}" y="{y + 4}">{words}</text>'
        x += wide
    x, y = SIDE, 88
    for shape, style, words, wide in (
        (shapes.cut(x, y - 9, 36, 18), "heavy", "▲ raskas: yli 30 min tai 12 askelta", 300),
        (shapes.crossed(x + 300, y - 9, 36, 18), "dead", "✕ ei aukea koskaan", 190),
        (shapes.sign(x + 490, y - 9, 36, 18), "sign", "merkki", 0),
    ):
        yield f'<path class="{style}" d="{shape}"/><text x="{x + 44}" y="{y + 4}">{words}</text>'
        x += wide


def _lanes(graph: Graph, layout: Layout, width: float) -> Iterator[str]:
    for index, title in enumerate(graph.chapters.values()):
        top, bottom = (edge + TOP for edge in layout.lanes.get(index, (0.0, 0.0)))
        style = "lane even" if index % 2 else "lane"
        size = f'width="{width:.0f}" height="{bottom - top:.0f}"'
        yield f'<rect class="{style}" y="{top:.0f}" {size}/>'
        name = shorten(title, max(int((bottom - top) / LETTER), FEWEST), placeholder="…")
        yield _text(SIDE + 4, (top + bottom) / 2, name, "name", "rotate(-90)")


def _columns(graph: Graph, layout: Layout) -> Iterator[str]:
    """The rounds above their columns."""
    ranks = _ranks(graph)
    rounds = {
        ranks[node.id]: "Ei aukea" if node.round is None else _round_name(node.round)
        for node in graph.nodes
        if node.sort in THINGS
    }
    for rank, name in rounds.items():
        yield _text(layout.columns[rank], -10, name, "name")


def _round_name(number: int) -> str:
    return f"Kierros {number}" if number else "Heti auki"


def _edge(route: Route, nodes: dict[str, Node], how: str, tip: str) -> str:
    target = nodes[route.target]
    some = " some" if target.need < target.of else ""
    style = f"edge{some}{' back' if route.is_back else ''}"
    path = shapes.curve(route.points, is_back=route.is_back)
    words = f"{nodes[route.source].title} → {target.title}{f': {how}' if how else ''}"
    title = f"<title>{escape(words)}</title>"
    return f'<path class="{style}" d="{path}" marker-end="url(#{tip})">{title}</path>'


def _node(node: Node, at: Point) -> Iterator[str]:
    (x, y), (width, height) = at, SIZES[node.sort]
    middle = y + height / 2
    yield f"<g><title>{escape(' – '.join((node.title, *notes(node))))}</title>"
    if _knot(node):
        yield f'<path class="knot" d="{shapes.rounded(x, middle - 11, KNOT, 22)}"/>'
        yield _text(x + KNOT / 2, middle + 4, node.join, "small")
        x += KNOT
    style, outline = _look(node)
    yield f'<path class="{style}" d="{outline(x, y, width, height)}"/>'
    rows = tuple(_rows(node))
    first = middle - 8 * (len(rows) - 1) + 4
    for index, (words, style) in enumerate(rows):
        yield _text(x + width / 2, first + 16 * index, words, style)
    yield "</g>"


def _rows(node: Node) -> Iterator[tuple[str, str]]:
    """The lines in a box, each with its style: the title in two at most, and the notes."""
    letters = LINE if node.sort in THINGS else SHORT
    lines = wrap(node.title, letters) or [""]
    most = MOST_LINES[node.sort]
    yield from ((line, "") for line in lines[: most - 1])
    if last := " ".join(lines[most - 1 :]):
        yield shorten(last, letters, placeholder=" …"), ""
    said = notes(node)
    if len(said) > MOST_NOTES:
        said = (said[0], " ".join(said[1:]))
    yield from ((note, "mark" if note[0] in "▲✕" else "small") for note in said)


def _text(x: float, y: float, words: str, style: str, turn: str = "") -> str:
    """A line of text around a point."""
    look = f' class="{style}"' if style else ""
    place = f'transform="translate({x:.0f},{y:.0f}) {turn}"' if turn else f'x="{x:.0f}" y="{y:.0f}"'
    return f'<text{look} {place} text-anchor="middle">{escape(words)}</text>'


def _knot(node: Node) -> float:
    """The room before a box for the word that joins its edges; groups say it themselves."""
    return KNOT if node.join and node.sort in THINGS else 0


def _look(node: Node) -> tuple[str, Callable[[float, float, float, float], str]]:
    """The style and the outline: what a colour says, the shape says too."""
    if node.is_dead:
        return "dead", shapes.crossed
    if node.is_heavy:
        return "heavy", shapes.cut
    looks = {Sort.QUEST: ("box", shapes.rounded), Sort.BADGE: ("sign", shapes.sign)}
    return looks.get(node.sort, ("knot", shapes.rounded))
