"""The studio: the journeys that can be written, and the draft of one with its files."""

from dataclasses import dataclass
from typing import Final

from flask import Response, request

from digimatka.content.problems import Problem, has_errors
from digimatka.core.staff import Role, Staff
from digimatka.usecases import publish
from digimatka.usecases.publish import Draft, DraftFile
from digimatka.web.guard import staff
from digimatka.web.respond import page, see
from digimatka.web.services import services
from digimatka.web.studio import shop as studioshop
from digimatka.web.studio.shop import address, found_in, load, shop, title_of

blueprint = studioshop.blueprint("studio")
ROOT: Final = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of the tree with its files; ``title`` is that of the chapter, if it is one."""

    folder: str
    title: str
    files: tuple[DraftFile, ...]


@blueprint.get("")
@staff(Role.AUTHOR)
def start(who: Staff) -> Response:
    """The journeys that can be written."""
    found = [(name, title_of(name)) for name in publish.journeys(shop())]
    kept = {name: problems for name, problems in services().swap.problems.items() if problems}
    return page("studio/start.html", staff=who, journeys=found, kept=kept)


@blueprint.get("/<journey>")
@staff(Role.AUTHOR)
def desk(who: Staff, journey: str) -> Response:
    """A draft: its files, what was changed, and the ways on."""
    return _desk(who, journey)


@blueprint.post("/<journey>")
@staff(Role.AUTHOR)
def change(who: Staff, journey: str) -> Response:
    """Settles a clash with what was published meanwhile, or throws the draft away."""
    draft = publish.open_draft(shop(), journey)
    match request.form.get("act"):
        case "discard" if request.form.get("sure") == "yes":
            publish.discard(shop(), journey)
            return see(address(journey) + "?tyhja")
        case "discard":
            return _desk(who, journey, is_unsure=True)
        case "keep" | "take" as act if (name := request.form.get("name", "")) in draft.clashes:
            publish.keep(shop(), journey, name, served=act == "take")
    return see(address(journey))


@blueprint.get("/<journey>/tarkistus")
@staff(Role.AUTHOR)
def check(who: Staff, journey: str) -> Response:
    """Everything that is known about a draft, errors first."""
    draft = publish.open_draft(shop(), journey)
    problems = publish.problems(shop(), journey, services().today())
    return page(
        "studio/check.html",
        staff=who,
        draft=draft,
        title=title_of(journey),
        found=found_in(journey, problems),
        is_broken=has_errors(problems),
    )


def _desk(who: Staff, journey: str, *, is_unsure: bool = False) -> Response:
    draft = publish.open_draft(shop(), journey)
    _loaded, problems = load(journey)
    return page(
        "studio/desk.html",
        422 if is_unsure else 200,
        staff=who,
        draft=draft,
        title=title_of(journey),
        shelves=_shelves(draft),
        errors=found_in(journey, _errors(problems)),
        is_unsure=is_unsure,
        is_anew="tyhja" in request.args,
    )


def _errors(problems: tuple[Problem, ...]) -> list[Problem]:
    return [problem for problem in problems if has_errors((problem,))]


def _shelves(draft: Draft) -> list[Shelf]:
    """The files by folder: those of the journey itself first."""
    by_folder: dict[str, list[DraftFile]] = {ROOT: []}
    for file in draft.files:
        folder = file.name.rpartition("/")[0]
        by_folder.setdefault(folder, []).append(file)
    rules = services().journeys.get(draft.journey)
    titles = {c.id: c.head.title for c in rules.journey.chapters} if rules else {}
    return [
        Shelf(folder, titles.get(folder, ""), tuple(files)) for folder, files in by_folder.items()
    ]
