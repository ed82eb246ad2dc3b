"""A learner who plays a journey through the engine alone, and the log of what happened."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from digimatka.core.commands import (
    Command,
    CompleteStep,
    OpenQuest,
    Refusal,
    RestartStep,
    Settle,
)
from digimatka.core.compiler import compile_rules
from digimatka.core.engine import decide, fold, is_open
from digimatka.core.events import BadgeAwarded, Event, QuestCompleted
from digimatka.core.journey import Journey
from digimatka.core.kinds import Choose, Step
from digimatka.core.kinds.base import Assistance
from digimatka.core.overview import QuestState, quest_state
from digimatka.core.progress import Progress
from digimatka.core.rules import Rules

DAY: Final = date(2026, 11, 24)


class Player:
    """Keeps the log and the progress; ``do`` decides and applies one command."""

    def __init__(self, journey: Journey | Rules, log: Iterable[Event] = ()) -> None:
        self.rules = journey if isinstance(journey, Rules) else compile_rules(journey)
        self.log: list[Event] = list(log)
        self.progress: Progress = fold(self.rules, self.log)

    def do(self, command: Command) -> tuple[Event, ...] | Refusal:
        """What the engine says, with the events applied."""
        said = decide(self.rules, self.progress, command, DAY)
        if not isinstance(said, Refusal):
            self.log += said
            self.progress = fold(self.rules, said, self.progress)
        return said

    def do_all(self, *commands: Command) -> tuple[Event, ...]:
        """The events of several commands, none of which may be refused."""
        found: list[Event] = []
        for command in commands:
            said = self.do(command)
            assert not isinstance(said, Refusal), (command, said)
            found += said
        return tuple(found)

    def finish(self, quest: str, told: Assistance | None = None) -> tuple[Event, ...]:
        """Does every step of a quest."""
        steps = self.rules.quests[quest].quest.steps
        return self.do_all(*(CompleteStep(quest, step.id, told=told) for step in steps))

    def redo(self, quest: str, step: str, told: Assistance | None = None) -> tuple[Event, ...]:
        """Does a done step anew."""
        return self.do_all(RestartStep(quest, step), CompleteStep(quest, step, told=told))

    def settle(self) -> tuple[Event, ...]:
        """What the content makes due."""
        return self.do_all(Settle())

    def play_alone(self, quest: str, step: Step) -> None:
        """Does a step so that nothing more can be got of it: alone, every option chosen."""
        chosen = step.answerable_ids() if isinstance(step, Choose) else ()
        complete = CompleteStep(quest, step.id, chosen)
        for command in (complete, RestartStep(quest, step.id), complete):
            self.do(command)

    def open_by_facilitator(self, quest: str) -> None:
        """Opens a quest whatever it asks for."""
        self.do_all(OpenQuest(quest))

    def moved_to(self, journey: Journey) -> "Player":
        """The same learner after the content changed."""
        return Player(journey, self.log)

    def is_open(self, quest: str) -> bool:
        """Whether the quest can be worked on."""
        return is_open(self.rules.quests[quest], self.progress)

    def state(self, quest: str) -> QuestState:
        """How the quest stands."""
        return quest_state(self.rules.quests[quest], self.progress)

    def has_badge(self, badge: str) -> bool:
        """Whether the progress knows of the badge."""
        return bool(self.progress.facts >> self.rules.badges[badge].bit & 1)

    @property
    def open_quests(self) -> set[str]:
        """The ids of all that is open."""
        return {quest for quest in self.rules.quests if self.is_open(quest)}

    @property
    def awards(self) -> list[BadgeAwarded]:
        """Every award in the log."""
        return [event for event in self.log if isinstance(event, BadgeAwarded)]

    def completions(self, quest: str) -> list[Assistance]:
        """How a quest was completed, each time it was told."""
        return [
            event.how
            for event in self.log
            if isinstance(event, QuestCompleted) and event.quest == quest
        ]
