"""The nearest key is the smallest set of steps that opens, and doing it really opens."""

from itertools import combinations
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digimatka.core.commands import Command, CompleteStep, MarkQuest
from digimatka.core.compiler import compile_rules
from digimatka.core.events import Mark
from digimatka.core.journey import Journey
from digimatka.core.kinds.base import Assistance
from digimatka.core.nearest import Key, nearest_key
from digimatka.core.rules import BadgeRule, QuestRule
from tests.core.player import Player
from tests.core.strategies import QUICK, acts, journeys
from tests.factories import badge, chapter, journey, quest, step

Steps = tuple[tuple[str, str], ...]
Target = QuestRule | BadgeRule

A, B, C, D = ({"quest": id} for id in "abcd")


def key(player: Player, target: str) -> Key | None:
    rules = player.rules
    rule: Target = rules.quests.get(target) or rules.badges[target]
    return nearest_key(rules, player.progress, rule)


def steps_of(found: Key | None) -> dict[str, tuple[str, ...]] | None:
    return None if found is None else dict(found.steps)


CONTENT: Final = journey(
    chapter("alku", quest("a", "x", "y"), quest("b"), quest("c", "x", "y", "z")),
    chapter(
        "loppu",
        quest("kaksi", requires={"at_least": 2, "of_chapter": "alku"}),
        quest("joko", requires={"any": [{"quest": "c"}, {"quest": "a"}]}),
        quest("ketju", requires={"quest": "kaksi"}),
        quest("merkilla", requires={"badge": "yksin"}),
        quest("ohjaajan", requires={"opened_by": "facilitator"}),
        quest("jompi", requires={"any": [{"opened_by": "facilitator"}, {"quest": "c"}]}),
        quest("perassa", requires={"quest": "ohjaajan"}),
        quest("ympyra", requires={"quest": "ympyra"}),
        quest("askel", requires={"step": "ketju/askel"}),
    ),
    badges=[
        badge("yksin", {"quest": "b", "assistance": "alone"}),
        badge("molemmat", {"all": [{"badge": "yksin"}, {"step": "c/z", "assistance": "hint"}]}),
    ],
)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("a", {}),
        ("kaksi", {"a": ("x", "y"), "b": ("askel",)}),
        ("joko", {"a": ("x", "y")}),
        ("ketju", {"a": ("x", "y"), "b": ("askel",), "kaksi": ("askel",)}),
        ("askel", {"a": ("x", "y"), "b": ("askel",), "kaksi": ("askel",), "ketju": ("askel",)}),
        ("merkilla", {"b": ("askel",)}),
        ("jompi", {"c": ("x", "y", "z")}),
        ("yksin", {"b": ("askel",)}),
        ("molemmat", {"b": ("askel",), "c": ("z",)}),
        ("ohjaajan", None),
        ("perassa", None),
        ("ympyra", None),
    ],
)
def test_the_key_names_the_fewest_steps_by_quest_or_none_if_no_step_helps(
    target: str, expected: dict[str, tuple[str, ...]] | None
) -> None:
    assert steps_of(key(Player(CONTENT), target)) == expected


def test_what_is_done_already_is_not_asked_for_again() -> None:
    player = Player(CONTENT)
    player.do_all(CompleteStep("c", "x"), CompleteStep("c", "y"))

    assert steps_of(key(player, "joko")) == {"c": ("z",)}
    assert steps_of(key(player, "kaksi")) == {"b": ("askel",), "c": ("z",)}


def test_a_step_done_with_help_is_asked_for_again_where_it_counts() -> None:
    player = Player(CONTENT)
    player.finish("b", told=Assistance.HELP)

    assert steps_of(key(player, "yksin")) == {"b": ("askel",)}
    assert steps_of(key(player, "kaksi")) == {"a": ("x", "y")}


@pytest.mark.parametrize(
    ("helped", "asked"),
    [(("x",), ("x",)), (("x", "y"), ("x", "y")), ((), ("z",))],
)
def test_only_the_helped_steps_of_a_quest_are_asked_for_again(
    helped: tuple[str, ...], asked: tuple[str, ...]
) -> None:
    rule = {"quest": "a", "assistance": "hint"}
    player = Player(journey(quest("a", "x", "y", "z"), badges=[badge("m", rule)]))
    for at in ("x", "y", "z"):
        if helped or at != "z":
            told = Assistance.HELP if at in helped else Assistance.HINT
            player.do_all(CompleteStep("a", at, told=told))

    assert steps_of(key(player, "m")) == {"a": asked}


