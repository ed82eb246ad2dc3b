"""Takes pictures for documents: a screen, the screens of phones side by side, a printed sheet."""

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page, ViewportSize

# A4 without its margins, as a browser prints it at 96 dots an inch.
PAPER: Final = ViewportSize(width=680, height=1009)
FRAMED: Final = ViewportSize(width=1000, height=600)
_STYLE: Final = """<style>
body{margin:0;display:inline-flex;gap:20px;padding:8px;background:#fff}
img{width:264px;border:6px solid #33423b;border-radius:20px}
.paper{width:510px;padding:43px;border:1px solid #9aa39d;border-radius:0}
</style>"""


@dataclass(frozen=True, slots=True)
class Camera:
    """A browser that takes pictures, and the folder in which they are put."""

    browser: Browser
    address: str
    folder: Path

    def open(self, screen: ViewportSize, like: Page | None = None) -> Page:
        """A browser of somebody else; with ``like``, one that is signed in as that one is."""
        context = self.browser.new_context(
            viewport=screen,
            base_url=self.address,
            reduced_motion="reduce",
            storage_state=like.context.storage_state() if like else None,
        )
        return context.new_page()

    def shoot(self, name: str, page: Page) -> None:
        """One screen."""
        page.screenshot(path=self._path(name))

    def shoot_row(self, name: str, *screens: bytes) -> None:
        """Screens of phones side by side."""
        self._shoot_framed(name, "phone", screens)

    def shoot_paper(self, name: str, page: Page) -> None:
        """The first sheet of a page as it comes out of the printer."""
        page.set_viewport_size(PAPER)
        page.emulate_media(media="print")
        self._shoot_framed(name, "paper", [page.screenshot()])
        page.emulate_media(media="screen")

    def _shoot_framed(self, name: str, frame: str, screens: Iterable[bytes]) -> None:
        page = self.open(FRAMED)
        data = (b64encode(screen).decode() for screen in screens)
        images = (f'<img class="{frame}" src="data:image/png;base64,{one}">' for one in data)
        page.set_content(_STYLE + "".join(images))
        page.locator("body").screenshot(path=self._path(name))
        page.context.close()

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.png"
