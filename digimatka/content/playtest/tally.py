"""What many walks and the proof over the rules say of a journey, in numbers and findings."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from statistics import median
from typing import Final

from digimatka.content.playtest.temperaments import CAREFUL, TEMPERAMENTS
from digimatka.content.playtest.walk import Found, Snag, Walked
from digimatka.core.engine import is_open
from digimatka.core.reach import Reach, reach
from digimatka.core.rules import DONE, BadgeRule, QuestRule, Rules

# By temperament, which part of its learners: 0 to 1. Temperaments that nobody had are missing.
Shares = Mapping[str, float]


class Level(StrEnum):
    """A fault keeps somebody from going on; a notice is worth a look."""

    FAULT = "fault"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend. ``seed`` is that of the first learner who met it, ``learners`` of all."""

    level: Level
    code: str
    place: str
    message: str
    seed: int | None = None
    learners: int = 0


@dataclass(frozen=True, slots=True)
class QuestFigures:
    """A quest: ``round`` in which it opens at the earliest (None: never), and who came so far."""

    id: str
    title: str
    chapter: str
    minutes: int
    steps: Mapping[str, float]
    round: int | None
    opened: Shares
    done: Shares


@dataclass(frozen=True, slots=True)
class BadgeFigures:
    """A badge: ``minutes`` are the least, the median and the most of quests until it was given."""

    id: str
    title: str
    round: int | None
    earned: Shares
    minutes: tuple[int, int, int] | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that a playtest says of a journey. ``learners``: how many of each temperament."""

    journey: str
    title: str
    seed: int
    learners: Mapping[str, int]
    rounds: int
    quests: tuple[QuestFigures, ...]
    badges: tuple[BadgeFigures, ...]
    findings: tuple[Finding, ...]

    @property
    def faults(self) -> tuple[Finding, ...]:
        """The findings that somebody could not get past."""
        return tuple(one for one in self.findings if one.level is Level.FAULT)


@dataclass(slots=True)
class _Crowd:
    """The walks, added up as they come, so that none has to be kept."""

    learners: dict[str, int] = field(default_factory=dict)
    counts: dict[tuple[str, str, str], int] = field(default_factory=dict)
    minutes: dict[str, list[float]] = field(default_factory=dict)
    found: dict[Found, list[int]] = field(default_factory=dict)
    first: int = 0

    def add(self, rules: Rules, walked: Walked) -> None:
        """Takes in one walk."""
        kind, facts = walked.temperament.id, walked.progress.facts
        self.first = walked.seed if not self.learners else min(self.first, walked.seed)
        self.learners[kind] = self.learners.get(kind, 0) + 1
        for rule in rules.order:
            quest, steps = rule.quest, rule.steps_done(facts)
            self._count("opened", quest.id, kind, is_open(rule, walked.progress))
            self._count("done", quest.id, kind, bool(facts >> rule.bit(DONE) & 1))
            for index, step in enumerate(quest.steps):
                self._count("step", f"{quest.id}/{step.id}", kind, bool(steps >> index & 1))
        for badge, minutes in walked.badges.items():
            self._count("earned", badge, kind, True)
            self.minutes.setdefault(badge, []).append(minutes)
        for found in walked.found:
            self.found.setdefault(found, []).append(walked.seed)

    def _count(self, sort: str, key: str, kind: str, is_so: bool) -> None:
        if is_so:
            place = (sort, key, kind)
            self.counts[place] = self.counts.get(place, 0) + 1

    def shares(self, sort: str, key: str) -> Shares:
        """By temperament, which part of its learners came to something."""
        kinds = [one.id for one in TEMPERAMENTS if one.id in self.learners]
        return {k: self.counts.get((sort, key, k), 0) / self.learners[k] for k in kinds}

    def share(self, sort: str, key: str) -> float:
        """Which part of all learners did."""
        came = sum(self.counts.get((sort, key, kind), 0) for kind in self.learners)
        return came / max(sum(self.learners.values()), 1)


def tally(rules: Rules, walked: Iterable[Walked]) -> Outcome:
    """Adds up the walks of a journey."""
    crowd, proof = _Crowd(), reach(rules)
    for one in walked:
        crowd.add(rules, one)
    quests = tuple(_quest(rule, crowd, proof) for rule in rules.order)
    badges = tuple(_badge(rule, crowd, proof) for rule in rules.badges.values())
    return Outcome(
        journey=rules.journey.id,
        title=rules.journey.head.title,
        seed=crowd.first,
        learners=crowd.learners,
        rounds=1 + max([*proof.quests.values(), *proof.badges.values()], default=-1),
        quests=quests,
        badges=badges,
        findings=tuple(_findings(rules, crowd, quests, badges)),
    )


def _quest(rule: QuestRule, crowd: _Crowd, proof: Reach) -> QuestFigures:
    quest = rule.quest
    return QuestFigures(
        id=quest.id,
        title=quest.title,
        chapter=rule.chapter.head.title,
        minutes=quest.minutes,
        steps={step.id: crowd.share("step", f"{quest.id}/{step.id}") for step in quest.steps},
        round=proof.quests.get(quest.id),
        opened=crowd.shares("opened", quest.id),
        done=crowd.shares("done", quest.id),
    )


def _badge(rule: BadgeRule, crowd: _Crowd, proof: Reach) -> BadgeFigures:
    badge, minutes = rule.badge, crowd.minutes.get(rule.badge.id)
    return BadgeFigures(
        id=badge.id,
        title=badge.title,
        round=proof.badges.get(badge.id),
        earned=crowd.shares("earned", badge.id),
        minutes=(round(min(minutes)), round(median(minutes)), round(max(minutes)))
        if minutes
        else None,
    )


_SNAGS: Final[Mapping[Snag, tuple[Level, str]]] = {
    Snag.DEAD_END: (Level.FAULT, "Umpikuja: mitään ei ole enää tehtävänä, ja ”{at}” on lukossa."),
    Snag.LOOP: (Level.FAULT, "Kehä: kohdassa ”{at}” oikeakaan vastaus ei vie eteenpäin."),
    Snag.STUCK: (Level.FAULT, "Jumi: harjoitusta ”{at}” ei saa loppuun ruudusta ”{more}”."),
    Snag.SILENT: (Level.NOTICE, "Väärä vastaus kohdassa ”{at}” jäi ilman palautetta."),
}


def _findings(
    rules: Rules,
    crowd: _Crowd,
    quests: tuple[QuestFigures, ...],
    badges: tuple[BadgeFigures, ...],
) -> Iterator[Finding]:
    for lost in (one for one in quests if one.round is None):
        message = f"Tehtävä ”{lost.id}” ei aukea koskaan."
        yield Finding(Level.FAULT, "unreached_quest", lost.id, message)
    for missing in (one for one in badges if one.round is None):
        message = f"Merkkiä ”{missing.id}” ei voi saada."
        yield Finding(Level.FAULT, "unreached_badge", missing.id, message)
    dead = {quest.id for quest in quests if quest.round is None}
    for found, seeds in crowd.found.items():
        if found.snag is not Snag.DEAD_END or found.place not in dead:
            level, text = _SNAGS[found.snag]
            message = text.format(at=found.place, more=found.more)
            yield Finding(level, found.snag, found.place, message, min(seeds), len(seeds))
    yield from _unmet(crowd, quests, badges)


def _unmet(
    crowd: _Crowd, quests: tuple[QuestFigures, ...], badges: tuple[BadgeFigures, ...]
) -> Iterator[Finding]:
    """What the proof promises and nobody came to: only the careful try everything."""
    if CAREFUL.id not in crowd.learners:
        return
    for quest in (one for one in quests if one.round is not None):
        for step, share in quest.steps.items():
            if share == 0:
                place = f"{quest.id}/{step}"
                message = f"Kukaan ei päässyt askeleeseen ”{place}”."
                yield Finding(Level.FAULT, "unmet_step", place, message)
    for badge in badges:
        if badge.round is not None and badge.minutes is None:
            message = f"Kukaan ei saanut merkkiä ”{badge.id}”, vaikka se on mahdollista."
            yield Finding(Level.NOTICE, "unmet_badge", badge.id, message)
