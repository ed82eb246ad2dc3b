"""The layered layout: what holds for every graph, and a few drawn by hand."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digimatka.core.layered.drawing import lay_out
from digimatka.core.layered.model import Box, Edge, Gaps, Layout
from digimatka.core.layered.ranks import longest_path

# The machine may be busy, so no example has a time limit of its own.
QUICK = settings(max_examples=60, deadline=None)

NAMES = tuple("abcdefghij")
EDGES = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=25)


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[Box], list[Edge]]:
    """A few boxes of any size, lane and rank, and any edges between them."""
    names = NAMES[: draw(st.integers(1, len(NAMES)))]
    boxes = [
        Box(
            name,
            draw(st.sampled_from((30.0, 120.0))),
            draw(st.sampled_from((20.0, 60.0))),
            draw(st.integers(0, 2)),
            draw(st.integers(-1, 4)),
        )
        for name in names
    ]
    edges = draw(st.lists(st.tuples(st.sampled_from(names), st.sampled_from(names)), max_size=20))
    return boxes, [(source, target) for source, target in edges if source != target]


def box(name: str, rank: int, lane: int = 0) -> Box:
    return Box(name, 100, 40, lane, rank)


def middle(layout: Layout, name: str) -> float:
    return layout.places[name][1] + 20


@QUICK
@given(graphs())
def test_no_two_boxes_touch(graph: tuple[list[Box], list[Edge]]) -> None:
    boxes, edges = graph
    places = lay_out(boxes, edges).places

    for one in boxes:
        for other in boxes:
            (x, y), (left, top) = places[one.id], places[other.id]
            apart = x + one.width <= left or left + other.width <= x
            above = y + one.height <= top or top + other.height <= y
            assert one is other or apart or above, (one, other)


@QUICK
@given(graphs())
def test_every_box_lies_in_its_lane_and_within_the_picture(
    graph: tuple[list[Box], list[Edge]],
) -> None:
    boxes, edges = graph
    layout = lay_out(boxes, edges)

    for one in boxes:
        x, y = layout.places[one.id]
        top, bottom = layout.lanes[one.lane]
        assert top <= y
        assert y + one.height <= bottom <= layout.height + 1e-6
        assert x >= -1e-6
        assert x + one.width <= layout.width + 1e-6
    tops = [layout.lanes[lane] for lane in sorted(layout.lanes)]
    assert all(one[1] <= other[0] for one, other in pairwise(tops))


@QUICK
@given(graphs())
def test_a_later_rank_lies_further_right(graph: tuple[list[Box], list[Edge]]) -> None:
    boxes, edges = graph
    layout = lay_out(boxes, edges)

    assert list(layout.columns) == sorted({one.rank for one in boxes})
    for one in boxes:
        for other in boxes:
            if one.rank < other.rank:
                assert layout.places[one.id][0] + one.width < layout.places[other.id][0]


@QUICK
@given(graphs())
def test_an_edge_goes_from_box_to_box_and_through_none(
    graph: tuple[list[Box], list[Edge]],
) -> None:
    boxes, edges = graph
    sizes = {one.id: one for one in boxes}
    layout = lay_out(boxes, edges)

    assert [(route.source, route.target) for route in layout.routes] == edges
    for route in layout.routes:
        source, target = sizes[route.source], sizes[route.target]
        assert route.is_back == (source.rank >= target.rank)
        for name, (x, y) in zip(
            (route.source, route.target), (route.points[0], route.points[-1]), strict=True
        ):
            left, top = layout.places[name]
            assert x in (pytest.approx(left), pytest.approx(left + sizes[name].width))
            assert y == pytest.approx(top + sizes[name].height / 2)
        for x, y in route.points[1:-1]:
            for one in boxes:
                left, top = layout.places[one.id]
                inside = left < x < left + one.width and top < y < top + one.height
                assert not inside, (route, one)


@QUICK
@given(graphs())
def test_the_same_graph_is_always_drawn_the_same(graph: tuple[list[Box], list[Edge]]) -> None:
    assert lay_out(*graph) == lay_out(*graph)


@QUICK
@given(EDGES)
def test_without_a_ring_every_edge_leads_to_a_higher_rank(edges: list[Edge]) -> None:
    forward = [(source, target) for source, target in edges if source < target]

    ranks = longest_path(reversed(NAMES), forward)

    assert set(ranks) == set(NAMES)
    for name in NAMES:
        sources = [ranks[source] + 1 for source, target in forward if target == name]
        assert ranks[name] == max(sources, default=0)


@QUICK
@given(EDGES)
def test_a_ring_is_entered_and_ends(edges: list[Edge]) -> None:
    ranks = longest_path(NAMES, edges)

    assert set(ranks) == set(NAMES)
    assert max(ranks.values()) < len(NAMES)


def test_a_long_chain_is_no_trouble() -> None:
    names = [str(number) for number in range(20_000)]

    assert longest_path(names[::-1], list(pairwise(names)))["19999"] == 19_999


def test_edges_that_cross_are_untangled() -> None:
    boxes = [box("a", 0), box("b", 0), box("c", 1), box("d", 1)]

    layout = lay_out(boxes, [("a", "d"), ("b", "c")])

    above = middle(layout, "a") < middle(layout, "b")
    assert above == (middle(layout, "d") < middle(layout, "c"))


def test_a_straight_chain_is_drawn_straight() -> None:
    boxes = [box("a", 0), box("b", 1), box("c", 2), box("x", 1), box("y", 1)]

    layout = lay_out(boxes, [("a", "b"), ("b", "c")])

    assert middle(layout, "a") == pytest.approx(middle(layout, "b"))
    assert middle(layout, "b") == pytest.approx(middle(layout, "c"))


def test_a_back_edge_enters_from_the_right() -> None:
    layout = lay_out([box("a", 0), box("b", 1)], [("b", "a")])

    (route,) = layout.routes
    assert route.is_back
    assert route.points[0][0] == layout.places["b"][0]
    assert route.points[-1][0] == layout.places["a"][0] + 100


def test_an_edge_within_a_column_goes_round_on_the_right() -> None:
    layout = lay_out([box("a", 0), box("b", 0)], [("a", "b")], Gaps(columns=60))

    (route,) = layout.routes
    assert [x for x, _ in route.points] == [100, 130, 100]


def test_nothing_is_drawn_as_nothing() -> None:
    layout = lay_out([], [])

    assert (layout.width, layout.height, layout.routes) == (0, 0, ())
