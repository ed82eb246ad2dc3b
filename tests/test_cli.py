"""The command line: what it prints and how it ends (0 good, 1 findings, 2 wrong call)."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from digimatka import __version__
from digimatka.cli import FORMATS, main
from digimatka.content.schema import MODELS
from tests.command import break_it, call, warn_of_it
from tests.conftest import ROOT
from tests.content.grammar import GrammarModule, NoDictionary
from tests.content.small import edit


@pytest.fixture
def grammar(monkeypatch: pytest.MonkeyPatch) -> type[GrammarModule]:
    """A small grammar in the place of Voikko's package."""
    monkeypatch.setitem(sys.modules, "libvoikko", GrammarModule)
    return GrammarModule


# --- check ---------------------------------------------------------------------------------------


def test_a_good_journey_passes_with_a_line_for_people_beside_the_output(small: Path) -> None:
    result = call("check", small)

    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr == "0 virhettä, 0 huomautusta\n"


def test_the_journeys_that_come_along_are_checked_when_none_is_named() -> None:
    result = call("check")

    assert result.exit_code == 0
    assert "0 virhettä" in result.stderr


def test_a_folder_of_journeys_is_checked_as_a_whole(small: Path) -> None:
    break_it(small)

    result = call("check", small.parent)

    assert result.exit_code == 1
    assert f"{small.name}/alku/eka.yaml:4:1: error[" in result.stdout


def test_an_error_is_told_with_its_place_and_ends_with_1(small: Path) -> None:
    break_it(small)

    result = call("check", small)

    assert result.exit_code == 1
    first = result.stdout.splitlines()[0]
    assert re.fullmatch(r".+/alku/eka\.yaml:\d+:\d+: error\[[a-z-]+\]: .+", first)
    assert re.fullmatch(r"\d virhettä, 0 huomautusta\n", result.stderr)


def test_a_warning_is_told_and_ends_with_0(small: Path) -> None:
    warn_of_it(small)

    result = call("check", small)

    assert result.exit_code == 0
    assert "warning[" in result.stdout
    assert result.stderr == "0 virhettä, 1 huomautusta\n"


def test_json_is_for_programs_and_says_the_same(small: Path) -> None:
    assert json.loads(call("check", small, "--format", "json").stdout) == []
    break_it(small)

    result = call("check", small, "--format", "json")

    assert result.exit_code == 1
    assert result.stderr == ""
    problems = json.loads(result.stdout)
    assert len(problems) == call("check", small).stdout.count("error[")
    assert problems[0]["level"] == "error"
    assert set(problems[0]) == {"file", "line", "col", "level", "code", "message", "hint"}


def test_github_gets_workflow_commands(small: Path) -> None:
    break_it(small)

    result = call("check", small, "--format", "github")

    assert result.exit_code == 1
    assert result.stderr == ""
    assert all(line.startswith("::error file=") for line in result.stdout.splitlines())


@pytest.mark.parametrize("style", FORMATS)
def test_every_format_ends_alike(style: str, small: Path) -> None:
    assert call("check", small, "--format", style).exit_code == 0
    break_it(small)
    assert call("check", small, "--format", style).exit_code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "/nowhere/at/all"),
        ("check", __file__),
        ("check", "--format", "xml"),
        ("check", "--no-such-option"),
        ("words", "/nowhere/at/all"),
        ("serve", "--port", "0"),
        ("serve", "--port", "65536"),
        ("serve", "--port", "http"),
        ("serve", "8000"),
        ("no-such-command",),
    ],
)
def test_a_wrong_call_ends_with_2_and_says_why(arguments: tuple[str, ...]) -> None:
    result = call(*arguments)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert re.search(r"^Error: .+", result.stderr, re.MULTILINE)


# --- words ---------------------------------------------------------------------------------------


def test_words_writes_a_file_that_the_check_is_content_with(
    small: Path, grammar: type[GrammarModule]
) -> None:
    (small / "words.json").write_text("{", encoding="utf-8")  # it is made anew, whatever it was

    result = call("words", small)

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"{small / 'words.json'}: 1 forms, 1 long words\n"
    written = json.loads((small / "words.json").read_text("utf-8"))
    assert written["forms"] == {"selain": "selain"}
    assert written["hyphens"] == {"verkkosivuja": "verkko|sivuja"}
    assert call("check", small).exit_code == 0
    assert grammar.wishes == {"ugly": False, "unknown": False, "from": 12}


def test_words_of_a_journey_with_errors_are_not_written(
    small: Path, grammar: type[GrammarModule]
) -> None:
    break_it(small)

    result = call("words", small)

    assert result.exit_code == 1
    assert "error[" in result.stderr
    assert not (small / "words.json").exists()


def test_words_of_a_journey_in_another_language_are_not_written(
    small: Path, grammar: type[GrammarModule]
) -> None:
    edit(small, "journey.yaml", "language: fi", "language: sv")

    result = call("words", small)

    assert result.exit_code == 0
    assert "not in Finnish" in result.stderr
    assert not (small / "words.json").exists()


@pytest.mark.parametrize("is_installed", [False, True], ids=["no-package", "no-dictionary"])
def test_without_voikko_words_says_what_to_install(
    small: Path, monkeypatch: pytest.MonkeyPatch, is_installed: bool
) -> None:
    module = NoDictionary if is_installed else None
    monkeypatch.setitem(sys.modules, "libvoikko", module)

    result = call("words", small)

    assert result.exit_code == 1
    assert "apt-get install libvoikko1 voikko-fi" in result.stderr
    assert "pip install 'libvoikko>=4.3'" in result.stderr


# --- schema, version, help -----------------------------------------------------------------------


def test_schema_writes_a_file_for_every_kind_and_names_it(tmp_path: Path) -> None:
    result = call("schema", tmp_path / "made")

    assert result.exit_code == 0
    written = sorted((tmp_path / "made").iterdir())
    assert result.stdout.splitlines() == [str(file) for file in written]
    assert len(written) == len(MODELS)
    for file in written:
        assert json.loads(file.read_text("utf-8"))["$id"] == file.name


def test_the_version_is_printed() -> None:
    result = call("--version")

    assert result.exit_code == 0
    assert __version__ in result.stdout


def test_help_names_every_command() -> None:
    result = call("-h")

    assert result.exit_code == 0
    for name in main.commands:
        assert re.search(rf"^  {name} ", result.stdout, re.MULTILINE)


def test_the_package_can_be_run_as_a_program() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "digimatka", "--version"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert __version__ in said.stdout
