"""Walking: the map, a chapter, a quest, a step."""

from flask import Blueprint, Response, abort, request

from digimatka.core.engine import is_open
from digimatka.core.events import Mark
from digimatka.core.kinds import Discuss, PracticeStep, Read, Scale, Sort, Step, Write
from digimatka.core.kinds.base import Problem
from digimatka.core.rules import QuestRule, Rules
from digimatka.usecases import learn
from digimatka.usecases.learn import LockedError, Walk, Walker
from digimatka.web import mapview, practice, respond, walkpages
from digimatka.web.guard import learner
from digimatka.web.items import moved_order
from digimatka.web.meeting import live, together
from digimatka.web.moment import moment_of, moment_query
from digimatka.web.numbers import number
from digimatka.web.respond import leave_for, page, see
from digimatka.web.services import services
from digimatka.web.stepview import Attempt
from digimatka.web.walkers import walker_on

blueprint = Blueprint("journey", __name__, url_prefix="/matka/<journey>")


@blueprint.get("")
@learner
def overview(learner_id: int, journey: str) -> Response:
    """The map with its list, and the one next thing to do."""
    walk = _load(journey, learner_id)
    away = (services().today() - walk.place.seen_on).days
    place = walk.place
    version = respond.tag(walk.progress, place.nickname, place.picture, place.has_passport, away)
    return respond.unchanged(version) or _tagged(
        walkpages.map_page(walk, away),
        version,
    )


@blueprint.get("/luku/<chapter>")
@learner
def chapter(learner_id: int, journey: str, chapter: str) -> Response:
    """A chapter: its story, its mörkö, its quests."""
    walk = _load(journey, learner_id)
    scenes = mapview.draw(walk.rules, walk.progress).chapters
    number, scene = next(
        ((i, scene) for i, scene in enumerate(scenes, 1) if scene.id == chapter), (0, None)
    )
    if scene is None:
        abort(404)
    head = walk.rules.journey.chapters[number - 1].head
    return page("journey/chapter.html", rules=walk.rules, scene=scene, number=number, head=head)


@blueprint.get("/<quest>")
@learner
def quest(learner_id: int, journey: str, quest: str) -> Response:
    """A quest: what it gives, its steps, where to begin; or why it is not open yet."""
    walk = _load(journey, learner_id)
    if now := walk.rules.renames.quests.get(quest):
        return see(f"/matka/{journey}/{now}")
    rule = walk.rules.quests.get(quest) or abort(404)
    version = respond.tag(walk.progress, quest, request.query_string)
    return respond.unchanged(version) or _tagged(walkpages.quest_page(walk, rule), version)


@blueprint.post("/<quest>")
@learner
def mark(learner_id: int, journey: str, quest: str) -> Response:
    """Osaan jo, teen myöhemmin, ohitan, or none of them after all."""
    said = request.form.get("mark", "")
    if said not in tuple(Mark):
        abort(400)
    walker = walker_on(journey, learner_id)
    quest = walker.rules.renames.quests.get(quest, quest)
    try:
        change = learn.mark(walker, quest, Mark(said))
    except LockedError:
        return see(f"/matka/{journey}/{quest}")
    return see(f"/matka/{journey}/{quest}{moment_query(change)}")


@blueprint.get("/<quest>/<step>")
@learner
def step(learner_id: int, journey: str, quest: str, step: str) -> Response:
    """One step, one question."""
    walk = _load(journey, learner_id)
    at = walk.rules.renames.at(quest, step)
    if at != (quest, step):
        return see(walkpages.url(walk.rules, at))
    rule, found = _step_or_404(walk.rules, quest, step)
    if not is_open(rule, walk.progress):
        return see(f"/matka/{journey}/{quest}")
    version = respond.tag(walk.progress, quest, step, request.query_string)
    same = respond.unchanged(version)
    if not isinstance(found, PracticeStep):
        return same or _tagged(walkpages.step_page(walk, at, Attempt()), version)
    run = practice.run_in_address(walk.rules, at)
    drawn = same or _tagged(
        practice.run_page(walk, at, run) if run else walkpages.step_page(walk, at, Attempt()),
        version,
    )
    return practice.with_devices(drawn, walk.rules, at)


@blueprint.post("/<quest>/<step>")
@learner
def act(learner_id: int, journey: str, quest: str, step: str) -> Response:
    """An answer, the next hint, the right answer, doing it anew, or moving a line."""
    walker = walker_on(journey, learner_id)
    at = walker.rules.renames.at(quest, step)  # the page may be of before a publish
    rule, found = _step_or_404(walker.rules, *at)
    verb = "move" if "move" in request.form else request.form.get("act", "answer")
    run_act = _PRACTICE_ACTS.get(verb, practice.press)
    act = run_act if isinstance(found, PracticeStep) else _ACTS.get(verb, _answer)
    try:
        response = act(walker, at)
    except LockedError:
        return see(f"/matka/{journey}/{rule.quest.id}")
    return live.tell(response) if walker.meeting else response


