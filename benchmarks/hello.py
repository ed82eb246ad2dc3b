"""The least that Flask can do, on the same server with the same settings: the measure of a page."""

import sys

from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels


def app() -> Flask:
    """One route, five bytes."""
    made = Flask("hello")

    @made.get("/")
    def hello() -> str:
        return "hello"

    return made


def serve(port: int, threads: int) -> None:
    """Serves it until it is stopped, as ``digimatka.server`` serves the product."""
    Granian(
        "benchmarks.hello:app",
        factory=True,
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=threads,
        log_access=False,
        log_level=LogLevels.error,
    ).serve()


if __name__ == "__main__":
    serve(int(sys.argv[1]), int(sys.argv[2]))
