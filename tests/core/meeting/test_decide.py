"""What follows from each command, what is refused, and that a second press changes nothing."""

from dataclasses import replace
from typing import get_args

import pytest

from digimatka.core.meeting import commands
from digimatka.core.meeting.commands import (
    Answered,
    Arrive,
    Ask,
    AskHelp,
    ChangeParts,
    Command,
    Deed,
    Did,
    End,
    GoTo,
    HelpGiven,
    Leave,
    MakeTeams,
    Mix,
    Play,
    SaidWord,
    ShowCounts,
    Tell,
    Thank,
    Together,
    Turn,
)
from digimatka.core.meeting.decide import MOST_CARDS, MOST_WORDS, Refusal, decide
from digimatka.core.meeting.model import (
    Asked,
    Card,
    Feeling,
    Meeting,
    Phase,
    Summary,
    Team,
    Way,
)
from digimatka.core.overview import Mood
from tests.core.meeting.room import AT, OTHER, Room, changed


def named(value: object) -> str:
    """A case by the command in it."""
    return type(value).__name__


FIVE = (1, 2, 3, 4, 5)
TOGETHER = changed(at=AT, way=Way.TOGETHER)
THREE = Asked(frozenset({1, 2, 3}), {"a": 2, "b": 1})
PAIRS = changed(groups=((1, 2), (3, 4, 5)), round=1)
INTERVIEW = replace(PAIRS, turn=1)
ASKED = changed(word="Mikä?")
HELPED = changed(helps=(2, 4), help_count=2)
TWO = (Team(frozenset({1, 3, 5})), Team(frozenset({2, 4})))
TOLD = Asked(frozenset({1}), {"tired": 1})
NOTHING = Summary(people=5, firsts=0, helped=0, thanks=0, asked=0, feelings={})
OVER = changed(phase=Phase.ENDED, summary=NOTHING)

