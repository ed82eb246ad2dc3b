"""Looking at a meeting: who is in it, how far they are, also when the content changes meanwhile."""

import pytest

from digimatka.core.commands import CompleteStep
from digimatka.core.compiler import compile_rules
from digimatka.core.meeting import board
from digimatka.core.meeting.commands import ShowCounts, Together
from digimatka.core.rules import Rules
from digimatka.store import learners, log
from digimatka.usecases import attend, learn, meet, watch
from digimatka.usecases.learn import NothingThereError, Walker
from tests.conftest import TODAY
from tests.factories import journey, quest
from tests.usecases.gathering import CODE, Gathering
from tests.usecases.pauses import log_of, place_of

WHICH = ("alku", "kumpi")


@pytest.fixture
def newer() -> Rules:
    """Content that was published meanwhile: ``kumpi`` is gone, and there is something new."""
    return compile_rules(journey(quest("uusi"), quest("alku", "lue", "lisaa"), quest("keski")))


def walker_in(evening: Gathering, *steps: tuple[str, str]) -> Walker:
    """A learner who is in, and has done these steps."""
    walker = evening.walker(evening.learner())
    evening.join(walker.learner_id)
    for step in steps:
        learn.act(walker, CompleteStep(*step))
    return walker


def test_a_room_tells_who_is_in_and_what_was_planned(evening: Gathering) -> None:
    walker, gone = walker_in(evening), evening.come()
    with evening.store.write() as connection:
        learners.rename(connection, walker.learner_id, "Hilla", "cat")
    attend.leave(evening.store, evening.id, gone)

    room = evening.room

    assert (room.journey, room.sheet.quests, room.row.code) == ("matka", ("alku", "keski"), CODE)
    assert [(one.nickname, one.standing) for one in room.people] == [
        ("Hilla", "in"),
        (None, "left"),
    ]
    assert [one.nickname for one in room.present] == ["Hilla"]
    assert room.person(gone) is not None
    assert room.person(999) is None


def test_a_meeting_that_is_not_there_is_no_room(evening: Gathering) -> None:
    with pytest.raises(NothingThereError):
        watch.room(evening.store, 999)
    assert watch.version(evening.store, 999) == 0
    assert watch.walks(evening.store, evening.rules, 999) == watch.Walks({}, {})


def test_a_code_opens_the_meeting_of_the_day_alone(evening: Gathering) -> None:
    store = evening.store

    assert watch.by_code(store, CODE, TODAY) == evening.room.row
    assert watch.by_code(store, CODE, TODAY.replace(day=25)) is None
    assert watch.by_code(store, "CCCCCC", TODAY) is None


def test_walks_are_of_those_present_as_they_load_them(evening: Gathering) -> None:
    begun, fresh = walker_in(evening, ("alku", "lue")), walker_in(evening)
    gone = walker_in(evening, ("alku", "lue"))
    attend.leave(evening.store, evening.id, evening.person(gone.learner_id))

    walks = watch.walks(evening.store, evening.rules, evening.id)

    assert walks.learners == {one.learner_id: learn.load(one).progress for one in (begun, fresh)}
    assert walks.people == {
        evening.person(learner): progress for learner, progress in walks.learners.items()
    }
    assert watch.steps_today(evening.store, evening.room) == 1


def test_after_a_publish_walks_are_folded_anew_and_nothing_is_written(
    evening: Gathering, newer: Rules
) -> None:
    walker = walker_in(evening, ("alku", "lue"), WHICH)
    before, version = place_of(walker), evening.version

    walks = watch.walks(evening.store, newer, evening.id)

    assert newer.key != before.rules
    facts = walks.learners[walker.learner_id].facts
    rule = newer.quests["alku"]
    assert [facts >> rule.step_bit(step) & 1 for step in ("lue", "lisaa")] == [1, 0]
    assert place_of(walker) == before
    assert evening.version == version


def test_a_step_that_a_publish_took_away_leaves_the_meeting_usable(
    evening: Gathering, newer: Rules
) -> None:
    walkers = [walker_in(evening, ("alku", "lue")) for _ in range(3)]
    evening.lead(Together(WHICH))
    for one in walkers:
        attend.note_answer(evening.store, evening.id, one.learner_id, WHICH, ("oikea",))

    after = Gathering(evening.store, newer, evening.leader, evening.group, evening.id)
    later = after.walker(walkers[0].learner_id)
    walks = watch.walks(after.store, newer, after.id).people
    spots = board.board(newer, walks, after.room.sheet.quests)

    assert newer.step(*WHICH) is None
    assert [(spot.at, len(spot.people)) for spot in spots] == [(("alku", "lisaa"), 3)]
    assert board.pairs(newer, walks, spots, ()) == ()
    with pytest.raises(NothingThereError):
        learn.answer(later, WHICH, {"choice": ["oikea"]})
    assert after.lead(ShowCounts(WHICH, True)) is None
    assert after.lead(Together(("alku", "lisaa"))) is None
    learn.answer(later, ("alku", "lisaa"), {})
    meet.open_quests(after.store, newer, after.id, ["loppu", "uusi"], TODAY)
    assert after.meeting.at == ("alku", "lisaa")


def test_a_meeting_of_a_few_costs_one_statement_for_all_walks(evening: Gathering) -> None:
    for _ in range(5):
        walker_in(evening, ("alku", "lue"))
    ran: list[str] = []
    with evening.store.read() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.set_trace_callback(ran.append)
    assert len(watch.walks(evening.store, evening.rules, evening.id).people) == 5
    driver.set_trace_callback(None)

    assert len(ran) == 1


def test_open_meetings_are_told_with_their_versions(evening: Gathering) -> None:
    planned = meet.create(
        evening.store, evening.group, evening.room.sheet.model_copy(update={"minutes": 45}), TODAY
    )

    assert watch.open_versions(evening.store) == {evening.id: evening.version}
    assert watch.version(evening.store, planned) == 1
    walker = walker_in(evening)
    before = evening.version
    learn.act(walker, CompleteStep("alku", "lue"))
    assert watch.open_versions(evening.store) == {evening.id: before + 1}
    with evening.store.read() as connection:
        assert log.since(connection, walker.learner_id, "matka") == log_of(walker)
