"""What an event means for the progress: the one place that says it. ``engine`` is built on it.

A draft is changed in place, so that folding a long log makes one ``Progress`` and not one an event.
Facts may be many thousand bits: what is asked of them is cut out by a mask before it is shifted.
"""

from collections.abc import Mapping

from digimatka.core.events import (
    AnswerShown,
    BadgeAwarded,
    ConfirmationAsked,
    Event,
    HintShown,
    Mark,
    QuestCompleted,
    QuestMarked,
    QuestOpened,
    StepCompleted,
    StepRestarted,
)
from digimatka.core.progress import ANSWER_SHOWN, Progress
from digimatka.core.rules import (
    ALONE,
    DONE,
    GRANTED,
    KNOWN,
    LEVELS,
    SKIPPED,
    UNAIDED,
    QuestRule,
    Rules,
)

MARK_BITS = {Mark.KNOWN: 1, Mark.SKIPPED: 2, Mark.LATER: 4, Mark.OPEN: 0}
_SAID = {Mark.KNOWN: 1 << KNOWN | 1 << SKIPPED, Mark.SKIPPED: 1 << SKIPPED}


class Draft:
    """A learner's progress while events are applied to it."""

    __slots__ = (
        *("_aids", "_marks", "_picks", "_renames", "_rules", "_seq", "_waits"),
        *("facts", "open"),
    )

    def __init__(self, rules: Rules, progress: Progress) -> None:
        self._rules = rules
        self._renames = rules.renames if rules.renames else None
        self._seq = progress.seq
        self.facts = progress.facts
        self.open = progress.open
        self._marks = progress.marks
        self._picks = progress.picks
        self._aids: Mapping[int, int] = progress.aids
        self._waits = progress.waits

    def frozen(self) -> Progress:
        """The progress by now."""
        return Progress(
            self._seq, self.facts, self.open, self._marks, self._picks, self._aids, self._waits
        )

    def apply(self, event: Event) -> list[int]:
        """Takes in an event; returns the facts that are new by it, as bit positions.

        An event on what the content no longer has leaves only its ``seq``.
        """
        self._seq += 1
        if self._renames is not None:
            event = self._renames.current(event)
        if isinstance(event, BadgeAwarded):
            badge = self._rules.badges.get(event.badge)
            return self._learn(1, badge.bit) if badge else []
        rule = self._rules.quests.get(event.quest)
        if rule is None:
            return []
        # A quest that something happened on is open, even if newer content asks for more before it.
        self.open |= 1 << rule.index
        if isinstance(event, StepCompleted):
            return self._complete_step(rule, event)
        if isinstance(event, QuestCompleted):
            planes = (
                (2 << LEVELS[event.how]) - 1 | 1 << KNOWN | 1 << SKIPPED
            )  # nested, see rules.py
            return self._learn(planes, rule.bit(DONE))
        if isinstance(event, QuestOpened):
            return self._learn(1, rule.bit(GRANTED))
        if isinstance(event, QuestMarked):
            return self._mark(rule, event.mark)
        self._work_on(rule, event)
        return []

    def _work_on(
        self,
        rule: QuestRule,
        event: ConfirmationAsked | StepRestarted | HintShown | AnswerShown,
    ) -> None:
        step = rule.step_index.get(event.step)
        if step is None:
            return
        index, level = rule.first_step + step, 0
        if isinstance(event, ConfirmationAsked):
            if rule.quest.steps[step].can_wait:
                self._waits |= 1 << index
                self._marks ^= self._marks & 7 << 3 * rule.index
            return
        if isinstance(event, StepRestarted):
            self._waits &= ~(1 << index)
        elif isinstance(event, AnswerShown):
            level = ANSWER_SHOWN
        elif isinstance(event, HintShown):
            level = min(self._aids.get(index, 0) + 1, ANSWER_SHOWN)
        self._aids = {**self._aids, index: level}

    def _complete_step(self, rule: QuestRule, event: StepCompleted) -> list[int]:
        step = rule.step_index.get(event.step)
        if step is None:
            return []
        count, level = len(rule.quest.steps), LEVELS[event.how]
        bits = 1 << step
        if level >= UNAIDED:
            bits |= bits << count
        if level >= ALONE:
            bits |= 1 << step + 2 * count
        index = rule.first_step + step
        again = self._rules.again.get((event.quest, event.step)) if level >= ALONE else None
        is_again = again is not None and bool(self.facts & 1 << rule.steps_at + step)
        if self._waits:
            self._waits &= ~(1 << index)
        if index in self._aids:
            self._aids = {key: aid for key, aid in self._aids.items() if key != index}
        if self._marks:
            self._marks ^= self._marks & 7 << 3 * rule.index
        gained = self._learn(bits, rule.steps_at)
        if again is not None and is_again:
            gained += self._learn(1, again)
        return gained + self._choose(event)

    def _choose(self, event: StepCompleted) -> list[int]:
        """Keeps what was chosen, and learns the fact of each option."""
        positions = self._rules.picks.get((event.quest, event.step))
        if not positions:
            return []
        self._pick(positions, event.chosen)
        gained = []
        for option in event.chosen:
            if option in positions:
                gained += self._learn(1, self._rules.options[event.quest, event.step, option])
        return gained

    def _pick(self, positions: Mapping[str, int], chosen: tuple[str, ...]) -> None:
        """Keeps what was chosen last in a step, whose options lie side by side."""
        first = next(iter(positions.values()))
        picked = sum(1 << place - first for option, place in positions.items() if option in chosen)
        before = (self._picks & (1 << len(positions)) - 1 << first) >> first
        if picked != before:
            self._picks ^= (picked ^ before) << first

    def _mark(self, rule: QuestRule, mark: Mark) -> list[int]:
        """Sets the mark. That "osaan jo" or "ohitan" was said stays: it may have opened things."""
        shift = 3 * rule.index
        self._marks ^= self._marks & 7 << shift
        self._marks |= MARK_BITS[mark] << shift
        return self._learn(_SAID.get(mark, 0), rule.bit(DONE))

    def _learn(self, bits: int, base: int) -> list[int]:
        """Adds the facts ``bits << base`` and opens every quest whose requirement they complete."""
        facts = bits << base
        new = bits ^ (self.facts & facts) >> base
        if not new:
            return []
        self.facts |= facts
        gained = []
        while new:
            low = new & -new
            new ^= low
            bit = base + low.bit_length() - 1
            gained.append(bit)
            for rule in self._rules.opens.get(bit, ()):
                is_closed = not self.open >> rule.index & 1
                if is_closed and rule.condition and rule.condition.holds(self.facts):
                    self.open |= 1 << rule.index
        return gained
