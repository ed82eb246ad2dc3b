"""Ids that rules and scenarios name: every one must exist, since an unknown id opens no door.

Reads plain data, so that a file is checked here even when something else in it is wrong. What a
file that could not be read would have held is unknown, and nothing is said about it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from digimatka.content import suggest
from digimatka.content.problems import Problem
from digimatka.content.source import Source
from digimatka.core.kinds.base import ID_PATTERN, letter

Path = tuple[str | int, ...]
_QUEST_KEYS: Final = frozenset({"quest", "done", "known", "skipped", "open", "locked"})
_BADGE_KEYS: Final = frozenset({"badge", "no_badge"})
_ID = re.compile(ID_PATTERN)
_CHOICE_HINT: Final = "Vain valinta-askeleen vastaukseen voi viitata. Tarkista askeleen nimi."
_RIGHT_ONLY: Final = "Viittaa oikeaan vaihtoehtoon, tai kysymykseen, jossa mikään ei ole väärin."
_FEWER: Final = "Pienennä lukua tai lisää tehtäviä."


@dataclass(frozen=True, slots=True)
class Options:
    """The ids of a ``choose`` step's options, None for one without; and those that are wrong.

    A wrong answer does not complete the step, so it never becomes a fact that a rule could see.
    """

    ids: tuple[str | None, ...]
    wrong: frozenset[str]

    @classmethod
    def of(cls, options: list[Any]) -> "Options":
        """Reads a list of options, whatever may be wrong with it."""
        maps = [option if isinstance(option, dict) else {} for option in options]
        names = tuple(str(option["id"]) if "id" in option else None for option in maps)
        is_right = [option.get("correct") is True for option in maps]
        right = {name for name, good in zip(names, is_right, strict=True) if good}
        return cls(names, frozenset(filter(None, names)) - right if any(is_right) else frozenset())


Steps = dict[str, Options | None]


@dataclass(slots=True)
class Known:
    """Every id of a journey. None stands for what cannot be known because a file is broken.

    ``quests`` maps a quest to its steps, and a ``choose`` step to its options. ``chapters`` and
    ``skills`` count their quests.
    """

    has_all_quests: bool = True
    chapters: dict[str, int | None] = field(default_factory=dict)
    quests: dict[str, Steps | None] = field(default_factory=dict)
    badges: set[str] | None = field(default_factory=set)
    skills: dict[str, int] | None = field(default_factory=dict)

    def add_quest(self, name: str, source: Source | None) -> None:
        """Takes in a quest, as far as its file can be read."""
        if source is None or not isinstance(source.get("steps"), list):
            self.quests.setdefault(name, None)
            self.skills = None
            return
        steps: Steps = {}
        for index, step in enumerate(source.items("steps")):
            if isinstance(step, dict) and isinstance(step.get("id"), str):
                options = Options.of(source.items("steps", index, "options"))
                steps[step["id"]] = options if step.get("kind") == "choose" else None
        self.quests.setdefault(name, steps)
        for skill in source.items("skills"):
            if self.skills is not None and isinstance(skill, str):
                self.skills[skill] = self.skills.get(skill, 0) + 1


def check(
    known: Known, quests: Iterable[Source], badges: Source | None, meetings: Iterable[Source]
) -> Iterator[Problem]:
    """Every id that is named and does not exist."""
    for source in quests:
        yield from _Checker(known, source).walk(source.get("requires"), ("requires",))
        yield from _Checker(known, source).walk(source.get("scenarios"), ("scenarios",))
    if badges is not None:
        checker = _Checker(known, badges, of_badges=True)
        for index, _ in enumerate(badges.items("badges")):
            path = ("badges", index, "rule")
            yield from checker.walk(badges.get(*path), path)
    for source in meetings:
        for index, name in enumerate(source.items("quests")):
            if isinstance(name, str):
                yield from _Checker(known, source).quest(name, ("quests", index))


@dataclass(frozen=True, slots=True)
class _Checker:
    """Walks requirements and scenarios; a key says what sort of id its value is."""

    known: Known
    source: Source
    of_badges: bool = False

    def walk(self, value: Any, path: Path) -> Iterator[Problem]:
        if isinstance(value, list):
            for index, item in enumerate(value):
                yield from self.walk(item, (*path, index))
        elif isinstance(value, dict):
            for key, item in value.items():
                if isinstance(item, str):
                    yield from self._id(key, item, (*path, key))
                elif key == "answered" and isinstance(item, dict):
                    yield from self._answered(item, (*path, key))
                elif key == "again" and item is True and not self.of_badges:
                    message = "Kohta ”again” käy vain merkin ehtoon."
                    hint = "Poista se. Tehtävä aukeaa, kun askel on tehty kerran."
                    yield self.source.error((*path, key), "again-in-quest", message, hint)
                else:
                    yield from self.walk(item, (*path, key))
            yield from self._enough(value, path)

    def _id(self, key: str, name: str, path: Path) -> Iterator[Problem]:
        known = self.known
        if key in _QUEST_KEYS:
            yield from self.quest(name, path)
        elif key in _BADGE_KEYS:
            yield from self._unknown("badge", "Merkkiä", name, known.badges, path)
        elif key == "of_chapter":
            yield from self._unknown("chapter", "Lukua", name, known.chapters, path)
        elif key == "step":
            yield from self._step(name, path)
        elif key == "opened_by" and self.of_badges:
            message = "Ohjaaja voi avata vain tehtävän, ei antaa merkkiä tällä ehdolla."
            hint = "Käytä ehtoa ”opened_by” vain tehtävän kohdassa ”requires”."
            yield self.source.error(path, "opened-by-in-badge", message, hint)

    def quest(self, name: str, path: Path) -> Iterator[Problem]:
        """A quest that is named and does not exist."""
        known = self.known.quests if self.known.has_all_quests else None
        yield from self._unknown("quest", "Tehtävää", name, known, path)

    def _unknown(
        self, sort: str, word: str, name: str, known: Iterable[str] | None, path: Path
    ) -> Iterator[Problem]:
        if known is not None and name not in known and _ID.fullmatch(name):
            message = f"{word} ”{name}” ei ole."
            yield self.source.error(path, f"unknown-{sort}", message, suggest.hint(name, known))

    def _step(self, name: str, path: Path) -> Iterator[Problem]:
        quest, _, step = name.partition("/")
        if quest not in self.known.quests and step:
            yield from self.quest(quest, path)
            return
        steps = self.known.quests.get(quest)
        if steps is not None and step and step not in steps:
            near = suggest.closest(step, steps)
            hint = f"Tarkoititko ”{quest}/{near}”?" if near else suggest.hint(step, steps)
            message = f"Tehtävässä ”{quest}” ei ole askelta ”{step}”."
            yield self.source.error(path, "unknown-step", message, hint)

    def _answered(self, value: Mapping[str, Any], path: Path) -> Iterator[Problem]:
        name, option = value.get("step"), value.get("option")
        if not isinstance(name, str) or not isinstance(option, str):
            return
        yield from self._step(name, (*path, "step"))
        quest, _, step = name.partition("/")
        steps = self.known.quests.get(quest) or {}
        if step not in steps:
            return
        options = steps[step]
        if options is None:
            message = f"Askel ”{name}” ei ole valinta (kind: choose)."
            yield self.source.error((*path, "step"), "not-a-choice", message, _CHOICE_HINT)
        elif option in options.wrong:
            message = f"Vaihtoehto ”{option}” on väärä vastaus, eikä askel tule sillä tehdyksi."
            yield self.source.error((*path, "option"), "wrong-option", message, _RIGHT_ONLY)
        elif option not in options.ids:
            message = f"Askeleessa ”{name}” ei ole vaihtoehtoa, jonka tunnus on ”{option}”."
            named = [key for key in options.ids if key]
            letters = [letter(i) for i, key in enumerate(options.ids) if not key]
            code, hint = "unknown-option", suggest.hint(option, named)
            if option in letters or not hint:
                code, hint = "option-without-id", "Lisää vaihtoehtoon oma tunnus, kohta ”id”."
            yield self.source.error((*path, "option"), code, message, hint)

    def _enough(self, value: Mapping[str, Any], path: Path) -> Iterator[Problem]:
        """``at_least`` of fewer quests than that."""
        need, chapter, skill = (value.get(k) for k in ("at_least", "of_chapter", "of_skill"))
        there: int | None = None
        if isinstance(chapter, str):
            there = self.known.chapters.get(chapter)
        elif isinstance(skill, str) and self.known.skills is not None and self.known.has_all_quests:
            there = self.known.skills.get(skill, 0)
            if not there:
                message = f"Millään tehtävällä ei ole osaamista ”{skill}”."
                hint = suggest.hint(skill, self.known.skills)
                yield self.source.error((*path, "of_skill"), "unknown-skill", message, hint)
                return
        if there is not None and isinstance(need, int) and need > there:
            message = f"Ehto ei täyty koskaan: tehtäviä on vain {there}."
            yield self.source.error((*path, "at_least"), "too-few-quests", message, _FEWER)
