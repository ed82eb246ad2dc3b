"""Mistakes in what files there are: each is made in a copy of the small journey."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from digimatka.content.check import check_path
from digimatka.content.text import MAX_BYTES
from tests.content.small import SMALL, TODAY, copy_to, edit, found

Mistake = Callable[[Path], None]


def _unlisted_quest(root: Path) -> None:
    text = (root / "alku/eka.yaml").read_text(encoding="utf-8")
    (root / "alku/vapaa.yaml").write_text(text.replace("id: eka", "id: vapaa"), encoding="utf-8")


def _unlisted_chapter(root: Path) -> None:
    edit(root, "journey.yaml", "[alku, loppu]", "[alku]")


def _same_quest_in_two_chapters(root: Path) -> None:
    edit(root, "loppu/chapter.yaml", "[kolmas]", "[kolmas, eka]")
    (root / "loppu/eka.yaml").write_bytes((root / "alku/eka.yaml").read_bytes())


def _reserved_id(root: Path) -> None:
    edit(root, "alku/chapter.yaml", "[eka, toka]", "[eka, toka, luku]")
    text = (root / "alku/eka.yaml").read_text(encoding="utf-8")
    (root / "alku/luku.yaml").write_text(text.replace("id: eka", "id: luku"), encoding="utf-8")


def _very_many_quests(root: Path) -> None:
    text = (root / "alku/eka.yaml").read_text(encoding="utf-8")
    names = [f"eka-{number}" for number in range(301)]
    edit(root, "journey.yaml", "[alku, loppu]", "[alku, loppu, pitka]")
    (root / "pitka").mkdir()
    head = (root / "alku/chapter.yaml").read_text(encoding="utf-8").partition("\nquests:")[0]
    listed = f"{head}\nquests: [{', '.join(names)}]\n"
    (root / "pitka/chapter.yaml").write_text(listed, encoding="utf-8")
    for name in names:
        quest = text.replace("id: eka", f"id: {name}")
        (root / f"pitka/{name}.yaml").write_text(quest, encoding="utf-8")


def _very_many_chapters(root: Path) -> None:
    names = [f"luku-{number}" for number in range(41)]
    edit(root, "journey.yaml", "[alku, loppu]", f"[alku, loppu, {', '.join(names)}]")
    head = (root / "loppu/chapter.yaml").read_text(encoding="utf-8").partition("\nquests:")[0]
    for name in names:
        (root / name).mkdir()
        text = f"{head}\nquests: [{name}-eka]\n"
        (root / name / "chapter.yaml").write_text(text, encoding="utf-8")
        quest = (root / "alku/eka.yaml").read_text(encoding="utf-8")
        quest = quest.replace("id: eka", f"id: {name}-eka")
        (root / f"{name}/{name}-eka.yaml").write_text(quest, encoding="utf-8")


def _chapter_file_gone(root: Path) -> None:
    (root / "loppu/chapter.yaml").unlink()


def _chapter_folder_gone(root: Path) -> None:
    shutil.rmtree(root / "loppu")


def _first_chapter_folder_gone(root: Path) -> None:
    shutil.rmtree(root / "alku")


def _journey_file_gone(root: Path) -> None:
    (root / "journey.yaml").unlink()


def _too_large(root: Path) -> None:
    with (root / "glossary.yaml").open("a", encoding="utf-8") as file:
        file.write("#" * MAX_BYTES)


def _folder_in_place_of_a_file(root: Path) -> None:
    (root / "glossary.yaml").unlink()
    (root / "glossary.yaml").mkdir()


def _pipe_in_place_of_a_file(root: Path) -> None:
    (root / "glossary.yaml").unlink()
    os.mkfifo(root / "glossary.yaml")


def _link_to_itself(root: Path) -> None:
    (root / "glossary.yaml").unlink()
    (root / "glossary.yaml").symlink_to("glossary.yaml")


def _link_to_nothing(root: Path) -> None:
    (root / "glossary.yaml").unlink()
    (root / "glossary.yaml").symlink_to("sanasto.yaml")


def _link_out_of_the_folder(root: Path) -> None:
    (root / "glossary.yaml").unlink()
    (root / "glossary.yaml").symlink_to(SMALL / "glossary.yaml")


def _chapter_is_a_link_out_of_the_folder(root: Path) -> None:
    edit(root, "journey.yaml", "[alku, loppu]", "[alku, loppu, muualla]")
    (root / "muualla").symlink_to(SMALL / "loppu")


def _wrong_extension(root: Path) -> None:
    (root / "alku/vapaa.yml").write_text("id: vapaa\n", encoding="utf-8")


def _extension_in_capitals(root: Path) -> None:
    (root / "badges.YAML").write_text("badges: []\n", encoding="utf-8")


def _unknown_file(root: Path) -> None:
    (root / "badge.yaml").write_text("badges: []\n", encoding="utf-8")


def _heavy_picture(root: Path) -> None:
    (root / "media").mkdir()
    (root / "media/ranta.png").write_bytes(bytes(200 * 1024))
    (root / "media/silta.png").write_bytes(bytes(100 * 1024))


MISTAKES: Final[list[tuple[Mistake, list[str]]]] = [
    (
        _very_many_quests,
        [
            "journey.yaml 1:1 error[journey-too-long]",
            "pitka/chapter.yaml 12:9 error[too-many]",
        ],
    ),
    (
        _very_many_chapters,
        [
            "journey.yaml 1:1 error[journey-too-long]",
            "journey.yaml 5:11 error[too-many]",
        ],
    ),
    (_unlisted_quest, ["alku/vapaa.yaml 1:1 error[unlisted-quest]"]),
    (_unlisted_chapter, ["loppu/chapter.yaml 1:1 error[unlisted-chapter]"]),
    (_same_quest_in_two_chapters, ["loppu/eka.yaml 1:5 error[duplicate-id]"]),
    (_reserved_id, ["alku/luku.yaml 1:5 error[reserved-id]"]),
    (_chapter_file_gone, ["loppu/chapter.yaml 1:1 error[missing-file]"]),
    (_first_chapter_folder_gone, ["journey.yaml 5:12 error[missing-chapter]"]),
    (_chapter_folder_gone, ["journey.yaml 5:18 error[missing-chapter]"]),
    (_journey_file_gone, [". 1:1 error[no-journey]"]),
    (_too_large, ["glossary.yaml 1:1 error[file-too-large]"]),
    (_folder_in_place_of_a_file, ["glossary.yaml 1:1 error[unreadable-file]"]),
    (_pipe_in_place_of_a_file, ["glossary.yaml 1:1 error[unreadable-file]"]),
    (_link_to_itself, ["glossary.yaml 1:1 error[unreadable-file]"]),
    (_link_to_nothing, ["glossary.yaml 1:1 error[unreadable-file]"]),
    (_link_out_of_the_folder, ["glossary.yaml 1:1 error[outside-folder]"]),
    (
        _chapter_is_a_link_out_of_the_folder,
        ["muualla 1:1 error[outside-folder]", "muualla/chapter.yaml 1:1 error[outside-folder]"],
    ),
    (_wrong_extension, ["alku/vapaa.yml 1:1 error[wrong-extension]"]),
    (_extension_in_capitals, ["badges.YAML 1:1 error[wrong-extension]"]),
    (_unknown_file, ["badge.yaml 1:1 error[unknown-file]"]),
    (_heavy_picture, ["media/ranta.png 1:1 warning[media-too-large]"]),
]


@pytest.mark.parametrize(
    ("mistake", "expected"), MISTAKES, ids=lambda v: getattr(v, "__name__", "")
)
def test_it_finds_the_mistake_and_nothing_else(
    mistake: Mistake, expected: list[str], tmp_path: Path
) -> None:
    root = copy_to(tmp_path)
    mistake(root)

    assert found(root) == expected


@pytest.mark.parametrize("name", ["puuttuu", "tiedosto"])
def test_it_says_when_there_is_no_such_folder(name: str, tmp_path: Path) -> None:
    (tmp_path / "tiedosto").write_text("", encoding="utf-8")

    assert [problem.code for problem in check_path(tmp_path / name, TODAY)] == ["no-folder"]


def test_a_link_inside_the_folder_is_a_file_like_any_other(tmp_path: Path) -> None:
    root = copy_to(tmp_path)
    (root / "sanasto").mkdir()
    (root / "glossary.yaml").rename(root / "sanasto/sanat.txt")
    (root / "glossary.yaml").symlink_to("sanasto/sanat.txt")

    assert found(root) == []


def test_the_journey_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "linkki").symlink_to(copy_to(tmp_path))

    assert found(tmp_path / "linkki") == []


def test_editors_leftovers_and_other_folders_are_passed_over(tmp_path: Path) -> None:
    root = copy_to(tmp_path)
    (root / ".journey.yaml.swp").write_bytes(b"\x00")
    (root / "alku/.eka.yaml").write_bytes(b"\x00")
    (root / "media").mkdir()
    (root / "media/kuva.yaml.png").write_bytes(b"\x00")
    (root / "alku/muistiinpanot.txt").write_text("hei", encoding="utf-8")

    assert found(root) == []


def test_a_name_that_cannot_be_printed_is_still_reported(tmp_path: Path) -> None:
    root = copy_to(tmp_path)
    strange = os.fsencode(root / "alku") + b"/\xff.yml"
    with open(strange, "wb"):
        pass

    problems = check_path(root, TODAY)

    assert [problem.code for problem in problems] == ["wrong-extension"]
    assert problems[0].file.encode() == os.fsencode(root / "alku") + b"/?.yml"
