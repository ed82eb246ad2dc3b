"""For facilitators: what each quest needs beforehand, where people get stuck, what to talk about.

These pages hold content only and nothing about anybody, so they need no account.
"""

from flask import Blueprint, Response

from digimatka.web.guard import public
from digimatka.web.respond import page
from digimatka.web.services import rules_of, services

blueprint = Blueprint("guides", __name__, url_prefix="/ohjaaja")


@blueprint.get("")
@public
def start() -> Response:
    """The way to the workers' own journey and to the guides of every journey."""
    return page("guides/start.html", heads=[r.journey.head for r in services().journeys.values()])


@blueprint.get("/oppaat/<journey>")
@public
def guide(journey: str) -> Response:
    """The guide to one journey, quest by quest, to read or to print; stale sources say so."""
    return page("guides/guide.html", rules=rules_of(journey), today=services().today())
