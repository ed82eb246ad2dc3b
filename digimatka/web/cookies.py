"""The two cookies: who walks (signed), and how this device shows pages (plain).

Flask's own session is not used: it would be opened and checked on every request.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from flask import Response, request
from itsdangerous import BadSignature, Signer
from werkzeug.http import parse_cookie

from digimatka.web.services import services
from digimatka.web.staff.signin import COOKIE as STAFF

WALKER: Final = "matka"
LOOK: Final = "asetukset"
# On an own device a cookie lives so long, else until the browser closes; but phones hardly ever
# close, and who comes back after months is to be met with a welcome.
VALID_DAYS: Final = 180


@dataclass(frozen=True, slots=True)
class Held:
    """What the signed cookie holds: the learner, the last day, and the journey walked here last.

    ``meeting`` is the number of the meeting that this device has joined, or 0.
    """

    learner: int
    until: date
    journey: str = ""
    own_device: bool = False
    meeting: int = 0


@dataclass(frozen=True, slots=True)
class Look:
    """How pages look on this device. Every value is one of the words its comment lists."""

    text: str = "normal"  # normal, large, larger
    contrast: str = "normal"  # normal, more
    spacing: str = "normal"  # normal, wide
    game: str = "on"  # on, off


CHOICES: Final = {
    "text": ("normal", "large", "larger"),
    "contrast": ("normal", "more"),
    "spacing": ("normal", "wide"),
    "game": ("on", "off"),
}


def learner_id() -> int | None:
    """The learner whose journey this browser holds, or None: no cookie, forged, or too old."""
    held = _held()
    return held.learner if held else None


def journey() -> str:
    """The journey that was chosen on this device; '' for the first."""
    held = _held()
    return held.journey if held else ""


def meeting() -> int:
    """The meeting that this device has joined, or 0; whether it is still on is in its row."""
    held = _held()
    return held.meeting if held else 0


def _held() -> Held | None:
    own = services()
    held = _signed(sent(WALKER), own.settings.secret_key)
    return held if held and held.until >= own.today() else None


@lru_cache(maxsize=4096)
def _signed(value: str, secret: bytes) -> Held | None:
    """What a cookie holds. Those of the first version had no more than learner and day."""
    try:
        number, until, *rest = _signer(secret).unsign(value).decode().split(".")
        own_device, chosen, met = (*rest, "", "", "0")[:3]
        day = date.fromordinal(int(until))
        return Held(int(number), day, chosen, own_device == "1", int(met or 0))
    except (BadSignature, ValueError, OverflowError):
        return None


def sent(name: str) -> str:
    """A cookie of the request as it came; '' if there is none."""
    return _parsed(request.environ.get("HTTP_COOKIE", "")).get(name, "")


@lru_cache(maxsize=4096)
def _parsed(header: str) -> Mapping[str, str]:
    """A browser sends the same header with every request, and werkzeug needs a while for it."""
    return parse_cookie(header).to_dict()


def remember(
    response: Response,
    learner: int,
    *,
    journey: str = "",
    own_device: bool = False,
    meeting: int = 0,
) -> None:
    """Lets this browser hold a learner's journey: until it closes, or longer on an own device."""
    until = services().today() + timedelta(days=VALID_DAYS)
    text = f"{learner}.{until.toordinal()}.{own_device:d}.{journey}"
    text += f".{meeting}" if meeting else ""
    value = _signer(services().settings.secret_key).sign(text).decode()
    _set(response, WALKER, value, VALID_DAYS if own_device else None)


def change_journey(response: Response, chosen: str) -> None:
    """The same learner goes on another journey, on this device."""
    held = _held()
    if held is not None:
        remember(
            response,
            held.learner,
            journey=chosen,
            own_device=held.own_device,
            meeting=held.meeting,
        )


def change_meeting(response: Response, meeting: int) -> None:
    """This device has joined a meeting, or left it (0)."""
    held = _held()
    if held is not None:
        remember(
            response,
            held.learner,
            journey=held.journey,
            own_device=held.own_device,
            meeting=meeting,
        )


def let_go(response: Response) -> None:
    """This browser holds no journey any more; its look stays."""
    response.delete_cookie(WALKER, path="/", secure=services().settings.is_https, httponly=True)


def forget(response: Response) -> None:
    """Leaves nothing on this device."""
    for name in (WALKER, LOOK, STAFF):
        response.delete_cookie(name, path="/", secure=services().settings.is_https, httponly=True)
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'


def look() -> Look:
    """The look that this device was set to; what cannot be read is the default."""
    return _look(sent(LOOK))


@lru_cache(maxsize=256)
def _look(text: str) -> Look:
    words = dict(zip(CHOICES, text.split("."), strict=False))
    return Look(**{name: word for name, word in words.items() if word in CHOICES[name]})


def set_look(response: Response, chosen: Look) -> None:
    """Keeps the look on this device for a year."""
    _set(response, LOOK, ".".join(asdict(chosen)[field.name] for field in fields(Look)), 365)


def _set(response: Response, name: str, value: str, days: int | None) -> None:
    response.set_cookie(
        name,
        value,
        max_age=days * 86_400 if days else None,
        path="/",
        secure=services().settings.is_https,
        httponly=True,
        samesite="Lax",
    )


@lru_cache(maxsize=8)
def _signer(secret: bytes) -> Signer:
    return Signer(secret, salt="walker", key_derivation="hmac", digest_method=hashlib.sha256)
