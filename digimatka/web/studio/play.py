"""The unlock map of a draft, and simulated learners who play it."""

import re
from typing import TYPE_CHECKING, Final

from flask import Response, jsonify, request
from markupsafe import Markup

from digimatka.core.compiler import compile_rules
from digimatka.core.staff import Role, Staff
from digimatka.i18n import gettext as _
from digimatka.usecases import playtests, publish
from digimatka.web.guard import staff
from digimatka.web.respond import page, see
from digimatka.web.services import services
from digimatka.web.studio import shop as studioshop
from digimatka.web.studio.shop import address, found_in, load, shop, title_of, wants_json

if TYPE_CHECKING:  # a server starts without what draws
    from digimatka.content.graph.model import Graph, Node

blueprint = studioshop.blueprint("studioplay")
CROWDS: Final = (20, 60, 200)
# The same rules stand in static/css/studio/: no page holds a style of its own.
_STYLE: Final = re.compile(r"<style>.*?</style>\n?", re.DOTALL)


@blueprint.get("/<journey>/kartta")
@staff(Role.AUTHOR)
def graph(who: Staff, journey: str) -> Response:
    """What opens what, as a picture and as a list that says the same."""
    from digimatka.content.graph import model, svg  # noqa: PLC0415 - a server starts without it

    loaded, problems = load(journey)
    if loaded.journey is None:
        found = found_in(journey, problems)
        return page(
            "studio/graph.html", staff=who, journey=journey, title=title_of(journey), found=found
        )
    drawn = model.build(compile_rules(loaded.journey))
    return page(
        "studio/graph.html",
        staff=who,
        journey=journey,
        title=drawn.title,
        found=[],
        picture=Markup(_STYLE.sub("", svg.to_svg(drawn))),  # noqa: S704 - it escapes its texts
        nodes=_things(drawn),
    )


@blueprint.get("/<journey>/koepelaus")
@staff(Role.AUTHOR)
def playtest(who: Staff, journey: str) -> Response:
    """How far a playtest is, or what it found."""
    publish.open_draft(shop(), journey)
    state = playtests.state(services().settings.data_dir, journey)
    if wants_json():
        said = _("%(done)s / %(of)s pelaajaa", done=state.done, of=state.of)
        return jsonify({"runs": state.is_running, "done": state.done, "said": said})
    return page(
        "studio/playtest.html",
        staff=who,
        journey=journey,
        title=title_of(journey),
        state=state,
        crowds=CROWDS,
        found=[],
    )


@blueprint.post("/<journey>/koepelaus")
@staff(Role.AUTHOR)
def play(who: Staff, journey: str) -> Response:
    """Lets simulated learners play the draft; one crowd at a time."""
    publish.open_draft(shop(), journey)
    loaded, problems = load(journey)
    if loaded.journey is None:
        return page(
            "studio/playtest.html",
            422,
            staff=who,
            journey=journey,
            title=title_of(journey),
            state=playtests.NOTHING,
            crowds=CROWDS,
            found=found_in(journey, problems),
        )
    wanted = request.form.get("learners", "")
    learners = next((crowd for crowd in CROWDS if str(crowd) == wanted), CROWDS[0])
    rules = compile_rules(loaded.journey)
    playtests.start(services().settings.data_dir, rules, learners)
    return see(address(journey, "koepelaus"))


def _things(drawn: "Graph") -> "list[Node]":
    """Quests and badges by the round in which they can be had; what never can, last."""
    things = [node for node in drawn.nodes if node.sort in ("quest", "badge")]
    return sorted(things, key=lambda node: (node.round is None, node.round or 0))
