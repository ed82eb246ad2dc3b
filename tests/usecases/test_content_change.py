"""New content is published while learners are on their way: what they were told stays true."""

from collections.abc import Iterable
from typing import Any

from digimatka.core.compiler import compile_rules
from digimatka.core.engine import is_open
from digimatka.core.events import BadgeAwarded, QuestCompleted
from digimatka.core.journey import Badge, Quest
from digimatka.core.kinds.base import Problem
from digimatka.core.overview import QuestState, quest_state
from digimatka.core.rules import Rules
from digimatka.store.session import Store
from digimatka.usecases import accounts, learn
from digimatka.usecases.learn import Walker
from tests.conftest import TODAY
from tests.factories import badge, journey, quest, step
from tests.usecases.pauses import (
    PausedStore,
    check_rows,
    in_the_way,
    log_of,
    place_of,
    with_rules,
)


def content(*quests: Quest, badges: Iterable[Badge] = ()) -> Rules:
    return compile_rules(journey(*quests, badges=badges))


def begin(store: Store, rules: Rules) -> Walker:
    return Walker(store, rules, accounts.begin(store, TODAY), TODAY)


def do(walker: Walker, quest_id: str) -> None:
    """Reads every step of a quest."""
    for each in walker.rules.quests[quest_id].quest.steps:
        learn.answer(walker, (quest_id, each.id), {})


def state(walker: Walker, quest_id: str) -> QuestState:
    walk = learn.load(walker)
    return quest_state(walk.rules.quests[quest_id], walk.progress)


def awarded(walker: Walker) -> list[str]:
    return [event.badge for event in log_of(walker) if isinstance(event, BadgeAwarded)]


def test_what_was_done_stays_done_when_quests_move_and_new_ones_come(store: Store) -> None:
    walker = begin(store, content(quest("a", "s"), quest("b", "s", "t")))
    do(walker, "a")
    learn.answer(walker, ("b", "t"), {})
    log = log_of(walker)

    new = with_rules(walker, content(quest("new", "x", "y", "z"), quest("b", "s", "t"), quest("a")))

    assert [state(new, one) for one in ("new", "b", "a")] == [
        QuestState.OPEN,
        QuestState.STARTED,
        QuestState.DONE,
    ]
    assert log_of(new) == log
    check_rows(new)


def test_other_words_leave_the_row_as_it_was(store: Store) -> None:
    walker = begin(store, content(quest("a", "s")))
    do(walker, "a")
    before = place_of(walker)

    new = with_rules(walker, content(quest("a", step("s", text="Uusi teksti."), title="Uusi")))

    assert new.rules.digest != walker.rules.digest
    assert learn.load(new).progress == before.progress
    assert place_of(new) == before


def test_a_badge_that_new_content_makes_due_is_given_once(store: Store) -> None:
    walker = begin(store, content(quest("a", "s")))
    do(walker, "a")
    new = with_rules(walker, content(quest("a", "s"), badges=[badge("uusi", {"quest": "a"})]))

    learn.load(new)
    learn.load(new)
    learn.answer(new, ("a", "s"), {})

    assert awarded(new) == ["uusi"]
    assert [award.badge for award in learn.awards(new)] == ["uusi"]
    check_rows(new)


def test_a_badge_stays_when_its_rule_changes_and_is_not_given_again(store: Store) -> None:
    old = content(quest("a", "s"), quest("b", "s"), badges=[badge("m", {"quest": "a"})])
    walker = begin(store, old)
    do(walker, "a")
    harder: dict[str, Any] = {"all": [{"quest": "a"}, {"quest": "b"}]}
    new = with_rules(walker, content(quest("a", "s"), quest("b", "s"), badges=[badge("m", harder)]))

    do(new, "b")

    (award,) = learn.awards(new)
    assert award.rule == old.badges["m"].version != new.rules.badges["m"].version
    assert award.because == ("quest:a",)
    assert learn.load(new).progress.facts >> new.rules.badges["m"].bit & 1
    check_rows(new)


def test_a_badge_that_was_removed_is_still_the_learners(store: Store) -> None:
    walker = begin(
        store, content(quest("a", "s"), badges=[badge("m", {"quest": "a"}, title="Kyltti")])
    )
    do(walker, "a")

    gone = with_rules(walker, content(quest("a", "s")))
    learn.load(gone)
    assert [(award.badge, award.title) for award in learn.awards(gone)] == [("m", "Kyltti")]

    back = with_rules(walker, walker.rules)
    learn.load(back)
    assert awarded(back) == ["m"]
    check_rows(back)


