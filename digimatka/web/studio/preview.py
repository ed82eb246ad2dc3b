"""The preview: pages of a draft as a learner sees them, any step open, and nothing is stored.

Every request is a walk of its own in memory, on which the quest is open. The pages are those of
learners, in a frame without menu; what they lead to is turned to the preview.
"""

import re
from collections.abc import Mapping
from typing import Final

from flask import Response, abort, request

from digimatka.core.commands import (
    Command,
    CompleteStep,
    OpenQuest,
    Refusal,
    RestartStep,
    ShowAnswer,
    ShowHint,
)
from digimatka.core.compiler import compile_rules
from digimatka.core.engine import decide, fold
from digimatka.core.kinds import Discuss, PracticeStep, Read, Scale, Sort, Step
from digimatka.core.kinds.base import Answer, Assistance
from digimatka.core.practice import run as runs
from digimatka.core.rules import Rules
from digimatka.core.staff import Role, Staff
from digimatka.store.log import Place
from digimatka.usecases import publish
from digimatka.usecases.learn import Walk
from digimatka.web import mapview, practice, walkpages
from digimatka.web.guard import staff
from digimatka.web.items import moved_order
from digimatka.web.numbers import number
from digimatka.web.respond import is_partial, page, put_in_frame, see
from digimatka.web.services import services
from digimatka.web.stepview import Attempt
from digimatka.web.studio import shop as studioshop
from digimatka.web.studio.policy import in_frame
from digimatka.web.studio.shop import address, found_in, load, shop

blueprint = studioshop.blueprint("studiopreview")
FRAME: Final = "studio/frame.html"
MOST_HINTS: Final = 20


@blueprint.get("/<journey>/esikatselu")
@staff(Role.AUTHOR)
def overview(_who: Staff, journey: str) -> Response:
    """The map of a draft, on which nothing is done yet."""
    rules = _rules(journey)
    if isinstance(rules, Response):
        return rules
    return _turned(walkpages.map_page(_walk(rules), 0), journey)


@blueprint.get("/<journey>/esikatselu/luku/<chapter>")
@staff(Role.AUTHOR)
def chapter(_who: Staff, journey: str, chapter: str) -> Response:
    """A chapter of a draft."""
    rules = _rules(journey)
    if isinstance(rules, Response):
        return rules
    scenes = mapview.draw(rules, rules.fresh()).chapters
    places = [number for number, scene in enumerate(scenes, 1) if scene.id == chapter]
    number = places[0] if places else abort(404)
    drawn = page(
        "journey/chapter.html",
        rules=rules,
        scene=scenes[number - 1],
        number=number,
        head=rules.journey.chapters[number - 1].head,
    )
    return _turned(drawn, journey)


@blueprint.get("/<journey>/esikatselu/<quest>")
@staff(Role.AUTHOR)
def quest(_who: Staff, journey: str, quest: str) -> Response:
    """A quest of a draft."""
    rules = _rules(journey)
    if isinstance(rules, Response):
        return rules
    rule = rules.quests.get(quest) or abort(404)
    return _turned(walkpages.quest_page(_walk(rules, quest), rule), journey)


@blueprint.post("/<journey>/esikatselu/<quest>")
@staff(Role.AUTHOR)
def mark(_who: Staff, journey: str, quest: str) -> Response:
    """What a learner says of a quest changes nothing here."""
    publish.open_draft(shop(), journey)
    return see(address(journey, "esikatselu", quest))


@blueprint.get("/<journey>/esikatselu/<quest>/<step>")
@staff(Role.AUTHOR)
def step(_who: Staff, journey: str, quest: str, step: str) -> Response:
    """A step of a draft, open whatever it asks for."""
    rules = _rules(journey)
    if isinstance(rules, Response):
        return rules
    at, found = (quest, step), rules.step(quest, step) or abort(404)
    walk = _walk(rules, quest)
    run = practice.run_in_address(rules, at) if isinstance(found, PracticeStep) else None
    if run is not None:
        return _turned(practice.run_page(walk, at, run), journey)
    return _turned(walkpages.step_page(walk, at, Attempt()), journey)


@blueprint.post("/<journey>/esikatselu/<quest>/<step>")
@staff(Role.AUTHOR)
def act(_who: Staff, journey: str, quest: str, step: str) -> Response:
    """What the page of the step does, without storing anything."""
    rules = _rules(journey)
    if isinstance(rules, Response):
        return rules
    at, found = (quest, step), rules.step(quest, step) or abort(404)
    walk = _walk(rules, quest)
    if isinstance(found, PracticeStep):
        return _turned(_practised(walk, at), journey)
    return _turned(_answered(walk, at, found), journey)


