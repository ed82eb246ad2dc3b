"""New content under an old log: nothing raises, and what a person was told stays true."""

from typing import Any

import pytest

from digimatka.core.commands import CompleteStep, MarkQuest, OpenQuest, RestartStep, ShowHint
from digimatka.core.events import BadgeAwarded, Mark, QuestCompleted
from digimatka.core.journey import Journey
from digimatka.core.kinds.base import Assistance
from digimatka.core.overview import QuestState, next_step
from tests.core.player import DAY, Player
from tests.factories import badge, journey, quest, step

FILL = step("kirjoita", "fill", hints=["Ensin", "Sitten"])


def walked() -> Player:
    """A learner who has done a, is in the middle of b, and has two badges."""
    player = Player(
        journey(
            quest("a", "x", "y"),
            quest("b", "x", FILL, requires={"quest": "a"}),
            quest("c", requires={"quest": "b"}),
            badges=[badge("m", {"quest": "a"}), badge("n", {"badge": "m"})],
        )
    )
    player.finish("a")
    player.do_all(CompleteStep("b", "x"), ShowHint("b", "kirjoita", 0))
    return player


@pytest.mark.parametrize(
    "content",
    [
        journey(quest("uusi")),
        journey(quest("b", FILL)),
        journey(quest("a", "y"), quest("b", "x")),
        journey(quest("a", FILL, "y", "x"), quest("b", "z")),
        journey(quest("b", FILL, "x"), quest("a", "y", "x"), badges=[badge("n", {"quest": "b"})]),
        journey(
            quest("a", step("x", "choose"), step("y", "confirm")), quest("b", step("x", "sort"))
        ),
    ],
    ids=[
        "all new",
        "quest removed",
        "steps removed",
        "steps moved",
        "quests moved",
        "kinds changed",
    ],
)
def test_any_content_can_be_put_under_a_log(content: Journey) -> None:
    moved = walked().moved_to(content)
    moved.settle()
    for rule in moved.rules.order:
        moved.do(OpenQuest(rule.quest.id))
        for at in rule.quest.steps:
            moved.do(ShowHint(rule.quest.id, at.id, 0))
            moved.play_alone(rule.quest.id, at)

    assert all(moved.state(quest) is QuestState.DONE for quest in moved.rules.quests)
    assert moved.progress.seq == len(moved.log)


def test_a_quest_stays_done_when_it_gets_a_new_step() -> None:
    moved = walked().moved_to(journey(quest("a", "x", "uusi", "y")))

    assert moved.state("a") is QuestState.DONE
    assert next_step(moved.rules.quests["a"], moved.progress) == "uusi"
    assert moved.settle() == ()
    assert [type(e) for e in moved.do_all(CompleteStep("a", "uusi"))] != [QuestCompleted]
    assert moved.completions("a") == [Assistance.ALONE]


def test_a_helped_completion_gets_better_over_a_new_step_too() -> None:
    player = Player(journey(quest("a", "x")))
    player.finish("a", told=Assistance.HELP)
    moved = player.moved_to(journey(quest("a", "x", "uusi")))
    moved.redo("a", "x")
    assert moved.completions("a") == [Assistance.HELP]

    moved.do_all(CompleteStep("a", "uusi"))
    assert moved.completions("a") == [Assistance.HELP, Assistance.ALONE]


def test_a_quest_whose_last_missing_step_was_removed_is_completed_by_settling() -> None:
    moved = walked().moved_to(journey(quest("b", "x"), quest("c", requires={"quest": "b"})))
    assert not moved.is_open("c")

    assert moved.settle() == (QuestCompleted("b", Assistance.ALONE, DAY),)
    assert moved.is_open("c")
    assert moved.settle() == ()


def test_a_completion_gets_better_when_the_helped_step_was_removed() -> None:
    player = Player(journey(quest("a", "x", "y")))
    player.do_all(CompleteStep("a", "x", told=Assistance.HELP), CompleteStep("a", "y"))
    moved = player.moved_to(journey(quest("a", "y")))

    assert moved.settle() == (QuestCompleted("a", Assistance.ALONE, DAY),)


