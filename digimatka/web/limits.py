"""Rate limits in memory, by a hash of the address: the address itself is never kept."""

import hashlib
import ipaddress
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

# A library or a group behind one address may mistype a lot; a guesser needs far more than this.
# With 2^44 passports and a million in use, 40 tries in 10 minutes find one in about 8 years.
PASSPORT_MISSES: Final = 40
WINDOW_SECONDS: Final = 600
MAX_ADDRESSES: Final = 10_000
IPV4: Final = 4


class Limits:
    """Counts misses by address in fixed windows; forgets the oldest addresses first."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._key = secrets.token_bytes(16)
        self._misses: OrderedDict[bytes, tuple[int, int]] = OrderedDict()
        self._lock = threading.Lock()

    def is_reached(self, address: str) -> bool:
        """Whether the address has used up its misses of this window."""
        window, count = self._misses.get(self._hash(address), (-1, 0))
        return window == self._window() and count >= PASSPORT_MISSES

    def note_miss(self, address: str) -> None:
        """Counts one miss."""
        key, now = self._hash(address), self._window()
        with self._lock:
            window, count = self._misses.pop(key, (now, 0))
            self._misses[key] = (now, count + 1 if window == now else 1)
            while len(self._misses) > MAX_ADDRESSES:
                self._misses.popitem(last=False)

    def _window(self) -> int:
        return int(self._now() // WINDOW_SECONDS)

    def _hash(self, address: str) -> bytes:
        text = _household(address).encode()
        return hashlib.blake2b(text, key=self._key, digest_size=12).digest()


def _household(address: str) -> str:
    """What one subscriber holds: an IPv4 address, or a /64 of IPv6 (RFC 6177)."""
    try:
        whole = ipaddress.ip_address(address)
    except ValueError:
        return address
    return address if whole.version == IPV4 else str(ipaddress.ip_network((whole, 64), False))
