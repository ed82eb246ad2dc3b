"""The journeys that come along: no problems, and what every one of them promises."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from digimatka.content.check import check_path
from digimatka.content.load import load_journeys
from digimatka.content.problems import to_text
from digimatka.core.journey import Journey
from digimatka.core.kinds import PracticeStep

QUESTS = Path(__file__).parents[2] / "quests"


@cache
def journeys() -> tuple[Journey, ...]:
    """Both journeys."""
    return tuple(loaded.journey for loaded in load_journeys(QUESTS) if loaded.journey)


EVERY = pytest.mark.parametrize("journey", journeys(), ids=lambda journey: journey.id)


def test_they_have_no_problems_on_the_day_their_sources_were_looked_at() -> None:
    assert to_text(check_path(QUESTS, date(2026, 11, 24))) == ""


@EVERY
def test_every_quest_has_a_scenario_and_a_guide(journey: Journey) -> None:
    for quest in journey.quests():
        assert quest.scenarios, quest.id
        assert quest.guide is not None, quest.id


@EVERY
def test_every_source_says_when_to_look_again(journey: Journey) -> None:
    for quest in journey.quests():
        assert all(source.review_after for source in quest.sources), quest.id


@EVERY
def test_no_badge_is_for_volume_or_speed(journey: Journey) -> None:
    """A badge never counts more quests than half of a chapter has, unless passing them counts."""
    for badge in journey.badges:
        stack = [badge.rule]
        while stack:
            rule = stack.pop()
            stack += [*(rule.all or ()), *(rule.any or ()), *(rule.of or ())]
            size = next((len(c.quests) for c in journey.chapters if c.id == rule.of_chapter), 0)
            if rule.of_chapter and rule.counts not in ("skipped", "known"):
                assert (rule.at_least or 0) <= size / 2, badge.id


def test_there_are_enough_practices_and_each_is_used() -> None:
    used = {
        step.practice
        for journey in journeys()
        for quest in journey.quests()
        for step in quest.steps
        if isinstance(step, PracticeStep)
    }

    assert {practice.id for journey in journeys() for practice in journey.practices} == used
    assert len(used) >= 7
