"""Fixtures of the tests of pages: one app that they share, and browsers for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from digimatka import app as wiring
from digimatka.core.rules import Rules
from digimatka.settings import Settings
from digimatka.usecases import accounts, staff
from digimatka.web.assets import Assets
from digimatka.web.limits import Limits
from digimatka.web.services import NAME, Services
from tests import cheap
from tests.conftest import QUESTS, SECRET, TODAY, Clock
from tests.web.browser import Browser
from tests.web.world import KOE, koe

if TYPE_CHECKING:  # it stands on what stands here
    from tests.web.atelier import Atelier

_read_journeys = wiring.read_journeys


@dataclass(frozen=True)
class World:
    """An app with the journey of ``world.koe`` and what it stands on."""

    app: Flask
    rules: Rules
    clock: Clock
    database: Path

    def browser(self, *, htmx: bool = False) -> Browser:
        """A browser without cookies."""
        return Browser(self.app, htmx=htmx)

    def walker(self, *, htmx: bool = False) -> Browser:
        """A browser in which a journey has begun."""
        browser = self.browser(htmx=htmx)
        browser.post("/aloita")
        return browser


@pytest.fixture(scope="session", autouse=True)
def quick() -> Iterator[None]:
    """Reads content and compresses files once for all apps, and makes secrets cheap."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wiring, "read_journeys", _content)
        patch.setattr(wiring, "Assets", cache(Assets))
        patch.setattr(accounts, "SCRYPT_N", 2)
        patch.setattr(staff, "HASHER", cheap.HASHER)
        yield


def _content(folder: Path) -> dict[str, Rules]:
    """What never changes is read once; a folder that a test may write to, every time."""
    return _kept_content(folder) if folder in (KOE, QUESTS) else _read_journeys(folder)


@cache
def _kept_content(folder: Path) -> dict[str, Rules]:
    return {"koe": koe()} if folder == KOE else _read_journeys(folder)


@pytest.fixture(scope="session")
def shared(
    quick: None, template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """The app that tests share: learners do not see each other, so a test begins its own."""
    file = tmp_path_factory.mktemp("shared") / "digimatka.db"
    file.write_bytes(template.read_bytes())
    clock = Clock()
    settings = Settings(f"sqlite:///{file}", file.parent, KOE, SECRET)
    app = wiring.create_app(settings, today=clock)
    services: Services = app.extensions[NAME]
    yield World(app, services.journeys["koe"], clock, file)
    services.store.close()


@pytest.fixture
def world(shared: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """The shared app, on the day of the tests, at which nobody has guessed anything yet."""
    services: Services = shared.app.extensions[NAME]
    monkeypatch.setattr(services.limits, "_misses", Limits()._misses)
    yield shared
    shared.clock.day = TODAY


@pytest.fixture
def browser(world: World) -> Browser:
    """A browser without cookies."""
    return world.browser()


@pytest.fixture
def walker(world: World) -> Browser:
    """A browser in which a journey has begun."""
    return world.walker()


@pytest.fixture(scope="session")
def opened(
    quick: None, template: Path, tmp_path_factory: pytest.TempPathFactory
) -> "Iterator[Atelier]":
    """The studio's app with a copy of the small journey, which its tests share."""
    from tests.web.atelier import open_atelier  # noqa: PLC0415 - it stands on what stands here

    data = tmp_path_factory.mktemp("atelier")
    (data / "digimatka.db").write_bytes(template.read_bytes())
    (data / "sisalto").mkdir()
    made = open_atelier(data)
    yield made
    made.services.store.close()


@pytest.fixture
def atelier(opened: "Atelier") -> "Atelier":
    """An author at work on the small journey, on which nobody has written anything yet."""
    from tests.web.atelier import begin_anew  # noqa: PLC0415 - it stands on what stands here

    return begin_anew(opened)
