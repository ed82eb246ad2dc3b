"""``digimatka serve`` starts, or says in one line why it cannot; the server itself is not run."""

import re
import socket
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from functools import partial
from pathlib import Path

import pytest

from digimatka import server
from digimatka.cli import TROUBLES
from digimatka.store.session import Store, Trouble
from tests.command import break_it, call, warn_of_it
from tests.conftest import ROOT


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Where the server would have listened; it is not started. Locks are not waited for long."""
    calls: list[tuple[str, int]] = []
    monkeypatch.setattr(server, "run", lambda host, port: calls.append((host, port)))
    monkeypatch.setattr(server, "Store", partial(Store, busy_timeout_ms=50))
    return calls


def test_serve_makes_the_database_and_says_where_to_look(
    served: list[tuple[str, int]], port: int, tmp_path: Path
) -> None:
    result = call("serve", "--port", str(port), DATA_DIR=tmp_path / "data")

    assert result.exit_code == 0
    assert result.stdout == f"The journey is open at http://127.0.0.1:{port}/  (Ctrl+C stops)\n"
    assert served == [("127.0.0.1", port)]
    with closing(sqlite3.connect(tmp_path / "data" / "digimatka.db")) as made:
        assert made.execute("SELECT count(*) FROM learner").fetchone() == (0,)


def test_serve_keeps_what_is_there(
    served: list[tuple[str, int]], port: int, database: Path
) -> None:
    with closing(sqlite3.connect(database)) as other, other:
        other.execute("INSERT INTO learner VALUES (7, NULL, 'Hilla', NULL, '2026-11-24', '')")

    assert call("serve", "--port", str(port), DATA_DIR=database.parent).exit_code == 0

    with closing(sqlite3.connect(database)) as other:
        assert other.execute("SELECT nickname FROM learner").fetchall() == [("Hilla",)]


@contextmanager
def _locked(file: Path) -> Iterator[str]:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield f"sqlite:///{file}"


@contextmanager
def _read_only(file: Path) -> Iterator[str]:
    yield f"sqlite:///file:{file}?mode=ro&uri=true"


@contextmanager
def _without_folder(file: Path) -> Iterator[str]:
    yield f"sqlite:///{file.parent / 'nowhere' / file.name}"


@contextmanager
def _no_address(_file: Path) -> Iterator[str]:
    yield "digimatka.db"


@contextmanager
def _newer(file: Path) -> Iterator[str]:
    with closing(sqlite3.connect(file)) as other, other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
    yield f"sqlite:///{file}"


@contextmanager
def _no_database(file: Path) -> Iterator[str]:
    file.write_text("Dear diary, " * 1000, "utf-8")
    yield f"sqlite:///{file}"


@pytest.mark.parametrize(
    ("in_trouble", "trouble"),
    [
        (_locked, Trouble.BUSY),
        (_read_only, Trouble.READ_ONLY),
        (_without_folder, Trouble.MISSING),
        (_no_address, Trouble.MISSING),
        (_newer, Trouble.NEWER),
        (_no_database, Trouble.BROKEN),
    ],
)
def test_serve_says_in_one_line_what_is_wrong_with_the_database(
    in_trouble: Callable[[Path], AbstractContextManager[str]],
    trouble: Trouble,
    served: list[tuple[str, int]],
    port: int,
    database: Path,
) -> None:
    with in_trouble(database) as url:
        result = call("serve", "--port", str(port), DATA_DIR=database.parent, DATABASE_URL=url)

    assert result.exit_code == 1
    assert (result.stdout, result.stderr) == ("", f"Error: {TROUBLES[trouble]}\n")
    assert served == []


def test_there_are_words_for_every_trouble_and_a_row_in_the_documentation() -> None:
    assert set(TROUBLES) == set(Trouble)
    page = (ROOT / "docs" / "operations.md").read_text("utf-8")
    for words in TROUBLES.values():
        assert "\n" not in words
        assert f"| {words.partition('.')[0]}. |" in page


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("SECRET_KEY=letmein", "Error: DIGIMATKA_SECRET_KEY is too short"),
        ("BASE_URL=digimatka.example", "Error: DIGIMATKA_BASE_URL must begin with"),
        ("DATA_DIR=/dev/null/data", "Error: DIGIMATKA_DATA_DIR cannot be made"),
    ],
)
def test_serve_says_in_one_line_which_setting_is_wrong(
    setting: str, said: str, served: list[tuple[str, int]], port: int, tmp_path: Path
) -> None:
    name, _, value = setting.partition("=")
    settings: dict[str, str | Path] = {"DATA_DIR": tmp_path, name: value}

    result = call("serve", "--port", str(port), **settings)

    assert result.exit_code == 1
    assert result.stderr.startswith(said)
    assert result.stderr.count("\n") == 1
    assert served == []


def test_content_with_errors_is_not_served(
    served: list[tuple[str, int]], port: int, small: Path, tmp_path: Path
) -> None:
    break_it(small)

    result = call("serve", "--port", str(port), DATA_DIR=tmp_path / "data", CONTENT=small)

    assert result.exit_code == 1
    assert "alku/eka.yaml:" in result.stderr
    assert result.stderr.endswith("Error: The content has errors, so it is not served.\n")
    assert served == []
    assert not (tmp_path / "data" / "digimatka.db").exists()


def test_content_that_is_not_there_is_not_served(
    served: list[tuple[str, int]], port: int, tmp_path: Path
) -> None:
    result = call("serve", "--port", str(port), DATA_DIR=tmp_path, CONTENT="/nowhere/at/all")

    assert result.exit_code == 1
    assert "/nowhere/at/all" in result.stderr
    assert served == []


def test_content_with_warnings_is_served(
    served: list[tuple[str, int]], port: int, small: Path, tmp_path: Path
) -> None:
    warn_of_it(small)

    result = call("serve", "--port", str(port), DATA_DIR=tmp_path / "data", CONTENT=small)

    assert result.exit_code == 0
    assert served == [("127.0.0.1", port)]


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])  # noqa: S104 - nothing gets to listen
def test_an_address_that_is_taken_is_not_shared(
    host: str, served: list[tuple[str, int]], tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0), reuse_port=True) as holder:
        taken = holder.getsockname()[1]
        result = call("serve", "--host", host, "--port", str(taken), DATA_DIR=tmp_path / "data")

    assert result.exit_code == 1
    assert result.stderr == f"Error: Cannot listen at {host}:{taken}: Address already in use\n"
    assert served == []
    assert not (tmp_path / "data").exists()


def test_an_address_of_another_machine_is_refused(
    served: list[tuple[str, int]], tmp_path: Path
) -> None:
    result = call("serve", "--host", "192.0.2.1", DATA_DIR=tmp_path)

    assert result.exit_code == 1
    assert re.fullmatch(r"Error: Cannot listen at 192\.0\.2\.1:8000: .+\n", result.stderr)
    assert served == []
