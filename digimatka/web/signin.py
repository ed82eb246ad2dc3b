"""Who of the staff is signed in (Flask-Login). Pages of learners never open this session."""

import hmac
from datetime import timedelta
from typing import Final

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_login import LoginManager, UserMixin, current_user, login_user

from digimatka.core.staff import Staff
from digimatka.usecases import staff as usecase
from digimatka.web.services import Services

COOKIE: Final = "ohjaaja"
# Staff pages and the ways in to them: only here is the session opened and saved.
AREAS: Final = ("/ohjaaja", "/tekija", "/yllapito")
VALID_HOURS: Final = 14


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
    manager.init_app(app, add_context_processor=False)

    @manager.user_loader  # type: ignore[untyped-decorator]  # Flask-Login carries no types
    def load(held: str) -> SignedIn | None:
        found = usecase.of_session(services.store, held)
        return SignedIn(held, found) if found else None


def begin(services: Services, held: str) -> None:
    """Begins a session, by what ``usecases.staff.sign_in`` has given."""
    found = usecase.of_session(services.store, held)
    if found is not None:
        login_user(SignedIn(held, found))


def current_staff() -> Staff | None:
    """Who is signed in."""
    if not current_user.is_authenticated:
        return None
    found: Staff = current_user.staff
    return found
