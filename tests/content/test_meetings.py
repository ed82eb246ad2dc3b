"""Meetings in files: a good one is read, and every mistake is found where it stands."""

from pathlib import Path
from typing import Final

import pytest

from digimatka.content.load import load_journey
from digimatka.content.texts import texts
from tests.conftest import QUESTS
from tests.content.small import copy_to, edit, found

FILE: Final = "meetings/ilta.yaml"
ILTA: Final = """\
id: ilta
title: Ilta
goal: Osaat yhden asian.
minutes: 60
size: {min: 2, max: 8}
quests: [eka, toka]
way: own
warm_up: {text: Tervehdi., question: Miten menee?, minutes: 5}
do: {text: Tehkää yhdessä.}
talk: {questions: [Mikä toimi?], minutes: 10}
closing: {question: Mitä seuraavaksi?, minutes: 5}
"""
MISTAKES: Final = [
    ("id: ilta", "id: aamu", "id-not-file-name", "aamu"),
    ("[eka, toka]", "[eka, tokka]", "unknown-quest", "tokka"),
    ("[eka, toka]", "[eka, eka]", "duplicate-id", "eka]"),
    ("min: 2", "min: 9", "size-upside-down", "{min"),
    ("minutes: 60", "minutes: 30", "no-time-to-do", "id"),
    ("minutes: 60", "minutes: 20", "number-too-small", "20"),
    ("way: own", "way: yksin", "unknown-choice", "yksin"),
    ("question: Miten menee?", "kysymys: Miten menee?", "unknown-key", "kysymys"),
    ("text: Tehkää yhdessä.", "text: Soittakaa TE-toimistoon.", "old-name", "TE-toimistoon"),
]
# What these mistakes show, for the table of problems.
SHOWN: Final = {f"error[{code}]" for _, _, code, _ in MISTAKES}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small journey with a meeting."""
    copied = copy_to(tmp_path)
    (copied / "meetings").mkdir()
    (copied / FILE).write_text(ILTA, encoding="utf-8")
    return copied


def test_a_good_meeting_is_part_of_the_journey(root: Path) -> None:
    assert found(root) == []

    journey = load_journey(root).journey
    assert journey is not None
    assert [meeting.quests for meeting in journey.meetings] == [("eka", "toka")]


@pytest.mark.parametrize(("old", "new", "code", "at"), MISTAKES)
def test_it_finds_a_mistake_at_its_place_and_nothing_else(
    root: Path, old: str, new: str, code: str, at: str
) -> None:
    edit(root, FILE, old, new)
    lines = (root / FILE).read_text(encoding="utf-8").split("\n")
    changed = [(i, line) for i, line in enumerate(lines, 1) if line not in ILTA.split("\n")]
    line, text = changed[0] if code != "no-time-to-do" else (1, lines[0])

    assert found(root) == [f"{FILE} {line}:{text.index(at) + 1} error[{code}]"]


def test_a_file_with_another_ending_is_told(root: Path) -> None:
    (root / FILE).rename(root / "meetings/ilta.yml")

    assert found(root) == ["meetings/ilta.yml 1:1 error[wrong-extension]"]


def test_a_broken_meeting_hides_nothing_else(root: Path) -> None:
    (root / FILE).write_text("id: [,]", encoding="utf-8")
    (root / "meetings/aamu.yaml").write_text(
        ILTA.replace("id: ilta", "id: aamu").replace("toka", "tokka"), encoding="utf-8"
    )

    assert [problem.split("[")[1] for problem in found(root)] == [
        "unknown-quest]",
        "extra-comma]",
    ]


def test_its_texts_are_for_staff_so_that_no_word_of_them_explains_itself(root: Path) -> None:
    journey = load_journey(root).journey
    assert journey is not None

    assert "Tervehdi." not in {text for _, text in texts(journey)}


def test_there_are_meetings_for_clients_and_for_workers() -> None:
    """The five that were asked for, by their ids, which are in printed addresses."""
    loaded = {path.name: load_journey(path).journey for path in QUESTS.iterdir() if path.is_dir()}
    ids = {name: {m.id for m in journey.meetings} for name, journey in loaded.items() if journey}

    asked = {"digirohkeus", "oma-vahvuus", "simuloitu-tyohaastattelu", "huijarit", "cv-paja"}
    assert asked <= ids["tyollistymisen-digimatka"]
    assert ids["tyontekijan-digimatka"]
