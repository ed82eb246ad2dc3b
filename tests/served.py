"""The server as a process of its own, and learners who walk on it until it is killed."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from digimatka.core.commands import CompleteStep
from digimatka.core.rules import Rules
from digimatka.web.cookies import WALKER
from tests.answers import done_by
from tests.conftest import ROOT
from tests.core.player import Player

STARTS_WITHIN: Final = 20.0  # seconds; a second is usual
WRITERS: Final = 6
GOOD: Final = (200, 303)

# The number of a learner, a quest, and a step of it that was done.
Done = tuple[int, str, str]


@dataclass(frozen=True)
class Served:
    """A running server, in a process group of its own."""

    process: "subprocess.Popen[bytes]"
    port: int
    log: Path

    def kill(self) -> None:
        """Ends every process of the server at once, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=10)

    def connect(self) -> HTTPConnection:
        """A connection to it."""
        return HTTPConnection("127.0.0.1", self.port, timeout=10)


@contextmanager
def serve(data: Path, port: int = 0) -> Iterator[Served]:
    """The server on a free port or on this one, with its data in a folder; answering."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))
        port = probe.getsockname()[1]
    environment = {key: v for key, v in os.environ.items() if not key.startswith("DIGIMATKA_")}
    data.mkdir(exist_ok=True)
    with (data / "log").open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "digimatka", "serve", "--port", str(port)],
            cwd=ROOT,
            env={**environment, "DIGIMATKA_DATA_DIR": str(data)},
            stdout=subprocess.DEVNULL,
            stderr=out,
            start_new_session=True,
        )
    served = Served(process, port, data / "log")
    try:
        wait_until_it_answers(served)
        yield served
    finally:
        if process.poll() is None:
            served.kill()


def wait_until_it_answers(served: Served) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        try:
            with closing(served.connect()) as connection:
                connection.request("GET", "/health")
                if connection.getresponse().status == 200:
                    return
        except (OSError, HTTPException):
            pass
        try:
            code = served.process.wait(timeout=0.05)
        except subprocess.TimeoutExpired:
            continue
        raise AssertionError(f"the server ended with {code}: {served.log.read_text('utf-8')}")
    raise AssertionError("the server does not answer")


@dataclass
class Learner:
    """A learner who begins a journey and does it step by step, until the server falls silent."""

    connection: HTTPConnection
    player: Player
    cookie: str = ""
    nickname: str = "Hilla-Testaaja"

    def walk(self) -> Iterator[Done]:
        """Each step that the server has acknowledged."""
        status, headers = self.post("/aloita")
        assert status == 303
        self.cookie = headers["Set-Cookie"].partition(";")[0]
        assert self.cookie.startswith(f"{WALKER}=")
        number = int(self.cookie.removeprefix(f"{WALKER}=").partition(".")[0])
        self.post("/kuka", nickname=[self.nickname], picture=["boat"])
        rules = self.player.rules
        for rule in rules.order:
            assert rule.quest.id in self.player.open_quests
            for step in rule.quest.steps:
                at = (rule.quest.id, step.id)
                version = {"version": [rules.versions[at]]}
                where, form = done_by(rules, step)
                path = f"/matka/{rules.journey.id}/{at[0]}/{at[1]}{where}"
                status, headers = self.post(path, **version, **form)
                assert status in GOOD, (status, at)
                yield (number, *at)
                self.player.do_all(CompleteStep(*at))

    def post(self, path: str, **form: object) -> tuple[int, Message]:
        """The status and the headers of the answer, which was read to its end."""
        kind = "application/x-www-form-urlencoded"
        headers = {"Content-Type": kind, "Cookie": self.cookie}
        self.connection.request("POST", path, urlencode(form, doseq=True), headers)
        response = self.connection.getresponse()
        response.read()
        return response.status, response.headers


@dataclass
class Writers:
    """Threads in which learners walk, one after the other, until the server is gone."""

    served: Served
    rules: Rules
    acknowledged: list[Done] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)
    progress: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def run(self) -> None:
        """What one thread does."""
        try:
            with closing(self.served.connect()) as connection:
                while True:
                    for done in Learner(connection, Player(self.rules)).walk():
                        self.acknowledged.append(done)
                        self.progress.release()
        except (OSError, HTTPException):
            return  # killed, as it should be
        except Exception as failure:
            self.failures.append(failure)

    def write_until_killed(self, enough: int) -> None:
        """Lets them write, and kills the server when ``enough`` steps were acknowledged."""
        threads = [threading.Thread(target=self.run) for _ in range(WRITERS)]
        for thread in threads:
            thread.start()
        try:
            for _ in range(enough):
                assert self.progress.acquire(timeout=10), self.failures
            assert any(thread.is_alive() for thread in threads), self.failures
        finally:
            self.served.kill()
            for thread in threads:
                thread.join()
