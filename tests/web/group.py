"""A group and the people in it, as tests of a facilitator's pages need them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from digimatka.core.staff import Role, Staff
from digimatka.store import groups as rows
from digimatka.store.session import Store
from digimatka.usecases import groups
from digimatka.usecases.learn import Walker
from digimatka.web.cookies import WALKER
from digimatka.web.services import NAME, Services
from tests.conftest import TODAY
from tests.web.browser import Browser
from tests.web.conftest import World
from tests.web.signed_in import signed_in

_numbers: Iterator[int] = count(1)


@dataclass(frozen=True)
class Led:
    """A group of the shared world, its facilitator and their browser."""

    world: World
    browser: Browser
    staff: Staff
    id: int

    @property
    def store(self) -> Store:
        """The database of the world."""
        services: Services = self.world.app.extensions[NAME]
        return services.store

    def url(self, rest: str = "") -> str:
        """The address of one of its pages."""
        return f"/ohjaaja/ryhmat/{self.id}{rest}"

    def member(self) -> tuple[Browser, Walker]:
        """A learner who has joined: their browser, and who they are."""
        browser = self.world.walker()
        held = browser.cookie(WALKER)
        assert held is not None
        services: Services = self.world.app.extensions[NAME]
        with services.store.read() as connection:
            sql = "SELECT max(id) FROM learner"
            learner_id = int(connection.exec_driver_sql(sql).scalar_one())
        self.join(learner_id)
        return browser, Walker(services.store, self.world.rules, learner_id, TODAY)

    def slip_of(self, walker: Walker) -> int:
        """The number of a member."""
        with self.store.read() as connection:
            slip = rows.slip_of(connection, self.id, walker.learner_id)
        assert slip is not None
        return slip

    def member_url(self, walker: Walker, rest: str = "") -> str:
        """The address of a member's page."""
        return self.url(f"/jasen/{self.slip_of(walker)}{rest}")

    def join(self, learner_id: int) -> int:
        """The learner is in the group, and there today."""
        with self.store.write() as connection:
            return rows.join(connection, self.id, learner_id, TODAY)


def facilitator(world: World, *, htmx: bool = False) -> tuple[Browser, Staff]:
    """A new facilitator, signed in."""
    return signed_in(world, f"ohjaaja-{next(_numbers)}", Role.FACILITATOR, htmx=htmx)


def lead(world: World, *, htmx: bool = False, journey: str = "koe") -> Led:
    """A new group of a new facilitator."""
    browser, staff = facilitator(world, htmx=htmx)
    services: Services = world.app.extensions[NAME]
    made = groups.create(services.store, staff, "Tiistairyhmä", journey, TODAY)
    return Led(world, browser, staff, made)
