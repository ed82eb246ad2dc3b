"""Browsers in which a member of staff is signed in."""

from pathlib import Path

from flask import Flask

from digimatka.core.staff import Role, Staff
from digimatka.usecases import staff as usecase
from digimatka.web.services import NAME, Services
from digimatka.web.staff.signin import COOKIE
from tests.conftest import TODAY, Clock
from tests.web.browser import Browser
from tests.web.conftest import World

PASSWORD = "kaarna-niemi-pilvi"


def world_of(app: Flask) -> World:
    """An app of a test's own, of which nobody else has an account."""
    services: Services = app.extensions[NAME]
    database = Path(str(services.store.engine.url.database))
    return World(app, services.journeys["koe"], Clock(), database)


def add_staff(world: World, name: str, *roles: Role) -> Staff:
    """A member of staff with these roles and ``PASSWORD``."""
    services: Services = world.app.extensions[NAME]
    return usecase.add(services.store, name, PASSWORD, frozenset(roles), TODAY)


def signed_in(world: World, name: str, *roles: Role, htmx: bool = False) -> tuple[Browser, Staff]:
    """A browser in which a new member of staff has a session."""
    made = add_staff(world, name, *roles)
    return again(world, name, htmx=htmx), made


def again(world: World, name: str, *, htmx: bool = False) -> Browser:
    """Another browser in which a member of staff has a session."""
    services: Services = world.app.extensions[NAME]
    entry = usecase.sign_in(services.store, name, PASSWORD)
    assert entry is not None
    browser = world.browser(htmx=htmx)
    serializer = world.app.session_interface.get_signing_serializer(world.app)  # type: ignore[attr-defined]
    browser.adopt(COOKIE, serializer.dumps({"_user_id": entry.held, "_fresh": True}))
    return browser
