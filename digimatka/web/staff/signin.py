"""Who of the staff is signed in (Flask-Login). Pages of learners never open this session."""

import hmac
import re
import time
from datetime import timedelta
from typing import Final

from flask import Flask, Request, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from digimatka.core.staff import Staff
from digimatka.usecases import staff as usecase
from digimatka.web.services import Services

COOKIE: Final = "ohjaaja"
# Staff pages and the ways in to them: only here is the session opened and saved.
AREAS: Final = ("/ohjaaja", "/tekija", "/yllapito")
VALID_HOURS: Final = 14
# How long a right password waits for its code: long enough to look for a telephone.
CODE_MINUTES: Final = 15
_WAITING: Final = "waiting"
_SINCE: Final = "since"
_LINK: Final = "link"
# A path in the areas, made of the words and numbers that our addresses are made of; in the studio
# it may end in the name of a file.
_WAY: Final = re.compile(rf"(?:{'|'.join(AREAS)})(?:/[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)*")


class SignedIn(UserMixin):  # type: ignore[misc]  # Flask-Login carries no types
    """A member of staff as Flask-Login knows one; ``held`` is what the session holds."""

    def __init__(self, held: str, staff: Staff) -> None:
        self.id = held
        self.staff = staff


class StaffSession(SecureCookieSessionInterface):
    """Flask's session for staff alone: opening it would cost a third of a learner's page."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The session, or none for the pages of learners."""
        return super().open_session(app, request) if is_staff_area(request.path) else None


def is_staff_area(path: str) -> bool:
    """Whether a page belongs to staff."""
    return path.startswith(AREAS)


def install(app: Flask, services: Services) -> None:
    """Ties sessions of staff to an app."""
    app.session_interface = StaffSession()
    app.config.update(
        SECRET_KEY=hmac.digest(services.settings.secret_key, b"staff session", "sha256"),
        SESSION_COOKIE_NAME=COOKIE,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=services.settings.is_https,
        PERMANENT_SESSION_LIFETIME=timedelta(hours=VALID_HOURS),
    )
    manager = LoginManager()
    # It would tie the session to the address of the browser, which changes on a phone.
    manager.session_protection = None
    manager._session_identifier_generator = str
    # What init_app does beside this would look for a cookie to remember staff by after every
    # request, also those of learners; there is none.
    app.login_manager = manager  # type: ignore[attr-defined]  # where Flask-Login looks for it

    @manager.user_loader  # type: ignore[untyped-decorator]  # Flask-Login carries no types
    def load(held: str) -> SignedIn | None:
        found = usecase.of_session(services.store, held)
        return SignedIn(held, found) if found else None


def begin(services: Services, held: str) -> None:
    """Begins a session, by what a use case says that it holds; nothing of one before stays."""
    session.clear()
    found = usecase.of_session(services.store, held)
    if found is not None:
        login_user(SignedIn(held, found))


def end() -> None:
    """Ends the session in this browser."""
    logout_user()
    session.clear()


def wait_for_code(held: str) -> None:
    """The password was right and a code is asked for: until then nobody is signed in."""
    session.clear()
    session[_WAITING], session[_SINCE] = held, int(now())


def waiting() -> str | None:
    """Whose code is waited for, as ``staff.Entry.held`` says it."""
    if now() - session.get(_SINCE, 0) > CODE_MINUTES * 60:
        return None
    held: str | None = session.get(_WAITING)
    return held


def keep_link(path: str, name: str) -> None:
    """Keeps a link that was made, and for whom, for the page that shows it once."""
    session[_LINK] = (path, name)


def take_link() -> tuple[str, str] | None:
    """The link to show; it is not kept any longer."""
    found = session.pop(_LINK, None)
    return None if found is None else (found[0], found[1])


def now() -> float:
    """The time, for what runs out within minutes."""
    return time.time()


def way_to(wanted: str) -> str:
    """Where somebody wanted to go before they signed in; only ever to a page of staff."""
    return wanted if _WAY.fullmatch(wanted) else AREAS[0]


def current_staff() -> Staff | None:
    """Who is signed in."""
    if not current_user.is_authenticated:
        return None
    found: Staff = current_user.staff
    return found