def test_a_quest_that_was_removed_and_comes_back_is_done(store: Store) -> None:
    walker = begin(store, content(quest("a", "s"), quest("b", "s")))
    do(walker, "a")
    without = with_rules(walker, content(quest("b", "s")))
    do(without, "b")
    check_rows(without)

    assert state(walker, "a") is QuestState.DONE
    assert state(walker, "b") is QuestState.DONE
    check_rows(walker)


def test_a_done_quest_stays_done_when_it_gets_another_step(store: Store) -> None:
    walker = begin(store, content(quest("a", "s")))
    do(walker, "a")

    longer = with_rules(walker, content(quest("a", "s", "t")))

    assert state(longer, "a") is QuestState.DONE
    learn.answer(longer, ("a", "t"), {})
    assert sum(isinstance(event, QuestCompleted) for event in log_of(longer)) == 1
    check_rows(longer)


def test_a_quest_whose_missing_step_was_removed_is_completed(store: Store) -> None:
    walker = begin(store, content(quest("a", "s", "t"), quest("b", "s", requires={"quest": "a"})))
    learn.answer(walker, ("a", "s"), {})

    shorter = with_rules(walker, content(quest("a", "s"), quest("b", "s", requires={"quest": "a"})))

    assert state(shorter, "a") is QuestState.DONE
    assert state(shorter, "b") is QuestState.OPEN
    check_rows(shorter)


def test_a_quest_that_was_begun_stays_open_when_more_is_asked_before_it(store: Store) -> None:
    walker = begin(store, content(quest("a", "s"), quest("b", "s", "t")))
    learn.answer(walker, ("b", "s"), {})

    harder = with_rules(
        walker, content(quest("a", "s"), quest("b", "s", "t", requires={"quest": "a"}))
    )

    assert is_open(harder.rules.quests["b"], learn.load(harder).progress)
    assert learn.answer(harder, ("b", "t"), {}).verdict.is_done
    check_rows(harder)


def test_an_answer_from_a_page_of_the_old_content_is_not_judged_by_the_new(store: Store) -> None:
    def asking(right: str, wrong: str) -> Rules:
        options = [{"text": right, "correct": True}, {"text": wrong}]
        return content(quest("a", step("s", "choose", options=options)))

    old = begin(store, asking("Tämä", "Tuo"))
    new = with_rules(old, asking("Tuo", "Tämä"))
    posted = {"choice": ["a"], "version": [old.rules.versions["a", "s"]]}

    answered = learn.answer(new, ("a", "s"), posted)

    assert answered.verdict.problem is Problem.STALE
    assert log_of(new) == []
    assert learn.answer(old, ("a", "s"), posted).verdict.is_done


def test_an_answer_to_a_step_that_did_not_change_is_judged(store: Store) -> None:
    old = begin(store, content(quest("a", "s")))
    new = with_rules(old, content(quest("new", "x"), quest("a", "s", "t")))

    posted = {"version": [old.rules.versions["a", "s"]]}

    assert learn.answer(new, ("a", "s"), posted).verdict.is_done


def test_two_tabs_that_come_first_after_a_change_give_the_badge_once(
    store: Store, paused: PausedStore
) -> None:
    walker = begin(store, content(quest("a", "s"), quest("b", "s")))
    do(walker, "a")
    rules = content(quest("a", "s"), quest("b", "s"), badges=[badge("uusi", {"quest": "a"})])
    quick = with_rules(walker, rules)
    slow = Walker(paused, rules, walker.learner_id, TODAY)
    in_the_way(paused, lambda: do(quick, "b"))

    walk = learn.load(slow)

    assert awarded(quick) == ["uusi"]
    assert walk.progress == place_of(quick).progress
    check_rows(quick)


def test_an_act_can_be_the_first_after_a_change(store: Store) -> None:
    walker = begin(store, content(quest("a", "s"), quest("b", "s")))
    do(walker, "a")
    earned = [badge("m", {"quest": "a"}), badge("n", {"quest": "b"})]
    new = with_rules(walker, content(quest("b", "s"), quest("a", "s"), badges=earned))

    change = learn.answer(new, ("b", "s"), {}).change

    assert [award.badge for award in change.awards] == ["n"]
    assert awarded(new) == ["m", "n"]
    check_rows(new)


def test_who_has_not_begun_begins_with_the_new_content(store: Store) -> None:
    walker = begin(store, content(quest("a", "s")))
    new = with_rules(walker, content(quest("b", "s"), quest("a", "s")))

    assert learn.load(new).progress == new.rules.fresh()
    assert place_of(new).progress is None
