"""Takes the pictures of docs/facilitator.md: a group, its meeting, and four phones in the room."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page, ViewportSize

from digimatka.core.propose import propose, templates_of
from digimatka.core.staff import Role
from digimatka.usecases import groups, meet
from digimatka.usecases import staff as accounts
from digimatka.web.services import Services
from tools.camera import Camera

PHONE: Final = ViewportSize(width=360, height=720)
LAPTOP: Final = ViewportSize(width=1280, height=860)
PROJECTOR: Final = ViewportSize(width=1280, height=720)
TEMPLATE: Final = "ensimmainen-tapaaminen"
NAME: Final = "ohjaaja"
PASSWORD: Final = "kaarna-niemi-pilvi"  # noqa: S105 - of a database that is gone in a moment
NICKNAMES: Final = ("Hilla", "Pilvi", "Kaarna", "Suvi")
QUESTION: Final = "Ruudulle tulee outo ilmoitus"
# Which option each of the four chooses, so that the bars of the answers differ.
CHOICES: Final = (3, 3, 2, 0)
SLIPS: Final = 4


@dataclass(frozen=True, slots=True)
class Leader:
    """The facilitator at the laptop."""

    page: Page

    def sign_in(self) -> None:
        """Through the door of staff."""
        self.page.goto("/ohjaaja/kirjaudu")
        self.page.locator("#name").fill(NAME)
        self.page.locator("#password").fill(PASSWORD)
        self.page.locator("main form .btn--main").click()
        self.page.locator("nav.nav a[href='/ohjaaja/ryhmat']").first.wait_for()

    def press(self, words: str) -> None:
        """Presses a button of the board, in whatever it is folded, and waits for the answer."""
        folded = self.page.locator("details:not([open])").filter(
            has=self.page.locator("button", has_text=words)
        )
        for index in range(folded.count()):
            folded.nth(index).locator("summary").click()
        with self.page.expect_response(lambda answer: answer.request.method == "POST"):
            self.page.get_by_role("button", name=words, exact=True).first.click()
        self.page.wait_for_load_state()

    def scroll_to(self, selector: str) -> None:
        """Brings a part of the board to the top of the screen."""
        _scroll(self.page, selector)


def take_meeting(browser: Browser, address: str, services: Services, folder: Path) -> None:
    """Everything that docs/facilitator.md shows, in the order in which it happens."""
    camera = Camera(browser, address, folder)
    group, meeting = _set_up(services)
    leader = Leader(camera.open(LAPTOP))
    leader.sign_in()
    _paper(camera, leader.page, group, meeting)
    leader.page.goto(f"/ohjaaja/tapaamiset/{meeting}")
    leader.press("Avaa tapaaminen")
    code = leader.page.locator(".board__code strong").inner_text().replace(" ", "")
    wall = camera.open(PROJECTOR)
    wall.goto(f"/naytto/{code}")
    phones = _arrive(camera, wall, code)
    _own_pace(camera, leader, phones)
    _together(camera, leader, wall, phones)
    _team(camera, leader, wall, phones)
    _remote(camera, leader)
    _interview(camera, leader, phones)
    _close(camera, leader, phones)
    for page in (leader.page, wall, *phones):
        page.context.close()


def _set_up(services: Services) -> tuple[int, int]:
    """A facilitator, a group and a planned meeting: the numbers of the latter two."""
    rules, today = services.journeys[services.first_journey], services.today()
    who = accounts.add(services.store, NAME, PASSWORD, frozenset({Role.FACILITATOR}), today)
    group = groups.create(services.store, who, "Tiistairyhmä", rules.journey.id, today)
    template = next(one for one in templates_of(rules) if one.id == TEMPLATE)
    sheet = propose(rules, template, template.minutes, ())
    return group, meet.create(services.store, group, sheet, today)


def _paper(camera: Camera, page: Page, group: int, meeting: int) -> None:
    """The passport slips and the run sheet."""
    page.goto(f"/ohjaaja/ryhmat/{group}/passit")
    page.locator("#count").fill(str(SLIPS))
    page.locator("main form .btn--main").click()
    page.locator(".slips .slip").nth(SLIPS - 1).wait_for()
    camera.shoot_paper("ohjaaja-laput", page)
    page.goto(f"/ohjaaja/tapaamiset/{meeting}/ajolista/tulosta")
    camera.shoot_paper("ohjaaja-ajolista", page)
    page.set_viewport_size(LAPTOP)


def _arrive(camera: Camera, wall: Page, code: str) -> list[Page]:
    """Four people come in; the first one's way is shown."""
    phones, screens = [], []
    for number, name in enumerate(NICKNAMES):
        phone = camera.open(PHONE)
        phone.goto("/liity")
        phone.locator("#code").fill(code.lower())
        screens.append(phone.screenshot())
        phone.locator("main form .btn--main").click()
        phone.locator("#nickname").fill(name)
        phone.wait_for_load_state("networkidle")  # the pictures to choose from are there
        screens.append(phone.screenshot())
        phone.get_by_role("button", name="Liity", exact=True).click()
        phone.locator("#mine").wait_for()
        screens.append(phone.screenshot())
        phones.append(phone)
        wall.get_by_text(f"Paikalla {number + 1}").wait_for()
    camera.shoot_row("ohjaaja-liittyminen", *screens[:3])
    camera.shoot("ohjaaja-seina-liity", wall)
    return phones


