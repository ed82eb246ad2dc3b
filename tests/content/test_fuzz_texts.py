"""Damaged real files and hostile texts: checking one never raises and never takes a second."""

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digimatka.content.fix import fix
from digimatka.content.text import MAX_BYTES
from tests.conftest import QUESTS
from tests.content.small import copy_to
from tests.content.test_fuzz import TRICKY, judge

# Of the computer's own time, which other programs do not count in.
LIMIT: Final = 1.0
REAL: Final = sorted(QUESTS.glob("*/[0-9]*/*.yaml"))
DAMAGE: Final = (
    *TRICKY,
    *(
        "![](a)",
        "[tästä](x)",
        "<b>",
        "# ",
        "> ",
        "```\n",
        "**",
        "_a_ ",
        "*",
        "!!",
        "YTE ",
        "esim. ",
    ),
    *("että ", ", ", ". ", "on täytettävä ", "punainen painike ", "\\", "a" * 30, "\n\n", "🙂"),
)
# Each is repeated until a step is full; where one of the patterns looked back, it would be seen.
HOSTILE: Final = (
    *("a, ", "että ", "[", "![", "](", "[a](", "<a ", "</", "* ", "*a", "**a", "_a_ ", "_ ", "! "),
    *("?!", ".", ". ", ".)", "…»", "punainen ", "punainen painike ", "painike on ", "esim. "),
    *("YTE ", "YTE-", "TALLENNA ", "a-", "a.", "hakijan on ", "on täytettävä ", "lähetetään "),
    *("verkkoasiointiympäristöohje ", "verkko", "```\n\n", "~~~\n", "# a\n\n", "> a\n", "1. "),
    *("\\", "\n\n", " ", "\u00a0", "ä\u0301", "🙂", "#", "`a` ", "<https:", "!  ", "(", "]"),
)


@pytest.fixture(scope="module")
def root() -> Iterator[Path]:
    """One copy of the small journey; a test puts back the file that it replaces."""
    with TemporaryDirectory() as folder:
        yield copy_to(Path(folder))


def judge_in_time(root: Path, data: bytes) -> None:
    """Checks the journey with a quest replaced, and mends the quest."""
    begun = process_time()
    judge(root, "alku/eka.yaml", data)
    mended, _ = fix(data)
    assert process_time() - begun < LIMIT
    assert len(mended) <= 2 * len(data) + 1


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_damage_to_a_real_quest(root: Path, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(REAL)).read_text(encoding="utf-8")
    text = text.replace("id: ", "id: eka\nid: ", 1) if data.draw(st.booleans()) else text
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(start + 40, len(text))))
        text = text[:start] + data.draw(st.sampled_from(("", *DAMAGE))) + text[end:]
    judge_in_time(root, text.encode())


@settings(max_examples=60, deadline=None)
@given(pieces=st.lists(st.sampled_from((*DAMAGE, *HOSTILE)), max_size=60), is_quoted=st.booleans())
def test_any_text_of_a_step(root: Path, pieces: list[str], is_quoted: bool) -> None:
    text = "".join(pieces)
    lines = "".join(f"\n      {line}" for line in text.split("\n"))
    written = json.dumps(text, ensure_ascii=False) if is_quoted else f"|{lines}"
    judge_in_time(root, quest(f"  - id: lue\n    kind: read\n    text: {written}\n"))


@pytest.mark.parametrize("piece", HOSTILE, ids=repr)
def test_a_hostile_text_takes_no_longer_than_another(root: Path, piece: str) -> None:
    text = json.dumps("Alku " + (piece * 6000)[:5900] + " loppu.", ensure_ascii=False)
    steps = (f"  - {{id: s{n}, kind: read, text: {text}}}\n" for n in range(10))

    judge_in_time(root, quest("".join(steps))[:MAX_BYTES])


@pytest.mark.parametrize("piece", [" ", "\t", "\n", "\r", "\u00a0", "- ", "[", "{a: ", '"', "#"])
def test_a_hostile_file_takes_no_longer_than_another(root: Path, piece: str) -> None:
    data = quest("  - {id: s, kind: read, text: Hei.}\n")

    judge_in_time(root, data + (piece.encode() * MAX_BYTES)[: MAX_BYTES - len(data) - 1] + b"x")


def quest(steps: str) -> bytes:
    """A quest of these steps."""
    return f"id: eka\ntitle: Alku\ngoal: Osaat.\nminutes: 45\nsteps:\n{steps}".encode()
