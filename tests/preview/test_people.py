"""The learners of the preview: as far as they should be, on any journey."""

import pytest

from digimatka.content.load import load_journeys
from digimatka.core.compiler import compile_rules
from digimatka.core.engine import fold
from digimatka.core.overview import QuestState, quest_state
from digimatka.core.rules import Rules
from digimatka.preview.people import Persona, arrive, walked
from digimatka.store.session import Store
from digimatka.usecases import learn
from digimatka.usecases.learn import Walker
from tests.conftest import QUESTS, TODAY
from tests.web.world import koe


def states(rules: Rules, persona: Persona) -> list[QuestState]:
    progress = fold(rules, walked(rules, persona, TODAY))
    return [quest_state(rule, progress) for rule in rules.order]


@pytest.fixture(scope="module")
def journeys() -> list[Rules]:
    """The journeys that come along, and one with every lock."""
    loaded = [one.journey for one in load_journeys(QUESTS)]
    return [*(compile_rules(journey) for journey in loaded if journey is not None), koe()]


def test_who_is_new_has_done_nothing(journeys: list[Rules]) -> None:
    assert len(journeys) == 3
    for rules in journeys:
        assert walked(rules, Persona.NEW, TODAY) == ()


def test_who_is_done_has_done_every_quest_and_step(journeys: list[Rules]) -> None:
    for rules in journeys:
        assert set(states(rules, Persona.DONE)) == {QuestState.DONE}


def test_who_is_half_way_has_done_half_and_begun_the_next(journeys: list[Rules]) -> None:
    for rules in journeys:
        found = states(rules, Persona.HALF)
        half = len(found) // 2
        assert set(found[:half]) == {QuestState.DONE}
        assert QuestState.DONE not in found[half:]
        is_long = len(rules.order[half].quest.steps) > 1
        assert (found[half] is QuestState.STARTED) is is_long


def test_the_log_is_written_for_every_journey(store: Store) -> None:
    rules = koe()

    learner = arrive(store, [rules], Persona.DONE, TODAY)

    walk = learn.load(Walker(store, rules, learner, TODAY))
    assert walk.progress == fold(rules, walked(rules, Persona.DONE, TODAY))
    assert walk.progress.seq > len(rules.order)
