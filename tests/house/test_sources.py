"""The code: short enough to be read, free of this machine, its texts fit for translators."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.house.sources import modules, project_files
from tests.house.test_templates import TEXT_CALLS, placeholders

HARD_LIMIT = 300  # lines; 250 is the aim
CODE = modules("digimatka", "tools", "benchmarks")
# Where packages or files came from on one machine is nobody's business, and would not work on
# another. What documents show of a server lies under /srv and /etc.
OF_A_MACHINE = re.compile(
    r"(?:registry\.npmjs\.|npmmirror\.|pythonhosted\.|\bpypi\.(?:org|python)|artifactor[y]|/simpl[e]/"
    r"|--(?:extra-)?index-url[ =]|_auth[T]oken|npm\.pkg\."
    r"|/(?:work|root|Users|workspace|github/workspace|builds)/\w|/home/(?!digimatka\b)\w)",
    re.IGNORECASE,
)


def named(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("module", CODE, ids=named)
def test_no_module_is_too_long_to_be_read(module: Path) -> None:
    assert len(module.read_text("utf-8").splitlines()) <= HARD_LIMIT


@pytest.mark.parametrize("module", modules("digimatka"), ids=named)
def test_every_module_and_public_function_says_what_it_is(module: Path) -> None:
    tree = ast.parse(module.read_text("utf-8"))
    assert module.name in ("__init__.py", "__main__.py") or ast.get_docstring(tree)
    if "versions" in module.parts:  # Alembic names what a migration does
        return
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), node.name


def test_no_file_names_a_registry_or_a_folder_of_a_machine() -> None:
    found = {
        f"{named(file)}: {match.group()}"
        for file in project_files()
        if "LICENSES" not in file.parts
        for match in OF_A_MACHINE.finditer(file.read_bytes().decode("utf-8", "replace"))
    }

    assert sorted(found) == []


@pytest.mark.parametrize(
    "text",
    [
        "https://registry.{}npmjs.org/x",
        "--index-{}url https://x",
        "/wor{}k/x",
        "/ho{}me/me/x",
        "files.python{}hosted.org",
    ],
)
def test_the_rule_about_machines_can_be_broken(text: str) -> None:
    assert OF_A_MACHINE.search(text.format(""))
    assert not OF_A_MACHINE.search(text)


def text_calls(module: Path) -> Iterator[tuple[str, ast.Call]]:
    tree = ast.parse(module.read_text("utf-8"))
    if module.name == "i18n.py":  # where they are made
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            name = {"gettext": "_"}.get(node.func.id, node.func.id)
            if name in TEXT_CALLS:
                yield name, node


@pytest.mark.parametrize("module", modules("digimatka"), ids=named)
def test_every_text_of_a_module_is_a_constant_and_gets_all_its_values(module: Path) -> None:
    for name, call in text_calls(module):
        wanted = TEXT_CALLS[name]
        constants = [arg.value for arg in call.args[:wanted] if isinstance(arg, ast.Constant)]
        texts = [text for text in constants if isinstance(text, str)]
        assert len(texts) == wanted, f"line {call.lineno}"
        given = {keyword.arg for keyword in call.keywords} | ({"number"} if wanted > 1 else set())
        for text in texts:
            assert placeholders(text) <= given, text


def test_modules_have_texts_to_check() -> None:
    assert sum(1 for module in modules("digimatka") for _ in text_calls(module)) > 20
