"""A browser without a screen: it keeps cookies, sends forms as they stand, judges what it gets."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

from flask import Flask
from werkzeug.datastructures import Headers
from werkzeug.test import TestResponse

from tests.web import judge
from tests.web.page import FIELDS, Page, parse, text_of

HOST: Final = "http://localhost"
Form = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True)
class Seen:
    """A response, and its page if it is one."""

    response: TestResponse
    is_fragment: bool

    @property
    def status(self) -> int:
        """The status code."""
        return self.response.status_code

    @property
    def headers(self) -> Headers:
        """The headers."""
        return self.response.headers

    @property
    def location(self) -> str:
        """Where a redirect leads."""
        return self.headers["Location"]

    @property
    def html(self) -> str:
        """The body as text."""
        return self.response.get_data(as_text=True)

    @property
    def page(self) -> Page:
        """The body as a page."""
        return parse(self.html, is_fragment=self.is_fragment)

    @property
    def main(self) -> str:
        """What the page says, without its frame."""
        return self.page.main


class Browser:
    """One device. With ``htmx`` it asks for fragments as htmx does, else for whole pages."""

    def __init__(self, app: Flask, *, htmx: bool = False) -> None:
        self.client = app.test_client()
        self.htmx = htmx
        self.address = "/"
        self.now: Seen | None = None

    def get(self, address: str, **headers: str) -> Seen:
        """Asks for an address; a redirect is not followed."""
        return self._open("GET", address, None, headers)

    def part(self, address: str, **headers: str) -> Seen:
        """Asks for the part of a page that its script keeps up to date."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        seen = Seen(self.client.get(address, headers=sent), is_fragment=True)
        faults = judge.faults_of_part(seen.html) if seen.status == 200 else []
        assert not faults, f"GET {address} → {seen.status}: {faults}"
        return seen

    def post(self, address: str, form: Form | None = None, **headers: str) -> Seen:
        """Sends a form; a redirect is not followed."""
        return self._open("POST", address, form or {}, headers)

    def visit(self, address: str) -> Seen:
        """Goes to an address and on to where it leads."""
        return self._follow(self.get(address))

    def press(self, words: str, /, **fields: str | Sequence[str]) -> Seen:
        """Fills fields of the form with this button, presses it, and goes where that leads.

        The form is sent as it stands on the page, and only with fields that it has.
        """
        page = self._page
        button = next(b for b in page.elements("button") if words in text_of(b))
        form = page.within(button, "form")
        assert form is not None, f"{words} sends nothing"
        values = _values(form)
        names = {name.replace("-", "_"): name for name in _names(form)}
        for name, value in fields.items():
            values[names[name]] = [value] if isinstance(value, str) else list(value)
        if button.get("name"):
            values[button.attrib["name"]] = [button.get("value", "")]
        return self._follow(self.post(form.attrib["action"], values))

    def click(self, words: str) -> Seen:
        """Follows the link with these words."""
        links = self._page.links()
        return self.visit(next(href for text, href in links.items() if words in text))

    def cookie(self, name: str) -> str | None:
        """The value of a cookie."""
        found = self.client.get_cookie(name)
        return found.value if found else None

    def adopt(self, name: str, value: str) -> None:
        """Puts a cookie into this browser, wherever it comes from."""
        self.client.set_cookie(name, value)

    @property
    def _page(self) -> Page:
        assert self.now is not None, "nothing is open"
        return self.now.page

    def _follow(self, seen: Seen) -> Seen:
        for _ in range(4):
            if seen.status not in (301, 302, 303, 308):
                break
            seen = self.get(urljoin(self.address, seen.location))
        self.now = seen
        return seen

    def _open(
        self, method: str, address: str, form: Form | None, headers: Mapping[str, str]
    ) -> Seen:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.htmx:
            htmx = {"HX-Request": "true", "HX-Current-URL": HOST + self.address}
            sent = htmx | {"HX-Target": "main", "HX-Request-Type": "partial"} | sent
        response = self.client.open(address, method=method, data=form, headers=sent)
        is_lost_page = sent.get("HX-History-Restore-Request") == "true"
        seen = Seen(response, sent.get("HX-Request") == "true" and not is_lost_page)
        has_page = seen.status != 204 and not 300 <= seen.status < 400
        if response.mimetype == "text/html" and has_page:
            faults = _faults(seen.html, seen.is_fragment)
            assert not faults, f"{method} {address} → {seen.status}: {faults}"
            self.address = urlsplit(address).path
        return seen


@lru_cache(maxsize=4096)
def _faults(html: str, is_fragment: bool) -> tuple[str, ...]:
    return tuple(judge.faults(html, is_fragment=is_fragment))


def sendings(form: Element) -> Iterator[dict[str, str]]:
    """What each button of a form sends, one value a name; what could be chosen where nothing is."""
    choices = {e.attrib["name"]: e.get("value", "") for e in form.iter("input")}
    values = choices | {name: kept[-1] for name, kept in _values(form).items()}
    buttons = list(form.iter("button")) or [Element("button")]
    for button in buttons:
        name = button.get("name")
        yield values | ({name: button.get("value", "")} if name else {})


def _names(form: Element) -> set[str]:
    return {e.attrib["name"] for e in form.iter() if e.tag in FIELDS and e.get("name")}


def _values(form: Element) -> dict[str, list[str]]:
    """What a browser sends of a form that nobody has touched."""
    values: dict[str, list[str]] = {}
    for field in form.iter("input"):
        kind, name = field.get("type", "text"), field.get("name", "")
        if kind not in ("radio", "checkbox") or "checked" in field.attrib:
            values.setdefault(name, []).append(field.get("value", ""))
    for area in form.iter("textarea"):
        values.setdefault(area.attrib["name"], []).append(area.text or "")
    for menu in form.iter("select"):
        options = list(menu.iter("option"))
        chosen = next((option for option in options if "selected" in option.attrib), options[0])
        values.setdefault(menu.attrib["name"], []).append(chosen.get("value", ""))
    return values
