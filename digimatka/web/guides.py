"""For facilitators: what each quest needs beforehand, where people get stuck, what to talk about.

These pages hold content only and nothing about anybody, so they need no account. Who has one finds
the way in on the first of them.
"""

from flask import Blueprint, Response, abort, request

from digimatka.core.propose import alone_in, propose, templates_of
from digimatka.web.guard import public
from digimatka.web.respond import page
from digimatka.web.services import rules_of, services
from digimatka.web.staff import signin

blueprint = Blueprint("guides", __name__, url_prefix="/ohjaaja")


@blueprint.get("")
@public
def start() -> Response:
    """The way to the workers' own journey and to the guides of every journey; the way in."""
    who = signin.current_staff()
    heads = [rules.journey.head for rules in services().journeys.values()]
    response = page("guides/start.html", heads=heads, staff=who, left="ulos" in request.args)
    if who is not None:
        response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/oppaat/<journey>")
@public
def guide(journey: str) -> Response:
    """The guide to one journey, quest by quest, to read or to print; stale sources say so."""
    rules = rules_of(journey)
    meetings = templates_of(rules)
    return page("guides/guide.html", rules=rules, meetings=meetings, today=services().today())


@blueprint.get("/oppaat/<journey>/tapaaminen/<template>")
@public
def meeting(journey: str, template: str) -> Response:
    """A ready-made meeting, to be read or printed and held on paper."""
    rules = rules_of(journey)
    found = next((one for one in rules.journey.meetings if one.id == template), None)
    if found is None:
        abort(404)
    sheet = propose(rules, found, found.minutes, (), found.quests)
    return page(
        "guides/meeting.html",
        head=rules.journey.head,
        model=found,
        sheet=sheet,
        quests=[rules.quests[name].quest for name in sheet.quests],
        alone=alone_in(rules, sheet.quests),
    )
