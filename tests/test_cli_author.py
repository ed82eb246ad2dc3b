"""The author's desk on the command line: playtest and graph, what they print and how they end."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.command import break_it, call
from tests.content.small import copy_to, edit

LEARNERS = ("--learners", "4")


@pytest.fixture
def dead(small: Path) -> Path:
    """The small journey with a question whose right answer looks like somebody's own code."""
    edit(small, "alku/toka.yaml", "answers: [suomi.fi, www.suomi.fi]", "answers: [131052-308T]")
    return small


# --- playtest ------------------------------------------------------------------------------------


def test_a_good_journey_is_played_without_findings(small: Path) -> None:
    result = call("playtest", small, *LEARNERS)

    assert result.exit_code == 0, result.stdout
    assert "Koepelaajia 4" in result.stdout
    assert "vika[" not in result.stdout
    assert result.stderr == ""


def test_a_fault_ends_with_1_and_names_the_command_that_shows_it_again(dead: Path) -> None:
    result = call("playtest", dead, *LEARNERS)

    assert result.exit_code == 1
    assert "vika[loop]" in result.stdout
    again = re.search(r"digimatka (playtest .+ --learners 1 --seed \d+)", result.stdout)
    assert again is not None
    repeated = call(*again.group(1).split())
    assert repeated.exit_code == 1
    assert "vika[loop]" in repeated.stdout


def test_the_same_seed_prints_the_same(small: Path) -> None:
    one, two, other = (
        call("playtest", small, *LEARNERS, "--json", "-", "--seed", s) for s in "556"
    )

    assert one.stdout == two.stdout
    assert json.loads(one.stdout)["journeys"][0]["seed"] == 5
    assert one.stdout != other.stdout


def test_json_on_the_output_leaves_the_words_to_people(small: Path) -> None:
    result = call("playtest", small, *LEARNERS, "--json", "-")

    assert len(json.loads(result.stdout)["journeys"]) == 1
    assert "Koepelaajia 4" in result.stderr


def test_files_are_written_and_named(small: Path, tmp_path: Path) -> None:
    data, report = tmp_path / "tulos.json", tmp_path / "tulos.html"

    result = call("playtest", small, *LEARNERS, "--json", data, "--report", report)

    assert result.exit_code == 0
    assert result.stderr.splitlines() == [str(data), str(report)]
    assert json.loads(data.read_text("utf-8"))["version"] == 1
    html = report.read_text("utf-8")
    assert html.startswith("<!doctype html>")
    assert "mikä avaa minkä</title>" in html


def test_a_folder_of_journeys_is_played_one_by_one(small: Path) -> None:
    result = call("playtest", small.parent, *LEARNERS)

    assert result.exit_code == 0
    assert f"({small.name})" in result.stdout


# --- graph ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("style", ["svg", "mermaid", "json"])
def test_the_map_of_a_journey_is_printed(small: Path, style: str) -> None:
    result = call("graph", small, "--format", style)

    assert (result.exit_code, result.stderr) == (0, "")
    if style == "svg":
        assert ET.fromstring(result.stdout).tag.endswith("svg")  # noqa: S314 - our own
    elif style == "json":
        assert json.loads(result.stdout)["journey"] == small.name
    else:
        assert result.stdout.startswith("flowchart LR\n")


def test_the_map_is_written_to_a_file(small: Path, tmp_path: Path) -> None:
    file = tmp_path / "kartta.svg"

    assert call("graph", small, "--out", file).exit_code == 0
    assert file.read_text("utf-8").startswith("<svg")


def test_the_maps_of_several_journeys_go_into_a_folder(small: Path, tmp_path: Path) -> None:
    other = copy_to(tmp_path / "muut")
    other.rename(tmp_path / "toinen-matka")
    edit(tmp_path, "toinen-matka/journey.yaml", f"id: {small.name}", "id: toinen-matka")
    (tmp_path / "kartat").mkdir()

    refused = call("graph", tmp_path)
    result = call("graph", tmp_path, "--format", "mermaid", "--out", tmp_path / "kartat")

    assert refused.exit_code == 2
    assert "name one" in refused.stderr
    assert result.exit_code == 0
    names = sorted(file.name for file in (tmp_path / "kartat").iterdir())
    assert names == [f"{small.name}.mmd", "toinen-matka.mmd"]


# --- Both ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["playtest", "graph"])
def test_a_journey_with_errors_is_neither_played_nor_drawn(command: str, small: Path) -> None:
    break_it(small)

    result = call(command, small)

    assert result.exit_code == 1
    assert result.stdout == ""
    assert "error[unknown-key]" in result.stderr
    assert "digimatka check" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("playtest", "/nowhere/at/all"),
        ("playtest", "--learners", "0"),
        ("playtest", "--learners", "10001"),
        ("playtest", "--seed", "-1"),
        ("playtest", "--report", "/nowhere/at/all.html"),
        ("playtest", "--json", "/"),
        ("graph", "/nowhere/at/all"),
        ("graph", "--format", "png"),
        ("graph", "--out", "/nowhere/at/all.svg"),
    ],
    ids=" ".join,
)
def test_a_wrong_call_ends_with_2_and_says_why(arguments: tuple[str, ...]) -> None:
    result = call(*arguments)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert re.search(r"^Error: .+", result.stderr, re.MULTILINE)
