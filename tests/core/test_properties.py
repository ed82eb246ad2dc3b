"""What holds on every journey whatever is done on it."""

from hypothesis import given
from hypothesis import strategies as st

from digimatka.core.commands import Command, CompleteStep, MarkQuest, Refusal, Settle
from digimatka.core.compiler import compile_rules
from digimatka.core.engine import fold
from digimatka.core.events import (
    BadgeAwarded,
    Mark,
    QuestCompleted,
    StepCompleted,
    from_dict,
    to_dict,
)
from digimatka.core.journey import Journey
from digimatka.core.kinds.base import Assistance
from digimatka.core.overview import QuestState
from digimatka.core.progress import dump, load
from digimatka.core.rules import DONE
from tests.core.oracle import World, holds, must_be_open
from tests.core.player import Player
from tests.core.strategies import PATIENT, QUESTS, QUICK, STEPS, acts, journeys


def check_against_the_plain_rules(player: Player) -> None:
    """Every quest is open and every badge is given exactly when the plain rules say so."""
    content = player.rules.journey
    world = World.of(player.log)
    should_be_open = {quest.id for quest in content.quests() if must_be_open(quest, world, content)}
    earned = {badge.id for badge in content.badges if holds(badge.rule, world, content)}

    assert player.open_quests == should_be_open
    assert earned <= world.badges


@PATIENT
@given(journeys(), acts)
def test_no_sequence_of_commands_raises_and_all_that_is_due_is_open_and_given(
    content: Journey, commands: list[Command]
) -> None:
    player = Player(content)
    check_against_the_plain_rules(player)
    for command in commands:
        player.do(command)
        check_against_the_plain_rules(player)


@QUICK
@given(journeys(), acts)
def test_nothing_that_was_reached_is_ever_lost(content: Journey, commands: list[Command]) -> None:
    player = Player(content)
    for command in commands:
        before = player.progress
        player.do(command)

        assert before.open & ~player.progress.open == 0
        assert before.facts & ~player.progress.facts == 0


@QUICK
@given(journeys(), acts)
def test_the_fold_of_the_log_is_the_progress_also_over_its_stored_forms(
    content: Journey, commands: list[Command]
) -> None:
    player = Player(content)
    for command in commands:
        player.do(command)
        player.progress = load(player.progress.seq, dump(player.progress))

    stored = [from_dict(to_dict(event)) for event in player.log]
    assert stored == player.log
    assert fold(compile_rules(content), stored) == player.progress
    assert player.progress.seq == len(player.log)


@QUICK
@given(journeys(), acts)
def test_a_command_done_twice_is_done_once(content: Journey, commands: list[Command]) -> None:
    player = Player(content)
    for command in commands:
        first = player.do(command)
        again = player.do(command)

        assert again == (first if isinstance(first, Refusal) else ())


@PATIENT
@given(journeys(), acts)
def test_every_event_has_its_reason(content: Journey, commands: list[Command]) -> None:
    player = Player(content)
    for command in commands:
        player.do(command)

    world = World()
    completed: dict[str, Assistance] = {}
    for event in player.log:
        if isinstance(event, BadgeAwarded):
            assert event.badge not in world.badges
            assert holds(player.rules.badges[event.badge].badge.rule, world, content)
            assert event.because
        if isinstance(event, QuestCompleted):
            steps = player.rules.quests[event.quest].quest.steps
            done = [world.steps[f"{event.quest}/{step.id}"] for step in steps]
            assert event.how is min(done, key=lambda how: how.level)
            assert event.quest not in completed or completed[event.quest].level < event.how.level
            completed[event.quest] = event.how
        if isinstance(event, StepCompleted):
            assert must_be_open(player.rules.quests[event.quest].quest, world, content)
        world.add(event)


_one_act_each = st.builds(
    lambda steps, marks: [*steps, *marks],
    st.lists(
        st.builds(
            CompleteStep,
            st.sampled_from(QUESTS),
            st.sampled_from(STEPS),
            st.just(("a",)) | st.just(("b",)),
            st.sampled_from((None, *Assistance)),
        ),
        unique_by=lambda command: (command.quest, command.step),
        max_size=10,
    ),
    st.lists(
        st.builds(MarkQuest, st.sampled_from(QUESTS), st.sampled_from((Mark.KNOWN, Mark.SKIPPED))),
        unique_by=lambda command: command.quest,
        max_size=3,
    ),
)


@QUICK
@given(journeys(), _one_act_each, st.data())
def test_the_order_of_doing_does_not_change_what_is_open_in_the_end(
    content: Journey, commands: list[Command], data: st.DataObject
) -> None:
    rules = compile_rules(content)
    ends = []
    for order in (commands, data.draw(st.permutations(commands))):
        player, waiting = Player(rules), list(order)
        while waiting:
            refused = [c for c in waiting if isinstance(player.do(c), Refusal)]
            if len(refused) == len(waiting):
                break
            waiting = refused
        ends.append(player)

    one, other = ends
    assert one.open_quests == other.open_quests
    assert one.progress.facts == other.progress.facts
    assert {award.badge for award in one.awards} == {award.badge for award in other.awards}


@QUICK
@given(journeys(), acts)
def test_there_is_nothing_to_settle_while_the_content_stays(
    content: Journey, commands: list[Command]
) -> None:
    player = Player(content)
    for command in commands:
        player.do(command)

    assert player.do(Settle()) == ()


@PATIENT
@given(journeys(), journeys(), acts)
def test_new_content_takes_away_no_completion_no_badge_and_no_quest_begun(
    old: Journey, new: Journey, commands: list[Command]
) -> None:
    player = Player(old)
    for command in commands:
        player.do(command)
    told = World.of(player.log)

    moved = player.moved_to(new)

    for quest, rule in moved.rules.quests.items():
        if quest in told.quests:
            assert moved.progress.facts >> rule.bit(DONE) & 1
            assert moved.state(quest) is QuestState.DONE
        if quest in told.touched:
            assert moved.is_open(quest)
    for badge in moved.rules.badges:
        assert moved.has_badge(badge) == (badge in told.badges)
    due = moved.settle()
    assert told.badges.isdisjoint(event.badge for event in due if isinstance(event, BadgeAwarded))
    assert moved.settle() == ()
    check_against_the_plain_rules(moved)
    for command in commands:
        moved.do(command)
        check_against_the_plain_rules(moved)
    assert len({award.badge for award in moved.awards}) == len(moved.awards)
