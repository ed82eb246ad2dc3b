"""The preview as a WSGI app: the last good version of the content, and its problems above it.

Every request looks first whether a file has changed. A version of the content is an app of its own,
as in the product, so nothing of an older one can linger.
"""

import threading
from collections.abc import Callable, Iterable
from datetime import date
from typing import Final
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import Flask
from werkzeug.http import parse_cookie
from werkzeug.wrappers import Request, Response

from digimatka import i18n
from digimatka.app import ContentError, create_app
from digimatka.content.check import check_path
from digimatka.content.problems import Level
from digimatka.preview import views
from digimatka.preview.bar import COOKIE, HOME, Bar, State, look_of
from digimatka.preview.watch import shown, stamp
from digimatka.settings import Settings
from digimatka.web.services import NAME, Services

VERSION: Final = f"{HOME}/versio"
HTML: Final = "text/html"
# The drafts of an author are nobody else's: a page from elsewhere may not pretend to be here.
HOSTS: Final = frozenset({"127.0.0.1", "localhost"})
STATIC: Final = "/static/"


class Site:
    """Serves what is in a folder now."""

    def __init__(self, settings: Settings, today: Callable[[], date]) -> None:
        self._settings = settings
        self._today = today
        self._bar = Bar()
        self._lock = threading.Lock()
        self._app: Flask | None = None
        self._state: State | None = None

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answers a request."""
        return self._answer(environ)(environ, start_response)

    def close(self) -> None:
        """Closes the database."""
        if self._app is not None:
            services: Services = self._app.extensions[NAME]
            services.store.close()

    def _answer(self, environ: WSGIEnvironment) -> Response:
        request = Request(environ)
        if request.host.partition(":")[0] not in HOSTS:
            return Response("Esikatselu toimii vain tällä koneella.\n", 403)
        if request.path == VERSION:
            state, _app = self._now()
            return Response(state.version, headers={"Cache-Control": "no-store"})
        if request.path.startswith(STATIC):
            return self._static(request, environ)
        state, app = self._now()
        if app is None:
            response = Response(
                self._bar.nothing_to_show(), 503, content_type=f"{HTML}; charset=utf-8"
            )
        else:
            # A page is made anew each time, and plainly, since the bar is put into it.
            for name in ("HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH"):
                environ.pop(name, None)
            response = self._in_language(request, app, environ)
        if response.mimetype == HTML and request.method != "HEAD":
            self._dress(response, state, request)
        return response

    def _in_language(self, request: Request, app: Flask, environ: WSGIEnvironment) -> Response:
        """The page of the product in the language that the author looks at it."""
        before = i18n.current.set(look_of(request.cookies.get(COOKIE, "")).language)
        try:
            return Response.from_app(app, environ, buffered=True)
        finally:
            i18n.current.reset(before)

    def _dress(self, response: Response, state: State, request: Request) -> None:
        cookies = parse_cookie(request.environ.get("HTTP_COOKIE", "")).to_dict()
        here = request.full_path.removesuffix("?")
        html = self._bar.dressed(response.get_data(as_text=True), state, cookies, here)
        response.set_data(html)
        response.headers.pop("ETag", None)
        response.headers["Cache-Control"] = "no-store"

    def _static(self, request: Request, environ: WSGIEnvironment) -> Response:
        """The style is there also while no journey is."""
        if self._app is not None:
            return Response.from_app(self._app, environ)
        asset = self._bar.assets.get(request.path.removeprefix(STATIC))
        return Response(asset.content, content_type=asset.mime) if asset else Response("", 404)

    def _now(self) -> tuple[State, Flask | None]:
        """What there is to show. Who comes while a version is read waits for it."""
        with self._lock:
            seen = stamp(self._settings.content)
            if self._state is None or self._state.version != seen:
                self._state = self._read(seen)
            return self._state, self._app

    def _read(self, seen: str) -> State:
        folder = self._settings.content
        problems = check_path(folder, self._today())
        errors = sum(problem.level is Level.ERROR for problem in problems)
        is_broken = True
        try:
            made = create_app(self._settings, today=self._today)
            is_broken = False
        except ContentError:
            pass  # the problems say why, and the last good version stays
        else:
            made.register_blueprint(views.blueprint)
            self.close()
            self._app = made
        told = shown(problems, folder)
        return State(seen, told, errors, len(problems) - errors, is_broken)
