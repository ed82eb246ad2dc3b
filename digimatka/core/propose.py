"""A run sheet proposed for a group: a template fitted to the time and to how the group stands.

What is said of the group is counts and nothing else; who they count is not even looked at here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate, pairwise, zip_longest
from math import ceil
from typing import Final

from digimatka.core.journey import Quest
from digimatka.core.meetings_format import MAX_MINUTES, MIN_MINUTES, Interview, MeetingTemplate
from digimatka.core.nearest import nearest_key
from digimatka.core.overview import PASSED, QuestState, quest_state
from digimatka.core.progress import Progress
from digimatka.core.rules import Rules
from digimatka.core.runsheet import InterviewPlan, Part, PartKind, RunSheet

# Nobody sits for longer than this without a break.
STRETCH: Final = 60
BREAK: Final = 10
MAX_TALK: Final = 25
# No break comes right before the purku.
LEAST_DOING: Final = 10
# From here on there is time to choose together; below, the facilitator has chosen.
LONG_ENOUGH_TO_CHOOSE: Final = 45
MAX_PROMPTS: Final = 8
MAX_STICKING: Final = 10


@dataclass(frozen=True, slots=True)
class Standing:
    """How a group stands with a quest: how many have it open, behind them, or locked.

    ``keys`` are the quests whose steps open it for everybody (``nearest_key`` of what all have in
    common, so that it tells about no one); empty where nobody is locked out, or only a facilitator
    can open it.
    """

    quest: Quest
    to_do: int
    passed: int
    locked: int
    keys: tuple[Quest, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """What the quests take against the time there is; ``enough_for`` quests fit into it."""

    quests: int
    minutes: int
    time: int
    enough_for: int


def propose(
    rules: Rules,
    template: MeetingTemplate,
    minutes: int,
    standings: Sequence[Progress],
    chosen: Sequence[str] = (),
) -> RunSheet:
    """The sheet of a meeting by a template; with the quests that were ``chosen``, if any were.

    Else of the template's quests those that somebody in the group has open; all of them, if none.
    """
    minutes = min(max(minutes, MIN_MINUTES), MAX_MINUTES)
    quests = _quests(rules, template, standings, chosen)
    guides = [quest.guide for quest in quests if quest.guide]
    return RunSheet(
        title=template.title,
        goal=template.goal,
        template=template.id if template in rules.journey.meetings else "",
        minutes=minutes,
        way=template.way,
        quests=tuple(quest.id for quest in quests),
        parts=_parts(template, minutes),
        needs=tuple(f"{q.title} – {q.guide.before}" for q in quests if q.guide and q.guide.before),
        devices=(*template.needs.devices, *template.needs.materials),
        sticking=_mixed([template.watch_out, *(g.sticking_points for g in guides)], MAX_STICKING),
        prompts=_mixed([template.talk.questions, *(guide.talk for guide in guides)], MAX_PROMPTS),
        spotlight=template.spotlight,
        interview=_interview(template.interview),
        paper=template.paper or "",
    )


def standings_of(
    rules: Rules, quests: Iterable[str], standings: Sequence[Progress]
) -> tuple[Standing, ...]:
    """How a group stands with quests; those that the journey has no more are passed over."""
    common = _common(rules, standings)
    found = []
    for rule in (rules.quests[name] for name in quests if name in rules.quests):
        states = [quest_state(rule, progress) for progress in standings]
        locked = states.count(QuestState.LOCKED)
        passed = sum(state in PASSED for state in states)
        key = nearest_key(rules, common, rule) if locked else None
        keys = tuple(rules.quests[name].quest for name in key.steps) if key else ()
        found.append(
            Standing(rule.quest, len(states) - locked - passed, passed, locked, keys),
        )
    return tuple(found)


def fit(rules: Rules, quests: Iterable[str], time: int) -> Fit:
    """Whether quests fit into the minutes for doing; the shortest of them are counted first."""
    minutes = [rules.quests[name].quest.minutes for name in quests if name in rules.quests]
    enough = sum(total <= time for total in accumulate(sorted(minutes)))
    return Fit(len(minutes), sum(minutes), time, enough)


def alone_in(rules: Rules, names: Iterable[str]) -> tuple[Quest, ...]:
    """Of some quests those with a step that each person does alone (codes, signing, paying)."""
    quests = (rules.quests[name].quest for name in names if name in rules.quests)
    return tuple(quest for quest in quests if any(step.alone for step in quest.steps))


def templates_of(rules: Rules) -> tuple[MeetingTemplate, ...]:
    """The templates of a journey by where their first quest lies on it."""
    last = len(rules.order)

    def place(template: MeetingTemplate) -> int:
        first = next(iter(template.quests), "")
        return rules.quests[first].index if first in rules.quests else last

    return tuple(sorted(rules.journey.meetings, key=place))


def _quests(
    rules: Rules,
    template: MeetingTemplate,
    standings: Sequence[Progress],
    chosen: Sequence[str],
) -> list[Quest]:
    names = dict.fromkeys(name for name in chosen or template.quests if name in rules.quests)
    counts = standings_of(rules, names, standings)
    can = [one.quest for one in counts if one.to_do]
    return can if can and not chosen else [one.quest for one in counts]


def _common(rules: Rules, standings: Sequence[Progress]) -> Progress:
    """What all of a group have done and open."""
    if not standings:
        return rules.fresh()
    return Progress(
        facts=reduce(int.__and__, (progress.facts for progress in standings)),
        open=reduce(int.__and__, (progress.open for progress in standings)),
    )


def _parts(template: MeetingTemplate, minutes: int) -> tuple[Part, ...]:
    """The parts in the time there is: the doing gets what the others leave, and breaks split it."""
    is_short = minutes < STRETCH
    warm, close = template.warm_up, template.closing
    before = [
        Part(
            kind=PartKind.WARM_UP,
            minutes=5 if is_short else _scaled(template, warm.minutes, minutes, 5, 10),
            text=warm.text,
            items=(warm.question,) if warm.question else (),
        )
    ]
    if template.choose and minutes >= LONG_ENOUGH_TO_CHOOSE:
        taken = 5 if is_short else _scaled(template, template.choose.minutes, minutes, 5, 10)
        before.append(Part(kind=PartKind.CHOOSE, minutes=taken, text=template.choose.text))
    talk_most = min(max(10, minutes // 4), MAX_TALK)
    after = [
        Part(
            kind=PartKind.TALK,
            minutes=_scaled(template, template.talk.minutes, minutes, 10, talk_most),
        ),
        Part(
            kind=PartKind.CLOSING,
            minutes=5 if is_short else close.minutes,
            items=(close.question,),
        ),
    ]
    lead, tail = _sum(before), _sum(after)
    return (*before, *_doing(template, minutes, lead, tail), *after)


def _doing(template: MeetingTemplate, minutes: int, lead: int, tail: int) -> list[Part]:
    """The doing with a break wherever a stretch would get too long; the stretches are about even.

    Minutes lead up to its first stretch, and others follow its last one.
    """
    breaks = max(0, ceil((minutes - STRETCH) / (STRETCH + BREAK)))
    awake = minutes - breaks * BREAK
    ends = [5 * ceil(awake * part / (breaks + 1) / 5) for part in range(1, breaks + 1)]
    edges = [lead, *(min(end, awake - tail - LEAST_DOING) for end in ends), awake - tail]
    parts = []
    for number, (begin, end) in enumerate(pairwise(edges)):
        if number:
            parts.append(Part(kind=PartKind.BREAK, minutes=BREAK))
        text, roles = ("", ()) if number else (template.do.text, template.do.roles)
        parts.append(Part(kind=PartKind.DO, minutes=end - begin, text=text, items=roles))
    return parts


def _scaled(template: MeetingTemplate, own: int, minutes: int, least: int, most: int) -> int:
    return min(max(_rounded(own * minutes / template.minutes), least), most)


def _rounded(minutes: float) -> int:
    """To five minutes: nobody keeps to more."""
    return 5 * round(minutes / 5)


def _sum(parts: Iterable[Part]) -> int:
    return sum(part.minutes for part in parts)


def _mixed(lists: Sequence[Sequence[str]], most: int) -> tuple[str, ...]:
    """The first list whole, then the others in turn, without repeats, up to so many."""
    own, *others = lists
    in_turn = (text for row in zip_longest(*others) for text in row if text)
    return tuple(dict.fromkeys((*own, *in_turn)))[:most]


def _interview(interview: Interview | None) -> InterviewPlan | None:
    return InterviewPlan.model_validate(interview.model_dump()) if interview else None
