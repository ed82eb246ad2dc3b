"""``check --fix``: mends what cannot change a meaning, and leaves everything else as it was."""

import os
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digimatka.content.fix import fix, fix_path
from digimatka.content.load import load_journey
from digimatka.content.nodes import parse
from digimatka.content.text import MAX_BYTES
from tests.conftest import QUESTS
from tests.content.small import SMALL, copy_to, found

# What comes in, and what becomes of it.
MENDED: Final = {
    "spaces at the ends of lines": (
        "title: Ranta  \nminutes: 10\t\n",
        "title: Ranta\nminutes: 10\n",
    ),
    "no newline at the end": ("title: Ranta", "title: Ranta\n"),
    "empty lines at the end": ("title: Ranta\n\n\n", "title: Ranta\n"),
    "a byte order mark": ("\ufefftitle: Ranta\n", "title: Ranta\n"),
    "lines of Windows": ("title: Ranta\r\ngoal: Osaat.\r\n", "title: Ranta\ngoal: Osaat.\n"),
    "lines of old machines": ("title: Ranta\rgoal: Osaat.\r", "title: Ranta\ngoal: Osaat.\n"),
    "a hard space": ("title: Oma\u00a0ranta\n", "title: Oma ranta\n"),
    "a narrow hard space": ("title: Oma\u202franta\n", "title: Oma ranta\n"),
    "a tab in a text": ("title: Oma\tranta\n", "title: Oma ranta\n"),
    "a tab before a comment": ("title: Ranta\t# tämä\n", "title: Ranta # tämä\n"),
    "tabs for indentation": ("a:\n\t- b: 1\n\t\tc: 2\n", "a:\n  - b: 1\n    c: 2\n"),
    "spaces between paragraphs": ("t: |\n  A.\n  \n  B.\n", "t: |\n  A.\n\n  B.\n"),
    "spaces around a text of lines": (
        "t: |\n  Yksi.  \n  Kaksi.\ng: x  \n",
        "t: |\n  Yksi.  \n  Kaksi.\ng: x\n",
    ),
    "spaces after the last line of a text": ("t: |\n  Yksi.  \n", "t: |\n  Yksi.\n"),
}
# What a person must look at.
LEFT: Final = {
    "a break of a line in Markdown": "text: |\n  Yksi  \n  kaksi.\n",
    "a hard space after a digit": "title: 10\u00a0000 euroa\n",
    "a hard space in a key": "ti\u00a0tle: Ranta\n",
    "a hard space that hides a value": "title:\u00a0Ranta\n",
    "tabs and spaces for indentation": "a:\n  - b: 1\n\t  c: 2\n",
    "a text that is cut": "title: Työnhaku #somessa\n",
    "an invisible character": "title: Ran\u200bta\n",
    "a quotation that does not end": 'title: "Ranta  \n',
    "a colon in a text": "title: Ranta: silta  \n",
    "the same key twice": "title: Ranta  \ntitle: Silta\n",
    "a control character": "title: Ran\x01ta  \n",
    "nothing": "",
}


@pytest.mark.parametrize("name", MENDED)
def test_it_mends(name: str) -> None:
    before, after = MENDED[name]

    mended, done = fix(before.encode())

    assert mended.decode() == after
    assert done
    assert all(line.endswith(".") for line in done)


@pytest.mark.parametrize("name", LEFT)
def test_it_leaves(name: str) -> None:
    data = LEFT[name].encode()

    assert fix(data) == (data, ())


def test_it_leaves_what_is_no_text_and_what_is_too_large() -> None:
    for data in (b"title: \xff  \n", b"title: x  \n" + b"#" * MAX_BYTES):
        assert fix(data) == (data, ())


def test_it_says_on_which_lines_it_did_what() -> None:
    _, done = fix(b"a: 1 \nb: 2\nc: 3 \n")
    assert done == ("Poistettu välilyönnit rivin lopusta: rivit 1, 3.",)

    _, done = fix("".join(f"k{n}: {n} \n" for n in range(9)).encode())
    assert done == ("Poistettu välilyönnit rivin lopusta: rivit 1, 2, 3, 4, 5, 6 ja 3 muuta.",)


@pytest.mark.parametrize(
    "folder", sorted(QUESTS.glob("*/journey.yaml")), ids=lambda f: f.parent.name
)
def test_the_journeys_that_come_along_have_nothing_to_mend(folder: Path) -> None:
    for file in folder.parent.rglob("*.yaml"):
        assert fix(file.read_bytes()) == (file.read_bytes(), ()), file


