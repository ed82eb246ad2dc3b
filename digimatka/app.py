"""``create_app``: the only place that wires everything."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from flask import Flask, Response, abort
from htmx_flask import Htmx
from jinja2 import FileSystemLoader, StrictUndefined
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from digimatka import __version__, i18n
from digimatka.content.load import load_journeys
from digimatka.content.problems import Problem
from digimatka.content.replace import mend_all
from digimatka.content.served import Served, begin, marks
from digimatka.core.compiler import compile_rules
from digimatka.core.rules import Rules
from digimatka.settings import Settings, beside_package, from_environment
from digimatka.store.migrate import migrate
from digimatka.store.session import Store, StoreError
from digimatka.usecases import meet
from digimatka.usecases.learn import NothingThereError
from digimatka.web import (
    access_log,
    accounts,
    badges,
    guard,
    guides,
    journey,
    kept,
    mapview,
    pages,
    respond,
    static,
    terms,
)
from digimatka.web.assets import Assets
from digimatka.web.groups import attendance, groups, members, owngroup, paper, plan, slips
from digimatka.web.kept import KeepingEnvironment
from digimatka.web.limits import Limits
from digimatka.web.meeting import boards, joining, meetings, walls
from digimatka.web.meeting.live import Hub, View
from digimatka.web.pagecache import Pages
from digimatka.web.services import NAME, Services, install, pin, unpin
from digimatka.web.staff import invited, ownaccount, people, signin, staff
from digimatka.web.studio import pages as studiopages
from digimatka.web.swap import Swap

ZONE = ZoneInfo("Europe/Helsinki")
# The pages, each module with a blueprint.
MODULES: Final = (
    pages,
    accounts,
    journey,
    badges,
    guides,
    staff,
    ownaccount,
    people,
    invited,
    static,
    joining,
    meetings,
    boards,
    walls,
    plan,
    groups,
    members,
    attendance,
    slips,
    paper,
    owngroup,
    *studiopages.MODULES,
)
LIVE: Final = {"people": meetings.draw, "board": boards.draw, "wall": walls.draw}


class ContentError(Exception):
    """The content has errors, so it is not served; ``problems`` says where."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problems in the content")
        self.problems = problems


def create_app(
    settings: Settings | None = None, *, today: Callable[[], date] | None = None
) -> Flask:
    """The product as a WSGI app. ContentError, SettingsError or StoreError if it cannot start."""
    settings = settings or from_environment()
    seen = marks(settings.content)
    journeys = read_journeys(settings.content)
    store = Store(settings.database_url)
    migrate(store)
    app = Flask("digimatka", static_folder=None, template_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = guard.MAX_FORM_BYTES
    app.config["MAX_FORM_MEMORY_SIZE"] = guard.MAX_FORM_BYTES
    Htmx(app)
    services = Services(
        settings=settings,
        store=store,
        journeys=journeys,
        today=today or this_day,
        assets=Assets(beside_package("static")),
        limits=Limits(),
        build=_build(journeys),
        hub=Hub(store, partial(_draw_live, app)),
        swap=Swap(settings.content, begin(journeys, seen), partial(_serve, app)),
    )
    meet.tidy(store, services.today())
    meet.refresh(store, journeys)
    install(app, services)
    signin.install(app, services)
    _set_up_templates(app, services)
    for module in MODULES:
        app.register_blueprint(module.blueprint)
    _set_up_requests(app)
    # As Flask's documentation does it:
    app.wsgi_app = guard.hardened(app.wsgi_app)  # type: ignore[assignment,method-assign]
    if settings.trusted_proxies:
        proxies = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, proxies, proxies, proxies)  # type: ignore[method-assign]
    return app


def _draw_live(app: Flask, view: View) -> str:
    """Draws a live view, in a thread that answers no request."""
    kind, meeting = view
    with app.app_context():
        return LIVE[kind](meeting)


def read_journeys(folder: Path) -> dict[str, Rules]:
    """Every journey of a content folder, compiled. ContentError if there is any error, or none."""
    mend_all(folder)
    loaded = load_journeys(folder)
    problems = tuple(p for one in loaded for p in one.problems if p.level == "error")
    journeys = [one.journey for one in loaded if one.journey is not None]
    if problems or not journeys:
        raise ContentError(problems)
    return {journey.id: compile_rules(journey) for journey in journeys}


def _serve(app: Flask, served: Served) -> None:
    """Lets requests from now on see other content; those under way go on with what they began with.

    Nobody's progress is touched: a learner's snapshot is folded anew when they next come.
    """
    own: Services = app.extensions[NAME]
    journeys = served.journeys
    own = replace(own, journeys=journeys, build=_build(journeys))
    app.jinja_env.filters["soft"] = terms.softener(rules.journey for rules in journeys.values())
    install(app, own)
    for module in (terms, mapview, kept):
        module.forget()
    try:
        meet.refresh(own.store, journeys)
    except StoreError as error:  # their pages change with the next thing that happens
        access_log.note_trouble(error.trouble.value)


def _build(journeys: Mapping[str, Rules]) -> str:
    """Changes with all that a page is made of, so that no browser keeps one of an older version."""
    parts = [
        __version__.encode(),
        _program(),
        *(rules.digest.encode() for rules in journeys.values()),
    ]
    return hashlib.sha256(b"".join(parts)).hexdigest()


@cache
def _program() -> bytes:
    parts: list[bytes] = []
    for name in ("templates", "static"):
        files = sorted(file for file in beside_package(name).rglob("*") if file.is_file())
        parts += (file.read_bytes() for file in files)
    return hashlib.sha256(b"".join(parts)).digest()


def this_day() -> date:
    """The day in Finland, where the journey is walked."""
    return datetime.now(ZONE).date()


def _set_up_templates(app: Flask, services: Services) -> None:
    app.jinja_environment = KeepingEnvironment
    app.jinja_options = {
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "cache_size": -1,
        "loader": FileSystemLoader(beside_package("templates")),
    }
    environment = app.jinja_env
    environment.auto_reload = False
    environment.globals.update(asset=services.assets.url, prose=terms.prose)
    journeys = (rules.journey for rules in services.journeys.values())
    environment.filters["soft"] = terms.softener(journeys)
    app.extensions[respond.PAGES] = Pages()
    app.extensions[respond.ENVIRONMENTS] = {
        language: i18n.environment_for(environment, language) for language in i18n.LANGUAGES
    }


def _set_up_requests(app: Flask) -> None:
    # One function for all that comes first: Flask pays for each.
    @app.before_request
    def begin() -> None:
        access_log.begin()
        pin(app).swap.look()
        if guard.is_from_elsewhere():
            abort(403)

    app.teardown_request(unpin)
    access_log.install(app)
    app.after_request(respond.compress)
    app.register_error_handler(HTTPException, respond.http_error)
    app.register_error_handler(StoreError, respond.store_error)

    @app.errorhandler(NothingThereError)
    def not_there(_error: NothingThereError) -> Response:
        return accounts.way_in_if_erased() or respond.page("error.html", 404, code=404)

    @app.errorhandler(Exception)
    def broken(error: Exception) -> Response:
        access_log.note_crash(error)
        return respond.page("error.html", 500, code=500)