def _answer(walker: Walker, at: tuple[str, str]) -> Response:
    form = _form()
    answered = learn.answer(walker, at, form)
    change, verdict = answered.change, answered.verdict
    step = walker.rules.step(*at)
    counted = verdict.problem is None and together.count(walker, at, form)
    if isinstance(step, Read | Discuss):  # nothing to say about it: straight on
        if counted:  # the others are still at it
            return leave_for("/tapaaminen")
        onward = walkpages.onward(change.walk.progress, walker.rules.quests[at[0]], walker.rules)
        return see(onward + moment_query(change))
    is_told_once = step is not None and step.is_told_once
    if verdict.is_done and not is_told_once and not respond.is_partial():
        return see(walkpages.url(walker.rules, at) + moment_query(change))
    if isinstance(step, Scale) and step.is_under_way(form) and verdict.problem != Problem.STALE:
        return walkpages.step_page(change.walk, at, Attempt(form))
    attempt = Attempt(form, verdict)
    status = 200 if verdict.is_done else 422
    return walkpages.step_page(change.walk, at, attempt, status=status, moment=moment_of(change))


def _hint(walker: Walker, at: tuple[str, str]) -> Response:
    change = learn.show_hint(walker, at, number("shown") or 0)
    return _after_help(change, at)


def _show(walker: Walker, at: tuple[str, str]) -> Response:
    return _after_help(learn.show_answer(walker, at), at)


def _again(walker: Walker, at: tuple[str, str]) -> Response:
    change, found, form = learn.restart(walker, at), walker.rules.step(*at), _form()
    if isinstance(found, Write) and any(found.texts(form).values()):  # it is mended, not lost
        return walkpages.step_page(change.walk, at, Attempt(form))
    return see(walkpages.url(walker.rules, at))


def _move(walker: Walker, at: tuple[str, str]) -> Response:
    """Ylös and Alas: nothing is judged or stored, the page comes back with the lines moved."""
    walk, found, form = learn.load_open(walker, at[0]), walker.rules.step(*at), _form()
    if not isinstance(found, Sort):
        abort(400)
    given = tuple(form.get("order", ()))
    known = given if sorted(given) == sorted(found.item_ids()) else found.shown_order()
    move = request.form.get("move", "")
    order, _moved = moved_order(known, move)
    return walkpages.step_page(walk, at, Attempt({**form, "order": order}, moved=move))


def _back(walker: Walker, at: tuple[str, str]) -> Response:
    """To the statement before: what was rated last is taken out of what travels with the page."""
    walk, found, form = learn.load_open(walker, at[0]), walker.rules.step(*at), _form()
    if not isinstance(found, Scale):
        abort(400)
    form.pop(request.form.get("asked", ""), None)
    for last in found.rated(form)[-1:]:
        del form[last]
    return walkpages.step_page(walk, at, Attempt(form))


def _ask(walker: Walker, at: tuple[str, str]) -> Response:
    learn.ask_confirmation(walker, at)
    return see(walkpages.url(walker.rules, at))


def _accept(walker: Walker, at: tuple[str, str]) -> Response:
    change = learn.accept_answer(walker, at)
    return see(walkpages.url(walker.rules, at) + moment_query(change))


_ACTS = {
    "answer": _answer,
    "hint": _hint,
    "show": _show,
    "accept": _accept,
    "ask": _ask,
    "again": _again,
    "move": _move,
    "back": _back,
}
_PRACTICE_ACTS = {"hint": practice.hint, "finish": practice.finish, "again": _again}


def _after_help(change: learn.Change, at: tuple[str, str]) -> Response:
    """The page with what was written so far; plain browsers get it by the same post."""
    return walkpages.step_page(change.walk, at, Attempt(_form()))


def _load(journey: str, learner_id: int) -> Walk:
    return learn.load(walker_on(journey, learner_id))


def _step_or_404(rules: Rules, quest: str, step: str) -> tuple[QuestRule, Step]:
    found = rules.step(quest, step)
    return (rules.quests[quest], found) if found is not None else abort(404)


def _form() -> dict[str, list[str]]:
    return request.form.to_dict(flat=False)


def _tagged(response: Response, version: str) -> Response:
    response.set_etag(version)
    return response