def soil(text: str) -> str:
    """A text with all that can be mended, and nothing else."""
    lines = text.splitlines()
    is_plain = "|" not in text
    return "\ufeff" + "\r\n".join(f"{line}  " if is_plain else line for line in lines)


def test_a_journey_is_the_same_after_it(tmp_path: Path) -> None:
    root = copy_to(tmp_path)
    right = load_journey(root).journey
    for file in root.rglob("*.yaml"):
        text = file.read_text(encoding="utf-8").replace("Osaat ", "Osaat\u00a0")
        file.write_text(soil(text), encoding="utf-8", newline="")
    soiled = load_journey(root).journey
    assert soiled is not None

    fixed = list(fix_path(root))

    assert len(fixed) == len(list(root.rglob("*.yaml")))
    assert load_journey(root).journey == right
    assert found(root) == []
    assert list(fix_path(root)) == []


def test_every_journey_of_a_folder_is_mended_and_what_is_no_content_is_not(tmp_path: Path) -> None:
    root = copy_to(tmp_path)
    (root / "journey.yaml").write_bytes((root / "journey.yaml").read_bytes() + b"\n\n")
    (root / "alku/muistio.txt").write_bytes(b"hei  ")
    (tmp_path / "muu.yaml").write_bytes(b"a: 1  ")

    fixed = list(fix_path(tmp_path))

    assert [one.file for one in fixed] == [(root / "journey.yaml").as_posix()]
    assert (root / "alku/muistio.txt").read_bytes() == b"hei  "
    assert (tmp_path / "muu.yaml").read_bytes() == b"a: 1  "


def test_rights_and_links_stay_and_nothing_is_left_beside(tmp_path: Path) -> None:
    root = copy_to(tmp_path)
    (root / "sanat.txt").write_bytes(b"selain: Ohjelma.  \n")
    (root / "sanat.txt").chmod(0o640)
    (root / "glossary.yaml").unlink()
    (root / "glossary.yaml").symlink_to("sanat.txt")
    names = sorted(os.listdir(root))

    assert [one.file for one in fix_path(root)] == [(root / "glossary.yaml").as_posix()]

    assert (root / "glossary.yaml").is_symlink()
    assert (root / "sanat.txt").read_bytes() == b"selain: Ohjelma.\n"
    assert (root / "sanat.txt").stat().st_mode & 0o777 == 0o640
    assert sorted(os.listdir(root)) == names


def test_a_link_out_of_the_journey_is_not_followed(tmp_path: Path) -> None:
    root = copy_to(tmp_path)
    outside = tmp_path / "sanat.yaml"
    outside.write_bytes(b"selain: Ohjelma.  \n")
    (root / "glossary.yaml").unlink()
    (root / "glossary.yaml").symlink_to(outside)

    assert list(fix_path(root)) == []
    assert outside.read_bytes() == b"selain: Ohjelma.  \n"


def test_what_somebody_saves_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_to(tmp_path)
    file = root / "glossary.yaml"
    file.write_bytes(b"selain: Ohjelma.  \n")
    real = os.fsync

    def save(handle: int) -> None:
        file.write_bytes(b"selain: Uusi selitys.\n")
        real(handle)

    monkeypatch.setattr(os, "fsync", save)

    assert list(fix_path(root)) == []
    assert file.read_bytes() == b"selain: Uusi selitys.\n"


PIECES: Final = (
    *(
        "title: Ranta",
        "text: |",
        "  - a: 1",
        "  Yksi.",
        "\n",
        "\n\n",
        "  ",
        "\t",
        " ",
        "\r\n",
        "\r",
    ),
    *(
        "\ufeff",
        "\u00a0",
        "\u202f",
        "\u2028",
        ": ",
        " #",
        '"',
        "'",
        "|",
        ">-",
        "- ",
        "10\u00a0",
        "ä",
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=20))
def test_whatever_it_mends_reads_as_before_and_once_is_enough(pieces: list[str]) -> None:
    data = "".join(pieces).encode()

    mended, done = fix(data)

    assert fix(mended) == (mended, ())
    assert bool(done) == (mended != data)
    before, after = parse("x", data), parse("x", mended)
    if before.source is not None:
        assert after.source is not None
        assert _words(after.source.data) == _words(before.source.data)


def _words(data: object) -> str:
    """The words of a value: what is not a space of any sort."""
    return "".join(str(data).replace("\\xa0", "").replace("\\u202f", "").replace("\\n", "").split())


def test_the_small_journey_has_nothing_to_mend() -> None:
    assert list(fix_path(SMALL)) == []
