"""A screen of a practice as its template needs it: fields with what stands in them, and buttons."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from digimatka.core.kinds.base import Answer, Problem
from digimatka.core.practice.entry import Values, first
from digimatka.core.practice.fields import CheckboxField, ChoiceField, FileField, PracticeField
from digimatka.core.practice.model import RETURN, Action, Goal, Practice, Screen
from digimatka.core.practice.run import Run, here, met, present
from digimatka.core.practice.typed import DateField, TextField
from digimatka.core.private import looks_private
from digimatka.i18n import gettext as _
from digimatka.web import texts
from digimatka.web.items import Item

# Names of a practice's fields carry it, so that none of them meets another name on the page.
PREFIX = "k-"
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
        return f"{self.name}-{self.items[0].id}" if self.kind in ("choice", "file") else self.name

    @property
    def errors(self) -> dict[str, str]:
        """The error by the field's name."""
        return {self.name: self.error} if self.error else {}


@dataclass(frozen=True, slots=True)
class ButtonView:
    """Something to press, by the name that is posted."""

    name: str
    text: str
    kind: str = "quiet"


@dataclass(frozen=True)
class RunView:
    """A run as it is shown.

    ``typed`` is what was just posted, if anything was: it stands on this page alone.
    """

    practice: Practice
    goals: tuple[Goal, ...]
    run: Run
    is_asking: bool = True
    typed: Typed | None = None
    problems: Mapping[str, Problem] = field(default_factory=dict)
    said: str = ""

    @cached_property
    def screen(self) -> Screen:
        """The screen of the run."""
        return here(self.practice, self.run)

    @cached_property
    def actions(self) -> Mapping[str, Action]:
        """What can be pressed now, by name."""
        return present(self.screen, self.run.flags)

    @property
    def is_common(self) -> bool:
        """Whether nothing on the page was written by the learner."""
        return self.typed is None

    @cached_property
    def is_met(self) -> bool:
        """Whether all goals hold."""
        return all(met(self.goals, self.run).values())

    @property
    def title_has_focus(self) -> bool:
        """Whether nothing on the page is more urgent than the title of the screen."""
        is_end = self.is_met and self.is_asking
        return not (self.problems or self.said or self.run.hint_open or is_end)

    def aims(self) -> list[tuple[str, bool]]:
        """The goals in words, each with whether it holds."""
        holds = met(self.goals, self.run)
        return [(goal.text, holds[goal.id]) for goal in self.goals]

    def notes(self) -> list[str]:
        """The texts of this state."""
        return [note.text for note in self.screen.notes if note.when.holds(self.run.flags)]

    def facts(self) -> list[tuple[str, str]]:
        """The lines of the summary."""
        picks = dict(self.run.picks)
        lines = []
        for fact in self.screen.summary:
            value = fact.value or ""
            if fact.field is not None:
                value = self.practice.fields[fact.field].words(picks.get(fact.field, ()))
            lines.append((fact.label, value or _("(kirjoittamasi teksti)")))
        return lines

    def messages(self) -> list[tuple[str, str, str, str]]:
        """The inbox: name, sender, subject and day of each message."""
        numbered = ((f"messages-{i}", m) for i, m in enumerate(self.screen.messages))
        return [
            (name, message.sender, message.subject, message.day or "")
            for name, message in numbered
            if name in self.actions
        ]

    def fields(self) -> tuple[FieldView, ...]:
        """The fields with what stands in them: written just now, picked before, or the author's."""
        picks = dict(self.run.picks)
        return tuple(self._field(entry, picks.get(entry.id, ())) for entry in self.screen.fields)

    def errors(self) -> list[dict[str, str]]:
        """The error summary: one line a field."""
        return [
            {"href": f"#{entry.anchor}", "text": entry.error}
            for entry in self.fields()
            if entry.error
        ]

    def buttons(self) -> list[ButtonView]:
        """The buttons of the page; the first that reads the fields is the main one."""
        found = [
            (name, button)
            for i, button in enumerate(self.screen.buttons)
            if (name := f"buttons-{i}") in self.actions
        ]
        if self.screen.returns:
            return [ButtonView(RETURN, _("Palaa takaisin"), "main")]
        if not any(button.kind == "main" for _name, button in found):
            main = next((name for name, button in found if button.reads), "")
        else:
            main = ""
        return [
            ButtonView(name, button.text, "main" if name == main else button.kind or "quiet")
            for name, button in found
        ]

    def main_button(self) -> ButtonView | None:
        """What Enter in a field presses."""
        return next((button for button in self.buttons() if button.kind == "main"), None)

    def links(self) -> list[ButtonView]:
        """The links of the page."""
        return [
            ButtonView(name, link.text, "link")
            for i, link in enumerate(self.screen.links)
            if (name := f"links-{i}") in self.actions
        ]

    def phone_buttons(self) -> list[ButtonView]:
        """The buttons of the phone."""
        phone = self.screen.phone
        return [
            ButtonView(name, button.text, button.kind or "quiet")
            for i, button in enumerate(phone.buttons if phone else ())
            if (name := f"phone-{i}") in self.actions
        ]

    @property
    def phone_rings(self) -> bool:
        """Whether the phone shows something now."""
        return self.screen.phone is not None and self.screen.phone.when.holds(self.run.flags)

    def carried(self) -> list[tuple[str, str]]:
        """What was written on the screen that an explanation leads back to."""
        typed = self.typed if self.typed and self.screen.detour else {}
        return [(f"{PREFIX}{name}", text) for name, words in typed.items() for text in words]

    def _field(self, entry: PracticeField, picked: Values) -> FieldView:
        name, problem = f"{PREFIX}{entry.id}", self.problems.get(entry.id)
        error = texts.field_problem(entry, problem) if problem else ""
        common = (name, entry.label, entry.hint or "", error)
        chosen = picked if self.typed is None else self.typed.get(entry.id, ())
        if isinstance(entry, ChoiceField):
            if self.typed is None and entry.value and not picked:
                chosen = (entry.value,)
            kind = "menu" if entry.menu else "many" if entry.many else "choice"
            options = tuple(Item(o.id, o.text, o.id in chosen) for o in entry.options)
            return FieldView(kind, *common, items=options)
        if isinstance(entry, FileField):
            files = tuple(
                Item(f.id, f"{f.name} ({f.size})" if f.size else f.name, f.id in chosen)
                for f in entry.files
            )
            return FieldView("file", *common, items=files)
        if isinstance(entry, CheckboxField):
            box = (Item("ticked", entry.label, "ticked" in chosen),)
            return FieldView("checkbox", *common, items=box)
        if isinstance(entry, DateField):
            return FieldView("date", *common, parts=self._date_parts(entry, picked))
        return FieldView("text", *common, value=self._text(entry, picked), rows=entry.rows)

    def _text(self, entry: TextField, picked: Values) -> str:
        return entry.words(picked) if self.typed is None else first(self.typed, entry.id)

    def _date_parts(self, entry: DateField, picked: Values) -> tuple[tuple[str, str, str], ...]:
        labels = (_("Päivä"), _("Kuukausi"), _("Vuosi"))
        before = entry.words(picked).split(".") if picked else []
        shown = [first(self.typed or {}, name) for name in entry.names()]
        if self.typed is None and len(before) == len(labels):
            shown = before
        return tuple(
            (f"{PREFIX}{name}", label, value)
            for name, label, value in zip(entry.names(), labels, shown, strict=True)
        )


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
