"""From boxes and edges to places: chains, columns, lanes and heights."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from digimatka.core.layered.model import Box, Edge, Gaps, Item, Layout, Point, Route
from digimatka.core.layered.order import arrange, mean

TURNS: Final = 6  # of the heights
THIN: Final = 8.0  # the height that an edge gets in a column which it passes


def lay_out(boxes: Sequence[Box], edges: Sequence[Edge], gaps: Gaps | None = None) -> Layout:
    """The layout of a graph. The ids of the boxes are unique, and those of edges are known."""
    return _Drawing(boxes, edges, gaps or Gaps()).layout()


class _Drawing:
    """One layout while it is made."""

    def __init__(self, boxes: Sequence[Box], edges: Sequence[Edge], gaps: Gaps) -> None:
        self.gaps = gaps
        self.edges = edges
        self.ranks = sorted({box.rank for box in boxes})
        column = {rank: index for index, rank in enumerate(self.ranks)}
        self.columns: list[list[Item]] = [[] for _ in self.ranks]
        self.items: dict[str, Item] = {}
        for box in boxes:
            item = Item(column[box.rank], box.lane, box.width, box.height, box)
            self.items[box.id] = item
            self.columns[item.column].append(item)
        self.before: dict[Item, list[Item]] = defaultdict(list)
        self.after: dict[Item, list[Item]] = defaultdict(list)
        self.chains = [self._chain(self.items[s], self.items[t]) for s, t in edges]

    def layout(self) -> Layout:
        """Everything, step by step."""
        self.columns = arrange(self.columns, self.before, self.after)
        lanes = self._lanes()
        self._heights(lanes)
        middles, width = self._middles()
        places = {
            key: (middles[item.column] - item.width / 2, item.y - item.height / 2)
            for key, item in self.items.items()
        }
        return Layout(
            width=width,
            height=max((bottom for _, bottom in lanes.values()), default=0.0),
            places=places,
            routes=tuple(
                self._route(edge, chain, middles)
                for edge, chain in zip(self.edges, self.chains, strict=True)
            ),
            columns=dict(zip(self.ranks, middles, strict=True)),
            lanes=lanes,
        )

    def _chain(self, source: Item, target: Item) -> list[Item]:
        """An edge from left to right, with a thin item in every column on its way."""
        left, right = sorted((source, target), key=lambda item: item.column)
        chain = [left]
        for column in range(left.column + 1, right.column):
            thin = Item(column, right.lane, 0, THIN)
            self.columns[column].append(thin)
            chain.append(thin)
        chain.append(right)
        for one, other in pairwise(chain):
            if one.column < other.column:
                self.after[one].append(other)
                self.before[other].append(one)
        return chain

    def _lanes(self) -> dict[int, tuple[float, float]]:
        """The top and bottom of every lane: as high as its fullest column needs."""
        needs: dict[int, float] = {}
        for column in self.columns:
            for lane, items in _by_lane(column).items():
                offsets = self._offsets(items)
                full = offsets[-1] + (items[0].height + items[-1].height) / 2
                needs[lane] = max(needs.get(lane, 0.0), full)
        lanes, top = {}, 0.0
        for lane in sorted(needs):
            bottom = top + needs[lane] + 2 * self.gaps.lanes
            lanes[lane] = (top, bottom)
            top = bottom
        return lanes

    def _heights(self, lanes: Mapping[int, tuple[float, float]]) -> None:
        """Draws everything to the height of its neighbours, as far as order and lanes allow."""
        groups = [_by_lane(column) for column in self.columns]
        for item in (item for column in self.columns for item in column):
            item.y = sum(lanes[item.lane]) / 2
        for turn in range(TURNS):
            sides = [self.before] if turn % 2 == 0 else [self.after]
            sides = [self.before, self.after] if turn == TURNS - 1 else sides
            for by_lane in groups if turn % 2 == 0 else reversed(groups):
                for lane, items in by_lane.items():
                    wanted = [mean([o.y for side in sides for o in side[i]], i.y) for i in items]
                    self._spread(items, wanted, lanes[lane])

    def _spread(self, items: list[Item], wanted: list[float], lane: Point) -> None:
        """Puts items as near to where they want to be as their order and the lane allow."""
        offsets = self._offsets(items)
        low = lane[0] + self.gaps.lanes + items[0].height / 2
        high = lane[1] - self.gaps.lanes - items[-1].height / 2 - offsets[-1]
        free = _rising([want - off for want, off in zip(wanted, offsets, strict=True)])
        for item, at, offset in zip(items, free, offsets, strict=True):
            item.y = min(max(at, low), max(high, low)) + offset

    def _offsets(self, items: list[Item]) -> list[float]:
        """How far below the first one the middle of each item is, when they lie close together."""
        offsets = [0.0]
        for one, other in pairwise(items):
            gap = self.gaps.boxes if one.box or other.box else self.gaps.boxes / 3
            offsets.append(offsets[-1] + (one.height + other.height) / 2 + gap)
        return offsets

    def _width(self, column: int) -> float:
        """As wide as its widest box."""
        return max(item.width for item in self.columns[column])

    def _middles(self) -> tuple[list[float], float]:
        """The middle of every column, and how wide all of them are."""
        middles, at = [], 0.0
        for column in range(len(self.columns)):
            width = self._width(column)
            middles.append(at + width / 2)
            at += width + self.gaps.columns
        return middles, max(at - self.gaps.columns, 0.0)

    def _route(self, edge: Edge, chain: list[Item], middles: list[float]) -> Route:
        """From the right of the left box to the left of the right one; back edges the other way."""
        left, right = chain[0], chain[-1]
        start = (middles[left.column] + left.width / 2, left.y)
        if left.column == right.column:
            source, target = self.items[edge[0]], self.items[edge[1]]
            out, into = ((middles[i.column] + i.width / 2, i.y) for i in (source, target))
            border = middles[left.column] + self._width(left.column) / 2
            bulge = (border + self.gaps.columns / 2, (source.y + target.y) / 2)
            return Route(*edge, (out, bulge, into), is_back=True)
        points = [start]
        for item in chain[1:-1]:
            half = self._width(item.column) / 2
            points += [(middles[item.column] + side * half, item.y) for side in (-1, 1)]
        points.append((middles[right.column] - right.width / 2, right.y))
        is_back = left is not self.items[edge[0]]
        return Route(*edge, tuple(reversed(points) if is_back else points), is_back)


def _by_lane(column: list[Item]) -> dict[int, list[Item]]:
    lanes: dict[int, list[Item]] = defaultdict(list)
    for item in column:
        lanes[item.lane].append(item)
    return lanes


def _rising(values: list[float]) -> list[float]:
    """The nearest values (least squares) that never fall: neighbours that would are pooled."""
    pools: list[tuple[float, int]] = []
    for value in values:
        pools.append((value, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (one, count), (other, more) = pools[-2], pools.pop()
            pools[-1] = ((one * count + other * more) / (count + more), count + more)
    return [value for value, count in pools for _ in range(count)]
