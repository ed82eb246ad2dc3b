"""Whether every quest and badge can be reached: a fixpoint over the rules, round by round.

A cycle is no fault in itself, since ``any`` can let a person in. What no round reaches is a fault.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from digimatka.core.kinds import Choose
from digimatka.core.rules import GRANTED, QUEST_BITS, Rules


@dataclass(frozen=True, slots=True)
class Reach:
    """The round in which each quest opens and each badge is earned; what is missing never is."""

    quests: Mapping[str, int]
    badges: Mapping[str, int]


def reach(rules: Rules) -> Reach:
    """Plays everything that is open to its end until nothing new opens.

    Every option that is no wrong answer counts as chosen some day, and a facilitator may open what
    waits for one: the proof is of what a person can do, not of what one person will do.
    """
    facts = sum(1 << rule.bit(GRANTED) for rule in rules.order)
    quests: dict[str, int] = {}
    badges: dict[str, int] = {}
    number = 0
    while True:
        opened = [
            rule
            for rule in rules.order
            if rule.quest.id not in quests
            and (rule.condition is None or rule.condition.holds(facts))
        ]
        earned = [
            rule
            for key, rule in rules.badges.items()
            if key not in badges and rule.condition.holds(facts)
        ]
        if not opened and not earned:
            return Reach(quests, badges)
        for quest in opened:
            quests[quest.quest.id] = number
            facts |= ((1 << QUEST_BITS) - 1) << quest.bit(0)
            facts |= ((1 << 3 * len(quest.quest.steps)) - 1) << quest.steps_at
            for step in quest.quest.steps:
                again = rules.again.get((quest.quest.id, step.id))
                facts |= 0 if again is None else 1 << again
                for option in step.answerable_ids() if isinstance(step, Choose) else ():
                    facts |= 1 << rules.options[quest.quest.id, step.id, option]
        for badge in earned:
            badges[badge.badge.id] = number
            facts |= 1 << badge.bit
        number += 1
