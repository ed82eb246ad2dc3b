"""Whatever lies in a journey's folder, loading it says what is wrong and never raises."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from digimatka.content.check import check
from digimatka.content.load import load_journey
from digimatka.content.nodes import parse
from digimatka.content.problems import Level
from tests.content.documented import documented_codes
from tests.content.small import HERE, SMALL, TODAY, copy_to

# The machine may be busy, so no example has a time limit of its own.
FUZZ: Final = settings(max_examples=80, deadline=None)
FILES: Final = sorted(path.relative_to(SMALL).as_posix() for path in SMALL.rglob("*.yaml"))
GOOD: Final = {name: (SMALL / name).read_text(encoding="utf-8") for name in FILES}
TRICKY: Final = (
    *("\t", "\r", "\x00", "\u00a0", "\u2028", "\ufeff", "😀", "#", " #", ": ", ":", "- ", "? "),
    *("*a", "&a ", "!x ", "!!python/name:os.system ", "<<: ", "---\n", "...\n", "%YAML 9\n"),
    *("[", "]", "{", "}", ",", "'", '"', "|", ">", "\\", "@", "`", "\n", "\n  ", "\n- ", "  "),
    *(
        "null",
        "true",
        "1.10",
        "-1",
        "9" * 40,
        "2024-01-42",
        "a/b",
        "luku",
        "[[]]",
        "{}",
        "id: eka\n",
    ),
)
WORDS: Final = (
    *("id", "title", "steps", "kind", "choose", "sort", "fill", "read", "scale", "options"),
    *("requires", "all", "any", "at_least", "of", "of_chapter", "of_skill", "quest", "badge"),
    *("step", "answered", "option", "scenarios", "given", "then", "done", "open", "quests"),
    *("chapters", "badges", "rule", "sources", "checked_on", "review_after", "groups", "items"),
    *("eka", "toka", "alku", "toka/suunta", "suomi", "digcomp-4.2", "2026-11-24", "true", ""),
)
VALUES: Final = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.sampled_from(WORDS)
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(WORDS) | st.text(max_size=4), inner, max_size=5)
    ),
    max_leaves=25,
)


@pytest.fixture(scope="module")
def root() -> Iterator[Path]:
    """One copy of the small journey; a test puts back the file that it replaces."""
    with TemporaryDirectory() as folder:
        yield copy_to(Path(folder))


@contextmanager
def replaced(root: Path, name: str, data: bytes) -> Iterator[None]:
    try:
        (root / name).write_bytes(data)
        yield
    finally:
        (root / name).write_text(GOOD[name], encoding="utf-8")


def judge(root: Path, name: str, data: bytes) -> None:
    """Loads and checks the journey with one file replaced, and judges the problems themselves."""
    with replaced(root, name, data):
        loaded = load_journey(root)
        problems = check(loaded, TODAY)
    assert (loaded.journey is None) == any(p.level is Level.ERROR for p in loaded.problems)
    assert list(problems) == sorted(problems)
    assert {problem.code for problem in problems} <= documented_codes()
    lines = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in problems:
        assert problem.message
        if problem.file == f"{root}/{name}":
            assert 1 <= problem.line <= len(lines)
            assert 1 <= problem.col <= len(lines[problem.line - 1]) + 1


@FUZZ
@given(name=st.sampled_from(FILES), data=st.binary(max_size=200))
def test_any_bytes(root: Path, name: str, data: bytes) -> None:
    judge(root, name, data)


@FUZZ
@given(name=st.sampled_from(FILES), data=st.lists(st.sampled_from(TRICKY + WORDS), max_size=30))
def test_any_words_and_marks(root: Path, name: str, data: list[str]) -> None:
    judge(root, name, "".join(data).encode())


@FUZZ
@given(name=st.sampled_from(FILES), value=VALUES, as_json=st.booleans())
def test_any_structure(root: Path, name: str, value: Any, as_json: bool) -> None:
    text = json.dumps(value) if as_json else yaml.safe_dump(value, allow_unicode=True)
    judge(root, name, text.encode())


@pytest.mark.parametrize("wrong", [None, True, 3, "x", [3], {"x": 3}], ids=repr)
@pytest.mark.parametrize("name", FILES)
def test_a_wrong_type_in_any_place(root: Path, name: str, wrong: Any) -> None:
    parsed = parse(name, GOOD[name].encode())
    assert parsed.source is not None
    data = parsed.source.data
    for holder, key in list(holders_of(data)):
        right = holder[key]
        holder[key] = wrong
        judge(root, name, json.dumps(data, ensure_ascii=False).encode())
        holder[key] = right


@FUZZ
@given(data=st.data())
def test_any_damage_to_a_right_file(root: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(FILES))
    text = GOOD[name]
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(start + 12, len(text))))
        text = text[:start] + data.draw(st.sampled_from(("", *TRICKY))) + text[end:]
    judge(root, name, text.encode())


@FUZZ
@given(data=st.data())
def test_any_lines_of_a_right_file_in_any_order(root: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(FILES))
    lines = GOOD[name].splitlines(keepends=True)
    chosen = data.draw(st.lists(st.sampled_from(lines), max_size=len(lines)))
    judge(root, name, "".join(chosen).encode())


def test_known_mistakes_in_the_place_of_other_files(root: Path) -> None:
    for index, mistake in enumerate(sorted((HERE / "broken").glob("*.yaml"))):
        judge(root, FILES[index % len(FILES)], mistake.read_bytes())


def holders_of(data: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a value: what holds it, and under which key or index."""
    pairs = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in list(pairs):
        yield data, key
        if isinstance(value, (dict, list)):
            yield from holders_of(value)
