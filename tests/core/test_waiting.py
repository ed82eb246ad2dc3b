"""A step that waits for a facilitator: it holds nothing up, and ends in more ways than one."""

from typing import Final

import pytest

from digimatka.core.commands import (
    AskConfirmation,
    Command,
    CompleteStep,
    MarkQuest,
    Refusal,
    RestartStep,
    ShowHint,
)
from digimatka.core.events import (
    ConfirmationAsked,
    Mark,
    QuestCompleted,
    StepCompleted,
    StepRestarted,
)
from digimatka.core.kinds.base import Assistance, By
from digimatka.core.overview import QuestState, next_quest, next_step, waiting_steps
from digimatka.core.progress import Progress, fingerprint, load
from tests.core.player import DAY, Player
from tests.factories import journey, quest, step

ALONE, HELP = Assistance.ALONE, Assistance.HELP
SEEN: Final = step("nayta", "confirm", by=["peer", "facilitator"], hints=["Vihje"])
ITSELF: Final = step("itse", "confirm")
CONTENT: Final = journey(
    quest("a", "lue", SEEN, ITSELF),
    quest("b", SEEN),
    quest("c", requires={"quest": "a"}),
)
ASK: Final = AskConfirmation("a", "nayta")
RESTART: Final = RestartStep("a", "nayta")
READ: Final = CompleteStep("a", "lue")
OWN: Final = CompleteStep("a", "itse")


def complete(by: By = By.SELF, told: Assistance = ALONE) -> CompleteStep:
    return CompleteStep("a", "nayta", told=told, by=by)


def waits(player: Player, quest_id: str = "a") -> int:
    return waiting_steps(player.rules.quests[quest_id], player.progress)


def test_a_step_waits_from_when_it_was_asked_for() -> None:
    player = Player(CONTENT)

    assert player.do(ASK) == (ConfirmationAsked("a", "nayta", DAY),)
    assert waits(player) == 0b010
    assert waits(player, "b") == 0
    assert player.do(ASK) == (), "once is enough"


@pytest.mark.parametrize("at", [("a", "lue"), ("a", "itse")])
def test_only_a_step_that_a_facilitator_may_confirm_waits(at: tuple[str, str]) -> None:
    assert Player(CONTENT).do(AskConfirmation(*at)) == ()


def test_nothing_is_asked_in_a_quest_that_is_not_open_or_of_a_step_that_is_not_there() -> None:
    player = Player(journey(quest("a"), quest("b", SEEN, requires={"quest": "a"})))

    assert player.do(AskConfirmation("b", "nayta")) is Refusal.LOCKED
    assert player.do(AskConfirmation("a", "x")) is Refusal.UNKNOWN
    assert player.do(AskConfirmation("x", "nayta")) is Refusal.UNKNOWN


def test_a_waiting_step_holds_nothing_up() -> None:
    player = Player(CONTENT)
    rule = player.rules.quests["a"]
    player.do_all(READ, ASK)

    assert next_step(rule, player.progress) == "itse"
    assert player.state("a") is QuestState.STARTED
    assert next_quest(player.rules, player.progress) is rule

    player.do_all(OWN)
    assert next_step(rule, player.progress) is None
    assert player.state("a") is QuestState.WAITING
    assert next_quest(player.rules, player.progress) is player.rules.quests["b"]

    player.do_all(AskConfirmation("b", "nayta"))
    assert player.state("b") is QuestState.WAITING
    assert next_quest(player.rules, player.progress) is None


def test_asking_is_a_beginning() -> None:
    player = Player(CONTENT)
    player.do_all(ASK)

    assert player.state("a") is QuestState.STARTED


@pytest.mark.parametrize(
    ("by", "told"),
    [(By.FACILITATOR, ALONE), (By.FACILITATOR, HELP), (By.PEER, HELP), (By.SELF, ALONE)],
)
def test_a_completion_ends_the_waiting_whoever_says_it(by: By, told: Assistance) -> None:
    player = Player(CONTENT)
    player.do_all(READ, OWN, ASK)

    assert player.do(complete(by, told)) == (
        StepCompleted("a", "nayta", told, (), DAY, by),
        QuestCompleted("a", told, DAY),
    )
    assert player.progress.waits == 0
    assert player.state("a") is QuestState.DONE
    assert player.is_open("c")


