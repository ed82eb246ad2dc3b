"""Servers as processes of their own, the CPU time they use, and load for them from another one."""

import json
import os
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final
from urllib.request import urlopen

from benchmarks.client import Load, Tally

ROOT: Final = Path(__file__).resolve().parents[1]
CONNECTIONS: Final = 8
_WAIT_SECONDS: Final = 30.0
_POLL_SECONDS: Final = 0.01


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers on a port of this machine; ``pid`` is that of its first process."""

    pid: int
    port: int

    def cpu_seconds(self) -> float:
        """What its processes have used so far, user and system."""
        return sum(_cpu_seconds(pid) for pid in self.pids())

    def pids(self) -> list[int]:
        """Its first process and all that come from it."""
        found = [self.pid]
        for pid in found:  # grows while it is walked
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii")
            found += map(int, children.split())
        return found

    def private_bytes(self) -> int:
        """The memory of its last process: what it holds alone, and its share of the rest (PSS)."""
        rollup = Path(f"/proc/{self.pids()[-1]}/smaps_rollup").read_text("ascii")
        return (
            next(int(line.split()[1]) for line in rollup.splitlines() if line[:4] == "Pss:") * 1024
        )


@contextmanager
def running(
    *module: str, port: int, ready: str, environment: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """A Python module as a server; in the block it answers ``ready`` with 200."""
    process = subprocess.Popen(  # noqa: S603 - a program of ours
        [sys.executable, "-m", *module],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(process, f"http://127.0.0.1:{port}{ready}")
        yield Server(process.pid, port)
    finally:
        process.terminate()
        process.wait(_WAIT_SECONDS)


@contextmanager
def product(folder: Path, ready: str = "/health") -> Iterator[Server]:
    """The product with its own content, and a database of its own in the folder."""
    port = free_port()
    environment = {"DIGIMATKA_DATA_DIR": str(folder), "DIGIMATKA_DATABASE_URL": ""}
    command = ("digimatka", "serve", "--port", str(port))
    with running(*command, port=port, ready=ready, environment=environment) as server:
        yield server


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def cpu_of(
    server: Server, requests: Sequence[str], *, together: int = 1, connections: int = CONNECTIONS
) -> tuple[float, Tally]:
    """CPU microseconds of the server for one request, and what came back.

    The requests are dealt out to connections; every so many of them stay ``together``, in order.
    """
    block = -(-len(requests) // (connections * together)) * together
    lanes = [requests[at : at + block] for at in range(0, len(requests), block)]
    before = server.cpu_seconds()
    result = subprocess.run(
        [sys.executable, "-m", "benchmarks.client"],
        input=json.dumps(asdict(Load(server.port, lanes))),
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    used = server.cpu_seconds() - before
    data = json.loads(result.stdout)
    tally = Tally(Counter(data["statuses"]), data["body_bytes"])
    return used / len(requests) * 1e6, tally


def _wait_for(process: "subprocess.Popen[bytes]", address: str) -> None:
    end = time.monotonic() + _WAIT_SECONDS
    while process.poll() is None and time.monotonic() < end:
        try:
            with urlopen(address, timeout=_WAIT_SECONDS):  # noqa: S310 - an address of ours
                return
        except OSError:
            time.sleep(_POLL_SECONDS)
    raise RuntimeError(f"no answer from {address}")


def _cpu_seconds(pid: int) -> float:
    """The CPU clock of another process, in the numbering of Linux (clock_getcpuclockid)."""
    return time.clock_gettime(~pid << 3 | 2)