EFFECTS: list[tuple[Meeting, Command, Meeting]] = [
    (Meeting(), GoTo(Phase.TALK), changed(phase=Phase.TALK)),
    (changed(phase=Phase.CLOSING), GoTo(Phase.WARM_UP), changed(phase=Phase.WARM_UP)),
    (Meeting(), GoTo(Phase.ENDED), OVER),
    (Meeting(), End(), OVER),
    (Meeting(), Play(Way.TEAM), changed(way=Way.TEAM)),
    (Meeting(), Turn("pause", True), changed(is_paused=True)),
    (changed(is_paused=True), Turn("pause", False), Meeting()),
    (Meeting(), Turn("door", True), changed(is_closed=True)),
    (Meeting(), Turn("names", True), changed(has_names=True)),
    (Meeting(), Together(AT), TOGETHER),
    (replace(TOGETHER, asked=THREE), Together(OTHER), replace(TOGETHER, at=OTHER)),
    (replace(TOGETHER, asked=THREE), Together(None), changed(way=Way.TOGETHER)),
    (
        replace(TOGETHER, asked=THREE, way=Way.OWN),
        Together(AT),
        replace(TOGETHER, asked=THREE),
    ),
    (
        replace(TOGETHER, asked=THREE),
        ShowCounts(AT, True),
        replace(TOGETHER, asked=replace(THREE, is_shown=True)),
    ),
    (
        replace(TOGETHER, asked=replace(THREE, is_shown=True)),
        ShowCounts(AT, False),
        replace(TOGETHER, asked=THREE),
    ),
    (
        TOGETHER,
        Answered(2, AT, ("a", "b")),
        replace(TOGETHER, asked=Asked(frozenset({2}), {"a": 1, "b": 1})),
    ),
    (TOGETHER, Answered(2, OTHER, ("a",)), TOGETHER),
    (replace(TOGETHER, way=Way.OWN), Answered(2, AT), replace(TOGETHER, way=Way.OWN)),
    (Meeting(), Ask("Mikä?"), ASKED),
    (replace(ASKED, words={1: 2}), Ask("Kuka?"), changed(word="Kuka?")),
    (replace(ASKED, words={1: 2}), Ask(""), Meeting()),
    (ASKED, SaidWord(3, "Mikä?"), replace(ASKED, words={3: 1})),
    (Meeting(), Mix(0, 2, (4, 2, 1, 3, 5)), changed(groups=((4, 2, 1), (3, 5)), round=1)),
    (Meeting(), Mix(0, 2, (9, 2, 1)), changed(groups=((2, 1, 3), (4, 5)), round=1)),
    (
        Meeting(),
        Mix(0, 2, (5, 4, 3, 2, 1), interview=True),
        changed(groups=((5, 4, 3), (2, 1)), round=1, turn=1),
    ),
    (INTERVIEW, Mix(1, 0), changed(round=2)),
    (INTERVIEW, ChangeParts(2), replace(INTERVIEW, turn=2)),
    (Meeting(), MakeTeams(2, FIVE), changed(teams=TWO)),
    (changed(teams=TWO), MakeTeams(1, FIVE), changed(teams=(Team(frozenset(FIVE)),))),
    (HELPED, HelpGiven(2), replace(HELPED, helps=(4,))),
    (HELPED, HelpGiven(1), HELPED),
    (
        replace(PAIRS, groups=((1, 2), (3, 4))),
        Arrive(5),
        changed(groups=((1, 2, 5), (3, 4)), round=1),
    ),
    (
        changed(teams=(Team(frozenset({1, 2})), Team(frozenset({3})))),
        Arrive(4),
        changed(teams=(Team(frozenset({1, 2})), Team(frozenset({3, 4})))),
    ),
    (PAIRS, Leave(1), replace(PAIRS, groups=((3, 4, 5, 2),))),
    (PAIRS, Leave(4), replace(PAIRS, groups=((1, 2), (3, 5)))),
    (HELPED, Leave(4), replace(HELPED, helps=(2,))),
    (Meeting(), AskHelp(2), changed(helps=(2,), help_count=1)),
    (HELPED, AskHelp(2), HELPED),
    (
        Meeting(),
        Did(2, Deed.HELPED),
        changed(teams=(Team(done={2: (0, 1)}, calm=Mood.PEEKING),)),
    ),
    (
        Meeting(),
        Thank(1, 2, Card.BRAVE),
        changed(thanks=((2, Card.BRAVE),), thanked={1: 1}),
    ),
    (Meeting(), Tell(1, Feeling.TIRED), changed(told=TOLD)),
    (changed(told=TOLD), Tell(1, Feeling.LEARNED), changed(told=TOLD)),
]


@pytest.mark.parametrize(("before", "command", "after"), EFFECTS, ids=named)
def test_a_command_has_its_effect_and_no_other(
    before: Meeting, command: Command, after: Meeting
) -> None:
    assert decide(before, command, FIVE) == after


def test_every_command_has_an_effect_here() -> None:
    assert {type(command) for _, command, _ in EFFECTS} == set(get_args(commands.Command))


REFUSED: list[tuple[Meeting, Command, Refusal]] = [
    (Meeting(), Turn("lights", True), Refusal.NOT_THERE),
    (Meeting(), Turn("phase", True), Refusal.NOT_THERE),
    (TOGETHER, ShowCounts(OTHER, True), Refusal.LATE),
    (TOGETHER, ShowCounts(AT, True), Refusal.ENOUGH),
    (
        replace(TOGETHER, asked=Asked(frozenset({1, 2}), {"a": 2})),
        ShowCounts(AT, True),
        Refusal.ENOUGH,
    ),
    (Meeting(), SaidWord(1, ""), Refusal.LATE),
    (ASKED, SaidWord(1, "Kuka?"), Refusal.LATE),
    (replace(ASKED, words={1: MOST_WORDS}), SaidWord(1, "Mikä?"), Refusal.ENOUGH),
    (PAIRS, Mix(0, 2, FIVE), Refusal.LATE),
    (PAIRS, ChangeParts(1), Refusal.LATE),
    (INTERVIEW, ChangeParts(3), Refusal.LATE),
    (replace(INTERVIEW, turn=3), ChangeParts(1), Refusal.LATE),
    (Meeting(), MakeTeams(0, FIVE), Refusal.ENOUGH),
    (Meeting(), MakeTeams(3, FIVE), Refusal.ENOUGH),
    (changed(teams=(Team(done={1: (3, 0)}),)), Did(1, Deed.FIRST), Refusal.ENOUGH),
    (Meeting(), Thank(1, 1, Card.BRAVE), Refusal.NOT_THERE),
    (Meeting(), Thank(1, 9, Card.BRAVE), Refusal.NOT_THERE),
    (changed(thanked={1: MOST_CARDS}), Thank(1, 2, Card.BRAVE), Refusal.ENOUGH),
]


