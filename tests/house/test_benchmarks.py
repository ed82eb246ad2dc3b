"""The benchmarks run, and say what they promise to say. How good the figures are is no test."""

import math

import pytest

from benchmarks.__main__ import BENCHMARKS, main
from benchmarks.figures import Figure

# A few figures of each, by which docs/performance.md and the goals name them.
NAMES = {
    "pages": {"bare Flask hello", "map, brotli, share of hello", "a step by htmx : hello"},
    "writes": {"  of bare sqlite3 commits", "  60 quests : 1,100 quests", "  worst wait"},
    "engine": {"  naive : ours", "largest : smallest journey"},
    "replay": {"CPU for a million", "events a second"},
    "content": {"quest files", "CPU to load a thousand", "CPU to check one of ten thousand"},
    "impact": {"CPU for the impact on all of them", "CPU to take over a changed journey"},
    "weight": {"first visit, everything", "map page", "memory of the process (PSS)"},
    "start": {"import flask, sqlmodel", "digimatka serve to its first answer"},
    "live": {"300 people: by stream, p99", "  of one client", "300 people, all asking: CPU idle"},
}


def test_every_benchmark_is_tried_here() -> None:
    assert NAMES.keys() == BENCHMARKS.keys()


@pytest.mark.parametrize("name", BENCHMARKS)
def test_a_benchmark_gives_its_figures(name: str) -> None:
    figures = BENCHMARKS[name](True)

    assert NAMES[name] - {figure.name for figure in figures} == set()
    assert [f.name for f in figures if not math.isfinite(f.value) or f.value < 0] == []


def test_a_figure_is_printed_beside_its_goal() -> None:
    slow = Figure("share", 12.345, "%", 30)
    light = Figure("first visit", 59.9, "kB", 60, "at most")

    assert slow.line().split() == ["share", "12.3", "%", "≥", "30.0", "%", "MISS"]
    assert light.line().split() == ["first", "visit", "59.9", "kB", "≤", "60.0", "kB", "ok"]
    assert Figure("rate", 1500, "/s").line().split() == ["rate", "1,500", "/s"]


def test_only_the_named_benchmarks_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["engine", "--quick"]) == 0

    printed = capsys.readouterr().out
    assert printed.startswith("engine")
    assert "replay" not in printed


def test_an_unknown_benchmark_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["speed"])

    assert end.value.code == 2
    assert "there is no benchmark speed" in capsys.readouterr().err
