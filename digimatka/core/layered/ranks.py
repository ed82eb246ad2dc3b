"""Ranks for a graph that has none of its own."""

from collections.abc import Iterable

from digimatka.core.layered.model import Edge


def longest_path(nodes: Iterable[str], edges: Iterable[Edge]) -> dict[str, int]:
    """A rank for every node: one more than its last source. An edge that closes a ring is left out.

    It does not recurse, however deep the graph is.
    """
    into: dict[str, list[str]] = {node: [] for node in nodes}
    for source, target in edges:
        into[target].append(source)
    ranks: dict[str, int] = {}
    for first in into:
        path: dict[str, None] = {}
        todo = [first]
        while todo:
            node = todo[-1]
            waits = [s for s in into[node] if s not in ranks and s not in path and s != node]
            if node in ranks or (node in path and not waits):
                todo.pop()
                path.pop(node, None)
                known = [ranks[s] + 1 for s in into[node] if s in ranks and s != node]
                ranks.setdefault(node, max(known, default=0))
                continue
            path[node] = None
            todo += reversed(waits)
    return ranks
