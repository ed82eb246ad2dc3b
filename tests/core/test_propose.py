"""What is proposed for a meeting: fitted to the time, to the quests and to the group's state."""

from itertools import groupby
from typing import Any, Final

import pytest

from digimatka.core.compiler import compile_rules
from digimatka.core.meetings_format import MeetingTemplate
from digimatka.core.progress import Progress
from digimatka.core.propose import (
    STRETCH,
    Fit,
    alone_in,
    fit,
    propose,
    standings_of,
    templates_of,
)
from digimatka.core.rules import Rules
from digimatka.core.runsheet import PartKind, Way
from tests.core.player import Player
from tests.factories import journey, quest, step

GUIDE: Final = {"before": "Ota kynä.", "sticking_points": ["Sivu katoaa."], "talk": ["Entä nyt?"]}


def template(id: str = "ilta", **fields: Any) -> MeetingTemplate:
    """A meeting of an hour."""
    head = {
        "id": id,
        "title": "Ilta",
        "goal": "Osaat asian.",
        "minutes": 60,
        "quests": ["eka", "toka", "kolmas"],
        "way": "together",
        "warm_up": {"text": "Hei.", "question": "Miten menee?", "minutes": 10},
        "choose": {"text": "Valitkaa.", "minutes": 5},
        "do": {"text": "Tehkää.", "roles": ["Tekijä: tekee."]},
        "talk": {"questions": ["Mikä toimi?"], "minutes": 10},
        "closing": {"question": "Mitä seuraavaksi?", "minutes": 5},
    }
    return MeetingTemplate.model_validate({**head, **fields})


def rules_with(*templates: MeetingTemplate) -> Rules:
    """``eka`` opens ``toka``, which opens ``kolmas``; only a facilitator opens ``vahti``."""
    made = journey(
        quest("eka", "a", "b", guide=GUIDE, minutes=20),
        quest("toka", step("c", alone=True), requires={"quest": "eka"}, minutes=15),
        quest("kolmas", "d", requires={"quest": "toka"}, minutes=30),
        quest("vahti", "e", requires={"opened_by": "facilitator"}),
    )
    return compile_rules(made.model_copy(update={"meetings": templates}))


def walked(rules: Rules, *quests: str) -> Progress:
    """Somebody who has done these quests."""
    player = Player(rules)
    for name in quests:
        player.finish(name)
    return player.progress


MODEL: Final = template()
RULES: Final = rules_with(MODEL)


def stretches(minutes: int, model: MeetingTemplate = MODEL) -> list[int]:
    """How long people sit between breaks."""
    parts = propose(RULES, model, minutes, ()).parts
    between = groupby(parts, lambda part: part.kind is PartKind.BREAK)
    return [sum(part.minutes for part in run) for is_break, run in between if not is_break]


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (30, "warm_up 5, do 10, talk 10, closing 5"),
        (45, "warm_up 5, choose 5, do 20, talk 10, closing 5"),
        (60, "warm_up 10, choose 5, do 30, talk 10, closing 5"),
        (90, "warm_up 10, choose 10, do 20, break 10, do 20, talk 15, closing 5"),
        (
            180,
            "warm_up 10, choose 10, do 35, break 10, do 55, break 10, do 20, talk 25, closing 5",
        ),
    ],
)
def test_the_parts_are_scaled_to_the_length(minutes: int, expected: str) -> None:
    parts = propose(RULES, MODEL, minutes, ()).parts

    assert ", ".join(f"{part.kind} {part.minutes}" for part in parts) == expected


@pytest.mark.parametrize(
    "model", [MODEL, template(minutes=120, talk={"questions": ["A"], "minutes": 40})]
)
def test_at_any_length_the_parts_add_up_and_nobody_sits_too_long(model: MeetingTemplate) -> None:
    for minutes in range(30, 241):
        sheet = propose(RULES, model, minutes, ())
        by_kind = {part.kind: part.minutes for part in sheet.parts}

        assert sheet.planned == sheet.minutes == minutes
        assert max(stretches(minutes, model)) <= STRETCH, minutes
        assert by_kind[PartKind.WARM_UP] in (5, 10)
        assert by_kind[PartKind.TALK] >= 10
        assert min(part.minutes for part in sheet.parts) >= 5, (minutes, sheet.parts)


