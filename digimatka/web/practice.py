"""A practice in the browser. Its run travels in the address; what is typed is on one page alone."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Response, request

from digimatka.core.kinds.base import Assistance
from digimatka.core.practice import run as runs
from digimatka.core.practice.model import Practice
from digimatka.core.practice.run import Run
from digimatka.core.rules import Rules
from digimatka.usecases import learn, practise
from digimatka.usecases.learn import Walk, Walker
from digimatka.web import stepview, walkpages
from digimatka.web.fieldview import PREFIX, Typed, typed_in
from digimatka.web.meeting import together
from digimatka.web.moment import moment_query
from digimatka.web.practiceview import RunView
from digimatka.web.respond import page, see

# The camera and the microphone may be tried on a page of a practice, and nowhere else.
DEVICES = "camera=(self), microphone=(self), geolocation=()"


def run_in_address(rules: Rules, at: tuple[str, str]) -> Run | None:
    """The run that the address tells of, or a new one if it asks to begin; else None."""
    practice, _goals = practise.practice_at(rules, at)
    if "aloita" in request.args:
        return runs.begin(practice)
    return runs.unpack(practice, request.args)


def run_page(
    walk: Walk, at: tuple[str, str], run: Run, *, is_new_place: bool = False, **just_now: Any
) -> Response:
    """A screen of a practice; ``just_now``: what was posted and what is to say about it.

    ``is_new_place``: the page answers a post, and Takaisin must lead to the screen before.
    """
    rules, rule = walk.rules, walk.rules.quests[at[0]]
    practice, goals = practise.practice_at(rules, at)
    is_asking = stepview.is_asking(rule, walk.progress, at[1])
    view = RunView(practice, goals, run, is_asking, **just_now)
    here = address(rules.journey.id, at, run)
    response = page(
        "practice/run.html",
        422 if view.problems else 200,
        query_is_place=True,
        pushed_as=here if is_new_place else None,
        kept_as=(rules.digest, at, run, view.said, is_asking) if view.is_common else None,
        rules=rules,
        quest=rule.quest,
        step=rules.step(*at),
        number=rule.step_index[at[1]] + 1,
        view=view,
        url=walkpages.url(rules, at),
        run_url=here,
    )
    if view.typed:
        response.headers["Cache-Control"] = "no-store"  # the next person may press Takaisin
    return with_devices(response, rules, at)


def with_devices(response: Response, rules: Rules, at: tuple[str, str]) -> Response:
    """Lets the page of a practice that tries them ask for the camera and the microphone."""
    practice, _goals = practise.practice_at(rules, at)
    if any(screen.devices for screen in practice.screens):
        response.headers["Permissions-Policy"] = DEVICES
    return response


def press(walker: Walker, at: tuple[str, str]) -> Response:
    """A press on something of the simulated page."""
    walk, _practice, run = _run(walker, at)
    return pressed_in(walk, at, run)


def pressed_in(walk: Walk, at: tuple[str, str], run: Run) -> Response:
    """What a press leads to: the page that says what is missing, or the way to the next screen."""
    practice, _goals = practise.practice_at(walk.rules, at)
    form = _form()
    typed = typed_in(practice, form)
    pressed = runs.press(practice, run, request.form.get("press", ""), form)
    after = pressed.run
    if pressed.problems or pressed.said:
        return run_page(walk, at, after, typed=typed, problems=pressed.problems, said=pressed.said)
    if _has_something_to_keep(practice, run, after, typed):
        return run_page(walk, at, after, is_new_place=True, typed=typed)
    return see(address(walk.rules.journey.id, at, after))


def hint(walker: Walker, at: tuple[str, str]) -> Response:
    """The hint of the screen, with what was typed so far."""
    walk, practice, run = _run(walker, at)
    return run_page(walk, at, runs.hint(run), typed=typed_in(practice, _form()))


def finish(walker: Walker, at: tuple[str, str]) -> Response:
    """The run has met its goals, and the learner says whether somebody helped."""
    _walk, _practice, run = _run(walker, at)
    told = Assistance.HELP if request.form.get("how") == Assistance.HELP else Assistance.ALONE
    change = practise.finish(walker, at, run, told)
    if not change.events:
        return see(address(walker.rules.journey.id, at, run))
    together.count(walker, at, {})
    return see(walkpages.url(walker.rules, at) + moment_query(change))


def address(journey: str, at: tuple[str, str], run: Run) -> str:
    """The address of a run."""
    return f"/matka/{journey}/{at[0]}/{at[1]}?{urlencode(runs.pack(run))}"


def _run(walker: Walker, at: tuple[str, str]) -> tuple[Walk, Practice, Run]:
    walk = learn.load_open(walker, at[0])
    practice, _goals = practise.practice_at(walker.rules, at)
    return walk, practice, run_in_address(walker.rules, at) or runs.begin(practice)


def _form() -> Mapping[str, list[str]]:
    posted = request.form.to_dict(flat=False)
    return {k.removeprefix(PREFIX): v for k, v in posted.items() if k.startswith(PREFIX)}


def _has_something_to_keep(practice: Practice, before: Run, after: Run, typed: Typed) -> bool:
    """Whether a text would be lost by a redirect: over an explanation, and back from it."""
    written = {
        name
        for screen in practice.screens
        for entry in screen.fields
        if entry.kind in ("text", "date")
        for name in entry.names()
    }
    if not any(any(typed.get(name, ())) for name in written):
        return False
    return runs.here(practice, before).detour or runs.here(practice, after).detour
