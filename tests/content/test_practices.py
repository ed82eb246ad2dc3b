"""Practices in files: the good one is proved, and every mistake is found where it stands."""

import re
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digimatka.content.check import check_path
from digimatka.content.load import load_journey
from tests.content.small import TODAY, copy_to, edit, found

OVI: Final = """\
id: ovi
title: Ovi
service: Ovipalvelu
look: bank
task: Astu sisään.
slip: [{label: Tunnus, value: kuusi-seitsemän}]
goals:
  - {id: ulkona, text: Olet ulkona., has: [kaynyt], lacks: [sisalla]}
start: piha
screens:
  - id: piha
    title: Piha
    address: https://ovi.example/
    fields:
      - id: tunnus
        kind: text
        label: Tunnus
        cases: [{id: oikea, accept: [kuusi-seitsemän]}]
      - {id: tapa, kind: choice, label: Tapa, options: [{id: a, text: A}, {id: b, text: B}]}
    buttons:
      - text: Avaa
        ways:
          - {is: {tunnus: other}, say: Tunnus on toinen.}
          - {is: {tapa: [b]}, to: selitys}
          - {to: eteinen}
  - {id: selitys, title: Hetki, detour: true, text: Valitse A.}
  - id: eteinen
    title: Eteinen
    set: [sisalla, kaynyt]
    summary: [{label: Tapa, field: tapa}]
    links: [{text: Ulos, to: portaat}]
  - id: portaat
    title: Portaat
    clear: [sisalla]
    links: [{text: Pihalle, to: piha, when: {has: [kaynyt]}}]
"""
# The same with every kind of field, for the test that swaps words.
EVERY_FIELD: Final = OVI.replace(
    "    buttons:\n",
    "      - {id: pv, kind: date, label: Pv, cases: [{id: a, from: 2026-01-01}]}\n"
    "      - {id: ruutu, kind: checkbox, label: Ruutu}\n"
    "      - {id: tied, kind: file, label: Tiedosto, files: [{id: cv, name: CV.pdf}]}\n"
    "    buttons:\n",
    1,
).replace(
    "          - {to: eteinen}",
    "          - {is: {ruutu: ticked, pv: other}, say: Ei.}\n          - {to: eteinen}",
    1,
)
STEP: Final = "  - {id: kokeile, kind: practice, title: Kokeile, practice: ovi, goals: [ulkona]}\n"
FILE: Final = "practices/ovi.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small journey with a practice in its first quest."""
    copied = copy_to(tmp_path)
    (copied / "practices").mkdir()
    (copied / FILE).write_text(OVI, encoding="utf-8")
    with (copied / "alku/eka.yaml").open("a", encoding="utf-8") as quest:
        quest.write(STEP)
    return copied


def test_a_practice_that_can_be_finished_has_no_problems(root: Path) -> None:
    assert found(root) == []
    (root / FILE).write_text(EVERY_FIELD, encoding="utf-8")
    assert found(root) == []
    journey = load_journey(root).journey
    assert journey is not None
    assert [practice.id for practice in journey.practices] == ["ovi"]


NAMES: Final = [
    ("id: ovi", "id: ovet", "id-not-file-name", "ovet"),
    ("look: bank", "look: pankki", "unknown-choice", "pankki"),
    ("start: piha", "start: pihha", "unknown-screen", "pihha"),
    ("to: portaat", "to: porttaat", "unknown-screen", "porttaat"),
    ("is: {tunnus: other}", "is: {tunnnus: other}", "unknown-field", "tunnnus"),
    ("is: {tunnus: other}", "is: {tunnus: vanha}", "unknown-value", "vanha"),
    ("is: {tapa: [b]}", "is: {tapa: [c]}", "unknown-value", "[c]}"),
    ("is: {tapa: [b]}", "at_least: {tapa: 2}", "not-many", "tapa: 2"),
    ("- {to: eteinen}", "- {has: [kaynyt], to: eteinen}", "no-otherwise", "{has: [kaynyt]"),
    ("has: [kaynyt], lacks", "has: [kaynytt], lacks", "flag-never-set", "kaynytt"),
    ("field: tapa", "field: tappa", "unknown-field", "tappa"),
    ("id: oikea, accept", "id: other, accept", "reserved-id", "other, accept"),
    ("{id: b, text: B}", "{id: a, text: B}", "duplicate-id", "a, text: B"),
    ("id: selitys, title", "id: piha, title", "duplicate-id", "piha, title"),
    ("ovi.example/", "ovi.fi/", "bad-example-address", "https://ovi.fi/"),
    ("say: Tunnus on toinen.", "say: Soita 040 123 4567.", "looks-real", "Soita"),
    ("text: Valitse A.", "text: Kirjoita sama@posti.fi.", "looks-real", "Kirjoita"),
    ("value: kuusi-seitsemän", 'value: "4815"', "looks-real", '"4815"'),
    ("say: Tunnus on toinen.", "say: Ei., to: piha", "to-or-say", "{is: {tunnus: other}"),
    ("{text: Ulos, to: portaat}", "{text: Ulos}", "to-or-ways", "{text: Ulos}"),
    ("field: tapa}", "field: tapa, value: A}", "value-or-field", "{label: Tapa"),
    (
        "id: oikea, accept",
        "id: oikea, contains: [kuusi], accept",
        "accept-or-contains",
        "{id: oikea",
    ),
    (
        "{id: tapa, kind: choice",
        "{id: pv, kind: date, label: Pv, cases: [{id: a}]}\n      - {id: tapa, kind: choice",
        "on-or-from",
        "{id: a}",
    ),
    (
        "  - id: eteinen\n    title: Eteinen\n",
        "  - id: eteinen\n    title: Eteinen\n    fields: [{id: tapa, kind: checkbox, label: T}]\n",
        "field-differs",
        "tapa, kind",
    ),
    ("accept: [kuusi-seitsemän]", "acept: [kuusi-seitsemän]", "unknown-key", "acept"),
    ("is: {tapa: [b]}", "iss: {tapa: [b]}", "unknown-key", "iss"),
]


