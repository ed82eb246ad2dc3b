"""Templates: each can be loaded, is used, imports only what it needs, and says only known texts."""

import re
from collections.abc import Iterator
from typing import get_args

import pytest
from flask import Flask
from jinja2 import nodes

from digimatka.core.journey import ChapterFile
from digimatka.core.kinds import Step
from digimatka.web import respond
from tests.house.sources import TEMPLATES, leads_to, templates, tree, words_in_code

LAYOUTS = ("base.html", "fragment.html")
HARD_LIMIT = 150  # lines
TEXT_CALLS = {"_": 1, "ngettext": 2}


def imports(template: str) -> dict[str, str]:
    """What a template imports, by the name it has there, and where from."""
    found = {}
    for node in tree(template).find_all(nodes.FromImport):
        assert isinstance(node.template, nodes.Const)
        for name in node.names:
            own = name[1] if isinstance(name, tuple) else name
            found[own] = node.template.value
    return found


def with_included(template: str) -> Iterator[str]:
    """A template and those it includes: they see what it imports."""
    yield template
    for other in leads_to(template):
        yield from with_included(other)


def names_used(template: str) -> set[str]:
    return {node.name for node in tree(template).find_all(nodes.Name) if node.ctx == "load"}


@pytest.mark.parametrize("name", templates())
def test_every_template_can_be_loaded(app: Flask, name: str) -> None:
    for environment in app.extensions[respond.ENVIRONMENTS].values():
        assert environment.get_template(name).name == name


@pytest.mark.parametrize("name", templates())
def test_no_template_is_too_long_to_be_read(name: str) -> None:
    assert len((TEMPLATES / name).read_text("utf-8").splitlines()) <= HARD_LIMIT


def test_every_template_is_used() -> None:
    used = {*words_in_code("digimatka/web", "digimatka/preview"), *LAYOUTS}
    for template in templates():
        used |= {*leads_to(template), *imports(template).values()}

    assert set(templates()) - used == set()


@pytest.mark.parametrize("name", templates())
def test_every_import_of_a_template_is_used(name: str) -> None:
    used = set().union(*map(names_used, with_included(name)))

    assert imports(name).keys() - used == set()


def test_every_macro_is_used() -> None:
    made = {
        f"{template}: {macro.name}"
        for template in templates()
        for macro in tree(template).find_all(nodes.Macro)
    }
    used = {f"{t}: {name}" for t in templates() for name in names_used(t)}
    for template in templates():
        used |= {f"{source}: {name}" for name, source in imports(template).items()}

    assert made - used == set()


def test_every_page_has_a_title_and_a_main_part() -> None:
    pages = [t for t in templates() if any(tree(t).find_all(nodes.Extends))]
    assert len(pages) > 15

    for template in pages:
        blocks = {block.name for block in tree(template).find_all(nodes.Block)}
        assert {"title", "main"} <= blocks, template


def test_every_kind_of_step_and_every_landmark_has_a_template() -> None:
    kinds = [get_args(k.model_fields["kind"].annotation)[0] for k in get_args(get_args(Step)[0])]
    landmarks = ChapterFile.model_json_schema()["properties"]["landmark"]["enum"]

    assert {f"kinds/{kind}.html" for kind in kinds} <= set(templates())
    assert {f"landmarks/_{name}.svg" for name in landmarks} <= set(templates())


def text_calls(template: str) -> Iterator[nodes.Call]:
    for call in tree(template).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in TEXT_CALLS:
            yield call


@pytest.mark.parametrize("name", templates())
def test_every_text_of_a_template_is_a_constant_and_gets_all_its_values(name: str) -> None:
    """Only then can it be collected for translators, and does no page fail for a missing value."""
    for call in text_calls(name):
        assert isinstance(call.node, nodes.Name)
        wanted = TEXT_CALLS[call.node.name]
        texts = [arg.value for arg in call.args[:wanted] if isinstance(arg, nodes.Const)]
        assert len(texts) == wanted, f"line {call.lineno}"
        given = {keyword.key for keyword in call.kwargs}
        for text in texts:
            assert placeholders(text) - given <= ({"number"} if wanted > 1 else set()), text


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)s", text))
