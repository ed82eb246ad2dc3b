"""One step as its template needs it: items with their state, feedback, hints, the answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from digimatka.core.kinds import Checklist, Choose, Match, Scale, Sort, Step, Write
from digimatka.core.kinds.base import Answer, Problem, Verdict
from digimatka.core.kinds.scale import RATINGS, Statement
from digimatka.core.private import looks_private
from digimatka.core.progress import ANSWER_SHOWN, Progress
from digimatka.core.rules import QuestRule, Rules
from digimatka.web import texts
from digimatka.web.items import Area, Errors, Item, first_field, given, notes_of, with_note


@dataclass(frozen=True, slots=True)
class StepView:
    """A step, the answer given to it, and what is known of it."""

    step: Step
    number: int
    of: int
    version: str
    answer: Answer
    verdict: Verdict | None
    moved: str
    is_done: bool
    is_again: bool
    is_waiting: bool
    hints: tuple[str, ...]
    hints_left: int
    solution: tuple[str, ...]
    picked: frozenset[str]

    @property
    def is_common(self) -> bool:
        """Whether the page shows nothing of what was posted just now: nothing was, or it is done.

        Only what is told once (``scale``, ``write``) is made of an answer that is done.
        """
        if self.verdict is None:
            return not self.answer and not self.moved
        return self.verdict.is_done and not self.step.is_told_once

    @property
    def standing(self) -> tuple[object, ...]:
        """What such a page depends on, beside the step and whether it was posted just now."""
        hints = (len(self.hints), self.hints_left, self.solution)
        return (self.is_done, self.is_again, self.is_waiting, self.picked, hints)

    @property
    def is_asking(self) -> bool:
        """Whether the form is shown: not done yet, being done anew, or just answered in vain.

        The last is for another tab, where the step is done meanwhile: what is written stays.
        """
        in_vain = self.verdict is not None and not self.verdict.is_done
        return not self.is_done or self.is_again or in_vain

    @property
    def error(self) -> str:
        """What to do about an answer that could not be judged; '' if it could."""
        found = self.verdict.problem if self.verdict else None
        if isinstance(self.step, Scale) and found is Problem.SOME_MISSING:
            found = Problem.NOTHING_CHOSEN  # the one statement that is shown
        return texts.step_problem(self.step, found) if found else ""

    @property
    def errors(self) -> Errors:
        """The error and the field it belongs to."""
        field = self.anchor
        if not isinstance(self.step, Match | Write):  # theirs are one field each
            field, _, _item = field.partition("-")
        return Errors(field, self.error) if self.error else Errors()

    @property
    def anchor(self) -> str:
        """The id of the field where an error message leads."""
        return first_field(self.step, self.answer, self.verdict)

    @property
    def is_judged(self) -> bool:
        """Whether there is a right and a wrong."""
        return bool(self.step.solution())

    @property
    def value(self) -> str:
        """What stands in the text field. Text that looks private is not sent back."""
        text = given(self.answer, "text")
        return "" if looks_private(text) else text

    def options(self) -> tuple[Item, ...]:
        """The options of a ``choose``; feedback stands beside what was chosen."""
        assert isinstance(self.step, Choose)  # noqa: S101 - the template of this kind calls it
        chosen = set(self.answer.get("choice", ())) if self.is_asking else self.picked
        notes = notes_of(self.verdict)
        if not self.is_asking:
            notes = notes_of(self.step.judge({"choice": tuple(self.picked)}))
        return tuple(
            with_note(Item(key, option.text, key in chosen), notes)
            for key, option in zip(self.step.option_ids(), self.step.options, strict=True)
        )

    def lines(self) -> list[Item]:
        """The lines of a ``sort`` by order, as they lie now."""
        assert isinstance(self.step, Sort)  # noqa: S101 - the template of this kind calls it
        texts_by_id = dict(zip(self.step.item_ids(), self.step.order, strict=True))
        given = tuple(self.answer.get("order", ()))
        order = given if sorted(given) == sorted(texts_by_id) else self.step.shown_order()
        notes = notes_of(self.verdict)
        return [with_note(Item(key, texts_by_id[key]), notes) for key in order]

    def cards(self) -> list[tuple[Item, tuple[Item, ...]]]:
        """The cards of a ``sort`` into groups, each with the groups it can go to."""
        assert isinstance(self.step, Sort)  # noqa: S101 - the template of this kind calls it
        notes = notes_of(self.verdict)
        found = []
        for key, card in zip(self.step.item_ids(), self.step.items, strict=True):
            chosen = given(self.answer, f"item-{key}")
            groups = (Item(group.id, group.title, group.id == chosen) for group in self.step.groups)
            found.append((with_note(Item(key, card.text), notes), tuple(groups)))
        return found

    def halves(self) -> list[tuple[Item, tuple[Item, ...]]]:
        """The lefts of a ``match``, each with the rights it can go with; when done, with its own.

        The author says why two things belong together once they are together.
        """
        assert isinstance(self.step, Match)  # noqa: S101 - the template of this kind calls it
        chosen = {key: given(self.answer, f"item-{key}") for key in self.step.item_ids()}
        notes = notes_of(self.verdict)
        if not self.is_asking:
            chosen = {key: key for key in chosen}
            notes = notes_of(self.step.judge({f"item-{key}": [key] for key in chosen}))
        found = []
        for (key, right), pair in zip(chosen.items(), self.step.pairs, strict=True):
            rights = tuple(Item(k, text, k == right) for k, text in self.step.rights())
            found.append((with_note(Item(key, pair.left), notes), rights))
        return found

    def areas(self) -> list[Area]:
        """The areas of a ``write``. Text that looks private comes back too: one can mend it."""
        assert isinstance(self.step, Write)  # noqa: S101 - the template of this kind calls it
        wrong = {note.item for note in self.verdict.notes} if self.verdict else set()
        found = []
        for key, part in zip(self.step.item_ids(), self.step.parts, strict=True):
            error = self.error if key in wrong or f"own-{key}" == self.anchor else ""
            found.append(Area(key, part, given(self.answer, f"own-{key}"), error))
        return found

    def ticks(self) -> tuple[Item, ...]:
        """The items of a ``checklist``."""
        assert isinstance(self.step, Checklist)  # noqa: S101 - the template of this kind calls it
        ticked = set(self.answer.get("tick", ()))
        items = zip(self.step.item_ids(), self.step.items, strict=True)
        return tuple(Item(key, text, key in ticked) for key, text in items)

    @property
    def statement(self) -> Statement:
        """The one statement of a ``scale`` that the page asks."""
        assert isinstance(self.step, Scale)  # noqa: S101 - the template of this kind calls it
        return self.step.following(self.answer)

    def rated(self) -> list[tuple[str, str]]:
        """The statements of a ``scale`` rated so far, which travel with the page."""
        assert isinstance(self.step, Scale)  # noqa: S101 - the template of this kind calls it
        return [(key, self.answer[key][0]) for key in self.step.rated(self.answer)]

    def ratings(self) -> tuple[Item, ...]:
        """The points of a ``scale``."""
        return tuple(Item(point, point) for point in RATINGS)

    def ways(self, ways: Sequence[tuple[str, str]]) -> tuple[Item, ...]:
        """The ways in which a ``confirm`` may have been done."""
        chosen = given(self.answer, "how")
        return tuple(Item(key, text, key == chosen) for key, text in ways)

    def who(self, people: Sequence[tuple[str, str]]) -> tuple[Item, ...]:
        """Who may confirm here and now; the first, unless somebody else was chosen."""
        chosen = next(iter(self.answer.get("by", ())), people[0][0])
        return tuple(Item(key, text, key == chosen) for key, text in people)

    def result(self) -> Mapping[str, float]:
        """The means of a ``scale`` that was just answered; it is kept nowhere."""
        assert isinstance(self.step, Scale)  # noqa: S101 - the template of this kind calls it
        return self.step.result(self.answer)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was just posted: the answer, its verdict if it was judged, the line just moved."""

    answer: Answer = field(default_factory=dict)
    verdict: Verdict | None = None
    moved: str = ""


