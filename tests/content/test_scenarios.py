"""The authors' own tests of the rules: each kind of fact and of expectation, kept and broken."""

from pathlib import Path

import pytest

from digimatka.content.check import check_path
from tests.content.small import TODAY, copy_to

STEPS = "{step: toka/osoite}, {answered: {step: toka/suunta, option: suomi}}"


def outcome(tmp_path: Path, given: str, then: str) -> list[str]:
    """What is said of one scenario, put in the place of the last quest's own."""
    root = copy_to(tmp_path)
    quest = root / "loppu/kolmas.yaml"
    text = quest.read_text(encoding="utf-8").split("scenarios:")[0]
    scenario = f"scenarios:\n  - {{given: [{given}], then: [{then}]}}\n"
    quest.write_text(text + scenario, encoding="utf-8")
    return [problem.message for problem in check_path(root, TODAY)]


@pytest.mark.parametrize(
    ("given", "then"),
    [
        ("", "{open: eka}"),
        ("", "{locked: toka}"),
        ("{done: eka}", "{done: eka}"),
        ("{done: eka}", "{open: toka}"),
        ("{skipped: eka}", "{open: toka}"),
        ("{known: eka}", "{open: toka}"),
        ("{done: eka, how: help}", "{badge: rohkea}"),
        ("{known: eka}", "{no_badge: rohkea}"),
        (STEPS, "{done: toka}"),
        (STEPS, "{badge: yksin}"),
        ("{step: toka/osoite, how: hint}, {step: toka/suunta}", "{no_badge: yksin}"),
        ("{step: toka/osoite}, {step: toka/suunta}", "{no_badge: yksin}"),
        ("{done: eka}, {done: toka, how: hint}", "{open: kolmas}, {badge: rohkea}"),
        ("{done: toka}, {done: eka}", "{open: kolmas}"),
    ],
)
def test_it_is_silent_when_everything_comes_true(given: str, then: str, tmp_path: Path) -> None:
    assert outcome(tmp_path, given, then) == []


@pytest.mark.parametrize(
    ("given", "then", "wrong"),
    [
        ("", "{open: toka}", "tehtävä ”toka” on vielä lukossa"),
        ("{done: eka}", "{locked: toka}", "tehtävä ”toka” on jo auki"),
        ("{step: eka/lue}", "{done: eka}", "tehtävä ”eka” ei ole valmis"),
        ("{known: eka}", "{done: eka}", "tehtävä ”eka” ei ole valmis"),
        ("{known: eka}", "{badge: rohkea}", "merkkiä ”rohkea” ei saatu"),
        ("{done: eka}", "{no_badge: rohkea}", "merkki ”rohkea” on jo saatu"),
        ("{done: toka}", "{badge: yksin}", "merkkiä ”yksin” ei saatu"),
    ],
)
def test_it_says_what_does_not_come_true(given: str, then: str, wrong: str, tmp_path: Path) -> None:
    (message,) = outcome(tmp_path, given, then)

    assert wrong in message


def test_it_points_at_each_expectation_that_fails(tmp_path: Path) -> None:
    assert len(outcome(tmp_path, "{done: eka}", "{locked: toka}, {open: toka}, {done: toka}")) == 2
