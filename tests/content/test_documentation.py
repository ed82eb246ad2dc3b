"""``docs/content-format.md``: its examples load, and its table knows every problem."""

import ast
import re
from pathlib import Path
from typing import Final

import pytest
from pydantic import BaseModel

import digimatka
from digimatka.content.nodes import parse
from digimatka.content.problems import to_text
from digimatka.content.schema import MODELS
from digimatka.content.validate import validate
from digimatka.core.journey import Quest
from tests.content.documented import Example, documented_codes, documented_levels, examples
from tests.content.small import HERE
from tests.content.test_broken import BROKEN, expectation
from tests.content.test_folders import MISTAKES
from tests.content.test_meetings import SHOWN as SHOWN_BY_MEETINGS
from tests.content.test_parcel import HOSTILE
from tests.content.test_practices import SHOWN

YAML_EXAMPLES: Final = [example for example in examples() if example.info[:1] == ("yaml",)]
QUEST: Final = "id: malli\ntitle: Malli\ngoal: Osaat tämän.\nminutes: 10\n"
STEPS: Final = "steps:\n  - {id: lue, kind: read, text: Lue.}\n"
WHOLE: Final = {
    "steps": lambda text: QUEST + "steps:\n" + text,
    "requires": lambda text: QUEST + STEPS + text,
    "scenarios": lambda text: QUEST + STEPS + text,
}
# Problems that no file in ``broken/`` and no mistake of ``test_folders.py`` makes.
ELSEWHERE: Final = {
    "no-folder",
    "journey-gone",
    "not-written",
    "bad-value",
    "broken-yaml",
    "words-stale",
    "word-unused",
}


@pytest.mark.parametrize("example", YAML_EXAMPLES, ids=lambda example: f"line-{example.line}")
def test_an_example_is_right(example: Example) -> None:
    (sort,) = example.info[1:]
    text = WHOLE[sort](example.text) if sort in WHOLE else example.text
    model: type[BaseModel] = MODELS.get(sort, Quest)

    parsed = parse(sort, text.encode())

    assert to_text(parsed.problems) == ""
    assert parsed.source is not None
    instance, problems = validate(model, parsed.source)
    assert to_text(problems) == ""
    assert instance is not None


def test_every_block_is_yaml_of_a_known_sort_or_plain_text() -> None:
    sorts = {example.info for example in examples()}

    assert sorts == {("text",), *(("yaml", sort) for sort in (*MODELS, *WHOLE))}


def test_every_kind_of_step_has_an_example() -> None:
    document = "\n".join(example.text for example in YAML_EXAMPLES)

    for kind in (
        "read",
        "choose",
        "sort",
        "fill",
        "checklist",
        "scale",
        "match",
        "write",
        "discuss",
        "confirm",
        "practice",
    ):
        assert re.search(rf"^- id: .*\n  kind: {kind}$", document, re.M), kind


def test_every_key_of_the_format_is_in_the_document() -> None:
    document = (Path(HERE).parents[1] / "docs/content-format.md").read_text(encoding="utf-8")
    schemas = [model.model_json_schema() for model in MODELS.values()]
    parts = [part for schema in schemas for part in (schema, *schema.get("$defs", {}).values())]

    for key in {key for part in parts for key in part.get("properties", {})}:
        assert re.search(rf"\b{key}\b", document), key


def test_the_table_of_problems_is_what_the_broken_files_show() -> None:
    shown = {problem.split(" ")[2] for path in BROKEN for problem in _expected(path)}
    shown |= {problem.split(" ")[2] for _, problems in MISTAKES for problem in problems} | SHOWN
    shown |= SHOWN_BY_MEETINGS
    shown |= {f"error[{code}]" for _, found in HOSTILE.values() for code in found}
    shown |= {"error[zip-too-large]", "error[zip-password]"}

    assert {
        text for text in documented_levels() if text.split("[")[1][:-1] not in ELSEWHERE
    } == shown


def test_the_table_of_problems_knows_every_code_in_the_source() -> None:
    package = Path(digimatka.__file__).parent
    files = [*(package / "content").rglob("*.py"), *(package / "core/kinds").glob("*.py")]
    files += (package / "core/practice").glob("*.py")
    found = {
        node.value
        for file in [*files, package / "core/journey.py", package / "core/meetings_format.py"]
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", node.value)
    }

    others = {"utf-8", "utf-8-sig", "oma-lahtopiste", "2026-11-24", "rev-parse", "check-ignore"}
    assert found - documented_codes() <= others


def _expected(path: Path) -> list[str]:
    return expectation(path.read_bytes())[1]
