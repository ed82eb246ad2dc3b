"""Fixtures of all tests: a migrated database, a small journey, and the product as an app."""

import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Protocol

import pytest
from flask import Flask
from flask.testing import FlaskClient

from digimatka.app import create_app
from digimatka.core.compiler import compile_rules
from digimatka.core.rules import Rules
from digimatka.settings import Settings
from digimatka.store.migrate import migrate
from digimatka.store.session import Store
from digimatka.web.services import NAME, Services
from tests.content.small import copy_to
from tests.factories import badge, journey, quest, step

TODAY: Final = date(2026, 11, 24)
ROOT: Final = Path(__file__).parents[1]
QUESTS: Final = ROOT / "quests"
SECRET: Final = b"a secret of the tests, long enough"


@dataclass
class Clock:
    """The day of an app; a test may let another one dawn."""

    day: date = TODAY

    def __call__(self) -> date:
        """Today."""
        return self.day


class MakeApp(Protocol):
    """Makes the product on the test's own database, unless a setting says otherwise."""

    def __call__(
        self,
        content: Path = QUESTS,
        *,
        database_url: str | None = None,
        base_url: str = "",
        trusted_proxies: int = 0,
    ) -> Flask:
        """The app; its store is closed at the end of the test."""
        ...


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database without rows, made once and copied for each test."""
    file = tmp_path_factory.mktemp("template") / "template.db"
    store = Store(f"sqlite:///{file}")
    migrate(store)
    store.close()
    return file


@pytest.fixture
def database(template: Path, tmp_path: Path) -> Path:
    """The file of a fresh, migrated database."""
    return Path(shutil.copy(template, tmp_path / "digimatka.db"))


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    """The fresh database, open."""
    opened = Store(f"sqlite:///{database}")
    yield opened
    opened.close()


@pytest.fixture
def today() -> date:
    """The day of the tests."""
    return TODAY


@pytest.fixture(scope="session")
def rules() -> Rules:
    """A small journey: ``alku`` opens ``keski``, which opens ``loppu``; two badges on the way."""
    which = step(
        "kumpi",
        "choose",
        question="Kumpi osoite on oikea?",
        options=[
            {"id": "oikea", "text": "suomi.fi", "correct": True, "feedback": "Hyvä."},
            {"id": "vaara", "text": "suomi.info", "feedback": "Katso loppua."},
        ],
        hints=["Lue oikealta vasemmalle.", "Lopussa on .fi."],
    )
    word = step("sana", "fill", answers=["sähköposti"], hints=["Siinä on @."])
    return compile_rules(
        journey(
            quest("alku", "lue", which),
            quest("keski", word, step("lista", "checklist"), requires={"quest": "alku"}),
            quest("loppu", step("oikeasti", "confirm"), requires={"quest": "keski"}),
            badges=[
                badge("rohkea", {"quest": "alku"}),
                badge("yksin", {"quest": "keski", "assistance": "alone"}),
            ],
        )
    )


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The folder of a small journey without problems, which a test may break."""
    return copy_to(tmp_path)


@pytest.fixture
def clock() -> Clock:
    """The clock of the apps that ``make_app`` makes."""
    return Clock()


@pytest.fixture
def make_app(database: Path, clock: Clock) -> Iterator[MakeApp]:
    """A factory of apps, with the real content or that of another folder."""
    made: list[Services] = []

    def make(
        content: Path = QUESTS,
        *,
        database_url: str | None = None,
        base_url: str = "",
        trusted_proxies: int = 0,
    ) -> Flask:
        url = database_url or f"sqlite:///{database}"
        settings = Settings(url, database.parent, content, SECRET, base_url, trusted_proxies)
        app = create_app(settings, today=clock)
        made.append(app.extensions[NAME])
        return app

    yield make
    for services in made:
        services.store.close()


@pytest.fixture
def app(make_app: MakeApp) -> Flask:
    """The product with its real content."""
    return make_app()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without cookies."""
    return app.test_client()


@pytest.fixture
def port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free: int = probe.getsockname()[1]
        return free
