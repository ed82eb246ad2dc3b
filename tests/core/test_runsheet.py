"""Run sheets as text: they outlive changes of their shape."""

import json

import pytest

from digimatka.core.runsheet import (
    InterviewPlan,
    Part,
    PartKind,
    RunSheet,
    Way,
    dump,
    fingerprint,
    load,
)

SHEET = RunSheet(
    title="Ilta",
    minutes=60,
    way=Way.TEAM,
    quests=("alku",),
    parts=(
        Part(kind=PartKind.WARM_UP, minutes=5, text="Hei.", items=("Miten menee?", "Entä nyt?")),
        Part(kind=PartKind.DO, minutes=20),
        Part(kind=PartKind.BREAK, minutes=10),
        Part(kind=PartKind.DO, minutes=25),
    ),
    interview=InterviewPlan(questions=("Kuka olet?",), checklist=("Vastasi.",)),
)


def test_a_sheet_comes_back_as_it_was() -> None:
    assert load(dump(SHEET)) == SHEET


def test_a_sheet_of_an_older_program_has_defaults_for_what_it_lacks() -> None:
    assert load('{"title": "Ilta", "minutes": 45}') == RunSheet(title="Ilta", minutes=45)


def test_a_sheet_of_a_newer_program_is_read_as_far_as_it_is_known() -> None:
    newer = {**json.loads(dump(SHEET)), "music": "kannel"}
    newer["parts"][0]["mood"] = "hyvä"

    assert load(json.dumps(newer)) == SHEET


@pytest.mark.parametrize("text", ["", "[]", '{"title": "Ilta"}', '{"minutes": 5}'])
def test_what_is_no_sheet_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="RunSheet"):
        load(text)


def test_it_adds_up_its_parts_and_knows_what_is_asked_first() -> None:
    assert (SHEET.planned, SHEET.doing) == (60, 45)
    assert SHEET.question_of(PartKind.WARM_UP) == "Miten menee?"
    assert SHEET.question_of(PartKind.CLOSING) == ""


def test_another_sheet_has_another_fingerprint() -> None:
    other = SHEET.model_copy(update={"title": "Aamu"})

    assert fingerprint(load(dump(SHEET))) == fingerprint(SHEET) != fingerprint(other)
