"""Staff sign in and out. A password is asked for first; a code only where the account wants one."""

from flask import Blueprint, Response, request

from digimatka.core.staff import fold_name
from digimatka.i18n import gettext as _
from digimatka.usecases import second_factor
from digimatka.usecases import staff as usecase
from digimatka.web.guard import public
from digimatka.web.limits import Kind
from digimatka.web.respond import see
from digimatka.web.services import Services, services
from digimatka.web.staff import signin
from digimatka.web.staff.staffforms import busy_text, form_page

blueprint = Blueprint("staff", __name__, url_prefix="/ohjaaja")


@blueprint.get("/kirjaudu")
@public
def enter() -> Response:
    """Name and password, or the code that a right password waits for."""
    wanted = signin.way_to(request.args.get("sinne", ""))
    if signin.current_staff() is not None:
        return see(wanted)
    if signin.waiting() is not None:
        return form_page("staff/code.html", wanted=wanted)
    return form_page("staff/enter.html", wanted=wanted, name="")


@blueprint.post("/kirjaudu")
@public
def enter_now() -> Response:
    """Signs in, or asks for the code, or says what was not right."""
    wanted = signin.way_to(request.form.get("sinne", ""))
    if "restart" in request.form:
        signin.end()
        return see(_way_in(wanted))
    if "code" in request.form:
        return _enter_by_code(services(), wanted)
    return _enter_by_password(services(), wanted)


@blueprint.get("/ulos")
@public
def leave() -> Response:
    """Asks first, for who comes here by the address."""
    staff = signin.current_staff()
    return see("/ohjaaja") if staff is None else form_page("staff/leave.html", staff=staff)


@blueprint.post("/ulos")
@public
def leave_now() -> Response:
    """Ends the session in this browser. A repeated post finds nothing to end."""
    signin.end()
    return see("/ohjaaja?ulos")


def _enter_by_password(own: Services, wanted: str) -> Response:
    typed, password = request.form.get("name", ""), request.form.get("password", "")
    name, address = fold_name(typed), request.remote_addr or ""

    def again(errors: dict[str, str], status: int = 422) -> Response:
        return form_page("staff/enter.html", errors, status=status, wanted=wanted, name=typed)

    empty = {"name": _("Kirjoita tunnus.")} if not name else {}
    empty |= {"password": _("Kirjoita salasana.")} if not password else {}
    if empty:
        return again(empty)
    if _is_busy(own, address, name):
        return again({"name": busy_text()}, 429)
    entry = usecase.sign_in(own.store, name, password)
    if entry is None:
        _note_miss(own, address, name)
        text = _("Tunnus ja salasana eivät kuulu yhteen. Tarkista molemmat.")
        return again({"name": text})
    if entry.needs_code:
        signin.wait_for_code(entry.held)
        return see(_way_in(wanted))
    signin.begin(own, entry.held)
    return see(wanted)


def _enter_by_code(own: Services, wanted: str) -> Response:
    held, address = signin.waiting(), request.remote_addr or ""
    account = usecase.account_of(own.store, held) if held else None
    if held is None or account is None:
        # Too long ago, or the password was changed meanwhile; a repeated post may be signed in.
        return see(wanted if signin.current_staff() else _way_in(wanted))

    def again(text: str, status: int = 422) -> Response:
        return form_page("staff/code.html", {"code": text}, status=status, wanted=wanted)

    code = second_factor.read_code(request.form.get("code", ""))
    if code is None:
        return again(_("Koodissa on kuusi numeroa. Kirjoita ne kenttään."))
    if _is_busy(own, address, account.staff.name):
        return again(busy_text(), 429)
    key = own.settings.secret_key
    if not second_factor.enter(own.store, held, code, key, signin.now()):
        _note_miss(own, address, account.staff.name)
        return again(_("Koodi ei täsmää tai se on jo käytetty. Odota seuraavaa koodia."))
    signin.begin(own, held)
    return see(wanted)


def _way_in(wanted: str) -> str:
    return f"/ohjaaja/kirjaudu?sinne={wanted}"


def _is_busy(own: Services, address: str, name: str) -> bool:
    return own.limits.is_reached(address, Kind.SIGN_IN) or own.limits.is_reached(name, Kind.NAME)


def _note_miss(own: Services, address: str, name: str) -> None:
    own.limits.note_miss(address, Kind.SIGN_IN)
    own.limits.note_miss(name, Kind.NAME)
