"""The journeys that come along."""

from datetime import date
from pathlib import Path

from digimatka.content.check import check_path
from digimatka.content.problems import to_text

QUESTS = Path(__file__).parents[2] / "quests"


def test_they_have_no_problems_on_the_day_their_sources_were_looked_at() -> None:
    assert to_text(check_path(QUESTS, date(2026, 11, 24))) == ""
