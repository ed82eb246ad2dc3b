"""Whole pages that are the same for many learners, kept ready to send.

A page is kept under all that it depends on, so it need never be taken back; a new version of the
content is a new app. Nothing personal is kept: no page with a name, an answer or a passport.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Final

import brotli

MOST_BYTES: Final = 6_000_000
# Made once and sent often, a page is worth more work than one that is made for one answer.
QUALITY: Final = 5


@dataclass(frozen=True, slots=True)
class Body:
    """A page as it is, and compressed."""

    plain: bytes
    brotli: bytes


class Pages:
    """The pages used last, up to so many bytes. Safe to share between threads."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._room = most_bytes
        self._kept: OrderedDict[Hashable, Body] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, draw: Callable[[], str]) -> Body:
        """The page of the key, drawn if it is not kept."""
        with self._lock:
            body = self._kept.get(key)
            if body is not None:
                self._kept.move_to_end(key)
                return body
        plain = draw().encode()
        body = Body(plain, brotli.compress(plain, quality=QUALITY))
        with self._lock:
            if key not in self._kept:
                self._kept[key] = body
                self._room -= len(plain) + len(body.brotli)
            while self._room < 0:
                _, old = self._kept.popitem(last=False)
                self._room += len(old.plain) + len(old.brotli)
        return body