def _own_pace(camera: Camera, leader: Leader, phones: list[Page]) -> None:
    """One is ahead, one asks for help: the board shows who could sit beside whom."""
    leader.press("Omaan tahtiin")
    leader.press("Tehdään")
    phones[0].get_by_role("link", name="Jatka:").click()
    phones[0].locator("main form .btn--main").click()
    phones[1].locator("#help").fill("En löydä nappia")
    phones[1].get_by_role("button", name="Pyydä apua").click()
    leader.page.locator(".board__help").wait_for()
    leader.page.get_by_text("on tehnyt saman askeleen").first.wait_for()
    camera.shoot("ohjaaja-taulu", leader.page)
    leader.press("Hoidettu")


def _together(camera: Camera, leader: Leader, wall: Page, phones: list[Page]) -> None:
    """Everybody answers the same question, and the answers show."""
    leader.press("Yhdessä")
    choices = leader.page.locator("#at option", has_text=QUESTION)
    leader.page.locator("#at").select_option(choices.first.get_attribute("value"))
    leader.press("Siirry")
    for phone, choice in zip(phones, CHOICES, strict=True):
        phone.locator("main").get_by_text(QUESTION).first.wait_for()
        phone.locator("main [name=choice]").nth(choice).check()
        phone.locator("main form .btn--main").click()
    leader.page.get_by_text("Vastanneita 4").wait_for()
    leader.press("Näytä vastaukset kaikille")
    wall.locator(".bars").wait_for()
    camera.shoot("ohjaaja-seina-vastaukset", wall)


def _team(camera: Camera, leader: Leader, wall: Page, phones: list[Page]) -> None:
    """The mörkö comes nearer by what the group does."""
    leader.press("Joukkue")
    for phone in phones[:3]:
        phone.locator("#strip[data-at='']").wait_for()  # it knows that the common step is over
        phone.goto("/tapaaminen")
        with phone.expect_response(lambda answer: answer.request.method == "POST"):
            phone.get_by_role("button", name="Tein jotain ensimmäistä kertaa").click()
    phones[0].get_by_role("button", name="Autoin toista").click()
    wall.get_by_text("Tekoja yhdessä 4").wait_for()
    camera.shoot("ohjaaja-seina-joukkue", wall)


def _remote(camera: Camera, leader: Leader) -> None:
    """The same board on the facilitator's telephone, in each way of playing."""
    remote = Leader(camera.open(PHONE, like=leader.page))
    remote.page.goto(leader.page.url)
    screens = []
    for way in ("Omaan tahtiin", "Yhdessä", "Joukkue"):
        remote.press(way)
        remote.page.get_by_role("button", name=way, exact=True, pressed=True).wait_for()
        remote.scroll_to("#way")
        screens.append(remote.page.screenshot())
    camera.shoot_row("ohjaaja-kolme-tapaa", *screens)
    remote.page.context.close()


def _interview(camera: Camera, leader: Leader, phones: list[Page]) -> None:
    """Three parts, one each."""
    leader.press("Omaan tahtiin")
    leader.press("Haastatteluharjoitus")
    found: dict[str, bytes] = {}
    for phone in phones:
        phone.goto("/tapaaminen")
        title = phone.get_by_text("Sinun roolisi:")
        title.wait_for()
        _scroll(phone, "#mates")
        found.setdefault(title.inner_text(), phone.screenshot())
    camera.shoot_row("ohjaaja-haastattelu", *(found[title] for title in sorted(found)))
    leader.press("Pura ryhmät")


def _close(camera: Camera, leader: Leader, phones: list[Page]) -> None:
    """A kiitos card, the closing round, and what each did today."""
    first, second = phones[:2]
    leader.press("Lopetus")
    first.goto("/tapaaminen")
    first.locator("#thanks summary").click()
    first.locator("#to").select_option(label=NICKNAMES[1])
    first.get_by_text("Selitit hyvin").click()
    _scroll(first, "#thanks")
    screens = [first.screenshot()]
    first.get_by_role("button", name="Lähetä kiitos").click()
    second.get_by_text("Sinua kiitettiin").wait_for()
    second.get_by_text("Olen vähän rohkeampi").click()
    _scroll(second, "#tell")
    screens.append(second.screenshot())
    second.locator("form", has=second.locator("#feeling")).get_by_role("button").click()
    second.get_by_text("ilman nimeä").wait_for()
    leader.press("Lopeta nyt")
    second.goto("/tapaaminen")
    second.get_by_text("Minun päiväni").wait_for()
    camera.shoot_row("ohjaaja-lopetus", *screens, second.screenshot())


def _scroll(page: Page, selector: str) -> None:
    page.locator(selector).evaluate("part => { part.scrollIntoView(); scrollBy(0, -72); }")