def test_a_facilitator_may_confirm_what_nobody_asked_for() -> None:
    player = Player(CONTENT)

    (done,) = player.do_all(complete(By.FACILITATOR))

    assert done == StepCompleted("a", "nayta", ALONE, (), DAY, By.FACILITATOR)


def test_what_was_asked_can_be_taken_back() -> None:
    player = Player(CONTENT)
    player.do_all(ASK)

    assert player.do(RESTART) == (StepRestarted("a", "nayta", DAY),)
    assert player.progress.waits == 0
    assert next_step(player.rules.quests["a"], player.progress) == "lue"
    assert player.do(RESTART) == ()
    assert player.do(ASK) == (ConfirmationAsked("a", "nayta", DAY),)


def test_a_step_that_is_done_anew_can_wait_too_and_stays_done() -> None:
    player = Player(CONTENT)
    player.do_all(READ, OWN, complete())
    assert player.do(ASK) == (), "it is done, and not being done anew"

    player.do_all(RESTART, ASK)
    assert waits(player) == 0b010
    assert player.state("a") is QuestState.DONE

    player.do_all(complete(By.FACILITATOR))
    assert waits(player) == 0


def test_a_hint_does_not_end_the_waiting() -> None:
    player = Player(CONTENT)
    player.do_all(ASK, ShowHint("a", "nayta", 0))

    assert waits(player) == 0b010
    assert player.do_all(complete(By.PEER))[0] == StepCompleted(
        "a", "nayta", Assistance.HINT, (), DAY, By.PEER
    )


@pytest.mark.parametrize(
    ("commands", "state"),
    [
        ((MarkQuest("b", Mark.LATER), AskConfirmation("b", "nayta")), QuestState.WAITING),
        ((AskConfirmation("b", "nayta"), MarkQuest("b", Mark.LATER)), QuestState.LATER),
        ((AskConfirmation("b", "nayta"), MarkQuest("b", Mark.KNOWN)), QuestState.KNOWN),
        (
            (
                AskConfirmation("b", "nayta"),
                MarkQuest("b", Mark.SKIPPED),
                MarkQuest("b", Mark.OPEN),
            ),
            QuestState.WAITING,
        ),
    ],
)
def test_what_was_done_or_said_last_counts(
    commands: tuple[Command, ...], state: QuestState
) -> None:
    player = Player(CONTENT)
    player.do_all(*commands)

    assert player.state("b") is state


def test_a_step_no_longer_waits_when_its_author_asks_for_no_facilitator() -> None:
    player = Player(CONTENT)
    player.do_all(ASK)
    other = journey(quest("a", "lue", step("nayta", "confirm", by=["peer"]), ITSELF))

    moved = player.moved_to(other)

    assert moved.rules.key != player.rules.key
    assert moved.progress.waits == 0
    assert moved.moved_to(CONTENT).progress.waits == 0b010


def test_a_page_is_another_when_a_step_waits() -> None:
    player = Player(CONTENT)
    before = player.progress
    after = Progress(before.seq, before.facts, before.open, waits=1)

    assert fingerprint(before) != fingerprint(after)


def test_a_snapshot_from_before_steps_could_wait_is_read() -> None:
    assert load(7, '["ff","3","4","1",{"12":2}]') == Progress(7, 255, 3, 4, 1, {12: 2})


def test_who_confirmed_and_how_many_detours_there_were_go_to_the_log() -> None:
    player = Player(journey(quest("a", step("kokeile", "practice"), SEEN)))

    (practised,) = player.do_all(CompleteStep("a", "kokeile", detours=3))
    (confirmed, _done) = player.do_all(complete(By.PEER))

    assert practised == StepCompleted("a", "kokeile", ALONE, (), DAY, By.SELF, 3)
    assert confirmed == StepCompleted("a", "nayta", ALONE, (), DAY, By.PEER, 0)
