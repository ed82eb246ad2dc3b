"""The playtest: both journeys can be completed, and what cannot be is found, told and replayed."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import html5lib
import pytest

from digimatka.content.load import load_journey
from digimatka.content.playtest import answers
from digimatka.content.playtest.page import to_html
from digimatka.content.playtest.report import to_json, to_text
from digimatka.content.playtest.tally import Level, Outcome, tally
from digimatka.content.playtest.temperaments import CAREFUL, TEMPERAMENTS, temperament_of
from digimatka.content.playtest.walk import Walked, logs, walks
from digimatka.core.compiler import compile_rules
from digimatka.core.engine import fold, settle
from digimatka.core.events import QuestMarked, QuestOpened, StepCompleted
from digimatka.core.journey import Journey, Quest
from digimatka.core.kinds import Discuss, PracticeStep, Read
from digimatka.core.kinds.base import By
from digimatka.core.rules import DONE, Rules
from tests.conftest import QUESTS
from tests.core.player import DAY
from tests.core.practice.rooms import door
from tests.factories import badge, journey, quest, step

JOURNEYS: Final = sorted(path.parent for path in QUESTS.glob("*/journey.yaml"))
FOUR: Final = len(TEMPERAMENTS)


@dataclass(frozen=True, slots=True)
class Played:
    """A journey that was played."""

    rules: Rules
    walks: tuple[Walked, ...]
    outcome: Outcome


def play(content: Journey | Rules, learners: int = 2 * FOUR, seed: int = 0) -> Played:
    """Lets as many learners play as there are temperaments, twice; the first is careful."""
    rules = content if isinstance(content, Rules) else compile_rules(content)
    walked = tuple(walks(rules, learners, seed))
    return Played(rules, walked, tally(rules, walked))


def told(content: Journey) -> list[tuple[str, str]]:
    """What was found: code and place."""
    return [(finding.code, finding.place) for finding in play(content).outcome.findings]


@pytest.fixture(scope="module", params=JOURNEYS, ids=lambda path: path.name)
def real(request: pytest.FixtureRequest) -> Played:
    """A journey that comes along, played once for all tests."""
    loaded = load_journey(request.param)
    assert loaded.journey is not None
    return play(loaded.journey, 5 * FOUR)


# --- The journeys that come along ----------------------------------------------------------------


def test_nobody_gets_stuck_on_a_journey_that_comes_along(real: Played) -> None:
    assert real.outcome.findings == ()
    assert all(quest.round is not None for quest in real.outcome.quests)
    assert all(badge.round is not None for badge in real.outcome.badges)


def test_the_careful_do_every_step_and_earn_every_badge(real: Played) -> None:
    for walked in (one for one in real.walks if one.temperament is CAREFUL):
        for rule in real.rules.order:
            assert walked.progress.facts >> rule.bit(DONE) & 1, rule.quest.id
        assert set(walked.badges) == set(real.rules.badges)
        minutes = sum(rule.quest.minutes for rule in real.rules.order)
        assert walked.minutes == pytest.approx(minutes)


def test_the_log_of_a_walk_is_the_progress_that_the_engine_came_to(real: Played) -> None:
    for walked in real.walks:
        assert fold(real.rules, walked.events) == walked.progress
        assert settle(real.rules, walked.progress, DAY) == ()


def test_temperaments_walk_each_in_their_own_way(real: Played) -> None:
    marks, detours = ({one.id: 0 for one in TEMPERAMENTS} for _ in range(2))
    for walked in real.walks:
        for event in walked.events:
            kind = walked.temperament.id
            marks[kind] += isinstance(event, QuestMarked)
            detours[kind] += event.detours if isinstance(event, StepCompleted) else 0

    assert marks["careful"] == marks["wrong_once"] == 0 < marks["wandering"] < marks["skipping"]
    assert detours["careful"] == 0 < detours["wandering"]
    assert detours["wrong_once"] > detours["skipping"]


def test_days_never_go_back(real: Played) -> None:
    for walked in real.walks:
        days = [event.day for event in walked.events]
        assert days == sorted(days)
        assert days[0] < days[-1]


# --- Seeds ---------------------------------------------------------------------------------------


def test_a_learner_walks_the_same_way_alone_as_in_a_crowd(rules: Rules) -> None:
    crowd = {walked.seed: walked for walked in walks(rules, 12, seed=5)}

    assert list(crowd) == list(range(5, 17))
    for seed, walked in crowd.items():
        (alone,) = walks(rules, 1, seed)
        assert alone == walked
        assert walked.temperament is temperament_of(seed)


def test_different_seeds_walk_differently(real: Played) -> None:
    wandering = [walked.events for walked in real.walks if walked.temperament.id == "wandering"]

    assert wandering[0] != wandering[1]


def test_logs_are_of_learners_anywhere_on_the_journey(rules: Rules) -> None:
    found = list(logs(rules, 60))

    assert found == list(logs(rules, 60))
    whole = [len(walked.events) for walked in walks(rules, 60)]
    assert all(0 < len(log) <= most for log, most in zip(found, whole, strict=True))
    assert len({len(log) for log in found}) > 5


# --- Faults --------------------------------------------------------------------------------------


def both_answers() -> Journey:
    """Waits for two answers to a question that takes one: the proof allows it, people do not."""
    asked = [{"answered": {"step": "kysyy/s", "option": key}} for key in ("a", "b")]
    return journey(
        quest("kysyy", step("s", "choose")),
        quest("lukossa", requires={"all": asked}),
        quest("muu"),
    )


def with_practice(change: Callable[[dict[str, Any]], None]) -> Journey:
    """A quest with a practice that is broken, and one that is well."""
    return journey(
        quest("ovella", "alku", step("ovi", "practice", goals=["sisalla"])),
        quest("muu"),
        practices=[door(change)],
    )


def never_inside(data: dict[str, Any]) -> None:
    data["screens"][2]["set"] = ["kaynyt"]


def no_way_back(data: dict[str, Any]) -> None:
    """Leaving the house without a way in: only who strays gets there."""
    data["goals"][0]["has"] = ["sisalla", "muistettu"]
    data["screens"][1]["set"] = ["muistettu"]
    data["screens"][3]["links"] = []


def test_a_quest_and_a_badge_that_never_come_are_told_once() -> None:
    content = journey(
        quest("alku"),
        quest("x", requires={"quest": "y"}),
        quest("y", requires={"quest": "x"}),
        badges=[badge("m", {"quest": "x"})],
    )

    assert told(content) == [
        ("unreached_quest", "x"),
        ("unreached_quest", "y"),
        ("unreached_badge", "m"),
    ]


def test_a_dead_end_is_told_with_the_seed_that_met_it() -> None:
    played = play(both_answers())

    dead = next(one for one in played.outcome.faults if one.code == "dead_end")
    assert (dead.place, dead.seed, dead.learners) == ("lukossa", 0, 2 * FOUR)
    assert "unmet_step" in {one.code for one in played.outcome.faults}
    assert dead.seed is not None
    again = play(played.rules, 1, dead.seed).outcome.faults
    assert ("dead_end", "lukossa") in {(one.code, one.place) for one in again}


def test_a_practice_without_a_way_to_its_goal_is_given_up_and_the_rest_goes_on() -> None:
    played = play(with_practice(never_inside))

    codes = {(one.code, one.place) for one in played.outcome.faults}
    assert codes == {("stuck", "ovella/ovi"), ("unmet_step", "ovella/ovi")}
    assert all(len(walked.events) > 1 for walked in played.walks)
    muu = next(one for one in played.outcome.quests if one.id == "muu")
    assert muu.done["careful"] == 1


def test_a_trap_in_a_practice_is_found_by_those_who_stray_and_shows_again() -> None:
    played = play(with_practice(no_way_back), 30 * FOUR)

    (stuck,) = (one for one in played.outcome.faults if one.code == "stuck")
    assert "portaat" in stuck.message
    assert stuck.seed is not None
    assert temperament_of(stuck.seed).id == "wandering"
    again = play(played.rules, 1, stuck.seed).outcome.faults
    assert [(one.code, one.message) for one in again] == [("stuck", stuck.message)]


def test_a_right_answer_that_is_never_taken_is_a_loop_and_not_for_ever() -> None:
    looks_private = step("s", "fill", answers=["131052-308T"], otherwise="Katso uudelleen.")

    played = play(journey(quest("kysyy", looks_private), quest("muu")), FOUR)

    loop = played.outcome.faults[0]
    assert (loop.code, loop.place, loop.seed) == ("loop", "kysyy/s", 0)
    assert all(one.done["careful"] == (one.id == "muu") for one in played.outcome.quests)


def test_a_wrong_answer_without_a_word_is_a_notice() -> None:
    def ask(**words: str) -> Outcome:
        return play(journey(quest("kysyy", step("s", "fill", **words)))).outcome

    (silent,) = ask().findings
    assert (silent.level, silent.code, silent.place) == (Level.NOTICE, "silent", "kysyy/s")
    assert silent.seed is not None
    assert temperament_of(silent.seed).errs > 0
    assert ask(otherwise="Katso uudelleen.").findings == ()


def test_a_badge_that_nobody_earned_is_a_notice() -> None:
    asked = [{"answered": {"step": "kysyy/s", "option": key}} for key in ("a", "b")]
    content = journey(quest("kysyy", step("s", "choose")), badges=[badge("m", {"all": asked})])

    assert told(content) == [("unmet_badge", "m")]


def test_what_nobody_met_is_no_finding_when_no_careful_one_played() -> None:
    content = journey(quest("kysyy", step("s", "confirm", by=["facilitator"])))

    assert play(content, 1, seed=1).outcome.findings == ()


# --- Facilitators, rounds and numbers ------------------------------------------------------------


def test_a_facilitator_confirms_what_waits_and_opens_what_waits_for_that() -> None:
    asked = step("s", "confirm", by=["facilitator"])
    content = journey(
        quest("kuitattava", asked),
        quest("avattava", requires={"opened_by": "facilitator"}),
        quest("perassa", requires={"all": [{"opened_by": "facilitator"}, {"quest": "avattava"}]}),
    )

    played = play(content, 10 * FOUR)

    assert played.outcome.findings == ()
    careful = [walked for walked in played.walks if walked.temperament is CAREFUL]
    opened = [e.quest for e in careful[0].events if isinstance(e, QuestOpened)]
    assert opened == ["avattava", "perassa"]
    confirmed = {
        e.by for w in careful for e in w.events if isinstance(e, StepCompleted) and e.step == "s"
    }
    assert confirmed == {By.SELF, By.FACILITATOR}


def test_the_figures_of_a_journey_add_up() -> None:
    content = journey(
        quest("eka", "a", "b", minutes=10),
        quest("toka", minutes=25, requires={"quest": "eka"}),
        badges=[badge("puoli", {"step": "eka/a"}), badge("koko", {"quest": "toka"})],
    )

    outcome = play(content, 3 * FOUR).outcome

    assert outcome.learners == {one.id: 3 for one in TEMPERAMENTS}
    assert outcome.rounds == 3
    assert [(one.id, one.round) for one in outcome.quests] == [("eka", 0), ("toka", 1)]
    assert [(one.id, one.round) for one in outcome.badges] == [("puoli", 1), ("koko", 2)]
    assert outcome.quests[0].done["careful"] == outcome.quests[0].opened["skipping"] == 1
    half, whole = outcome.badges
    assert half.minutes is not None
    assert whole.minutes is not None
    assert half.minutes[0] == 5
    assert whole.minutes[2] == 35


# --- Answers -------------------------------------------------------------------------------------


def steps(real: Played) -> list[tuple[Quest, Any]]:
    return [
        (rule.quest, one)
        for rule in real.rules.order
        for one in rule.quest.steps
        if not isinstance(one, PracticeStep)
    ]


def test_a_right_answer_is_right_and_a_wrong_one_is_not(real: Played) -> None:
    for of, one in steps(real):
        place = f"{of.id}/{one.id}"
        assert one.judge(answers.right(one)).is_done, place
        if not isinstance(one, Read | Discuss):
            assert not one.judge(answers.wrong(one)).is_done, place


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "choose", "many": True, "options": [{"text": t, "correct": True} for t in "AB"]},
        {"kind": "sort"},
        {
            "kind": "sort",
            "order": [],
            "groups": [{"id": "g", "title": "G"}, {"id": "h", "title": "H"}],
            "items": [{"text": "1", "group": "g"}, {"text": "2", "group": "g"}],
        },
        {"kind": "match"},
        {"kind": "fill", "mistakes": [{"answers": ["posti"], "feedback": "Melkein."}]},
    ],
    ids=str,
)
def test_a_wrong_answer_is_wrong_in_every_form_of_a_question(fields: dict[str, Any]) -> None:
    one = step("s", **fields)

    assert one.judge(answers.right(one)).is_done
    assert not one.judge(answers.wrong(one)).is_done


# --- Reports -------------------------------------------------------------------------------------


def test_the_text_says_the_proof_the_players_and_every_finding() -> None:
    text = to_text(play(both_answers()).outcome)

    assert "3/3 tehtävää aukeaa ja 0/0 merkkiä" in text
    assert "Koepelaajia 8 (huolellinen 2, valikoiva 2, vaeltava 2, kokeileva 2)" in text
    assert "vika[dead_end]: Umpikuja" in text
    assert "Pelaajia 8, siemen 0." in text


def test_the_text_says_when_there_is_nothing_to_find(rules: Rules) -> None:
    outcome = tally(rules, ())

    assert to_text(outcome).endswith("Ei löydöksiä: kukaan ei jäänyt jumiin.")


def test_json_says_everything() -> None:
    data = json.loads(to_json([play(both_answers()).outcome]))

    (one,) = data["journeys"]
    assert data["version"] == 1
    assert one["quests"][1]["round"] == 1
    assert one["quests"][1]["steps"] == {"askel": 0.0}
    assert {finding["code"] for finding in one["findings"]} == {"dead_end", "unmet_step"}
    assert one["learners"]["careful"] == 2


def test_the_page_is_one_file_that_a_screen_reader_can_read() -> None:
    content = journey(
        quest("a", title="Älä <b>kiirehdi</b> & lepää"),
        quest("x", requires={"quest": "x"}),
        badges=[badge("m", {"quest": "a"}), badge("n", {"quest": "x"})],
    )
    outcome = play(content).outcome

    html = to_html([outcome], {"matka": "<svg><title>Kartta</title></svg>"})

    parser = html5lib.HTMLParser(strict=True)
    parser.parse(html)
    assert "<script" not in html
    assert "http" not in html
    assert "<h1>Koepelaus</h1>" in html
    assert "Älä &lt;b&gt;kiirehdi&lt;/b&gt; &amp; lepää" in html
    assert html.count("<caption>") == 3
    assert html.count("<table>") == html.count('<div class="wide" tabindex="0"') - 1
    assert "Tehtävä ”x” ei aukea koskaan." in html
    assert "<svg><title>Kartta</title></svg>" in html
    for part in html.split("<svg aria-hidden")[:-1]:
        assert part.endswith(("&nbsp;%", *"0123456789")), "a bar stands beside its number"


def test_findings_on_the_page_name_the_seed_that_shows_them_again() -> None:
    html = to_html([play(both_answers()).outcome], {})

    assert "<code>--learners 1 --seed 0</code>" in html
    assert 'class="fault"' in html
