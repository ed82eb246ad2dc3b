"""Something new in a draft: a quest, a practice, a badge, a meeting, or any other file."""

from dataclasses import dataclass
from typing import Final

from flask import Response, request

from digimatka.content.folders import Text, fingerprint, is_name, is_text
from digimatka.content.problems import Problem
from digimatka.core.staff import Role, Staff
from digimatka.i18n import gettext as _
from digimatka.usecases import publish
from digimatka.usecases.publish import Conflict, Draft
from digimatka.usecases.workshop import within
from digimatka.web.guard import staff
from digimatka.web.respond import page, see
from digimatka.web.services import services
from digimatka.web.studio import guide
from digimatka.web.studio import shop as studioshop
from digimatka.web.studio.shop import address, found_in, load, shop

blueprint = studioshop.blueprint("studionew")
# A plain file is not among the sorts that can be scaffolded; the others are.
FILE: Final = "file"
SORTS: Final = ("quest", "practice", "badge", "meeting", FILE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed into the form."""

    sort: str = "quest"
    name: str = ""
    title: str = ""
    chapter: str = ""


@blueprint.get("/<journey>/uusi")
@staff(Role.AUTHOR)
def begin(who: Staff, journey: str) -> Response:
    """What to make, and how it is called."""
    publish.open_draft(shop(), journey)
    return _page(who, journey, Asked())


@blueprint.post("/<journey>/uusi")
@staff(Role.AUTHOR)
def make(who: Staff, journey: str) -> Response:
    """Makes it: something that passes the check, to be written over."""
    draft = publish.open_draft(shop(), journey)
    fields = ("name", "title", "chapter")
    name, title, chapter = (" ".join(request.form.get(f, "").split()) for f in fields)
    sort = request.form.get("sort", "")
    asked = Asked(sort if sort in SORTS else SORTS[0], name, title, chapter)
    made = _file(draft, asked) if asked.sort == FILE else _scaffold(draft, asked)
    if isinstance(made, str):
        return _page(who, journey, asked, made)
    if isinstance(made, tuple):
        return _page(who, journey, asked, _("Korjaa ensin luonnoksen virheet."), made)
    return see(address(journey, "tiedosto", made.name))


def _file(draft: Draft, asked: Asked) -> Text | str:
    """A file with nothing but its head, or why there is none."""
    name = asked.name
    if not is_name(name) or not is_text(name):
        return _(
            "Kirjoita kansio ja nimi pienillä kirjaimilla, numeroilla ja viivoilla,"
            " esimerkiksi 7-uusi-luku/chapter.yaml."
        )
    text = Text(name, guide.beginning(name), "")
    is_there = any(file.name == name for file in draft.files)
    if is_there or isinstance(publish.save(shop(), draft.journey, text), Conflict):
        return _("Tämän niminen tiedosto on jo olemassa.")
    return text


def _scaffold(draft: Draft, asked: Asked) -> Text | str | tuple[Problem, ...]:
    """The file to write in; or why nothing was made, or the problems that are in the way."""
    from digimatka.content.scaffold import make as scaffold  # noqa: PLC0415 - seldom needed

    wish = scaffold.Wish(scaffold.Sort(asked.sort), asked.name, asked.title, asked.chapter)
    try:
        plan = scaffold.plan(draft.folder, wish, services().today())
    except scaffold.RefusedError as error:
        return str(error).replace(f"{draft.folder}/", "")
    except scaffold.BrokenError as error:
        return within(draft.folder, error.problems)

    def named(file: str) -> str:
        return file.removeprefix(f"{draft.folder.as_posix()}/")

    new = [Text(named(file.as_posix()), text, "") for file, text in plan.new.items()]
    changed = [
        Text(named(file.as_posix()), after.decode(), fingerprint(before))
        for file, (before, after) in plan.changed.items()
    ]
    return _put(draft.journey, new, changed)


def _put(journey: str, new: list[Text], changed: list[Text]) -> Text | str:
    """Saves all of it or nothing, where nobody was quicker."""
    done: list[Text] = []
    for text in (*new, *changed):
        saved = publish.save(shop(), journey, text)
        if isinstance(saved, Conflict):
            for one in done:
                publish.remove(shop(), journey, one.name, one.seen)
            return _("Toinen tekijä muutti samaa tiedostoa juuri nyt. Yritä uudelleen.")
        if text in new:
            done.append(saved)
    return (new or changed)[0]


def _page(
    who: Staff,
    journey: str,
    asked: Asked,
    error: str = "",
    problems: tuple[Problem, ...] = (),
) -> Response:
    sources = load(journey)[0].sources
    return page(
        "studio/new.html",
        422 if error else 200,
        staff=who,
        journey=journey,
        asked=asked,
        chapters=list(sources.chapters),
        error=error,
        found=found_in(journey, problems),
    )
