"""A run sheet in a form: nothing typed is lost, and what is wrong is told by field."""

from dataclasses import replace

import pytest

from digimatka.core.meetings_format import MAX_SCRIPT
from digimatka.core.runsheet import InterviewPlan, Part, PartKind, RunSheet, Way
from digimatka.core.sheetform import (
    LISTS,
    MAX_LINES,
    MAX_PARTS,
    Draft,
    SheetProblem,
    draft_from,
    draft_of,
    read,
)
from digimatka.core.sheetmoves import changed, focus_after

SHEET = RunSheet(
    title="Ilta",
    goal="Osaat.",
    template="ilta",
    minutes=45,
    way=Way.OWN,
    quests=("eka", "toka"),
    parts=(
        Part(kind=PartKind.WARM_UP, minutes=5, text="Hei.\n\nIstukaa.", items=("Miten menee?",)),
        Part(kind=PartKind.DO, minutes=30, items=("Tekijä: tekee.", "Tukija: katsoo.")),
        Part(kind=PartKind.TALK, minutes=10),
    ),
    needs=("Kynä.",),
    prompts=("Mikä toimi?", "Entä nyt?"),
    interview=InterviewPlan(interviewer="Kysyy.", questions=("Kuka olet?",)),
    paper="Kynällä.",
)
DRAFT = draft_of(SHEET)


def form_of(draft: Draft) -> dict[str, list[str]]:
    """What a browser sends of a form that shows the draft."""
    form = {
        **{name: [getattr(draft, name)] for name in ("title", "goal", "template", "way", "paper")},
        "length": [str(draft.minutes)],
        "quest": list(draft.quests),
        **{name: [text] for name, text in draft.lists.items()},
        **{f"interview-{name}": [text] for name, text in (draft.interview or {}).items()},
    }
    for number, part in enumerate(draft.parts):
        for name in ("kind", "minutes", "text", "items"):
            form[f"part-{number}-{name}"] = [getattr(part, name).replace("\n", "\r\n")]
    return form


def test_a_sheet_goes_through_the_form_as_it_was() -> None:
    draft = draft_from(form_of(DRAFT), {"eka", "toka"})

    assert draft == DRAFT
    assert read(draft) == SHEET


def test_the_minutes_of_the_parts_are_those_of_the_meeting() -> None:
    parts = (replace(DRAFT.parts[0], minutes="10 min"), *DRAFT.parts[1:])
    draft = replace(DRAFT, parts=parts)
    sheet = read(draft)

    assert isinstance(sheet, RunSheet)
    assert (sheet.minutes, draft.planned, draft.doing) == (50, 50, 30)


def test_an_empty_form_is_a_draft_with_problems() -> None:
    assert read(draft_from({}, ())) == {
        "title": SheetProblem.EMPTY,
        "parts": SheetProblem.NO_PARTS,
    }


@pytest.mark.parametrize("typed", ["", "x", "0", "-5", "181", "9" * 5000, "1.5", "٣", "²"])
def test_minutes_that_are_none_stay_as_they_were_typed(typed: str) -> None:
    form = form_of(DRAFT) | {"part-1-minutes": [typed]}
    draft = draft_from(form, ())

    assert draft.parts[1].minutes == typed
    assert read(draft) == {"part-1-minutes": SheetProblem.NO_MINUTES}


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("title", " \n ", SheetProblem.EMPTY),
        ("title", "a" * 121, SheetProblem.TOO_LONG),
        ("part-0-text", "a" * (MAX_SCRIPT + 1), SheetProblem.TOO_LONG),
        *((name, "a" * (MAX_LINES + 1), SheetProblem.TOO_LONG) for name in LISTS),
        ("needs", "Soita 040 123 4567", SheetProblem.PRIVATE),
        ("part-1-items", "131052-308T", SheetProblem.PRIVATE),
        ("interview-questions", "Soita 040 123 4567", SheetProblem.PRIVATE),
    ],
)
def test_what_cannot_be_kept_is_told_by_its_field(
    name: str, text: str, problem: SheetProblem
) -> None:
    assert read(draft_from(form_of(DRAFT) | {name: [text]}, ())) == {name: problem}


def test_quests_that_were_ticked_come_after_those_in_order_and_unknown_ones_do_not() -> None:
    form = form_of(DRAFT) | {"more": ["kolmas", "eka", "poistettu"]}

    assert draft_from(form, {"eka", "toka", "kolmas"}).quests == ("eka", "toka", "kolmas")


def test_a_way_or_part_that_there_is_not_does_no_harm() -> None:
    form = form_of(DRAFT) | {"way": ["juosten"], "part-1-kind": ["tanssi"]}
    draft = draft_from(form, ())

    assert draft.way is Way.TOGETHER
    assert [part.kind for part in draft.parts] == [PartKind.WARM_UP, PartKind.TALK]


def kinds(draft: Draft) -> list[str]:
    return [part.kind.value for part in draft.parts]


@pytest.mark.parametrize(
    ("act", "after", "focus"),
    [
        ("up-1", ["do", "warm_up", "talk"], "part-0"),
        ("down-0", ["do", "warm_up", "talk"], "part-1"),
        ("up-0", ["warm_up", "do", "talk"], "part-0"),
        ("down-2", ["warm_up", "do", "talk"], "part-2"),
        ("drop-2", ["warm_up", "do"], "part-1"),
        ("add-break", ["warm_up", "do", "break", "talk"], "part-2"),
        ("up-9", ["warm_up", "do", "talk"], "part-2"),
        ("tanssi-1", ["warm_up", "do", "talk"], "part-1"),
        ("add-tanssi", ["warm_up", "do", "talk"], "part-1"),
        ("more", ["warm_up", "do", "talk"], ""),
        ("", ["warm_up", "do", "talk"], ""),
    ],
)
def test_a_button_changes_the_order_and_the_focus_follows(
    act: str, after: list[str], focus: str
) -> None:
    draft = changed(DRAFT, act)

    assert kinds(draft) == after
    assert focus_after(draft, act) == focus


@pytest.mark.parametrize(
    ("act", "after", "focus"),
    [
        ("quest-up-1", ("toka", "eka"), "quest-0"),
        ("quest-down-0", ("toka", "eka"), "quest-1"),
        ("quest-drop-0", ("toka",), "quest-0"),
    ],
)
def test_quests_have_an_order_too(act: str, after: tuple[str, ...], focus: str) -> None:
    draft = changed(DRAFT, act)

    assert draft.quests == after
    assert focus_after(draft, act) == focus


def test_a_full_sheet_takes_no_more_parts() -> None:
    full = replace(DRAFT, parts=DRAFT.parts[1:2] * MAX_PARTS)

    assert changed(full, "add-break") == full


def test_without_anything_left_there_is_nothing_to_focus() -> None:
    assert (
        focus_after(changed(replace(DRAFT, quests=("eka",)), "quest-drop-0"), "quest-drop-0") == ""
    )
