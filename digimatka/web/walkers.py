"""Who walks where: the learner of the request on a journey."""

from flask import request

from digimatka.usecases.learn import Walker
from digimatka.web import cookies
from digimatka.web.services import rules_of, services


def current_journey() -> str:
    """The journey chosen on this device, as long as there is one of that id; else the first."""
    own, chosen = services(), cookies.journey()
    return chosen if chosen in own.journeys else own.first_journey


def shown_journey() -> str:
    """The journey that the menu of a page leads to: that of the page, if it is part of one."""
    shown = (request.view_args or {}).get("journey", "")
    return shown if shown in services().journeys else current_journey()


def walker_on(journey: str, learner_id: int) -> Walker:
    """The learner on a journey; 404 if there is no such journey."""
    own = services()
    return Walker(own.store, rules_of(journey), learner_id, own.today(), cookies.meeting())


def current_walker(learner_id: int) -> Walker:
    """The learner on the journey chosen on this device."""
    return walker_on(current_journey(), learner_id)
