"""The second factor: a code of six digits from a telephone (TOTP, RFC 6238). Optional.

Its secret is made of a nonce that is stored and of the key of the server, which is not: a stolen
database alone gives no codes.
"""

import base64
import hmac
import re
import secrets
from dataclasses import dataclass, field
from typing import Final

import pyotp

from digimatka.core.staff import Staff
from digimatka.store import staff as rows
from digimatka.store.session import Store
from digimatka.usecases import staff as accounts

ISSUER: Final = "Työllistymisen digimatka"
SECRET_BYTES: Final = 20
NONCE_CHARACTERS: Final = 22
# Clocks of telephones are seldom further off than one step of 30 seconds.
STEPS_OFF: Final = 1
_CODE: Final = re.compile(r"[0-9]{6}")


@dataclass(frozen=True, slots=True)
class Seed:
    """What a telephone and the server share (``secret``), and what is stored of it (``nonce``)."""

    nonce: str
    secret: str = field(repr=False)


def new_nonce() -> str:
    """What a secret that is not in use yet is made of."""
    return secrets.token_urlsafe(16)


def is_nonce(text: str) -> bool:
    """Whether a form has sent back what ``new_nonce`` may have made."""
    return len(text) == NONCE_CHARACTERS


def seed(staff: Staff, nonce: str, key: bytes) -> Seed:
    """The secret, in base32, that follows from a nonce."""
    purpose = hmac.digest(key, b"staff second factor", "sha256")
    digest = hmac.digest(purpose, f"{staff.id}:{nonce}".encode(), "sha256")
    return Seed(nonce, base64.b32encode(digest[:SECRET_BYTES]).decode())


def address_of(staff: Staff, made: Seed) -> str:
    """What the QR code holds: an address that an authenticator app understands."""
    return pyotp.TOTP(made.secret).provisioning_uri(name=staff.name, issuer_name=ISSUER)


def read_code(text: str) -> str | None:
    """The six digits, or None: spaces between them make no difference."""
    code = "".join(text.split())
    return code if _CODE.fullmatch(code) else None


def is_on(store: Store, staff: Staff) -> bool:
    """Whether signing in to the account needs a code."""
    with store.read() as connection:
        found = rows.by_id(connection, staff.id)
    return found is not None and found.totp is not None


def turn_on(store: Store, staff: Staff, made: Seed, code: str, moment: float) -> bool:
    """Turns it on by a first code, which proves that the telephone has the secret."""
    step = _step_of(code, made.secret, moment)
    if step is None:
        return False
    with store.write() as connection:
        rows.set_totp(connection, staff.id, made.nonce, step)
    return True


def turn_off(store: Store, staff: Staff, password: str) -> None:
    """Turns it off. WrongPasswordError."""
    accounts.proven(store, staff, password)
    with store.write() as connection:
        rows.set_totp(connection, staff.id, None)


def enter(store: Store, held: str, code: str, key: bytes, moment: float) -> bool:
    """Whether a code completes a sign-in that has come as far as ``held`` (``staff.Entry``).

    A code is good once: who has looked over a shoulder can do nothing with it.
    """
    found = accounts.account_of(store, held)
    if found is None or found.totp is None:
        return False
    step = _step_of(code, seed(found.staff, found.totp, key).secret, moment)
    if step is None:
        return False
    with store.write() as connection:
        return rows.use_totp(connection, found.staff.id, step)


def _step_of(code: str, secret: str, moment: float) -> int | None:
    """The time step whose code it is, if that is near."""
    totp = pyotp.TOTP(secret)
    now = int(moment) // totp.interval
    near = range(now - STEPS_OFF, now + STEPS_OFF + 1)
    return next((n for n in near if hmac.compare_digest(totp.generate_otp(n), code)), None)
