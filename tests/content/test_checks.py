"""What the checks say of a journey whose files are right, and above all when they keep quiet."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from digimatka.content.check import check_path
from tests.content.small import TODAY, copy_to, edit, found

TOKA_OPENS = "  any:\n    - {quest: eka, counts: skipped}\n    - opened_by: facilitator\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the small journey without scenarios, so that only the rules are on trial."""
    copied = copy_to(tmp_path)
    for quest in copied.glob("*/*.yaml"):
        text = quest.read_text(encoding="utf-8")
        quest.write_text(text.split("scenarios:")[0], encoding="utf-8")
    return copied


def messages(root: Path) -> str:
    return "\n".join(problem.message for problem in check_path(root, TODAY))


def test_a_ring_that_can_be_entered_is_no_problem(root: Path) -> None:
    edit(root, "alku/toka.yaml", TOKA_OPENS, "  any: [{quest: kolmas}, {quest: eka}]\n")

    assert found(root) == []


def test_a_ring_that_a_facilitator_can_open_is_no_problem(root: Path) -> None:
    edit(root, "alku/toka.yaml", TOKA_OPENS, "  any: [{quest: kolmas}, {opened_by: facilitator}]\n")

    assert found(root) == []


def test_a_ring_over_a_badge_is_told_once_with_all_its_members(root: Path) -> None:
    edit(root, "alku/toka.yaml", TOKA_OPENS, "  badge: yksin\n")
    edit(root, "loppu/kolmas.yaml", "{at_least: 2, of_chapter: alku}", "{quest: eka}")
    edit(root, "loppu/kolmas.yaml", "{at_least: 1, of_skill: digcomp-4.2}", "{quest: eka}")

    assert found(root) == ["alku/toka.yaml 7:10 error[requirement-ring]"]
    assert "tehtävä ”toka” → merkki ”yksin” → tehtävä ”toka”" in messages(root)


def test_who_waits_for_a_ring_is_told_for_what(root: Path) -> None:
    edit(root, "alku/toka.yaml", TOKA_OPENS, "  step: toka/osoite\n")

    assert found(root) == [
        "alku/toka.yaml 7:9 error[requirement-ring]",
        "badges.yaml 13:18 error[unreachable-badge]",
        "loppu/kolmas.yaml 7:33 error[unreachable-quest]",
    ]


def test_two_rings_are_two_problems(root: Path) -> None:
    edit(root, "alku/toka.yaml", TOKA_OPENS, "  quest: toka\n")
    edit(root, "loppu/kolmas.yaml", "{at_least: 2, of_chapter: alku}", "{quest: kolmas}")

    assert [line.split(" ")[2] for line in found(root)].count("error[requirement-ring]") == 2


def test_a_quest_that_counts_its_own_chapter_waits_for_itself(root: Path) -> None:
    edit(root, "alku/toka.yaml", TOKA_OPENS, "  {at_least: 2, of_chapter: alku}\n")

    assert "alku/toka.yaml 7:29 error[requirement-ring]" in found(root)


def test_a_badge_for_any_answer_is_no_problem_where_none_is_wrong(root: Path) -> None:
    edit(root, "badges.yaml", "option: suomi", "option: muu")
    assert found(root) == ["badges.yaml 14:49 error[wrong-option]"]

    edit(root, "alku/toka.yaml", "correct: true, ", "")
    assert found(root) == []


def test_a_question_without_right_answers_needs_no_feedback_and_no_hints(root: Path) -> None:
    edit(
        root,
        "alku/eka.yaml",
        "steps:",
        "steps:\n  - {id: mieli, kind: choose, question: Mikä?, options: [{text: A}, {text: B}]}",
    )

    assert found(root) == []


@pytest.mark.parametrize(
    ("days", "codes"), [(0, []), (1, ["review-due"]), (400, ["review-due"]), (-1, [])]
)
def test_a_source_is_due_from_the_day_after_its_date(
    days: int, codes: list[str], root: Path
) -> None:
    today = date(2027, 5, 1) + timedelta(days=days)

    assert [problem.code for problem in check_path(root, today)] == codes


@pytest.mark.parametrize(
    "text",
    [
        "TE-toimistoja ei enää ole.",
        "Aiemmin asioit TE-toimistossa. Nyt auttaa työllisyysalue.",
        "Yleistuki korvasi työmarkkinatuen.",
        "Entinen mol.fi on nyt Työmarkkinatori.",
        "Kuntakokeilu lakkasi.",
        "Avaa tyomarkkinatori.fi ja kirjaudu.",
        "Yritys antaa vate-toimiston hoitaa.",
        "Katso kohtaa Asiointi.",
    ],
)
def test_a_sentence_that_says_a_name_is_old_may_use_it(text: str, root: Path) -> None:
    edit(root, "alku/eka.yaml", "goal: Osaat aloittaa.", f'goal: "{text}"')

    assert found(root) == []


@pytest.mark.parametrize(
    "text",
    [
        "Mene TE-toimistoon.",
        "Mene te-toimistoon.",
        "Kysy TE-palveluista.",
        "Avaa Oma asiointi.",
        "Avaa mol.fi.",
        "Avaa www-sivu te-palvelut.fi",
        "Hae työmarkkinatukea.",
        "Saat peruspäivärahaa.",
        "Olet kuntakokeilussa.",
        "Aiemmin oli toisin. Mene TE-toimistoon.",
        "Mene TE-toimistoon. Aiemmin oli toisin.",
    ],
)
def test_an_old_name_is_an_error_in_any_other_sentence(text: str, root: Path) -> None:
    edit(root, "alku/eka.yaml", "goal: Osaat aloittaa.", f'goal: "{text}"')

    assert [line.split(" ")[2] for line in found(root)] == ["error[old-name]"]


def test_an_answer_that_is_meant_to_be_wrong_may_be_an_old_name(root: Path) -> None:
    edit(root, "alku/toka.yaml", '"suomi-fi.info"', '"TE-toimisto"')
    edit(root, "alku/toka.yaml", "answers: [suomi.com]", "answers: [mol.fi]")

    assert found(root) == []


def test_the_right_answer_and_the_feedback_may_not_be_an_old_name(root: Path) -> None:
    edit(root, "alku/toka.yaml", '"suomi.fi", correct', '"TE-toimisto", correct')
    edit(root, "alku/toka.yaml", "feedback: Oikein.", 'feedback: "Niin, mol.fi."')

    assert [line.split(" ")[2] for line in found(root)] == ["error[old-name]"] * 2


def test_an_old_name_in_a_comment_or_in_another_language_is_nobodys_business(root: Path) -> None:
    edit(root, "alku/eka.yaml", "minutes: 10", "minutes: 10  # TE-toimisto")
    assert found(root) == []

    edit(root, "alku/eka.yaml", "Osaat aloittaa.", "The old name was TE-toimisto.")
    edit(root, "journey.yaml", "language: fi", "language: en")
    assert found(root) == []


def test_old_names_are_found_though_the_files_have_errors(root: Path) -> None:
    edit(root, "alku/eka.yaml", "goal: Osaat aloittaa.", "goal: Löydät TE-toimiston.")
    edit(root, "alku/toka.yaml", "minutes: 15", "minutes: 150")

    assert found(root) == [
        "alku/eka.yaml 3:14 error[old-name]",
        "alku/toka.yaml 4:10 error[number-too-big]",
    ]
