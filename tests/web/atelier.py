"""An author at work on a copy of a small journey, whose files a test may break."""

import shutil
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any, Final

from werkzeug.test import TestResponse

from digimatka.app import create_app
from digimatka.core.staff import Role
from digimatka.settings import Settings
from digimatka.web.services import NAME, Services
from tests.conftest import SECRET, Clock
from tests.content.small import copy_to
from tests.web.browser import Browser, Seen
from tests.web.conftest import World
from tests.web.signed_in import add_staff, again, signed_in

J: Final = "/tekija/pieni-matka"
EKA: Final = f"{J}/tiedosto/alku/eka.yaml"
OLD: Final = "title: Ensimmäinen"
NEW: Final = "title: Ihan ensimmäinen"
_numbers: Final = count(1)


@dataclass(frozen=True)
class Atelier:
    """The app with the journey in ``folder``, and the browser of an author."""

    world: World
    folder: Path
    author: Browser

    @property
    def services(self) -> Services:
        """What the app works with."""
        services: Services = self.world.app.extensions[NAME]
        return services

    @property
    def draft(self) -> Path:
        """The folder of the draft."""
        return self.services.settings.data_dir / "drafts/pieni-matka"

    def colleague(self) -> Browser:
        """The browser of another author."""
        browser, _who = signed_in(self.world, f"toinen{next(_numbers)}", Role.AUTHOR)
        return browser

    def text(self, name: str = "alku/eka.yaml") -> str:
        """A file as it is served."""
        return (self.folder / name).read_text("utf-8")

    def write(self, old: str = OLD, new: str = NEW, *, page: str = EKA) -> Seen:
        """Opens a file, replaces what stands there once, and saves."""
        self.author.visit(page)
        text = typed(self.author)
        assert text.count(old) == 1
        return self.author.press("Tallenna luonnos", text=text.replace(old, new))

    def publish(self, note: str = "Selvensin.") -> Seen:
        """Publishes the draft."""
        self.author.visit(f"{J}/julkaise")
        return self.author.press("Julkaise nyt", note=note)


def told(response: TestResponse) -> dict[str, Any]:
    """What a page's script is told."""
    answer: dict[str, Any] | None = response.json
    assert answer is not None
    return answer


def typed(browser: Browser) -> str:
    """What stands in the field of the file."""
    assert browser.now is not None
    [area] = [e for e in browser.now.page.elements("textarea") if e.get("id") == "text"]
    return area.text or ""


def open_atelier(data: Path) -> Atelier:
    """The app of all these tests. ``data`` has a migrated database."""
    root = data / "sisalto"
    folder = copy_to(root)
    database = data / "digimatka.db"
    app = create_app(Settings(f"sqlite:///{database}", data, root, SECRET), today=Clock())
    services: Services = app.extensions[NAME]
    world = World(app, services.journeys["pieni-matka"], Clock(), database)
    add_staff(world, "tekija", Role.AUTHOR)
    return Atelier(world, folder, world.browser())


def begin_anew(opened: Atelier) -> Atelier:
    """The same app, on which nobody has written anything yet; the author is signed in."""
    data = opened.services.settings.data_dir
    for name in ("drafts", "versions", "playtests", "sisalto"):
        shutil.rmtree(data / name, ignore_errors=True)
    copy_to(data / "sisalto")
    opened.services.swap.renew()
    return replace(opened, author=again(opened.world, "tekija"))
