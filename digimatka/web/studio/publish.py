"""Publishing a draft: what it means for learners, a version with a note, and the way back."""

from typing import Any, Final

from flask import Response, abort, request

from digimatka.core.staff import Role, Staff
from digimatka.i18n import gettext as _
from digimatka.usecases import publish
from digimatka.usecases.publish import By, Published, Refused
from digimatka.web.guard import staff
from digimatka.web.respond import page, see
from digimatka.web.services import services
from digimatka.web.studio import shop as studioshop
from digimatka.web.studio.shop import address, found_in, load, make_room, shop, title_of

blueprint = studioshop.blueprint("studiopublish")
MOST_NOTE: Final = 400
# Somewhat more than a zip may hold, so that one that is too large is told so in its own words.
MOST_SENT_BYTES: Final = 24_000_000


@blueprint.get("/<journey>/julkaise")
@staff(Role.AUTHOR)
def ask(who: Staff, journey: str) -> Response:
    """What would change, in the files and for learners; and a note on why."""
    return _ask(who, journey)


@blueprint.post("/<journey>/julkaise")
@staff(Role.AUTHOR)
def publish_now(who: Staff, journey: str) -> Response:
    """Publishes the draft as one version, or says what is in the way."""
    note = request.form.get("note", "").strip()
    error = _note_error(note)
    if error:
        return _ask(who, journey, note, error)
    done = publish.publish(shop(), journey, By(who.name, note, services().today()))
    if isinstance(done, Refused):
        return _ask(who, journey, note, refused=done)
    return _served(journey, done)


@blueprint.get("/<journey>/historia")
@staff(Role.AUTHOR)
def history(who: Staff, journey: str) -> Response:
    """Every version, the newest first."""
    publish.open_draft(shop(), journey)
    versions = publish.history(shop(), journey)
    return page(
        "studio/history.html",
        staff=who,
        journey=journey,
        title=title_of(journey),
        versions=versions,
        is_new="uusi" in request.args,
        has_warning="varoitus" in request.args,
    )


@blueprint.get("/<journey>/historia/<int:version>")
@staff(Role.AUTHOR)
def version(who: Staff, journey: str, version: int) -> Response:
    """What one version changed, and the way back to it."""
    return _version(who, journey, version)


@blueprint.post("/<journey>/historia/<int:version>")
@staff(Role.AUTHOR)
def bring_back(who: Staff, journey: str, version: int) -> Response:
    """Publishes an old version anew; nothing is taken out of the history."""
    note = request.form.get("note", "").strip()
    error = _note_error(note)
    if error:
        return _version(who, journey, version, note=note, error=error)
    done = publish.roll_back(shop(), journey, version, By(who.name, note, services().today()))
    if isinstance(done, Refused):
        return _version(who, journey, version, note=note, refused=done)
    return _served(journey, done)


@blueprint.get("/<journey>/paketti")
@staff(Role.AUTHOR)
def package(who: Staff, journey: str) -> Response:
    """The draft as a zip to take home, and a form for one that comes back."""
    if "lataa" in request.args:
        return _download(journey)
    return _package(who, journey)


@blueprint.post("/<journey>/paketti")
@staff(Role.AUTHOR)
def unpack(who: Staff, journey: str) -> Response:
    """Puts the files of a zip into the draft; never published by itself."""
    make_room(MOST_SENT_BYTES)
    sent = request.files.get("package")
    data = sent.read() if sent else b""
    if not data:
        return _package(who, journey, error=_("Valitse zip-tiedosto."))
    if request.form.get("sure") != "yes":
        text = _("Rasti puuttuu. Rastita, että paketti saa korvata luonnoksen.")
        return _package(who, journey, error=text)
    problems = publish.take_in(shop(), journey, data)
    if problems:
        return _package(who, journey, found=found_in(journey, problems))
    return see(address(journey, "tarkistus"))


def _served(journey: str, done: Published) -> Response:
    """The new version is looked at by the server at once."""
    services().swap.renew()
    mark = "?varoitus" if done.warning else "?uusi"
    return see(address(journey, "historia") + mark)


def _ask(
    who: Staff, journey: str, note: str = "", error: str = "", refused: Refused | None = None
) -> Response:
    own = services()
    draft = publish.open_draft(shop(), journey)
    problems = refused.problems if refused else load(journey)[1]
    errors = [problem for problem in problems if problem.level == "error"]
    impact = None
    if draft.is_changed and not errors:
        impact = publish.impact(shop(), journey, own.store, own.today())
    return page(
        "studio/publish.html",
        422 if error or refused else 200,
        staff=who,
        draft=draft,
        title=title_of(journey),
        diffs=publish.pending(shop(), journey),
        found=found_in(journey, errors),
        impact=impact,
        note=note,
        most_note=MOST_NOTE,
        error=error,
    )


def _version(who: Staff, journey: str, number: int, **tried: Any) -> Response:
    publish.open_draft(shop(), journey)
    versions = publish.history(shop(), journey)
    places = [at for at, one in enumerate(versions) if one.number == number]
    at = places[0] if places else abort(404)
    older = versions[at + 1].number if at + 1 < len(versions) else 0
    refused: Refused | None = tried.get("refused")
    return page(
        "studio/version.html",
        422 if tried else 200,
        staff=who,
        journey=journey,
        version=versions[at],
        is_newest=at == 0,
        diffs=publish.changes(shop(), journey, older, number) if older else (),
        back=publish.changes(shop(), journey, versions[0].number, number) if at else (),
        is_first=not older,
        note=tried.get("note", ""),
        error=tried.get("error", ""),
        found=found_in(journey, refused.problems) if refused else [],
        is_same=refused is not None and not refused.problems,
        most_note=MOST_NOTE,
    )


def _package(who: Staff, journey: str, **said: Any) -> Response:
    draft = publish.open_draft(shop(), journey)
    return page(
        "studio/package.html",
        422 if said else 200,
        staff=who,
        draft=draft,
        title=title_of(journey),
        error=said.get("error", ""),
        found=said.get("found", []),
    )


def _download(journey: str) -> Response:
    response = Response(publish.export(shop(), journey), mimetype="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{journey}.zip"'
    return response


def _note_error(note: str) -> str:
    if not note:
        return _("Kirjoita, mitä muutit. Yksi lause riittää.")
    if len(note) > MOST_NOTE:
        return _("Lyhennä kuvausta. Siinä saa olla enintään %(most)s merkkiä.", most=MOST_NOTE)
    return ""
