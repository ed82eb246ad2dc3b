"""Mistakes planted in a copy of the journeys that come along: each is found where it was put.

A plant says in which file what is replaced (the first match of a pattern) and by what; the mark
``‸`` stands where the problem must be found. Those in ``files/`` keep the journey from being
loaded, and hide what is found in ``rules/`` once all files are right: so there are two fields.
"""

import re
import shutil
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import pytest
import yaml

from digimatka.content.check import check_path
from tests.conftest import QUESTS
from tests.content.small import HERE, TODAY, as_expected

MARK: Final = "‸"
FIELDS: Final = ("files", "rules")
PLANTS: Final = [(field, path) for field in FIELDS for path in (HERE / "planted" / field).iterdir()]


class Plant(NamedTuple):
    """One mistake."""

    file: str
    replace: str
    by: str
    finds: str

    @classmethod
    def of(cls, path: Path) -> "Plant":
        """Reads a file of ``planted/``."""
        return cls(**yaml.safe_load(path.read_text(encoding="utf-8")))

    def put(self, text: str) -> tuple[str, str]:
        """A text with the mistake in it, and what must be found."""
        planted, count = re.subn(self.replace, self.by, text, count=1, flags=re.M)
        assert count == 1, f"{self.replace} is not in {self.file}"
        at = planted.index(MARK)
        line, column = planted.count("\n", 0, at) + 1, at - planted.rfind("\n", 0, at)
        return planted.replace(MARK, ""), f"{self.file} {line}:{column} {self.finds}"


@cache
def harvest(field: str, parent: Path) -> tuple[dict[str, str], list[str]]:
    """What must be found of each plant of a field, by its name; and all that is found."""
    root = Path(shutil.copytree(QUESTS, parent / field))
    for made in root.glob("*/words.json"):
        made.unlink()  # made of other texts
    expected = {}
    for path in sorted((HERE / "planted" / field).iterdir()):
        plant = Plant.of(path)
        text = (root / plant.file).read_text(encoding="utf-8")
        planted, expected[path.stem] = plant.put(text)
        (root / plant.file).write_text(planted, encoding="utf-8")
    return expected, [as_expected(root, problem) for problem in check_path(root, TODAY)]


@pytest.fixture(scope="module")
def parent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the fields are."""
    return tmp_path_factory.mktemp("planted")


@pytest.mark.parametrize(("field", "path"), PLANTS, ids=lambda part: getattr(part, "stem", part))
def test_a_planted_mistake_is_found_on_its_line(field: str, path: Path, parent: Path) -> None:
    expected, found = harvest(field, parent)

    assert expected[path.stem] in found


@pytest.mark.parametrize("field", FIELDS)
def test_nothing_is_found_that_was_not_planted(field: str, parent: Path) -> None:
    expected, found = harvest(field, parent)

    assert sorted(found) == sorted(expected.values())


def test_fifty_mistakes_are_planted_each_in_a_file_of_its_own() -> None:
    assert len(PLANTS) >= 50
    for field in FIELDS:
        files = [Plant.of(path).file for of, path in PLANTS if of == field]
        assert len(set(files)) == len(files)
