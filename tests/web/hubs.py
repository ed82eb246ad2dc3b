"""Live pages of one process without a browser: what is drawn is counted, and may fail."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from digimatka.store import meetings
from digimatka.store.session import Store
from digimatka.web.meeting import live
from digimatka.web.meeting.live import RETRY, Hub, Stream, View
from tests.store.meeting_rows import Evening


class Drawing:
    """Draws views, counts how often, and fails where a test wants it to."""

    def __init__(self) -> None:
        self.drawn: Counter[View] = Counter()
        self.errors: dict[View, Exception] = {}
        self.before: Callable[[View], object] = lambda _view: None

    def __call__(self, view: View) -> str:
        """The view as it is now."""
        self.drawn[view] += 1
        self.before(view)
        if view in self.errors:
            raise self.errors[view]
        return f"<p>{view[0]}\n{self.drawn[view]}</p>\n"


class Process(Hub):
    """The live pages of one process, which knows the streams that it has opened."""

    def __init__(self, store: Store, most: int = 99) -> None:
        self.drawing = Drawing()
        self.opened: list[Stream] = []
        super().__init__(store, self.drawing, most)

    def stream(self, view: View, since: int, still: Callable[[], bool]) -> Stream | None:
        """A stream, if there is room for one."""
        made = super().stream(view, since, still)
        self.opened.extend([made] if made else [])
        return made

    def begins(self, view: View) -> bool:
        """Whether there was room for one stream more."""
        return self.stream(view, 0, lambda: True) is not None

    def look(self, view: View, since: int = 0, still: Callable[[], bool] = lambda: True) -> Stream:
        """A browser that has begun to look."""
        made = self.stream(view, since, still)
        assert made is not None
        assert next(made) == RETRY
        return made


Start = Callable[..., Process]


@contextmanager
def processes(store: Store, patch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Starts processes that look often; at the end nobody listens to them any more."""
    look_often(patch)
    started: list[Process] = []

    def start(most: int = 99) -> Process:
        started.append(Process(store, most))
        return started[-1]

    yield start
    for process in started:
        for stream in process.opened:
            stream.close()


def look_often(patch: pytest.MonkeyPatch) -> None:
    """Lets a change be seen at once, and nobody wait for long if none comes."""
    patch.setattr(live, "PAUSE_SECONDS", 0.001)
    patch.setattr(live, "BETWEEN_SECONDS", 0.0)
    wait_for(patch, 5.0)


def wait_for(patch: pytest.MonkeyPatch, seconds: float) -> None:
    """So long a stream waits before it says that it lives."""
    patch.setattr(live, "HEARTBEAT_SECONDS", seconds)


def touch(evening: Evening) -> int:
    """Something happens in a meeting; returns its new version."""
    with evening.store.write() as connection:
        meetings.touch(connection, evening.id)
        return meetings.version(connection, evening.id)
