"""Begin, come back, passport, name and picture, how pages look, leave."""

from dataclasses import asdict, replace
from typing import Final
from urllib.parse import quote

from flask import Blueprint, Response, abort, request

from digimatka.core.nickname import NicknameProblem, read_nickname
from digimatka.core.passport import Misread, read_words
from digimatka.usecases import accounts, attend, learn
from digimatka.web import cookies
from digimatka.web.groups.slips import new_nonce, sent_nonce, slip_of
from digimatka.web.guard import learner, public
from digimatka.web.respond import leave_for, page, see
from digimatka.web.services import services
from digimatka.web.walkers import current_journey, current_walker

PICTURES: Final = (
    "bird",
    "boat",
    "butterfly",
    "campfire",
    "cat",
    "coffee",
    "dog",
    "fish-simple",
    "flower-lotus",
    "leaf",
    "moon-stars",
    "mountains",
    "rabbit",
    "sailboat",
    "star",
    "tree-evergreen",
)
blueprint = Blueprint("accounts", __name__)


@blueprint.post("/aloita")
@public
def begin() -> Response:
    """A journey at once. One that this device holds already goes on: the post may be a repeat.

    ``journey`` names another one than the first; the same learner may walk several.
    """
    own = services()
    chosen = request.form.get("journey", "") or current_journey()
    if chosen not in own.journeys:
        abort(400)
    held = cookies.learner_id()
    response = see(f"/matka/{chosen}")
    if held is None or not exists(held):
        learner_id = accounts.begin(own.store, own.today())
        cookies.remember(response, learner_id, journey=chosen)
    elif chosen != current_journey():
        cookies.change_journey(response, chosen)
    return response


@blueprint.get("/jatka")
@public
def resume() -> Response:
    """Where the four words are written; ``liity``: the room code of a meeting one goes to."""
    return page(
        "accounts/resume.html",
        typed="",
        misread=None,
        missing=False,
        busy=False,
        code=request.args.get("liity", ""),
    )


@blueprint.post("/jatka")
@public
def resume_by_words() -> Response:
    """Finds the journey by the words. Only well-formed words that open nothing count as a miss."""
    own = services()
    typed = request.form.get("words", "")
    address = request.remote_addr or ""
    if own.limits.is_reached(address):
        return _words_again(429, typed, busy=True)
    read = read_words(typed)
    if isinstance(read, Misread):
        return _words_again(422, typed, misread=read)
    learner_id = accounts.find(own.store, read, own.settings.secret_key)
    if learner_id is None:
        own.limits.note_miss(address)
        return _words_again(422, typed, missing=True)
    journey = accounts.last_journey(own.store, learner_id, tuple(own.journeys))
    meeting, code = attend.meeting_of(own.store, learner_id), request.form.get("liity", "")
    place = "/tapaaminen" if meeting else f"/liity/{quote(code)}" if code else f"/matka/{journey}"
    response = see(place)
    own_device = "own_device" in request.form
    cookies.remember(response, learner_id, journey=journey, own_device=own_device, meeting=meeting)
    return response


@blueprint.get("/passi")
@learner
def passport(learner_id: int) -> Response:
    """What the passport is, and the button that makes one."""
    place = learn.load(current_walker(learner_id)).place
    return page("accounts/passport.html", place=place, nonce=new_nonce())


@blueprint.post("/passi")
@learner
def make_passport(learner_id: int) -> Response:
    """The words, shown here and nowhere else; the same form always shows the same words."""
    own, nonce = services(), sent_nonce()
    if nonce is None:
        return see("/passi")
    learn.load(current_walker(learner_id))
    made = accounts.make_passport(own.store, learner_id, nonce, own.settings.secret_key)
    response = page("accounts/slip.html", slip=slip_of(made))
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/kuka")
@learner
def who(learner_id: int) -> Response:
    """Nickname and picture: both are optional."""
    place = learn.load(current_walker(learner_id)).place
    return page(
        "accounts/who.html",
        nickname=place.nickname or "",
        picture=place.picture or "",
        pictures=PICTURES,
        problem="",
    )


@blueprint.post("/kuka")
@learner
def call(learner_id: int) -> Response:
    """Keeps nickname and picture."""
    own = services()
    typed, picture = request.form.get("nickname", ""), request.form.get("picture", "")
    nickname = read_nickname(typed)
    if isinstance(nickname, NicknameProblem):
        return page(
            "accounts/who.html",
            422,
            nickname="" if nickname is NicknameProblem.PRIVATE else typed,
            picture=picture,
            pictures=PICTURES,
            problem=nickname.value,
        )
    accounts.call(own.store, learner_id, nickname, picture if picture in PICTURES else "")
    return see(f"/matka/{current_journey()}")


@blueprint.get("/asetukset")
@public
def settings() -> Response:
    """How pages look on this device."""
    return page("accounts/settings.html", look=asdict(cookies.look()), saved="ok" in request.args)


@blueprint.post("/asetukset")
@public
def set_look() -> Response:
    """Keeps the look on this device."""
    chosen = {
        name: request.form.get(name, "")
        for name, words in cookies.CHOICES.items()
        if request.form.get(name, "") in words
    }
    response = see("/asetukset?ok")
    cookies.set_look(response, replace(cookies.look(), **chosen))
    return response


@blueprint.get("/lopeta")
@learner
def leave(learner_id: int) -> Response:
    """Asks first: without a passport there is no way back."""
    return page("accounts/leave.html", place=learn.load(current_walker(learner_id)).place)


@blueprint.post("/lopeta")
@public
def leave_now() -> Response:
    """Leaves nothing on this device; with ``erase``, nothing on the server either."""
    learner_id = cookies.learner_id()
    erased = "erase" in request.form and learner_id is not None
    if erased and learner_id is not None:
        accounts.erase(services().store, learner_id)
    response = see("/hei-hei?poistettu" if erased else "/hei-hei")
    cookies.forget(response)
    return response


@blueprint.get("/hei-hei")
@public
def left() -> Response:
    """Says that everything is cleared."""
    return page("accounts/left.html", erased="poistettu" in request.args)


def _words_again(
    status: int,
    typed: str,
    *,
    misread: Misread | None = None,
    missing: bool = False,
    busy: bool = False,
) -> Response:
    """What was typed comes back to be mended; no browser keeps the page."""
    response = page(
        "accounts/resume.html",
        status,
        typed=typed,
        misread=misread,
        missing=missing,
        busy=busy,
        code=request.form.get("liity", ""),
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def way_in_if_erased() -> Response | None:
    """The way in, if this browser holds a journey that was erased from another device."""
    learner_id = cookies.learner_id()
    if learner_id is None or exists(learner_id):
        return None
    response = leave_for("/")
    cookies.let_go(response)
    return response


def exists(learner_id: int) -> bool:
    """Whether a learner was not erased meanwhile."""
    try:
        learn.load(current_walker(learner_id))
    except learn.NothingThereError:
        return False
    return True
