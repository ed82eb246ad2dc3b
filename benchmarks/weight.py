"""Bytes over the wire as a browser with brotli gets them, and the memory of the process."""

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from urllib.parse import urlencode

import brotli

from benchmarks.client import request
from benchmarks.figures import Figure
from benchmarks.people import Visitor, arrive, fetch
from benchmarks.samples import real_journey
from benchmarks.serving import Server, cpu_of, product
from digimatka.core.compiler import compile_rules
from digimatka.core.kinds import Read
from tests.answers import right

FIRST_VISIT_KB: Final = 60
PAGE_KB: Final = 6
FRAGMENT_KB: Final = 1
MEMORY_MB: Final = 90
# What htmx and the browsers that have brotli send.
HEADERS: Final = {"Accept-Encoding": "gzip, deflate, br"}
HTMX: Final = {
    **HEADERS,
    "HX-Request": "true",
    "Content-Type": "application/x-www-form-urlencoded",
}
_NAMED: Final = re.compile(r'(?:href|src)="(/static/[^"#]+)')
_FONT: Final = re.compile(r"url\((/static/vendor/atkinson-latin\.woff2[^)]*)\)")
WARMING: Final = 2_000


def measure(quick: bool) -> list[Figure]:
    """The first visit file by file, later pages, and the memory after some work."""
    with TemporaryDirectory() as folder, product(Path(folder)) as server:
        files = dict(_first_visit(server.port))
        visitor = next(arrive(server.port, 1))
        map_page = _body(server.port, f"/matka/{real_journey().id}", visitor)
        fragment = _fragment(server.port, visitor)
        _warm(server, visitor, 10 if quick else WARMING)
        memory = server.private_bytes() / 1e6
    return [
        *(Figure(f"  {name}", size, "kB") for name, size in files.items()),
        Figure("first visit, everything", sum(files.values()), "kB", FIRST_VISIT_KB, "at most"),
        Figure("map page", len(map_page) / 1000, "kB", PAGE_KB, "at most"),
        Figure("answer to a step by htmx", len(fragment) / 1000, "kB", FRAGMENT_KB, "at most"),
        Figure("memory of the process (PSS)", memory, "MB", MEMORY_MB, "at most"),
    ]


def _first_visit(port: int) -> Iterator[tuple[str, float]]:
    """Names and kB of the first page and of all that a browser loads for it."""
    page = _body(port, "/")
    yield "landing page", len(page) / 1000
    text = brotli.decompress(page).decode()
    named = dict.fromkeys(_NAMED.findall(text))
    for address in named:
        body = _body(port, address)
        name = address.removeprefix("/static/").partition("?")[0]
        yield name, len(body) / 1000
        if name.endswith(".css"):
            for font in _FONT.findall(brotli.decompress(body).decode()):
                yield "atkinson-latin.woff2", len(_body(port, font)) / 1000


def _body(port: int, path: str, visitor: Visitor | None = None) -> bytes:
    cookie = {"Cookie": visitor.cookie} if visitor else {}
    answer, body = fetch(port, path, {**HEADERS, **cookie})
    if answer.status != 200:  # noqa: PLR2004 - HTTP
        raise RuntimeError(f"{path} came with {answer.status}")
    return body


def _fragment(port: int, visitor: Visitor) -> bytes:
    """What comes back for the first right answer on the journey."""
    rules = compile_rules(real_journey())
    quest = rules.order[0].quest
    step = next(step for step in quest.steps if not isinstance(step, Read))
    form = urlencode({**right(step), "act": ["answer"]}, doseq=True)
    path = f"/matka/{rules.journey.id}/{quest.id}/{step.id}"
    answer, body = fetch(port, path, {**HTMX, "Cookie": visitor.cookie}, form)
    if answer.status != 200:  # noqa: PLR2004 - HTTP
        raise RuntimeError(f"{path} answered with {answer.status}")
    return body


def _warm(server: Server, visitor: Visitor, count: int) -> None:
    """Pages of every sort, so that nothing is still to be loaded when memory is read."""
    journey = real_journey()
    base = f"/matka/{journey.id}"
    paths = [base, *(f"{base}/{quest.id}" for quest in journey.quests()), "/merkit", "/asetukset"]
    requests = [request(path, headers={"Cookie": visitor.cookie, **HEADERS}) for path in paths]
    cpu_of(server, requests * -(-count // len(requests)))
