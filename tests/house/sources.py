"""What the house rules are read from: the files of the project, and templates as syntax trees."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, nodes

from tests.conftest import ROOT

TEMPLATES: Final = ROOT / "templates"
_syntax = Environment(autoescape=True)


@cache
def project_files() -> tuple[Path, ...]:
    """Every file that is or will be in the repository: neither built, nor left by a tool."""
    listed = subprocess.run(
        ["git", "ls-files", "-coz", "--exclude-standard"],  # noqa: S607 - wherever PATH has it
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    names = set(filter(None, listed.stdout.split("\0")))
    return tuple(file for name in sorted(names) if (file := ROOT / name).is_file())


def modules(*folders: str) -> list[Path]:
    """The modules below some folders."""
    return sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py"))


def templates() -> list[str]:
    """The names of all templates."""
    files = (file for file in TEMPLATES.rglob("*") if file.suffix in (".html", ".svg"))
    return sorted(str(file.relative_to(TEMPLATES)) for file in files)


@cache
def tree(template: str) -> nodes.Template:
    """The syntax tree of a template."""
    return _syntax.parse((TEMPLATES / template).read_text("utf-8"))


def leads_to(template: str) -> Iterator[str]:
    """The templates that one extends or includes by its name, or that match its pattern."""
    found = tree(template)
    extended = (node.template for node in found.find_all(nodes.Extends))
    included = (node.template for node in found.find_all(nodes.Include))
    for named in (*extended, *included):
        if isinstance(named, nodes.Const):
            yield named.value
        elif isinstance(named, nodes.Concat):  # "kinds/" ~ step.kind ~ ".html"
            first, last = named.nodes[0], named.nodes[-1]
            assert isinstance(first, nodes.Const)
            assert isinstance(last, nodes.Const)
            yield from (n for n in templates() if _fits(n, first.value, last.value))


def _fits(name: str, start: str, end: str) -> bool:
    """Whether a name is the start, one word, and the end."""
    is_like = name.startswith(start) and name.endswith(end)
    word = name.removeprefix(start).removesuffix(end)
    return is_like and "/" not in word and not word.startswith("_")


def words_in_code(*folders: str) -> Iterator[str]:
    """Every constant text in the modules below some folders."""
    for module in modules(*folders):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
