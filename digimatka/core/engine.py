"""The progression engine: ``decide`` what follows from an act, ``evolve`` the progress by it.

Pure: the day comes in as an argument. No command raises, whatever it names; what cannot be done is
a ``Refusal``. What has been done already is no event, so a repeated act changes nothing.
"""

from collections.abc import Iterable
from datetime import date

from digimatka.core.commands import (
    AskConfirmation,
    Command,
    CompleteStep,
    MarkQuest,
    OpenQuest,
    Refusal,
    RestartStep,
    Settle,
    ShowAnswer,
    ShowHint,
)
from digimatka.core.draft import MARK_BITS, Draft
from digimatka.core.events import (
    AnswerShown,
    BadgeAwarded,
    ConfirmationAsked,
    Event,
    HintShown,
    QuestCompleted,
    QuestMarked,
    QuestOpened,
    StepCompleted,
    StepRestarted,
)
from digimatka.core.kinds.base import Assistance
from digimatka.core.progress import ANSWER_SHOWN, Progress
from digimatka.core.rules import (
    DONE,
    KNOWN,
    LEVELS,
    QUEST_BITS,
    SKIPPED,
    BadgeRule,
    QuestRule,
    Rules,
    iter_bits,
)


def decide(
    rules: Rules, progress: Progress, command: Command, day: date
) -> tuple[Event, ...] | Refusal:
    """The events that follow from a command, in order; none if it changes nothing."""
    if isinstance(command, Settle):
        return settle(rules, progress, day)
    rule = rules.quests.get(command.quest)
    if rule is None:
        return Refusal.UNKNOWN
    if isinstance(command, OpenQuest):
        first: Event | None = None if is_open(rule, progress) else QuestOpened(command.quest, day)
    elif not is_open(rule, progress):
        return Refusal.LOCKED
    elif isinstance(command, MarkQuest):
        now = progress.marks >> 3 * rule.index & 7
        changes = now != MARK_BITS[command.mark]
        first = QuestMarked(command.quest, command.mark, day) if changes else None
    elif command.step not in rule.step_index:
        return Refusal.UNKNOWN
    else:
        first = _on_step(rules, progress, rule, command, day)
    return () if first is None else _with_consequences(rules, Draft(rules, progress), first, day)


def _on_step(
    rules: Rules,
    progress: Progress,
    rule: QuestRule,
    command: CompleteStep | AskConfirmation | RestartStep | ShowHint | ShowAnswer,
    day: date,
) -> Event | None:
    index = rule.first_step + rule.step_index[command.step]
    done = bool(progress.facts & 1 << rule.step_bit(command.step))
    aids = progress.aids.get(index)
    at = (command.quest, command.step)
    if isinstance(command, CompleteStep):
        if done and aids is None:
            return None
        how = min(_how(aids or 0), command.told or Assistance.ALONE, key=LEVELS.__getitem__)
        known = rules.picks.get(at, {})
        chosen = tuple(option for option in known if option in command.chosen)
        return StepCompleted(*at, how, chosen, day, command.by, command.detours)
    waits = bool(progress.waits & 1 << index)
    if isinstance(command, RestartStep):
        return StepRestarted(*at, day) if waits or (done and aids is None) else None
    if done and aids is None:
        return None
    step = rule.quest.steps[rule.step_index[command.step]]
    if isinstance(command, AskConfirmation):
        return ConfirmationAsked(*at, day) if step.can_wait and not waits else None
    if isinstance(command, ShowHint):
        more = command.shown == (aids or 0) < len(step.hints)
        return HintShown(*at, day) if more else None
    return AnswerShown(*at, day) if aids != ANSWER_SHOWN and step.solution() else None


def _how(aids: int) -> Assistance:
    if aids >= ANSWER_SHOWN:
        return Assistance.HELP
    return Assistance.HINT if aids else Assistance.ALONE


def evolve(rules: Rules, progress: Progress, event: Event) -> Progress:
    """The progress after an event. What the content no longer has leaves only its ``seq``."""
    return fold(rules, (event,), progress)


def fold(rules: Rules, events: Iterable[Event], progress: Progress | None = None) -> Progress:
    """The progress after a log, from the start or from ``progress`` on."""
    draft = Draft(rules, rules.fresh() if progress is None else progress)
    for event in events:
        draft.apply(event)
    return draft.frozen()


def settle(rules: Rules, progress: Progress, day: date) -> tuple[Event, ...]:
    """Completions and badges that are due though nothing was done now (the content changed)."""
    draft = Draft(rules, progress)
    found: list[Event] = []
    for quest in rules.order:
        completion = _due_completion(quest, draft.facts, day)
        found += _with_consequences(rules, draft, completion, day) if completion else ()
    for badge in rules.badges.values():
        award = _due_badge(badge, rules, draft.facts, day)
        found += _with_consequences(rules, draft, award, day) if award else ()
    return tuple(found)


def is_open(rule: QuestRule, progress: Progress) -> bool:
    """Whether the quest can be worked on."""
    return bool(progress.open >> rule.index & 1)


def _with_consequences(rules: Rules, draft: Draft, first: Event, day: date) -> tuple[Event, ...]:
    """The event and what follows from it: the quest is complete, badges are earned, and so on.

    They are applied to the draft.
    """
    found = [first]
    awarded: set[str] = set()
    for event in found:  # grows while it is walked: a consequence has consequences of its own
        gained = draft.apply(event)
        if isinstance(event, StepCompleted):
            completion = _due_completion(rules.quests[event.quest], draft.facts, day)
            found += [completion] if completion else []
        for bit in gained:
            for rule in rules.awards.get(bit, ()):
                award = _due_badge(rule, rules, draft.facts, day)
                if award and award.badge not in awarded:
                    awarded.add(award.badge)
                    found.append(award)
    return tuple(found)


def _due_completion(rule: QuestRule, facts: int, day: date) -> QuestCompleted | None:
    """The completion of a quest whose steps are all done, if it is the first or with less help."""
    everything = (1 << len(rule.quest.steps)) - 1
    if rule.steps_done(facts) != everything:
        return None
    for how in (Assistance.ALONE, Assistance.HINT, Assistance.HELP):
        plane = LEVELS[how]
        if facts & 1 << rule.bit(plane):
            return None
        if rule.steps_done(facts, plane) == everything:
            return QuestCompleted(rule.quest.id, how, day)
    return None


def _due_badge(rule: BadgeRule, rules: Rules, facts: int, day: date) -> BadgeAwarded | None:
    """The award of a badge that is earned and not yet given, with the facts that earned it."""
    if facts & 1 << rule.bit or not rule.condition.holds(facts):
        return None
    met = iter_bits(rule.condition.bits() & facts)
    because = tuple(dict.fromkeys(_reason(rules, bit, facts) for bit in met))
    return BadgeAwarded(rule.badge.id, rule.badge.title, rule.version, because, day)


def _reason(rules: Rules, bit: int, facts: int) -> str:
    """The name of a fact. Who did a quest did not only say so, though one implies the other."""
    index, offset = divmod(bit, QUEST_BITS)
    if index < len(rules.order) and offset in (KNOWN, SKIPPED):
        own = rules.order[index]
        bit = next(b for b in map(own.bit, (DONE, KNOWN, SKIPPED)) if facts >> b & 1)
    return rules.names[bit]