@pytest.mark.parametrize(("asked", "given"), [(5, 30), (1000, 240)])
def test_a_length_out_of_reason_is_drawn_to_the_nearest(asked: int, given: int) -> None:
    assert propose(RULES, MODEL, asked, ()).planned == given


def test_it_takes_the_quests_that_somebody_has_open_and_not_done() -> None:
    group = [walked(RULES, "eka"), walked(RULES, "eka")]

    assert propose(RULES, MODEL, 60, group).quests == ("toka",)


def test_one_who_has_it_to_do_is_enough() -> None:
    group = [walked(RULES, "eka"), RULES.fresh()]

    assert propose(RULES, MODEL, 60, group).quests == ("eka", "toka")


@pytest.mark.parametrize(
    "group", [[], [walked(RULES, "eka", "toka", "kolmas")]], ids=["nobody yet", "all is done"]
)
def test_where_nothing_is_open_all_quests_of_the_template_stay(group: list[Progress]) -> None:
    assert propose(RULES, MODEL, 60, group).quests == ("eka", "toka", "kolmas")


def test_quests_that_were_chosen_are_taken_as_they_are() -> None:
    sheet = propose(RULES, MODEL, 60, [RULES.fresh()], ("kolmas", "eka", "kolmas", "poistettu"))

    assert sheet.quests == ("kolmas", "eka")


def test_it_gathers_what_the_guides_of_its_quests_say() -> None:
    sheet = propose(RULES, template(watch_out=["Ovi on lukossa."]), 60, (), ("eka",))

    assert sheet.needs == ("Eka – Ota kynä.",)
    assert sheet.sticking == ("Ovi on lukossa.", "Sivu katoaa.")
    assert sheet.prompts == ("Mikä toimi?", "Entä nyt?")
    assert sheet.way is Way.TOGETHER


def test_a_sheet_names_its_template_only_if_the_journey_has_it() -> None:
    assert propose(RULES, MODEL, 60, ()).template == "ilta"
    assert propose(RULES, template("oma"), 60, ()).template == ""


def test_an_interview_comes_along() -> None:
    roles = {"interviewer": "Kysyy.", "applicant": "Vastaa.", "observer": "Katsoo."}
    words = {"questions": ["Kuka olet?"], "checklist": ["Vastasi."]}
    plan = propose(RULES, template(interview=roles | words), 60, ()).interview

    assert plan is not None
    assert (plan.observer, plan.questions) == ("Katsoo.", ("Kuka olet?",))


def test_it_counts_who_has_a_quest_open_behind_them_or_locked() -> None:
    group = [walked(RULES, "eka"), walked(RULES, "eka", "toka"), RULES.fresh()]
    counts = {one.quest.id: one for one in standings_of(RULES, RULES.quests, group)}

    assert [(c.to_do, c.passed, c.locked) for c in counts.values()] == [
        (1, 2, 0),
        (1, 1, 1),
        (1, 0, 2),
        (0, 0, 3),
    ]


def test_it_says_what_opens_a_quest_for_everybody() -> None:
    group = [walked(RULES, "eka"), RULES.fresh()]
    counts = {one.quest.id: one for one in standings_of(RULES, RULES.quests, group)}

    assert [quest.id for quest in counts["kolmas"].keys] == ["eka", "toka"]
    assert counts["eka"].keys == ()
    assert counts["vahti"].keys == ()  # only a facilitator can


def test_a_quest_that_is_gone_is_passed_over() -> None:
    assert standings_of(RULES, ("poistettu",), ()) == ()
    assert alone_in(RULES, ("poistettu",)) == ()
    assert fit(RULES, ("poistettu",), 30) == Fit(0, 0, 30, 0)


@pytest.mark.parametrize(("time", "enough"), [(10, 0), (15, 1), (34, 1), (35, 2), (64, 2), (65, 3)])
def test_it_says_honestly_how_many_quests_fit(time: int, enough: int) -> None:
    assert fit(RULES, ("eka", "toka", "kolmas"), time) == Fit(3, 65, time, enough)


def test_it_knows_which_quests_have_a_step_that_everybody_does_alone() -> None:
    assert [quest.id for quest in alone_in(RULES, ("eka", "toka"))] == ["toka"]


def test_templates_lie_where_their_first_quest_does() -> None:
    late, none, early = template("a", quests=["toka"]), template("b", quests=[]), template("c")

    assert templates_of(rules_with(late, none, early)) == (early, late, none)
