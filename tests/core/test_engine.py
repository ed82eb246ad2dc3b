"""One act after another: what follows from it, what is refused, what changes nothing."""

from typing import Final

import pytest

from digimatka.core.commands import (
    Command,
    CompleteStep,
    MarkQuest,
    OpenQuest,
    Refusal,
    RestartStep,
    Settle,
    ShowAnswer,
    ShowHint,
)
from digimatka.core.compiler import compile_rules
from digimatka.core.events import (
    AnswerShown,
    BadgeAwarded,
    HintShown,
    Mark,
    QuestCompleted,
    QuestMarked,
    QuestOpened,
    StepCompleted,
    StepRestarted,
)
from digimatka.core.kinds.base import Assistance
from tests.core.player import DAY, Player
from tests.factories import badge, journey, quest, step

ALONE, HINT, HELP = Assistance.ALONE, Assistance.HINT, Assistance.HELP
FILL: Final = step("kirjoita", "fill", hints=["Ensin", "Sitten"])
CHOOSE: Final = step(
    "valitse", "choose", many=True, options=[{"text": "A"}, {"text": "B"}, {"text": "C"}]
)
WORD: Final = journey(quest("sana", FILL))
TWO: Final = journey(quest("a", "x", FILL), quest("b", requires={"quest": "a"}))
COMPLETE: Final = CompleteStep("sana", "kirjoita")
RESTART: Final = RestartStep("sana", "kirjoita")
ANSWER: Final = ShowAnswer("sana", "kirjoita")


def hint(shown: int) -> ShowHint:
    return ShowHint("sana", "kirjoita", shown)


# --- Completing ----------------------------------------------------------------------------------


def test_the_last_step_completes_the_quest_and_opens_the_next() -> None:
    player = Player(TWO)

    assert player.do(CompleteStep("a", "kirjoita")) == (
        StepCompleted("a", "kirjoita", ALONE, (), DAY),
    )
    assert player.open_quests == {"a"}
    assert player.do(CompleteStep("a", "x")) == (
        StepCompleted("a", "x", ALONE, (), DAY),
        QuestCompleted("a", ALONE, DAY),
    )
    assert player.open_quests == {"a", "b"}


@pytest.mark.parametrize(
    ("before", "told", "how"),
    [
        ([], None, ALONE),
        ([], ALONE, ALONE),
        ([], HELP, HELP),
        ([hint(0)], None, HINT),
        ([hint(0), hint(1)], None, HINT),
        ([hint(0)], ALONE, HINT),
        ([hint(0)], HELP, HELP),
        ([ANSWER], None, HELP),
        ([ANSWER], ALONE, HELP),
        ([hint(0), ANSWER], None, HELP),
    ],
)
def test_a_step_is_completed_with_the_most_help_there_was(
    before: list[Command], told: Assistance | None, how: Assistance
) -> None:
    player = Player(WORD)
    player.do_all(*before)

    assert player.do(CompleteStep("sana", "kirjoita", told=told)) == (
        StepCompleted("sana", "kirjoita", how, (), DAY),
        QuestCompleted("sana", how, DAY),
    )


def test_a_quest_is_completed_like_its_step_with_the_most_help() -> None:
    player = Player(journey(quest("a", "x", FILL, "y")))
    player.do_all(CompleteStep("a", "x"), ShowHint("a", "kirjoita", 0))
    player.do_all(CompleteStep("a", "kirjoita"), CompleteStep("a", "y"))

    assert player.completions("a") == [HINT]


def test_a_better_redo_is_told_and_a_worse_one_takes_nothing_away() -> None:
    player = Player(WORD)
    player.do_all(ANSWER, COMPLETE)
    player.do_all(RESTART, hint(0), COMPLETE)
    player.do_all(RESTART, ANSWER, COMPLETE)
    player.do_all(RESTART, hint(0), COMPLETE)
    player.do_all(RESTART, COMPLETE)
    player.do_all(RESTART, COMPLETE)

    assert player.completions("sana") == [HELP, HINT, ALONE]


def test_the_quest_gets_better_only_when_the_last_helped_step_does() -> None:
    player = Player(journey(quest("a", "x", "y")))
    player.finish("a", told=HELP)
    player.redo("a", "x")
    assert player.completions("a") == [HELP]

    player.redo("a", "y", told=HINT)
    assert player.completions("a") == [HELP, HINT]

    player.redo("a", "y")
    assert player.completions("a") == [HELP, HINT, ALONE]


