"""A page or a fragment, a redirect, an error. The only module that knows the HX-* headers.

A page template extends ``layout``: the whole document, or for htmx only ``<main>`` with its title.
"""

import hashlib
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urlsplit
from wsgiref.types import WSGIEnvironment

import brotli
from flask import Response, current_app, g
from htmx_flask import request
from werkzeug.datastructures import Headers
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from digimatka import i18n
from digimatka.core.progress import Progress, fingerprint
from digimatka.store.session import StoreError, Trouble
from digimatka.web import access_log, cookies
from digimatka.web.pagecache import Body, Pages
from digimatka.web.services import services
from digimatka.web.terms import EXPLAINED
from digimatka.web.walkers import shown_journey

HTML: Final = "text/html; charset=utf-8"
MIN_COMPRESSED: Final = 600
# A page may be kept, by this browser alone, and is asked for again every time.
PRIVATE: Final = [
    ("Vary", "HX-Request, Cookie, Accept-Encoding"),
    ("Cache-Control", "private, no-cache"),
]
ENVIRONMENTS: Final = "digimatka_environments"
PAGES: Final = "digimatka_pages"
FRAME: Final = "digimatka_frame"


@dataclass(frozen=True, slots=True)
class Ui:
    """What the frame of every page needs."""

    lang: str
    text: str
    contrast: str
    spacing: str
    game: bool
    learner: bool
    journey: str
    meeting: bool


class _Ready(Response):
    """A response with all its headers, in which werkzeug has nothing to add or correct."""

    default_mimetype = None

    def get_wsgi_headers(self, environ: WSGIEnvironment) -> Headers:
        """The headers as they are."""
        return self.headers


def page(
    template: str,
    status: int = 200,
    *,
    kept_as: Hashable = None,
    query_is_place: bool = False,
    pushed_as: str | None = None,
    **context: Any,
) -> Response:
    """Renders a page, or only its ``<main>`` when htmx asks.

    With ``kept_as`` the page is kept for everybody who gets the same: it must hold all that the
    page depends on but the template, the language and what its frame needs. With
    ``query_is_place`` another query is another place in the browser's history, too, and the answer
    to a post is one where ``pushed_as`` gives it an address.
    """
    partial, ui, frame = is_partial(), _ui(), g.get(FRAME, "")
    layout = "fragment.html" if partial else frame or "base.html"

    def draw() -> str:
        return render(template, layout=layout, ui=ui, **context)

    if kept_as is None or frame:
        response = Response(draw(), status, PRIVATE, content_type=HTML)
    else:
        pages: Pages = current_app.extensions[PAGES]
        response = _from_kept(pages.get((template, layout, ui, kept_as), draw), status)
    if partial and request.method == "GET" and _address_has_changed(query_is_place):
        pushed_as = _address()
    if partial and pushed_as:
        response.headers["HX-Push-Url"] = pushed_as
    return response


def put_in_frame(template: str) -> None:
    """Lets the page of this request stand in another frame than ours; it is not kept then."""
    setattr(g, FRAME, template)


def render(template: str, **context: Any) -> str:
    """A template in the current language."""
    environment = current_app.extensions[ENVIRONMENTS][i18n.current.get()]
    text: str = environment.get_template(template).render({EXPLAINED: set(), **context})
    return text


def see(address: str) -> Response:
    """After a good post: 303, so that reloading repeats nothing. htmx follows it as well."""
    response = Response(status=303)
    response.location = address
    return response


def leave_for(address: str) -> Response:
    """To a page with another frame (menu, header): htmx loads it whole, for it swaps only main."""
    if not is_partial():
        return see(address)
    response = Response(status=204)
    response.headers["HX-Redirect"] = address
    return response


def is_partial() -> bool:
    """Whether htmx asks for ``<main>`` (and not for a page that the history lost)."""
    return bool(request.htmx) and not bool(request.htmx.history_restore_request)


def tag(*parts: object) -> str:
    """A version for a page: whatever it depends on, beside the look of this device."""
    known = [fingerprint(part) if isinstance(part, Progress) else part for part in parts]
    shown = (cookies.sent(cookies.LOOK), i18n.current.get(), is_partial())
    text = f"{known!r}{shown!r}{services().build}"
    return hashlib.blake2b(text.encode(), digest_size=9).hexdigest()


def unchanged(version: str) -> Response | None:
    """A 304 if the browser holds this version of the page already."""
    # The browser names one version or a few, strong or weak; any of them will do.
    if f'"{version}"' not in request.headers.get("If-None-Match", ""):
        return None
    return _Ready(status=304, headers=[("ETag", f'"{version}"'), *PRIVATE])


def compress(response: Response) -> Response:
    """Compresses a page for a browser that takes brotli; the quick way, it is done every time."""
    is_page = not isinstance(response, _Ready) and response.content_type == HTML
    if response.direct_passthrough or not is_page or not _takes_brotli():
        return response
    body = response.get_data()
    if len(body) >= MIN_COMPRESSED:
        response.set_data(brotli.compress(body, quality=3))
        response.headers["Content-Encoding"] = "br"
    return response


def _from_kept(body: Body, status: int) -> Response:
    coded = body.brotli if _takes_brotli() else body.plain
    coding = [("Content-Encoding", "br")] if coded is body.brotli else []
    length = ("Content-Length", str(len(coded)))
    return _Ready(coded, status, [("Content-Type", HTML), length, *coding, *PRIVATE])


def _takes_brotli() -> bool:
    return "br" in request.headers.get("Accept-Encoding", "")


def http_error(error: HTTPException) -> Response:
    """A kind page for what HTTP calls an error."""
    code = error.code or 500
    known = code if code in (400, 403, 404, 405, 413, 429) else 500
    response = page("error.html", code, code=known)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.allow.update(error.valid_methods)
    return response


def store_error(error: StoreError) -> Response:
    """The database is out of reach: nothing was stored, and the page says what to do."""
    access_log.note_trouble(error.trouble.value)
    response = page("error.html", 503, code=503)
    if error.trouble is Trouble.BUSY:
        response.headers["Retry-After"] = "5"
    return response


def _ui() -> Ui:
    look = cookies.look()
    return Ui(
        lang=i18n.current.get(),
        text=look.text,
        contrast=look.contrast,
        spacing=look.spacing,
        game=look.game == "on",
        learner=cookies.learner_id() is not None,
        journey=shown_journey(),
        meeting=bool(cookies.meeting()),
    )


def _address() -> str:
    """The address asked for, fit for a header whatever it holds."""
    query = quote(request.query_string, safe="%&=+.-~_")
    return quote(request.path) + (f"?{query}" if query else "")


def _address_has_changed(query_too: bool) -> bool:
    current: str = request.htmx.current_url or ""
    try:
        parts = urlsplit(current)
    except ValueError:  # no address at all
        return True
    other_query = query_too and parts.query.encode() != request.query_string
    return parts.path != quote(request.path) or other_query
