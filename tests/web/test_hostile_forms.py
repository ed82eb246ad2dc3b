"""The forms of staff and of a meeting as they stand, with one field hostile in turn: no crash."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import pytest

from digimatka.core.meeting.model import Phase, Way
from digimatka.core.staff import Role
from digimatka.store import groups as rows
from tests.conftest import TODAY
from tests.web.atelier import Atelier, J
from tests.web.browser import Browser, sendings
from tests.web.conftest import World
from tests.web.page import parse
from tests.web.room import Room, open_room
from tests.web.signed_in import signed_in
from tests.web.test_hostile import MARK, VALUES

# Numbers and names of files: pages that differ in nothing else have the same forms.
_PARTS = re.compile(r"\d+|[\w/-]+\.yaml")
HOSTILE = (*VALUES[1::2], "", "-1", "9" * 25, "9" * 5000)


class Found(NamedTuple):
    """A form of a page: where it leads, and what it sends untouched with one of its buttons."""

    action: str
    values: Mapping[str, str]


def forms_from(browser: Browser, seeds: Sequence[str], area: str) -> list[Found]:
    """The forms of the seeds and of the pages of the area that they lead to, one of each kind."""
    queue, found = list(seeds), dict[str, Found]()
    for address in queue:  # grows while it is walked
        response = browser.client.get(address)
        if response.status_code != 200 or response.mimetype != "text/html":
            continue
        page = parse(response.text)
        for link in page.elements("a"):
            to = urlsplit(urljoin(address, link.get("href", "")))
            if not to.netloc and to.path.startswith(area) and to.path not in queue:
                queue.append(to.path)
        for form in page.elements("form"):
            if form.get("method", "get") != "post":
                continue
            for values in sendings(form):
                action = form.get("action", address)
                kind = f"{action} {values.get('act', '').partition('-')[0]}"
                found.setdefault(_PARTS.sub("", kind), Found(action, values))
    return [form for form in found.values() if form.action != "/ohjaaja/ulos"]


def hostile(form: Found) -> Iterator[dict[str, str]]:
    """The form with one field hostile, then without it."""
    for name in form.values:
        for value in HOSTILE:
            yield {**form.values, name: value}
        yield {key: value for key, value in form.values.items() if key != name}


def check(browser: Browser, forms: Sequence[Found]) -> None:
    assert forms
    for form in forms:
        for values in hostile(form):
            response = browser.client.post(form.action, data=values)
            assert response.status_code < 500, (form.action, values)
            assert MARK not in response.text, (form.action, values)


def busy(world: World) -> tuple[Room, Browser]:
    room = open_room(world)
    phones = [room.phone(name) for name in ("Hilla", "Pilvi", "", "Suvi")]
    room.press(act="phase", to=Phase.DO)
    phones[0].post("/tapaaminen", {"act": "help", "words": "En löydä"})
    return room, phones[1]


def test_the_pages_of_a_group(world: World) -> None:
    room, _phone = busy(world)
    with room.services.store.write() as connection:
        rows.add(connection, "Toinen", "koe", room.staff.id, TODAY)

    forms = forms_from(room.leader, ["/ohjaaja/ryhmat"], f"/ohjaaja/ryhmat/{room.group}")

    assert len(forms) > 10
    check(room.leader, forms)


def test_the_board(world: World) -> None:
    room, _phone = busy(world)

    forms = forms_from(room.leader, [room.url], room.url)

    assert len(forms) > 10
    check(room.leader, forms)


@pytest.mark.parametrize("way", list(Way))
def test_the_page_of_a_participant(world: World, way: Way) -> None:
    room, phone = busy(world)
    room.press(act="way", to=way)

    check(phone, forms_from(phone, ["/tapaaminen", "/ryhma", f"/liity/{room.code}"], "/tapaaminen"))


def test_the_accounts_of_staff(world: World) -> None:
    browser, _who = signed_in(world, "pahantahtoinen", Role.ADMINISTRATOR)
    browser.post("/ohjaaja/henkilosto", {"roles": "author"})
    forms = forms_from(browser, ["/ohjaaja/henkilosto"], "/ohjaaja/henkilosto")

    assert any("withdraw" in form.values for form in forms)
    check(browser, forms)


def test_ones_own_account(world: World) -> None:
    browser, _who = signed_in(world, "oman-tilin-haltija", Role.AUTHOR)

    check(browser, forms_from(browser, ["/ohjaaja/tili"], "/ohjaaja/tili"))


def test_the_studio(atelier: Atelier) -> None:
    check(atelier.author, forms_from(atelier.author, [J], J))