@pytest.mark.parametrize("steps", [("x", FILL), ("uusi",)], ids=["same steps", "other steps"])
def test_a_begun_quest_stays_open_when_newer_content_asks_for_more(steps: tuple[Any, ...]) -> None:
    content = journey(quest("a"), quest("uusi"), quest("b", *steps, requires={"quest": "uusi"}))
    moved = walked().moved_to(content)

    assert moved.is_open("b")
    assert moved.finish("b")


def test_a_done_quest_can_be_done_anew_when_newer_content_asks_for_more() -> None:
    content = journey(quest("uusi"), quest("a", "x", "z", requires={"quest": "uusi"}))
    moved = walked().moved_to(content)

    assert moved.is_open("a")
    assert moved.do_all(RestartStep("a", "x"), CompleteStep("a", "x"))


def test_a_mark_can_be_taken_back_when_newer_content_asks_for_more() -> None:
    player = Player(journey(quest("a"), quest("b")))
    player.do_all(MarkQuest("b", Mark.KNOWN))
    moved = player.moved_to(journey(quest("a"), quest("b", requires={"quest": "a"})))

    assert moved.state("b") is QuestState.KNOWN
    assert moved.do_all(MarkQuest("b", Mark.OPEN))
    assert moved.state("b") is QuestState.OPEN


def test_a_quest_that_was_only_looked_at_is_locked_by_newer_content() -> None:
    player = Player(journey(quest("a"), quest("b")))
    moved = player.moved_to(journey(quest("a"), quest("b", requires={"quest": "a"})))

    assert moved.open_quests == {"a"}


def test_what_a_facilitator_opened_stays_open() -> None:
    player = Player(journey(quest("a"), quest("b", requires={"opened_by": "facilitator"})))
    player.open_by_facilitator("b")
    moved = player.moved_to(journey(quest("a"), quest("b", requires={"quest": "a"})))

    assert moved.is_open("b")


def test_a_badge_stays_when_its_rule_changes_and_the_log_keeps_the_rule_of_then() -> None:
    player = walked()
    then = player.awards
    harder = badge("m", {"all": [{"quest": "c"}, {"quest": "a"}]})
    moved = player.moved_to(journey(quest("a", "x", "y"), quest("c"), badges=[harder]))

    assert moved.has_badge("m")
    assert moved.settle() == ()
    moved.finish("c")
    assert moved.awards == then
    assert then[0].rule != moved.rules.badges["m"].version


def test_a_removed_badge_stays_in_the_log_with_its_title_and_what_it_opened_stays() -> None:
    player = Player(
        journey(
            quest("a"),
            quest("b", requires={"badge": "m"}),
            badges=[badge("m", {"quest": "a"}, title="Avaaja")],
        )
    )
    player.finish("a")
    player.finish("b")
    moved = player.moved_to(journey(quest("a"), quest("b", requires={"step": "a/askel"})))

    assert [award.title for award in moved.awards] == ["Avaaja"]
    assert moved.is_open("b")
    assert moved.settle() == ()


def test_settling_gives_every_badge_that_new_content_makes_due_and_then_rests() -> None:
    chain = [
        badge("z", {"badge": "y"}),
        badge("y", {"all": [{"badge": "x"}, {"quest": "b", "counts": "done"}]}),
        badge("x", {"step": "a/y"}),
    ]
    moved = walked().moved_to(journey(quest("a", "x", "y"), quest("b", "x"), badges=chain))

    due = moved.settle()

    assert due[0] == QuestCompleted("b", Assistance.ALONE, DAY)
    assert [event.badge for event in due if isinstance(event, BadgeAwarded)] == ["x", "y", "z"]
    assert moved.settle() == ()


def test_a_badge_that_comes_back_is_not_given_again() -> None:
    away = walked().moved_to(journey(quest("a", "x", "y")))
    away.settle()
    back = away.moved_to(walked().rules.journey)

    assert back.has_badge("m")
    assert back.settle() == ()


def test_opened_hints_stay_opened_and_count_though_there_are_fewer_now() -> None:
    player = walked()
    player.do_all(ShowHint("b", "kirjoita", 1))
    moved = player.moved_to(journey(quest("b", step("kirjoita", "fill", hints=["Yksi"]))))

    assert moved.do(ShowHint("b", "kirjoita", 2)) == ()
    moved.do_all(CompleteStep("b", "kirjoita"))
    assert moved.completions("b") == [Assistance.HINT]
