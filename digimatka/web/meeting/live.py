"""Live pages: what has changed in a meeting reaches the browsers that look at it.

One thread of the process asks the database for the versions of the open meetings, draws what has
changed once, and hands the same bytes to every stream. A stream holds a thread, so their number is
capped: who finds no room, or loses the stream, asks every few seconds and gets a 304 while nothing
has changed. Both ways give the same bytes under the same version, so it does not matter which
process answers, or whether it was started anew meanwhile.
"""

import threading
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Final

from flask import Response, request

from digimatka.store.session import Store, StoreError
from digimatka.usecases import watch
from digimatka.usecases.learn import NothingThereError
from digimatka.web import access_log
from digimatka.web.numbers import read_number
from digimatka.web.respond import HTML, tag, unchanged
from digimatka.web.services import services

# So many threads the server has for streams beside those for pages (see server.py).
MOST_STREAMS: Final = 64
# Some of them are for boards and walls: a full room must not take them.
FOR_STAFF: Final = 8
PAUSE_SECONDS: Final = 0.1
# A meeting is drawn so often at most, however many people act in it.
BETWEEN_SECONDS: Final = 0.25
# A stream says something now and then, or it would not be found out that nobody listens any more.
HEARTBEAT_SECONDS: Final = 10.0
# Nobody keeps a place for ever: the browser comes again by itself.
LONGEST_SECONDS: Final = 600.0
MOST_KEPT: Final = 256
RETRY: Final = b"retry: 1500\n\n"
HEARTBEAT: Final = b":\n\n"

PEOPLE: Final = "people"
# What is looked at: the kind of the view and the number of the meeting.
View = tuple[str, int]
Draw = Callable[[View], str]


@dataclass(frozen=True, slots=True)
class Frame:
    """A view as it was drawn at a version of its meeting."""

    version: int
    html: bytes

    @property
    def message(self) -> bytes:
        """The frame as a server-sent event (HTML standard, 9.2)."""
        lines = b"".join(b"data: %b\n" % line for line in self.html.splitlines())
        return b"id: %d\n%b\n" % (self.version, lines)


