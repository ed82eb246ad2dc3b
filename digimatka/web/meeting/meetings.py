"""Being in a meeting: take part, see what one did today. How one gets in: ``joining.py``."""

from collections.abc import Callable
from typing import Final

from flask import Blueprint, Response, abort, request

from digimatka.core.meeting import board
from digimatka.core.meeting.commands import AskHelp, Deed, Did, HelpGiven, SaidWord, Tell, Thank
from digimatka.core.meeting.model import Card, Feeling
from digimatka.store.participants import IN
from digimatka.usecases import attend, learn, watch
from digimatka.usecases.attend import TextProblem
from digimatka.usecases.learn import NothingThereError
from digimatka.web import cookies
from digimatka.web.guard import learner
from digimatka.web.meeting import live
from digimatka.web.meeting.meetingview import Mine, View
from digimatka.web.numbers import number
from digimatka.web.respond import leave_for, page, render, see
from digimatka.web.services import rules_of, services
from digimatka.web.walkers import walker_on

OURS: Final = "/tapaaminen"
blueprint = Blueprint("meetings", __name__)


@blueprint.get(OURS)
@learner
def mine(learner_id: int) -> Response:
    """The meeting that this device has joined, as its participant sees it now."""
    found = _mine(learner_id)
    return _page(found) if found is not None else _gone()


@blueprint.post(OURS)
@learner
def take_part(learner_id: int) -> Response:
    """Asks for help, gives a word, tells, thanks, leaves."""
    found = _mine(learner_id)
    if found is None:
        return _gone()
    act = _ACTS.get(request.form.get("act", ""))
    if act is None:
        abort(400)
    return live.tell(act(found))


@blueprint.get(f"{OURS}/tila")
@learner
def state(learner_id: int) -> Response:
    """What is the same for everybody in the meeting, for pages that ask now and then.

    410 for who is in none any more: their device forgets it.
    """
    own, meeting = services(), cookies.meeting()
    if not attend.is_in(own.store, meeting, learner_id):
        gone = Response(status=410, headers={"Cache-Control": "no-store"})
        if meeting:
            cookies.change_meeting(gone, 0)
        return gone
    return live.shown(own.hub, ("people", meeting), watch.version(own.store, meeting))


@blueprint.get(f"{OURS}/virta")
@learner
def stream(learner_id: int) -> Response:
    """The same as it changes."""
    own, meeting = services(), cookies.meeting()
    attend.participant(own.store, meeting, learner_id)

    def still() -> bool:
        return attend.is_in(own.store, meeting, learner_id)

    return live.streamed(own.hub.stream(("people", meeting), live.last_seen(), still))


def _mine(learner_id: int) -> Mine | None:
    """The meeting of this device as the learner sees it; None if they are in none."""
    own = services()
    try:
        room = watch.room(own.store, cookies.meeting())
    except NothingThereError:
        return None
    me = next((p for p in room.people if p.learner_id == learner_id), None)
    if me is None or me.standing != IN or room.journey not in own.journeys:
        return None
    return Mine(room, rules_of(room.journey), me)


def _page(mine: Mine, status: int = 200, *, typed: str = "", problem: str = "") -> Response:
    own, meeting = services(), mine.meeting
    walk = learn.load(walker_on(mine.room.journey, mine.me.learner_id))
    if meeting.is_over:
        day = attend.day_of(own.store, mine.rules, mine.me.learner_id, mine.room.row.day)
        return page("meeting/over.html", view=mine, day=day, place=walk.place)
    onward = board.onward(walk.rules, walk.progress, mine.sheet.quests)
    return page(
        "meeting/mine.html",
        status,
        view=mine,
        onward=onward,
        place=walk.place,
        typed=typed,
        problem=problem,
        feelings=tuple(Feeling),
        cards=tuple(Card),
        has_thanked="kiitos" in request.args,
    )


def _gone() -> Response:
    """The device holds no meeting any more: left, removed, or never joined."""
    response = page("meeting/none.html")
    if cookies.meeting():
        cookies.change_meeting(response, 0)
    return response


def _help(mine: Mine) -> Response:
    typed = request.form.get("help", "")
    text = attend.read_words(typed, attend.MOST_WORDS) if typed.strip() else ""
    if isinstance(text, TextProblem):
        kept = "" if text is TextProblem.PRIVATE else typed
        return _page(mine, 422, typed=kept, problem=f"help_{text.value}")
    attend.take_part(services().store, mine.room.row.id, AskHelp(mine.me.id), text)
    return see(OURS)


def _no_help(mine: Mine) -> Response:
    attend.take_part(services().store, mine.room.row.id, HelpGiven(mine.me.id))
    return see(OURS)


def _word(mine: Mine) -> Response:
    typed = request.form.get("word", "")
    text = attend.read_words(typed, attend.MOST_WORD)
    if isinstance(text, TextProblem):
        kept = "" if text is TextProblem.PRIVATE else typed
        return _page(mine, 422, typed=kept, problem=f"word_{text.value}")
    said = SaidWord(mine.me.id, request.form.get("question", ""))
    refused = attend.take_part(services().store, mine.room.row.id, said, text)
    if refused is not None:
        return _page(_mine(mine.me.learner_id) or mine, 409, typed=typed, problem="word_late")
    return see(OURS)


def _did(mine: Mine) -> Response:
    deed = request.form.get("deed", "")
    if deed not in tuple(Deed):
        abort(400)
    attend.take_part(services().store, mine.room.row.id, Did(mine.me.id, Deed(deed)))
    return see(OURS)


def _thank(mine: Mine) -> Response:
    to, card = number("to"), request.form.get("card", "")
    if to is None or card not in tuple(Card):
        return _page(mine, 422, problem="thank_choose")
    command = Thank(mine.me.id, to, Card(card))
    refused = attend.take_part(services().store, mine.room.row.id, command)
    if refused is not None:
        return _page(mine, 409, problem=f"thank_{refused.value}")
    return see(f"{OURS}?kiitos")


def _tell(mine: Mine) -> Response:
    feeling = request.form.get("feeling", "")
    if feeling not in tuple(Feeling):
        return _page(mine, 422, problem="tell_choose")
    attend.take_part(services().store, mine.room.row.id, Tell(mine.me.id, Feeling(feeling)))
    return see(OURS)


def _leave(mine: Mine) -> Response:
    attend.leave(services().store, mine.room.row.id, mine.me.id)
    response = leave_for(f"/matka/{mine.room.journey}")
    cookies.change_meeting(response, 0)
    return response


_ACTS: Final[dict[str, Callable[[Mine], Response]]] = {
    "help": _help,
    "nohelp": _no_help,
    "word": _word,
    "did": _did,
    "thank": _thank,
    "tell": _tell,
    "leave": _leave,
}


def draw(meeting: int) -> str:
    """What is the same for everybody in a meeting."""
    room = watch.room(services().store, meeting)
    view = View(room, rules_of(room.journey))
    return render("meeting/_people.html", view=view)
