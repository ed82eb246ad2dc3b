"""Leading a meeting: one page for a laptop and for a facilitator's telephone in the room."""

from collections.abc import Callable, Mapping
from random import SystemRandom
from typing import Any, Final

from flask import Blueprint, Response, abort, request

from digimatka.core.meeting.commands import (
    Ask,
    ChangeParts,
    Command,
    GoTo,
    HelpGiven,
    MakeTeams,
    Mix,
    Play,
    ShowCounts,
    Together,
    Turn,
)
from digimatka.core.meeting.model import At, Phase, Way
from digimatka.core.staff import Role, Staff
from digimatka.usecases import attend, meet, watch
from digimatka.usecases.attend import TextProblem
from digimatka.usecases.watch import Room
from digimatka.web.guard import staff
from digimatka.web.meeting import live, roomcode
from digimatka.web.meeting.boardview import PHASES, Board
from digimatka.web.numbers import read_number
from digimatka.web.respond import page, render, see
from digimatka.web.services import rules_of, services

MOST_QUESTION: Final = 120
# Addresses that only this very machine can open: no phone in the room could.
LOCAL: Final = ("localhost", "127.0.0.1")
_random: Final = SystemRandom()
blueprint = Blueprint("boards", __name__, url_prefix="/ohjaaja/tapaamiset/<int:meeting>")


class _BadFormError(ValueError):
    """A form that no page of ours sends."""


@blueprint.get("")
@staff(Role.FACILITATOR)
def board(who: Staff, meeting: int) -> Response:
    """The meeting as who leads it sees it; also the remote control."""
    meet.led(services().store, who, meeting)
    return _page(who, meeting)


@blueprint.post("")
@staff(Role.FACILITATOR)
def act(who: Staff, meeting: int) -> Response:
    """One press. It names what shall be, so a press that comes twice changes nothing."""
    own, form = services(), request.form
    meet.led(own.store, who, meeting)
    name = form.get("act", "")
    try:
        if name in _COMMANDS:
            room = watch.room(own.store, meeting)
            meet.lead(own.store, who, meeting, _COMMANDS[name](form, room))
        elif name in _OTHERS:
            _OTHERS[name](who, meeting, form)
        else:
            abort(400)
    except _BadFormError:
        abort(400)
    except _TextError as error:
        return _page(who, meeting, 422, problem=error.args[0])
    return live.tell(see(f"/ohjaaja/tapaamiset/{meeting}"))


@blueprint.get("/tila")
@staff(Role.FACILITATOR)
def state(who: Staff, meeting: int) -> Response:
    """The board, for a page that asks now and then."""
    own = services()
    meet.led(own.store, who, meeting)
    return live.shown(own.hub, ("board", meeting), watch.version(own.store, meeting))


@blueprint.get("/virta")
@staff(Role.FACILITATOR)
def stream(who: Staff, meeting: int) -> Response:
    """The board as it changes."""
    own = services()
    meet.led(own.store, who, meeting)

    def still() -> bool:
        return meet.is_led(own.store, who, meeting)

    return live.streamed(own.hub.stream(("board", meeting), live.last_seen(), still))


def draw(meeting: int) -> str:
    """The board of a meeting."""
    return render("meeting/_board.html", **_shown(meeting))


def _page(who: Staff, meeting: int, status: int = 200, problem: str = "") -> Response:
    is_local = not services().settings.base_url and request.host.split(":")[0] in LOCAL
    return page(
        "meeting/board.html",
        status,
        staff=who,
        problem=problem,
        is_local=is_local,
        **_shown(meeting),
    )


def _shown(meeting: int) -> dict[str, Any]:
    own = services()
    room = watch.room(own.store, meeting)
    rules = rules_of(room.journey)
    view = Board(room, rules, watch.walks(own.store, rules, meeting))
    return {"view": view, "phases": PHASES, "ways": tuple(Way)}


