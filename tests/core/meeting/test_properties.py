"""What holds in every meeting whatever happens in it."""

from dataclasses import replace
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from digimatka.core.meeting.commands import (
    Answered,
    Command,
    Did,
    Mix,
    SaidWord,
    Thank,
)
from digimatka.core.meeting.decide import Refusal, decide
from digimatka.core.meeting.model import dump
from tests.core.meeting.room import ALL, COMINGS, MIXINGS, SOME, WORDS, Room, acts

NAMING = [command for command in ALL if not isinstance(command, Did | SaidWord | Thank | Answered)]


@SOME
@given(acts(COMINGS, MIXINGS))
def test_while_two_are_present_nobody_is_ever_alone_in_a_group(commands: list[Command]) -> None:
    room = Room()
    for command in commands:
        room.do(command)
        made = room.meeting.groups

        assert not made or sorted(chain(*made)) == sorted(room.present), command
        assert len(room.present) < 2 or all(len(group) > 1 for group in made), command


@SOME
@given(acts(COMINGS, MIXINGS), st.sampled_from([c for c in MIXINGS if isinstance(c, Mix)]))
def test_after_a_mix_everybody_present_stands_in_exactly_one_group(
    commands: list[Command], mixing: Mix
) -> None:
    room = Room().play(*commands)

    assert room.do(mixing) is None

    standing = sorted(chain(*room.meeting.groups))
    assert standing == (sorted(room.present) if mixing.size else [])


@SOME
@given(acts())
def test_what_was_before_stays_as_it_was_and_no_command_raises(commands: list[Command]) -> None:
    room = Room()
    for command in commands:
        before = room.meeting
        text = dump(before)
        room.do(command)

        assert dump(before) == text


@SOME
@given(acts(), st.lists(st.sampled_from(NAMING), max_size=10))
def test_what_names_a_state_changes_nothing_the_second_time(
    commands: list[Command], pressed: list[Command]
) -> None:
    room = Room().play(*commands)
    for one in pressed:
        command = replace(one, round=room.meeting.round) if isinstance(one, Mix) else one
        present = tuple(room.present)
        once = decide(room.meeting, command, present)
        if isinstance(once, Refusal):
            continue

        assert decide(once, command, present) in (once, *Refusal)
        room.meeting = once


@SOME
@given(acts(COMINGS, WORDS, ALL))
def test_no_group_team_or_queue_names_one_who_never_came(commands: list[Command]) -> None:
    room = Room()
    came: set[int] = set()
    for command in commands:
        room.do(command)
        came.update(room.present)
    meeting = room.meeting

    named = {*chain(*meeting.groups), *meeting.helps, *meeting.asked.who, *meeting.told.who}
    named |= {*meeting.words, *meeting.thanked, *(to for to, _ in meeting.thanks)}
    for team in meeting.teams:
        named |= {*team.members, *team.done}
    assert named <= came
    assert set(meeting.helps) <= set(room.present)
