"""CPU of the server for a page, a fragment and a 304, as a share of what a bare Flask answers."""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.client import request
from benchmarks.figures import Figure, middle
from benchmarks.people import Visitor, arrive, possible, posts, put, version_of
from benchmarks.samples import real_journey
from benchmarks.serving import CONNECTIONS, Server, cpu_of, free_port, product, running
from digimatka.core.compiler import compile_rules
from digimatka.core.rules import Rules
from digimatka.server import THREADS
from digimatka.store import learners
from digimatka.store.session import Store

PAGE_GOAL: Final = 30
UNCHANGED_GOAL: Final = 55
COMPLETION_GOAL: Final = 6
BROTLI: Final = {"Accept-Encoding": "gzip, deflate, br"}
HTMX: Final = {**BROTLI, "HX-Request": "true"}
# Learners at different places, so that nothing is measured that only one learner would profit from.
READERS: Final = 48
DONE_BY_ONE: Final = 10
SEED: Final = 2026
HELLO: Final = "hello"
# With one connection a server sleeps between requests, and waking it costs hello as much as a page.
QUIET: Final = " (one connection)"
ALSO_QUIET: Final = ("map, brotli", "step, brotli", "step, 304")
COMPLETION: Final = "a step by htmx"


@dataclass(frozen=True, slots=True)
class Product:
    """The running product, its database, and the learners who look at its pages.

    A page that greets a learner by a nickname is drawn every time; others may be kept.
    """

    server: Server
    store: Store
    rules: Rules
    readers: Sequence[tuple[Visitor, str, str]]
    named: Sequence[Visitor]

    def pages(self) -> Iterator[tuple[str, list[str]]]:
        """Every sort of page with one request for each of the readers."""
        base = f"/matka/{self.rules.journey.id}"
        sorts = (("map", "{base}"), ("quest", "{base}/{quest}"), ("step", "{base}/{quest}/{step}"))
        for name, pattern in sorts:
            places = [
                (visitor, pattern.format(base=base, quest=quest, step=step))
                for visitor, quest, step in self.readers
            ]
            for coding, headers in (("", {}), (", brotli", BROTLI)):
                yield f"{name}{coding}", [who.get(path, headers) for who, path in places]
            port = self.server.port
            yield (
                f"{name}, 304",
                [
                    who.get(path, BROTLI | {"If-None-Match": version_of(port, who, path, BROTLI)})
                    for who, path in places
                ],
            )
        yield "map with a nickname, brotli", [who.get(base, BROTLI) for who in self.named]

    def completions(self, count: int) -> list[str]:
        """Posts of learners who have just arrived, ten of each."""
        found: list[str] = []
        for visitor in arrive(self.server.port, -(-count // DONE_BY_ONE)):
            found += posts(self.store, self.rules, visitor, DONE_BY_ONE, HTMX)
        return found


def measure(quick: bool) -> list[Figure]:
    """Rounds that take every sort of request in turn; the ratios are those within a round."""
    requests, rounds = (16, 1) if quick else (480, 5)
    costs: defaultdict[str, list[float]] = defaultdict(list)
    with TemporaryDirectory() as folder, ExitStack() as stack:
        hello = stack.enter_context(_hello())
        ours = stack.enter_context(_crowded(Path(folder), 4 if quick else READERS))
        pages = dict(ours.pages())
        for _ in range(rounds):
            bare = [request("/")] * requests * 2
            costs[HELLO].append(_cost(hello, bare))
            costs[HELLO + QUIET].append(_cost(hello, bare, connections=1))
            for name, different in pages.items():
                status = "304" if name.endswith("304") else "200"
                found = list(islice(cycle(different), requests))
                costs[name].append(_cost(ours.server, found, status))
                if name in ALSO_QUIET:
                    alone = _cost(ours.server, found, status, connections=1)
                    costs[name + QUIET].append(alone)
            steps = ours.completions(requests)
            costs[COMPLETION].append(_cost(ours.server, steps, together=DONE_BY_ONE))
    return list(_figures(costs))


@contextmanager
def _hello() -> Iterator[Server]:
    port = free_port()
    with running("benchmarks.hello", str(port), str(THREADS), port=port, ready="/") as server:
        yield server


@contextmanager
def _crowded(folder: Path, readers: int) -> Iterator[Product]:
    """The product with its real content and an empty database, then learners all along the way."""
    with product(folder) as server:
        store = Store(f"sqlite:///{folder / 'digimatka.db'}")
        rules = compile_rules(real_journey())
        chance = random.Random(SEED)  # noqa: S311 - the same places every time
        steps = list(possible(rules, rules.fresh()))
        places = []
        for visitor in arrive(server.port, readers * 2):
            done = chance.randrange(len(steps))
            put(store, rules, visitor, steps[:done])
            places.append((visitor, steps[done].quest, steps[done].step))
        named = [visitor for visitor, _, _ in places[readers:]]
        with store.write() as connection:
            for number, visitor in enumerate(named):
                learners.rename(connection, visitor.learner_id, f"Matkaaja {number}", None)
        yield Product(server, store, rules, places[:readers], named)
        store.close()


def _cost(
    server: Server,
    requests: Sequence[str],
    status: str = "200",
    *,
    together: int = 1,
    connections: int = CONNECTIONS,
) -> float:
    """CPU microseconds for one; every answer must come with the status."""
    cost, tally = cpu_of(server, requests, together=together, connections=connections)
    if tally.statuses != {status: len(requests)}:
        raise RuntimeError(f"answers that were not expected: {dict(tally.statuses)}")
    return cost


def _figures(costs: Mapping[str, Sequence[float]]) -> Iterator[Figure]:
    """Goals are for a busy server; what a quiet one does is there to be seen."""
    yield Figure("bare Flask hello", middle(costs[HELLO]), "µs")
    for name, values in costs.items():
        is_quiet = name.endswith(QUIET)
        bare = costs[HELLO + QUIET if is_quiet else HELLO]
        ratio = middle([own / hello for own, hello in zip(values, bare, strict=True)])
        if name == COMPLETION:
            yield Figure(f"{name} : hello", ratio, "×", COMPLETION_GOAL, "at most")
        elif is_quiet and not name.startswith(HELLO):
            yield Figure(f"  {name.removesuffix(QUIET)}, one connection", 100 / ratio, "%")
        elif not name.startswith(HELLO):
            goal = UNCHANGED_GOAL if name.endswith("304") else PAGE_GOAL
            yield Figure(f"{name}, share of hello", 100 / ratio, "%", goal)
