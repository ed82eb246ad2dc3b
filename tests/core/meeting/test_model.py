"""A meeting as text, and what its counts keep of who answered."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digimatka.core.meeting.commands import (
    Answered,
    Ask,
    Command,
    End,
    SaidWord,
    ShowCounts,
    Tell,
    Thank,
    Together,
)
from digimatka.core.meeting.model import Asked, Card, Feeling, Meeting, Phase, dump, load
from tests.core.meeting.room import ANSWERS, AT, COMINGS, SHOWINGS, SOME, Room, acts, changed


def test_a_meeting_in_which_nothing_has_happened_is_as_short_as_can_be() -> None:
    assert dump(Meeting()) == "{}"
    assert load("{}") == Meeting()


@SOME
@given(acts(), st.booleans())
def test_any_meeting_comes_back_from_its_text(commands: list[Command], ends: bool) -> None:
    room = Room().play(*commands, *([End()] if ends else []))

    assert load(dump(room.meeting)) == room.meeting


def test_what_an_older_or_newer_program_wrote_beside_is_passed_over() -> None:
    text = (
        '{"phase":"do","lights":true,"asked":{"who":[1],"counts":{"a":1},"when":"x"},'
        '"teams":[{"score":9},{"members":[2],"done":{"2":[1,0]},"calm":"peeking"}]}'
    )

    found = load(text)

    assert (found.phase, found.asked) == (Phase.DO, Asked(frozenset({1}), {"a": 1}))
    assert found.teams[1].done == {2: (1, 0)}
    assert found == load(dump(found))


@pytest.mark.parametrize(
    "text", ["", "[]", "null", "{", '{"phase":"party"}', '{"helps":["Hilla"]}', '{"round":null}']
)
def test_what_is_no_meeting_is_an_error_of_its_value(text: str) -> None:
    with pytest.raises(ValueError, match=r"Meeting|JSON"):
        load(text)


@SOME
@given(acts())
def test_no_text_of_a_meeting_has_a_time_in_it(commands: list[Command]) -> None:
    text = dump(Room().play(*commands).meeting)

    assert not re.search(r"\d\d:\d\d|20\d\d|\d{9}", text)


def test_only_the_first_answer_of_a_person_counts() -> None:
    once = Asked().with_answer(1, ("a",))

    assert once.with_answer(1, ("b",)) is once
    assert once.with_answer(2, ()) == Asked(frozenset({1, 2}), {"a": 1})


@pytest.mark.parametrize(("answers", "can"), [(0, False), (1, False), (2, False), (3, True)])
def test_counts_of_fewer_than_three_cannot_be_shown(answers: int, can: bool) -> None:
    asked = Asked()
    for person in range(answers):
        asked = asked.with_answer(person, ("a",))

    assert asked.can_be_shown is can


@SOME
@given(acts(ANSWERS, SHOWINGS, COMINGS))
def test_whatever_happens_counts_of_fewer_than_three_do_not_show(commands: list[Command]) -> None:
    room = Room(range(1, 8)).play(Together(AT))
    for command in commands:
        room.do(command)
        assert room.meeting.asked.can_be_shown or not room.meeting.asked.is_shown, command
    told = room.meeting.told
    room.do(End())

    assert room.meeting.summary is not None
    assert room.meeting.summary.feelings == (told.counts if len(told.who) >= 3 else {})


def test_counts_that_show_hide_with_the_next_step() -> None:
    answers = [Answered(person, AT, ("a",)) for person in (1, 2, 3)]
    room = Room((1, 2, 3)).play(Together(AT), *answers, ShowCounts(AT, True))
    assert room.meeting.asked.is_shown

    room.play(Together(("keski", "sana")), Together(AT))

    assert room.meeting.asked == Asked()


@SOME
@given(st.permutations(range(1, 6)))
def test_the_text_of_a_meeting_does_not_keep_whose_an_answer_was(order: list[int]) -> None:
    """Whoever of the five gives which answer, what is stored is the same."""
    said = list(zip(order, "aabbc", (Feeling.TIRED, *[Feeling.BRAVER] * 4), strict=True))
    room = Room(range(1, 6)).play(
        Together(AT),
        Ask("Mikä?"),
        *(Answered(person, AT, (option,)) for person, option, _ in said),
        *(Tell(person, feeling) for person, _, feeling in said),
        *(SaidWord(person, "Mikä?") for person, _, _ in said),
        *(Thank(person, 6 - person, Card.BRAVE) for person, _, _ in said if person != 3),
    )
    same = replace(room.meeting, thanks=())

    assert dump(same) == (
        '{"way":"together","at":["alku","kumpi"],'
        '"asked":{"who":[1,2,3,4,5],"counts":{"a":2,"b":2,"c":1}},'
        '"word":"Mikä?","words":{"1":1,"2":1,"3":1,"4":1,"5":1},'
        '"thanked":{"1":1,"2":1,"4":1,"5":1},'
        '"told":{"who":[1,2,3,4,5],"counts":{"tired":1,"braver":4}}}'
    )


@SOME
@given(acts())
def test_after_the_end_nothing_about_anybody_remains_but_the_cards(
    commands: list[Command],
) -> None:
    room = Room().play(*commands)
    before = room.meeting
    room.do(End())
    ended = room.meeting

    assert ended.thanks == before.thanks
    assert [team.calm for team in ended.teams] == [team.calm for team in before.teams]
    for team in ended.teams:
        assert (team.members, dict(team.done)) == (frozenset(), {})
    kept = {"way": ended.way, "teams": ended.teams, "thanks": ended.thanks}
    assert ended == changed(phase=Phase.ENDED, summary=ended.summary, **kept)
