"""A meeting in browsers: who leads it, the wall, and the phones in the room."""

from dataclasses import dataclass
from itertools import count
from typing import Final

from playwright.sync_api import Locator, Page, expect

from digimatka.app import this_day
from digimatka.core.runsheet import Part, PartKind, RunSheet
from digimatka.core.staff import Role, Staff
from digimatka.store import groups
from digimatka.store.session import Store
from digimatka.usecases import meet
from digimatka.usecases import staff as accounts
from tests.browser.visit import DESK, OpenVisit, Visit

PASSWORD: Final = "kaarna-niemi-pilvi"
SHEET: Final = RunSheet(
    title="Digirohkeus",
    minutes=60,
    quests=("nimea-digimorko", "oma-lahtopiste"),
    parts=(Part(kind=PartKind.DO, minutes=30, text="Tehdään rauhassa."),),
    spotlight=("Mikä sana kuvaa tätä hetkeä?",),
)
_numbers: Final = count(1)


@dataclass(frozen=True)
class Plan:
    """A meeting that is planned, and who leads it."""

    number: int
    staff: Staff


def planned(store: Store, journey: str, sheet: RunSheet = SHEET) -> Plan:
    """A group with a meeting, not open yet."""
    name = f"ohjaaja{next(_numbers)}"
    staff = accounts.add(store, name, PASSWORD, frozenset({Role.FACILITATOR}), this_day())
    with store.write() as connection:
        group = groups.add(connection, "Maanantain ryhmä", journey, staff.id, this_day())
    return Plan(meet.create(store, group, sheet, this_day()), staff)


@dataclass
class Leader:
    """The facilitator at the board."""

    visit: Visit
    plan: Plan

    @property
    def page(self) -> Page:
        """The board."""
        return self.visit.page

    def come(self) -> str:
        """Signs in, opens the meeting; returns the room code."""
        self.page.goto("/ohjaaja/kirjaudu")
        self.page.locator("#name").fill(self.plan.staff.name)
        self.page.locator("#password").fill(PASSWORD)
        self.page.locator("main form .btn--main").click()
        expect(self.page.locator("h1")).to_be_visible()
        self.page.goto(f"/ohjaaja/tapaamiset/{self.plan.number}")
        self.press("Avaa tapaaminen")
        return self.page.locator(".board__code strong").inner_text().replace(" ", "")

    def press(self, words: str) -> None:
        """Presses a button, in whatever it is folded, and waits until the board has answered."""
        self.unfold(words)
        with self.page.expect_response(lambda r: r.request.method == "POST"):
            self.page.get_by_role("button", name=words, exact=True).first.click()
        expect(self.page.locator("#board")).to_be_visible()
        expect(self.page.locator(".htmx-request")).to_have_count(0)

    def unfold(self, words: str) -> None:
        """Opens what the button is folded in."""
        folded = self.page.locator("details:not([open])").filter(
            has=self.page.locator("button", has_text=words)
        )
        for index in range(folded.count()):
            folded.nth(index).locator("summary").click()

    def spot(self, title: str) -> Locator:
        """Those at one step."""
        return self.page.locator("#board .cards .card").filter(has_text=title)


def join(open_visit: OpenVisit, code: str, nickname: str, **look: object) -> Visit:
    """A phone that has joined by its code."""
    phone = open_visit(**look)  # type: ignore[arg-type]  # as the fixture takes them
    phone.page.goto("/liity")
    phone.page.locator("#code").fill(code.lower())
    phone.page.locator("main form .btn--main").click()
    phone.page.locator("#nickname").fill(nickname)
    phone.page.get_by_role("button", name="Liity", exact=True).click()
    expect(phone.page.locator("#mine")).to_be_visible()
    return phone


def wall_of(open_visit: OpenVisit, code: str) -> Page:
    """The projector."""
    wall = open_visit(DESK).page
    wall.goto(f"/naytto/{code}")
    return wall
