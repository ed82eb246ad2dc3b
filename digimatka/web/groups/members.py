"""The learners of a group: what one of them has done, opening quests, confirming, removing."""

from flask import Blueprint, Response, request

from digimatka.core import glance
from digimatka.core.group import Group
from digimatka.core.kinds.base import Assistance
from digimatka.core.staff import Role, Staff
from digimatka.usecases import groups, learn
from digimatka.usecases.learn import LockedError, NothingThereError, Walker
from digimatka.web.groups import led
from digimatka.web.guard import staff
from digimatka.web.numbers import number
from digimatka.web.respond import page, see
from digimatka.web.services import services

blueprint = Blueprint("members", __name__, url_prefix="/ohjaaja/ryhmat/<int:group>")


@blueprint.get("/jasen/<int:slip>")
@staff(Role.FACILITATOR)
def show(who: Staff, group: int, slip: int) -> Response:
    """One learner: every quest by chapter, done, open or locked."""
    found = led.led(who, group)
    rules, person = led.rules_of(found), led.person(found, slip)
    return page(
        "groups/member.html",
        staff=who,
        group=found,
        one=person,
        stretches=glance.stretches(rules, person.progress),
        waits=len(glance.waits(rules, person.progress)),
        opened=rules.quests.get(request.args.get("avattu", "")),
    )


@blueprint.post("/jasen/<int:slip>")
@staff(Role.FACILITATOR)
def change(who: Staff, group: int, slip: int) -> Response:
    """Opens a quest for the learner, or takes them out of the group."""
    found = led.led_now(who, group)
    if request.form.get("act") == "remove":  # one who has left already is out, too
        groups.remove(services().store, group, number("learner") or 0)
        return see(led.address(group))
    quest = request.form.get("open", "")
    learn.open_quest(_walker(found, led.person_meant(found, slip).learner_id), quest)
    return see(led.address(group, "jasen", f"{slip}?avattu={quest}"))


@blueprint.get("/tehtavat")
@staff(Role.FACILITATOR)
def quests(who: Staff, group: int) -> Response:
    """The quests that are not open to everybody, to be opened for the whole group."""
    found = led.led_now(who, group)
    rules, people = led.rules_of(found), led.people(found)
    closed = [
        (rule, sum(glance.standing(rule, p.progress) is glance.Standing.LOCKED for p in people))
        for rule in rules.order
    ]
    return page(
        "groups/quests.html",
        staff=who,
        group=found,
        chapters=[
            (chapter, [(r, count) for r, count in closed if count and r.chapter.id == chapter.id])
            for chapter in rules.journey.chapters
        ],
        is_empty=not people,
        opened=rules.quests.get(request.args.get("avattu", "")),
    )


@blueprint.post("/tehtavat")
@staff(Role.FACILITATOR)
def open_for_all(who: Staff, group: int) -> Response:
    """Opens a quest for everybody in the group."""
    found = led.led_now(who, group)
    quest = request.form.get("open", "")
    if quest not in led.rules_of(found).quests:
        raise NothingThereError
    for person in led.people(found):
        try:
            learn.open_quest(_walker(found, person.learner_id), quest)
        except NothingThereError:  # they have erased their journey meanwhile
            continue
    return see(led.address(group, f"tehtavat?avattu={quest}"))


@blueprint.get("/kuittaukset")
@staff(Role.FACILITATOR)
def waiting(who: Staff, group: int) -> Response:
    """What waits for a confirmation."""
    found = led.led_now(who, group)
    rules = led.rules_of(found)
    return page(
        "groups/waiting.html",
        staff=who,
        group=found,
        waits=[(p, wait) for p in led.people(found) for wait in glance.waits(rules, p.progress)],
        confirmed="ok" in request.args,
    )


@blueprint.post("/kuittaukset")
@staff(Role.FACILITATOR)
def confirm(who: Staff, group: int) -> Response:
    """Confirms a step. One that is done by now, or not there any more, is not confirmed again."""
    found, form = led.led_now(who, group), request.form
    learner = number("learner")
    if all(one.learner_id != learner for one in led.people(found)) or learner is None:
        raise NothingThereError
    told = Assistance.ALONE if form.get("how") == Assistance.ALONE else Assistance.HELP
    at = (form.get("quest", ""), form.get("step", ""))
    try:
        learn.confirm(_walker(found, learner), at, told)
    except (LockedError, NothingThereError):
        return see(led.address(group, "kuittaukset"))
    return see(led.address(group, "kuittaukset?ok"))


def _walker(group: Group, learner_id: int) -> Walker:
    own = services()
    return Walker(own.store, led.rules_of(group), learner_id, own.today())
