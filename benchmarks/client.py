"""A load generator that costs little: requests as bytes over kept connections, in lockstep.

Run as a program it reads a ``Load`` as JSON and prints a ``Tally`` as JSON, so that its work is no
part of what is measured. Every connection has one request under way at any time.
"""

import json
import re
import socket
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

_LENGTH: Final = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_CHUNK: Final = 65_536
_NO_CONTENT: Final = 304


@dataclass(frozen=True, slots=True)
class Load:
    """One list of requests for each connection."""

    port: int
    lanes: Sequence[Sequence[str]]


@dataclass(slots=True)
class Tally:
    """How many answers came with each status, and their bodies' bytes in all."""

    statuses: Counter[str] = field(default_factory=Counter)
    body_bytes: int = 0

    @property
    def count(self) -> int:
        """How many answers came."""
        return self.statuses.total()


def request(
    path: str,
    *,
    headers: Mapping[str, str] | None = None,
    form: Mapping[str, list[str]] | None = None,
) -> str:
    """A request as text: GET, or POST with a form."""
    body = "" if form is None else urlencode(form, doseq=True)
    lines = {"Host": "127.0.0.1", **(headers or {})}
    if form is not None:
        lines["Content-Type"] = "application/x-www-form-urlencoded"
        lines["Content-Length"] = str(len(body))
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"{'GET' if form is None else 'POST'} {path} HTTP/1.1\r\n{head}\r\n{body}"


def run(load: Load) -> Tally:
    """Sends every request and waits for every answer."""
    tally = Tally()
    sockets = [socket.create_connection(("127.0.0.1", load.port)) for _ in load.lanes]
    for connection in sockets:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for turn in range(max(map(len, load.lanes))):
        under_way = [
            (connection, lane[turn])
            for connection, lane in zip(sockets, load.lanes, strict=True)
            if turn < len(lane)
        ]
        for connection, text in under_way:
            connection.sendall(text.encode())
        for connection, _ in under_way:
            status, length = _receive(connection)
            tally.statuses[str(status)] += 1
            tally.body_bytes += length
    for connection in sockets:
        connection.close()
    return tally


def _receive(connection: socket.socket) -> tuple[int, int]:
    """The status and the body's length of one answer."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += _more(connection)
    head, body = data.split(b"\r\n\r\n", 1)
    status = int(head[9:12])
    found = _LENGTH.search(head)
    length = int(found[1]) if found and status != _NO_CONTENT else 0
    missing = length - len(body)
    while missing > 0:
        missing -= len(_more(connection))
    return status, length


def _more(connection: socket.socket) -> bytes:
    data = connection.recv(_CHUNK)
    if not data:
        raise ConnectionError("the server closed the connection")
    return data


if __name__ == "__main__":
    done = run(Load(**json.load(sys.stdin)))
    json.dump({"statuses": done.statuses, "body_bytes": done.body_bytes}, sys.stdout)
