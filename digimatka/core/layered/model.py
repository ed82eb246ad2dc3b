"""What goes into a layout and what comes out of it."""

from collections.abc import Mapping
from dataclasses import dataclass

Point = tuple[float, float]
Edge = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Box:
    """A node: its size, the lane it lies in, and its rank (boxes of one rank share a column)."""

    id: str
    width: float
    height: float
    lane: int
    rank: int


@dataclass(frozen=True, slots=True)
class Gaps:
    """Space between columns, between boxes above each other, and above and below a lane."""

    columns: float = 70
    boxes: float = 14
    lanes: float = 18


@dataclass(frozen=True, slots=True)
class Route:
    """The way of an edge, from its source to its target; ``is_back``: not to a later column."""

    source: str
    target: str
    points: tuple[Point, ...]
    is_back: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything lies: the corner of boxes, the middle of ranks, the ends of lanes."""

    width: float
    height: float
    places: Mapping[str, Point]
    routes: tuple[Route, ...]
    columns: Mapping[int, float]
    lanes: Mapping[int, tuple[float, float]]


@dataclass(slots=True, eq=False)
class Item:
    """A box in its column, or an edge that passes one."""

    column: int
    lane: int
    width: float
    height: float
    box: Box | None = None
    y: float = 0
