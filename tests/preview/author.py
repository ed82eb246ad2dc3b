"""An author: a browser in front of the preview, and an editor on the files behind it."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from werkzeug.test import Client, TestResponse

from digimatka.preview.bar import HOME
from digimatka.preview.site import VERSION, Site
from tests.content.small import edit
from tests.web import judge

MAP: Final = "/matka/pieni-matka"


@dataclass
class Author:
    """Asks for pages, each of which is judged; saves files."""

    site: Site
    folder: Path
    client: Client = field(init=False)
    came_from: str = HOME

    def __post_init__(self) -> None:
        self.client = Client(self.site)

    def get(self, address: str) -> TestResponse:
        """A page, or where a link leads; htmx is not asked for."""
        response = self.client.get(address, follow_redirects=True)
        if response.mimetype == "text/html":
            assert judge.faults(response.text) == [], address
        self.came_from = response.request.path
        return response

    def press(self, **form: str) -> TestResponse:
        """Presses a button of the bar, on the page where one is."""
        headers = {"Referer": f"http://localhost{self.came_from}"}
        response = self.client.post(HOME, data=form, headers=headers)
        assert response.status_code == 303
        return self.get(response.headers["Location"])

    def save(self, name: str, old: str, new: str) -> None:
        """Replaces a text in a file."""
        edit(self.folder, name, old, new)

    def version(self) -> str:
        """What an open page asks for twice a second."""
        response = self.client.get(VERSION)
        assert response.headers["Cache-Control"] == "no-store"
        return response.text


def pressed(html: str) -> list[str]:
    """The buttons of the bar that are pressed in."""
    return re.findall(r'value="(\w+)" aria-pressed="true"', html)


def spoken(html: str) -> list[str]:
    """The language that is pressed in."""
    return re.findall(r'value="(\w+)" lang="\w+" aria-pressed="true"', html)
