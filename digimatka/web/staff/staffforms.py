"""What the forms of staff accounts share: the page of a form with its errors, and their texts."""

from collections.abc import Mapping
from typing import Any

from flask import Response, request

from digimatka.core.password import MAX_LENGTH, MIN_LENGTH, PasswordProblem, problem_of
from digimatka.core.staff import MAX_NAME, MIN_NAME, NameProblem
from digimatka.i18n import gettext as _
from digimatka.web.respond import page


def form_page(
    template: str,
    errors: Mapping[str, str] | None = None,
    *,
    status: int | None = None,
    **context: Any,
) -> Response:
    """A form, with what is wrong by the name of the field. No browser keeps it."""
    found = errors or {}
    summary = [{"href": f"#{field}", "text": text} for field, text in found.items()]
    status = status or (422 if found else 200)
    response = page(template, status, errors=found, summary=summary, **context)
    response.headers["Cache-Control"] = "no-store"
    return response


def new_password(name: str) -> tuple[str, dict[str, str]]:
    """The new password of the form, written twice, for the account of this name; what is wrong."""
    password, again = request.form.get("password", ""), request.form.get("again", "")
    problem = problem_of(password, name)
    if problem is not None:
        return password, {"password": password_text(problem)}
    if password != again:
        return password, {"again": _("Salasanat eivät ole samat. Kirjoita sama salasana kahdesti.")}
    return password, {}


def name_text(problem: NameProblem) -> str:
    """What to do about a name."""
    match problem:
        case NameProblem.EMPTY:
            return _("Kirjoita tunnus.")
        case NameProblem.LENGTH:
            return _(
                "Tunnuksessa on %(least)s–%(most)s merkkiä. Valitse toinen tunnus.",
                least=MIN_NAME,
                most=MAX_NAME,
            )
        case NameProblem.CHARACTERS:
            return _(
                "Käytä tunnuksessa kirjaimia ja numeroita. Niiden välissä voi olla piste tai viiva."
            )
        case NameProblem.PRIVATE:
            return _(
                "Tämä näyttää sähköpostilta tai omalta numeroltasi. Emme tallentaneet sitä."
                " Keksi toinen tunnus."
            )


def password_text(problem: PasswordProblem) -> str:
    """What to do about a password."""
    match problem:
        case PasswordProblem.EMPTY:
            return _("Kirjoita uusi salasana.")
        case PasswordProblem.SHORT:
            return _(
                "Salasana on lyhyt. Käytä vähintään %(least)s merkkiä, esimerkiksi kolmea sanaa.",
                least=MIN_LENGTH,
            )
        case PasswordProblem.LONG:
            return _("Salasana on liian pitkä. Käytä enintään %(most)s merkkiä.", most=MAX_LENGTH)
        case PasswordProblem.NAME:
            return _("Salasanassa on oma tunnuksesi. Keksi toinen salasana.")
        case PasswordProblem.COMMON:
            return _("Moni käyttää tällaista salasanaa. Keksi salasana, jota muut eivät arvaa.")


def taken_text() -> str:
    """What to do about a name that somebody has."""
    return _("Tämä tunnus on jo käytössä. Valitse toinen tunnus.")


def wrong_password_text() -> str:
    """What to do where the password was to prove who is there."""
    return _("Salasana ei täsmää. Tarkista se ja kirjoita se uudelleen.")


def busy_text() -> str:
    """Where there were too many tries."""
    return _("Yrityksiä oli nyt monta. Odota 10 minuuttia ja yritä uudelleen.")
