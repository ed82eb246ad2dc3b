"""Walking a journey: every act loads the place, decides in the core, and appends in one go."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from digimatka.core.commands import (
    AskConfirmation,
    Command,
    CompleteStep,
    MarkQuest,
    OpenQuest,
    Refusal,
    RestartStep,
    ShowAnswer,
    ShowHint,
)
from digimatka.core.engine import decide, fold, is_open, settle
from digimatka.core.events import BadgeAwarded, Event, Mark
from digimatka.core.kinds.base import Answer, Assistance, By, Problem, Verdict, incomplete
from digimatka.core.overview import opened_by
from digimatka.core.progress import ANSWER_SHOWN, Progress
from digimatka.core.rules import QuestRule, Rules
from digimatka.store import log, meetings
from digimatka.store.session import Store, StoreError, Trouble

# Two tabs of one person collide once in a blue moon; several devices of a group session, seldom.
TRIES: Final = 5
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Walker:
    """Who acts on which journey, today, and in which meeting, which shows it at once."""

    store: Store
    rules: Rules
    learner_id: int
    today: date
    meeting: int = 0


@dataclass(frozen=True, slots=True)
class Walk:
    """A learner at their place on a journey."""

    place: log.Place
    rules: Rules
    progress: Progress


@dataclass(frozen=True, slots=True)
class Change:
    """What an act did: the walk after it, its events, and the quests that opened by it."""

    walk: Walk
    events: tuple[Event, ...] = ()
    opened: tuple[QuestRule, ...] = ()

    @property
    def awards(self) -> tuple[BadgeAwarded, ...]:
        """The badges given by the act."""
        return tuple(event for event in self.events if isinstance(event, BadgeAwarded))


@dataclass(frozen=True, slots=True)
class Answered:
    """The verdict on an answer and, if it was good, the change it made."""

    verdict: Verdict
    change: Change


class NothingThereError(LookupError):
    """No such learner, quest or step (404)."""


class LockedError(Exception):
    """The quest is not open yet."""


def load(walker: Walker) -> Walk:
    """The learner's walk. After a change of content the log is folded anew, by the new rules.

    Badges that the new content makes due are given then. NothingThereError: no such learner.
    """

    def attempt() -> Walk:
        rules = walker.rules
        with walker.store.read() as connection:
            place = log.find(connection, walker.learner_id, rules.journey.id)
        if place is None:
            raise NothingThereError
        if place.progress is None:
            return Walk(place, rules, rules.fresh())
        if place.rules == rules.key:
            return Walk(place, rules, place.progress)
        return _catch_up(walker, place)

    return _until_alone(attempt)


def load_open(walker: Walker, quest: str) -> Walk:
    """The learner's walk, if the quest is open. LockedError, NothingThereError."""
    walk = load(walker)
    if not is_open(walker.rules.quests[quest], walk.progress):
        raise LockedError
    return walk


def answer(walker: Walker, at: tuple[str, str], form: Answer) -> Answered:
    """Judges an answer to the step ``at`` (quest, step) and completes the step if it is good.

    ``form`` may carry ``version``, the fingerprint of the step as the page showed it: an answer to
    a step that has changed since is not judged. LockedError, NothingThereError.
    """
    step = walker.rules.step(*at)
    if step is None:
        raise NothingThereError
    version = next(iter(form.get("version", ())), "")
    stale = bool(version) and version != walker.rules.versions[at]
    verdict = incomplete(Problem.STALE) if stale else step.judge(form)
    if verdict.is_done:
        done = CompleteStep(*at, chosen=verdict.chosen, told=verdict.told, by=verdict.by)
        return Answered(verdict, act(walker, done))
    return Answered(verdict, Change(load_open(walker, at[0])))


def show_hint(walker: Walker, at: tuple[str, str], shown: int) -> Change:
    """Opens the next hint of a step; ``shown`` is how many the page had."""
    return act(walker, ShowHint(*at, shown=shown))


