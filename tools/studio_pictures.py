"""Takes the picture of the studio in docs/content-format.md: a slip, and the preview beside it."""

from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, ViewportSize

from digimatka.core.staff import Role
from digimatka.usecases import staff as accounts
from digimatka.web.services import Services
from tools.camera import Camera

LAPTOP: Final = ViewportSize(width=1280, height=1000)
NAME: Final = "tekija"
PASSWORD: Final = "kaarna-niemi-pilvi"  # noqa: S105 - of a database that is gone in a moment
FILE: Final = "1-lahtoranta/nimea-digimorko.yaml"
LINE: Final = 37


def take_studio(browser: Browser, address: str, services: Services, folder: Path) -> None:
    """The editor with a problem on its line, the step beside it."""
    roles = frozenset({Role.AUTHOR})
    accounts.add(services.store, NAME, PASSWORD, roles, services.today())
    camera = Camera(browser, address, folder)
    page = camera.open(LAPTOP)
    page.goto("/ohjaaja/kirjaudu")
    page.locator("#name").fill(NAME)
    page.locator("#password").fill(PASSWORD)
    page.locator("main form .btn--main").click()
    page.get_by_role("link", name="Matkan teksti").wait_for()
    page.goto(f"/tekija/{services.first_journey}/tiedosto/{FILE}#rivi-{LINE}")
    page.get_by_role("textbox", name="Teksti").wait_for()
    page.locator(".cm-line", has_text="question:").first.click()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type("vihje: Katso rauhassa.")
    page.locator("#problems .problem--error").wait_for()
    page.keyboard.press("Escape")
    page.locator("#preview").content_frame.get_by_role("radio").first.wait_for()
    page.locator("h1").scroll_into_view_if_needed()
    page.evaluate("document.querySelector('h1').scrollIntoView()")
    camera.shoot("studio", page)
