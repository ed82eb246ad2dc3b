"""Browsers in which a member of staff is signed in."""

from digimatka.core.staff import Role, Staff
from digimatka.usecases import staff as usecase
from digimatka.web.services import NAME, Services
from digimatka.web.signin import COOKIE
from tests.conftest import TODAY
from tests.web.browser import Browser
from tests.web.conftest import World

PASSWORD = "kaarna-niemi-pilvi"


def add_staff(world: World, name: str, *roles: Role) -> Staff:
    """A member of staff with these roles and ``PASSWORD``."""
    services: Services = world.app.extensions[NAME]
    return usecase.add(services.store, name, PASSWORD, frozenset(roles), TODAY)


def signed_in(world: World, name: str, *roles: Role, htmx: bool = False) -> tuple[Browser, Staff]:
    """A browser in which a new member of staff has a session."""
    services: Services = world.app.extensions[NAME]
    made = add_staff(world, name, *roles)
    browser = world.browser(htmx=htmx)
    held = usecase.sign_in(services.store, name, PASSWORD)
    serializer = world.app.session_interface.get_signing_serializer(world.app)  # type: ignore[attr-defined]
    browser.adopt(COOKIE, serializer.dumps({"_user_id": held, "_fresh": True}))
    return browser, made
