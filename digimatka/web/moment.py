"""What an act has just brought, told to the page after the redirect by its address."""

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import request

from digimatka.core.engine import is_open
from digimatka.core.journey import Badge, Quest
from digimatka.core.rules import DONE
from digimatka.usecases.learn import Change, Walk


@dataclass(frozen=True, slots=True)
class Moment:
    """What an act has just brought: badges and newly open quests."""

    badges: tuple[Badge, ...]
    opened: tuple[Quest, ...]

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.badges or self.opened)


def moment_of(change: Change) -> Moment:
    """What a change has brought."""
    badges = (change.walk.rules.badges.get(award.badge) for award in change.awards)
    return Moment(
        tuple(rule.badge for rule in badges if rule), tuple(rule.quest for rule in change.opened)
    )


def moment_query(change: Change) -> str:
    """Tells the page after the redirect what was just reached."""
    moment = moment_of(change)
    words = {
        "merkki": ".".join(badge.id for badge in moment.badges),
        "aukesi": ".".join(quest.id for quest in moment.opened),
    }
    query = urlencode({key: value for key, value in words.items() if value})
    return f"?{query}" if query else ""


def moment_in_query(walk: Walk) -> Moment:
    """Only what the learner really has is shown, whatever the address says."""
    if not request.query_string:
        return Moment((), ())
    badges = dict.fromkeys(request.args.get("merkki", "").split("."))
    quests = dict.fromkeys(request.args.get("aukesi", "").split("."))
    has = walk.progress.facts
    earned = (walk.rules.badges[key] for key in badges if key in walk.rules.badges)
    opened = (walk.rules.quests[key] for key in quests if key in walk.rules.quests)
    return Moment(
        tuple(rule.badge for rule in earned if has >> rule.bit & 1),
        tuple(
            rule.quest
            for rule in opened
            if is_open(rule, walk.progress) and not has >> rule.bit(DONE) & 1
        ),
    )
