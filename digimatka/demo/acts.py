"""What a simulated participant does next, by what they see. Pure; chance comes in from outside.

They are in no hurry, they listen in a pause and while the group talks, and what they do is what a
person could do on the page that they have before them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Final

from digimatka.core.engine import is_open
from digimatka.core.kinds import Choose
from digimatka.core.meeting import board
from digimatka.core.meeting.commands import AskHelp, Deed, Did, SaidWord, Tell, Thank
from digimatka.core.meeting.model import At, Card, Feeling, Meeting, Phase, Way
from digimatka.core.progress import Progress
from digimatka.core.rules import Rules
from digimatka.demo import voices
from digimatka.store.participants import IN, REMOVED

# How likely somebody does a thing when it is asked whether they do it now.
LIKELY_TELL: Final = 0.5
LIKELY_WORD: Final = 0.5
LIKELY_THANK: Final = 0.2
LIKELY_DEED: Final = 0.35
LIKELY_HELP: Final = 0.04
LIKELY_HINT: Final = 0.2
LIKELY_WRONG: Final = 0.3
LIKELY_CONFIRMATION: Final = 0.5
# How often in one meeting, at the most.
MOST_HELP: Final = 2
MOST_WORDS: Final = 2
MOST_DEEDS: Final = 2
MOST_CARDS: Final = 2


@dataclass(frozen=True, slots=True)
class Sight:
    """What one person sees.

    ``me`` is their number in the meeting and ``standing`` that of ``store.participants``, '' before
    they have come; ``present`` are the numbers of those who are in. ``quests`` are those of the run
    sheet. ``asked`` says how often they have asked for help.
    """

    rules: Rules
    meeting: Meeting
    quests: tuple[str, ...] = ()
    me: int = 0
    standing: str = IN
    present: tuple[int, ...] = ()
    progress: Progress = field(default_factory=Progress)
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Come:
    """Comes to the meeting, or back to it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Answers a step; with a wrong answer first where ``is_right`` is not set."""

    at: At
    is_right: bool = True


@dataclass(frozen=True, slots=True)
class LookAtHint:
    """Opens the first hint of a step."""

    at: At


@dataclass(frozen=True, slots=True)
class WaitForFacilitator:
    """Has done a step, and asks the facilitator to confirm it."""

    at: At


@dataclass(frozen=True, slots=True)
class Say:
    """What belongs to the group: a command of the meeting, with its few words."""

    command: AskHelp | SaidWord | Did | Thank | Tell
    text: str = ""


Act = Come | Answer | LookAtHint | WaitForFacilitator | Say


def next_act(sight: Sight, chance: Random) -> Act | None:
    """What somebody does next; None where they only wait and listen."""
    meeting = sight.meeting
    if meeting.is_over or sight.standing == REMOVED:
        return None
    if sight.standing != IN:
        return None if meeting.is_closed else Come()
    if meeting.is_paused:
        return None
    for wish in _WISHES:
        act = wish(sight, chance)
        if act is not None:
            return act
    return None


def _tell(sight: Sight, chance: Random) -> Act | None:
    is_asked = sight.meeting.phase is Phase.CLOSING and sight.me not in sight.meeting.told.who
    if not is_asked or chance.random() >= LIKELY_TELL:
        return None
    return Say(Tell(sight.me, chance.choice(tuple(Feeling))))


def _give_word(sight: Sight, chance: Random) -> Act | None:
    question, given = sight.meeting.word, sight.meeting.words.get(sight.me, 0)
    if not question or given >= MOST_WORDS or chance.random() >= LIKELY_WORD / (1 + given):
        return None
    return Say(SaidWord(sight.me, question), chance.choice(voices.WORDS))


def _thank(sight: Sight, chance: Random) -> Act | None:
    others = [person for person in sight.present if person != sight.me]
    is_time = sight.meeting.phase in (Phase.TALK, Phase.CLOSING)
    given = sight.meeting.thanked.get(sight.me, 0)
    if not (others and is_time) or given >= MOST_CARDS or chance.random() >= LIKELY_THANK:
        return None
    return Say(Thank(sight.me, chance.choice(others), chance.choice(tuple(Card))))


def _deed(sight: Sight, chance: Random) -> Act | None:
    """In team play: something was new to them, or they have helped."""
    meeting = sight.meeting
    if meeting.way is not Way.TEAM or meeting.phase not in (Phase.DO, Phase.TALK):
        return None
    done = meeting.teams[meeting.team_of(sight.me)].done.get(sight.me, (0, 0))
    deeds = [deed for deed, count in zip(Deed, done, strict=True) if count < MOST_DEEDS]
    if not deeds or chance.random() >= LIKELY_DEED:
        return None
    return Say(Did(sight.me, chance.choice(deeds)))


def _walk(sight: Sight, chance: Random) -> Act | None:
    """The step that the group does together, else their own next one; who asked for help waits."""
    meeting = sight.meeting
    if sight.me in meeting.helps:
        return None
    is_together = meeting.way is Way.TOGETHER
    if is_together and meeting.at is not None:
        return _work(sight, meeting.at, chance)
    if is_together or meeting.phase is not Phase.DO:
        return None
    found = board.onward(sight.rules, sight.progress, sight.quests)
    if found is None:
        return None
    rule, step = found
    return _work(sight, (rule.quest.id, step), chance)


def _work(sight: Sight, at: At, chance: Random) -> Act | None:
    """At one step: asks for help, looks at a hint, answers wrong for once, or does it."""
    rule = sight.rules.quests.get(at[0])
    if rule is None:
        return None  # the content has lost it
    if not is_open(rule, sight.progress):
        return _ask(sight, voices.LOCKED)
    step = sight.rules.step(*at)
    if step is None:
        return None
    if sight.progress.facts >> rule.step_bit(step.id) & 1:
        return Answer(at) if _is_awaited(sight) else None
    if not step.alone and chance.random() < LIKELY_HELP:
        return _ask(sight, chance.choice(voices.HELP)) or Answer(at)
    aids = sight.progress.aids.get(rule.first_step + rule.step_index[step.id], 0)
    if step.hints and not aids and chance.random() < LIKELY_HINT:
        return LookAtHint(at)
    if _is_awaited(sight):
        can_err = isinstance(step, Choose) and step.is_graded
        return Answer(at, is_right=not (can_err and chance.random() < LIKELY_WRONG))
    is_own = sight.meeting.way is not Way.TOGETHER
    waits = step.can_wait and is_own and chance.random() < LIKELY_CONFIRMATION
    return WaitForFacilitator(at) if waits else Answer(at)


def _is_awaited(sight: Sight) -> bool:
    """Whether the group still counts an answer of theirs."""
    meeting = sight.meeting
    return meeting.way is Way.TOGETHER and sight.me not in meeting.asked.who


def _ask(sight: Sight, text: str) -> Act | None:
    return Say(AskHelp(sight.me), text) if sight.asked < MOST_HELP else None


_WISHES: Final[tuple[Callable[[Sight, Random], Act | None], ...]] = (
    _tell,
    _give_word,
    _thank,
    _deed,
    _walk,
)
