"""How a team calms its mörkö: together, and never less than before."""

import pytest
from hypothesis import given

from digimatka.core.meeting.commands import Arrive, Command, Deed, Did, Leave, MakeTeams
from digimatka.core.meeting.decide import Refusal
from digimatka.core.meeting.model import Team
from digimatka.core.meeting.team import MOST, deeds, settled, with_deed
from digimatka.core.overview import Mood
from tests.core.meeting.room import ALL, COMINGS, DEEDS, SOME, TEAMS, Room, acts

MOODS = list(Mood)
EVERYTHING_BUT_TEAMS = tuple(command for command in ALL if not isinstance(command, MakeTeams))


def calm(room: Room) -> Mood:
    return room.meeting.teams[0].calm


@pytest.mark.parametrize(
    ("people", "first", "helped", "mood"),
    [
        (3, 0, 0, Mood.HIDDEN),
        (3, 1, 0, Mood.PEEKING),
        (3, 2, 1, Mood.PEEKING),
        (3, 2, 2, Mood.SITTING),
        (3, 3, 2, Mood.SITTING),
        (3, 3, 3, Mood.WALKING),
        (30, 1, 0, Mood.PEEKING),
        (1, 1, 1, Mood.WALKING),
        (0, 1, 1, Mood.WALKING),
    ],
)
def test_the_mood_follows_the_deeds_and_the_people(
    people: int, first: int, helped: int, mood: Mood
) -> None:
    assert settled(Team(done={1: (first, helped)}), people).calm is mood


@pytest.mark.parametrize("deed", list(Deed))
def test_of_one_person_three_of_a_kind_count(deed: Deed) -> None:
    room = Room((1, 2, 3))

    answers = [room.do(Did(1, deed)) for _ in range(MOST + 2)]

    assert answers == [None] * MOST + [Refusal.ENOUGH] * 2
    assert deeds(room.meeting.teams[0]) == MOST


def test_first_times_and_help_count_the_same() -> None:
    alone = [with_deed(Team(), 1, deed, 5) for deed in Deed]

    assert [deeds(team) for team in alone] == [1, 1]
    assert alone[0].calm is alone[1].calm is Mood.PEEKING


def test_the_goal_follows_those_who_are_there() -> None:
    room = Room(range(1, 6)).play(*(Did(1, deed) for deed in (*Deed, *Deed)))
    moods = [calm(room)]

    moods.append(calm(room.play(Leave(2), Leave(3))))
    moods.append(calm(room.play(Arrive(2), Arrive(3), Arrive(6))))

    assert moods == [Mood.PEEKING, Mood.SITTING, Mood.SITTING]


def test_what_was_done_goes_with_who_did_it_into_new_teams() -> None:
    room = Room(range(1, 5)).play(Did(1, Deed.FIRST), Did(2, Deed.HELPED), Did(2, Deed.FIRST))

    room.play(MakeTeams(2, (1, 2, 3, 4)))
    assert [dict(team.done) for team in room.meeting.teams] == [{1: (1, 0)}, {2: (1, 1)}]
    room.play(MakeTeams(1, (4, 3, 2, 1)))

    assert room.meeting.teams[0].done == {1: (1, 0), 2: (1, 1)}


def test_one_who_comes_late_is_in_the_smallest_team_and_comes_back_to_their_own() -> None:
    room = Room(range(1, 6)).play(MakeTeams(2, (1, 2, 3, 4, 5)), Arrive(6))
    assert [set(team.members) for team in room.meeting.teams] == [{1, 3, 5}, {2, 4, 6}]

    before = room.meeting.teams
    room.play(Leave(6), Arrive(6))

    assert room.meeting.teams == before


@SOME
@given(acts(COMINGS, DEEDS, EVERYTHING_BUT_TEAMS))
def test_whatever_happens_no_morko_gets_frightened_again(commands: list[Command]) -> None:
    room = Room(range(1, 5)).play(MakeTeams(2, (1, 2, 3, 4)))
    for command in commands:
        before = [MOODS.index(team.calm) for team in room.meeting.teams]
        room.do(command)

        after = [MOODS.index(team.calm) for team in room.meeting.teams]
        assert all(old <= new for old, new in zip(before, after, strict=True)), command


@SOME
@given(acts(COMINGS, DEEDS, TEAMS))
def test_those_who_are_there_can_always_calm_every_morko(commands: list[Command]) -> None:
    room = Room().play(*commands)

    room.play(*(Did(one, deed) for one in room.present for deed in Deed for _ in range(MOST)))

    teams = room.meeting.teams
    several = len(teams) > 1
    peopled = [team for team in teams if team.members & set(room.present) or not several]
    assert not room.present or all(team.calm is Mood.WALKING for team in peopled)


@SOME
@given(acts(COMINGS, DEEDS, TEAMS))
def test_everybody_present_is_in_one_team_and_counts_up_to_a_limit(
    commands: list[Command],
) -> None:
    room = Room(range(1, 5)).play(MakeTeams(2))
    for command in commands:
        room.do(command)
        teams = room.meeting.teams

        if len(teams) > 1:
            for person in room.present:
                assert sum(person in team.members for team in teams) == 1, (command, person)
        assert all(deeds(team) <= len(team.done) * 2 * MOST for team in teams), command
