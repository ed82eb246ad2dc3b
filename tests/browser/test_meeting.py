"""A whole meeting: one facilitator, one projector, four phones, in all three ways of playing."""

import re

from playwright.sync_api import Page, expect

from tests.browser.meeting import SHEET, Leader, join, planned, wall_of
from tests.browser.product import Product
from tests.browser.visit import DESK, OpenVisit, Visit

NAMES = ("Hilla", "Pilvi", "Suvi", "Kaarna")
QUEST = SHEET.quests[0]


def at(page: str) -> re.Pattern[str]:
    """The end of the address of a step."""
    return re.compile(rf"/matka/[^/]+/{QUEST}/{page}$")


def start(open_visit: OpenVisit, product: Product) -> tuple[Leader, str]:
    plan = planned(product.store, product.rules.journey.id)
    leader = Leader(open_visit(DESK), plan)
    return leader, leader.come()


def test_a_meeting_is_walked_in_all_three_ways(open_visit: OpenVisit, product: Product) -> None:
    leader, code = start(open_visit, product)
    wall = wall_of(open_visit, code)
    expect(wall.locator(".wall__code")).to_have_text(f"{code[:3]} {code[3:]}")
    phones = [join(open_visit, code, name) for name in NAMES]
    expect(leader.page.locator(".board__code")).to_contain_text("Paikalla 4")
    expect(wall.locator("#wall")).to_contain_text("Paikalla 4")
    steps = product.rules.quests[QUEST].quest.steps

    _own_pace(leader, phones, [step.id for step in steps])
    _together(leader, wall, phones, product)
    _team(leader, wall, phones)
    _words(leader, wall, phones)
    _interview(leader, phones)

    leader.press("Lopetus")
    for phone in phones:
        phone.page.goto("/tapaaminen")
        phone.page.get_by_text("Opin jotain uutta").click()
        phone.page.locator("#tell").locator("..").get_by_role("button").click()
        expect(phone.page.locator("main")).to_contain_text("ilman nimeä")
    leader.press("Lopeta nyt")

    expect(leader.page.locator("#board")).to_contain_text("Opin jotain uutta: 4")
    expect(wall.locator("#wall")).to_contain_text("Kiitos kaikille!")
    expect(phones[1].page.locator("#strip")).to_contain_text("Tapaaminen päättyi")
    phones[0].page.goto("/tapaaminen")
    expect(phones[0].page.locator("h1")).to_have_text("Mitä tein tänään")
    expect(phones[0].page.locator("main")).to_contain_text("askelta")


def _own_pace(leader: Leader, phones: list[Visit], steps: list[str]) -> None:
    """Each at their own step: the board groups them, and proposes who could help whom."""
    leader.press("Tehdään")
    first = phones[0].page
    expect(first.get_by_role("link", name=re.compile("^Jatka:"))).to_be_visible()
    first.get_by_role("link", name=re.compile("^Jatka:")).click()
    expect(first).to_have_url(at(steps[0]))
    first.get_by_role("button", name="Luin tämän, jatketaan").click()
    expect(first).to_have_url(at(steps[1]))

    expect(leader.spot("1/7")).to_contain_text("Pilvi")
    expect(leader.spot("2/7")).to_contain_text("Hilla")
    expect(leader.page.locator("#board")).to_contain_text("Hilla on tehnyt saman askeleen")

    helped = phones[1].page
    helped.locator("#help").fill("En löydä nappia")
    helped.get_by_role("button", name="Pyydä apua").click()
    expect(leader.page.locator(".board__help")).to_contain_text("Pilvi: ”En löydä nappia”")
    leader.press("Hoidettu")
    expect(helped.locator("#help")).to_be_visible()


def _together(leader: Leader, wall: Page, phones: list[Visit], product: Product) -> None:
    """All follow the facilitator's step; the answers show when the facilitator says."""
    rule = product.rules.quests[QUEST]
    step = next(step for step in rule.quest.steps if step.kind == "choose")
    number = rule.step_index[step.id] + 1
    leader.press("Yhdessä")
    leader.page.locator("#at").select_option(f"{QUEST}/{step.id}")
    leader.press("Siirry")

    for phone in phones:
        expect(phone.page).to_have_url(at(step.id))
        phone.page.locator("main [type=radio], main [type=checkbox]").first.check()
        phone.page.locator("main form .btn--main").click()
    expect(leader.page.locator("#board")).to_contain_text("Vastanneita 4")
    expect(wall.locator("#wall")).to_contain_text(f"{number}/{len(rule.quest.steps)}")
    expect(wall.locator(".bars")).to_have_count(0)

    leader.press("Näytä vastaukset kaikille")
    expect(wall.locator(".bars strong").first).to_have_text("4")


