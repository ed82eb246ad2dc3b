"""Beginning, being called something, the passport, and leaving for good. No e-mail, no password."""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import date
from typing import Final

from digimatka.core.passport import Passport, words_from_bits
from digimatka.store import learners
from digimatka.store.session import Store
from digimatka.usecases import attend

# One derivation costs about 0.1 s and 32 MB: a stolen database costs that for every guess of 2^44.
# The first 32 bytes are the lookup id; the key of the notebook will be the 32 after them.
SCRYPT_N: Final = 2**15
SCRYPT_R: Final = 8
SCRYPT_MEMORY: Final = 64 * 1024 * 1024
PASSPORT_BITS: Final = 44


def begin(store: Store, today: date) -> int:
    """A new learner, known by nothing; returns the id."""
    with store.write() as connection:
        return learners.add(connection, today)


def call(store: Store, learner_id: int, nickname: str, picture: str) -> None:
    """Sets nickname and picture; '' takes them away."""
    with store.write() as connection:
        learners.rename(connection, learner_id, nickname or None, picture or None)


def make_passport(store: Store, learner_id: int, nonce: str, secret: bytes) -> Passport:
    """Gives the learner a new passport; the one before opens nothing any more.

    The words follow from the nonce of the form, so that a page sent twice or loaded again shows the
    same words and does not void a slip that was just printed. They are not stored.
    """
    passport = derive_passport(f"{learner_id}:{nonce}", secret)
    lookup = lookup_id(passport, secret)
    with store.write() as connection:
        learners.set_lookup(connection, learner_id, lookup)
    return passport


def derive_passport(message: str, secret: bytes) -> Passport:
    """The passport that follows from a message, which nobody can guess without the secret."""
    digest = hmac.digest(_purpose(secret, b"passport words"), message.encode(), "sha256")
    bits = int.from_bytes(digest[:8], "big") >> (64 - PASSPORT_BITS)
    first, second, third, fourth = words_from_bits(bits)
    return Passport((first, second, third, fourth))


def find(store: Store, passport: Passport, secret: bytes) -> int | None:
    """The learner whose passport this is."""
    lookup = lookup_id(passport, secret)
    with store.read() as connection:
        return learners.by_lookup(connection, lookup)


def last_journey(store: Store, learner_id: int, journeys: Sequence[str]) -> str:
    """Of these journeys the one that the learner did something on last; the first for none."""
    with store.read() as connection:
        walked = learners.journeys(connection, learner_id)
    return next((journey for journey in walked if journey in journeys), journeys[0])


def erase(store: Store, learner_id: int) -> None:
    """Deletes all that is stored of a learner, who leaves the meetings that they are in."""
    with store.write() as connection:
        attend.leave_all(connection, learner_id)
        learners.forget(connection, learner_id)


def lookup_id(passport: Passport, secret: bytes) -> str:
    """What the server keeps of a passport: 64 hex digits that do not lead back to the words."""
    return hashlib.scrypt(
        passport.phrase.encode(),
        salt=_purpose(secret, b"passport lookup"),
        n=SCRYPT_N,
        r=SCRYPT_R,
        p=1,
        maxmem=SCRYPT_MEMORY,
        dklen=32,
    ).hex()


def _purpose(secret: bytes, name: bytes) -> bytes:
    """A key of its own for every purpose."""
    return hmac.digest(secret, name, "sha256")
