"""Runs the app in granian: one process, a few threads, made for one machine with SQLite."""

import gc
import logging
import socket
from typing import Any, Final

from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.common import AbstractServer

from digimatka.app import create_app, read_journeys
from digimatka.settings import Settings
from digimatka.store.migrate import migrate
from digimatka.store.session import Store
from digimatka.web import access_log
from digimatka.web.meeting.live import MOST_STREAMS

# For pages; a stream of a live page holds one of its own.
THREADS: Final = 8
# So long requests may take to end when it stops. A stream would not end by itself, and what was
# acknowledged is on the disk.
STOP_SECONDS: Final = 2


def prepare(settings: Settings) -> None:
    """Whatever can keep the server from starting is met here, before a worker is started.

    Raises what ``create_app`` raises; the database is there and migrated afterwards.
    """
    read_journeys(settings.content)
    store = Store(settings.database_url)
    try:
        migrate(store)
    finally:
        store.close()


def check_address(host: str, port: int) -> None:
    """OSError if the address is taken or not of this machine.

    The server itself would share a taken one with whoever has it, and answer every other request.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))


def run(host: str, port: int) -> None:
    """Serves until it is stopped. Settings come from the environment, in the worker as well."""
    made(host, port).serve()


def made(host: str, port: int) -> AbstractServer[Any]:
    """The server, not started yet."""
    return Granian(
        "digimatka.server:app",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS + MOST_STREAMS,
        workers_kill_timeout=STOP_SECONDS,
        log_access=False,
        log_level=LogLevels.error,
    )


def app(log_level: int = logging.INFO) -> Flask:
    """The app of a worker."""
    access_log.start(log_level)
    made = create_app()
    # What is loaded by now lives as long as the process: the collector need not look at it again.
    gc.freeze()
    gc.enable()
    return made