def _team(leader: Leader, wall: Page, phones: list[Visit]) -> None:
    """The mörkö calms down by what was done; nobody's share shows."""
    leader.press("Joukkue")
    expect(wall.locator(".team svg.is-hidden")).to_be_visible()
    for phone in phones:
        phone.page.goto("/tapaaminen")
        for words in ("Tein jotain ensimmäistä kertaa", "Autoin toista"):
            with phone.page.expect_response(lambda r: r.request.method == "POST"):
                phone.page.get_by_role("button", name=words).click()
            # The answer to a form leads on to another one; only then is the page itself again.
            expect(phone.page.locator(".htmx-request")).to_have_count(0)

    expect(wall.locator(".team svg.is-walking")).to_be_visible()
    expect(phones[0].page.locator("#shared svg.is-walking")).to_be_visible()
    assert not [name for name in NAMES if name in wall.locator("body").inner_text()]


def _words(leader: Leader, wall: Page, phones: list[Visit]) -> None:
    """A word shows when the facilitator has seen it; what somebody types meanwhile stays."""
    leader.unfold(SHEET.spotlight[0])
    leader.press(SHEET.spotlight[0])
    writer, other = phones[0].page, phones[1].page
    other.locator("#word").fill("kesken")
    writer.locator("#word").fill("rohkea")
    writer.locator("#ask").locator("..").get_by_role("button").click()
    expect(leader.page.locator("#spotlight")).to_contain_text("rohkea")
    expect(wall.locator("#wall")).not_to_contain_text("rohkea")

    leader.press("Näytä")
    expect(wall.locator("#wall")).to_contain_text("rohkea")
    expect(other.locator("#shared")).to_contain_text("rohkea")
    expect(other.locator("#word")).to_have_value("kesken")
    expect(other.locator("#word")).to_be_focused()
    leader.press("Lopeta kysymys")


def _interview(leader: Leader, phones: list[Visit]) -> None:
    """Three parts that go round; nobody is alone."""
    leader.press("Haastatteluharjoitus")
    parts = re.compile("Sinun roolisi: (Haastattelija|Hakija|Tarkkailija)")
    for phone in phones:
        phone.page.goto("/tapaaminen")
        expect(phone.page.locator("main")).to_contain_text(parts)
    # Chance decides who begins with what; of four people two observe, so not every part changes.
    mine = [phone.page.locator("#mates ~ h3") for phone in phones]
    [asks] = [part for part in mine if "Haastattelija" in part.inner_text()]
    [applies] = [part for part in mine if "Hakija" in part.inner_text()]

    leader.press("Vaihda roolit")

    expect(asks).to_have_text("Sinun roolisi: Hakija")
    expect(applies).to_have_text("Sinun roolisi: Tarkkailija")


def test_a_phone_without_javascript_takes_part_by_reloading(
    open_visit: OpenVisit, product: Product
) -> None:
    leader, code = start(open_visit, product)
    phone = join(open_visit, code, "Hilla", has_js=False).page

    leader.press("Tauko kaikille")
    phone.get_by_role("link", name="Päivitä sivu").click()
    expect(phone.locator("main")).to_contain_text("Kuunnellaan nyt yhdessä")
    phone.locator("#help").fill("Missä olen")
    phone.get_by_role("button", name="Pyydä apua").click()

    expect(phone.locator("main")).to_contain_text("Ohjaaja tietää")
    expect(leader.page.locator(".board__help")).to_contain_text("Missä olen")


# On a picture 1.3 m high a line of a thirty-second of it is 4 cm, which eight metres away is 17
# minutes of arc; an eye that sees well tells letters of 5 apart.
SMALLEST_SHARE = 1 / 32
LETTERS = """
() => [...document.querySelectorAll(".wall *")]
  .filter(node => node.checkVisibility() && !node.closest(".sr")
    && [...node.childNodes].some(child => child.nodeType === 3 && child.data.trim()))
  .map(node => [parseFloat(getComputedStyle(node).fontSize)
    * (node.ownerSVGElement ? node.ownerSVGElement.getScreenCTM().a : 1), node.textContent.trim()])
"""


def test_the_wall_is_read_from_eight_metres(open_visit: OpenVisit, product: Product) -> None:
    leader, code = start(open_visit, product)
    wall = wall_of(open_visit, code)
    join(open_visit, code, "Hilla")
    for height, width in ((720, 1280), (1080, 1920), (768, 1024)):
        wall.set_viewport_size({"width": width, "height": height})
        for words in ("Joukkue", "Omaan tahtiin"):
            leader.press("Tehdään")
            leader.press(words)
            expect(wall.locator(".team")).to_have_count(int(words == "Joukkue"))
            small = [
                text for size, text in wall.evaluate(LETTERS) if size < height * SMALLEST_SHARE
            ]
            assert small == [], (width, height, words)
