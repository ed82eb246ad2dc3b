"""A learner's own page about their group: which it is, what is seen of them there, how to leave."""

from flask import Blueprint, Response

from digimatka.usecases import groups, learn
from digimatka.web.guard import learner
from digimatka.web.numbers import number
from digimatka.web.respond import page, see
from digimatka.web.services import services
from digimatka.web.walkers import current_walker

blueprint = Blueprint("owngroup", __name__, url_prefix="/ryhma")


@blueprint.get("")
@learner
def show(learner_id: int) -> Response:
    """The groups that the learner is in; mostly one, or none."""
    learn.load(current_walker(learner_id))  # one who was erased elsewhere is shown the way in
    return page("groups/own.html", groups=groups.of_learner(services().store, learner_id))


@blueprint.post("")
@learner
def leave(learner_id: int) -> Response:
    """Leaves a group; the journey stays as it is."""
    group = number("group")
    if group is not None:
        groups.remove(services().store, group, learner_id)
    return see("/ryhma")
