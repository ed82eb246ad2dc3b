"""The facilitator's view of a meeting: where people are, what they ask, what can be done next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from digimatka.core.kinds import Step
from digimatka.core.meeting import board
from digimatka.core.meeting.board import Pair, Spot
from digimatka.core.meeting.model import Phase
from digimatka.usecases.watch import Walks
from digimatka.web.meeting.meetingview import Count, View, counts

PHASES: Final = tuple(phase for phase in Phase if phase is not Phase.ENDED)
MOST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class Board(View):
    """The facilitator's view: where those present are, what they ask, what can be done."""

    walks: Walks

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Those present by their next step."""
        return board.board(self.rules, self.walks.people, self.sheet.quests)

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Who could sit beside whom."""
        helps = self.meeting.helps
        return board.pairs(self.rules, self.walks.people, self.spots, helps)

    def place(self, at: tuple[str, str]) -> str:
        """What a step is called."""
        rule = self.rules.quests[at[0]]
        return f"{rule.quest.title} · {rule.step_index[at[1]] + 1}/{len(rule.quest.steps)}"

    @property
    def choices(self) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
        """The steps that can be done together, by quest: those of the run sheet, else all.

        What a person does alone is not among them.
        """
        chosen = [self.rules.quests[q] for q in self.sheet.quests if q in self.rules.quests]
        found = []
        for rule in chosen or self.rules.order:
            steps = [
                (f"{rule.quest.id}/{step.id}", f"{number}/{len(rule.quest.steps)} {_name(step)}")
                for number, step in enumerate(rule.quest.steps, 1)
                if not step.alone
            ]
            found.append((rule.quest.title, steps))
        return found

    @property
    def beside(self) -> tuple[str, str]:
        """The step before and after the one done together, as ``quest/step``; '' for none."""
        paths = [path for _, steps in self.choices for path, _ in steps]
        now = "/".join(self.meeting.at) if self.meeting.at else ""
        if now not in paths:
            return "", paths[0] if paths else ""
        index = paths.index(now)
        after = paths[index + 1] if index + 1 < len(paths) else ""
        return paths[index - 1] if index else "", after

    @property
    def answers(self) -> tuple[Count, ...]:
        """The answers to the step so far, once there are enough that nobody's own can be told."""
        asked = self.meeting.asked
        return counts(self.step, asked) if asked.can_be_shown else ()

    @property
    def locked(self) -> tuple[str, ...]:
        """Chosen quests that are not open yet for somebody present."""
        found = []
        for quest in self.sheet.quests:
            rule = self.rules.quests.get(quest)
            walks = self.walks.people.values()
            if rule and any(not walk.open >> rule.index & 1 for walk in walks):
                found.append(quest)
        return tuple(found)

    @property
    def parts(self) -> Mapping[str, object]:
        """The parts of the run sheet by kind; of several of a kind the first."""
        return {part.kind.value: part for part in reversed(self.sheet.parts)}


def _name(step: Step) -> str:
    """What a facilitator knows a step by: its question or title, else how its text begins."""
    for field in ("question", "title", "text"):
        text = str(getattr(step, field, "") or "")
        if text:
            line = text.strip().splitlines()[0]
            return line if len(line) <= MOST_NAME else f"{line[:MOST_NAME].rstrip()}…"
    return step.kind
