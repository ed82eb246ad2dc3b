"""Whatever is done, on whatever journey, under changing content: the rows say one and the same."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digimatka.core.commands import Command
from digimatka.core.compiler import compile_rules
from digimatka.core.engine import is_open
from digimatka.core.events import BadgeAwarded, QuestCompleted
from digimatka.core.journey import Journey
from digimatka.core.rules import DONE, Rules
from digimatka.store.migrate import migrate
from digimatka.store.session import Store
from digimatka.usecases import accounts, learn
from digimatka.usecases.learn import LockedError, NothingThereError, Walker
from tests.conftest import TODAY
from tests.core.strategies import acts, journeys
from tests.usecases.pauses import check_rows, log_of, place_of, with_rules

MODEST = settings(max_examples=60, deadline=None)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One database for all examples: each has a learner of its own."""
    file: Path = tmp_path_factory.mktemp("replay") / "digimatka.db"
    store = Store(f"sqlite:///{file}")
    migrate(store)
    yield store
    store.close()


def do(walker: Walker, commands: list[Command]) -> None:
    """Does what can be done."""
    for command in commands:
        with suppress(LockedError, NothingThereError):
            learn.act(walker, command)


def open_and_done(walker: Walker) -> tuple[set[str], set[str]]:
    progress = learn.load(walker).progress
    rules = walker.rules.quests
    return (
        {name for name, rule in rules.items() if is_open(rule, progress)},
        {name for name, rule in rules.items() if progress.facts >> rule.bit(DONE) & 1},
    )


@MODEST
@given(journeys(), acts)
def test_the_snapshot_is_the_fold_of_the_log_after_every_act(
    kept: Store, content: Journey, commands: list[Command]
) -> None:
    walker = Walker(kept, compile_rules(content), accounts.begin(kept, TODAY), TODAY)

    for command in commands:
        do(walker, [command])
        check_rows(walker)


@MODEST
@given(st.lists(st.tuples(journeys(), acts), min_size=2, max_size=4))
def test_no_change_of_content_takes_back_what_was_told(
    kept: Store, times: list[tuple[Journey, list[Command]]]
) -> None:
    walker = Walker(kept, compile_rules(times[0][0]), accounts.begin(kept, TODAY), TODAY)

    for content, commands in times:
        walker = with_rules(walker, compile_rules(content))
        do(walker, commands)
        begun = place_of(walker).progress is not None
        learn.load(walker)
        check_rows(walker)
        log = log_of(walker)
        told = {event.quest for event in log if isinstance(event, QuestCompleted)}
        given_ = Counter(event.badge for event in log if isinstance(event, BadgeAwarded))
        assert told & set(walker.rules.quests) == (open_and_done(walker)[1] if begun else set())
        assert set(given_.values()) <= {1}
        assert Counter(award.badge for award in learn.awards(walker)) == given_


@MODEST
@given(journeys(), journeys(), acts)
def test_content_that_comes_back_finds_everything_as_it_was(
    kept: Store, content: Journey, other: Journey, commands: list[Command]
) -> None:
    rules: Rules = compile_rules(content)
    walker = Walker(kept, rules, accounts.begin(kept, TODAY), TODAY)
    do(walker, commands)
    opened, done = open_and_done(walker)

    learn.load(with_rules(walker, compile_rules(other)))

    opened_after, done_after = open_and_done(walker)
    assert opened <= opened_after
    assert done <= done_after
    check_rows(walker)
