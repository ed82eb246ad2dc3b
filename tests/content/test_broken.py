"""Every mistake in ``broken/``: its first line says which file it stands for and what is found.

``# alku/eka.yaml: 3:8 error[tag]`` reads: in the small journey this is ``alku/eka.yaml``, and the
problem is at line 3, column 8. A problem of another file has that file's name before it.
"""

from pathlib import Path
from typing import Final

import pytest

from digimatka.content.check import check_path
from tests.content.small import HERE, TODAY, copy_to, found

BROKEN: Final = sorted((HERE / "broken").iterdir())


def test_the_small_journey_itself_has_no_problems(tmp_path: Path) -> None:
    assert found(copy_to(tmp_path)) == []


@pytest.mark.parametrize("mistake", BROKEN, ids=lambda path: path.stem)
def test_it_finds_the_mistake_at_its_place_and_nothing_else(mistake: Path, tmp_path: Path) -> None:
    root = copy_to(tmp_path)
    data = mistake.read_bytes()
    name, expected = expectation(data)
    put(root, name, data)

    assert found(root) == expected


@pytest.mark.parametrize("mistake", BROKEN, ids=lambda path: path.stem)
def test_it_says_the_mistake_in_a_sentence_without_english(mistake: Path, tmp_path: Path) -> None:
    root = copy_to(tmp_path)
    data = mistake.read_bytes()
    put(root, expectation(data)[0], data)

    for problem in check_path(root, TODAY):
        assert problem.message[0].isupper() or problem.message[0] == "”"
        assert problem.message.endswith(".")
        assert not {"the", "is", "not", "should", "expected"} & set(problem.message.split())


def put(root: Path, name: str, data: bytes) -> None:
    """Puts a mistake in its place; the small journey has no folder of translations."""
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).write_bytes(data)


def expectation(data: bytes) -> tuple[str, list[str]]:
    """The file that a mistake stands for, and what should be found."""
    first_line = data.partition(b"\n")[0].decode().removeprefix("# ")
    name, _, problems = first_line.partition(": ")
    listed = [text if text.count(" ") > 1 else f"{name} {text}" for text in problems.split(", ")]
    return name, sorted(listed, key=_place)


def _place(expected: str) -> tuple[str, int, int]:
    file, place, _ = expected.split(" ")
    line, _, column = place.partition(":")
    return file, int(line), int(column)


def test_the_places_in_these_files_are_those_a_reader_would_point_at() -> None:
    """A few by hand, so that the expectations are not only what the code says."""
    pointed_at = {
        "colon-in-text": ": tarkista",
        "misspelt-key": "minuts",
        "number-as-text": "1.10",
        "unknown-quest": "ekka",
        "scenario-fails": "{badge: yksin}",
        "old-name": "TE-toimistoon",
        "no-hints": "kind: choose",
        "unknown-group": "varaa",
        "day-that-is-not": "2026-11-42",
    }
    for name, words in pointed_at.items():
        text = (HERE / "broken" / f"{name}.yaml").read_text(encoding="utf-8")
        place = expectation(text.encode())[1][0].split(" ")[1]
        line, _, column = place.partition(":")
        assert text.split("\n")[int(line) - 1][int(column) - 1 :].startswith(words), name
