"""What was published is committed where the folder is a git work tree, and nothing else is."""

import shutil
import subprocess
from pathlib import Path

import pytest

from digimatka.content import worktree
from digimatka.content.worktree import CommitError, commit

assert shutil.which("git"), "the tests need git"


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", *words],  # noqa: S607 - wherever PATH has it
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A journey in a work tree, changed since the last commit, beside something else that is."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    made = tmp_path / "sisalto" / "matka"
    made.mkdir(parents=True)
    (made / "journey.yaml").write_text("vanha")
    git(tmp_path / "sisalto", "init", "--quiet")
    git(tmp_path / "sisalto", "add", ".")
    who = ("-c", "user.name=x", "-c", "user.email=x@localhost")
    git(tmp_path / "sisalto", *who, "commit", "--quiet", "--message=Alku")
    (made / "journey.yaml").write_text("uusi")
    (made / "eka.yaml").write_text("eka")
    (tmp_path / "sisalto" / "muu.yaml").write_text("muu")
    return made


def test_the_journey_is_committed_by_its_author_with_the_note(folder: Path) -> None:
    assert commit(folder, "liisa <x>", "--allow-empty on sana")

    assert git(folder, "log", "-1", "--format=%an|%cn|%s") == (
        "liisa x|liisa x|--allow-empty on sana"
    )
    assert git(folder, "show", "--format=", "--name-only").split() == [
        "matka/eka.yaml",
        "matka/journey.yaml",
    ]
    assert git(folder.parent, "status", "--short") == "?? muu.yaml"


def test_nothing_new_is_no_commit(folder: Path) -> None:
    assert commit(folder, "liisa", "Ensin")
    assert not commit(folder, "liisa", "Toiseen kertaan")


def test_what_others_have_staged_stays_staged(folder: Path) -> None:
    git(folder.parent, "add", "muu.yaml")

    assert commit(folder, "liisa", "Vain matka")
    assert git(folder.parent, "status", "--short") == "A  muu.yaml"


def test_hooks_do_not_run(folder: Path) -> None:
    hook = folder.parent / ".git/hooks/post-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\ntouch ajettu\n")
    hook.chmod(0o755)

    assert commit(folder, "liisa", "Hiljaa")
    assert not (folder.parent / "ajettu").exists()


def test_a_folder_without_git_is_passed_over(tmp_path: Path) -> None:
    assert not commit(tmp_path, "liisa", "Ei mitään")


def test_a_folder_that_git_ignores_is_passed_over(folder: Path) -> None:
    (folder.parent / ".gitignore").write_text("matka/\n")
    git(folder.parent, "rm", "-r", "--cached", "--quiet", "matka")

    assert not commit(folder, "liisa", "Ei mitään")


def test_no_git_at_all_is_passed_over(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    assert not commit(folder, "liisa", "Ei mitään")


def test_a_repository_that_is_busy_is_told(folder: Path) -> None:
    (folder.parent / ".git/index.lock").write_text("")

    with pytest.raises(CommitError, match=r"index\.lock"):
        commit(folder, "liisa", "Varattu")


def test_git_that_hangs_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worktree, "SECONDS", 0.0001)

    with pytest.raises(CommitError):
        commit(folder, "liisa", "Kauan")
