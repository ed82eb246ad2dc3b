"""``digimatka demo-meeting``: what it says, what it makes, and that nothing of it stays."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest

from digimatka.cli import demo as cli_demo
from digimatka.demo import stage
from digimatka.settings import Settings, from_environment
from digimatka.usecases import staff
from tests import cheap
from tests.command import break_it, call
from tests.conftest import QUESTS, ROOT
from tests.served import Served, wait_until_it_answers

REAL = {"DATABASE_URL": "sqlite:////nowhere/at/all.db", "BASE_URL": "https://digimatka.example"}


@dataclass
class Seen:
    """How it would have been served, with which settings, and where temporary folders are made."""

    temporary: Path
    where: tuple[object, ...] = ()
    settings: Settings | None = None
    has_database: bool = False


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders are made."""
    made = tmp_path / "tmp"
    made.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(made))
    return made


@pytest.fixture
def seen(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> Seen:
    """Looks, instead of serving. Passwords are cheap."""
    found = Seen(temporary)

    def serve(*where: object) -> None:
        found.where, found.settings = where, from_environment()
        found.has_database = (found.settings.data_dir / "digimatka.db").is_file()

    monkeypatch.setattr(staff, "HASHER", cheap.HASHER)
    monkeypatch.setattr(stage, "serve", serve)
    return found


@pytest.fixture
def small(small: Path) -> Path:
    """The small journey with a ready-made meeting."""
    (small / "meetings").mkdir()
    source = QUESTS / "tyollistymisen-digimatka" / "meetings" / "digirohkeus.yaml"
    text = re.sub(r"(?m)^quests: .*", "quests: [eka]", source.read_text("utf-8"))
    text = text.replace("id: digirohkeus", "id: rohkeus")
    (small / "meetings" / "rohkeus.yaml").write_text(text, "utf-8")
    return small


def test_it_says_what_to_do_and_leaves_the_real_data_alone(
    seen: Seen, small: Path, port: int, tmp_path: Path
) -> None:
    before = dict(os.environ)

    result = call(
        "demo-meeting", "--port", str(port), CONTENT=small, DATA_DIR=tmp_path / "real", **REAL
    )

    assert (result.exit_code, result.stderr) == (0, "")
    base = f"http://127.0.0.1:{port}"
    assert f"{base}/ohjaaja/kirjaudu?sinne=/ohjaaja/tapaamiset/1\n" in result.stdout
    assert re.search(rf"{base}/naytto/\w{{6}}\n", result.stdout)
    assert re.search(r"Huonekoodi: \w{3} \w{3}\n", result.stdout)
    assert "8 keksittyä osallistujaa tulee" in result.stdout
    assert result.stdout.endswith("Harjoitus päättyi. Mitään ei jäänyt talteen.\n")
    assert seen.where == ("127.0.0.1", port, 1, 8, 1)
    assert seen.settings is not None
    assert seen.has_database
    assert seen.settings.data_dir.parent == seen.temporary
    assert (seen.settings.base_url, seen.settings.content) == ("", small)
    assert list(seen.temporary.iterdir()) == []
    assert not (tmp_path / "real").exists()
    assert dict(os.environ) == before


def test_people_seed_and_meeting_can_be_chosen(seen: Seen, small: Path, port: int) -> None:
    chosen = ("--people", "1", "--seed", "7", "--template", "rohkeus", "--host", "localhost")

    result = call("demo-meeting", "--port", str(port), *chosen, CONTENT=small)

    assert result.exit_code == 0
    assert seen.where == ("localhost", port, 1, 1, 7)
    assert "Yksi keksitty osallistuja tulee" in result.stdout
    assert "samassa verkossa kuin tämä kone" in result.stdout


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])  # noqa: S104 - nothing gets to listen
def test_where_it_listens_everywhere_the_addresses_can_be_typed(host: str) -> None:
    assert re.fullmatch(r"http://\d+\.\d+\.\d+\.\d+:80", cli_demo.address(host, 80))
    assert "//0.0.0.0" not in cli_demo.address(host, 80)
    assert cli_demo.address("::1", 80) == "http://[::1]:80"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--template", "olematon"), (2, "There is no olematon: use rohkeus.")),
        (("--people", "0"), (2, "--people")),
        (("--people", "1000"), (2, "--people")),
        (("--host", "192.0.2.1"), (1, "Cannot listen at 192.0.2.1")),
    ],
)
def test_a_wrong_call_says_why_and_leaves_nothing(
    arguments: tuple[str, ...], expected: tuple[int, str], seen: Seen, small: Path, port: int
) -> None:
    result = call("demo-meeting", "--port", str(port), *arguments, CONTENT=small)

    assert result.exit_code == expected[0]
    assert expected[1] in result.stderr
    assert seen.where == ()
    assert list(seen.temporary.iterdir()) == []


def test_content_without_a_meeting_or_with_errors_is_told(
    seen: Seen, small: Path, port: int
) -> None:
    break_it(small)
    broken = call("demo-meeting", "--port", str(port), CONTENT=small)
    shutil.rmtree(small / "meetings")
    shutil.copytree(QUESTS.parent / "tests" / "content" / small.name, small, dirs_exist_ok=True)
    bare = call("demo-meeting", "--port", str(port), CONTENT=small)

    assert (broken.exit_code, bare.exit_code) == (1, 1)
    assert "alku/eka.yaml:" in broken.stderr
    assert bare.stderr == "Error: The content has no ready-made meeting.\n"
    assert list(seen.temporary.iterdir()) == []


def test_a_new_facilitator_signs_in_and_ctrl_c_ends_it_all(tmp_path: Path, port: int) -> None:
    with (tmp_path / "out").open("wb") as out, (tmp_path / "err").open("wb") as err:
        folder = tmp_path / "tmp"
        folder.mkdir()
        process = subprocess.Popen(
            [sys.executable, "-m", "digimatka", "demo-meeting", "--port", str(port)],
            cwd=ROOT,
            env={**os.environ, "TMPDIR": str(folder)},
            stdout=out,
            stderr=err,
            start_new_session=True,
        )
    served = Served(process, port, tmp_path / "err")
    try:
        wait_until_it_answers(served)
        said = (tmp_path / "out").read_text("utf-8")
        password = re.search(r"Salasana: (\S+)", said)
        assert password is not None
        form = urlencode({"name": "harjoitus", "password": password[1]})
        with closing(served.connect()) as connection:
            head = {"Content-Type": "application/x-www-form-urlencoded"}
            connection.request("POST", "/ohjaaja/kirjaudu", form, head)
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 303
            cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
            connection.request("GET", "/ohjaaja/tapaamiset/1", headers={"Cookie": cookie})
            board = connection.getresponse()
            assert board.status == 200
            assert "Digirohkeus" in board.read().decode()
            path = "/ohjaaja/tapaamiset/1/virta"  # a page of the facilitator's that stays open
            connection.request("GET", path, headers={"Cookie": cookie})
            assert connection.getresponse().status == 200
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=10) == 0
    finally:
        if process.poll() is None:
            served.kill()
    assert (tmp_path / "out").read_text("utf-8").endswith("Mitään ei jäänyt talteen.\n")
    assert (tmp_path / "err").read_text("utf-8") == ""
    assert list(folder.iterdir()) == []
