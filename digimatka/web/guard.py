"""Who is asking and what they may touch; which writes come from our own pages.

Every view carries one of the marks ``public``, ``learner`` and ``staff``; a test holds every route
to it.
Writes from other sites are refused by what the browser says of itself, and the cookies are
SameSite=Lax, so pages need no tokens and can be cached (docs/adr/0003).
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec, TypeVar
from urllib.parse import quote, urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Response, request

from digimatka.core.staff import Role, Staff
from digimatka.web import cookies
from digimatka.web.respond import leave_for, page
from digimatka.web.staff import signin

P = ParamSpec("P")
V = TypeVar("V", bound=Callable[..., Any])
SAFE_METHODS: Final = ("GET", "HEAD", "OPTIONS")
MAX_FORM_BYTES: Final = 64 * 1024
CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)

HEADERS: Final = [
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
]
# A page may have a policy of its own: browsers would join the two to the stricter one.
OWN: Final = ("Content-Security-Policy", "Permissions-Policy")


def public(view: V) -> V:
    """Marks a view that anybody may ask for."""
    view.access = "public"  # type: ignore[attr-defined]  # functions carry attributes
    return view


def learner(
    view: Callable[Concatenate[int, P], Response],
) -> Callable[P, Response]:
    """Marks a view for a learner, whose id is its first argument; others are shown the way in."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> Response:
        learner_id = cookies.learner_id()
        if learner_id is None:
            return leave_for("/")
        return view(learner_id, *args, **kwargs)

    guarded.access = "learner"  # type: ignore[attr-defined]  # functions carry attributes
    return guarded


def staff(
    *roles: Role,
) -> Callable[[Callable[Concatenate[Staff, P], Response]], Callable[P, Response]]:
    """Marks a view for staff with one of the roles; who asks is its first argument.

    Others are shown the way in (``sinne``: where they wanted to go), or told that it is not theirs.
    No browser keeps such a page: the next person may press Takaisin.
    """

    def mark(view: Callable[Concatenate[Staff, P], Response]) -> Callable[P, Response]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> Response:
            who = signin.current_staff()
            if who is None:
                return leave_for(f"/ohjaaja/kirjaudu?sinne={quote(request.path)}")
            is_theirs = who.may(roles)
            response = view(who, *args, **kwargs) if is_theirs else not_theirs(who)
            response.headers["Cache-Control"] = "no-store"
            return response

        guarded.access = f"staff:{','.join(roles)}"  # type: ignore[attr-defined]
        return guarded

    return mark


def not_theirs(who: Staff) -> Response:
    """Tells a member of staff that a page belongs to another role."""
    return page("staff/not_yours.html", 403, staff=who)


def is_from_elsewhere() -> bool:
    """Whether a write comes from another site.

    Browsers since 2020–2023 say so in Sec-Fetch-Site, older ones name the Origin. A request with
    neither is let through: another site cannot make a browser send it together with our cookie.
    """
    if request.method in SAFE_METHODS:
        return False
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    try:
        return origin is not None and urlsplit(origin).netloc != request.host
    except ValueError:  # no origin that a browser would send
        return True


def hardened(app: WSGIApplication) -> WSGIApplication:
    """The app with the headers on every answer that keep a page to itself."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            own = [name for name, _value in headers if name in OWN]
            more = HEADERS if not own else [pair for pair in HEADERS if pair[0] not in own]
            return start_response(status, headers + more, *error)

        return app(environ, start)

    return answer
