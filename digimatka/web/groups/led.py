"""The group that a facilitator asks for, and what its forms have in common."""

from flask import abort

from digimatka.core.group import Group
from digimatka.core.rules import Rules
from digimatka.core.staff import Staff
from digimatka.usecases import groups
from digimatka.usecases.groups import Person
from digimatka.usecases.learn import NothingThereError
from digimatka.web.numbers import number
from digimatka.web.respond import see
from digimatka.web.services import services


def address(group: int, *parts: object) -> str:
    """The address of a group's page."""
    return "/".join(("/ohjaaja/ryhmat", str(group), *map(str, parts)))


def led(staff: Staff, group: int) -> Group:
    """The group, or 404 for those who do not lead it."""
    return groups.led(services().store, staff, group)


def led_now(staff: Staff, group: int) -> Group:
    """The same for what changes something: an archived group leads to its page, which says so."""
    found = led(staff, group)
    if found.archived_on is not None:
        abort(see(address(group)))
    return found


def rules_of(group: Group) -> Rules:
    """The rules of the group's journey. One that the content no longer has leads to the settings,
    where the group can still be archived.
    """
    rules = services().journeys.get(group.journey)
    return rules if rules is not None else abort(see(address(group.id, "hallinta")))


def people(group: Group) -> list[Person]:
    """Everybody in the group, by slip."""
    own = services()
    return groups.people(own.store, rules_of(group), group, own.today())


def person(group: Group, slip: int) -> Person:
    """The one of the group with this slip, or 404. Addresses hold no number of a learner."""
    found = next((one for one in people(group) if one.slip == slip), None)
    if found is None:
        raise NothingThereError
    return found


def person_meant(group: Group, slip: int) -> Person:
    """The same for a form, which says whom its page has shown: a slip may have gone to another."""
    found = person(group, slip)
    if found.learner_id != number("learner"):
        abort(see(address(group.id, "jasen", slip)))
    return found
