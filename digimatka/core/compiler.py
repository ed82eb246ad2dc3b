"""Compiles a journey into ``Rules``: gives every fact its bit and folds requirements into masks."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final, TypeVar

from digimatka.core.journey import Journey
from digimatka.core.kinds import Choose, Step
from digimatka.core.renames import renames_of
from digimatka.core.requirement import Requirement
from digimatka.core.rules import (
    ALONE,
    DONE,
    GRANTED,
    KNOWN,
    LEVELS,
    QUEST_BITS,
    SKIPPED,
    UNAIDED,
    BadgeRule,
    Condition,
    QuestRule,
    Rules,
    iter_bits,
)

T = TypeVar("T")
# Changes with what a snapshot holds, so that one of another shape is folded anew.
LAYOUT: Final = 2


def compile_rules(journey: Journey) -> Rules:
    """Compiles a journey. Its ids must be known to exist: KeyError for an unknown one."""
    return _Compiler(journey).rules()


class _Compiler:
    """Gives every fact its bit, then turns requirements into conditions over them."""

    def __init__(self, journey: Journey) -> None:
        self.journey = journey
        self.renames = renames_of(journey)
        places = [(chapter, quest) for chapter in journey.chapters for quest in chapter.quests]
        self.badge_bits = {
            badge.id: len(places) * QUEST_BITS + i for i, badge in enumerate(journey.badges)
        }
        at = len(places) * QUEST_BITS + len(journey.badges)
        first_step = 0
        self.quests: dict[str, QuestRule] = {}
        for index, (chapter, quest) in enumerate(places):
            steps = {step.id: i for i, step in enumerate(quest.steps)}
            self.quests[quest.id] = QuestRule(index, quest, chapter, None, at, first_step, steps)
            at += 3 * len(steps)
            first_step += len(steps)
        self.options: dict[tuple[str, str, str], int] = {}
        self.picks: dict[tuple[str, str], dict[str, int]] = {}
        pick = 0
        for _, quest in places:
            for step in quest.steps:
                if isinstance(step, Choose):
                    ids = step.option_ids()
                    self.picks[quest.id, step.id] = {key: pick + i for i, key in enumerate(ids)}
                    pick += len(ids)
                    for key in ids:
                        self.options[quest.id, step.id, key] = at
                        at += 1
        wanted = sorted({path for badge in journey.badges for path in _again(badge.rule)})
        self.again = {(p.split("/")[0], p.split("/")[1]): at + i for i, p in enumerate(wanted)}

    def rules(self) -> Rules:
        order = tuple(self._with_condition(rule) for rule in self.quests.values())
        badges = tuple(
            BadgeRule(
                badge, self.badge_bits[badge.id], self._compile(badge.rule), _hash(badge.rule)
            )
            for badge in self.journey.badges
        )
        return Rules(
            journey=self.journey,
            key=self._key(),
            quests={rule.quest.id: rule for rule in order},
            badges={rule.badge.id: rule for rule in badges},
            order=order,
            opens=_index((rule, rule.condition.bits()) for rule in order if rule.condition),
            awards=_index((rule, rule.condition.bits()) for rule in badges),
            picks=self.picks,
            options=self.options,
            again=self.again,
            names=self._names(),
            renames=self.renames,
            practices={practice.id: practice for practice in self.journey.practices},
            versions={
                (quest.id, step.id): _digest(_content(step))[:8]
                for quest in self.journey.quests()
                for step in quest.steps
            },
            digest=_digest(self.journey.model_dump(mode="json")),
        )

    def _with_condition(self, rule: QuestRule) -> QuestRule:
        requires = rule.quest.requires
        return replace(rule, condition=self._compile(requires, rule)) if requires else rule

    def _compile(self, requirement: Requirement, owner: QuestRule | None = None) -> Condition:
        """A leaf is one bit; a branch takes its leaves into its own mask."""
        if requirement.all is not None:
            parts = [self._compile(part, owner) for part in requirement.all]
            return _fold(len(parts), parts)
        if requirement.any is not None:
            return _fold(1, [self._compile(part, owner) for part in requirement.any])
        if requirement.at_least is not None:
            if requirement.of is not None:
                parts = [self._compile(part, owner) for part in requirement.of]
            else:
                parts = [self._quest(rule, requirement) for rule in self._pool(requirement)]
            return _fold(requirement.at_least, parts)
        return self._leaf(requirement, owner)

    def _leaf(self, requirement: Requirement, owner: QuestRule | None) -> Condition:
        if requirement.quest is not None:
            return self._quest(self.quests[requirement.quest], requirement)
        if requirement.badge is not None:
            return _bit(self.badge_bits[requirement.badge])
        if requirement.step is not None:
            quest, step = requirement.step.split("/")
            if requirement.again:
                return _bit(self.again[quest, step])
            return _bit(self.quests[quest].step_bit(step, LEVELS[requirement.assistance]))
        if requirement.answered is not None:
            quest, step = requirement.answered.step.split("/")
            return _bit(self.options[quest, step, requirement.answered.option])
        if owner is None:
            raise KeyError("opened_by")  # only a quest can be opened, a badge cannot
        return _bit(owner.bit(GRANTED))

    def _pool(self, requirement: Requirement) -> list[QuestRule]:
        if requirement.of_chapter is not None:
            if all(chapter.id != requirement.of_chapter for chapter in self.journey.chapters):
                raise KeyError(requirement.of_chapter)
            return [r for r in self.quests.values() if r.chapter.id == requirement.of_chapter]
        return [r for r in self.quests.values() if requirement.of_skill in r.quest.skills]

    def _quest(self, rule: QuestRule, requirement: Requirement) -> Condition:
        """ "Osaan jo" counts as done unless the requirement says otherwise; "ohitan" only if so."""
        if requirement.assistance is not None:
            return _bit(rule.bit(LEVELS[requirement.assistance]))
        offsets = {"done": DONE, "skipped": SKIPPED}
        return _bit(rule.bit(offsets.get(requirement.counts or "", KNOWN)))

    def _key(self) -> str:
        layout = [
            [
                [chapter.id, quest.id, quest.skills],
                [
                    [s.id, s.option_ids() if isinstance(s, Choose) else (), s.can_wait]
                    for s in quest.steps
                ],
            ]
            for chapter in self.journey.chapters
            for quest in chapter.quests
        ]
        rules = [_hash(q.requires) if q.requires else "" for q in self.journey.quests()]
        badges = [[badge.id, _hash(badge.rule)] for badge in self.journey.badges]
        renamed = [self.renames.to_list()] if self.renames else []
        return _digest([LAYOUT, layout, rules, badges, *renamed])[:16]

    def _names(self) -> dict[int, str]:
        """What a bit stands for, as the log keeps it among the reasons of an award."""
        names = {bit: f"badge:{badge}" for badge, bit in self.badge_bits.items()}
        for quest, rule in self.quests.items():
            for offset, word in ((DONE, ""), (UNAIDED, "@hint"), (ALONE, "@alone")):
                names[rule.bit(offset)] = f"quest:{quest}{word}"
                for step in rule.step_index:
                    names[rule.step_bit(step, offset)] = f"step:{quest}/{step}{word}"
            names[rule.bit(KNOWN)] = f"known:{quest}"
            names[rule.bit(SKIPPED)] = f"skipped:{quest}"
            names[rule.bit(GRANTED)] = f"opened:{quest}"
        for (quest, step, option), bit in self.options.items():
            names[bit] = f"option:{quest}/{step}#{option}"
        for (quest, step), bit in self.again.items():
            names[bit] = f"again:{quest}/{step}"
        return names


def _again(requirement: Requirement) -> Iterator[str]:
    """The steps that a rule wants done once more: only those have a bit for it."""
    if requirement.again and requirement.step:
        yield requirement.step
    for part in (*(requirement.all or ()), *(requirement.any or ()), *(requirement.of or ())):
        yield from _again(part)


def _bit(position: int) -> Condition:
    return Condition(1, 1 << position)


def _fold(need: int, parts: list[Condition]) -> Condition:
    """Takes leaves into the mask; a leaf that is named twice counts twice, so it stays a part."""
    if need == len(parts) == 1:
        return parts[0]
    mask, rest = 0, []
    for part in parts:
        single = part.mask.bit_count() == 1 or need == 1
        if part.need == 1 and not part.parts and single and (need == 1 or not mask & part.mask):
            mask |= part.mask
        else:
            rest.append(part)
    return Condition(need, mask, tuple(rest))


def _index(rules: Iterable[tuple[T, int]]) -> dict[int, tuple[T, ...]]:
    index: dict[int, list[T]] = {}
    for rule, bits in rules:
        for bit in iter_bits(bits):
            index.setdefault(bit, []).append(rule)
    return {bit: tuple(touched) for bit, touched in index.items()}


def _content(step: Step) -> dict[str, object]:
    """What a step says, whatever it is called: an answer to it stays an answer to it."""
    data = step.model_dump(mode="json", exclude={"id", "was"})
    for option in data.get("options", ()):
        del option["was"]
    return data


def _hash(requirement: Requirement) -> str:
    return _digest(requirement.model_dump(mode="json", exclude_none=True))[:8]


def _digest(data: object) -> str:
    text = json.dumps(data, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
