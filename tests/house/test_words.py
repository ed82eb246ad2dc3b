"""The list of words of every journey that comes along was made of the texts as they are now."""

from pathlib import Path

import pytest

from digimatka.content.load import load_journey
from digimatka.content.words import vocabulary, write
from tests.conftest import QUESTS

JOURNEYS = sorted(head.parent for head in QUESTS.glob("*/journey.yaml"))


def test_there_are_journeys_to_look_at() -> None:
    assert len(JOURNEYS) >= 2


@pytest.mark.parametrize("folder", JOURNEYS, ids=lambda folder: folder.name)
def test_its_words_are_those_of_its_texts(folder: Path) -> None:
    journey = load_journey(folder).journey
    assert journey is not None

    assert journey.words.vocabulary == vocabulary(journey), "Aja `digimatka words`."
    assert set(journey.words.forms.values()) == set(journey.glossary.root)


@pytest.mark.parametrize("folder", JOURNEYS, ids=lambda folder: folder.name)
def test_its_words_are_as_the_program_writes_them(folder: Path) -> None:
    journey = load_journey(folder).journey
    assert journey is not None

    assert (folder / "words.json").read_text(encoding="utf-8") == write(journey.words)