def test_one_quest_for_two_wishes_is_nearer_than_one_for_each() -> None:
    content = journey(
        quest("a"),
        quest("b", "x", "y"),
        quest("c"),
        quest("kohde", requires={"all": [{"any": [A, B]}, {"any": [B, C]}, {"any": [B, D]}]}),
        quest("d", "x", "y", requires=A),
    )

    assert steps_of(key(Player(content), "kohde")) == {"b": ("x", "y")}


def test_the_earliest_of_keys_of_one_size_is_named() -> None:
    content = journey(
        quest("a"), quest("b"), quest("x", requires={"any": [{"quest": "b"}, {"quest": "a"}]})
    )

    assert steps_of(key(Player(content), "x")) == {"a": ("askel",)}


def test_nothing_is_asked_for_what_is_open_or_given_though_the_rule_got_harder() -> None:
    player = Player(journey(quest("a"), quest("b"), badges=[badge("m", {"quest": "a"})]))
    player.finish("a")
    player.do_all(MarkQuest("b", Mark.LATER))
    harder = {"quest": "c"}
    moved = player.moved_to(
        journey(quest("a"), quest("b", requires=harder), quest("c"), badges=[badge("m", harder)])
    )

    assert steps_of(key(moved, "b")) == {}
    assert steps_of(key(moved, "m")) == {}


def test_a_quest_opened_by_a_facilitator_needs_no_key() -> None:
    player = Player(CONTENT)
    player.open_by_facilitator("ohjaajan")

    assert steps_of(key(player, "ohjaajan")) == {}
    assert steps_of(key(player, "perassa")) == {"ohjaajan": ("askel",)}


def test_a_wrong_answer_is_no_key() -> None:
    options = [{"text": "Oikea", "id": "a", "correct": True}, {"text": "Väärä", "id": "b"}]
    content = journey(
        quest("kysyy", step("s", "choose", options=options)),
        quest("oikein", requires={"answered": {"step": "kysyy/s", "option": "a"}}),
        quest("vaarin", requires={"answered": {"step": "kysyy/s", "option": "b"}}),
    )

    assert steps_of(key(Player(content), "oikein")) == {"kysyy": ("s",)}
    assert key(Player(content), "vaarin") is None


def test_another_option_of_a_done_question_is_a_key_too() -> None:
    content = journey(
        quest("kysyy", step("s", "choose"), "t"),
        quest("x", requires={"answered": {"step": "kysyy/s", "option": "b"}}),
    )
    player = Player(content)
    player.do_all(CompleteStep("kysyy", "s", ("a",)))

    assert steps_of(key(player, "x")) == {"kysyy": ("s",)}


def test_one_redo_is_enough_when_only_the_completion_is_missing() -> None:
    player = Player(journey(quest("a", "x", "y", "z")))
    player.do_all(CompleteStep("a", "x"), CompleteStep("a", "y"))
    moved = player.moved_to(journey(quest("a", "x", "y"), quest("b", requires={"quest": "a"})))

    assert steps_of(key(moved, "b")) == {"a": ("x",)}
    moved.redo("a", "x")
    assert moved.is_open("b")


def test_the_count_is_that_of_the_steps() -> None:
    assert Key({"a": ("x", "y"), "b": ("z",)}).count == 3
    assert Key({}).count == 0


def test_a_late_quest_that_serves_two_wishes_is_found_among_many_doors() -> None:
    doors = [quest(f"q{i}") for i in range(12)]
    wishes = [
        {"any": [{"quest": f"q{i}"} for i in (*some, 5)]} for some in (range(5), range(6, 12))
    ]
    content = journey(*doors, quest("kohde", requires={"all": wishes}))

    assert steps_of(key(Player(content), "kohde")) == {"q5": ("askel",)}