def _rules(journey: str) -> Rules | Response:
    """The draft's rules, for a page in the frame; or the page that says why there is none."""
    put_in_frame(FRAME)
    loaded, problems = load(journey)
    if loaded.journey is None:
        found = found_in(journey, problems)
        return in_frame(page("studio/unseen.html", journey=journey, found=found))
    return compile_rules(loaded.journey)


def _walk(rules: Rules, quest: str = "") -> Walk:
    """A walk that nobody walks, with this quest open."""
    today = services().today()
    place = Place(0, rules.journey.id, None, None, False, today, rules.key, rules.fresh())
    walk = Walk(place, rules, rules.fresh())
    return _after(walk, OpenQuest(quest)) if quest in rules.quests else walk


def _after(walk: Walk, *commands: Command) -> Walk:
    """The walk on which these were done, as far as the rules let them."""
    progress = walk.progress
    for command in commands:
        events = decide(walk.rules, progress, command, services().today())
        if not isinstance(events, Refusal):
            progress = fold(walk.rules, events, progress)
    return Walk(walk.place, walk.rules, progress)


def _answered(walk: Walk, at: tuple[str, str], step: Step) -> Response:
    form = _form()
    match "move" if "move" in form else request.form.get("act", "answer"):
        case "hint":
            count = min(number("shown") or 0, MOST_HINTS)
            walk = _after(walk, *(ShowHint(*at, shown=number) for number in range(count + 1)))
            return walkpages.step_page(walk, at, Attempt(form))
        case "show":
            return walkpages.step_page(_after(walk, ShowAnswer(*at)), at, Attempt(form))
        case "accept":
            done = CompleteStep(*at, told=Assistance.HELP)
            return walkpages.step_page(_after(walk, done), at, Attempt())
        case "again" | "back" | "ask":
            return see(walkpages.url(walk.rules, at))
        case "move" if isinstance(step, Sort):
            move, given = request.form.get("move", ""), tuple(form.get("order", ()))
            known = given if sorted(given) == sorted(step.item_ids()) else step.shown_order()
            order, _moved = moved_order(known, move)
            attempt = Attempt({**form, "order": order}, moved=move)
            return walkpages.step_page(walk, at, attempt)
    return _judged(walk, at, step, form)


def _judged(walk: Walk, at: tuple[str, str], step: Step, form: Answer) -> Response:
    verdict = step.judge(form)
    if isinstance(step, Scale) and step.is_under_way(form):
        return walkpages.step_page(walk, at, Attempt(form))
    if not verdict.is_done:
        return walkpages.step_page(walk, at, Attempt(form, verdict), status=422)
    done = CompleteStep(*at, chosen=verdict.chosen, told=verdict.told, by=verdict.by)
    after = _after(walk, done)
    if isinstance(step, Read | Discuss):  # nothing to say about it: straight on
        return see(walkpages.onward(after.progress, walk.rules.quests[at[0]], walk.rules))
    return walkpages.step_page(after, at, Attempt(form, verdict))


def _practised(walk: Walk, at: tuple[str, str]) -> Response:
    rules, run = walk.rules, practice.run_in_address(walk.rules, at)
    match request.form.get("act"):
        case "again":
            return see(walkpages.url(rules, at))
        case "finish":
            done = _after(walk, RestartStep(*at), CompleteStep(*at))
            return walkpages.step_page(done, at, Attempt())
    if run is None:
        return see(f"{walkpages.url(rules, at)}?aloita=1")
    if request.form.get("act") == "hint":
        return practice.run_page(walk, at, runs.hint(run))
    return practice.pressed_in(walk, at, run)


def _turned(response: Response, journey: str) -> Response:
    """The page in the frame, with what it leads to turned to the preview."""
    own, there = f"/matka/{journey}", address(journey, "esikatselu")
    for header in ("Location", "HX-Push-Url"):
        if header in response.headers:
            response.headers[header] = _moved(response.headers[header], own, there)
    if response.status_code < 300 or response.status_code == 422:  # noqa: PLR2004 - those have pages
        links = re.compile(rf'((?:href|action|hx-post)=")({re.escape(own)}(?=[/?#"])[^"]*)')
        text = links.sub(
            lambda found: found[1] + _moved(found[2], own, there), response.get_data(as_text=True)
        )
        # All other pages are those of the product, which stands in no frame.
        away = re.compile(r'(<a [^>]*)href="(?=/(?!static|tekija))')
        text = away.sub(r'\1target="_blank" href="', text)
        if not is_partial():  # a page that comes by itself takes no focus from who is writing
            text = text.replace(" data-focus", "")
        response.set_data(text)
    return in_frame(response)


def _moved(url: str, own: str, there: str) -> str:
    return there + url[len(own) :] if url.startswith(own) else url


def _form() -> Mapping[str, list[str]]:
    return request.form.to_dict(flat=False)