def show_answer(walker: Walker, at: tuple[str, str]) -> Change:
    """Opens the right answer of a step."""
    return act(walker, ShowAnswer(*at))


def accept_answer(walker: Walker, at: tuple[str, str]) -> Change:
    """Goes on from an answer that was shown: the step is done, with help. Else nothing happens."""
    if walker.rules.step(*at) is None:
        raise NothingThereError
    walk = load(walker)
    rule = walker.rules.quests[at[0]]
    if walk.progress.aids.get(rule.first_step + rule.step_index[at[1]]) != ANSWER_SHOWN:
        return Change(walk)
    return act(walker, CompleteStep(*at, told=Assistance.HELP))


def ask_confirmation(walker: Walker, at: tuple[str, str]) -> Change:
    """Asks a facilitator to confirm a step; nothing happens to one that none can confirm."""
    return act(walker, AskConfirmation(*at))


def confirm(walker: Walker, at: tuple[str, str], told: Assistance) -> Change:
    """A facilitator confirms a step of a learner (``walker``), whether it was asked for or not.

    LockedError; NothingThereError for a step that no facilitator can confirm.
    """
    step = walker.rules.step(*at)
    if step is None or not step.can_wait:
        raise NothingThereError
    return act(walker, CompleteStep(*at, told=told, by=By.FACILITATOR))


def restart(walker: Walker, at: tuple[str, str]) -> Change:
    """Opens a done step for doing it anew; what was reached stays."""
    return act(walker, RestartStep(*at))


def mark(walker: Walker, quest: str, said: Mark) -> Change:
    """Notes that the learner knows a quest already, skips it, or leaves it for later."""
    return act(walker, MarkQuest(quest, said))


def open_quest(walker: Walker, quest: str) -> Change:
    """A facilitator opens a quest for a learner (``walker``), whatever it asks for before it."""
    return act(walker, OpenQuest(quest))


def act(walker: Walker, command: Command) -> Change:
    """Decides what follows from a command and writes it; nothing is written if nothing changes.

    LockedError, NothingThereError.
    """

    def attempt() -> Change:
        walk = load(walker)
        events = decide(walker.rules, walk.progress, command, walker.today)
        if events is Refusal.LOCKED:
            raise LockedError
        if events is Refusal.UNKNOWN:
            raise NothingThereError
        return _append(walker, walk, events)

    return _until_alone(attempt)


def awards(walker: Walker) -> tuple[BadgeAwarded, ...]:
    """Every badge the learner was given, in order; also those the content no longer has."""
    with walker.store.read() as connection:
        events = log.since(connection, walker.learner_id, walker.rules.journey.id)
    given: dict[str, BadgeAwarded] = {}
    for event in map(walker.rules.renames.current, events):
        if isinstance(event, BadgeAwarded):  # two may have become one
            given.setdefault(event.badge, event)
    return tuple(given.values())


def _append(walker: Walker, walk: Walk, events: tuple[Event, ...]) -> Change:
    if not events:
        return Change(walk)
    after = fold(walk.rules, events, walk.progress)
    with walker.store.write() as connection:
        log.append(connection, walk.place, events, after, walk.rules.key)
        if walker.meeting:
            meetings.touch(connection, walker.meeting)
    opened = opened_by(walk.progress, after, walk.rules)
    return Change(Walk(walk.place, walk.rules, after), events, opened)


def _catch_up(walker: Walker, place: log.Place) -> Walk:
    rules = walker.rules
    with walker.store.read() as connection:
        events = log.since(connection, place.learner_id, place.journey)
    progress = fold(rules, events)
    due = settle(rules, progress, walker.today)
    after = fold(rules, due, progress)
    with walker.store.write() as connection:
        log.append(connection, place, due, after, rules.key)
    return Walk(place, rules, after)


def _until_alone(attempt: Callable[[], T]) -> T:
    """Runs the attempt again when another writer was first; StoreError if that never ends."""
    for _ in range(TRIES):
        try:
            return attempt()
        except log.ConflictError:
            continue
    raise StoreError(Trouble.BUSY)
