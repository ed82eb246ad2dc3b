"""A field of a simulated page as its template needs it, with what stands in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from digimatka.core.kinds.base import Answer, Problem
from digimatka.core.practice.entry import Values, first
from digimatka.core.practice.fields import (
    CheckboxField,
    ChoiceField,
    FileField,
    PracticeField,
    PracticeFile,
)
from digimatka.core.practice.model import Practice
from digimatka.core.practice.typed import DateField, TextField
from digimatka.core.private import looks_private
from digimatka.i18n import gettext as _
from digimatka.web import texts
from digimatka.web.items import Item

# Names of a practice's fields carry it, so that none of them meets another name on the page.
PREFIX: Final = "k-"
NO_BREAK: Final = "\u00a0"
MAY_BREAK: Final = "\u200b"
Typed = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field with what stands in it. ``name`` is also its id on the page."""

    kind: str
    name: str
    label: str
    hint: str
    error: str = ""
    value: str = ""
    items: tuple[Item, ...] = ()
    parts: tuple[tuple[str, str, str], ...] = ()
    rows: int = 1

    @property
    def anchor(self) -> str:
        """The id of the first thing that takes the focus, where an error message leads."""
        if self.parts:
            return self.parts[0][0]
        is_group = self.kind in ("choice", "many", "file")
        return f"{self.name}-{self.items[0].id}" if is_group else self.name

    @property
    def errors(self) -> dict[str, str]:
        """The error by the field's name."""
        return {self.name: self.error} if self.error else {}


def field_view(
    entry: PracticeField, picked: Values, typed: Typed | None, problem: Problem | None
) -> FieldView:
    """The field with what was typed just now, else what was picked before, else the author's."""
    error = texts.field_problem(entry, problem) if problem else ""
    common = (f"{PREFIX}{entry.id}", entry.label, entry.hint or "", error)
    chosen = picked if typed is None else typed.get(entry.id, ())
    if isinstance(entry, ChoiceField):
        if typed is None and entry.value and not picked:
            chosen = (entry.value,)
        kind = "menu" if entry.menu else "many" if entry.many else "choice"
        options = tuple(Item(o.id, o.text, o.id in chosen) for o in entry.options)
        return FieldView(kind, *common, items=options)
    if isinstance(entry, FileField):
        files = tuple(Item(f.id, _file_words(f), f.id in chosen) for f in entry.files)
        return FieldView("file", *common, items=files)
    if isinstance(entry, CheckboxField):
        box = (Item("ticked", entry.label, "ticked" in chosen),)
        return FieldView("checkbox", *common, items=box)
    if isinstance(entry, DateField):
        return FieldView("date", *common, parts=_date_parts(entry, picked, typed))
    text = entry.words(picked) if typed is None else first(typed, entry.id)
    return FieldView("text", *common, value=text, rows=entry.rows)


def _date_parts(
    entry: DateField, picked: Values, typed: Typed | None
) -> tuple[tuple[str, str, str], ...]:
    labels = (_("Päivä"), _("Kuukausi"), _("Vuosi"))
    before = entry.words(picked).split(".") if picked else []
    shown = [first(typed or {}, name) for name in entry.names()]
    if typed is None and len(before) == len(labels):
        shown = before
    return tuple(
        (f"{PREFIX}{name}", label, value)
        for name, label, value in zip(entry.names(), labels, shown, strict=True)
    )


def _file_words(file: PracticeFile) -> str:
    """Name and size; a long name may go on in the next line after an underscore."""
    name = file.name.replace("_", f"_{MAY_BREAK}")
    return f"{name} ({file.size.replace(' ', NO_BREAK)})" if file.size else name


def typed_in(practice: Practice, form: Answer) -> Typed:
    """What of a posted form may stand on the next page: known fields, no codes, nothing private."""
    kept: dict[str, tuple[str, ...]] = {}
    for entry in practice.fields.values():
        if isinstance(entry, TextField) and entry.secret:
            continue
        for name in entry.names():
            values = tuple(form.get(name, ()))
            if values and not any(looks_private(value) for value in values):
                kept[name] = values
    return kept
