"""Into a meeting: by its room code, with a nickname or picture, or with one's own journey."""

from flask import Blueprint, Response, request

from digimatka.core.nickname import NicknameProblem, read_nickname
from digimatka.usecases import accounts, attend, learn, watch
from digimatka.usecases.attend import JoinProblem
from digimatka.web import cookies
from digimatka.web.accounts import PICTURES, exists
from digimatka.web.guard import public
from digimatka.web.limits import Kind
from digimatka.web.meeting import live, roomcode
from digimatka.web.respond import page, see
from digimatka.web.services import rules_of, services
from digimatka.web.walkers import current_walker

blueprint = Blueprint("joining", __name__)


@blueprint.get("/liity")
@public
def join_by_code() -> Response:
    """Where the room code is written."""
    return page("meeting/code.html", typed="", problem="")


@blueprint.post("/liity")
@public
def read_code() -> Response:
    """Finds the meeting by its code. Only well-formed codes that open nothing count as a miss."""
    own, typed = services(), request.form.get("code", "")
    address = request.remote_addr or ""
    if own.limits.is_reached(address, Kind.CODE):
        return page("meeting/code.html", 429, typed=typed, problem="busy")
    code = roomcode.read(typed)
    if code is None:
        return page("meeting/code.html", 422, typed=typed, problem="unclear")
    if watch.by_code(own.store, code, own.today()) is None:
        own.limits.note_miss(address, Kind.CODE)
        return page("meeting/code.html", 422, typed=typed, problem="missing")
    return see(f"/liity/{code}")


@blueprint.get("/liity/<code>")
@public
def door(code: str) -> Response:
    """Before the door: what the meeting is, and how one wants to be called in it."""
    return _door(code)


@blueprint.post("/liity/<code>")
@public
def join(code: str) -> Response:
    """Into the meeting: with the journey that this device holds, or with a new one."""
    own, row = services(), _open(code)
    if row is None:
        return _door(code)
    typed, picture = request.form.get("nickname", ""), request.form.get("picture", "")
    learner_id = _existing()
    journey = watch.room(own.store, row).journey
    if learner_id is None:
        nickname = read_nickname(typed)
        if isinstance(nickname, NicknameProblem):
            kept = "" if nickname is NicknameProblem.PRIVATE else typed
            return _door(code, 422, nickname=kept, picture=picture, problem=nickname.value)
        problem = attend.at_door(own.store, row, own.today())
        if problem is not None:  # before anything is made for nobody
            return _door(code, 409, problem=problem.value)
        learner_id = accounts.begin(own.store, own.today())
        accounts.call(own.store, learner_id, nickname, picture if picture in PICTURES else "")
    joined = attend.join(own.store, row, learner_id, own.today())
    if isinstance(joined, JoinProblem):
        return _door(code, 409, problem=joined.value)
    attend.catch_up(own.store, rules_of(journey), row, learner_id, own.today())
    response = see("/tapaaminen")
    cookies.remember(response, learner_id, journey=journey, meeting=row)
    return live.tell(response)


def _open(code: str) -> int | None:
    """The meeting that a code opens today."""
    read = roomcode.read(code)
    row = watch.by_code(services().store, read, services().today()) if read else None
    return row.id if row else None


def _door(
    code: str, status: int = 200, *, nickname: str = "", picture: str = "", problem: str = ""
) -> Response:
    own, meeting = services(), _open(code)
    if meeting is None:
        return page("meeting/code.html", 404, typed=code, problem="missing")
    known = _existing()
    return page(
        "meeting/door.html",
        status,
        row=watch.room(own.store, meeting).row,
        code=code,
        place=learn.load(current_walker(known)).place if known else None,
        nickname=nickname,
        picture=picture,
        pictures=PICTURES,
        problem=problem,
    )


def _existing() -> int | None:
    """The learner that this device holds, if there still is one."""
    learner_id = cookies.learner_id()
    return learner_id if learner_id is not None and exists(learner_id) else None
