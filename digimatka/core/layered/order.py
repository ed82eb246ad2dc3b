"""The order within columns: few edges should cross."""

from bisect import bisect_right, insort
from collections.abc import Callable, Mapping
from typing import Final

from digimatka.core.layered.model import Item

SWEEPS: Final = 12  # the best one is kept
Columns = list[list[Item]]
Near = Mapping[Item, list[Item]]


def arrange(columns: Columns, before: Near, after: Near) -> Columns:
    """Sorts every column by lane and by the mean place of its neighbours, to and fro."""
    columns = [sorted(column, key=lambda item: item.lane) for column in columns]
    best, fewest = columns, crossings(columns, after)
    for sweep in range(SWEEPS):
        near, way = (before, 1) if sweep % 2 == 0 else (after, -1)
        columns = [list(column) for column in columns]
        place = _places(columns)
        for column in columns[::way]:
            column.sort(key=_by_neighbours(near, place))
            place.update({item: index for index, item in enumerate(column)})
        count = crossings(columns, after)
        if count < fewest:
            best, fewest = columns, count
    return best


def crossings(columns: Columns, after: Near) -> int:
    """How many pairs of edges cross between neighbouring columns."""
    place, count = _places(columns), 0
    for column in columns:
        seen: list[int] = []
        for item in column:
            ends = [place[other] for other in after.get(item, ())]
            count += sum(len(seen) - bisect_right(seen, end) for end in ends)
            for end in ends:
                insort(seen, end)
    return count


def mean(values: list[float], otherwise: float) -> float:
    """The mean, or something else of no values."""
    return sum(values) / len(values) if values else otherwise


def _places(columns: Columns) -> dict[Item, int]:
    return {item: index for column in columns for index, item in enumerate(column)}


def _by_neighbours(near: Near, place: Mapping[Item, int]) -> Callable[[Item], tuple[int, float]]:
    """The order of a column; what has no neighbours stays where it is."""

    def key(item: Item) -> tuple[int, float]:
        neighbours = [float(place[other]) for other in near.get(item, ())]
        return item.lane, mean(neighbours, float(place[item]))

    return key
