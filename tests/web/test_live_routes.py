"""The addresses of live pages: streams, and the way for those who ask now and then."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from digimatka.usecases import meet, watch
from digimatka.web.meeting.live import HEARTBEAT, RETRY, Hub
from tests.web.browser import Browser
from tests.web.conftest import World
from tests.web.hubs import look_often, wait_for
from tests.web.room import Room, open_room
from tests.web.sse import Message, only

VIEWS = ("people", "board", "wall")


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Changes are seen at once."""
    look_often(monkeypatch)


@pytest.fixture
def room(world: World) -> Room:
    """A meeting whose door is open."""
    return open_room(world)


def viewer(room: Room, view: str) -> tuple[Browser, str]:
    """A browser that may look at a view, and the address of its page."""
    if view == "people":
        return room.phone("Hilla"), "/tapaaminen"
    if view == "board":
        return room.leader, room.url
    return room.world.browser(), f"/naytto/{room.code}"


@contextmanager
def streamed(browser: Browser, address: str, seen: str = "") -> Iterator[Iterator[bytes]]:
    """The chunks of a stream, after the first one."""
    headers = {"Last-Event-ID": seen} if seen else {}
    response = browser.client.get(f"{address}/virta", headers=headers)
    with closing(response):
        assert (response.status_code, response.is_streamed) == (200, True)
        assert response.content_type == "text/event-stream; charset=utf-8"
        assert response.headers["Cache-Control"] == "no-store"
        assert "Content-Encoding" not in response.headers
        chunks = iter(response.response)
        assert next(chunks) == RETRY
        yield chunks  # type: ignore[misc]  # of this app they are bytes


def version(room: Room) -> int:
    return watch.version(room.services.store, room.number)


@pytest.mark.parametrize("view", VIEWS)
def test_who_asks_now_and_then_gets_nothing_new_until_something_happens(
    room: Room, view: str
) -> None:
    browser, page = viewer(room, view)

    def ask(known: str = "") -> tuple[int, str, str]:
        headers = {"If-None-Match": known} if known else {}
        got = browser.client.get(f"{page}/tila", headers=headers)
        assert got.headers["Cache-Control"] in ("private, no-cache", "no-store")
        return got.status_code, got.headers["ETag"], got.text

    status, tag, html = ask()
    assert status == 200
    assert html
    assert ask(tag) == (304, tag, "")

    room.press(act="phase", to="do")

    status, newer, html_then = ask(tag)
    assert (status, newer != tag, html_then != html) == (200, True, True)
    assert ask(newer) == (304, newer, "")


@pytest.mark.parametrize("view", VIEWS)
def test_both_ways_bring_the_same_bytes_whichever_process_draws_them(room: Room, view: str) -> None:
    browser, page = viewer(room, view)
    asked = browser.client.get(f"{page}/tila").text

    with streamed(browser, page) as chunks:
        message = only(next(chunks))
    other_process = Hub(room.services.store, room.services.hub._draw)
    drawn = other_process.frame((view, room.number), version(room)).html.decode()

    assert message == Message(str(version(room)), "\n".join(asked.splitlines()))
    assert drawn == asked


@pytest.mark.parametrize("view", VIEWS)
def test_a_stream_brings_what_happens(room: Room, view: str) -> None:
    browser, page = viewer(room, view)

    with streamed(browser, page) as chunks:
        before = only(next(chunks))
        room.press(act="phase", to="do")
        after = only(next(chunks))

    assert int(after.id) > int(before.id)
    assert after.data != before.data


def test_a_browser_that_comes_again_gets_only_what_it_does_not_have(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = room.phone("Hilla")
    seen = version(room)
    wait_for(monkeypatch, 0.02)
    with streamed(phone, "/tapaaminen", seen=str(seen)) as chunks:
        assert next(chunks) == HEARTBEAT

    wait_for(monkeypatch, 5.0)
    room.press(act="phase", to="do")

    with streamed(phone, "/tapaaminen", seen=str(seen)) as chunks:
        assert only(next(chunks)).id == str(version(room))


@pytest.mark.parametrize("seen", ["0", "-1", "x", "²", "9" * 20, "1.5", "999999"])
def test_a_version_that_never_was_brings_the_page_as_it_is(room: Room, seen: str) -> None:
    with streamed(room.phone("Hilla"), "/tapaaminen", seen=seen) as chunks:
        assert only(next(chunks)).id == str(version(room))


@pytest.mark.parametrize("view", VIEWS)
def test_who_finds_no_room_is_told_to_ask_now_and_then(
    room: Room, view: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, page = viewer(room, view)
    monkeypatch.setattr(room.services.hub, "_most", 0)

    full = browser.client.get(f"{page}/virta")

    assert (full.status_code, full.headers["Retry-After"]) == (503, "5")
    assert browser.client.get(f"{page}/tila").status_code == 200


def test_the_stream_of_one_who_is_removed_ends(room: Room) -> None:
    gone, stays = room.phone("Hilla"), room.phone("Pilvi")
    person = room.person(gone)

    with streamed(gone, "/tapaaminen") as theirs, streamed(stays, "/tapaaminen") as others:
        next(theirs)
        next(others)
        room.press(act="remove", person=person)
        assert list(theirs) == []
        assert "Hilla" not in only(next(others)).data

    assert gone.client.get("/tapaaminen/virta").status_code == 404
    assert gone.client.get("/tapaaminen/tila").status_code == 410


def test_the_stream_of_one_who_leads_the_group_no_more_ends(room: Room) -> None:
    with streamed(room.leader, room.url) as chunks:
        next(chunks)
        with room.services.store.write() as connection:
            connection.exec_driver_sql(
                "DELETE FROM group_facilitator WHERE staff_id = ?", (room.staff.id,)
            )
        room.phone("Hilla")
        assert list(chunks) == []

    assert not meet.is_led(room.services.store, room.staff, room.number)
