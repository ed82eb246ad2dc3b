"""What changes in a meeting reaches those who look at it: drawn once, and never in the way."""

import threading
import time
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from digimatka.store import meetings
from digimatka.store.session import Store, StoreError, Trouble
from digimatka.usecases import watch
from digimatka.usecases.learn import NothingThereError
from digimatka.web.meeting import live
from digimatka.web.meeting.live import HEARTBEAT, RETRY, View
from tests.store.meeting_rows import Evening, new_evening, new_group
from tests.web.hubs import Process, Start, processes, touch, wait_for
from tests.web.sse import Message, only, read


@pytest.fixture
def start(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Starts a process with live pages."""
    with processes(store, monkeypatch) as begin:
        yield begin


@pytest.fixture
def hub(start: Start) -> Process:
    """The live pages of one process."""
    return start()


@pytest.fixture
def evening(store: Store) -> Evening:
    """A meeting that is open."""
    return new_evening(store, new_group(store))


def test_a_view_is_drawn_once_for_all_who_look(hub: Process, evening: Evening) -> None:
    view = ("people", evening.id)
    streams = [hub.look(view) for _ in range(5)]

    first = {next(stream) for stream in streams}
    version = touch(evening)
    second = {next(stream) for stream in streams}

    assert [only(chunk) for chunk in first] == [Message(str(version - 1), "<p>people\n1</p>")]
    assert [only(chunk) for chunk in second] == [Message(str(version), "<p>people\n2</p>")]
    assert hub.drawing.drawn == {view: 2}
    assert hub.frame(view, version).message in second, "who asks gets the same bytes"
    assert hub.drawing.drawn == {view: 2}


def test_each_view_and_each_meeting_is_drawn_for_itself(hub: Process, evening: Evening) -> None:
    other = new_evening(evening.store, evening.group, "BBBBBB")
    views = [("people", evening.id), ("wall", evening.id), ("people", other.id)]
    streams = [hub.look(view) for view in views]
    for stream in streams:
        next(stream)

    touch(evening)
    changed = [only(next(stream)).data for stream in streams[:2]]

    assert changed == ["<p>people\n2</p>", "<p>wall\n2</p>"]
    assert hub.drawing.drawn == {views[0]: 2, views[1]: 2, views[2]: 1}


def test_a_browser_that_has_the_version_hears_only_that_the_stream_lives(
    start: Start, evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, hub = ("people", evening.id), start()
    version = int(only(next(hub.look(view))).id)
    wait_for(monkeypatch, 0.01)

    for process in (hub, start()):  # also after the server was started anew
        stream = process.look(view, since=version)
        assert [next(stream), next(stream)] == [HEARTBEAT] * 2

    assert list(read(RETRY + HEARTBEAT)) == []
    wait_for(monkeypatch, 5.0)
    assert only(next(start().look(view, since=version - 1))).id == str(version)


def test_a_meeting_is_not_drawn_more_often_than_a_person_can_see(
    hub: Process, evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = SimpleNamespace(now=1000.0)
    own = SimpleNamespace(monotonic=lambda: clock.now, sleep=time.sleep)
    monkeypatch.setattr(live, "time", own)
    monkeypatch.setattr(live, "BETWEEN_SECONDS", 0.25)
    stream = hub.look(("people", evening.id))
    next(stream)
    for _ in range(5):
        version = touch(evening)
    wait_for(monkeypatch, 0.02)
    assert next(stream) == HEARTBEAT

    wait_for(monkeypatch, 5.0)
    clock.now += 0.25

    assert only(next(stream)).id == str(version)
    assert hub.drawing.drawn.total() == 2


def test_the_end_of_a_meeting_is_seen_too(hub: Process, evening: Evening) -> None:
    stream = hub.look(("people", evening.id))
    next(stream)

    with evening.store.write() as connection:
        meetings.save(connection, evening.id, code=None, state='{"phase":"ended"}')

    assert only(next(stream)).id == str(evening.row.version)


@pytest.mark.parametrize(
    ("error", "noted"),
    [
        (RuntimeError("Hilla 010190-900P"), {"crash": "RuntimeError"}),
        (StoreError(Trouble.BUSY), {"trouble": "busy"}),
        (NothingThereError(), None),
    ],
    ids=["crash", "trouble", "gone"],
)
def test_what_is_wrong_in_one_meeting_stops_no_other_and_heals(
    hub: Process,
    evening: Evening,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
    noted: dict[str, str] | None,
) -> None:
    other = new_evening(evening.store, evening.group, "BBBBBB")
    broken, fine = ("people", evening.id), ("people", other.id)
    hub.drawing.errors[broken] = error
    waiting, stream = hub.look(broken), hub.look(fine)

    for _ in range(3):
        assert only(next(stream)).data.startswith("<p>people")
        touch(other)
    del hub.drawing.errors[broken]

    assert only(next(waiting)).id == str(evening.row.version)
    facts: list[dict[str, str]] = [record.facts for record in caplog.records]  # type: ignore[attr-defined]
    assert bool(facts) == bool(noted)
    for line in facts:
        assert noted is not None
        assert noted.items() <= line.items()
        assert "Hilla" not in repr(line)


def test_when_the_database_cannot_be_read_for_a_moment_the_streams_go_on(
    hub: Process,
    evening: Evening,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    stream = hub.look(("people", evening.id))
    next(stream)
    failed = threading.Event()
    ask = watch.open_versions

    def fail(store: Store) -> dict[int, int]:
        if failed.is_set():
            return ask(store)
        failed.set()
        raise StoreError(Trouble.BUSY)

    monkeypatch.setattr(watch, "open_versions", fail)
    assert failed.wait(5)
    touch(evening)

    assert only(next(stream)).id == str(evening.row.version)
    assert [record.getMessage() for record in caplog.records] == ["trouble"]


def test_what_was_drawn_for_one_who_has_left_is_not_kept_for_the_next(
    hub: Process, evening: Evening
) -> None:
    other = new_evening(evening.store, evening.group, "BBBBBB")
    view, drawn, gone = ("people", evening.id), threading.Event(), threading.Event()

    def hold_up(drawn_view: View) -> None:
        if drawn_view == view and not drawn.is_set():
            drawn.set()
            assert gone.wait(5)

    hub.drawing.before = hold_up
    first = hub.look(view)
    assert drawn.wait(5)
    first.close()
    version = touch(evening)
    gone.set()
    next(hub.look(("people", other.id)))  # by now the one before is drawn

    assert only(next(hub.look(view))).id == str(version)


def test_of_what_was_drawn_the_last_is_kept(
    hub: Process, evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "MOST_KEPT", 3)
    view = ("people", evening.id)
    for version in (1, 2, 3, 3, 2, 1):
        hub.frame(view, version)
    assert hub.drawing.drawn[view] == 3

    for version in (4, 4, 1):
        hub.frame(view, version)

    assert hub.drawing.drawn[view] == 5
