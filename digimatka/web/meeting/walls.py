"""What a projector shows: read from eight metres, without a sign-in, by the room code alone.

It holds nothing that is not on the wall for everybody: names only if the group allows them.
"""

from typing import Any

from flask import Blueprint, Response, abort, request

from digimatka.usecases import watch
from digimatka.web import qr
from digimatka.web.guard import public
from digimatka.web.limits import Kind
from digimatka.web.meeting import live, roomcode
from digimatka.web.meeting.meetingview import Wall
from digimatka.web.respond import page, render
from digimatka.web.services import rules_of, services

blueprint = Blueprint("walls", __name__, url_prefix="/naytto/<code>")


@blueprint.get("")
@public
def wall(code: str) -> Response:
    """The view for the wall."""
    meeting = _meeting(code)
    base = services().settings.base_url or request.host_url.rstrip("/")
    link = f"{base}/liity/{roomcode.read(code)}"
    address = f"{base}/liity".split("://", 1)[1]
    return page("meeting/wall.html", qr=qr.drawn(link), address=address, **_shown(meeting))


@blueprint.get("/tila")
@public
def state(code: str) -> Response:
    """The view, for a page that asks now and then."""
    own, meeting = services(), _meeting(code)
    return live.shown(own.hub, ("wall", meeting), watch.version(own.store, meeting))


@blueprint.get("/virta")
@public
def stream(code: str) -> Response:
    """The view as it changes."""
    own, meeting = services(), _meeting(code)
    return live.streamed(own.hub.stream(("wall", meeting), live.last_seen(), lambda: True))


def draw(meeting: int) -> str:
    """The wall of a meeting."""
    return render("meeting/_wall.html", **_shown(meeting))


def _meeting(code: str) -> int:
    """The meeting of the code, or 404. Who tries codes meets the limit of those who join."""
    own, address = services(), request.remote_addr or ""
    if own.limits.is_reached(address, Kind.CODE):
        abort(429)
    read = roomcode.read(code)
    row = watch.by_code(own.store, read, own.today()) if read else None
    if row is None:
        own.limits.note_miss(address, Kind.CODE)
        abort(404)
    return row.id


def _shown(meeting: int) -> dict[str, Any]:
    own = services()
    room = watch.room(own.store, meeting)
    rules = rules_of(room.journey)
    walks = watch.walks(own.store, rules, meeting)
    return {"view": Wall(room, rules, watch.steps_today(own.store, room), walks)}
