"""Simulated participants in a real meeting: what they do is stored as what people do."""

from dataclasses import replace

import pytest

from digimatka.core.meeting.commands import (
    Ask,
    End,
    GoTo,
    HelpGiven,
    Play,
    ShowCounts,
    Together,
    Turn,
)
from digimatka.core.meeting.model import Phase, Way
from digimatka.core.rules import Rules
from digimatka.demo.voices import NICKNAMES
from digimatka.store.session import StoreError, Trouble
from digimatka.usecases import meet, watch
from tests.conftest import TODAY
from tests.demo.conftest import PEOPLE, Played


def test_they_come_one_by_one_with_invented_names(played: Played) -> None:
    for count in range(1, PEOPLE + 1):
        assert played.crowd.turn() is not None
        assert len(played.people) == count

    assert played.until_quiet() == 0
    assert {person.nickname for person in played.people} < set(NICKNAMES)


def test_they_do_a_whole_meeting_with_who_leads_it(played: Played, rules: Rules) -> None:
    at = ("alku", "kumpi")
    played.until_quiet()
    meet.open_quests(played.store, rules, played.meeting, ["alku"], TODAY)

    played.lead(Together(at))
    _play_on(played)
    assert played.room.meeting.asked.who == {person.id for person in played.people}
    played.lead(ShowCounts(at, True), Ask("Mikä auttaa?"))
    _play_on(played)
    assert len(played.room.words) > PEOPLE
    assert played.room.shown_words == ()

    played.lead(Play(Way.TEAM), GoTo(Phase.DO))
    _play_on(played)
    assert all(max(done) >= 1 for done in played.room.meeting.teams[0].done.values())

    played.lead(GoTo(Phase.CLOSING))
    _play_on(played)
    assert played.room.meeting.told.who == {person.id for person in played.people}
    assert played.room.meeting.thanks
    walks = watch.walks(played.store, rules, played.meeting)
    bit = rules.quests["alku"].step_bit("kumpi")
    assert [walk.facts >> bit & 1 for walk in walks.people.values()] == [1] * PEOPLE


def test_they_wait_in_a_pause_and_who_was_removed_stays_away_until_let_back(
    played: Played,
) -> None:
    played.until_quiet()
    gone = played.people[0].id
    played.lead(GoTo(Phase.DO), Turn("pause", True))
    assert played.until_quiet() == 0

    meet.remove(played.store, played.boss, played.meeting, gone)
    played.lead(Turn("pause", False))
    played.until_quiet()
    assert gone not in {person.id for person in played.people}

    meet.let_back(played.store, played.boss, played.meeting, gone)
    _play_on(played)
    assert gone in {person.id for person in played.people}


def test_who_asks_for_help_goes_on_when_it_is_given(played: Played, rules: Rules) -> None:
    played.until_quiet()
    played.lead(Together(("keski", "sana")))  # not opened for anybody

    played.until_quiet()
    asking = played.room.meeting.helps
    assert sorted(asking) == [person.id for person in played.people]
    assert set(played.room.helps.values()) == {"Tehtävä ei aukea minulle."}

    meet.open_quests(played.store, rules, played.meeting, ["keski"], TODAY)
    played.lead(*map(HelpGiven, asking))
    _play_on(played)
    assert played.room.meeting.asked.who == set(asking)


def test_they_outlive_a_meeting_and_come_to_the_next_one(played: Played) -> None:
    played.until_quiet()
    learners = {person.learner_id for person in played.people}
    played.lead(End())
    assert played.until_quiet() == 0

    played.open_another("Toka")
    played.until_quiet()

    assert {person.learner_id for person in played.people} == learners


def test_another_day_begins_without_them(played: Played) -> None:
    played.crowd._scene = replace(played.crowd._scene, today=lambda: TODAY.replace(day=25))

    assert played.until_quiet() == 0


def test_the_same_seed_does_the_same(played: Played) -> None:
    other = type(played.crowd)(played.crowd._scene, PEOPLE, 1)
    third = type(played.crowd)(played.crowd._scene, PEOPLE, 2)

    assert other.people == played.crowd.people
    assert third.people != played.crowd.people


def test_trouble_is_noted_and_they_go_on(
    played: Played, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    troubles: list[Exception] = [StoreError(Trouble.BUSY), ValueError("odd")]
    waited: list[float] = []
    real = played.crowd.turn

    def turn() -> object:
        if troubles:
            raise troubles.pop()
        return real()

    def wait(seconds: float) -> bool:
        waited.append(seconds)
        return len(waited) > 4

    monkeypatch.setattr(played.crowd, "turn", turn)
    played.crowd.run(wait)

    assert len(played.people) == 2
    assert [record.message for record in caplog.records] == ["crash", "trouble"]
    assert all(1 < seconds < 5 for seconds in waited)


def _play_on(played: Played) -> None:
    """Lets them act until they are done; help is given to whoever asks."""
    while played.until_quiet():
        played.lead(*map(HelpGiven, played.room.meeting.helps))
