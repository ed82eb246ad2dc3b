"""What views work with, wired once in ``create_app``."""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, cast

from flask import Flask, abort, current_app

from digimatka.core.rules import Rules
from digimatka.settings import Settings
from digimatka.store.session import Store
from digimatka.web.assets import Assets
from digimatka.web.limits import Limits

if TYPE_CHECKING:  # live pages are drawn by what stands on the services
    from digimatka.web.meeting.live import Hub
    from digimatka.web.swap import Swap

NAME: Final = "digimatka"
# Asked many times in a request, so not kept in Flask's g, which costs several times as much.
_PINNED: Final[ContextVar["Services | None"]] = ContextVar("services", default=None)


@dataclass(frozen=True, slots=True)
class Services:
    """The database, the journeys by id (in order), the clock, and what serves pages.

    ``build`` changes with everything that pages are made of; ``hub`` has the live pages. New
    content comes as new services (``swap``).
    """

    settings: Settings
    store: Store
    journeys: Mapping[str, Rules]
    today: Callable[[], date]
    assets: Assets
    limits: Limits
    build: str
    hub: "Hub"
    swap: "Swap"

    @property
    def first_journey(self) -> str:
        """The journey that "Aloita" begins."""
        return next(iter(self.journeys))


def install(app: Flask, services: Services) -> None:
    """Ties the services to an app."""
    app.extensions[NAME] = services


def pin(app: Flask) -> Services:
    """Lets a request keep the services that it began with, whatever is installed meanwhile."""
    own: Services = app.extensions[NAME]
    _PINNED.set(own)
    return own


def unpin(_error: BaseException | None = None) -> None:
    """The request has ended."""
    _PINNED.set(None)


def services() -> Services:
    """The services of the app that answers the request: the same ones from its begin to its end."""
    own = _PINNED.get()
    return own if own is not None else cast(Services, current_app.extensions[NAME])


def rules_of(journey: str) -> Rules:
    """The journey's rules, or 404."""
    rules = services().journeys.get(journey)
    return rules if rules is not None else abort(404)
