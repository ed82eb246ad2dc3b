"""A stream to one browser: its place, its end, and what it says."""

from collections.abc import Iterator

import pytest

from digimatka.store.session import Store
from digimatka.web.meeting import live
from digimatka.web.meeting.live import Frame
from tests.store.meeting_rows import Evening, new_evening, new_group
from tests.web.hubs import Process, Start, processes, touch
from tests.web.sse import only


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


def test_there_is_room_for_so_many_and_a_closed_stream_frees_its_place_once(
    start: Start, evening: Evening
) -> None:
    hub, view = start(2), ("wall", evening.id)

    begun, never_begun = hub.look(view), hub.stream(view, 0, lambda: True)
    assert never_begun is not None
    assert not hub.begins(view)
    assert not hub.begins(("board", evening.id)), "of any view"

    for _ in range(2):
        never_begun.close()
    assert hub.begins(view)
    assert not hub.begins(view)
    begun.close()
    assert list(begun) == [], "a closed stream ends"
    assert hub.begins(view)
    assert not hub.begins(view)


def test_phones_leave_room_for_the_wall_and_the_board(
    start: Start, evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "FOR_STAFF", 2)
    hub = start(5)

    phone, wall = ("people", evening.id), ("wall", evening.id)

    assert [hub.begins(phone) for _ in range(5)] == [True, True, True, False, False]
    assert [hub.begins(wall) for _ in range(3)] == [True, True, False]
    small = start(2)
    assert [small.begins(phone) for _ in range(2)] == [True, False], "half of it at least"


def test_a_stream_ends_with_the_change_after_which_one_may_not_look(
    hub: Process, evening: Evening
) -> None:
    may = [True]
    stream = hub.look(("people", evening.id), still=lambda: may[0])
    next(stream)

    may[0] = False
    touch(evening)

    assert list(stream) == []


def test_no_stream_lasts_for_ever(
    hub: Process, evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "LONGEST_SECONDS", -1.0)

    assert list(hub.look(("people", evening.id))) == []


@pytest.mark.parametrize(
    "html",
    [
        "<p>yksi</p>",
        "<p>\nkaksi\n\n  riviä</p>\n",
        "<p>ä €\r\nö\r</p>",
        "data: x\n: y\nid: 9",
        " a",
    ],
)
def test_a_message_has_the_html_as_it_was_whatever_lines_are_in_it(html: str) -> None:
    message = only(Frame(7, html.encode()).message)

    assert message.id == "7"
    assert message.data == "\n".join(html.splitlines())
