"""Where a link leads that an administrator has handed over: a new account, or a new password."""

from flask import Blueprint, Response, request

from digimatka.core.staff import NameProblem, read_name
from digimatka.usecases import invitations
from digimatka.usecases.invitations import LinkGoneError, Offer
from digimatka.usecases.staff import NameTakenError
from digimatka.web.guard import public
from digimatka.web.respond import see
from digimatka.web.services import services
from digimatka.web.staff import signin
from digimatka.web.staff.staffforms import form_page, name_text, new_password, taken_text

blueprint = Blueprint("invited", __name__, url_prefix="/ohjaaja/kutsu")


@blueprint.get("/<token>")
@public
def invitation(token: str) -> Response:
    """What the link offers, and the form that takes it. Looking at it uses nothing up."""
    own = services()
    try:
        offer = invitations.read(own.store, token, own.today())
    except LinkGoneError:
        return _gone()
    return _form(token, offer, "")


@blueprint.post("/<token>")
@public
def accept(token: str) -> Response:
    """Makes the account or sets the password, and signs in."""
    own = services()
    try:
        offer = invitations.read(own.store, token, own.today())
        if offer.name is not None:
            return _take_password(token, offer, offer.name)
        return _take_account(token, offer)
    except LinkGoneError:
        return _gone()


def _take_account(token: str, offer: Offer) -> Response:
    own, typed = services(), request.form.get("name", "")
    name = read_name(typed)
    errors = {"name": name_text(name)} if isinstance(name, NameProblem) else {}
    password, more = new_password("" if isinstance(name, NameProblem) else name)
    if isinstance(name, NameProblem) or more:
        return _form(token, offer, "" if name is NameProblem.PRIVATE else typed, **errors, **more)
    try:
        held = invitations.accept(own.store, token, name, password, own.today())
    except NameTakenError:
        return _form(token, offer, typed, name=taken_text())
    signin.begin(own, held)
    return see("/ohjaaja/tili?tervetuloa")


def _take_password(token: str, offer: Offer, name: str) -> Response:
    own = services()
    password, errors = new_password(name)
    if errors:
        return _form(token, offer, "", **errors)
    signin.begin(own, invitations.accept_password(own.store, token, password, own.today()))
    return see("/ohjaaja/tili?salasana")


def _form(token: str, offer: Offer, typed: str, /, **errors: str) -> Response:
    who = signin.current_staff()
    action = f"/ohjaaja/kutsu/{token}"
    return form_page("staff/invited.html", errors, action=action, offer=offer, typed=typed, who=who)


def _gone() -> Response:
    return form_page("staff/gone.html", status=410)
