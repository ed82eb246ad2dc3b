"""The pages of the preview itself: every step with a way to it, and what the bar sends."""

from dataclasses import replace
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, request

from digimatka import i18n
from digimatka.preview.bar import COOKIE, HOME, Look, look_of
from digimatka.preview.people import Persona, arrive
from digimatka.usecases import learn
from digimatka.usecases.learn import NothingThereError
from digimatka.web import cookies
from digimatka.web.guard import public
from digimatka.web.respond import page, see
from digimatka.web.services import rules_of, services
from digimatka.web.walkers import walker_on

blueprint = Blueprint("preview", __name__, url_prefix=HOME)


@blueprint.get("")
@public
def steps() -> Response:
    """Every quest and every step of every journey."""
    return page("preview/steps.html", home=HOME, journeys=list(services().journeys.values()))


@blueprint.post("")
@public
def choose() -> Response:
    """Another persona or language, or with and without JavaScript; then back to where one was."""
    now = look_of(cookies.sent(COOKIE))
    persona, script = request.form.get("kulkija", ""), request.form.get("skripti", "")
    language = request.form.get("kieli", "")
    response = see(_came_from())
    if persona in tuple(Persona):
        learner = _arrive(response, Persona(persona), "")
        _keep(response, replace(now, persona=persona, learner=str(learner)))
    elif script in ("ilman", "mukana"):
        _keep(response, replace(now, has_js=script == "mukana"))
    elif language in i18n.LANGUAGES:
        _keep(response, replace(now, language=language))
    else:
        abort(400)
    return response


@blueprint.get("/<journey>/<quest>")
@blueprint.get("/<journey>/<quest>/<step>")
@public
def go(journey: str, quest: str, step: str = "") -> Response:
    """To a quest or a step, whatever is locked: a facilitator opens it on the way.

    It changes something though it is a link: the learner is only there to look with, and to open
    what is open already changes nothing.
    """
    rules = rules_of(journey)
    if quest not in rules.quests or (step and rules.step(quest, step) is None):
        abort(404)
    response = see("/".join(("/matka", journey, quest, *([step] if step else []))))
    learner = cookies.learner_id()
    try:
        learn.open_quest(walker_on(journey, learner or 0), quest)
        cookies.change_journey(response, journey)
    except NothingThereError:
        learner = _arrive(response, Persona.NEW, journey)
        learn.open_quest(walker_on(journey, learner), quest)
        was = look_of(cookies.sent(COOKIE))
        _keep(response, replace(was, persona=Persona.NEW, learner=str(learner)))
    return response


def _arrive(response: Response, persona: Persona, journey: str) -> int:
    own = services()
    learner = arrive(own.store, own.journeys.values(), persona, own.today())
    cookies.remember(response, learner, journey=journey or cookies.journey())
    return learner


def _keep(response: Response, look: Look) -> None:
    response.set_cookie(COOKIE, look.text, path="/", httponly=True, samesite="Lax")


def _came_from() -> str:
    """The page on which the bar was: the browser names it. What is no page of ours is the list."""
    try:
        came = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return HOME
    if came.netloc != request.host or not came.path.startswith("/") or came.path.startswith("//"):
        return HOME
    return f"{came.path}?{came.query}" if came.query else came.path
