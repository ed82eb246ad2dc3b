"""How pages look on a device: text, contrast, spacing, game; and what stays of it."""

from typing import Final

from playwright.sync_api import Page, expect

from digimatka.core.commands import OpenQuest
from tests.browser.answers import wrong
from tests.browser.looks import run_axe, set_look, sticking_out
from tests.browser.product import Product
from tests.browser.step_states import find
from tests.browser.visit import DESK, PHONE, OpenVisit

STRONGEST: Final = {"text": "larger", "contrast": "more", "spacing": "wide", "game": "off"}
PLACES: Final = ("/", "/matka/{journey}", "/merkit", "/passi", "/kuka", "/asetukset", "/lopeta")


def sets(page: Page, choices: dict[str, str]) -> None:
    """Chooses and saves on the page of settings."""
    page.goto("/asetukset")
    for name, value in choices.items():
        page.check(f"#{name}-{value}")
    page.click("main form .btn--main")
    expect(page.locator("main .feedback--right")).to_be_visible()


def size_of_text(page: Page) -> float:
    """The size of the page's running text, in pixels."""
    found: float = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    return found


def test_settings_change_the_look_and_stay(open_visit: OpenVisit, product: Product) -> None:
    visit = open_visit(PHONE)
    page = visit.page
    product.begin(visit.context)
    page.goto(product.journey)
    before = size_of_text(page)
    expect(page.locator(".map")).to_be_visible()
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")

    sets(page, STRONGEST)

    expect(page.locator("main .feedback--right")).to_be_focused()
    for name, value in STRONGEST.items():
        expect(page.locator(f"#{name}-{value}")).to_be_checked()
    page.goto(product.journey)
    assert size_of_text(page) > 1.4 * before
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != paper
    assert page.evaluate("parseFloat(getComputedStyle(document.body).letterSpacing) > 0")
    expect(page.locator(".map")).to_be_hidden()
    expect(page.locator(".card--quest").first).to_be_visible()
    sets(page, {"text": "normal", "game": "on"})
    page.goto(product.journey)
    assert size_of_text(page) == before
    expect(page.locator(".map")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-contrast", "more")


def test_the_look_outlives_htmx(open_visit: OpenVisit, product: Product) -> None:
    visit = open_visit(PHONE)
    quest, step = find(product.rules, "choose")
    product.act(product.begin(visit.context), OpenQuest(quest))
    sets(visit.page, {"text": "large"})
    size = size_of_text(visit.page)
    visit.page.goto(f"{product.journey}/{quest}/{step.id}")
    visit.expect_failure(422)

    visit.page.check(f"#choice-{next(iter(wrong(step)['choice']))}")
    visit.page.click("#answer .btn--main")

    expect(visit.page.locator("#step > .feedback--other")).to_be_focused()
    assert size_of_text(visit.page) == size


def test_the_strongest_settings_fit_the_narrowest_screen_without_violations(
    open_visit: OpenVisit, product: Product
) -> None:
    visit = open_visit(DESK, reduced_motion="reduce")
    quests = [rule.quest.id for rule in product.rules.order]
    product.finish(product.begin(visit.context), *quests[: len(quests) // 2])
    sets(visit.page, STRONGEST | {"game": "on"})
    steps = [find(product.rules, kind) for kind in ("choose", "sort-order", "scale", "fill")]
    places = [place.format(journey=product.rules.journey.id) for place in PLACES]
    places += [f"/matka/{product.rules.journey.id}/{quest}" for quest, _step in steps[:1]]
    places += [f"/matka/{product.rules.journey.id}/{quest}/{s.id}" for quest, s in steps]
    found = {}
    for place in places:
        visit.page.goto(place)
        set_look(visit.page, 320, 740, "dark")
        found[place] = sticking_out(visit.page) + run_axe(visit.page)["violations"]

    assert {place: out for place, out in found.items() if out} == {}


def test_a_nickname_and_a_picture_are_shown_on_the_map_and_the_way_in(
    open_visit: OpenVisit, product: Product
) -> None:
    visit = open_visit(PHONE)
    product.begin(visit.context)
    visit.page.goto("/kuka")
    visit.page.fill("#nickname", "  Sama  V ")
    visit.page.check("#picture-boat")

    visit.page.click("main form .btn--main")

    expect(visit.page.get_by_role("heading", level=1)).to_contain_text("Sama V")
    visit.page.goto("/")
    expect(visit.page.locator(".hero")).to_contain_text("Sama V")
    visit.page.goto("/kuka")
    expect(visit.page.locator("#picture-boat")).to_be_checked()