def test_the_log_keeps_known_options_once_each_in_the_order_of_the_page() -> None:
    player = Player(journey(quest("a", CHOOSE)))
    first = player.do_all(CompleteStep("a", "valitse", ("c", "x", "a", "c")))[0]

    assert first == StepCompleted("a", "valitse", ALONE, ("a", "c"), DAY)


def test_a_step_without_options_keeps_none() -> None:
    first = Player(WORD).do_all(CompleteStep("sana", "kirjoita", ("a",)))[0]

    assert first == StepCompleted("sana", "kirjoita", ALONE, (), DAY)


def test_the_options_chosen_last_are_known_and_all_that_were_ever_chosen_count() -> None:
    rules = compile_rules(journey(quest("a", CHOOSE)))
    player = Player(rules)
    player.do_all(CompleteStep("a", "valitse", ("a", "b")))
    player.do_all(RestartStep("a", "valitse"), CompleteStep("a", "valitse", ("c",)))

    picked = {
        key for key, bit in rules.picks["a", "valitse"].items() if player.progress.picks >> bit & 1
    }
    ever = {key[2] for key, bit in rules.options.items() if player.progress.facts >> bit & 1}
    assert picked == {"c"}
    assert ever == {"a", "b", "c"}


# --- Repeats, restarts and help ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "command"),
    [
        ([], COMPLETE),
        ([], hint(0)),
        ([hint(0)], hint(1)),
        ([], ANSWER),
        ([COMPLETE], RESTART),
        ([], MarkQuest("sana", Mark.LATER)),
        ([], MarkQuest("sana", Mark.KNOWN)),
    ],
)
def test_a_repeated_post_is_no_new_event(before: list[Command], command: Command) -> None:
    player = Player(WORD)
    player.do_all(*before)

    assert player.do_all(command) != ()
    after = player.progress
    assert player.do(command) == ()
    assert player.progress == after


def test_a_done_step_is_done_anew_only_after_a_restart() -> None:
    player = Player(WORD)
    player.do_all(COMPLETE)
    assert player.do(CompleteStep("sana", "kirjoita", told=HELP)) == ()

    assert player.do(RESTART) == (StepRestarted("sana", "kirjoita", DAY),)
    assert player.do(COMPLETE) == (StepCompleted("sana", "kirjoita", ALONE, (), DAY),)
    assert player.do(COMPLETE) == ()


def test_a_restart_keeps_the_completion_and_everything_it_opened() -> None:
    player = Player(TWO)
    player.finish("a")
    facts, opened = player.progress.facts, player.open_quests
    player.do_all(RestartStep("a", "x"))

    assert (player.progress.facts, player.open_quests) == (facts, opened)


def test_there_is_nothing_to_restart_before_the_step_is_done() -> None:
    player = Player(WORD)
    assert player.do(RESTART) == ()
    player.do_all(hint(0))
    assert player.do(RESTART) == ()
    assert player.do_all(COMPLETE)[0] == StepCompleted("sana", "kirjoita", HINT, (), DAY)


def test_hints_open_one_by_one_until_there_are_no_more() -> None:
    player = Player(WORD)
    shown = HintShown("sana", "kirjoita", DAY)

    assert player.do(hint(0)) == (shown,)
    assert player.do(hint(1)) == (shown,)
    assert player.do(hint(2)) == ()


@pytest.mark.parametrize("shown", [-1, 0, 2, 99])
def test_a_page_that_has_another_number_of_hints_opens_none(shown: int) -> None:
    player = Player(WORD)
    player.do_all(hint(0))

    assert player.do(hint(shown)) == ()


def test_a_step_without_hints_or_answer_shows_none() -> None:
    player = Player(journey(quest("a", "x")))

    assert player.do(ShowHint("a", "x", 0)) == ()
    assert player.do(ShowAnswer("a", "x")) == ()


def test_no_hint_comes_after_the_answer_and_no_help_after_the_step_is_done() -> None:
    player = Player(WORD)
    assert player.do(ANSWER) == (AnswerShown("sana", "kirjoita", DAY),)
    assert player.do(hint(0)) == ()
    player.do_all(COMPLETE)

    assert player.do(hint(0)) == ()
    assert player.do(ANSWER) == ()