class Hub:
    """The streams of one process. ``draw`` makes the HTML of a view as it is now."""

    def __init__(self, store: Store, draw: Draw, most: int = MOST_STREAMS) -> None:
        self._store = store
        self._draw = draw
        self._most = most
        self._changed = threading.Condition()
        self._has_news = threading.Event()
        self._watched: Counter[View] = Counter()
        self._frames: dict[View, Frame] = {}
        self._kept: OrderedDict[tuple[View, int], bytes] = OrderedDict()
        self._drawn_at: dict[int, float] = {}
        self._tail: threading.Thread | None = None

    def frame(self, view: View, version: int) -> Frame:
        """The view at a version, drawn once for everybody who asks. NothingThereError."""
        html = self._kept.get((view, version))
        if html is None:
            html = self._draw(view).encode()
            self._kept[view, version] = html
            while len(self._kept) > MOST_KEPT:
                with suppress(KeyError):  # another thread was first
                    self._kept.popitem(last=False)
        return Frame(version, html)

    def stream(self, view: View, since: int, still: Callable[[], bool]) -> "Stream | None":
        """Messages from now on, or None if there is no room.

        ``since`` is the version that the browser has. ``still`` is asked with every change whether
        the browser may go on looking; when it may not, the stream ends.
        """
        with self._changed:
            kept_free = FOR_STAFF if view[0] == PEOPLE else 0
            if self._watched.total() >= self._most - min(kept_free, self._most // 2):
                return None
            self._watched[view] += 1
            if self._tail is None:
                self._tail = threading.Thread(target=self._follow, name="live", daemon=True)
                self._tail.start()
            self._changed.notify_all()
        return Stream(self, view, since, still)

    def look_now(self) -> None:
        """Something was written just now, in this process: nobody need wait for the next look."""
        self._has_news.set()

    def leave(self, view: View) -> None:
        """One stream fewer."""
        with self._changed:
            self._watched[view] -= 1
            if self._watched[view] <= 0:
                del self._watched[view]
                self._frames.pop(view, None)

    def wait(self, view: View, since: int) -> Frame | None:
        """The view as soon as its version is another one than ``since``; None after a while."""

        def is_new() -> bool:
            frame = self._frames.get(view)
            return frame is not None and frame.version != since

        with self._changed:
            self._changed.wait_for(is_new, HEARTBEAT_SECONDS)
            return self._frames.get(view) if is_new() else None

    def _follow(self) -> None:
        """The thread: as long as somebody looks, it draws what has changed."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: bool(self._watched))
                views = tuple(self._watched)
            with _noted():
                self._draw_changed(views)
            self._has_news.wait(PAUSE_SECONDS)
            self._has_news.clear()

    def _draw_changed(self, views: tuple[View, ...]) -> None:
        versions = watch.open_versions(self._store)
        now = time.monotonic()
        drawn = set()
        for view in views:
            meeting = view[1]
            version = versions.get(meeting) or watch.version(self._store, meeting)
            frame = self._frames.get(view)
            is_new = frame is None or frame.version != version
            if is_new and now - self._drawn_at.get(meeting, 0.0) >= BETWEEN_SECONDS:
                drawn.add(meeting)
                with _noted():  # what is wrong with one meeting stops no other one
                    self._publish(view, version)
        self._drawn_at.update(dict.fromkeys(drawn, now))

    def _publish(self, view: View, version: int) -> None:
        with suppress(NothingThereError):
            drawn = self.frame(view, version)
            with self._changed:
                if view in self._watched:
                    self._frames[view] = drawn
                    self._changed.notify_all()


@contextmanager
def _noted() -> Iterator[None]:
    """What goes wrong goes to the log, and is tried again in a moment."""
    try:
        yield
    except StoreError as error:
        access_log.note_trouble(error.trouble.value)
    except Exception as error:
        access_log.note_crash(error)


class Stream:
    """The messages to one browser. Its place is free again once it is closed, however it ends."""

    def __init__(self, hub: Hub, view: View, since: int, still: Callable[[], bool]) -> None:
        self._hub = hub
        self._view = view
        self._still = still
        self._since = since
        self._until = time.monotonic() + LONGEST_SECONDS
        self._has_begun = False
        self._is_closed = False

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        if not self._has_begun:
            self._has_begun = True
            return RETRY
        if self._is_closed or time.monotonic() > self._until:
            raise StopIteration
        frame = self._hub.wait(self._view, self._since)
        if frame is None:
            return HEARTBEAT
        if not self._still():
            raise StopIteration
        self._since = frame.version
        return frame.message

    def close(self) -> None:
        """Gives the place back; the server calls it when the browser is gone."""
        if not self._is_closed:
            self._is_closed = True
            self._hub.leave(self._view)


def tell(response: Response) -> Response:
    """The answer to an act in a meeting, of which the others hear at once."""
    services().hub.look_now()
    return response


def shown(hub: Hub, view: View, version: int) -> Response:
    """The view for a page that asks now and then; 304 while it has not changed."""
    known = tag(*view, version)
    same = unchanged(known)
    if same is not None:
        return same
    response = Response(hub.frame(view, version).html, content_type=HTML)
    response.set_etag(known)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def streamed(messages: Stream | None) -> Response:
    """The answer to a browser that opens a stream; 503 tells it to ask now and then instead."""
    if messages is None:
        return Response(status=503, headers={"Retry-After": "5", "Cache-Control": "no-store"})
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return Response(messages, content_type="text/event-stream; charset=utf-8", headers=headers)


def last_seen() -> int:
    """The version that a browser has, when it comes again after its stream broke."""
    return read_number(request.headers.get("Last-Event-ID", "")) or 0
