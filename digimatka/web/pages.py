"""The way in, the promises, and the pulse of the server."""

from contextlib import suppress

from flask import Blueprint, Response

from digimatka.usecases import learn
from digimatka.web import cookies
from digimatka.web.guard import public
from digimatka.web.respond import page
from digimatka.web.services import first_walker, services

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
@blueprint.get("/aloita")
@public
def landing() -> Response:
    """One big button. Where a journey is under way on this device, whose it is."""
    learner_id = cookies.learner_id()
    place = None
    if learner_id is not None:
        with suppress(learn.NothingThereError):
            place = learn.load(first_walker(learner_id)).place
    return page("pages/landing.html", place=place)


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
    """Hard words of the first journey, each in one plain sentence."""
    own = services()
    words = own.journeys[own.first_journey].journey.glossary.root
    return page("pages/glossary.html", words=sorted(words.items(), key=lambda w: w[0].casefold()))


@blueprint.get("/health")
@public
def health() -> Response:
    """200 when the database answers."""
    with services().store.read() as connection:
        connection.exec_driver_sql("SELECT 1")
    return Response("ok\n", mimetype="text/plain")
