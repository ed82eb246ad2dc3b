"""A served folder is replaced at once, or not at all, also where the power goes in between."""

import shutil
from pathlib import Path

import pytest

from digimatka.content import replace
from digimatka.content.replace import mend_all, replace_files

NEW = {"journey.yaml": b"uusi", "alku/eka.yaml": b"eka"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A served journey with a file that is no content, and a chapter that will go."""
    made = tmp_path / "matka"
    for name in ("journey.yaml", "vanha/chapter.yaml", "LUE.txt", ".git/HEAD"):
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text("vanha")
    return made


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in folder.rglob("*")
        if path.is_file()
    }


AFTER = {
    "journey.yaml": "uusi",
    "alku/eka.yaml": "eka",
    "LUE.txt": "vanha",
    ".git/HEAD": "vanha",
}


@pytest.mark.parametrize("can_exchange", [True, False])
def test_the_new_files_are_there_and_the_old_content_is_gone(
    folder: Path, can_exchange: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not can_exchange:
        monkeypatch.setattr(replace, "_exchange", lambda *_: False)
    (folder / "journey.yaml").chmod(0o640)

    replace_files(folder, NEW)

    assert tree(folder) == AFTER
    assert not (folder / "vanha").exists()
    assert (folder / "journey.yaml").stat().st_mode & 0o777 == 0o640
    assert [path.name for path in folder.parent.iterdir()] == ["matka"]


def test_a_journey_that_was_not_there_is_made(tmp_path: Path) -> None:
    replace_files(tmp_path / "matka", NEW)

    assert tree(tmp_path / "matka") == {"journey.yaml": "uusi", "alku/eka.yaml": "eka"}


def test_a_link_to_a_folder_stays_a_link(folder: Path, tmp_path: Path) -> None:
    link = tmp_path / "linkki"
    link.symlink_to(folder, target_is_directory=True)

    replace_files(link, NEW)

    assert link.is_symlink()
    assert tree(folder) == AFTER


def test_a_fault_on_the_way_leaves_all_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(folder)
    monkeypatch.setattr(replace, "_exchange", lambda *_: False)
    moves = Path.rename

    def fails(path: Path, target: Path) -> Path:
        if ".new-" in path.name:
            raise OSError(5, "Input/output error")
        return moves(path, target)

    monkeypatch.setattr(Path, "rename", fails)

    with pytest.raises(OSError, match="Input/output"):
        replace_files(folder, NEW)
    assert tree(folder) == before
    assert [path.name for path in folder.parent.iterdir()] == ["matka"]


def test_a_folder_that_was_moved_away_when_the_power_went_comes_back(folder: Path) -> None:
    before = tree(folder)
    folder.rename(folder.with_name(".matka.old-0123"))

    mend_all(folder.parent)

    assert tree(folder) == before


def test_what_an_earlier_time_has_left_is_taken_away(folder: Path) -> None:
    shutil.copytree(folder, folder.with_name(".matka.old-0123"))

    mend_all(folder.parent)

    assert [path.name for path in folder.parent.iterdir()] == ["matka"]