@pytest.mark.parametrize("need", [1, 10, 20])
def test_a_wide_chapter_has_a_key_of_the_smallest_size_too(need: int) -> None:
    quests = [quest(f"q{i}", *(f"s{j}" for j in range(1 + i % 3))) for i in range(20)]
    content = journey(
        chapter("levea", *quests),
        chapter("loppu", quest("x", requires={"at_least": need, "of_chapter": "levea"})),
    )

    found = key(Player(content), "x")

    sizes = sorted(len(quest.steps) for quest in quests)
    assert found is not None
    assert found.count == sum(sizes[:need])


def do_exactly(player: Player, steps: Steps) -> Player:
    """Does these steps and no others, as well as can be, in whatever order they open."""
    copy = Player(player.rules)
    copy.log, copy.progress = list(player.log), player.progress
    waiting = list(steps)
    while waiting:
        open_now = [at for at in waiting if copy.is_open(at[0])]
        for quest_id, step_id in open_now:
            asked = copy.rules.step(quest_id, step_id)
            assert asked is not None
            copy.play_alone(quest_id, asked)
        if not open_now:
            break
        waiting = [at for at in waiting if at not in open_now]
    return copy


def is_reached(player: Player, target: Target) -> bool:
    if isinstance(target, BadgeRule):
        return player.has_badge(target.badge.id)
    return player.is_open(target.quest.id)


def smallest(player: Player, target: Target) -> Steps | None:
    """The smallest and earliest set of steps that reaches the target, by trying every set."""
    every = [(r.quest.id, s.id) for r in player.rules.order for s in r.quest.steps]
    if not is_reached(do_exactly(player, tuple(every)), target):
        return None
    for size in range(len(every) + 1):
        sets = [frozenset(chosen) for chosen in combinations(range(len(every)), size)]
        for chosen in sorted(sets, key=lambda positions: sum(1 << at for at in positions)):
            steps = tuple(every[at] for at in sorted(chosen))
            if is_reached(do_exactly(player, steps), target):
                return steps
    return None


def check_against_every_set(player: Player, *targets: Target) -> None:
    for target in targets:
        found = nearest_key(player.rules, player.progress, target)

        steps = found and tuple((q, s) for q, names in found.steps.items() for s in names)
        assert steps == smallest(player, target)
        assert found is None or is_reached(do_exactly(player, steps or ()), target)


@settings(max_examples=80, deadline=None)
@given(journeys(), acts)
def test_the_key_is_the_smallest_set_of_steps_and_doing_just_these_opens(
    content: Journey, commands: list[Command]
) -> None:
    player = Player(content)
    for command in commands:
        player.do(command)

    check_against_every_set(player, *player.rules.order, *player.rules.badges.values())


@st.composite
def mazes(draw: st.DrawFn) -> Journey:
    """A target that many roads lead to; they meet, part and go round in circles."""
    ids = [f"q{i}" for i in range(6)]
    crossings = st.lists(
        st.sets(st.sampled_from(ids), min_size=1, max_size=3), min_size=1, max_size=4
    )

    def requirement(crossing: list[set[str]], head: str) -> dict[str, Any]:
        anys = [{"any": [{"quest": id} for id in sorted(doors)]} for doors in crossing]
        return {"all": anys} if head == "all" else {"at_least": (len(anys) + 1) // 2, "of": anys}

    heads = st.sampled_from(["all", "all", "at_least"])
    quests = [
        quest(
            id,
            *("s", "t")[: 2 - i % 2],
            requires=requirement(draw(crossings)[:2], draw(heads)) if i % 3 else None,
        )
        for i, id in enumerate(ids)
    ]
    return journey(*quests, badges=[badge("kohde", requirement(draw(crossings), draw(heads)))])


@QUICK
@given(mazes())
def test_where_roads_meet_the_shortest_way_through_all_of_them_is_found(content: Journey) -> None:
    player = Player(content)

    check_against_every_set(player, player.rules.badges["kohde"])


@QUICK
@given(journeys(), st.data())
def test_the_key_is_the_same_every_time(content: Journey, data: st.DataObject) -> None:
    one, other = compile_rules(content), compile_rules(content)
    target = data.draw(st.sampled_from(sorted(one.quests)))

    assert nearest_key(one, one.fresh(), one.quests[target]) == nearest_key(
        other, other.fresh(), other.quests[target]
    )