def test_a_restarted_step_begins_without_hints_or_answer() -> None:
    player = Player(WORD)
    player.do_all(hint(0), ANSWER, COMPLETE, RESTART)

    assert player.do(hint(0)) == (HintShown("sana", "kirjoita", DAY),)


# --- Marks ---------------------------------------------------------------------------------------


def test_a_mark_is_told_and_taking_it_back_too() -> None:
    player = Player(WORD)

    for mark in (Mark.KNOWN, Mark.SKIPPED, Mark.LATER, Mark.OPEN):
        assert player.do(MarkQuest("sana", mark)) == (QuestMarked("sana", mark, DAY),)
    assert player.do(MarkQuest("sana", Mark.OPEN)) == ()


@pytest.mark.parametrize(
    ("mark", "opened"),
    [
        (Mark.KNOWN, {"a", "luulee", "ohittaa"}),
        (Mark.SKIPPED, {"a", "ohittaa"}),
        (Mark.LATER, {"a"}),
        (Mark.OPEN, {"a"}),
    ],
)
def test_what_a_mark_counts_for_and_that_taking_it_back_closes_nothing(
    mark: Mark, opened: set[str]
) -> None:
    player = Player(
        journey(
            quest("a"),
            quest("tekee", requires={"quest": "a", "counts": "done"}),
            quest("luulee", requires={"quest": "a"}),
            quest("ohittaa", requires={"quest": "a", "counts": "skipped"}),
            quest("itse", requires={"quest": "a", "assistance": "alone"}),
        )
    )
    player.do_all(MarkQuest("a", mark))
    assert player.open_quests == opened

    player.do_all(MarkQuest("a", Mark.OPEN))
    assert player.open_quests == opened


def test_doing_a_step_of_a_marked_quest_takes_the_mark_away() -> None:
    player = Player(TWO)
    player.do_all(MarkQuest("a", Mark.LATER), CompleteStep("a", "x"))

    assert player.progress.marks == 0
    assert player.do(MarkQuest("a", Mark.LATER)) == (QuestMarked("a", Mark.LATER, DAY),)


# --- Refusals ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [
        CompleteStep("x", "askel"),
        CompleteStep("a", "ei-ole"),
        CompleteStep("", ""),
        RestartStep("a", "ei-ole"),
        ShowHint("a", "ei-ole", 0),
        ShowAnswer("x", "x"),
        MarkQuest("x", Mark.KNOWN),
        OpenQuest("x"),
        OpenQuest("a/x"),
    ],
    ids=str,
)
def test_unknown_ids_are_refused(command: Command) -> None:
    player = Player(TWO)

    assert player.do(command) is Refusal.UNKNOWN
    assert player.progress == player.rules.fresh()


@pytest.mark.parametrize(
    "command",
    [
        CompleteStep("b", "askel"),
        RestartStep("b", "askel"),
        ShowHint("b", "askel", 0),
        ShowAnswer("b", "askel"),
        *(MarkQuest("b", mark) for mark in Mark),
    ],
    ids=str,
)
def test_a_locked_quest_refuses_everything_but_the_facilitator(command: Command) -> None:
    player = Player(TWO)
    assert player.do(command) is Refusal.LOCKED

    assert player.do(OpenQuest("b")) == (QuestOpened("b", DAY),)
    assert player.do(command) is not Refusal.LOCKED


def test_an_open_quest_is_not_opened_again() -> None:
    player = Player(TWO)
    assert player.do(OpenQuest("a")) == ()
    player.do_all(OpenQuest("b"))
    assert player.do(OpenQuest("b")) == ()


# --- Badges --------------------------------------------------------------------------------------


def test_a_badge_says_by_which_rule_and_by_which_facts_it_was_given() -> None:
    rule = {
        "all": [
            {"quest": "a", "assistance": "hint"},
            {"any": [{"step": "b/askel"}, {"quest": "c"}, {"badge": "toinen"}]},
        ]
    }
    content = journey(
        quest("a", FILL),
        quest("b"),
        quest("c"),
        badges=[
            badge("taitaja", rule, title="Taitaja"),
            badge("toinen", {"quest": "a", "counts": "done"}),
        ],
    )
    player = Player(content)
    player.finish("b")

    player.do_all(ShowHint("a", "kirjoita", 0), CompleteStep("a", "kirjoita"))

    version = player.rules.badges["taitaja"].version
    because = ("quest:a@hint", "step:b/askel")
    assert BadgeAwarded("taitaja", "Taitaja", version, because, DAY) in player.awards


