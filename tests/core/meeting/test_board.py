"""Who is where, and who could sit beside whom."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digimatka.core.commands import AskConfirmation, CompleteStep, MarkQuest, OpenQuest
from digimatka.core.commands import Command as Act
from digimatka.core.compiler import compile_rules
from digimatka.core.engine import decide, fold
from digimatka.core.events import Mark
from digimatka.core.meeting.board import Pair, Spot, board, onward, pairs, where
from digimatka.core.progress import Progress
from digimatka.core.rules import Rules
from tests.conftest import TODAY
from tests.factories import journey, quest, step

QUICK = settings(max_examples=60, deadline=None)
LOGIN = step("tunnistaudu", "confirm", alone=True)
RULES = compile_rules(
    journey(
        quest("alku", "lue", "sana"),
        quest("pankki", LOGIN, "sen-jalkeen"),
        quest("loppu", step("nayta", "confirm", by=["facilitator"]), requires={"quest": "alku"}),
        quest("vahti", requires={"opened_by": "facilitator"}),
    )
)
PATHS = [(rule.quest.id, each.id) for rule in RULES.order for each in rule.quest.steps]
ALONE = ("pankki", "tunnistaudu")


def walk(*acts: Act | tuple[str, str], rules: Rules = RULES) -> Progress:
    """A person who has done these steps, or acts."""
    progress = rules.fresh()
    for act in acts:
        command = CompleteStep(*act) if isinstance(act, tuple) else act
        events = decide(rules, progress, command, TODAY)
        assert isinstance(events, tuple), events
        progress = fold(rules, events, progress)
    return progress


FRESH = walk()
READ = walk(("alku", "lue"))
STARTED = walk(("alku", "lue"), ("alku", "sana"))
PASSED_LOGIN = walk(ALONE)
EVERYTHING = walk(*PATHS[:-1], OpenQuest("vahti"), PATHS[-1])


@pytest.mark.parametrize(
    ("progress", "quests", "spot"),
    [
        (FRESH, (), Spot(("alku", "lue"), "", ())),
        (READ, (), Spot(("alku", "sana"), "", ())),
        (STARTED, (), Spot(None, "alone", ())),
        (walk(*PATHS[:2], ALONE), (), Spot(("pankki", "sen-jalkeen"), "", ())),
        (EVERYTHING, (), Spot(None, "done", ())),
        (FRESH, ("pankki",), Spot(None, "alone", ())),
        (FRESH, ("loppu", "alku"), Spot(None, "locked", ())),
        (STARTED, ("alku", "loppu"), Spot(("loppu", "nayta"), "", ())),
        (FRESH, ("poistettu", "alku"), Spot(("alku", "lue"), "", ())),
        (EVERYTHING, ("alku", "pankki"), Spot(None, "done", ())),
        (walk(OpenQuest("vahti")), ("vahti",), Spot(("vahti", "askel"), "", ())),
        # What waits for a facilitator is not what one is on.
        (walk(*PATHS[:2], AskConfirmation("loppu", "nayta")), ("loppu",), Spot(None, "alone", ())),
        (walk(MarkQuest("alku", Mark.SKIPPED)), ("alku",), Spot(("alku", "lue"), "", ())),
    ],
)
def test_each_is_at_the_first_chosen_quest_or_on_their_own_way(
    progress: Progress, quests: tuple[str, ...], spot: Spot
) -> None:
    assert where(RULES, progress, quests) == spot


def test_a_chosen_quest_that_is_not_open_is_named_without_a_step() -> None:
    found = onward(RULES, FRESH, ("loppu",))

    assert found == (RULES.quests["loppu"], "")


def test_the_board_goes_by_the_order_of_the_journey_and_tells_nothing_of_what_is_done_alone() -> (
    None
):
    walks = {1: STARTED, 2: READ, 3: EVERYTHING, 4: FRESH, 5: READ}

    assert board(RULES, walks, ()) == (
        Spot(("alku", "lue"), "", (4,)),
        Spot(("alku", "sana"), "", (2, 5)),
        Spot(None, "alone", (1,)),
        Spot(None, "done", (3,)),
    )


def propose(walks: Mapping[int, Progress], *helps: int) -> tuple[Pair, ...]:
    return pairs(RULES, walks, board(RULES, walks, ()), helps)


def test_one_who_has_done_the_step_is_proposed_to_one_who_is_on_it() -> None:
    assert propose({1: FRESH, 2: READ}) == (Pair(2, 1, ("alku", "lue")),)
    assert propose({1: FRESH, 2: FRESH}) == ()
    assert propose({}) == ()


def test_who_asked_for_help_comes_first_and_is_nobodys_helper() -> None:
    walks = {1: FRESH, 2: FRESH, 3: READ}

    assert propose(walks)[0].learner == 1
    assert propose(walks, 2) == (Pair(3, 2, ("alku", "lue")),)
    assert propose(walks, 3, 2) == ()
    assert propose(walks, 9) == propose(walks), "one who has left"


steps_done = st.lists(st.sampled_from(PATHS[:-2]), max_size=4)


@QUICK
@given(
    st.lists(steps_done, max_size=8),
    st.lists(st.integers(1, 9), unique=True),
    st.lists(st.sampled_from(["alku", "pankki", "loppu", "vahti", "poistettu"]), unique=True),
)
def test_whatever_has_been_done_the_board_and_the_pairs_keep_to_their_rules(
    done: list[list[tuple[str, str]]], helps: list[int], quests: list[str]
) -> None:
    walks = {person: walk(*steps) for person, steps in enumerate(done, 1)}
    spots = board(RULES, walks, quests)
    proposed = pairs(RULES, walks, spots, helps)

    assert sorted(person for spot in spots for person in spot.people) == sorted(walks)
    assert ALONE not in [spot.at for spot in spots]
    assert ALONE not in [pair.at for pair in proposed]
    in_pairs = [person for pair in proposed for person in (pair.helper, pair.learner)]
    assert len(in_pairs) == len(set(in_pairs))
    on = {person: spot.at for spot in spots for person in spot.people}
    for pair in proposed:
        quest_id, step_id = pair.at
        assert on[pair.learner] == pair.at
        assert walks[pair.helper].facts >> RULES.quests[quest_id].step_bit(step_id) & 1
        assert pair.helper not in helps
