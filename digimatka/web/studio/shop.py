"""What the pages of the studio share: the workshop, addresses, and what can go wrong in all."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, Response, request

from digimatka.content import codes
from digimatka.content.codes import Explanation
from digimatka.content.folders import is_name, is_text
from digimatka.content.load import Loaded
from digimatka.content.problems import Level, Problem
from digimatka.usecases import publish
from digimatka.usecases.publish import NoFileError, NoJourneyError, Text, Workshop
from digimatka.usecases.workshop import within
from digimatka.web.respond import page
from digimatka.web.services import services

AREA: Final = "/tekija"
# A file may hold 256 kB, and a letter may take nine bytes in a form.
MOST_FORM_BYTES: Final = 2_500_000


@dataclass(frozen=True, slots=True)
class Found:
    """A problem with the way to its line, and what its code means; None for an unknown one.

    ``url`` is empty where there is no file to write in.
    """

    problem: Problem
    url: str
    explained: Explanation | None


def blueprint(name: str) -> Blueprint:
    """A blueprint of the studio: what is not there is 404, a folder that cannot be read is said."""
    made = Blueprint(name, __name__, url_prefix=AREA)
    made.register_error_handler(NoJourneyError, _not_there)
    made.register_error_handler(NoFileError, _not_there)
    made.register_error_handler(OSError, _out_of_reach)
    return made


def shop() -> Workshop:
    """Where journeys, drafts and versions lie."""
    settings = services().settings
    return Workshop(settings.content, settings.data_dir)


def address(journey: str, *parts: str) -> str:
    """The address of a page of the studio."""
    return "/".join((AREA, journey, *parts))


def title_of(journey: str) -> str:
    """The title of a journey as it is served; its id where it is not."""
    rules = services().journeys.get(journey)
    return rules.journey.head.title if rules else journey


def load(journey: str, unsaved: Text | None = None) -> tuple[Loaded, tuple[Problem, ...]]:
    """The draft, and what its loading found, by the names of its files."""
    loaded = publish.load(shop(), journey, unsaved)
    return loaded, within(loaded.folder, loaded.problems)


def found_in(journey: str, problems: Iterable[Problem]) -> list[Found]:
    """Problems with the way to the line of each, errors first."""
    known = codes.explanations()
    ordered = sorted(problems, key=lambda one: (one.level != Level.ERROR, one))
    return [
        Found(
            problem,
            _way_to(journey, problem),
            known.get(problem.code),
        )
        for problem in ordered
    ]


def _way_to(journey: str, problem: Problem) -> str:
    if not is_name(problem.file) or not is_text(problem.file):
        return ""
    return f"{address(journey, 'tiedosto', problem.file)}#rivi-{problem.line}"


def make_room(most: int = MOST_FORM_BYTES) -> None:
    """Lets the form of this request be larger than those of other pages."""
    request.max_content_length = most
    request.max_form_memory_size = most


def wants_json() -> bool:
    """Whether the script of a page asks, and not a browser for a page."""
    return request.accept_mimetypes.best == "application/json"


def _not_there(_error: Exception) -> Response:
    return page("error.html", 404, code=404)


def _out_of_reach(_error: Exception) -> Response:
    """The disk is full, or a folder has vanished: nothing that was typed is thrown away by it."""
    response = page("studio/trouble.html", 503, typed=request.form.get("text", ""))
    response.headers["Cache-Control"] = "no-store"
    return response
