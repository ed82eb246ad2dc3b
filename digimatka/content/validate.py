"""A parsed file against its model: an instance, or problems that point at the right words."""

from collections import defaultdict
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from digimatka.content import suggest
from digimatka.content.problems import Problem
from digimatka.content.shape import fields_at
from digimatka.content.source import Source
from digimatka.content.wording import Fault, word

M = TypeVar("M", bound=BaseModel)
Loc = tuple[str | int, ...]
# A rule about a whole mapping points at the key that breaks it.
_CULPRITS: Final = {
    "at-least-of-what": "at_least",
    "at-least-too-many": "at_least",
    "misplaced-counts": "counts",
    "misplaced-assistance": "assistance",
    "misplaced-again": "again",
    "same-twice": "pairs",
    "need-too-big": "need",
    "many-correct": "options",
}


def validate(model: type[M], source: Source) -> tuple[M | None, list[Problem]]:
    """The file as a model, or None and every problem with it."""
    try:
        return model.model_validate(source.data), []
    except ValidationError as error:
        return None, _Report(model, source).problems(error)


class _Report:
    """Turns the errors of one file into problems; joins those that have one cause."""

    def __init__(self, model: type[BaseModel], source: Source) -> None:
        self.model = model
        self.source = source
        self.missing: dict[Loc, list[str]] = defaultdict(list)

    def problems(self, error: ValidationError) -> list[Problem]:
        errors = error.errors(include_url=False, include_input=False)
        for item in errors:
            if item["type"] == "missing":
                self.missing[item["loc"][:-1]].append(str(item["loc"][-1]))
        found: list[Problem] = []
        for item in errors:
            loc = item["loc"]
            if item["type"] == "extra_forbidden":
                found.append(self._unknown_key(loc))
            elif item["type"] != "missing":
                found += self._wrong_value(item["type"], loc, item.get("ctx", {}))
        found += [self._missing_keys(loc, names) for loc, names in self.missing.items() if names]
        return found

    def _unknown_key(self, loc: Loc) -> Problem:
        """A misspelt key is also a missing one: said once, at the key."""
        name, parent = str(loc[-1]), loc[:-1]
        fields = fields_at(self.model, parent)
        absent = self.missing.get(parent, [])
        meant = suggest.closest(name, absent)
        if meant is not None:
            absent.remove(meant)
        here = self.source.node(parent).value
        free = [field for field in fields if field not in here]
        hint = f"Tarkoititko ”{meant}”?" if meant else suggest.hint(name, free)
        message = f"Kohtaa ”{name}” ei tunneta tässä."
        return self.source.error(loc, "unknown-key", message, hint, key=True)

    def _missing_keys(self, loc: Loc, names: list[str]) -> Problem:
        fields = fields_at(self.model, loc)
        listed = ", ".join(f"”{name}”" for name in names)
        hints = [
            f"{name}: {description}"
            for name in names
            if name in fields and (description := fields[name].description)
        ]
        verb = "Kohta puuttuu" if len(names) == 1 else "Kohtia puuttuu"
        return self.source.error(loc, "missing-key", f"{verb}: {listed}.", "\n".join(hints))

    def _wrong_value(self, kind: str, loc: Loc, context: dict[str, Any]) -> list[Problem]:
        node = self.source.node(loc)
        value = node.value
        raw = value if isinstance(value, str) else self.source.text[node.start : node.end]
        path, on_key = loc, False
        if kind == "too_short" and len(value) >= context["min_length"]:
            return []  # The items are there; each has an error of its own.
        if loc[-1:] == ("[key]",):
            value, on_key = loc[-2], True
        elif kind == "union_tag_not_found" and (meant := suggest.closest("kind", value)):
            return [self._unknown_kind_key((*loc, meant))]
        elif kind == "union_tag_invalid":
            path = (*loc, "kind")
        elif kind == "unknown-group":
            path = (*loc, "items", context["index"], "group")
        elif (culprit := _CULPRITS.get(kind)) and culprit in value:
            path, on_key = (*loc, culprit), True
        wording = word(Fault(kind, context, value, raw))
        return [self.source.error(path, *wording, key=on_key)]

    def _unknown_kind_key(self, loc: Loc) -> Problem:
        message = f"Kohtaa ”{loc[-1]}” ei tunneta tässä."
        return self.source.error(loc, "unknown-key", message, "Tarkoititko ”kind”?", key=True)
