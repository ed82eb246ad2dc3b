"""Who was there: today's list to tick, and the days before as days alone."""

from collections.abc import Set

from flask import Blueprint, Response, request

from digimatka.core.group import Group
from digimatka.core.staff import Role, Staff
from digimatka.usecases import groups
from digimatka.web.groups import led
from digimatka.web.guard import staff
from digimatka.web.numbers import numbers
from digimatka.web.respond import page, see
from digimatka.web.services import services

blueprint = Blueprint("attendance", __name__, url_prefix="/ohjaaja/ryhmat/<int:group>/lasnaolo")


@blueprint.get("")
@staff(Role.FACILITATOR)
def show(who: Staff, group: int) -> Response:
    """Today's list, and who was there on which day."""
    return _page(who, led.led(who, group))


@blueprint.post("")
@staff(Role.FACILITATOR)
def note(who: Staff, group: int) -> Response:
    """Keeps what was changed on the page; what another facilitator has ticked meanwhile stays.

    ``was`` are those who were ticked when the page was shown. On another day it is shown anew.
    """
    found, own = led.led_now(who, group), services()
    was, there = numbers("was"), numbers("there")
    if request.form.get("day") != own.today().isoformat():
        return _page(who, found, ticked=there)
    groups.note_presence(own.store, found, own.today(), there - was, was - there)
    return see(led.address(group, "lasnaolo?ok"))


def _page(who: Staff, group: Group, *, ticked: Set[int] | None = None) -> Response:
    """The page. ``ticked``: what was ticked on a page of another day, to be looked at again."""
    own = services()
    days, today = groups.presence(own.store, group), own.today()
    there = days.get(today, frozenset())
    return page(
        "groups/attendance.html",
        200 if ticked is None else 422,
        staff=who,
        group=group,
        people=led.people(group),
        today=today,
        there=there,
        ticked=there if ticked is None else ticked,
        is_stale=ticked is not None,
        days=[(day, found) for day, found in days.items() if day != today],
        saved="ok" in request.args,
    )