PROOFS: Final = [
    ("links: [{text: Ulos, to: portaat}]", "links: []", "dead-end", "error"),
    ("{text: Ulos, to: portaat}", "{text: Ulos, to: eteinen}", "unreachable-screen", "error"),
    ("clear: [sisalla]", "clear: []", "impossible-goal", "error"),
    ("when: {has: [kaynyt]}", "when: {lacks: [kaynyt]}", "never-taken", "warning"),
    ("text: Valitse A.", "text: Valitse A., set: [rikki]", "", ""),
    ("text: Valitse A.", "text: Soita TE-toimistoon.", "old-name", "error"),
    (
        "{is: {tunnus: other}, say: Tunnus on toinen.}",
        "{has: [kaynyt], say: Ei.}",
        "unread-field",
        "error",
    ),
    (
        "detour: true, text: Valitse A.",
        "text: Ei., set: [kaynyt, sisalla], links: [{text: Uudelleen, to: selitys}]",
        "stuck",
        "error",
    ),
    (
        "{id: tapa, kind: choice",
        "{id: muu, kind: text, label: Muu, required: false}\n      - {id: tapa, kind: choice",
        "unread-field",
        "error",
    ),
]
# What these mistakes show, for the table of problems.
SHOWN: Final = {
    *(f"error[{code}]" for _, _, code, _ in NAMES),
    *(f"{level}[{code}]" for _, _, code, level in PROOFS if code),
    *("error[unknown-practice]", "error[unknown-goal]", "warning[unused-practice]"),
    "error[practice-too-big]",
}


@pytest.mark.parametrize(("old", "new", "code", "at"), NAMES)
def test_it_finds_a_name_that_stands_for_nothing(
    root: Path, old: str, new: str, code: str, at: str
) -> None:
    edit(root, FILE, old, new)

    problems = [p for p in check_path(root, TODAY) if p.code == code]

    assert problems, found(root)
    problem = problems[0]
    line = (root / FILE).read_text(encoding="utf-8").split("\n")[problem.line - 1]
    assert line[problem.col - 1 :].startswith(at)
    assert problem.level == "error"
    assert load_journey(root).journey is None


@pytest.mark.parametrize(("old", "new", "code", "level"), PROOFS)
def test_it_proves_that_everybody_can_finish(
    root: Path, old: str, new: str, code: str, level: str
) -> None:
    edit(root, FILE, old, new)

    problems = {problem.code: problem.level for problem in check_path(root, TODAY)}

    assert problems.get(code, "") == level, found(root)


def test_a_step_names_a_practice_and_goals_that_exist(root: Path) -> None:
    edit(root, "alku/eka.yaml", "practice: ovi, goals: [ulkona]", "practice: ovii")
    assert found(root)[0] == "alku/eka.yaml 12:61 error[unknown-practice]"

    edit(root, "alku/eka.yaml", "practice: ovii", "practice: ovi, goals: [ulkonna]")
    assert found(root) == ["alku/eka.yaml 12:74 error[unknown-goal]"]


def test_a_practice_that_no_quest_uses_is_told(root: Path) -> None:
    edit(root, "alku/eka.yaml", STEP, "")

    assert found(root) == ["practices/ovi.yaml 1:5 warning[unused-practice]"]


def test_a_broken_practice_hides_nothing_else(root: Path) -> None:
    edit(root, FILE, "look: bank", "look: pankki")
    edit(root, "alku/toka.yaml", "quest: eka", "quest: ekka")

    assert {problem.code for problem in check_path(root, TODAY)} == {
        "unknown-choice",
        "unknown-quest",
    }


def test_a_practice_too_big_to_walk_is_told(root: Path) -> None:
    options = ", ".join(f"{{id: o{i}, text: O{i}}}" for i in range(20))
    fields = "".join(
        f"      - {{id: k{i}, kind: choice, label: K, options: [{options}]}}\n" for i in range(4)
    )
    ways = "".join(
        f"          - {{is: {{k{i}: [{', '.join(f'o{n}' for n in range(19))}]}}, say: Ei.}}\n"
        for i in range(4)
    )
    edit(root, FILE, "      - {id: tapa", fields + "      - {id: tapa")
    edit(root, FILE, "          - {to: eteinen}", ways + "          - {to: eteinen}")

    assert "practices/ovi.yaml 10:1 error[practice-too-big]" in found(root)


WORDS: Final = ("piha", "eteinen", "tunnus", "other", "[]", "{}", "true", "9", "9999-12-31", "")


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_mistake_makes_the_check_fail(root: Path, data: st.DataObject) -> None:
    """Words of a good practice are swapped; what comes out is problems, never a crash."""
    tokens = re.split(r"([\w-]+)", EVERY_FIELD)
    for place in data.draw(st.lists(st.integers(0, len(tokens) - 1), max_size=3)):
        tokens[place] = data.draw(st.sampled_from(WORDS) | st.sampled_from(tokens))
    (root / FILE).write_text("".join(tokens), encoding="utf-8")

    for problem in check_path(root, TODAY):
        assert problem.message
