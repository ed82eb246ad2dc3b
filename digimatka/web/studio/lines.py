"""What is typed into a file of a draft, and what there is to say about it, to people and script."""

from dataclasses import dataclass
from typing import Any

from flask import Response, jsonify, request

from digimatka.content.folders import Text, is_name, is_text
from digimatka.content.problems import Problem
from digimatka.core.staff import Role, Staff
from digimatka.i18n import gettext as _
from digimatka.i18n import ngettext
from digimatka.usecases import publish
from digimatka.usecases.publish import NoFileError, TooLargeError
from digimatka.web.guard import staff
from digimatka.web.respond import render
from digimatka.web.services import services
from digimatka.web.studio import guide
from digimatka.web.studio import shop as studioshop
from digimatka.web.studio.shop import Found, found_in, load, make_room, shop

blueprint = studioshop.blueprint("studiolines")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file as it stands in the form, and what is known of it.

    ``found`` is None as long as nobody asked.
    """

    text: Text
    found: list[Found] | None = None
    others: int = 0
    is_saved: bool = False
    error: str = ""


@blueprint.get("/<journey>/tarkistus/rivit")
@staff(Role.AUTHOR)
def line_guide(_who: Staff, journey: str) -> Response:
    """What may stand where in a file: its schema, the ids of the journey, the editor's words."""
    loaded, _problems = load(journey)
    return jsonify(guide.guide(loaded, request.args.get("nimi", "")))


@blueprint.post("/<journey>/tarkistus/rivit")
@staff(Role.AUTHOR)
def line_check(_who: Staff, journey: str) -> Response:
    """The problems of a file while it is written: nothing is saved.

    The quick check finds errors; the thorough one (``deep``) what else there is to say.
    """
    make_room()
    name = request.form.get("name", "")
    if not is_editable(name):
        raise NoFileError(name)
    sheet = checked(journey, typed_in(name), is_deep="deep" in request.form)
    return jsonify(told(journey, sheet))


def is_editable(name: str) -> bool:
    """Whether a file of that name can be written here."""
    return is_name(name) and is_text(name)


def typed_in(name: str) -> Text:
    """What stands in the form; browsers send the ends of lines as they were a hundred years ago."""
    text = request.form.get("text", "").replace("\r\n", "\n").replace("\r", "\n")
    return Text(name, text, request.form.get("seen", ""))


def checked(journey: str, typed: Text, *, is_deep: bool = True) -> Sheet:
    """What is known of a text as it stands in the form: its errors, or all there is to say."""
    problems: tuple[Problem, ...]
    try:
        if is_deep:
            problems = publish.problems(shop(), journey, services().today(), typed)
        else:
            problems = load(journey, typed)[1]
    except TooLargeError:
        return Sheet(typed, error=large_text())
    here = [problem for problem in problems if problem.file == typed.name]
    return Sheet(typed, found_in(journey, here), others=len(problems) - len(here))


def told(journey: str, sheet: Sheet) -> dict[str, Any]:
    """What the script of the editor wants to know."""
    found = sheet.found or []
    html = render(
        "studio/_problems.html",
        found=found,
        journey=journey,
        others=sheet.others,
        here=sheet.text.name,
    )
    return {
        "problems": [
            {
                "line": one.problem.line,
                "col": one.problem.col,
                "level": one.problem.level,
                "code": one.problem.code,
                "message": one.problem.message,
                "hint": one.problem.hint,
            }
            for one in found
        ],
        "html": html,
        "said": sheet.error or _said(len(found)),
    }


def _said(count: int) -> str:
    if not count:
        return _("Ei huomautettavaa tässä tiedostossa.")
    return ngettext("Yksi huomautus.", "%(number)s huomautusta.", count)


def large_text() -> str:
    """Where a text is larger than a file may be."""
    return _("Tiedosto on liian suuri. Jaa teksti kahteen tehtävään.")
