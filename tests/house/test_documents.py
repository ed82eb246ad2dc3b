"""Documents: links lead somewhere, and the changelog has room for what comes next."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
LINK = re.compile(r"\]\(<?([^)\s>]+)[^)]*\)|<img[^>]* src=\"([^\"]+)\"|^\[[^\]]+\]: (\S+)", re.M)
HEADING = re.compile(r"^#+ (.+)$", re.M)


def named(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def links(document: Path) -> Iterator[str]:
    """Where a document leads within the repository; what stands in code is no link."""
    text = re.sub(r"```.*?```|`[^`\n]*`", "", document.read_text("utf-8"), flags=re.DOTALL)
    for match in LINK.finditer(text):
        target = next(filter(None, match.groups()))
        if not re.match(r"[a-z]+:", target):
            yield target


def anchors(document: Path) -> set[str]:
    """The anchors that its headings have where Markdown is shown."""
    headings = HEADING.findall(document.read_text("utf-8"))
    words = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {word.strip().replace(" ", "-") for word in words}


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_link_within_the_repository_leads_somewhere(document: Path) -> None:
    for target in links(document):
        path, _, anchor = target.partition("#")
        file = (document.parent / path).resolve() if path else document
        assert file.exists(), target
        assert file.is_relative_to(ROOT), target
        if anchor and file.suffix == ".md":
            assert anchor in anchors(file), target


def test_documents_have_links_to_check() -> None:
    assert sum(1 for document in DOCUMENTS for _ in links(document)) > 10


def test_every_picture_of_the_documents_is_shown() -> None:
    shown = {(d.parent / target).resolve() for d in DOCUMENTS for target in links(d)}
    pictures = {file for file in (ROOT / "docs/pictures").rglob("*") if file.is_file()}

    assert pictures - shown == set()


def test_the_changelog_begins_with_what_is_not_released_yet() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    releases = re.findall(r"^## (.+)$", text, re.M)

    assert releases[0] == "Unreleased"
    assert all(re.fullmatch(r"\d+\.\d+\.\d+ – \d{4}-\d\d-\d\d", name) for name in releases[1:])


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(file.name[:4]) for file in sorted((ROOT / "docs/adr").glob("*.md"))]

    assert numbers == list(range(1, len(numbers) + 1))
    assert numbers
