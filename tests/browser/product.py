"""The product as people meet it: a server process; and learners put where a test begins."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flask import Flask
from playwright.sync_api import BrowserContext
from werkzeug.serving import make_server

from digimatka.app import create_app, this_day
from digimatka.core.commands import Command, CompleteStep
from digimatka.core.rules import Rules
from digimatka.settings import from_environment
from digimatka.store.session import Store
from digimatka.usecases import learn
from digimatka.usecases.learn import Walker
from digimatka.web.cookies import WALKER
from digimatka.web.services import NAME, Services
from tests.served import serve


@dataclass(frozen=True, slots=True)
class Product:
    """A running server, its log, and the database behind it, which tests may write to as well."""

    address: str
    log: Path
    data: Path
    store: Store
    rules: Rules

    @property
    def journey(self) -> str:
        """The address of the map."""
        return f"{self.address}/matka/{self.rules.journey.id}"

    def begin(self, context: BrowserContext) -> int:
        """Presses "Aloita" for a browser that holds no journey; returns the learner's id."""
        answer = context.request.post(f"{self.address}/aloita", max_redirects=0)
        assert answer.status == 303
        held = {cookie["name"]: cookie["value"] for cookie in context.cookies(self.address)}
        return int(held[WALKER].partition(".")[0])

    def act(self, learner: int, *commands: Command, today: date | None = None) -> None:
        """Lets the learner have done this."""
        walker = Walker(self.store, self.rules, learner, today or this_day())
        for command in commands:
            learn.act(walker, command)

    def finish(self, learner: int, *quests: str, today: date | None = None) -> None:
        """Lets the learner have done every step of these quests."""
        steps = (
            CompleteStep(name, step.id)
            for name in quests
            for step in self.rules.quests[name].quest.steps
        )
        self.act(learner, *steps, today=today)


@contextmanager
def served(data: Path) -> Iterator[Product]:
    """The product as a process of its own, on a free port; ``data`` is its folder."""
    with serve(data) as process, _behind(data) as services:
        rules = services.journeys[services.first_journey]
        address = f"http://127.0.0.1:{process.port}"
        yield Product(address, process.log, data, services.store, rules)


@dataclass(frozen=True, slots=True)
class InThread:
    """The product inside the test: ``stop`` makes it fall silent before the test ends."""

    address: str
    services: Services
    stop: Callable[[], None]


@contextmanager
def in_thread(
    data: Path,
    *,
    today: Callable[[], date] = this_day,
    prepare: Callable[[Flask], object] | None = None,
    content: Path | None = None,
) -> Iterator[InThread]:
    """The product on another day, with views or content of a test's own.

    ``data`` may be another's.
    """
    environment = {"DIGIMATKA_DATA_DIR": str(data)}
    if content is not None:
        environment["DIGIMATKA_CONTENT"] = str(content)
    app = create_app(from_environment(environment), today=today)
    if prepare is not None:
        prepare(app)
    services: Services = app.extensions[NAME]
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()

    def stop() -> None:
        if thread.is_alive():
            server.shutdown()
            thread.join()
            server.server_close()

    try:
        yield InThread(f"http://127.0.0.1:{server.server_port}", services, stop)
    finally:
        stop()
        services.store.close()


@contextmanager
def _behind(data: Path) -> Iterator[Services]:
    """What the server works with, opened a second time: content and database are the same."""
    app = create_app(from_environment({"DIGIMATKA_DATA_DIR": str(data)}))
    services: Services = app.extensions[NAME]
    try:
        yield services
    finally:
        services.store.close()
