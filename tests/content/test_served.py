"""What is served follows the files, as long as they are good; else the last good version stays."""

import shutil
from pathlib import Path

import pytest

from digimatka.content import served as serving
from digimatka.content.load import load_journey
from digimatka.content.served import Marks, Served, begin, marks, renew
from digimatka.core.compiler import compile_rules
from digimatka.core.rules import Rules
from tests.content.small import SMALL, edit

ONE, OTHER = "pieni-matka", "toinen-matka"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder of two journeys."""
    made = tmp_path / "content"
    for name in (ONE, OTHER):
        shutil.copytree(SMALL, made / name)
        edit(made / name, "journey.yaml", "id: pieni-matka", f"id: {name}")
    return made


@pytest.fixture
def served(root: Path) -> Served:
    """What a server begins with."""
    return begin({name: rules_in(root / name) for name in (ONE, OTHER)}, marks(root))


def rules_in(folder: Path) -> Rules:
    journey = load_journey(folder).journey
    assert journey is not None
    return compile_rules(journey)


def told(served: Served) -> dict[str, list[str]]:
    return {name: [p.code for p in found] for name, found in served.problems.items()}


def test_nothing_is_read_while_nothing_has_changed(root: Path, served: Served) -> None:
    assert renew(root, served) is served


def test_a_changed_journey_is_read_and_the_other_one_stays(root: Path, served: Served) -> None:
    edit(root / ONE, "alku/eka.yaml", "Tervetuloa", "Hei")

    now = renew(root, served)

    assert now.journeys[ONE].digest != served.journeys[ONE].digest
    assert now.journeys[OTHER] is served.journeys[OTHER]
    assert list(now.journeys) == [ONE, OTHER]
    assert told(now) == {}
    assert renew(root, now) is now


def test_a_broken_journey_stays_as_it_was_and_says_why(root: Path, served: Served) -> None:
    edit(root / ONE, "alku/eka.yaml", "minutes", "minuts")
    edit(root / OTHER, "alku/eka.yaml", "Tervetuloa", "Hei")

    now = renew(root, served)

    assert now.journeys[ONE] is served.journeys[ONE]
    assert now.journeys[OTHER] is not served.journeys[OTHER]
    assert told(now) == {ONE: ["unknown-key"]}
    assert now.problems[ONE][0].file == f"{ONE}/alku/eka.yaml"

    edit(root / ONE, "alku/eka.yaml", "minuts", "minutes")
    mended = renew(root, now)
    assert told(mended) == {}
    assert mended.journeys[ONE].digest == served.journeys[ONE].digest


def test_a_problem_stays_told_while_something_else_changes(root: Path, served: Served) -> None:
    edit(root / ONE, "alku/eka.yaml", "minutes", "minuts")
    now = renew(root, served)
    edit(root / OTHER, "alku/eka.yaml", "Tervetuloa", "Hei")

    assert told(renew(root, now)) == {ONE: ["unknown-key"]}


@pytest.mark.parametrize("gone", ["", ONE, f"{ONE}/journey.yaml"])
def test_what_vanishes_goes_on_being_served(root: Path, served: Served, gone: str) -> None:
    away = root.with_name("pois")
    (root / gone).rename(away)

    now = renew(root, served)

    assert now.journeys == served.journeys
    assert told(now) == {name: ["journey-gone"] for name in ([ONE] if gone else [ONE, OTHER])}
    assert renew(root, now) is now
    away.rename(root / gone)
    back = renew(root, now)
    assert told(back) == {}
    assert back.journeys == served.journeys


def test_a_new_journey_is_served_after_the_others(root: Path, served: Served) -> None:
    shutil.copytree(root / ONE, root / "aivan-uusi")
    edit(root / "aivan-uusi", "journey.yaml", f"id: {ONE}", "id: aivan-uusi")

    now = renew(root, served)

    assert list(now.journeys) == [ONE, OTHER, "aivan-uusi"]


def test_a_new_folder_with_errors_is_told_and_not_served(root: Path, served: Served) -> None:
    (root / "uusi").mkdir()
    (root / "uusi/journey.yaml").write_text("id: [")

    now = renew(root, served)

    assert now.journeys == served.journeys
    assert list(told(now)) == ["uusi"]


def test_warnings_keep_nothing_from_being_served(root: Path, served: Served) -> None:
    edit(root / ONE, "loppu/chapter.yaml", "title: ", "title: TE-toimisto ")

    now = renew(root, served)

    assert now.journeys[ONE] is not served.journeys[ONE]
    assert told(now) == {}


def test_files_that_change_while_they_are_read_are_looked_at_again(
    root: Path, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(root / ONE, "alku/eka.yaml", "Tervetuloa", "Hei")
    looks = marks
    seen: list[Path] = []

    def changing(folder: Path) -> Marks:
        seen.append(folder)
        if len(seen) == 2:  # it is read by now
            edit(root / ONE, "alku/eka.yaml", "Hei", "Terve")
        return looks(folder)

    monkeypatch.setattr(serving, "marks", changing)
    now = renew(root, served)
    later = renew(root, now)

    assert later.journeys[ONE].digest == rules_in(root / ONE).digest


def test_one_journey_can_be_the_folder_itself(root: Path) -> None:
    alone = root / ONE
    served = begin({ONE: rules_in(alone)}, marks(alone))
    edit(alone, "alku/eka.yaml", "minutes", "minuts")

    assert renew(alone, served).problems[ONE][0].file == "alku/eka.yaml"
