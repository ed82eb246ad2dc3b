"""What opens what: quests and badges, and the requirements between them as edges and groups."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import inf
from typing import Final

from digimatka.core.journey import Badge, Quest
from digimatka.core.kinds.base import Assistance
from digimatka.core.reach import Reach, reach
from digimatka.core.requirement import Requirement
from digimatka.core.rules import Rules

HEAVY_MINUTES: Final = 30  # more than this is much for one sitting
HEAVY_STEPS: Final = 12
_HOW: Final = {Assistance.ALONE: "ilman vihjettä ja apua", Assistance.HINT: "ilman apua"}
_COUNTS: Final = {"done": "tehtynä", "skipped": "myös ohitettuna"}


class Sort(StrEnum):
    """What a node stands for. A pool counts quests of a chapter or skill; a group joins edges."""

    QUEST = "quest"
    BADGE = "badge"
    GROUP = "group"
    POOL = "pool"
    FACILITATOR = "facilitator"


@dataclass(frozen=True, slots=True)
class Node:
    """A node. ``need`` of its ``of`` edges must come true; ``round`` is when that is, or never.

    Of a group the round is that after which it holds. ``members`` are what a pool counts.
    """

    id: str
    sort: Sort
    title: str
    chapter: str
    round: int | None
    need: int = 0
    of: int = 0
    minutes: int = 0
    steps: int = 0
    members: tuple[str, ...] = ()

    @property
    def is_dead(self) -> bool:
        """Whether nobody can ever come here."""
        return self.round is None

    @property
    def is_heavy(self) -> bool:
        """Whether it is much for one sitting."""
        return self.minutes > HEAVY_MINUTES or self.steps > HEAVY_STEPS

    @property
    def join(self) -> str:
        """How its edges are joined, in Finnish; nothing for fewer than two."""
        if self.of < 2:  # noqa: PLR2004 - one alone needs no word
            return ""
        return {1: "jokin", self.of: "kaikki"}.get(self.need, f"väh. {self.need}")


@dataclass(frozen=True, slots=True)
class Edge:
    """``target`` asks for ``source``; ``how`` says, in Finnish, what exactly of it."""

    source: str
    target: str
    how: str = ""


@dataclass(frozen=True, slots=True)
class Graph:
    """The unlock map of a journey; ``chapters`` are titles by id, in order."""

    journey: str
    title: str
    chapters: Mapping[str, str]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def build(rules: Rules) -> Graph:
    """The unlock map of a journey."""
    return _Building(rules).graph()


class _Building:
    """Takes requirements apart. Groups and pools that say the same are one node."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.reached: Reach = reach(rules)
        self.titles = {c.id: c.head.title for c in rules.journey.chapters}
        self.nodes: dict[str, Node] = {}
        self.edges: dict[Edge, None] = {}

    def graph(self) -> Graph:
        """Everything."""
        for rule in self.rules.order:
            self._add_quest(rule.quest, rule.chapter.id)
        for badge in self.rules.journey.badges:
            self._add_badge(badge)
        journey = self.rules.journey
        nodes = tuple(self.nodes.values())
        return Graph(journey.id, journey.head.title, self.titles, nodes, tuple(self.edges))

    def _add_quest(self, quest: Quest, chapter: str) -> None:
        key = f"quest:{quest.id}"
        need, of = self._join(quest.requires, key, chapter) if quest.requires else (0, 0)
        self.nodes[key] = Node(
            *(key, Sort.QUEST, quest.title, chapter, self.reached.quests.get(quest.id), need, of),
            minutes=quest.minutes,
            steps=len(quest.steps),
        )

    def _add_badge(self, badge: Badge) -> None:
        """A badge lies in the chapter that its rule speaks of most; the later one of two."""
        key = f"badge:{badge.id}"
        named = Counter(self._chapters(badge.rule))
        order = list(self.titles)
        chapter = max(named, key=lambda one: (named[one], order.index(one)), default=order[-1])
        need, of = self._join(badge.rule, key, chapter)
        at = self.reached.badges.get(badge.id)
        self.nodes[key] = Node(key, Sort.BADGE, badge.title, chapter, at, need, of)

    def _join(self, rule: Requirement, target: str, chapter: str) -> tuple[int, int]:
        """Draws what a requirement asks for into a node; how many of the edges must come true."""
        parts = rule.all or rule.any or rule.of
        if parts is None:
            self._edge(rule, target, chapter)
            return 1, 1
        if len(parts) == 1:
            return self._join(parts[0], target, chapter)
        for part in parts:
            self._edge(part, target, chapter)
        return len(parts) if rule.all else rule.at_least or 1, len(parts)

    def _edge(self, rule: Requirement, target: str, chapter: str) -> None:
        parts = rule.all or rule.any or rule.of
        if parts is not None and len(parts) == 1:
            self._edge(parts[0], target, chapter)
            return
        source = self._source(rule, chapter, is_group=parts is not None)
        self.edges[Edge(source, target, "" if parts else _how(rule))] = None

    def _source(self, rule: Requirement, chapter: str, *, is_group: bool) -> str:
        """The node that stands for a part of a requirement; made when it is first asked for."""
        quest = (
            rule.quest or (rule.step or (rule.answered.step if rule.answered else "")).split("/")[0]
        )
        if quest and not is_group:
            return f"quest:{quest}"
        if rule.badge is not None:
            return f"badge:{rule.badge}"
        key = _name(rule)
        if key not in self.nodes:
            self.nodes[key] = self._made(rule, key, chapter)
        return key

    def _made(self, rule: Requirement, key: str, chapter: str) -> Node:
        when = self._when(rule)
        at = None if when == inf else int(when)
        if _sort(rule) is Sort.FACILITATOR:
            return Node(key, Sort.FACILITATOR, "Ohjaaja avaa", chapter, at)
        if _sort(rule) is Sort.POOL:
            members, how = tuple(self._pool(rule)), _how(rule)
            pool = self.titles.get(rule.of_chapter or "", f"taito {rule.of_skill}")
            title = f"väh. {rule.at_least}: {pool}{f' ({how})' if how else ''}"
            home = rule.of_chapter or chapter
            count = (rule.at_least or 1, len(members))
            return Node(key, Sort.POOL, title, home, at, *count, members=members)
        need, of = self._join(rule, key, chapter)
        title = Node(key, Sort.GROUP, "", chapter, at, need, of).join
        return Node(key, Sort.GROUP, title, chapter, at, need, of)

    def _when(self, rule: Requirement) -> float:
        """The round after which a requirement holds at the earliest."""
        parts = rule.all or rule.any or rule.of
        if parts is not None:
            rounds = sorted(self._when(part) for part in parts)
            need = len(rounds) if rule.all else rule.at_least or 1
            return rounds[need - 1]
        if rule.at_least is not None:
            found = sorted(self._opens(quest) for quest in self._pool(rule))
            return found[rule.at_least - 1] if rule.at_least <= len(found) else inf
        if rule.badge is not None:
            return self.reached.badges.get(rule.badge, inf)
        if rule.opened_by is not None:
            return -1  # before anything is done
        return self._opens(_quest(rule))

    def _opens(self, quest: str) -> float:
        return self.reached.quests.get(quest, inf)

    def _pool(self, rule: Requirement) -> Iterator[str]:
        for one in self.rules.order:
            if one.chapter.id == rule.of_chapter or rule.of_skill in one.quest.skills:
                yield one.quest.id

    def _chapters(self, rule: Requirement) -> Iterator[str]:
        """The chapter of everything that a requirement names."""
        for part in (*(rule.all or ()), *(rule.any or ()), *(rule.of or ())):
            yield from self._chapters(part)
        if quest := _quest(rule):
            yield self.rules.quests[quest].chapter.id
        if rule.of_chapter:
            yield rule.of_chapter


def _sort(rule: Requirement) -> Sort:
    if rule.opened_by is not None:
        return Sort.FACILITATOR
    return Sort.POOL if rule.of_chapter or rule.of_skill else Sort.GROUP


def _name(rule: Requirement) -> str:
    """The same for all that say the same; ``counts: known`` is what is meant without it."""
    data = rule.model_dump_json(exclude_none=True).replace(',"counts":"known"', "")
    return f"{_sort(rule)}:{data}"


def _quest(rule: Requirement) -> str:
    """The quest that a leaf speaks of, if any."""
    path = rule.quest or rule.step or (rule.answered.step if rule.answered else "")
    return path.split("/")[0]


def _how(rule: Requirement) -> str:
    """What exactly is asked for, in a few words."""
    words = []
    if rule.step:
        words.append(f"askel {rule.step.split('/')[1]}")
    if rule.answered:
        words.append(
            f"vastaus {rule.answered.option} askeleessa {rule.answered.step.split('/')[1]}"
        )
    if rule.again:
        words.append("toisen kerran")
    if rule.counts in _COUNTS:
        words.append(_COUNTS[rule.counts])
    if rule.assistance is not None:
        words.append(_HOW[rule.assistance])
    return ", ".join(words)
