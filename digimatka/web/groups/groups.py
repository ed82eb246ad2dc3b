"""Groups of a facilitator: the list, one group with its people, and its settings."""

from dataclasses import dataclass

from flask import Blueprint, Response, request

from digimatka.core import glance
from digimatka.core.group import Group, NameProblem, read_name
from digimatka.core.staff import Role, Staff
from digimatka.usecases import groups, meet, watch
from digimatka.web.groups import led
from digimatka.web.guard import staff
from digimatka.web.respond import page, see
from digimatka.web.services import services

blueprint = Blueprint("groups", __name__, url_prefix="/ohjaaja/ryhmat")


@dataclass(frozen=True, slots=True)
class Wrong:
    """What was wrong with a form of the settings: the name, the colleague, or leaving alone."""

    typed: str | None = None
    problem: NameProblem | None = None
    colleague: str = ""
    is_stranger: bool = False
    is_last: bool = False

    @property
    def name(self) -> str | None:
        """The name to be mended; what looks private is not sent back."""
        return None if self.problem is NameProblem.PRIVATE else self.typed


@blueprint.get("")
@staff(Role.FACILITATOR)
def mine(who: Staff) -> Response:
    """The groups that one leads, and the form for a new one. Meetings left open end here too."""
    meet.tidy(services().store, services().today())
    return _list_page(who)


@blueprint.post("")
@staff(Role.FACILITATOR)
def create(who: Staff) -> Response:
    """Makes a group. One of the same name that was made today is the same post again."""
    own = services()
    typed, journey = request.form.get("name", ""), request.form.get("journey", "")
    name = read_name(typed)
    if isinstance(name, NameProblem) or journey not in own.journeys:
        return _list_page(who, typed, name if isinstance(name, NameProblem) else None, journey)
    same = (name, journey, own.today(), None)
    for group in groups.of_staff(own.store, who):
        if (group.name, group.journey, group.created_on, group.archived_on) == same:
            return see(led.address(group.id))
    return see(led.address(groups.create(own.store, who, name, journey, own.today())))


@blueprint.get("/<int:group>")
@staff(Role.FACILITATOR)
def show(who: Staff, group: int) -> Response:
    """The people of a group: done, open, and who waits for a confirmation."""
    found = led.led(who, group)
    rules, people, own = led.rules_of(found), led.people(found), services()
    there = groups.presence(own.store, found).get(own.today(), frozenset())
    return page(
        "groups/group.html",
        staff=who,
        group=found,
        rules_title=rules.journey.head.title,
        people=[
            (one, glance.stretches(rules, one.progress), len(glance.waits(rules, one.progress)))
            for one in people
        ],
        there=len(there),
        meetings=watch.of_group(own.store, found.id),
    )


@blueprint.get("/<int:group>/hallinta")
@staff(Role.FACILITATOR)
def manage(who: Staff, group: int) -> Response:
    """Name, facilitators, archive."""
    return _manage_page(who, led.led(who, group))


@blueprint.post("/<int:group>/hallinta")
@staff(Role.FACILITATOR)
def change(who: Staff, group: int) -> Response:
    """Renames, shares, leaves, archives, brings back, or deletes."""
    found, store, act = led.led(who, group), services().store, request.form.get("act", "")
    home = led.address(group, "hallinta")
    if act == "rename":
        return _rename(who, found)
    if act == "share":
        name = request.form.get("colleague", "")
        if not groups.share(store, found, name):
            return _manage_page(who, found, Wrong(colleague=name, is_stranger=True))
        return see(f"{home}?ok")
    if act == "leave":
        left = groups.stop_leading(store, found, who)
        return see("/ohjaaja/ryhmat") if left else _manage_page(who, found, Wrong(is_last=True))
    if act == "delete":
        return see("/ohjaaja/ryhmat" if groups.delete(store, found) else home)
    if act == "archive":
        groups.archive(store, found, services().today())
    elif act == "bring-back":
        groups.bring_back(store, found)
    return see(home)


def _rename(who: Staff, group: Group) -> Response:
    typed = request.form.get("name", "")
    name = read_name(typed)
    if isinstance(name, NameProblem):
        return _manage_page(who, group, Wrong(typed=typed, problem=name))
    groups.rename(services().store, group, name)
    return see(led.address(group.id, "hallinta?ok"))


def _list_page(
    who: Staff, typed: str = "", problem: NameProblem | None = None, journey: str | None = None
) -> Response:
    """The list. With a ``journey`` that was chosen it is the answer to a form that is not good."""
    own = services()
    found = groups.of_staff(own.store, who)
    return page(
        "groups/list.html",
        200 if journey is None else 422,
        staff=who,
        groups=[group for group in found if group.archived_on is None],
        archived=[group for group in found if group.archived_on is not None],
        titles={key: rules.journey.head.title for key, rules in own.journeys.items()},
        typed="" if problem is NameProblem.PRIVATE else typed,
        problem=problem.value if problem else "",
        chosen=own.first_journey if journey is None else journey,
    )


def _manage_page(who: Staff, group: Group, wrong: Wrong | None = None) -> Response:
    rules = services().journeys.get(group.journey)
    return page(
        "groups/manage.html",
        200 if wrong is None else 422,
        staff=who,
        group=group,
        title=rules.journey.head.title if rules else "",
        wrong=wrong or Wrong(),
        leaders=groups.leaders(services().store, group),
        saved="ok" in request.args,
    )
