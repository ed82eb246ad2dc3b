"""Those in a meeting, in one process and thread: some hold a stream, the others ask now and then.

Run as a program it reads an ``Audience`` as a line of JSON, opens the streams, and then follows
orders, a line each: a number of seconds to wait for, or ``post N GAP``. It answers every order with
a line of JSON, so that whoever gives the orders can read the clock of the server in between.
"""

import json
import re
import selectors
import socket
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Final

HOST: Final = "127.0.0.1"
PATIENCE: Final = 10.0
JITTER: Final = 0.2
_VERSION: Final = re.compile(rb"id: (\d+)\n")
_LENGTH: Final = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_ETAG: Final = re.compile(rb"etag: *([^\r]+)", re.IGNORECASE)
_HEAD_END: Final = b"\r\n\r\n"
_MESSAGE_END: Final = b"\n\n"


@dataclass(frozen=True, slots=True)
class Audience:
    """The requests, as text: of each stream, of each who asks, and two that change the meeting."""

    port: int
    streams: Sequence[str]
    asking: Sequence[str]
    posts: Sequence[str]
    every: float


@dataclass(slots=True)
class Told:
    """Seconds from a post until the change was there, by stream and by asking."""

    streams: list[float] = field(default_factory=list)
    asking: list[float] = field(default_factory=list)
    asked: int = 0


class Stream:
    """One open stream; ``version`` is the last one that came whole."""

    def __init__(self, port: int, request: str) -> None:
        self.socket = _connected(port)
        self.socket.sendall(request.encode())
        self.version = 0
        self._is_open = False
        self._data = b""

    def read(self) -> bool:
        """Takes in what came; whether a message is whole by it."""
        self._data += _received(self.socket)
        if not self._is_open and _HEAD_END in self._data:
            _check(self._data, b"200")
            self._is_open = True
        *whole, self._data = self._data.split(_MESSAGE_END)
        found = [int(match[1]) for text in whole if (match := _VERSION.search(text))]
        self.version = max([self.version, *found])
        return bool(found)


class Asker:
    """One who asks every few seconds, with the version that they have."""

    def __init__(self, port: int, request: str, first: float) -> None:
        self.socket = _connected(port)
        self.due = first
        self.sent = 0.0
        self.is_waiting = False
        self.seen = 0  # posts
        self._request = request
        self._known = b""
        self._data = b""

    def ask(self, now: float) -> None:
        """Sends the question."""
        known = b"If-None-Match: " + self._known + b"\r\n" if self._known else b""
        head = self._request.encode().removesuffix(b"\r\n")
        self.socket.sendall(head + known + b"\r\n")
        self.sent, self.is_waiting = now, True

    def read(self) -> bool:
        """Takes in what came; whether the answer is whole by it."""
        self._data += _received(self.socket)
        head, end, body = self._data.partition(_HEAD_END)
        length = _LENGTH.search(head)
        is_empty = head[9:12] == b"304"
        if not end or (not is_empty and length and len(body) < int(length[1])):
            return False
        _check(head, b"200", b"304")
        etag = _ETAG.search(head)
        self._known = etag[1] if etag else b""
        self._data, self.is_waiting = b"", False
        return True


class Room:
    """Everybody, and who changes the meeting. All times are those of one clock."""

    def __init__(self, audience: Audience) -> None:
        chance, now = Random(1), time.perf_counter()  # noqa: S311 - the same every time
        self._every = audience.every
        self._chance = chance
        self._posts = audience.posts
        self._leader = _connected(audience.port)
        self._began: list[float] = []
        self._ended: list[float] = []
        self._behind: set[Stream] = set()
        self.told = Told()
        self._selector = selectors.DefaultSelector()
        self.streams = [Stream(audience.port, request) for request in audience.streams]
        self.asking = [
            Asker(audience.port, request, now + chance.uniform(0, audience.every))
            for request in audience.asking
        ]
        everybody: list[Stream | Asker] = [*self.streams, *self.asking]
        for one in everybody:
            self._selector.register(one.socket, selectors.EVENT_READ, one)
        self._until(lambda: all(stream.version for stream in self.streams), PATIENCE)

    def wait(self, seconds: float) -> None:
        """Nothing changes for a while."""
        self._until(lambda: False, seconds)

    def post(self, count: int, gap: float) -> Told:
        """So many changes, one after the other once every stream has it; then what they took.

        Whoever asks gets several changes by one answer: the time is that of the first of them.
        """
        self.told = Told()
        for _ in range(count):
            self._until(lambda: False, gap * self._chance.uniform(1, 1.5))
            self._behind = set(self.streams)
            self._began.append(time.perf_counter())
            self._leader.sendall(self._posts[len(self._began) % len(self._posts)].encode())
            _received(self._leader)
            self._ended.append(time.perf_counter())
            self._until(lambda: not self._behind, PATIENCE)
        self._until(lambda: all(a.seen == len(self._began) for a in self.asking), PATIENCE)
        return self.told

    def _until(self, is_enough: Callable[[], bool], seconds: float) -> None:
        end = time.perf_counter() + seconds
        while not is_enough() and (now := time.perf_counter()) < end:
            for one in self.asking:
                if one.due <= now and not one.is_waiting:
                    one.ask(now)
            due = min((one.due for one in self.asking if not one.is_waiting), default=end)
            for key, _ in self._selector.select(max(0.0, min(due, end) - now)):
                self._read(key.data)

    def _read(self, one: Stream | Asker) -> None:
        if not one.read():
            return
        now = time.perf_counter()
        if isinstance(one, Stream):
            if one in self._behind:
                self._behind.remove(one)
                self.told.streams.append(now - self._began[-1])
            return
        self.told.asked += 1
        # What was sent after a post had ended has certainly met its change.
        met = sum(ended <= one.sent for ended in self._ended)
        if met > one.seen:
            self.told.asking.append(now - self._began[one.seen])
            one.seen = met
        one.due = now + self._every * self._chance.uniform(1 - JITTER, 1 + JITTER)


def _connected(port: int) -> socket.socket:
    made = socket.create_connection((HOST, port))
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return made


def _check(head: bytes, *statuses: bytes) -> None:
    if head[9:12] not in statuses:
        raise ConnectionError(head.decode("ascii", "replace"))


def _received(connection: socket.socket) -> bytes:
    data = connection.recv(262_144)
    if not data:
        raise ConnectionError("the server closed the connection")
    return data


def main() -> None:
    """Follows orders until there are no more."""
    room = Room(Audience(**json.loads(sys.stdin.readline())))
    print(json.dumps(len(room.streams)), flush=True)
    for line in sys.stdin:
        order, *numbers = line.split()
        if order == "post":
            told = room.post(int(numbers[0]), float(numbers[1]))
            print(json.dumps([told.streams, told.asking, told.asked]), flush=True)
        else:
            room.told = Told()
            room.wait(float(order))
            print(json.dumps(room.told.asked), flush=True)


if __name__ == "__main__":
    main()