@pytest.mark.parametrize(("before", "command", "why"), REFUSED, ids=named)
def test_what_cannot_be_is_refused_with_its_reason(
    before: Meeting, command: Command, why: Refusal
) -> None:
    assert decide(before, command, FIVE) is why


ONE_OF_EACH = {type(command): command for _, command, _ in EFFECTS}


@pytest.mark.parametrize("command", ONE_OF_EACH.values(), ids=named)
def test_nothing_happens_any_more_in_a_meeting_that_is_over(command: Command) -> None:
    assert decide(OVER, command, FIVE) is Refusal.OVER


@pytest.mark.parametrize(
    "command",
    [command for command in ONE_OF_EACH.values() if hasattr(command, "participant")],
    ids=named,
)
def test_one_who_is_not_in_does_nothing_in_a_meeting(command: Command) -> None:
    stranger = replace(command, participant=9)  # type: ignore[arg-type]  # all of these have one
    after = decide(TOGETHER, stranger, FIVE)

    # A facilitator may press for one who has just left; that changes nothing either.
    is_press = isinstance(command, HelpGiven | Leave)
    assert after == TOGETHER if is_press else after is Refusal.NOT_THERE


# Of these each says one thing more, so a second one counts. None is a facilitator's.
ADDING = (SaidWord, Did, Thank)


@pytest.mark.parametrize(
    ("before", "command"),
    [(before, command) for before, command, _ in EFFECTS if not isinstance(command, ADDING)],
    ids=named,
)
def test_a_press_that_comes_twice_changes_nothing(before: Meeting, command: Command) -> None:
    once = decide(before, command, FIVE)
    assert isinstance(once, Meeting)

    twice = decide(once, command, FIVE)

    assert twice in (once, Refusal.LATE, Refusal.OVER)


def test_two_facilitators_who_turn_two_switches_get_both() -> None:
    room = Room((1,)).play(Turn("pause", True), Turn("names", True), Turn("door", True))

    assert room.meeting == changed(is_paused=True, has_names=True, is_closed=True)


def test_the_end_counts_and_keeps_nothing_else() -> None:
    room = Room(FIVE).play(
        Together(AT),
        Answered(1, AT, ("a",)),
        AskHelp(2),
        HelpGiven(2),
        Did(1, Deed.FIRST),
        Did(2, Deed.HELPED),
        Thank(1, 2, Card.LISTENED),
        *(Tell(person, Feeling.LEARNED) for person in (1, 2, 3)),
        Leave(5),
        End(),
    )

    summary = Summary(people=4, firsts=1, helped=1, thanks=1, asked=1, feelings={"learned": 3})
    assert room.meeting == changed(
        phase=Phase.ENDED,
        way=Way.TOGETHER,
        teams=(Team(calm=Mood.PEEKING),),
        thanks=((2, Card.LISTENED),),
        summary=summary,
    )


@pytest.mark.parametrize(("told", "shown"), [(0, {}), (2, {}), (3, {"tired": 3})])
def test_what_fewer_than_three_tell_is_not_told_on(told: int, shown: dict[str, int]) -> None:
    room = Room(FIVE).play(*(Tell(person + 1, Feeling.TIRED) for person in range(told)), End())

    assert room.meeting.summary is not None
    assert room.meeting.summary.feelings == shown
