"""A screen of a practice as its template needs it: texts, fields, and what can be pressed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from digimatka.core.kinds.base import Problem
from digimatka.core.practice.model import RETURN, Goal, Practice, Screen
from digimatka.core.practice.run import Run, here, met, present
from digimatka.core.practice.ways import Action
from digimatka.i18n import gettext as _
from digimatka.web.fieldview import PREFIX, FieldView, Typed, field_view


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

    def address(self) -> list[str]:
        """The address bar in pieces, between which a line may end."""
        return re.split(r"(?<=[/])(?![/])|(?=\.)", self.screen.address or "")

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
        return tuple(
            field_view(entry, picks.get(entry.id, ()), self.typed, self.problems.get(entry.id))
            for entry in self.screen.fields
        )

    def errors(self) -> list[dict[str, str]]:
        """The error summary: one line a field."""
        return [
            {"href": f"#{entry.anchor}", "text": entry.error}
            for entry in self.fields()
            if entry.error
        ]

    def buttons(self) -> list[ButtonView]:
        """The buttons of the page: the main one is the author's, or the first that reads fields."""
        found = [
            (name, button)
            for i, button in enumerate(self.screen.buttons)
            if (name := f"buttons-{i}") in self.actions
        ]
        if self.screen.returns:
            return [ButtonView(RETURN, _("Palaa takaisin"), "main")]
        if not any(button.kind == "main" for _name, button in found):
            main = next((n for n, button in found if button.reads and button.kind is None), "")
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
