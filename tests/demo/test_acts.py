"""What a simulated participant does next: a table of what they see, and what may follow."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from digimatka.core.commands import CompleteStep
from digimatka.core.compiler import compile_rules
from digimatka.core.engine import decide, fold
from digimatka.core.meeting.commands import AskHelp, Deed, Did, SaidWord, Tell, Thank
from digimatka.core.meeting.model import Asked, Meeting, Phase, Team, Way
from digimatka.core.nickname import read_nickname
from digimatka.core.progress import Progress
from digimatka.core.rules import Rules
from digimatka.demo import acts, voices
from digimatka.demo.acts import (
    Act,
    Answer,
    Come,
    LookAtHint,
    Say,
    Sight,
    WaitForFacilitator,
    next_act,
)
from digimatka.store.participants import LEFT, REMOVED
from digimatka.usecases import attend
from tests.conftest import TODAY
from tests.factories import journey, quest, step

ME, OTHER = 1, 2
READ, CHOOSE = ("alku", "lue"), ("alku", "kumpi")
DOING = Meeting(phase=Phase.DO)
TOGETHER = Meeting(way=Way.TOGETHER, at=READ)
CLOSING = Meeting(phase=Phase.CLOSING)
TEAM = Meeting(phase=Phase.TALK, way=Way.TEAM)


def by(seed: int) -> Random:
    """Chance that repeats itself."""
    return Random(seed)  # noqa: S311 - a game, no secret


def possible(rules: Rules, meeting: Meeting, **seen: Any) -> set[Act | None]:
    """Everything that somebody might do now."""
    start = Sight(rules, meeting, ("alku",), ME, present=(ME, OTHER), progress=rules.fresh())
    sight = replace(start, **seen)
    return {next_act(sight, by(seed)) for seed in range(150)}


def kinds(found: set[Act | None]) -> set[type]:
    """Of what kind the acts are; of what is said, the command."""
    return {type(act.command if isinstance(act, Say) else act) for act in found}


def after(rules: Rules, *steps: tuple[str, str]) -> Progress:
    """The progress of who has done these steps."""
    progress = rules.fresh()
    for at in steps:
        events = decide(rules, progress, CompleteStep(*at), TODAY)
        assert isinstance(events, tuple)
        progress = fold(rules, events, progress)
    return progress


@pytest.mark.parametrize(
    ("standing", "is_closed", "expected"),
    [
        ("", False, {Come()}),
        ("", True, {None}),
        (LEFT, False, {Come()}),
        (REMOVED, False, {None}),
    ],
)
def test_they_come_where_the_door_is_open_and_stay_away_when_they_were_removed(
    rules: Rules, standing: str, is_closed: bool, expected: set[Act | None]
) -> None:
    meeting = replace(DOING, is_closed=is_closed)

    assert possible(rules, meeting, standing=standing) == expected


@pytest.mark.parametrize(
    "meeting",
    [
        Meeting(),
        Meeting(phase=Phase.WARM_UP),
        Meeting(phase=Phase.CHOOSE),
        replace(DOING, is_paused=True),
        replace(TOGETHER, is_paused=True),
        replace(DOING, way=Way.TOGETHER),
        replace(DOING, helps=(ME,)),
        replace(TOGETHER, helps=(ME,)),
        replace(TOGETHER, at=("gone", "away")),
        replace(TOGETHER, at=("alku", "away")),
        Meeting(phase=Phase.ENDED),
    ],
)
def test_they_wait_and_listen(rules: Rules, meeting: Meeting) -> None:
    assert possible(rules, meeting) == {None}


def test_at_their_own_pace_they_do_their_next_step(rules: Rules) -> None:
    assert Answer(READ) in possible(rules, DOING)
    assert Answer(CHOOSE) in possible(rules, DOING, progress=after(rules, READ))
    assert kinds(possible(rules, DOING)) == {Answer, AskHelp}


def test_they_follow_the_step_of_the_group_in_any_phase(rules: Rules) -> None:
    meeting = replace(TOGETHER, at=CHOOSE, phase=Phase.WARM_UP)

    found = possible(rules, meeting)

    assert {Answer(CHOOSE), Answer(CHOOSE, is_right=False), LookAtHint(CHOOSE)} <= found
    assert kinds(found) == {Answer, LookAtHint, AskHelp}


def test_a_wrong_answer_is_followed_by_a_right_one_and_then_they_wait(rules: Rules) -> None:
    answered = replace(TOGETHER, at=CHOOSE, asked=Asked(frozenset({ME})))

    assert Answer(CHOOSE, is_right=False) not in possible(rules, answered)
    assert Answer(CHOOSE) in possible(rules, answered)
    assert possible(rules, answered, progress=after(rules, READ, CHOOSE)) == {None}


def test_a_step_done_before_is_answered_once_more_for_the_group(rules: Rules) -> None:
    found = possible(rules, TOGETHER, progress=after(rules, READ))

    assert found == {Answer(READ)}


def test_who_cannot_open_a_quest_says_so_but_not_for_ever(rules: Rules) -> None:
    locked = replace(TOGETHER, at=("keski", "sana"))

    assert possible(rules, locked) == {Say(AskHelp(ME), voices.LOCKED)}
    assert possible(rules, locked, asked=acts.MOST_HELP) == {None}
    assert possible(rules, DOING, quests=("keski",)) == {Say(AskHelp(ME), voices.LOCKED)}


def test_help_is_asked_for_seldom_and_a_hint_is_opened_once(rules: Rules) -> None:
    sight = Sight(rules, DOING, ("alku",), ME, progress=after(rules, READ))
    counted = [kinds({next_act(sight, by(seed))}) for seed in range(500)]

    assert 5 < sum(AskHelp in found for found in counted) < 50
    aids = {rules.quests["alku"].first_step + 1: 1}
    hinted = possible(rules, DOING, progress=replace(after(rules, READ), aids=aids))
    assert LookAtHint not in kinds(hinted)


def test_a_step_for_oneself_alone_is_done_alone_and_one_that_can_wait_may_wait() -> None:
    own = step("oma", "confirm", alone=True)
    shared = step("jaettu", "confirm", by=["self", "facilitator"])
    made = _compiled(own, shared)

    assert possible(made, DOING) == {Answer(("alku", "oma"))}
    waiting = possible(made, DOING, progress=after(made, ("alku", "oma")))
    assert {Answer(("alku", "jaettu")), WaitForFacilitator(("alku", "jaettu"))} < waiting
    assert WaitForFacilitator not in kinds(possible(made, replace(TOGETHER, at=("alku", "jaettu"))))


def test_who_has_done_everything_waits(rules: Rules) -> None:
    steps = [(q.id, s.id) for q in rules.journey.quests() for s in q.steps]

    assert possible(rules, DOING, progress=after(rules, *steps)) == {None}


def test_they_give_a_few_words_to_a_question(rules: Rules) -> None:
    asked = Meeting(word="Mikä auttaa?")

    found = possible(rules, asked)

    assert kinds(found) == {SaidWord, type(None)}
    assert {act.command for act in found if isinstance(act, Say)} == {SaidWord(ME, "Mikä auttaa?")}
    assert possible(rules, replace(asked, words={ME: acts.MOST_WORDS})) == {None}


def test_in_team_play_deeds_are_of_both_kinds_and_a_few(rules: Rules) -> None:
    found = possible(rules, TEAM)

    assert {Say(Did(ME, Deed.FIRST)), Say(Did(ME, Deed.HELPED))} < found
    first = replace(TEAM, teams=(Team(done={ME: (acts.MOST_DEEDS, 0)}),))
    assert Say(Did(ME, Deed.FIRST)) not in possible(rules, first)
    assert Did not in kinds(possible(rules, replace(TEAM, way=Way.OWN)))


def test_they_thank_others_and_never_themselves(rules: Rules) -> None:
    found = possible(rules, CLOSING)
    thanks = [a.command for a in found if isinstance(a, Say) and isinstance(a.command, Thank)]

    assert {(thank.participant, thank.to) for thank in thanks} == {(ME, OTHER)}
    assert Thank not in kinds(possible(rules, CLOSING, present=(ME,)))
    assert Thank not in kinds(possible(rules, replace(CLOSING, thanked={ME: acts.MOST_CARDS})))


def test_they_say_once_how_they_feel(rules: Rules) -> None:
    told = replace(CLOSING, told=Asked(frozenset({ME})))

    assert Tell in kinds(possible(rules, CLOSING))
    assert Tell not in kinds(possible(rules, told))


def test_the_same_chance_does_the_same(rules: Rules) -> None:
    sight = Sight(rules, CLOSING, ("alku",), ME, present=(ME, OTHER), progress=rules.fresh())

    assert [next_act(sight, by(7)) for _ in range(3)] == [next_act(sight, by(7))] * 3


def test_what_they_are_called_and_say_would_be_taken_from_a_person_too() -> None:
    assert len(set(voices.NICKNAMES)) == len(voices.NICKNAMES)
    assert [read_nickname(name) for name in voices.NICKNAMES] == list(voices.NICKNAMES)
    for text in voices.WORDS:
        assert attend.read_words(text, attend.MOST_WORD) == text
    for text in (*filter(None, voices.HELP), voices.LOCKED):
        assert attend.read_words(text, attend.MOST_WORDS) == text


def _compiled(*steps: Any) -> Rules:
    return compile_rules(journey(quest("alku", *steps)))
