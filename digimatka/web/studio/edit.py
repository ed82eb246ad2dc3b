"""The editor of the studio: one file of a draft, its problems, and what may stand where."""

from typing import Final

from flask import Response, jsonify, request

from digimatka.content.diffs import between
from digimatka.content.folders import Text
from digimatka.core.staff import Role, Staff
from digimatka.i18n import gettext as _
from digimatka.usecases import publish
from digimatka.usecases.publish import Conflict, NoFileError, TooLargeError
from digimatka.web.guard import staff
from digimatka.web.respond import page, see
from digimatka.web.studio import guide
from digimatka.web.studio import shop as studioshop
from digimatka.web.studio.lines import Sheet, checked, is_editable, large_text, told, typed_in
from digimatka.web.studio.policy import with_editor
from digimatka.web.studio.shop import address, load, make_room, shop, wants_json

blueprint = studioshop.blueprint("studioedit")
MADE_BY_PROGRAM: Final = "words.json"


@blueprint.get("/<journey>/tiedosto/<path:name>")
@staff(Role.AUTHOR)
def edit(who: Staff, journey: str, name: str) -> Response:
    """A file to write in."""
    text = _read(journey, name)
    return _page(who, journey, Sheet(text, is_saved="ok" in request.args))


@blueprint.post("/<journey>/tiedosto/<path:name>")
@staff(Role.AUTHOR)
def write(who: Staff, journey: str, name: str) -> Response:
    """Saves the file into the draft, checks what is typed, or takes the file away."""
    make_room()
    publish.open_draft(shop(), journey)
    if not is_editable(name):
        raise NoFileError(name)
    match request.form.get("act", "save"):
        case "check":
            return _page(who, journey, checked(journey, typed_in(name)))
        case "remove":
            return _remove(who, journey, name)
        case _:
            return _save(who, journey, typed_in(name))


def _save(who: Staff, journey: str, typed: Text) -> Response:
    try:
        saved = publish.save(shop(), journey, typed)
    except TooLargeError:
        return _page(who, journey, Sheet(typed, error=large_text()))
    if isinstance(saved, Conflict):
        return _conflict(who, journey, saved)
    if not wants_json():
        return see(f"{address(journey, 'tiedosto', typed.name)}?ok")
    sheet = checked(journey, saved, is_deep=False)
    return jsonify(told(journey, sheet) | {"seen": saved.seen})


def _remove(who: Staff, journey: str, name: str) -> Response:
    typed = typed_in(name)
    if request.form.get("sure") != "yes":
        text = _("Rasti puuttuu. Rastita, että haluat poistaa tiedoston luonnoksesta.")
        return _page(who, journey, Sheet(typed, error=text))
    clash = publish.remove(shop(), journey, name, typed.seen)
    if clash is not None:
        return _conflict(who, journey, Conflict(clash.theirs, typed))
    return see(address(journey))


def _conflict(who: Staff, journey: str, clash: Conflict) -> Response:
    """Both texts, and what differs; nothing that was typed is lost, nothing is overwritten."""
    theirs = clash.theirs or Text(clash.mine.name, "", "")
    if wants_json():
        answer = jsonify({"said": _("Toinen tekijä on tallentanut saman tiedoston.")})
        answer.status_code = 409
        return answer
    return page(
        "studio/conflict.html",
        409,
        staff=who,
        journey=journey,
        mine=clash.mine,
        theirs=theirs,
        is_gone=clash.theirs is None,
        lines=between(clash.mine.text, theirs.text),
    )


def _page(who: Staff, journey: str, sheet: Sheet) -> Response:
    nonce = guide.nonce()
    name = sheet.text.name
    response = page(
        "studio/edit.html",
        422 if sheet.error else 200,
        staff=who,
        journey=journey,
        sheet=sheet,
        nonce=nonce,
        is_made=name == MADE_BY_PROGRAM,
        preview=guide.preview_of(load(journey)[0], name),
    )
    return with_editor(response, nonce)


def _read(journey: str, name: str) -> Text:
    if not is_editable(name):
        raise NoFileError(name)
    return publish.read(shop(), journey, name)
