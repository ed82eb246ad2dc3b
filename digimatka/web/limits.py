"""Rate limits in memory, by a hash of the address or name: neither of them is ever kept."""

import hashlib
import ipaddress
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from enum import Enum
from typing import Final

# A library or a group behind one address may mistype a lot; a guesser needs far more than this.
# With 2^44 passports and a million in use, 40 tries in 10 minutes find one in about 8 years.
PASSPORT_MISSES: Final = 40
# Staff are few and know their names. Whoever guesses from many addresses meets the limit of the
# name, which is over after the window: nobody is locked out for good.
SIGN_IN_MISSES: Final = 10
# A room of forty people behind one address mistypes; there are 85 million codes.
CODE_MISSES: Final = 60
WINDOW_SECONDS: Final = 600
MAX_ADDRESSES: Final = 10_000
IPV4: Final = 4


class Kind(Enum):
    """What is guessed, and by whom it is counted; the misses of one kind are none of another."""

    PASSPORT = ("passports by address", PASSPORT_MISSES)
    CODE = ("room codes by address", CODE_MISSES)
    SIGN_IN = ("accounts of staff by address", SIGN_IN_MISSES)
    NAME = ("the account of staff of one name", SIGN_IN_MISSES)

    @property
    def most(self) -> int:
        """How many misses there may be in a window."""
        return self.value[1]


class Limits:
    """Counts misses by who asks in fixed windows; forgets the oldest first."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._key = secrets.token_bytes(16)
        self._misses: dict[Kind, OrderedDict[bytes, tuple[int, int]]] = {
            kind: OrderedDict() for kind in Kind
        }
        self._lock = threading.Lock()

    def is_reached(self, who: str, kind: Kind = Kind.PASSPORT) -> bool:
        """Whether an address, or a name, has used up its misses of this window."""
        window, count = self._misses[kind].get(self._hash(who), (-1, 0))
        return window == self._window() and count >= kind.most

    def note_miss(self, who: str, kind: Kind = Kind.PASSPORT) -> None:
        """Counts one miss."""
        key, now, misses = self._hash(who), self._window(), self._misses[kind]
        with self._lock:
            window, count = misses.pop(key, (now, 0))
            misses[key] = (now, count + 1 if window == now else 1)
            while len(misses) > MAX_ADDRESSES:
                misses.popitem(last=False)

    def _window(self) -> int:
        return int(self._now() // WINDOW_SECONDS)

    def _hash(self, who: str) -> bytes:
        text = _household(who).encode()
        return hashlib.blake2b(text, key=self._key, digest_size=12).digest()


def _household(address: str) -> str:
    """What one subscriber holds: an IPv4 address, or a /64 of IPv6 (RFC 6177)."""
    try:
        whole = ipaddress.ip_address(address)
    except ValueError:
        return address
    return address if whole.version == IPV4 else str(ipaddress.ip_network((whole, 64), False))
