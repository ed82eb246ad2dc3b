"""What views work with, wired once in ``create_app``."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, cast

from flask import Flask, abort, current_app, g

from digimatka.core.rules import Rules
from digimatka.settings import Settings
from digimatka.store.session import Store
from digimatka.web.assets import Assets
from digimatka.web.limits import Limits

if TYPE_CHECKING:  # live pages are drawn by what stands on the services
    from digimatka.web.meeting.live import Hub
    from digimatka.web.swap import Swap

NAME: Final = "digimatka"


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


def services() -> Services:
    """The services of the app that answers the request: the same ones from its begin to its end."""
    own = g.get(NAME)
    if own is None:
        own = g.digimatka = current_app.extensions[NAME]
    return cast(Services, own)


def rules_of(journey: str) -> Rules:
    """The journey's rules, or 404."""
    rules = services().journeys.get(journey)
    return rules if rules is not None else abort(404)
