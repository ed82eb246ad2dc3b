"""``digimatka preview``: on this machine alone, and nothing of it stays."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from digimatka.preview.bar import HOME
from digimatka.preview.site import VERSION
from tests.command import call
from tests.conftest import ROOT
from tests.served import Served, wait_until_it_answers


def test_it_is_served_until_ctrl_c_and_leaves_nothing(small: Path, tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (tmp_path / "tmp").mkdir()
    with (tmp_path / "out").open("wb") as out, (tmp_path / "err").open("wb") as err:
        process = subprocess.Popen(
            [sys.executable, "-m", "digimatka", "preview", str(small), "--port", str(port)],
            cwd=ROOT,
            env={**os.environ, "TMPDIR": str(tmp_path / "tmp")},
            stdout=out,
            stderr=err,
            start_new_session=True,
        )
    served = Served(process, port, tmp_path / "err")
    try:
        wait_until_it_answers(served)
        with closing(served.connect()) as connection:
            connection.request("GET", HOME)
            answer = connection.getresponse()
            assert answer.status == 200
            assert "Pieni matka" in answer.read().decode()
            connection.request("GET", VERSION)
            assert connection.getresponse().status == 200
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) == 0
    finally:
        if process.poll() is None:
            served.kill()
    said = (tmp_path / "out").read_text("utf-8")
    assert f"http://127.0.0.1:{port}{HOME}\n" in said
    assert said.endswith("Tiedostosi ovat ennallaan.\n")
    assert (tmp_path / "err").read_text("utf-8") == ""
    assert list((tmp_path / "tmp").iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("/nowhere/at/all",), 2, "There is no folder"),
        (("--port", "0"), 2, "--port"),
        (("--host", "0.0.0.0"), 2, "No such option"),  # noqa: S104 - nobody may ask for it
    ],
)
def test_a_wrong_call_says_why(arguments: tuple[str, ...], code: int, says: str) -> None:
    result = call("preview", *arguments)

    assert result.exit_code == code
    assert says in result.stderr


def test_a_port_that_is_taken_is_told(small: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()

        result = call("preview", small, "--port", str(taken.getsockname()[1]))

    assert result.exit_code == 1
    assert "Cannot listen at 127.0.0.1" in result.stderr
