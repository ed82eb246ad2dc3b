"""My badges, and why I have each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from flask import Blueprint, Response

from digimatka.core.events import BadgeAwarded
from digimatka.core.progress import Progress
from digimatka.core.rules import DONE, Rules
from digimatka.i18n import gettext as _
from digimatka.usecases import learn
from digimatka.web.guard import learner
from digimatka.web.nearest import key_sentence
from digimatka.web.respond import page
from digimatka.web.walkers import current_walker

SIGN_OF_REMOVED = "signpost"
# From what says least of a quest to what says most.
_KINDS: Final = {"skipped": 0, "known": 1, "quest": 2}
_WAYS: Final = {"": 0, "hint": 1, "alone": 2}
blueprint = Blueprint("badges", __name__)


@dataclass(frozen=True, slots=True)
class Earned:
    """A badge a learner has; one that its author has removed keeps its title."""

    title: str
    shows: str
    sign: str
    day: date
    because: tuple[str, ...]


@blueprint.get("/merkit")
@learner
def mine(learner_id: int) -> Response:
    """The badges I have with their reasons, and those that wait with their nearest key."""
    walker = current_walker(learner_id)
    rules = walker.rules
    walk = learn.load(walker)
    awards = learn.awards(walker)
    has = {award.badge for award in awards}
    waiting = [
        (rule.badge, key_sentence(rules, walk.progress, rule))
        for key, rule in rules.badges.items()
        if key not in has
    ]
    earned = [_earned(rules, walk.progress, award) for award in awards]
    return page("badges/mine.html", earned=earned, waiting=waiting)


def _earned(rules: Rules, progress: Progress, award: BadgeAwarded) -> Earned:
    rule = rules.badges.get(award.badge)
    return Earned(
        title=rule.badge.title if rule else award.title,
        shows=rule.badge.shows if rule else "",
        sign=rule.badge.sign if rule else SIGN_OF_REMOVED,
        day=award.day,
        because=_reasons(rules, progress, award.because),
    )


def _reasons(rules: Rules, progress: Progress, facts: Sequence[str]) -> tuple[str, ...]:
    """Facts of the log as sentences; of each quest or step only the one that says most.

    Whoever did a quest has also the facts of "osaan jo" and "ohitan", which would read wrong.
    """
    best: dict[tuple[bool, str], tuple[int, str]] = {}
    for fact in facts:
        kind, _sep, name = fact.partition(":")
        name, _at, how = name.partition("@")
        name = _name_now(rules, kind, name)
        rule = rules.quests.get(name) if kind in ("known", "skipped") else None
        if rule and progress.facts >> rule.bit(DONE) & 1:
            kind = "quest"
        about = (kind in ("skipped", "known", "quest"), name)
        rank = 10 * _KINDS.get(kind, 0) + _WAYS.get(how, 0)
        best[about] = max(best.get(about, (-1, "")), (rank, _reason(rules, kind, name, how)))
    return tuple(sentence for _rank, sentence in best.values() if sentence)


def _name_now(rules: Rules, kind: str, name: str) -> str:
    """The name of a fact by the ids that things have now. Of an option the step is enough."""
    if kind == "badge":
        return rules.renames.badges.get(name, name)
    quest, slash, step = name.partition("#")[0].partition("/")
    quest, step = rules.renames.at(quest, step)
    return quest + slash + step


def _reason(rules: Rules, kind: str, name: str, how: str) -> str:
    """A fact as a sentence; '' if the content no longer knows what it speaks of."""
    title = _title(rules, kind, name)
    if not title:
        return ""
    words: Mapping[str, str] = {
        "quest": _("Teit tehtävän: %(title)s", title=title),
        "step": _("Teit askeleen: %(title)s", title=title),
        "again": _("Teit uudelleen itse: %(title)s", title=title),
        "known": _("Osasit jo: %(title)s", title=title),
        "skipped": _("Ohitit tehtävän: %(title)s", title=title),
        "badge": _("Sait merkin: %(title)s", title=title),
        "option": _("Vastasit kysymykseen: %(title)s", title=title),
    }
    ways = {"alone": _(" – itse"), "hint": _(" – ilman apua")}
    return words.get(kind, "") + ways.get(how, "")


def _title(rules: Rules, kind: str, name: str) -> str:
    if kind == "badge":
        return rules.badges[name].badge.title if name in rules.badges else ""
    quest, _slash, step = name.partition("/")
    rule = rules.quests.get(quest)
    if rule is None or not step:
        return rule.quest.title if rule else ""
    found = rules.step(quest, step)
    return (found.heading or rule.quest.title) if found else ""