class _TextError(ValueError):
    """A text that is not taken, and why."""


def _at(form: Mapping[str, str]) -> At:
    quest, slash, step = form.get("at", "").partition("/")
    if not slash:
        raise _BadFormError
    return quest, step


def _number(form: Mapping[str, str], name: str, most: int) -> int:
    found = read_number(form.get(name, ""))
    if found is None or found > most:
        raise _BadFormError
    return found


def _mixed(room: Room) -> tuple[int, ...]:
    order = [person.id for person in room.present]
    _random.shuffle(order)
    return tuple(order)


def _phase(form: Mapping[str, str], _room: Room) -> Command:
    try:
        return GoTo(Phase(form.get("to", "")))
    except ValueError as error:
        raise _BadFormError from error


def _way(form: Mapping[str, str], _room: Room) -> Command:
    try:
        return Play(Way(form.get("to", "")))
    except ValueError as error:
        raise _BadFormError from error


def _together(form: Mapping[str, str], room: Room) -> Command:
    """The step that all do; it opens for everybody, whatever its quest asks for before it."""
    if not form.get("at"):
        return Together(None)
    own, at = services(), _at(form)
    rules = rules_of(room.journey)
    step = rules.step(*at)
    if step is None or step.alone:
        raise _BadFormError
    meet.open_quests(own.store, rules, room.row.id, [at[0]], own.today())
    return Together(at)


def _ask(form: Mapping[str, str], _room: Room) -> Command:
    typed = form.get("question", "")
    if not typed.strip():
        return Ask("")
    text = attend.read_words(typed, MOST_QUESTION)
    if isinstance(text, TextProblem):
        raise _TextError(text.value)
    return Ask(text)


def _mix(form: Mapping[str, str], room: Room) -> Command:
    size = _number(form, "size", 5)
    is_interview = form.get("interview") == "1"
    return Mix(_number(form, "round", 10**9), size, _mixed(room), is_interview)


_COMMANDS: Final[Mapping[str, Callable[[Mapping[str, str], Room], Command]]] = {
    "phase": _phase,
    "way": _way,
    "switch": lambda form, _room: Turn(form.get("switch", ""), form.get("on") == "1"),
    "together": _together,
    "counts": lambda form, _room: ShowCounts(_at(form), form.get("on") == "1"),
    "ask": _ask,
    "mix": _mix,
    "parts": lambda form, _room: ChangeParts(_number(form, "turn", 10**9)),
    "teams": lambda form, room: MakeTeams(_number(form, "count", 4), _mixed(room)),
    "helped": lambda form, _room: HelpGiven(_number(form, "person", 10**9)),
}


def _open(who: Staff, meeting: int, _form: Mapping[str, str]) -> None:
    own = services()
    meet.open_door(own.store, who, meeting, own.today(), roomcode.make)


def _quests(_who: Staff, meeting: int, form: Mapping[str, str]) -> None:
    own = services()
    room = watch.room(own.store, meeting)
    quests = [q for q in room.sheet.quests if q == form.get("quest")]
    meet.open_quests(own.store, rules_of(room.journey), meeting, quests, own.today())


def _word(who: Staff, meeting: int, form: Mapping[str, str]) -> None:
    word = _number(form, "word", 10**9)
    meet.show_word(services().store, who, meeting, word, form.get("on") == "1")


def _remove(who: Staff, meeting: int, form: Mapping[str, str]) -> None:
    meet.remove(services().store, who, meeting, _number(form, "person", 10**9))


def _back(who: Staff, meeting: int, form: Mapping[str, str]) -> None:
    meet.let_back(services().store, who, meeting, _number(form, "person", 10**9))


_OTHERS: Final[Mapping[str, Callable[[Staff, int, Mapping[str, str]], None]]] = {
    "open": _open,
    "quest": _quests,
    "word": _word,
    "remove": _remove,
    "back": _back,
}
