"""Commits what was published, where the folder of content is a git work tree."""

import os
import re
import subprocess
from pathlib import Path
from typing import Final

SECONDS: Final = 20
UNKNOWN: Final = "tekija"
MAIL: Final = "tekija@localhost"
_IS_INSIDE: Final = ["rev-parse", "--is-inside-work-tree"]
_IS_IGNORED: Final = ["check-ignore", "--quiet", "."]
# Whoever started the server may have told git of another repository.
_OF_OTHERS: Final = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")


class CommitError(Exception):
    """It could not be committed, and the text is what git said. The files are published."""


def commit(folder: Path, author: str, note: str) -> bool:
    """Commits a folder as it is now, and nothing else. False: no git here, or nothing to commit."""
    try:
        is_here = _git(folder, *_IS_INSIDE).returncode == 0
        if not is_here or _git(folder, *_IS_IGNORED).returncode == 0:
            return False
        _must(folder, "add", "--all", "--", ".")
        if _git(folder, "diff", "--cached", "--quiet", "--", ".").returncode == 0:
            return False
        author = re.sub(r"[<>\s]+", " ", author).strip() or UNKNOWN
        who = {"GIT_COMMITTER_NAME": author, "GIT_COMMITTER_EMAIL": MAIL}
        told = ("--quiet", "--no-verify", "--no-gpg-sign", f"--author={author} <{MAIL}>")
        _must(folder, "commit", *told, f"--message={note}", "--", ".", more=who)
    except FileNotFoundError:  # git is not installed
        return False
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CommitError(str(error)) from error
    return True


def _must(folder: Path, *words: str, more: dict[str, str] | None = None) -> None:
    done = _git(folder, *words, more=more)
    if done.returncode != 0:
        raise CommitError(done.stderr.strip() or f"git {words[0]}: {done.returncode}")


def _git(
    folder: Path, *words: str, more: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    own = {key: value for key, value in os.environ.items() if key not in _OF_OTHERS}
    return subprocess.run(  # noqa: S603 - words of ours, no shell; names and notes stand after a "="
        ["git", "-c", f"core.hooksPath={os.devnull}", *words],  # noqa: S607 - wherever PATH has it
        cwd=folder,
        env={**own, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C.UTF-8", **(more or {})},
        capture_output=True,
        text=True,
        errors="replace",
        timeout=SECONDS,
        check=False,
        stdin=subprocess.DEVNULL,
    )
