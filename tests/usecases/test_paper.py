"""The paper bridge: what a facilitator enters lands in each learner's own journey."""

import pytest

from digimatka.core.compiler import compile_rules
from digimatka.core.events import QuestOpened, StepCompleted
from digimatka.core.glance import Standing, standing
from digimatka.core.kinds.base import Assistance, By
from digimatka.core.rules import QuestRule
from digimatka.store.session import Store
from digimatka.usecases import accounts, learn, paper
from digimatka.usecases.groups import Person
from digimatka.usecases.learn import Walker
from digimatka.usecases.paper import Entered, Entry
from tests.conftest import TODAY
from tests.factories import badge, journey, quest, step
from tests.usecases.pauses import check_rows, log_of

_HINTED = step("sana", "fill", answers=["sähköposti"], hints=["Siinä on @."])
_SECRET = step("tunnukset", "checklist", alone=True)
RULES = compile_rules(
    journey(
        quest("alku", "lue", _HINTED),
        quest("keski", "lue", _SECRET, requires={"quest": "alku"}),
        badges=[badge("yksin", {"quest": "alku", "assistance": "alone"})],
    )
)
ALKU, KESKI = RULES.quests["alku"], RULES.quests["keski"]


@pytest.fixture
def walker(store: Store) -> Walker:
    """A learner on a journey with a step that is done alone."""
    return Walker(store, RULES, accounts.begin(store, TODAY), TODAY)


def enter(walker: Walker, rule: QuestRule, *entries: Entry) -> list[int]:
    found = paper.enter(walker.store, RULES, rule, entries, TODAY)
    return [one.count for one in found]


def entry(walker: Walker, *steps: str, how: str = "alone", opens: bool = False) -> Entry:
    return Entry(walker.learner_id, frozenset(steps), Assistance(how), opens)


def badges(walker: Walker) -> list[str]:
    return [award.badge for award in learn.awards(walker)]


def test_an_entry_says_who_saw_it_and_how_and_is_made_once(walker: Walker) -> None:
    given = entry(walker, "sana", "lue", how="help")

    assert enter(walker, ALKU, given) == [2]
    assert enter(walker, ALKU, given) == [0]
    assert enter(walker, ALKU, entry(walker, "sana", "lue")) == [0], "done is done, also alone"
    assert [e for e in log_of(walker) if isinstance(e, StepCompleted)] == [
        StepCompleted("alku", "lue", Assistance.HELP, (), TODAY, By.FACILITATOR),
        StepCompleted("alku", "sana", Assistance.HELP, (), TODAY, By.FACILITATOR),
    ]
    check_rows(walker)


@pytest.mark.parametrize(("how", "given"), [("alone", ["yksin"]), ("hint", []), ("help", [])])
def test_a_badge_for_working_alone_follows_what_was_seen(
    walker: Walker, how: str, given: list[str]
) -> None:
    enter(walker, ALKU, entry(walker, "lue", "sana", how=how))

    assert badges(walker) == given


def test_a_hint_that_was_opened_before_counts_whatever_is_entered(walker: Walker) -> None:
    learn.show_hint(walker, ("alku", "sana"), 0)

    enter(walker, ALKU, entry(walker, "lue", "sana"))

    hows = {e.step: e.how for e in log_of(walker) if isinstance(e, StepCompleted)}
    assert hows == {"lue": Assistance.ALONE, "sana": Assistance.HINT}
    assert badges(walker) == []


def test_a_step_that_is_being_done_anew_is_done(walker: Walker) -> None:
    enter(walker, ALKU, entry(walker, "lue"))
    learn.restart(walker, ("alku", "lue"))
    before = log_of(walker)

    assert enter(walker, ALKU, entry(walker, "lue")) == [0]
    assert log_of(walker) == before


def test_a_step_that_is_done_alone_is_entered_by_nobody_else(walker: Walker) -> None:
    assert enter(walker, KESKI, entry(walker, "lue", "tunnukset", "ei-ole", opens=True)) == [1]

    assert [e.step for e in log_of(walker) if isinstance(e, StepCompleted)] == ["lue"]
    assert standing(KESKI, learn.load(walker).progress) is Standing.OPEN


def test_a_locked_quest_is_entered_only_with_opening_it(walker: Walker) -> None:
    assert enter(walker, KESKI, entry(walker, "lue")) == [0]
    assert log_of(walker) == []

    assert enter(walker, KESKI, entry(walker, "lue", opens=True)) == [1]
    assert enter(walker, KESKI, entry(walker, "lue", opens=True)) == [0]
    assert [type(event) for event in log_of(walker)] == [QuestOpened, StepCompleted]


def test_one_who_erased_their_journey_stops_nobody_else(walker: Walker) -> None:
    gone = Walker(walker.store, RULES, accounts.begin(walker.store, TODAY), TODAY)
    accounts.erase(walker.store, gone.learner_id)

    found = paper.enter(
        walker.store, RULES, ALKU, [entry(gone, "lue"), entry(walker, "lue")], TODAY
    )

    assert found == [Entered(gone.learner_id, 0), Entered(walker.learner_id, 1)]


def test_the_lines_of_the_grid_hold_no_step_that_is_done_alone(walker: Walker) -> None:
    learn.open_quest(walker, "keski")
    learn.answer(walker, ("keski", "tunnukset"), {"tick": ["a", "b"]})
    learn.answer(walker, ("keski", "lue"), {})
    progress = learn.load(walker).progress
    person = Person(1, walker.learner_id, None, None, False, progress)

    (line,) = paper.lines(KESKI, [person])

    assert (line.is_open, line.done) == (True, frozenset({"lue"}))