def is_asking(rule: QuestRule, progress: Progress, step: str) -> bool:
    """Whether a step is not done yet, or is being done anew."""
    done = bool(progress.facts >> rule.step_bit(step) & 1)
    return not done or rule.first_step + rule.step_index[step] in progress.aids


def view(
    rules: Rules, rule: QuestRule, progress: Progress, step: Step, attempt: Attempt
) -> StepView:
    """What the page of a step shows after an attempt."""
    index = rule.step_index[step.id]
    aids = progress.aids.get(rule.first_step + index)
    shown = min(aids or 0, len(step.hints))
    done = bool(progress.facts >> rule.step_bit(step.id) & 1)
    options = rules.picks.get((rule.quest.id, step.id), {})
    picked = frozenset(key for key, bit in options.items() if progress.picks >> bit & 1)
    is_again = done and aids is not None
    show_answer = aids == ANSWER_SHOWN or (done and not is_again)
    return StepView(
        step=step,
        number=index + 1,
        of=len(rule.quest.steps),
        version=rules.versions[rule.quest.id, step.id],
        answer=attempt.answer,
        verdict=attempt.verdict,
        moved=attempt.moved,
        is_done=done,
        is_again=is_again,
        is_waiting=bool(progress.waits >> rule.first_step + index & 1),
        hints=step.hints[:shown] if aids != ANSWER_SHOWN else step.hints,
        hints_left=0 if aids == ANSWER_SHOWN else len(step.hints) - shown,
        solution=step.solution() if show_answer else (),
        picked=picked,
    )
