"""A folder as a journey: what comes out when all is well, and all of what is wrong when not."""

import gc
from pathlib import Path

import pytest

from digimatka.content.load import load_journey, load_journeys
from digimatka.core.kinds import Checklist, Choose, Confirm, Fill, Read, Scale, Sort
from tests.content.small import SMALL, copy_to, edit, found


def test_it_loads_every_kind_of_step_in_the_order_of_the_lists() -> None:
    journey = load_journey(SMALL).journey

    assert journey is not None
    assert journey.id == "pieni-matka"
    assert [chapter.id for chapter in journey.chapters] == ["alku", "loppu"]
    assert [quest.id for quest in journey.quests()] == ["eka", "toka", "kolmas"]
    kinds = {type(step) for quest in journey.quests() for step in quest.steps}
    assert kinds == {Read, Choose, Sort, Fill, Checklist, Scale, Confirm}
    assert [badge.id for badge in journey.badges] == ["rohkea", "yksin"]
    assert journey.glossary.root["2FA"] == "Kirjautuminen kahdella tavalla."


def test_badges_and_glossary_may_be_left_out(tmp_path: Path) -> None:
    root = copy_to(tmp_path)
    (root / "glossary.yaml").unlink()

    loaded = load_journey(root)

    assert loaded.journey is not None
    assert loaded.journey.glossary.root == {}


def test_it_finds_the_problems_of_all_files_at_once(tmp_path: Path) -> None:
    root = copy_to(tmp_path)
    edit(root, "journey.yaml", "language: fi", "language: fi\nvari: sininen")
    edit(root, "badges.yaml", "sign: key", "sing: key")
    edit(root, "alku/chapter.yaml", "landmark: shore", "landmark: ranta")
    edit(root, "alku/eka.yaml", "minutes: 10", "minutes: kymmenen")
    edit(root, "alku/toka.yaml", "title: Toinen", "title: Toinen: osa")
    edit(root, "loppu/kolmas.yaml", "{badge: rohkea}", "{badge: rohkein}")

    assert found(root) == [
        "alku/chapter.yaml 3:11 error[unknown-choice]",
        "alku/eka.yaml 4:10 error[number-expected]",
        "alku/toka.yaml 2:14 error[colon-in-text]",
        "badges.yaml 10:5 error[unknown-key]",
        "journey.yaml 4:1 error[unknown-key]",
        "loppu/kolmas.yaml 9:34 error[unknown-badge]",
    ]


def test_a_broken_quest_makes_no_problems_for_those_that_name_it(tmp_path: Path) -> None:
    root = copy_to(tmp_path)
    (root / "alku/toka.yaml").write_text("title: [", encoding="utf-8")

    assert found(root) == ["alku/toka.yaml 1:9 error[extra-comma]"]


def test_a_broken_badge_file_makes_no_problems_for_those_that_name_badges(tmp_path: Path) -> None:
    root = copy_to(tmp_path)
    (root / "badges.yaml").write_text("badges: @\n", encoding="utf-8")

    assert found(root) == ["badges.yaml 1:9 error[bad-first-character]"]


def test_an_id_is_known_even_if_something_else_is_wrong_in_its_file(tmp_path: Path) -> None:
    root = copy_to(tmp_path)
    edit(root, "alku/eka.yaml", "minutes: 10", "minutes: 100")
    edit(root, "loppu/kolmas.yaml", "[{done: eka}, {known: toka}]", "[{done: eka}, {known: tok}]")

    assert found(root) == [
        "alku/eka.yaml 4:10 error[number-too-big]",
        "loppu/kolmas.yaml 36:34 error[unknown-quest]",
    ]


def test_one_mistake_is_said_once(tmp_path: Path) -> None:
    root = copy_to(tmp_path)
    edit(root, "alku/eka.yaml", "title: Ensimmäinen", "title: *alias")

    assert found(root) == ["alku/eka.yaml 2:8 error[alias]"]


def test_there_is_no_journey_when_there_is_an_error(tmp_path: Path) -> None:
    root = copy_to(tmp_path)
    edit(root, "loppu/kolmas.yaml", "{badge: rohkea}", "{badge: rohkein}")

    assert load_journey(root).journey is None


def test_a_warning_leaves_the_journey_in_use(tmp_path: Path) -> None:
    root = copy_to(tmp_path)
    edit(root, "alku/eka.yaml", "title: Ensimmäinen", "title: Ensimmäinen #1")

    loaded = load_journey(root)

    assert [problem.code for problem in loaded.problems] == ["cut-text"]
    assert loaded.journey is not None


def test_a_folder_of_journeys_and_a_journey_are_both_a_path_to_check(tmp_path: Path) -> None:
    copy_to(tmp_path)
    (tmp_path / "schema").mkdir()
    (tmp_path / "lue.md").write_text("hei", encoding="utf-8")

    assert [loaded.folder for loaded in load_journeys(tmp_path)] == [tmp_path / SMALL.name]
    assert load_journeys(tmp_path / SMALL.name) == load_journeys(tmp_path)


def test_a_folder_without_journeys_is_a_problem_and_not_silence(tmp_path: Path) -> None:
    (loaded,) = load_journeys(tmp_path)

    assert loaded.journey is None
    assert [problem.code for problem in loaded.problems] == ["no-journey"]


@pytest.mark.parametrize("on", [True, False])
def test_garbage_collection_is_left_as_it_was(on: bool) -> None:
    (gc.enable if on else gc.disable)()
    try:
        load_journey(SMALL)
        assert gc.isenabled() is on
    finally:
        gc.enable()


def test_checks_can_say_where_anything_stands() -> None:
    sources = load_journey(SMALL).sources
    toka = sources.quests["toka"]

    here = toka.error(("steps", 1, "options", 0, "text"), "x", "X.")
    block = toka.error(("steps", 1, "options"), "x", "X.")
    absent = toka.error(("steps", 1, "after"), "x", "X.")

    assert (here.file, here.line, here.col) == (f"{SMALL}/alku/toka.yaml", 32, 27)
    assert (block.line, block.col) == (31, 5)
    assert (absent.line, absent.col) == (28, 5)
    assert toka.get("steps", 1, "options", 0, "text") == "suomi.fi"
    assert toka.get("steps", 7, "options") is None
    assert toka.items("title") == []
