"""The own account of a member of staff: another password, and codes from a telephone."""

from typing import Final

from flask import Blueprint, Response, request

from digimatka.core.staff import Role, Staff
from digimatka.i18n import gettext as _
from digimatka.usecases import second_factor
from digimatka.usecases import staff as usecase
from digimatka.web.guard import staff
from digimatka.web.limits import Kind
from digimatka.web.qr import drawn
from digimatka.web.respond import page, see
from digimatka.web.services import services
from digimatka.web.staff import signin
from digimatka.web.staff.staffforms import busy_text, form_page, new_password, wrong_password_text

ANY_ROLE: Final = tuple(Role)
IN_FOURS: Final = 4
blueprint = Blueprint("ownaccount", __name__, url_prefix="/ohjaaja/tili")


@blueprint.get("")
@staff(*ANY_ROLE)
def account(who: Staff) -> Response:
    """What the account may do, and what can be changed."""
    is_on = second_factor.is_on(services().store, who)
    return page("staff/account.html", staff=who, is_on=is_on, told=_told())


@blueprint.get("/salasana")
@staff(*ANY_ROLE)
def password(who: Staff) -> Response:
    """Where the password is changed."""
    return form_page("staff/password.html", staff=who)


@blueprint.post("/salasana")
@staff(*ANY_ROLE)
def change_password(who: Staff) -> Response:
    """Sets another password: sessions elsewhere end, this one goes on."""
    own = services()
    chosen, errors = new_password(who.name)
    if not request.form.get("old", ""):
        errors = {"old": _("Kirjoita nykyinen salasanasi.")} | errors
    if errors:
        return form_page("staff/password.html", errors, staff=who)
    if own.limits.is_reached(who.name, Kind.NAME):
        return form_page("staff/password.html", {"old": busy_text()}, status=429, staff=who)
    try:
        held = usecase.change_password(own.store, who, request.form["old"], chosen)
    except usecase.WrongPasswordError:
        own.limits.note_miss(who.name, Kind.NAME)
        return form_page("staff/password.html", {"old": wrong_password_text()}, staff=who)
    signin.begin(own, held)
    return see("/ohjaaja/tili?salasana")


@blueprint.get("/koodi")
@staff(*ANY_ROLE)
def code(who: Staff) -> Response:
    """Where codes are turned on, or off."""
    if second_factor.is_on(services().store, who):
        return form_page("staff/code_off.html", staff=who)
    return _code_page(who, second_factor.new_nonce())


@blueprint.post("/koodi")
@staff(*ANY_ROLE)
def change_code(who: Staff) -> Response:
    """Turns codes on by a first code, off by the password. A repeated post changes nothing."""
    is_on = second_factor.is_on(services().store, who)
    if "off" in request.form:
        return _turn_off(who) if is_on else see("/ohjaaja/tili")
    return see("/ohjaaja/tili") if is_on else _turn_on(who)


def _turn_on(who: Staff) -> Response:
    own, nonce = services(), request.form.get("nonce", "")
    if not second_factor.is_nonce(nonce):
        return see("/ohjaaja/tili/koodi")
    typed = second_factor.read_code(request.form.get("code", ""))
    if typed is None:
        return _code_page(who, nonce, code=_("Koodissa on kuusi numeroa. Kirjoita ne kenttään."))
    made = second_factor.seed(who, nonce, own.settings.secret_key)
    if not second_factor.turn_on(own.store, who, made, typed, signin.now()):
        text = _("Koodi ei täsmää. Tarkista puhelimen kello ja kirjoita uusin koodi.")
        return _code_page(who, nonce, code=text)
    return see("/ohjaaja/tili?koodi")


def _turn_off(who: Staff) -> Response:
    own = services()
    if own.limits.is_reached(who.name, Kind.NAME):
        return form_page("staff/code_off.html", {"old": busy_text()}, status=429, staff=who)
    try:
        second_factor.turn_off(own.store, who, request.form.get("old", ""))
    except usecase.WrongPasswordError:
        own.limits.note_miss(who.name, Kind.NAME)
        return form_page("staff/code_off.html", {"old": wrong_password_text()}, staff=who)
    return see("/ohjaaja/tili?pois")


def _code_page(who: Staff, nonce: str, **errors: str) -> Response:
    made = second_factor.seed(who, nonce, services().settings.secret_key)
    parts = [made.secret[at : at + IN_FOURS] for at in range(0, len(made.secret), IN_FOURS)]
    return form_page(
        "staff/code_on.html",
        errors,
        staff=who,
        nonce=nonce,
        secret=" ".join(parts),
        qr=drawn(second_factor.address_of(who, made)),
    )


def _told() -> str:
    """What was done on the page before, which the address says."""
    return next(
        (word for word in ("salasana", "koodi", "pois", "tervetuloa") if word in request.args), ""
    )
