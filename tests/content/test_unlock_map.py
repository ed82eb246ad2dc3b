"""The unlock map: what opens what, as a graph, a picture, Mermaid and JSON."""

import json
import re
from typing import Any, Final
from xml.etree import ElementTree as ET

import pytest

from digimatka.content.graph.model import Graph, Node, Sort, build
from digimatka.content.graph.svg import to_svg
from digimatka.content.graph.text import to_json, to_mermaid
from digimatka.content.load import load_journey
from digimatka.core.compiler import compile_rules
from digimatka.core.journey import Journey
from tests.conftest import QUESTS
from tests.factories import badge, chapter, journey, quest

SVG: Final = "{http://www.w3.org/2000/svg}"
JOURNEYS: Final = sorted(path.parent for path in QUESTS.glob("*/journey.yaml"))
Rule = dict[str, Any]


def of(content: Journey) -> Graph:
    return build(compile_rules(content))


def node(graph: Graph, key: str) -> Node:
    return next(one for one in graph.nodes if one.id == key)


def into(graph: Graph, key: str) -> list[str]:
    """The titles of what leads into a node."""
    titles = {one.id: one.title for one in graph.nodes}
    return [titles[edge.source] for edge in graph.edges if edge.target == key]


def asking(rule: Rule) -> Graph:
    """Two quests that are open, and one that asks for something."""
    return of(journey(quest("a"), quest("b"), quest("x", requires=rule)))


def a(other: str, **more: str) -> Rule:
    return {"quest": other, **more}


# --- The graph -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "sources", "join"),
    [
        (a("a"), ["A"], ""),
        ({"all": [a("a"), a("b")]}, ["A", "B"], "kaikki"),
        ({"any": [a("a"), a("b")]}, ["A", "B"], "jokin"),
        ({"at_least": 2, "of": [a("a"), a("b"), {"badge": "m"}]}, ["A", "B", "Merkki"], "väh. 2"),
        ({"all": [a("a")]}, ["A"], ""),
        ({"any": [{"all": [a("a"), a("b")]}, {"badge": "m"}]}, ["kaikki", "Merkki"], "jokin"),
        ({"at_least": 2, "of_chapter": "luku"}, ["väh. 2: Luku"], ""),
        ({"opened_by": "facilitator"}, ["Ohjaaja avaa"], ""),
    ],
    ids=str,
)
def test_a_requirement_is_edges_that_are_joined(rule: Rule, sources: list[str], join: str) -> None:
    graph = of(
        journey(
            quest("a"),
            quest("b"),
            quest("x", requires=rule),
            badges=[badge("m", a("a"), title="Merkki")],
        )
    )

    assert into(graph, "quest:x") == sources
    assert node(graph, "quest:x").join == join


@pytest.mark.parametrize(
    ("rule", "how"),
    [
        (a("a"), ""),
        (a("a", counts="done"), "tehtynä"),
        (a("a", counts="skipped"), "myös ohitettuna"),
        (a("a", assistance="alone"), "ilman vihjettä ja apua"),
        ({"step": "a/askel"}, "askel askel"),
    ],
    ids=str,
)
def test_an_edge_says_what_exactly_is_asked_for(rule: Rule, how: str) -> None:
    graph = of(journey(quest("a"), quest("x", requires=rule)))

    assert [edge.how for edge in graph.edges] == [how]


def test_what_is_asked_for_twice_is_one_node() -> None:
    two = {"at_least": 2, "of_chapter": "luku"}
    known = {**two, "counts": "known"}
    graph = of(
        journey(
            quest("a"),
            quest("b"),
            quest("x", requires=two),
            quest("y", requires={"any": [known, a("x")]}),
        )
    )

    pools = [one for one in graph.nodes if one.sort is Sort.POOL]
    assert [pool.members for pool in pools] == [("a", "b", "x", "y")]
    assert sum(edge.source == pools[0].id for edge in graph.edges) == 2


def test_rounds_and_what_is_dead_come_from_the_proof() -> None:
    ring = {"all": [a("y"), a("a")]}
    graph = of(journey(quest("a"), quest("x", requires=ring), quest("y", requires=a("x"))))

    assert node(graph, "quest:a").round == 0
    assert node(graph, "quest:x").is_dead
    assert node(graph, "quest:y").is_dead


@pytest.mark.parametrize(
    ("minutes", "steps", "is_heavy"),
    [(30, 12, False), (31, 1, True), (10, 13, True)],
)
def test_much_for_one_sitting_is_heavy(minutes: int, steps: int, is_heavy: bool) -> None:
    made = quest("a", *(f"s{number}" for number in range(steps)), minutes=minutes)

    assert node(of(journey(made)), "quest:a").is_heavy == is_heavy


def test_a_badge_lies_in_the_chapter_that_it_speaks_of_most() -> None:
    rule = {"all": [a("a"), a("b"), a("c")]}
    content = journey(
        chapter("eka", quest("a")),
        chapter("toka", quest("b"), quest("c")),
        badges=[badge("m", rule), badge("n", {"all": [a("a"), a("b")]})],
    )

    assert [node(of(content), f"badge:{key}").chapter for key in "mn"] == ["toka", "toka"]


# --- The picture ---------------------------------------------------------------------------------


def drawn(graph: Graph) -> ET.Element:
    return ET.fromstring(to_svg(graph))  # noqa: S314 - our own picture


def words(picture: ET.Element) -> str:
    return " ".join(text.text or "" for text in picture.iter(f"{SVG}text"))


