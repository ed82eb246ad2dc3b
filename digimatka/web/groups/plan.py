"""Planning a meeting: what it is made of, the proposal as a form, and the kept run sheet."""

from dataclasses import dataclass
from typing import Final

from flask import Blueprint, Response, request

from digimatka.core.group import Group
from digimatka.core.meetings_format import MAX_SCRIPT, Way
from digimatka.core.propose import alone_in, fit, propose, standings_of, templates_of
from digimatka.core.runsheet import RunSheet, fingerprint
from digimatka.core.sheetform import (
    MAX_LINES,
    Draft,
    SheetProblem,
    draft_from,
    draft_of,
    read,
)
from digimatka.core.sheetmoves import changed, focus_after
from digimatka.core.staff import Role, Staff
from digimatka.usecases import meet
from digimatka.usecases.plan import of_meeting
from digimatka.web.groups import led, planask
from digimatka.web.groups.planask import Asked
from digimatka.web.guard import staff
from digimatka.web.respond import page, see
from digimatka.web.services import services

SAVE: Final = "save"
blueprint = Blueprint("plan", __name__, url_prefix="/ohjaaja")


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a sheet is edited. ``seen`` is the fingerprint of the kept one; '' for a new one."""

    who: Staff
    group: Group
    address: str
    meeting: int | None = None
    seen: str = ""


@blueprint.get("/ryhmat/<int:group>/suunnittele")
@staff(Role.FACILITATOR)
def plan(who: Staff, group: int) -> Response:
    """What the meeting is made of; with that in the address, the proposal to be changed."""
    found = led.led_now(who, group)
    rules = led.rules_of(found)
    asked = planask.read(request.args, rules)
    minutes = asked.minutes
    if minutes is None or asked.problems():
        return _ask_page(who, found, asked, {})
    template = planask.template_of(rules, asked)
    standings = [person.progress for person in led.people(found)]
    sheet = propose(rules, template, minutes, standings, asked.quests)
    desk = Desk(who, found, led.address(found.id, "suunnittele"))
    return _edit_page(desk, draft_of(sheet))


@blueprint.post("/ryhmat/<int:group>/suunnittele")
@staff(Role.FACILITATOR)
def make(who: Staff, group: int) -> Response:
    """Leads to the proposal, or changes the draft of it, or keeps it as a meeting."""
    found = led.led_now(who, group)
    address = led.address(found.id, "suunnittele")
    if request.form.get("act") == "propose":
        asked = planask.read(request.form, led.rules_of(found))
        problems = asked.problems()
        if problems:
            return _ask_page(who, found, asked, problems)
        return see(f"{address}?{asked.query()}")
    desk = Desk(who, found, address)
    made = _worked_on(desk)
    if isinstance(made, Response):
        return made
    own = services()
    return see(_sheet_address(meet.create(own.store, found.id, made, own.today()), "?ok"))


@blueprint.get("/tapaamiset/<int:meeting>/ajolista")
@staff(Role.FACILITATOR)
def show(who: Staff, meeting: int) -> Response:
    """The run sheet of a meeting, to be changed."""
    found = of_meeting(services().store, who, meeting)
    desk = Desk(who, found.group, _sheet_address(meeting), meeting, fingerprint(found.sheet))
    return _edit_page(desk, draft_of(found.sheet))


@blueprint.post("/tapaamiset/<int:meeting>/ajolista")
@staff(Role.FACILITATOR)
def change(who: Staff, meeting: int) -> Response:
    """Changes the draft, or keeps it; not over what another facilitator has kept meanwhile."""
    own, seen = services(), request.form.get("seen", "")
    found = of_meeting(own.store, who, meeting)
    desk = Desk(who, found.group, _sheet_address(meeting), meeting, seen)
    made = _worked_on(desk)
    if isinstance(made, Response):
        return made
    if meet.replan(own.store, who, meeting, made, seen):
        return see(_sheet_address(meeting, "?ok"))
    now = Desk(who, found.group, desk.address, meeting, fingerprint(found.sheet))
    return _edit_page(now, draft_of(made), is_taken=True)


@blueprint.get("/tapaamiset/<int:meeting>/ajolista/tulosta")
@staff(Role.FACILITATOR)
def paper(who: Staff, meeting: int) -> Response:
    """The run sheet as it is printed."""
    found = of_meeting(services().store, who, meeting)
    rules = led.rules_of(found.group)
    return page(
        "plan/paper.html",
        staff=who,
        back=_sheet_address(meeting),
        sheet=found.sheet,
        quests=[rules.quests[name].quest for name in found.sheet.quests if name in rules.quests],
        alone=alone_in(rules, found.sheet.quests),
    )


def _sheet_address(meeting: int, query: str = "") -> str:
    return f"/ohjaaja/tapaamiset/{meeting}/ajolista{query}"


def _worked_on(desk: Desk) -> RunSheet | Response:
    """The sheet that was sent to be kept, or the page on which it is worked on further."""
    rules, act = led.rules_of(desk.group), request.form.get("act", "")
    draft = draft_from(request.form.to_dict(flat=False), rules.quests)
    if act != SAVE:
        after = changed(draft, act)
        return _edit_page(desk, after, focus=focus_after(after, act))
    made = read(draft)
    return made if isinstance(made, RunSheet) else _edit_page(desk, draft, made)


def _ask_page(who: Staff, group: Group, asked: Asked, problems: dict[str, str]) -> Response:
    rules = led.rules_of(group)
    return page(
        "plan/ask.html",
        422 if problems else 200,
        staff=who,
        group=group,
        asked=asked,
        problems=problems,
        templates=templates_of(rules),
        chapters=rules.journey.chapters,
        lengths=planask.LENGTHS,
    )


def _edit_page(
    desk: Desk,
    draft: Draft,
    problems: dict[str, SheetProblem] | None = None,
    *,
    focus: str = "",
    is_taken: bool = False,
) -> Response:
    rules, people = led.rules_of(desk.group), led.people(desk.group)
    quests = [rules.quests[name].quest for name in draft.quests if name in rules.quests]
    return page(
        "plan/edit.html",
        422 if problems or is_taken else 200,
        staff=desk.who,
        desk=desk,
        draft=draft,
        problems=problems or {},
        is_taken=is_taken,
        focus=focus,
        quests=quests,
        chapters=rules.journey.chapters,
        people=len(people),
        model=next((t for t in rules.journey.meetings if t.id == draft.template), None),
        standings=standings_of(rules, draft.quests, [person.progress for person in people]),
        fit=fit(rules, draft.quests, draft.doing),
        alone=alone_in(rules, draft.quests),
        ways=tuple(Way),
        most_text=MAX_SCRIPT,
        most_lines=MAX_LINES,
        saved="ok" in request.args,
    )
