"""What a new version means for learners: who gains, who would lose, and what stays."""

from collections.abc import Sequence
from typing import Any

import pytest

from digimatka.core.commands import Command, CompleteStep, MarkQuest
from digimatka.core.compiler import compile_rules
from digimatka.core.events import Event, Mark
from digimatka.core.impact import Change, Impact, measure, told
from digimatka.core.journey import Journey
from digimatka.core.kinds.base import Assistance
from tests.core.player import DAY, Player
from tests.factories import badge, journey, quest, step

OLD = journey(
    quest("a", "x", "y"),
    quest("b", "x", "y", requires={"quest": "a"}),
    quest("c"),
    badges=[badge("m", {"quest": "a"})],
)
DONE_A = (CompleteStep("a", "x"), CompleteStep("a", "y"))


def log_of(*commands: Command, content: Journey = OLD) -> tuple[Event, ...]:
    player = Player(content)
    player.do_all(*commands)
    return tuple(player.log)


def impact(new: Journey, *commands: Command, people: int = 5, old: Journey = OLD) -> Impact:
    """On so many people who all did the same."""
    same = log_of(*commands, content=old)
    return measure(compile_rules(old), compile_rules(new), [same] * people, DAY)


def said(changes: Sequence[Change]) -> list[tuple[Any, ...]]:
    return [(c.kind, c.what, *([c.now] if c.now else [])) for c in changes]


def test_the_same_journey_means_nothing() -> None:
    assert impact(OLD, *DONE_A, MarkQuest("c", Mark.LATER)) == Impact(learners=5)


GAINS: list[tuple[str, Journey, tuple[Command, ...], list[tuple[str, str]]]] = [
    (
        "a badge that is due, and what it opens",
        journey(
            *OLD.quests()[:2],
            quest("c", requires={"badge": "n"}),
            badges=[badge("n", {"quest": "a"})],
        ),
        DONE_A,
        [("badge", "n")],
    ),
    (
        "the step that was missing is gone, and so the quest is done",
        journey(quest("a", "x"), *OLD.quests()[1:], badges=OLD.badges),
        (CompleteStep("a", "x"),),
        [("badge", "m"), ("quest_done", "a"), ("quest_open", "b")],
    ),
    (
        "less is asked before a quest, and there is a new one",
        journey(quest("a", "x", "y"), quest("b", "x", "y"), quest("c"), quest("d")),
        (CompleteStep("a", "x"),),
        [("quest_open", "b"), ("quest_new", "d")],
    ),
]


@pytest.mark.parametrize("gain", GAINS, ids=lambda gain: gain[0])
def test_what_is_gained(
    gain: tuple[str, Journey, tuple[Command, ...], list[tuple[str, str]]],
) -> None:
    _, new, commands, expected = gain
    found = impact(new, *commands)

    assert said(found.gained) == expected
    assert {change.count for change in found.gained} == {5}
    assert found.lost == ()


LOSSES: list[tuple[str, Journey, tuple[Command, ...], list[tuple[str, str]]]] = [
    ("a done quest is gone", journey(quest("b", "x", "y")), DONE_A, [("quest_gone", "a")]),
    (
        "a begun quest is gone",
        journey(quest("b", "x", "y")),
        (CompleteStep("a", "x"),),
        [("quest_gone", "a")],
    ),
    (
        "a done step of a quest under way is gone",
        journey(quest("a", "y", "z"), *OLD.quests()[1:]),
        (CompleteStep("a", "x"),),
        [("step_gone", "a/x")],
    ),
    (
        "what was open and not begun is locked",
        journey(*OLD.quests()[:2], quest("c", requires={"quest": "b"})),
        DONE_A,
        [("quest_locked", "c")],
    ),
]


@pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: loss[0])
def test_what_would_be_lost(
    loss: tuple[str, Journey, tuple[Command, ...], list[tuple[str, str]]],
) -> None:
    _, new, commands, expected = loss
    assert said(impact(new, *commands).lost) == expected


def test_a_step_removed_from_a_done_quest_is_no_loss() -> None:
    assert (
        impact(journey(quest("a", "x"), *OLD.quests()[1:], badges=OLD.badges), *DONE_A).lost == ()
    )


def test_a_begun_quest_is_not_locked_by_more_before_it() -> None:
    new = journey(*OLD.quests()[:2], quest("c", "askel", "uusi", requires={"quest": "b"}))

    found = impact(new, MarkQuest("c", Mark.LATER))

    assert said(found.lost) == []


def test_what_stays_is_said_too() -> None:
    new = journey(quest("a", "x", "y", "z"), *OLD.quests()[1:], badges=[badge("m", {"quest": "b"})])

    assert said(impact(new, *DONE_A).kept) == [("quest_longer", "a"), ("badge_harder", "m")]
    assert said(impact(journey(*OLD.quests()), *DONE_A).kept) == [("badge_removed", "m")]


def test_renamed_things_keep_their_completions_and_are_counted() -> None:
    options = [{"id": "uusi", "was": ["a"], "text": "Tämä"}, {"text": "Tuo"}]
    old = journey(quest("a", step("x", "choose")), quest("c"), badges=[badge("m", {"step": "a/x"})])
    new = journey(
        quest("aa", step("xx", "choose", options=options, was=["x"]), was=["a"]),
        quest("c", was=["z"]),
        badges=[badge("mm", {"step": "aa/xx"}, was=["m"])],
    )

    found = impact(new, CompleteStep("a", "x", ("a",)), old=old)

    assert said(found.renamed) == [
        ("quest_renamed", "a", "aa"),
        ("step_renamed", "aa/x", "aa/xx"),
        ("option_renamed", "aa/xx#a", "aa/xx#uusi"),
        ("badge_renamed", "m", "mm"),
    ]
    assert (found.gained, found.lost, found.kept) == ((), (), ())


def test_an_old_rename_is_no_news() -> None:
    once = journey(quest("aa", "x", was=["a"]))
    player = Player(journey(quest("a", "x")))
    player.finish("a")

    found = measure(compile_rules(once), compile_rules(once), [player.log] * 5, DAY)

    assert found == Impact(learners=5)


def test_what_is_due_anyway_is_no_gain() -> None:
    """A badge of a content that was published while the learner was away is not of this one."""
    before = journey(quest("a", "x", "y"))
    log = log_of(*DONE_A, content=before)
    old, new = compile_rules(OLD), compile_rules(journey(*OLD.quests(), badges=OLD.badges))

    assert measure(old, new, [log] * 5, DAY).gained == ()


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, None), (4, None), (5, 5), (100, 100)])
def test_a_few_are_not_counted(count: int, shown: int | None) -> None:
    gone = journey(quest("b", "x", "y"))
    found = impact(gone, *DONE_A, people=count)

    assert told(count) == shown
    assert found.learners == shown
    assert [change.count for change in found.lost] == ([shown] if count else [])


def test_a_log_without_events_is_of_nobody() -> None:
    rules = compile_rules(OLD)

    assert measure(rules, rules, [()] * 9, DAY) == Impact(learners=0)


def test_only_what_was_helped_changes_by_a_rule_about_help() -> None:
    asks = [badge("m", {"quest": "a", "assistance": "alone"})]
    new = journey(*OLD.quests(), badges=asks)
    helped = (CompleteStep("a", "x", told=Assistance.HELP), CompleteStep("a", "y"))

    assert said(impact(new, *helped).kept) == [("badge_harder", "m")]
    assert said(impact(new, *DONE_A).kept) == []
