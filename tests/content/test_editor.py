"""What an author sees in VS Code: the language server with our schemas and settings."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from digimatka.content.schema import MODELS
from tests.conftest import QUESTS, ROOT
from tests.content.language_server import PROGRAM, SETTINGS, Editor, editor

MODELINE: Final = re.compile(r"\A# yaml-language-server: \$schema=(\S+)\n")
# One file of each sort, each with a key that no file has.
PLACES: Final = {
    "journey": "quests/matka/journey.yaml",
    "badges": "quests/matka/badges.yaml",
    "glossary": "quests/matka/glossary.yaml",
    "chapter": "quests/matka/1-luku/chapter.yaml",
    "practice": "quests/matka/practices/uusi.yaml",
    "meeting": "quests/matka/meetings/uusi.yaml",
    "quest": "quests/matka/1-luku/uusi.yaml",
}
# A key that files of this sort alone must have.
NEEDED: Final = {
    "journey": "language",
    "badges": "badges",
    "chapter": "landmark",
    "practice": "service",
    "meeting": "warm_up",
    "quest": "steps",
}


@pytest.fixture(scope="module")
def vscode() -> Iterator[Editor]:
    """An editor in which the project is open."""
    assert PROGRAM.exists(), "the language server is not installed: make setup"
    with editor() as opened:
        yield opened


@pytest.fixture
def file(request: pytest.FixtureRequest) -> str:
    """A new quest that no other test has opened."""
    return f"quests/matka/1-luku/{request.node.name}.yaml"


def test_a_key_is_offered_with_its_meaning_in_finnish(vscode: Editor, file: str) -> None:
    vscode.open(file, "id: uusi\n\n")

    offered = vscode.complete(file, (1, 0))

    assert offered["title"] == "Tehtävän nimi."
    assert offered["minutes"] == "Arvio minuuteista aloittelijalle."
    assert "id" not in offered, "it is there already"


def test_the_kind_of_a_step_decides_what_is_offered(vscode: Editor, file: str) -> None:
    vscode.open(file, "id: uusi\nsteps:\n  - id: a\n    kind: choose\n    \n")

    offered = vscode.complete(file, (4, 4))

    assert offered["options"] == "Vaihtoehdot."
    assert "answers" not in offered, "that is for fill"


def test_a_word_is_explained_with_an_example(vscode: Editor, file: str) -> None:
    vscode.open(file, "id: uusi\ngoal: Osaat.\n")

    said = vscode.hover(file, (1, 1))

    assert "Mitä asiakas osaa tehtävän jälkeen." in said
    assert "Osaat kirjautua palveluun turvallisesti." in said


def test_an_unknown_key_is_underlined_where_it_stands(vscode: Editor, file: str) -> None:
    text = "id: uusi\ntitle: A\ngoal: B.\nminutes: 5\nsteps:\n  - {id: a, kind: read, tekst: C}\n"

    found = vscode.open(file, text)

    assert "6: Property tekst is not allowed." in found


@pytest.mark.parametrize("sort", PLACES)
def test_a_file_without_a_first_line_of_its_own_has_the_schema_of_its_place(
    vscode: Editor, sort: str
) -> None:
    """The settings of the workspace: one schema a file, never two."""
    found = vscode.open(PLACES[sort], "hupsista: {}\n")

    keys = {key for key in NEEDED.values() if any(f'"{key}"' in problem for problem in found)}
    assert keys == ({NEEDED[sort]} if sort in NEEDED else set())
    assert [p for p in found if "hupsista" in p or "type" in p], "no schema at all"


def test_nothing_is_underlined_in_the_journeys_that_come_along(vscode: Editor) -> None:
    files = sorted(QUESTS.glob("*/*.yaml"))[:3] + sorted(QUESTS.glob("*/*/*.yaml"))[::16]
    assert len(files) > 6

    for file in files:
        name, text = file.relative_to(ROOT).as_posix(), file.read_text("utf-8")
        assert vscode.open(name, text) == [], name


def test_every_file_names_its_schema_and_finds_it() -> None:
    """So that it is checked in an editor that knows nothing of the workspace, too."""
    for file in (*QUESTS.glob("*/*.yaml"), *QUESTS.glob("*/*/*.yaml")):
        named = MODELINE.match(file.read_text("utf-8"))
        assert named is not None, file
        assert (file.parent / named[1]).resolve().is_relative_to(ROOT / "schema"), file
        assert (file.parent / named[1]).exists(), file


def test_the_settings_know_every_schema_and_the_extension_is_recommended() -> None:
    known = json.loads(SETTINGS.read_text("utf-8"))["yaml.schemas"]
    recommended = json.loads((SETTINGS.parent / "extensions.json").read_text("utf-8"))

    assert {Path(name).name for name in known} == {f"{name}.schema.json" for name in MODELS}
    assert "redhat.vscode-yaml" in recommended["recommendations"]
