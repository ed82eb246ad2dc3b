"""Every code is explained: in one family, in plain Finnish, with examples that hold."""

from pathlib import Path
from typing import Final

import pytest

from digimatka.content.codes import FOLDER, Explanation, explanations, nearest
from digimatka.content.nodes import parse
from tests.content.documented import documented_codes
from tests.content.small import copy_to, found

EVERY: Final = sorted(explanations().values(), key=lambda one: one.code)
WITH_EXAMPLE: Final = [one for one in EVERY if one.before]
# Their examples are whole files of YAML, or texts of a step.
YAML: Final = [one for one in WITH_EXAMPLE if one.family == "yaml"]
# No text of a step is a title, and words.json is made of all texts together.
OTHER_PLACES: Final = {"long-heading", "words-stale", "word-unused"}
TEXTS: Final = [
    one
    for one in WITH_EXAMPLE
    if one.family in ("language", "access") and one.code not in OTHER_PLACES
]
QUEST: Final = "id: eka\ntitle: Alku\ngoal: Osaat tämän.\nminutes: 10\nsteps:\n"


def by_code(one: Explanation) -> str:
    return one.code


def test_the_codes_explained_are_the_codes_documented() -> None:
    assert explanations().keys() == documented_codes()


def test_no_code_is_in_two_families() -> None:
    codes = [
        code
        for file in FOLDER.glob("*.yaml")
        if (source := parse(file.name, file.read_bytes()).source)
        for code in source.data["codes"]
    ]

    assert sorted(codes) == sorted(explanations())


@pytest.mark.parametrize("one", EVERY, ids=by_code)
def test_it_says_what_is_wrong_why_it_matters_and_what_to_do(one: Explanation) -> None:
    for text in (one.what, one.why, one.fix):
        assert text[0].isupper() or text[0] in "”#"
        assert text.endswith(".")
        assert not {"the", "is", "not", "should", "selkokielinen"} & set(text.lower().split())
    assert len({one.what, one.why, one.fix}) == 3
    assert bool(one.before) == bool(one.after)
    assert one.before != one.after or not one.before


def test_only_what_stands_for_all_else_has_no_example() -> None:
    assert {one.code for one in EVERY if not one.before} == {"bad-value", "broken-yaml"}


@pytest.mark.parametrize("one", YAML, ids=by_code)
def test_an_example_of_yaml_has_the_problem_before_and_none_after(one: Explanation) -> None:
    assert one.code in [problem.code for problem in parse("x", one.before.encode()).problems]
    assert parse("x", one.after.encode()).problems == ()


@pytest.mark.parametrize("one", TEXTS, ids=by_code)
def test_an_example_of_a_text_has_the_problem_before_and_none_after(
    one: Explanation, tmp_path: Path
) -> None:
    root = copy_to(tmp_path)
    for text, expected in ((one.before, {one.code}), (one.after, set())):
        lines = "".join(f"      {line}".rstrip() + "\n" for line in text.splitlines())
        step = f"  - id: lue\n    kind: read\n    text: |\n{lines}"
        (root / "alku/eka.yaml").write_text(QUEST + step, encoding="utf-8")

        assert {problem.split("[")[1][:-1] for problem in found(root)} == expected


def test_an_explanation_is_shown_with_its_example_below() -> None:
    text = explanations()["rare-form"].to_text()

    assert text.startswith("rare-form (Kieli)\n\n")
    assert "Ennen:\n    Näytä kortti pyydettäessä.\n\nJälkeen:\n    Näytä" in text


def test_what_has_no_example_is_shown_without() -> None:
    assert "Ennen" not in explanations()["bad-value"].to_text()


@pytest.mark.parametrize(
    ("code", "hint"), [("long-sentense", "Tarkoititko ”long-sentence”?"), ("xyzzy", "")]
)
def test_a_misspelt_code_is_told_what_it_may_be(code: str, hint: str) -> None:
    assert nearest(code) == hint
