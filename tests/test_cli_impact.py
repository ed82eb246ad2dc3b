"""``digimatka impact``: counts for people and programs, exit codes, and nothing is written."""

import json
from dataclasses import fields
from pathlib import Path

import pytest

from digimatka.cli.impact import PARTS, WORDS
from digimatka.core.commands import CompleteStep
from digimatka.core.engine import fold
from digimatka.core.impact import GAINED, KEPT, LOST, RENAMED, Impact
from digimatka.store import learners, log
from digimatka.store.session import Store
from tests.command import break_it, call
from tests.conftest import TODAY
from tests.content.small import copy_to, edit
from tests.core.player import Player
from tests.usecases.test_impact import rules_in

NAME = "pieni-matka"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The version that is served."""
    (tmp_path / "old").mkdir()
    return copy_to(tmp_path / "old")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """The version that is to come."""
    (tmp_path / "new").mkdir()
    return copy_to(tmp_path / "new")


def walk(database: Path, folder: Path, people: int) -> None:
    """So many learners do the first quest."""
    player = Player(rules_in(folder))
    player.do_all(CompleteStep("eka", "lue"), CompleteStep("eka", "lista"))
    store = Store(f"sqlite:///{database}")
    with store.write() as connection:
        for _ in range(people):
            number = learners.add(connection, TODAY)
            place = log.Place(number, NAME, None, None, False, TODAY, "", None)
            progress = fold(player.rules, player.log)
            log.append(connection, place, player.log, progress, player.rules.key)
    store.close()


def rename(folder: Path) -> None:
    """Gives the first quest another id, which says what it was."""
    for file in folder.rglob("*.yaml"):
        file.write_text(file.read_text("utf-8").replace("eka", "alkaja"), "utf-8")
    (folder / "alku/eka.yaml").rename(folder / "alku/alkaja.yaml")
    edit(folder, "alku/alkaja.yaml", "id: alkaja\n", "id: alkaja\nwas: [eka]\n")


def test_the_same_version_means_nothing(old: Path, new: Path, database: Path) -> None:
    walk(database, old, 5)
    before = database.read_bytes()

    result = call("impact", old, new, "--database", database)

    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        "pieni-matka: matkalla 5 ihmistä",
        "  Kukaan ei menetä mitään.",
    ]
    assert database.read_bytes() == before


def test_a_rename_is_told_in_words_and_as_data(old: Path, new: Path, database: Path) -> None:
    walk(database, old, 6)
    rename(new)

    result = call("impact", old, new, "--database", f"sqlite:///{database}", "--json", "-")

    assert result.exit_code == 0, result.output
    assert "     6 jatkaa tehtävää eka tunnuksella alkaja" in result.stderr
    data = json.loads(result.stdout)
    assert data[NAME]["learners"] == 6
    assert data[NAME]["renamed"] == [
        {"kind": "quest_renamed", "what": "eka", "count": 6, "now": "alkaja"}
    ]


def test_a_loss_ends_with_1_and_a_few_are_not_counted(
    old: Path, new: Path, database: Path, tmp_path: Path
) -> None:
    walk(database, old, 3)
    rename(new)
    edit(new, "alku/alkaja.yaml", "was: [eka]\n", "")

    result = call("impact", old, new, "--database", database, "--json", tmp_path / "impact.json")

    assert result.exit_code == 1
    assert "  MENETTÄISIVÄT:" in result.stdout
    assert "alle 5 on tehnyt tai aloittanut tehtävän eka, jota ei enää ole" in result.stdout
    assert "3" not in result.stdout
    data = json.loads((tmp_path / "impact.json").read_text("utf-8"))[NAME]
    assert (data["learners"], data["lost"][0]["count"]) == (None, None)


def test_without_an_address_it_is_the_database_of_the_settings(
    old: Path, new: Path, database: Path, tmp_path: Path
) -> None:
    walk(database, old, 5)

    result = call("impact", old, new, DATABASE_URL=f"sqlite:///{database}", DATA_DIR=tmp_path)

    assert "5 ihmistä" in result.stdout


def test_a_wrong_call_is_told(old: Path, new: Path, database: Path, tmp_path: Path) -> None:
    absent = call("impact", old, new, "--database", tmp_path / "absent.db")
    assert absent.exit_code == 2
    assert "There is no database" in absent.stderr
    assert not (tmp_path / "absent.db").exists()
    assert call("impact", old, tmp_path / "x", "--database", database).exit_code == 2
    other = tmp_path / "other"
    new.rename(other)
    edit(other, "journey.yaml", "id: pieni-matka", "id: other")
    nothing = call("impact", old, other, "--database", database)
    assert nothing.exit_code == 2
    assert "no journey that is both in" in nothing.stderr


def test_a_version_with_errors_says_nothing_of_anybody(
    old: Path, new: Path, database: Path
) -> None:
    break_it(new)

    result = call("impact", old, new, "--database", database)

    assert result.exit_code == 2
    assert "error[unknown-key]" in result.stderr
    assert result.stdout == ""


def test_every_kind_of_change_has_its_words() -> None:
    assert WORDS.keys() == {*GAINED, *LOST, *KEPT, *RENAMED}
    assert PARTS.keys() == {field.name for field in fields(Impact)} - {"learners"}
