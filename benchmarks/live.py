"""A live meeting: how soon a change reaches everybody, and what that costs the server."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Any, Final
from urllib.parse import urlencode

from benchmarks.audience import Audience
from benchmarks.client import request
from benchmarks.figures import Figure, middle
from benchmarks.samples import DAY, real_journey
from benchmarks.serving import ROOT, Server, product
from digimatka.app import this_day
from digimatka.core.runsheet import RunSheet
from digimatka.core.staff import Role
from digimatka.store.session import Store
from digimatka.usecases import groups, meet, staff
from digimatka.web.meeting import roomcode
from digimatka.web.meeting.live import FOR_STAFF, MOST_STREAMS

SIZES: Final = (30, 100, 300)
# So many participants hold a stream; the other places are for those who lead.
STREAMS: Final = MOST_STREAMS - FOR_STAFF
RATIO_GOAL: Final = 40
LATENCY_GOAL: Final = 50
IDLE_GOAL: Final = 10
NAME: Final = "ohjaaja"
PASSWORD: Final = "kaarna-niemi-pilvi"  # noqa: S105 - of a meeting that lasts for a minute


@dataclass(frozen=True, slots=True)
class Pace:
    """How much is measured, in seconds but for ``changes``; ``every``: who asks does it so often.

    The changes turn a switch on and off, so their number is even.
    """

    changes: int = 24
    gap: float = 0.4  # longer than a meeting waits between two drawings
    idle: float = 5.0
    every: float = 2.0


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting on a running server, and who leads it."""

    server: Server
    number: int
    code: str
    leader: str

    def joined(self, count: int) -> Iterator[str]:
        """The cookies of so many who come to it."""
        with closing(HTTPConnection("127.0.0.1", self.server.port)) as connection:
            for _ in range(count):
                yield _posted(connection, f"/liity/{self.code}", {"nickname": "Käpy"})

    def audience(self, people: Sequence[str], streams: int, every: float) -> Audience:
        """The requests of those who are there: the first ones hold a stream."""
        posts = [
            request(
                f"/ohjaaja/tapaamiset/{self.number}",
                headers={"Cookie": self.leader},
                form={"act": ["switch"], "switch": ["pause"], "on": [on]},
            )
            for on in "01"
        ]
        return Audience(
            self.server.port,
            [request("/tapaaminen/virta", headers={"Cookie": p}) for p in people[:streams]],
            [request("/tapaaminen/tila", headers={"Cookie": p}) for p in people[streams:]],
            posts,
            every,
        )


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured with one audience: seconds, shares of a core, bytes.

    ``spread`` is the time from the first stream to the last, for every change; ``update`` is CPU
    beyond what the audience costs while nothing happens.
    """

    streams: Sequence[float]
    spread: Sequence[float]
    asking: Sequence[float]
    update: float
    idle: float
    memory: float


def measure(quick: bool) -> list[Figure]:
    """Meetings that grow, each with streams as far as there is room, then with everybody asking."""
    pace = Pace(2, 0.05, 0.1, 0.05) if quick else Pace()
    figures: list[Figure] = []
    with TemporaryDirectory() as folder, _meeting(Path(folder)) as meeting:
        people = list(meeting.joined(1))
        alone = _measured(meeting, people, 1, pace)
        figures.append(Figure("one client by stream, p99", _p99(alone.streams) * 1000, "ms"))
        for size in SIZES[-1:] if quick else SIZES:
            people += meeting.joined((6 if quick else size) - len(people))
            asking = _measured(meeting, people, 0, pace)
            live = _measured(meeting, people, 3 if quick else STREAMS, pace)
            figures += _figures(size, live, asking, alone)
    return figures


@contextmanager
def _meeting(folder: Path) -> Iterator[Meeting]:
    with product(folder) as server:
        store = Store(f"sqlite:///{folder / 'digimatka.db'}")
        boss = staff.add(store, NAME, PASSWORD, frozenset({Role.FACILITATOR}), DAY)
        journey = real_journey()
        group = groups.create(store, boss, "Ryhmä", journey.id, DAY)
        quests = tuple(quest.id for quest in journey.quests()[:3])
        today = this_day()
        number = meet.create(store, group, RunSheet(title="Koe", minutes=60, quests=quests), today)
        code = meet.open_door(store, boss, number, today, roomcode.make) or ""
        with closing(HTTPConnection("127.0.0.1", server.port)) as connection:
            form = {"name": NAME, "password": PASSWORD}
            leader = _posted(connection, "/ohjaaja/kirjaudu", form)
        yield Meeting(server, number, code, leader)
        store.close()


def _posted(connection: HTTPConnection, path: str, form: Mapping[str, str]) -> str:
    """The cookie that a form brings."""
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", path, urlencode(form), headers)
    answer = connection.getresponse()
    answer.read()
    cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
    if answer.status != 303 or not cookie:  # noqa: PLR2004 - HTTP
        raise RuntimeError(f"{path} came with {answer.status}")
    return cookie


def _measured(meeting: Meeting, people: Sequence[str], streams: int, pace: Pace) -> Result:
    """Lets an audience listen in a process of its own: first nothing happens, then changes do."""
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.audience"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        audience = meeting.audience(people, streams, pace.every)
        _ordered(process, json.dumps(asdict(audience)))
        _ordered(process, str(pace.every))  # everybody has asked once
        began = time.perf_counter()
        idle, _ = _cost(meeting.server, process, str(pace.idle))
        idle /= time.perf_counter() - began
        began = time.perf_counter()
        cost, told = _cost(meeting.server, process, f"post {pace.changes} {pace.gap}")
        cost -= idle * (time.perf_counter() - began)
        memory = meeting.server.private_bytes()
    finally:
        process.kill()
        process.communicate()
    by_stream, by_asking, _ = told
    count = len(audience.streams)
    if len(by_stream) != pace.changes * count:
        raise RuntimeError("a change did not reach every stream")
    changes = [by_stream[at : at + count] for at in range(0, len(by_stream), count or 1)]
    spread = [max(each) - min(each) for each in changes]
    return Result(by_stream, spread, by_asking, max(cost, 0) / pace.changes, idle, memory)


def _cost(server: Server, process: "subprocess.Popen[str]", order: str) -> tuple[float, Any]:
    """CPU seconds of the server while an order is followed, and the answer to it."""
    before = server.cpu_seconds()
    told = _ordered(process, order)
    return server.cpu_seconds() - before, told


def _ordered(process: "subprocess.Popen[str]", line: str) -> Any:
    assert process.stdin is not None  # noqa: S101 - for the types
    assert process.stdout is not None  # noqa: S101 - for the types
    process.stdin.write(f"{line}\n")
    process.stdin.flush()
    return json.loads(process.stdout.readline() or "null")


def _figures(size: int, live: Result, asking: Result, alone: Result) -> Iterator[Figure]:
    """Goals are for the largest meeting."""
    is_largest = size == SIZES[-1]
    p99 = _p99(live.streams)
    wanted = LATENCY_GOAL if is_largest else None
    yield Figure(f"{size} people: by stream, p50", middle(live.streams) * 1000, "ms")
    yield Figure(f"{size} people: by stream, p99", p99 * 1000, "ms", wanted, "at most")
    if is_largest:
        ratio = p99 / _p99(alone.streams)
        yield Figure("  of one client", ratio, "×", RATIO_GOAL, "at most")
    yield Figure("  from the first stream to the last, p99", _p99(live.spread) * 1000, "ms")
    if live.asking:
        yield Figure("  the others, asking, p50", middle(live.asking), "s")
    yield Figure("  CPU for a change", live.update * 1000, "ms")
    yield Figure("  CPU while nothing happens", live.idle * 100, "%")
    yield Figure("  memory of the worker (PSS)", live.memory / 1e6, "MB")
    wanted = IDLE_GOAL if is_largest else None
    yield Figure(f"{size} people, all asking: p50", middle(asking.asking), "s")
    yield Figure(f"{size} people, all asking: p99", _p99(asking.asking), "s")
    yield Figure("  CPU for a change and its questions", asking.update * 1000, "ms")
    yield Figure(f"{size} people, all asking: CPU idle", asking.idle * 100, "%", wanted, "at most")
    yield Figure("  memory of the worker (PSS)", asking.memory / 1e6, "MB")


def _p99(values: Sequence[float]) -> float:
    return quantiles(values, n=100, method="inclusive")[-1] if len(values) > 1 else values[0]
