"""An id changes, and ``was`` says what it was: nothing that was done under the old one is lost."""

from typing import Any

import pytest

from digimatka.core.commands import (
    AskConfirmation,
    Command,
    CompleteStep,
    MarkQuest,
    OpenQuest,
    RestartStep,
    ShowAnswer,
    ShowHint,
)
from digimatka.core.compiler import compile_rules
from digimatka.core.events import BadgeAwarded, Mark, StepCompleted
from digimatka.core.journey import Journey
from digimatka.core.kinds.base import Assistance
from digimatka.core.overview import QuestState
from digimatka.core.renames import Renames, renames_of
from tests.core.player import DAY, Player
from tests.factories import badge, journey, quest, step


def content(**named: Any) -> Journey:
    """The same journey with other ids: q, s, o and m are a quest, step, option and badge in it."""
    q, s, o, m = (named.get(key, key) for key in "qsom")
    old = {key: [key] if key in named else [] for key in "qsom"}
    options = [{"id": o, "was": old["o"], "text": "Tämä"}, {"id": "muu", "text": "Tuo"}]
    fill = step("sana", "fill", hints=["Ensin", "Sitten"])
    return journey(
        quest(
            q,
            step(s, "choose", options=options, was=old["s"]),
            *(fill, step("oikeasti", "confirm", by=["facilitator"])),
            was=old["q"],
        ),
        quest("seuraava", requires={"step": f"{q}/{s}"}),
        quest("kolmas", requires={"answered": {"step": f"{q}/{s}", "option": o}}),
        quest("neljas", requires={"badge": m}),
        badges=[
            badge(m, {"step": f"{q}/{s}"}, was=old["m"]),
            badge("uudelleen", {"step": f"{q}/{s}", "again": True}),
        ],
    )


WALKS: dict[str, list[Command]] = {
    "done": [CompleteStep("q", "s", ("o",)), CompleteStep("q", "sana", told=Assistance.HELP)],
    "done anew": [
        CompleteStep("q", "s", ("muu",)),
        RestartStep("q", "s"),
        CompleteStep("q", "s", ("o",)),
    ],
    "being done": [ShowHint("q", "sana", 0), ShowHint("q", "sana", 1), ShowAnswer("q", "sana")],
    "waiting": [AskConfirmation("q", "oikeasti")],
    "said": [MarkQuest("q", Mark.KNOWN), MarkQuest("seuraava", Mark.SKIPPED)],
    "opened": [OpenQuest("neljas"), CompleteStep("neljas", "askel")],
    "restarted": [CompleteStep("q", "s", ("o",)), RestartStep("q", "s")],
}
NAMES: list[dict[str, Any]] = [
    {"q": "uusi"},
    {"s": "uusi"},
    {"o": "uusi"},
    {"m": "uusi"},
    {"q": "eka", "s": "toka", "o": "kolmas-uusi", "m": "neljas-uusi"},
]


@pytest.mark.parametrize("walk", WALKS)
@pytest.mark.parametrize("names", NAMES, ids="+".join)
def test_a_learner_stands_where_they_stood(walk: str, names: dict[str, Any]) -> None:
    player = Player(content())
    for command in WALKS[walk]:
        player.do(command)

    moved = player.moved_to(content(**names))

    assert moved.progress == player.progress
    assert moved.settle() == ()


def test_what_comes_after_is_written_under_the_new_ids() -> None:
    player = Player(content())
    player.do_all(CompleteStep("q", "s", ("muu",)))
    moved = player.moved_to(content(q="eka", s="toka", o="uusi"))

    moved.do_all(RestartStep("eka", "toka"))
    events = moved.do_all(CompleteStep("eka", "toka", ("uusi",)))

    assert events[0] == StepCompleted("eka", "toka", Assistance.ALONE, ("uusi",), DAY)
    assert [e.badge for e in events if isinstance(e, BadgeAwarded)] == ["uudelleen"]
    assert moved.is_open("kolmas")
    assert moved.moved_to(moved.rules.journey).progress == moved.progress


def test_a_badge_by_another_name_is_not_given_again() -> None:
    player = Player(content())
    player.do_all(CompleteStep("q", "s", ("o",)))
    moved = player.moved_to(content(m="uusi"))

    moved.redo("q", "s")

    assert moved.has_badge("uusi")
    assert [award.badge for award in moved.awards] == ["m", "uudelleen"]


def test_a_step_that_moved_with_its_quest_twice_is_found() -> None:
    player = Player(journey(quest("eka", "yksi")))
    player.finish("eka")
    third = journey(quest("kolmas", step("nyt", was=["yksi", "kaksi"]), was=["eka", "toka"]))

    assert player.moved_to(third).state("kolmas") is QuestState.DONE


def test_two_quests_that_become_one_count_both() -> None:
    player = Player(journey(quest("a", "x"), quest("b", "y"), quest("c", requires={"quest": "a"})))
    player.finish("a")
    moved = player.moved_to(
        journey(quest("ab", "x", "y", was=["a", "b"]), quest("c", requires={"quest": "ab"}))
    )

    assert moved.state("ab") is QuestState.DONE
    assert moved.is_open("c")


def test_a_letter_can_get_a_name() -> None:
    plain = journey(quest("a", step("x", "choose")))
    options = [{"id": "eka", "was": ["a"], "text": "Tämä"}, {"text": "Tuo"}]
    player = Player(plain)
    player.do_all(CompleteStep("a", "x", ("a",)))

    moved = player.moved_to(journey(quest("a", step("x", "choose", options=options))))

    assert moved.progress.picks == 1


def test_the_key_of_the_rules_tells_of_old_ids_and_only_of_those() -> None:
    plain, renamed = compile_rules(content()), compile_rules(content(q="uusi"))
    other = content(q="uusi").model_copy(deep=True)
    quests = [q.model_copy(update={"was": ()}) for q in other.quests()]
    chapter = other.chapters[0].model_copy(update={"quests": tuple(quests)})
    forgotten = compile_rules(other.model_copy(update={"chapters": (chapter,)}))

    assert len({plain.key, renamed.key, forgotten.key}) == 3
    assert not renames_of(content())
    assert plain.renames == Renames()


def test_an_answer_to_a_step_that_is_only_called_otherwise_fits_it() -> None:
    old, new = compile_rules(content()), compile_rules(content(q="eka", s="toka"))

    assert new.versions["eka", "toka"] == old.versions["q", "s"]
    assert compile_rules(content(o="uusi")).versions["q", "s"] != old.versions["q", "s"]