def styles(picture: ET.Element) -> list[str]:
    """The styles of the boxes, without those of the legend."""
    return [
        path.get("class", "")
        for group in picture.iter(f"{SVG}g")
        for path in group.iter(f"{SVG}path")
    ]


@pytest.mark.parametrize("folder", JOURNEYS, ids=lambda path: path.name)
def test_the_map_of_a_journey_that_comes_along_is_drawn_whole(folder: Any) -> None:
    loaded = load_journey(folder)
    assert loaded.journey is not None
    graph = of(loaded.journey)

    picture = drawn(graph)

    titles = {title.text or "" for title in picture.iter(f"{SVG}title")}
    for one in graph.nodes:
        assert any(title.startswith(one.title) for title in titles), one
    arrows = [path for path in picture.iter(f"{SVG}path") if path.get("marker-end")]
    assert len(arrows) == len({(edge.source, edge.target) for edge in graph.edges}) > 10
    assert "dead" not in styles(picture)


def test_a_screen_reader_is_told_what_the_picture_shows() -> None:
    content = journey(quest("a", minutes=40), quest("x", requires=a("x")), title="Oma & muu")

    picture = drawn(of(content))

    title, desc = picture.find(f"{SVG}title"), picture.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert picture.get("role") == "img"
    assert picture.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert title.text == "Oma & muu: mikä avaa minkä"
    assert desc.text is not None
    assert desc.text.endswith("Ei aukea tai toteudu: X. Raskaita: A.")


def test_what_is_dead_or_heavy_is_told_by_colour_shape_and_words() -> None:
    content = journey(quest("a", minutes=40), quest("x", requires=a("x")), quest("b"))

    picture = drawn(of(content))

    boxes = {
        str(path.get("class")): str(path.get("d"))
        for path in picture.iter(f"{SVG}path")
        if path.get("class") in ("heavy", "dead", "box")
    }
    assert set(boxes) == {"heavy", "dead", "box"}
    outlines = {re.sub(r"[\d.\s-]+", "", path) for path in boxes.values()}
    assert len(outlines) == 3, "each has an outline of its own"
    assert "▲ raskas" in words(picture)
    assert "✕ ei aukea" in words(picture)
    assert "Ei aukea" in words(picture)


def test_all_and_any_are_told_apart_by_line_and_word() -> None:
    def lines(rule: Rule) -> tuple[set[str], str]:
        picture = drawn(asking(rule))
        ends = [path for path in picture.iter(f"{SVG}path") if path.get("marker-end")]
        to_x = [path for path in ends if "→ X" in (path.findtext(f"{SVG}title") or "")]
        return {str(path.get("class")) for path in to_x}, words(picture)

    needed, every = lines({"all": [a("a"), a("b")]})
    enough, some = lines({"any": [a("a"), a("b")]})
    assert needed == {"edge"}
    assert enough == {"edge some"}
    assert "kaikki" in every.replace("(kaikki)", "")
    assert " jokin " in some.replace("jokin tai osa", "")


def test_a_title_of_any_length_and_signs_stays_in_its_box() -> None:
    long = "Työttömyysturvan maksukausi-ilmoituksen <täyttäminen> & lähettäminen verkossa"

    picture = drawn(of(journey(quest("a", title=long))))

    shown = [text.text or "" for text in picture.iter(f"{SVG}text")]
    assert (
        max(len(line) for line in shown if line not in ("▲ raskas: yli 30 min tai 12 askelta",))
        <= 24
    )
    assert any(line.endswith("…") for line in shown)
    assert any((t.text or "").startswith(long) for t in picture.iter(f"{SVG}title"))


# --- Mermaid and JSON ----------------------------------------------------------------------------


def test_mermaid_has_every_node_and_edge_and_marks_what_is_wrong() -> None:
    content = journey(
        quest("a", title='Sano "hei" #1', minutes=40),
        quest("b", requires={"any": [a("a", counts="done"), a("c")]}),
        quest("c", requires={"all": [a("a"), a("b")]}),
        quest("x", requires=a("x")),
    )

    lines = to_mermaid(of(content)).splitlines()

    assert lines[0] == "flowchart LR"
    assert '    n0["Sano #quot;hei#quot; #35;1<br>40 min · askelia 1<br>▲ raskas"]' in lines
    assert '    n1["B<br>10 min · askelia 1<br>(jokin)"]' in lines
    assert '  n0 -.->|"tehtynä"| n1' in lines
    assert "  n2 -.-> n1" in lines
    assert "  n0 --> n2" in lines
    assert lines[-2:] == ["  class n0 heavy", "  class n3 dead"]


def test_json_says_what_the_picture_says() -> None:
    content = journey(
        quest("a"),
        quest("x", minutes=31, requires={"at_least": 1, "of_chapter": "luku"}),
        badges=[badge("m", {"all": [a("a"), a("x", assistance="hint")]})],
    )

    data = json.loads(to_json(of(content)))

    assert data["version"] == 1
    assert data["chapters"] == {"luku": "Luku"}
    by_title = {one["title"]: one for one in data["nodes"]}
    assert by_title["X"]["heavy"]
    assert not by_title["X"]["dead"]
    assert by_title["väh. 1: Luku"]["members"] == ["a", "x"]
    assert by_title["M"]["join"] == "kaikki"
    hows = {edge["how"] for edge in data["edges"] if edge["target"] == "badge:m"}
    assert hows == {"", "ilman apua"}
