"""A person's browser: a phone or a desk, watched for everything that must never happen."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    ViewportSize,
)

# What Chromium does around a page and no test looks at. The suggestions under the address bar are
# pages of their own with processes of their own: they cost each visit as much as ours does. The
# last such switch counts, so those of playwright's that matter here are said again.
_WITHOUT: Final = (
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    "WebUIOmniboxPopup",
    "SpareRendererForSitePerProcess",
    "AimEnabled",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "BlockOriginHeaderModificationOnRedirect",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "Translate",
)
CHROMIUM_ARGS: Final = (
    f"--disable-features={','.join(_WITHOUT)}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# What Chromium itself writes on the console for an answer such as 422.
_FAILED: Final = re.compile(
    r"Failed to load resource: (?:the server responded with a status of (\d{3})|net::(\w+))"
    r"|htmx: (htmx:error): Failed to fetch"
)


@dataclass(frozen=True, slots=True)
class Screen:
    """A size of screen (CSS pixels), and whether it is touched."""

    width: int
    height: int
    is_phone: bool

    @property
    def viewport(self) -> ViewportSize:
        """As playwright wants it."""
        return {"width": self.width, "height": self.height}


PHONE: Final = Screen(360, 740, is_phone=True)
DESK: Final = Screen(1280, 900, is_phone=False)


@dataclass  # without slots: playwright keeps notes on objects whose methods it calls
class Visit:
    """One browser with its page. ``loads`` counts documents: a swap by htmx is none."""

    page: Page
    has_js: bool
    homes: tuple[str, ...]
    troubles: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    loads: int = 0
    _expected: set[str] = field(default_factory=set)
    _allowed: set[str] = field(default_factory=set)
    _met: set[str] = field(default_factory=set)

    @property
    def context(self) -> BrowserContext:
        """The browser around the page."""
        return self.page.context

    def expect_failure(self, *names: int | str) -> None:
        """Statuses (422) or network errors ("ERR_FAILED") of the test itself: they must come."""
        self._expected |= {str(name) for name in names}

    def allow_failure(self, *names: str) -> None:
        """Network errors that may come, as the moment will have it, where a server is killed."""
        self._allowed |= set(names)

    def listen(self) -> None:
        """Begins to watch; to be called once."""
        self.context.on("console", self._on_console)
        self.context.on("weberror", lambda error: self.troubles.append(f"error: {error.error}"))
        self.context.on("request", self._on_request)

    def judge(self) -> None:
        """Fails if anything happened that must not, or what was expected did not; then forgets."""
        troubles, missing = self.troubles[:], self._expected - self._met
        self.troubles.clear()
        self._expected.clear()
        self._allowed.clear()
        self._met.clear()
        assert not troubles, troubles
        assert not missing, f"expected, but never seen: {sorted(missing)}"

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        failed = _FAILED.match(message.text)
        name = next(filter(None, failed.groups())) if failed else ""
        if name in self._expected | self._allowed:
            self._met.add(name)
        else:
            self.troubles.append(f"{message.type}: {message.text} ({message.location['url']})")

    def _on_request(self, request: Request) -> None:
        self.requests.append(request)
        if request.resource_type == "document":
            self.loads += 1
        address = urlsplit(request.url)
        at_home = f"{address.scheme}://{address.netloc}" in self.homes
        if address.scheme != "data" and not at_home:
            self.troubles.append(f"a request left the house: {request.url}")


class OpenVisit(Protocol):
    """Opens a browser for a test, on a phone with JavaScript unless it is said otherwise."""

    def __call__(
        self, screen: Screen = PHONE, *, has_js: bool = True, home: str | None = None, **look: Any
    ) -> Visit:
        """The visit, on an empty page; ``look`` goes to playwright's ``new_context``."""
        ...


@contextmanager
def visited(
    browser: Browser,
    homes: tuple[str, ...],
    screen: Screen,
    *,
    has_js: bool,
    look: Mapping[str, Any],
) -> Iterator[Visit]:
    """A fresh browser for the site at the first of ``homes``, judged at the end."""
    context = browser.new_context(
        viewport=screen.viewport,
        is_mobile=screen.is_phone,
        has_touch=screen.is_phone,
        device_scale_factor=2 if screen.is_phone else 1,
        java_script_enabled=has_js,
        service_workers="block",
        base_url=homes[0],
        locale="fi-FI",
        **look,
    )
    try:
        context.set_default_timeout(10_000)
        visit = Visit(context.new_page(), has_js, homes)
        visit.listen()
        yield visit
        visit.judge()
    finally:
        context.close()
