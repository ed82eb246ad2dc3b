"""Administrators see to the accounts of staff: who there is, what they may do, who is invited."""

from flask import Blueprint, Response, abort, request

from digimatka.core.staff import Role, Staff, read_roles
from digimatka.i18n import gettext as _
from digimatka.store.staff import Account
from digimatka.usecases import invitations, people
from digimatka.usecases.people import Refusal
from digimatka.web.guard import staff
from digimatka.web.numbers import number
from digimatka.web.respond import see
from digimatka.web.services import services
from digimatka.web.staff import signin
from digimatka.web.staff.staffforms import form_page

blueprint = Blueprint("people", __name__, url_prefix="/ohjaaja/henkilosto")


@blueprint.get("")
@staff(Role.ADMINISTRATOR)
def everybody(who: Staff) -> Response:
    """The accounts, the open invitations, and the form that makes one."""
    return _everybody(who)


@blueprint.post("")
@staff(Role.ADMINISTRATOR)
def invite(who: Staff) -> Response:
    """Makes an invitation, or withdraws one."""
    own = services()
    if "withdraw" in request.form:
        invitations.withdraw(own.store, number("withdraw") or 0)
        return see("/ohjaaja/henkilosto")
    roles = read_roles(request.form.getlist("roles"))
    if not roles:
        return _everybody(who, roles=_no_role_text())
    token = invitations.invite(own.store, roles, who.id, own.today())
    signin.keep_link(f"/ohjaaja/kutsu/{token}", "")
    return see("/ohjaaja/henkilosto/linkki")


@blueprint.get("/linkki")
@staff(Role.ADMINISTRATOR)
def link(who: Staff) -> Response:
    """Shows the link that was just made, this once."""
    found = signin.take_link()
    if found is None:
        return see("/ohjaaja/henkilosto")
    path, name = found
    base = services().settings.base_url or request.host_url.rstrip("/")
    days = invitations.VALID_DAYS
    return form_page("staff/link.html", staff=who, link=base + path, name=name, days=days)


@blueprint.get("/<int:person>")
@staff(Role.ADMINISTRATOR)
def person(who: Staff, person: int) -> Response:
    """One account."""
    return _person(who, _account(person))


@blueprint.post("/<int:person>")
@staff(Role.ADMINISTRATOR)
def change(who: Staff, person: int) -> Response:
    """Changes what somebody may do, closes or opens the account, or makes a link for them."""
    own, found = services(), _account(person)
    match request.form.get("act"):
        case "roles":
            roles = read_roles(request.form.getlist("roles"))
            refusal = people.change_roles(own.store, person, roles)
        case "close":
            refusal = people.close(own.store, who, person)
        case "open":
            refusal = people.open_again(own.store, person)
        case "hand_over":
            refusal = people.hand_over(own.store, person, number("heir") or 0)
        case "link":
            return _new_password_link(who, found)
        case _:
            abort(400)
    if refusal is not None:
        field = "heir" if refusal is Refusal.NOT_ABLE else "roles"
        return _person(who, found, **{field: _refusal_text(refusal)})
    return see(f"/ohjaaja/henkilosto/{person}?ok")


def _new_password_link(who: Staff, found: Account) -> Response:
    own = services()
    try:
        token = invitations.renew(own.store, found.staff.id, who.id, own.today())
    except invitations.LinkGoneError:
        text = _("Tunnus on suljettu. Avaa se ensin.")
        return _person(who, found, roles=text)
    signin.keep_link(f"/ohjaaja/kutsu/{token}", found.staff.name)
    return see("/ohjaaja/henkilosto/linkki")


def _everybody(who: Staff, **errors: str) -> Response:
    own = services()
    return form_page(
        "staff/people.html",
        errors,
        staff=who,
        people=people.everybody(own.store),
        invitations=invitations.to_join(own.store, own.today()),
    )


def _person(who: Staff, found: Account, **errors: str) -> Response:
    own = services()
    left = people.left_groups(own.store, found.staff.id)
    return form_page(
        "staff/person.html",
        errors,
        staff=who,
        person=found,
        saved="ok" in request.args and not errors,
        left=left,
        heirs=[_option(heir) for heir in people.heirs(own.store)] if left else [],
    )


def _option(heir: Staff) -> dict[str, object]:
    return {"id": heir.id, "text": heir.name, "checked": False, "feedback": ""}


def _account(person: int) -> Account:
    return people.person(services().store, person) or abort(404)


def _refusal_text(refusal: Refusal) -> str:
    match refusal:
        case Refusal.NO_ROLE:
            return _no_role_text()
        case Refusal.LAST_ADMINISTRATOR:
            return _("Tämä on ainoa ylläpitäjä. Anna rooli ensin jollekin toiselle.")
        case Refusal.ONESELF:
            return _("Et voi sulkea omaa tunnustasi. Pyydä toista ylläpitäjää.")
        case Refusal.NOT_ABLE:
            return _("Valitse, kuka jatkaa ryhmissä.")
        case Refusal.GONE:
            return _("Tätä tunnusta ei enää ole.")


def _no_role_text() -> str:
    return _("Valitse ainakin yksi rooli.")
