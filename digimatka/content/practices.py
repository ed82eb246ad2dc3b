"""What a practice names: screens, fields, values, flags. All of it must be there.

An unknown screen would be a door to nowhere and an unknown value a rule that never holds, so these
are errors that keep the journey from being used. Whether a practice can be finished is proved by
``checks.practice``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from digimatka.content import suggest
from digimatka.content.ids import repeated
from digimatka.content.problems import Level, Problem
from digimatka.content.source import Node, Source
from digimatka.core.practice.entry import EMPTY, OTHER
from digimatka.core.practice.fields import ChoiceField, PracticeField
from digimatka.core.practice.model import Practice, Screen
from digimatka.core.practice.typed import DateField, TextField
from digimatka.core.practice.ways import Action, Way, When
from digimatka.core.private import looks_private

Path = tuple[str | int, ...]
_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DIGITS: Final = re.compile(r"(?:\d[ -]?){4}")
_ALWAYS: Final = (
    "Tee viimeisestä tavasta sellainen, jossa ei ole ehtoja (is, at_least, has, lacks)."
)
_READS_NOTHING: Final = (
    "Vain sivun painike (buttons) lukee kentät, ja vain jos siinä ei ole ”reads: false”."
)
_WORDS: Final = "Kirjoita tunnukset sanoina, esimerkiksi ”kuusi-seitsemän”."


def in_practice(practice: Practice, source: Source) -> Iterator[Problem]:
    """Every name in a practice that stands for nothing, and everything that looks too real."""
    yield from _ids(practice, source)
    yield from _Names(practice, source).check()
    yield from _too_real(source, source.root)
    for index, line in enumerate(practice.slip):
        if _DIGITS.search(line.value):
            message = f"”{line.value}” näyttää oikealta tunnukselta."
            yield source.error(("slip", index, "value"), "looks-real", message, _WORDS)


def named(quests: Iterable[Source], practices: Mapping[str, Source]) -> Iterator[Problem]:
    """Practices and goals that steps name and that do not exist. Reads plain data."""
    for source in quests:
        for index, step in enumerate(source.items("steps")):
            if not isinstance(step, dict) or step.get("kind") != "practice":
                continue
            name = step.get("practice")
            if not isinstance(name, str):
                continue
            if name not in practices:
                message = f"Harjoitusta ”{name}” ei ole kansiossa practices."
                hint = suggest.hint(name, practices)
                path: Path = ("steps", index, "practice")
                yield source.error(path, "unknown-practice", message, hint)
                continue
            known = _ids_in(practices[name].items("goals"))
            for place, goal in enumerate(source.items("steps", index, "goals")):
                if isinstance(goal, str) and goal not in known:
                    message = f"Harjoituksessa ”{name}” ei ole tavoitetta ”{goal}”."
                    hint = suggest.hint(goal, known)
                    path = ("steps", index, "goals", place)
                    yield source.error(path, "unknown-goal", message, hint)


def _ids_in(items: Iterable[Any]) -> list[str]:
    return [i["id"] for i in items if isinstance(i, dict) and isinstance(i.get("id"), str)]


def _ids(practice: Practice, source: Source) -> Iterator[Problem]:
    """Ids that stand twice, and fields of one name that hold different things."""
    yield from repeated(source, "screens")
    yield from repeated(source, "goals")
    first: dict[str, tuple[Path, PracticeField]] = {}
    for index, screen in enumerate(practice.screens):
        yield from repeated(source, "screens", index, "fields")
        for place, field in enumerate(screen.fields):
            path: Path = ("screens", index, "fields", place)
            for name in ("cases", "options", "files"):
                yield from repeated(source, *path, name)
            _, other = first.setdefault(field.id, (path, field))
            if other.kind != field.kind or other.values() != field.values():
                message = (
                    f"Kenttä ”{field.id}” on jo toisessa ruudussa, mutta sen arvot ovat toiset."
                )
                hint = "Anna tälle kentälle oma tunnus."
                yield source.error((*path, "id"), "field-differs", message, hint)


class _Names:
    """The names of one practice against what there is."""

    def __init__(self, practice: Practice, source: Source) -> None:
        self.practice = practice
        self.source = source
        self.screens = [screen.id for screen in practice.screens]

    def check(self) -> Iterator[Problem]:
        yield from self._screen(self.practice.start, ("start",))
        for index, goal in enumerate(self.practice.goals):
            yield from self._flags(goal, ("goals", index))
        for index, screen in enumerate(self.practice.screens):
            at: Path = ("screens", index)
            yield from self._fields(screen, at)
            for place, note in enumerate(screen.notes):
                yield from self._flags(note.when, (*at, "notes", place, "when"))
            if screen.phone is not None:
                yield from self._flags(screen.phone.when, (*at, "phone", "when"))
            for name, action, _when in screen.actions():
                yield from self._action(screen, name, action, (*at, *action_path(name)))

    def _fields(self, screen: Screen, at: Path) -> Iterator[Problem]:
        for place, field in enumerate(screen.fields):
            path: Path = (*at, "fields", place)
            if isinstance(field, TextField | DateField):
                yield from self._case_ids([case.id for case in field.cases], path)
            elif isinstance(field, ChoiceField) and field.value not in (None, *field.values()):
                known = [option.id for option in field.options]
                message = f"Vaihtoehtoa ”{field.value}” ei ole tässä kentässä."
                hint = suggest.hint(str(field.value), known)
                yield self.source.error((*path, "value"), "unknown-value", message, hint)
        for place, fact in enumerate(screen.summary):
            if fact.field is not None and fact.field not in self.practice.fields:
                message = f"Kenttää ”{fact.field}” ei ole tässä harjoituksessa."
                hint = suggest.hint(fact.field, self.practice.fields)
                yield self.source.error(
                    (*at, "summary", place, "field"), "unknown-field", message, hint
                )

    def _case_ids(self, names: Iterable[str], path: Path) -> Iterator[Problem]:
        for number, name in enumerate(names):
            if name in (OTHER, EMPTY):
                message = f"Tunnus ”{name}” on varattu."
                hint = "Keksi tapaukselle toinen tunnus."
                place = (*path, "cases", number, "id")
                yield self.source.error(place, "reserved-id", message, hint)

    def _action(self, screen: Screen, name: str, action: Action, path: Path) -> Iterator[Problem]:
        yield from self._flags(action.when, (*path, "when"))
        if action.to is not None:
            yield from self._screen(action.to, (*path, "to"))
        fields = {f.id: f for f in screen.fields} if screen.reads(name, action) else {}
        for index, way in enumerate(action.ways):
            yield from self._way(way, fields, (*path, "ways", index))
        if action.ways and not action.ways[-1].is_open:
            message = "Viimeisessä tavassa on ehto, joten painike ei aina vie mihinkään."
            place = (*path, "ways", len(action.ways) - 1)
            yield self.source.error(place, "no-otherwise", message, _ALWAYS)

    def _way(self, way: Way, fields: Mapping[str, PracticeField], path: Path) -> Iterator[Problem]:
        if way.to is not None:
            yield from self._screen(way.to, (*path, "to"))
        yield from self._flags(way, path)
        for key in sorted(way.reads() - fields.keys()):
            message = f"Kenttää ”{key}” ei lueta tässä."
            hint = suggest.hint(key, fields) or _READS_NOTHING
            part = "is" if key in way.is_ else "at_least"
            yield self.source.error((*path, part, key), "unknown-field", message, hint, key=True)
        for key, value in way.wanted():
            known = fields[key].values() if key in fields else (value,)
            if value not in known:
                message = f"Kentällä ”{key}” ei ole arvoa ”{value}”."
                hint = suggest.hint(value, known)
                yield self.source.error((*path, "is", key), "unknown-value", message, hint)
        for key in way.at_least:
            field = fields.get(key)
            if field is not None and not (isinstance(field, ChoiceField) and field.many):
                message = f"Kentästä ”{key}” voi valita vain yhden."
                hint = "Lisää kenttään ”many: true” tai käytä ehtoa ”is”."
                yield self.source.error(
                    (*path, "at_least", key), "not-many", message, hint, key=True
                )

    def _screen(self, name: str, path: Path) -> Iterator[Problem]:
        if name not in self.screens:
            message = f"Ruutua ”{name}” ei ole."
            hint = suggest.hint(name, self.screens)
            yield self.source.error(path, "unknown-screen", message, hint)

    def _flags(self, when: When, path: Path) -> Iterator[Problem]:
        for key, flags in (("has", when.has), ("lacks", when.lacks)):
            for index, flag in enumerate(flags):
                if flag not in self.practice.flags:
                    message = f"Lippua ”{flag}” ei aseta mikään."
                    hint = suggest.hint(flag, self.practice.flags)
                    yield self.source.error((*path, key, index), "flag-never-set", message, hint)


def action_path(name: str) -> Path:
    """Where an action stands in its screen: "buttons-0" is the first of ``buttons``."""
    group, _, index = name.partition("-")
    if group == "back":
        return ("back",)
    return ("phone", "buttons", int(index)) if group == "phone" else (group, int(index))


def _too_real(source: Source, node: Node) -> Iterator[Problem]:
    """Text that looks like somebody's own code, and e-mail addresses that could be somebody's."""
    children = node.children
    if children is not None:
        for child in children.values() if isinstance(children, dict) else children:
            yield from _too_real(source, child)
    elif isinstance(node.value, str):
        if looks_private(node.value):
            message = "Tämä näyttää oikealta tunnukselta tai numerolta."
            yield source.problem_at(node.start, Level.ERROR, "looks-real", message, _WORDS)
        for found in _MAIL.findall(node.value):
            if not found.endswith(".example"):
                message = f"”{found}” voi olla jonkun oikea osoite."
                hint = "Käytä osoitetta, joka päättyy .example. Se on varattu esimerkeille."
                yield source.problem_at(node.start, Level.ERROR, "looks-real", message, hint)
