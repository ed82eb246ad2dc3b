"""The way in, the promises, and the pulse of the server."""

from contextlib import suppress

from flask import Blueprint, Response

from digimatka.usecases import learn
from digimatka.web import cookies, terms
from digimatka.web.guard import public
from digimatka.web.respond import page
from digimatka.web.services import services
from digimatka.web.walkers import current_journey, current_walker

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
@blueprint.get("/aloita")
@public
def landing() -> Response:
    """One big button. Where a journey is under way on this device, whose it is.

    The other journeys stand below, each with whom it is for.
    """
    learner_id = cookies.learner_id()
    place = None
    if learner_id is not None:
        with suppress(learn.NothingThereError):
            place = learn.load(current_walker(learner_id)).place
    heads = [rules.journey.head for rules in services().journeys.values()]
    here = current_journey() if place else heads[0].id
    others = [head for head in heads if head.id != here]
    return page("pages/landing.html", place=place, others=others)


@blueprint.get("/saavutettavuus")
@public
def accessibility() -> Response:
    """The accessibility statement."""
    return page("pages/accessibility.html")


@blueprint.get("/tietosuoja")
@public
def privacy() -> Response:
    """What is stored, in plain words."""
    return page("pages/privacy.html")


@blueprint.get("/sanasto")
@public
def glossary() -> Response:
    """Hard words of the journey, each in one plain sentence."""
    words = services().journeys[current_journey()].journey.glossary.root
    ids = terms.anchors(tuple(words))
    in_order = sorted(words, key=str.casefold)
    return page("pages/glossary.html", words=[(ids[w], w, words[w]) for w in in_order])


@blueprint.get("/health")
@public
def health() -> Response:
    """200 when the database answers."""
    with services().store.read() as connection:
        connection.exec_driver_sql("SELECT 1")
    return Response("ok\n", mimetype="text/plain")