def test_reasons_name_every_kind_of_fact() -> None:
    rule = {
        "all": [
            {"quest": "a"},
            {"quest": "b", "counts": "skipped"},
            {"step": "c/askel", "assistance": "alone"},
            {"answered": {"step": "d/valitse", "option": "b"}},
            {"badge": "toinen"},
            {"quest": "c", "counts": "done"},
        ]
    }
    content = journey(
        quest("a"),
        quest("b"),
        quest("c"),
        quest("d", CHOOSE),
        badges=[badge("toinen", {"quest": "c", "assistance": "alone"}), badge("kaikki", rule)],
    )
    player = Player(content)
    player.do_all(MarkQuest("a", Mark.KNOWN), MarkQuest("b", Mark.SKIPPED))
    player.do_all(CompleteStep("d", "valitse", ("b",)))
    player.finish("c")

    assert {award.badge: set(award.because) for award in player.awards} == {
        "toinen": {"quest:c@alone"},
        "kaikki": {
            "known:a",
            "skipped:b",
            "step:c/askel@alone",
            "option:d/valitse#b",
            "badge:toinen",
            "quest:c",
        },
    }


@pytest.mark.parametrize("counts", [None, "done", "skipped"])
def test_who_did_a_quest_is_not_said_to_know_or_to_have_left_it(counts: str | None) -> None:
    rule = {"quest": "a"} | ({"counts": counts} if counts else {})
    player = Player(journey(quest("a"), badges=[badge("m", rule)]))

    player.finish("a")

    assert [award.because for award in player.awards] == [("quest:a",)]


def test_who_knows_a_quest_is_not_said_to_have_left_it() -> None:
    rule = {"quest": "a", "counts": "skipped"}
    player = Player(journey(quest("a"), badges=[badge("m", rule)]))

    player.do_all(MarkQuest("a", Mark.KNOWN))

    assert [award.because for award in player.awards] == [("known:a",)]


def test_one_fact_is_one_reason_however_often_a_rule_asks_for_it() -> None:
    rule = {"all": [{"quest": "a"}, {"quest": "a", "counts": "done"}, {"quest": "b"}]}
    player = Player(journey(quest("a"), quest("b"), badges=[badge("m", rule)]))

    player.finish("a")
    player.do_all(MarkQuest("b", Mark.KNOWN))

    assert [award.because for award in player.awards] == [("quest:a", "known:b")]


def test_a_badge_may_wait_for_a_badge_whatever_their_order_in_the_file() -> None:
    chain = [
        badge("kolmas", {"badge": "toinen"}),
        badge("toinen", {"badge": "eka"}),
        badge("eka", {"quest": "sana"}),
    ]
    player = Player(journey(quest("sana", FILL), badges=chain))

    events = player.do_all(COMPLETE)

    assert [event.badge for event in events if isinstance(event, BadgeAwarded)] == [
        "eka",
        "toinen",
        "kolmas",
    ]


def test_a_badge_may_open_a_quest() -> None:
    content = journey(
        quest("sana", FILL),
        quest("b", requires={"badge": "m"}),
        badges=[badge("m", {"quest": "sana", "assistance": "alone"})],
    )
    player = Player(content)
    player.do_all(hint(0), COMPLETE)
    assert not player.is_open("b")

    player.do_all(RESTART, COMPLETE)
    assert player.is_open("b")


def test_a_badge_is_given_once_for_all() -> None:
    player = Player(journey(quest("sana", FILL), badges=[badge("m", {"quest": "sana"})]))
    player.do_all(ANSWER, COMPLETE)
    player.do_all(RESTART, COMPLETE, MarkQuest("sana", Mark.KNOWN), Settle())

    assert [award.badge for award in player.awards] == ["m"]


def test_two_facts_of_one_act_give_a_badge_once() -> None:
    rule = {"any": [{"step": "sana/kirjoita"}, {"quest": "sana"}]}
    player = Player(journey(quest("sana", FILL), badges=[badge("m", rule)]))

    events = player.do_all(COMPLETE)

    assert [type(event) for event in events] == [StepCompleted, QuestCompleted, BadgeAwarded]
