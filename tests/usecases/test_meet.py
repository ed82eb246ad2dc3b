"""Leading a meeting: whose it is, how it is planned, opened, taken over, and left open."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from itertools import combinations

import pytest

from digimatka.core import runsheet
from digimatka.core.engine import is_open
from digimatka.core.meeting.commands import (
    Ask,
    AskHelp,
    End,
    GoTo,
    Together,
)
from digimatka.core.meeting.model import Phase
from digimatka.core.staff import Staff
from digimatka.store import groups
from digimatka.store.session import Store, StoreError, Trouble
from digimatka.usecases import accounts, learn, meet, watch
from digimatka.usecases.learn import NothingThereError
from digimatka.usecases.meet import ALPHABET, CODE_LENGTH, TRIES
from digimatka.web.meeting import roomcode
from tests.conftest import TODAY
from tests.usecases.gathering import (
    CODE,
    SHEET,
    Gathering,
    add_facilitator,
    add_group,
    gather,
)
from tests.usecases.pauses import PausedStore, in_the_way

TOMORROW = TODAY + timedelta(1)
SHORTER = SHEET.model_copy(update={"title": "Lyhyt ilta", "minutes": 30})


def test_a_meeting_is_planned_once_however_often_the_form_is_sent(store: Store) -> None:
    leader = add_facilitator(store, "anna")
    group = add_group(store, leader)

    first = meet.create(store, group, SHEET, TODAY)

    assert meet.create(store, group, SHEET, TODAY) == first
    assert meet.plan_of(store, leader, first) == SHEET
    assert meet.create(store, group, SHEET, TOMORROW) != first
    assert meet.create(store, group, SHORTER, TODAY) != first
    meet.open_door(store, leader, first, TODAY, lambda: CODE)
    assert meet.create(store, group, SHEET, TODAY) != first, "the first one has been opened"
    assert len(watch.of_group(store, group)) == 4


def test_two_who_change_a_run_sheet_at_once_lose_nothing(evening: Gathering) -> None:
    seen = runsheet.fingerprint(SHEET)
    replan = partial(meet.replan, evening.store, evening.leader, evening.id)

    assert replan(SHORTER, seen)
    before = evening.version
    assert replan(SHORTER, seen), "the same press again"
    assert not replan(SHEET.model_copy(update={"minutes": 90}), seen), "another one was first"
    assert evening.version == before
    assert evening.room.sheet == SHORTER
    assert evening.room.row.title == "Lyhyt ilta"
    assert replan(SHEET, runsheet.fingerprint(SHORTER))
    assert replan(SHORTER)
    assert evening.room.sheet == SHORTER


STRANGE: list[Callable[[Store, Staff, int], object]] = [
    meet.plan_of,
    meet.led,
    lambda store, staff, meeting: meet.replan(store, staff, meeting, SHORTER),
    lambda store, staff, meeting: meet.open_door(store, staff, meeting, TODAY, lambda: "CCCCCC"),
    lambda store, staff, meeting: meet.lead(store, staff, meeting, End()),
    lambda store, staff, meeting: meet.remove(store, staff, meeting, 1),
    lambda store, staff, meeting: meet.let_back(store, staff, meeting, 1),
    lambda store, staff, meeting: meet.show_word(store, staff, meeting, 1, shown=True),
]


@pytest.mark.parametrize("act", STRANGE)
def test_a_meeting_is_nothing_to_a_facilitator_of_another_group(
    evening: Gathering, act: Callable[[Store, Staff, int], object]
) -> None:
    stranger = gather(evening.store, evening.rules, "HJKLMN").leader
    person = evening.come()
    before = evening.room

    with pytest.raises(NothingThereError):
        act(evening.store, stranger, evening.id)
    with pytest.raises(NothingThereError):
        act(evening.store, evening.leader, 999)

    assert evening.room == before
    assert [one.id for one in before.present] == [person] == [1]
    assert not meet.is_led(evening.store, stranger, evening.id)
    assert not meet.is_led(evening.store, evening.leader, 999)


def test_one_who_comes_to_lead_the_group_takes_over_and_one_who_stops_is_out(
    evening: Gathering,
) -> None:
    other = add_facilitator(evening.store, "anna")
    with evening.store.write() as connection:
        groups.lead(connection, evening.group, other.id)
        groups.stop_leading(connection, evening.group, evening.leader.id)

    assert meet.lead(evening.store, other, evening.id, GoTo(Phase.DO)) is None
    assert evening.meeting.phase is Phase.DO
    with pytest.raises(NothingThereError):
        evening.lead(End())


def test_an_open_meeting_keeps_its_code_and_one_that_is_over_gets_none(evening: Gathering) -> None:
    reopen = partial(meet.open_door, evening.store, evening.leader, evening.id)

    assert reopen(TODAY, lambda: "CCCCCC") == CODE
    evening.lead(End())

    assert reopen(TODAY, lambda: "CCCCCC") is None
    assert evening.room.row.code is None


def test_a_code_that_is_taken_is_passed_by(evening: Gathering) -> None:
    meeting = meet.create(evening.store, evening.group, SHORTER, TODAY)
    codes = iter([CODE, CODE, "CCCCCC"])

    opened = meet.open_door(evening.store, evening.leader, meeting, TODAY, lambda: next(codes))

    assert opened == "CCCCCC"
    assert {watch.by_code(evening.store, code, TODAY) for code in (CODE, "CCCCCC")} == {
        evening.room.row,
        watch.room(evening.store, meeting).row,
    }


def test_when_every_code_is_taken_it_says_so_and_opens_nothing(evening: Gathering) -> None:
    meeting = meet.create(evening.store, evening.group, SHORTER, TODAY)
    made: list[str] = []

    def make() -> str:
        made.append(CODE)
        return CODE

    with pytest.raises(StoreError) as caught:
        meet.open_door(evening.store, evening.leader, meeting, TODAY, make)

    assert caught.value.trouble is Trouble.BROKEN
    assert len(made) == TRIES
    assert watch.room(evening.store, meeting).row.code is None


def test_codes_have_nothing_that_is_taken_for_another() -> None:
    alike = ("O0QD", "I1L", "B8", "S5", "Z2", "G6", "71", "UV", "VW", "CG")

    for letters in alike:
        assert not [pair for pair in combinations(letters, 2) if set(pair) <= set(ALPHABET)]
    assert len(set(ALPHABET)) == len(ALPHABET)
    made = [roomcode.make() for _ in range(200)]
    assert {len(code) for code in made} == {CODE_LENGTH}
    assert set("".join(made)) <= set(ALPHABET)
    assert len(set(made)) > 190
    assert len(ALPHABET) ** CODE_LENGTH > 8 * 10**7


def test_a_meeting_that_was_left_open_ends_the_next_day_with_its_words(evening: Gathering) -> None:
    person = evening.come()
    evening.act(AskHelp(person), "En löydä nappia")

    meet.tidy(evening.store, TODAY)
    assert evening.room.row.code == CODE, "the day is not over"
    meet.tidy(evening.store, TOMORROW)
    meet.tidy(evening.store, TOMORROW)

    room = evening.room
    assert (room.meeting.phase, room.row.code) == (Phase.ENDED, None)
    assert (room.helps, room.row.day) == ({}, TODAY)


def test_opening_the_next_meeting_ends_the_old_one_and_frees_its_code(evening: Gathering) -> None:
    reopened = meet.open_door(evening.store, evening.leader, evening.id, TOMORROW, lambda: "CCCCCC")
    assert reopened is None
    planned = meet.create(evening.store, evening.group, SHEET, TODAY)

    assert meet.open_door(evening.store, evening.leader, planned, TOMORROW, lambda: CODE) == CODE
    assert watch.room(evening.store, planned).row.day == TOMORROW
    assert [over for _, over in watch.of_group(evening.store, evening.group)] == [False, True]


def test_tidying_passes_by_what_another_facilitator_has_just_ended(
    evening: Gathering, paused: PausedStore
) -> None:
    evening.come()
    in_the_way(paused, partial(evening.lead, End()))

    meet.tidy(paused, TOMORROW)

    assert evening.meeting.summary is not None
    assert evening.meeting.summary.people == 1


def test_a_quest_is_opened_for_all_who_are_there_and_once(evening: Gathering) -> None:
    learners = [evening.learner() for _ in range(3)]
    for learner in learners[:2]:
        evening.join(learner)
    open_quests = partial(meet.open_quests, evening.store, evening.rules, evening.id)
    before = evening.version

    for _ in range(2):
        open_quests(["loppu", "poistettu", "alku"], TODAY)

    rule = evening.rules.quests["loppu"]
    walks = [learn.load(evening.walker(learner)).progress for learner in learners]
    assert [is_open(rule, walk) for walk in walks] == [True, True, False]
    assert [walk.seq for walk in walks] == [1, 1, 0]
    assert evening.version == before + 2


def test_one_who_is_erased_meanwhile_does_not_keep_a_quest_from_the_others(
    evening: Gathering, paused: PausedStore
) -> None:
    gone, stays = evening.learner(), evening.learner()
    for learner in (gone, stays):
        evening.join(learner)
    in_the_way(paused, partial(accounts.erase, evening.store, gone))

    meet.open_quests(paused, evening.rules, evening.id, ["loppu"], TODAY)

    walk = learn.load(evening.walker(stays)).progress
    assert is_open(evening.rules.quests["loppu"], walk)


def test_a_server_that_starts_anew_goes_on_where_the_meeting_was(evening: Gathering) -> None:
    learner = evening.learner()
    person = evening.join(learner)
    evening.lead(Together(("alku", "kumpi")))
    evening.lead(Ask("Mikä?"))
    before, seen = evening.room, evening.version
    evening.store.close()
    url = str(evening.store.engine.url)

    after = Gathering(Store(url), evening.rules, evening.leader, evening.group, evening.id)

    assert (after.room, after.version) == (before, seen)
    assert after.join(learner) == person
    assert after.lead(GoTo(Phase.TALK)) is None
    assert after.meeting.phase is Phase.TALK
    after.store.close()
