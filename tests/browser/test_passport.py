"""The passport: four words on a slip that lead back, from paper or by the camera."""

import re
from collections.abc import Iterator
from datetime import timedelta

import segno
from playwright.sync_api import Page, expect

from digimatka.app import this_day
from digimatka.core.commands import CompleteStep
from digimatka.core.passport import Passport, fold, read_words
from tests.browser.product import Product, in_thread
from tests.browser.visit import DESK, PHONE, OpenVisit


def makes_a_passport(page: Page) -> list[str]:
    """Presses the button; returns the words as the slip shows them."""
    page.goto("/passi")
    page.click("main form .btn--main")
    expect(page.locator(".slip__words li")).to_have_count(4)
    return page.locator(".slip__words li").all_inner_texts()


def mistyped(words: list[str]) -> str:
    """The words in capitals with one letter missing, so that they can still be only these."""
    for text in _without_a_letter(words):
        read = read_words(text)
        if isinstance(read, Passport) and list(read.words) == words:
            return text.upper()
    raise AssertionError(f"no letter can be spared in {words}")


def _without_a_letter(words: list[str]) -> Iterator[str]:
    for place, word in enumerate(words):
        for letter in range(1, len(word)):
            shorter = word[:letter] + word[letter + 1 :]
            yield "  ".join([*words[:place], shorter, *words[place + 1 :]])


def test_one_comes_back_tomorrow_with_four_words_in_capitals_and_a_typo(
    open_visit: OpenVisit, product: Product
) -> None:
    first_quest = product.rules.order[0].quest
    first_day = open_visit(PHONE)
    product.act(
        product.begin(first_day.context), CompleteStep(first_quest.id, first_quest.steps[0].id)
    )
    words = makes_a_passport(first_day.page)
    first_day.page.click(".leave")
    first_day.page.click('form[action="/lopeta"] .btn--main')
    expect(first_day.page).to_have_url(f"{product.address}/hei-hei")
    assert first_day.context.cookies() == []
    first_day.page.goto(product.journey)
    expect(first_day.page).to_have_url(f"{product.address}/")

    tomorrow = this_day() + timedelta(days=1)
    with in_thread(product.data, today=lambda: tomorrow) as next_day:
        visit = open_visit(DESK, home=next_day.address)
        visit.page.goto("/")
        visit.page.click('.hero a[href="/jatka"]')
        visit.page.fill("#words", mistyped(words))
        visit.page.click("main form .btn--main")

        expect(visit.page.locator("main .note--back")).to_be_visible()
        expect(visit.page.locator(".leave")).to_be_visible()
        card = visit.page.locator(".card--quest.is-started")
        expect(card).to_contain_text(first_quest.title)
        visit.page.goto("about:blank")  # nothing is on its way when the server stops


def test_without_javascript_the_words_lead_back_too(
    open_visit: OpenVisit, product: Product
) -> None:
    visit = open_visit(PHONE, has_js=False)
    product.begin(visit.context)
    words = makes_a_passport(visit.page)
    visit.context.clear_cookies()

    visit.page.goto("/jatka")
    visit.page.fill("#words", mistyped(words))
    visit.page.click("main form .btn--main")

    expect(visit.page.locator(".map")).to_be_visible()


def test_the_camera_fills_the_words_in_and_no_request_carries_them(
    open_visit: OpenVisit, product: Product
) -> None:
    maker, walker = open_visit(DESK), open_visit(PHONE)
    product.begin(maker.context)
    words = makes_a_passport(maker.page)
    link = f"{product.address}/jatka#{'-'.join(fold(word) for word in words)}"
    drawn = maker.page.locator(".slip__qr svg path").last.get_attribute("d") or "nothing"
    assert drawn in segno.make(link, error="m", micro=False).svg_inline(omitsize=True, border=2)

    walker.page.goto(link)

    expect(walker.page.locator("#words")).to_have_value(" ".join(words_as_typed(link)))
    expect(walker.page).to_have_url(f"{product.address}/jatka")
    walker.page.click("main form .btn--main")
    expect(walker.page.locator(".map")).to_be_visible()
    for request in walker.requests:
        said = request.url + str(request.headers) + (request.post_data or "")
        is_the_form = request.method == "POST" and request.url.endswith("/jatka")
        assert is_the_form or not any(word in said for word in words_as_typed(link))
        assert is_the_form or "#" not in request.url
    log = product.log.read_text("utf-8")
    assert '"route": "/jatka"' in log
    assert not any(re.search(rf"\b{word}\b", log) for word in words_as_typed(link))


def words_as_typed(link: str) -> list[str]:
    """The words behind the link's hash sign."""
    return link.partition("#")[2].split("-")


def test_the_slip_is_one_page_of_paper_with_the_words_and_the_code(
    open_visit: OpenVisit, product: Product
) -> None:
    visit = open_visit(DESK)
    product.begin(visit.context)
    makes_a_passport(visit.page)

    sheet = visit.page.pdf(format="A4", tagged=True)

    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", sheet)) == 1
    visit.page.emulate_media(media="print")
    for seen in (".slip__words li >> nth=3", ".slip__qr svg", ".slip__cut", ".slip h2"):
        expect(visit.page.locator(seen)).to_be_visible()
    for gone in (".top", ".foot", "main .actions"):
        expect(visit.page.locator(gone)).to_be_hidden()


def test_the_button_prints_the_slip(open_visit: OpenVisit, product: Product) -> None:
    visit = open_visit(PHONE)
    product.begin(visit.context)
    makes_a_passport(visit.page)
    visit.page.evaluate("window.print = () => { window.isPrinted = true }")

    visit.page.click("[data-print]")

    visit.page.wait_for_function("window.isPrinted === true")


def test_erasing_leaves_nothing_here_or_there(open_visit: OpenVisit, product: Product) -> None:
    visit = open_visit(PHONE)
    product.begin(visit.context)
    words = makes_a_passport(visit.page)
    visit.page.goto("/lopeta")
    visit.page.click("summary")

    visit.page.click('[name="erase"]')

    expect(visit.page.get_by_role("heading", level=1)).to_be_visible()
    assert visit.context.cookies() == []
    visit.expect_failure(422)
    visit.page.goto("/jatka")
    visit.page.fill("#words", " ".join(words))
    visit.page.click("main form .btn--main")
    expect(visit.page.locator("#errors")).to_be_focused()
    expect(visit.page.locator("#words")).to_have_value(" ".join(words))


def test_the_badge_page_says_what_one_has_and_why(open_visit: OpenVisit, product: Product) -> None:
    visit = open_visit(PHONE)
    product.finish(product.begin(visit.context), product.rules.order[0].quest.id)

    visit.page.goto("/merkit")

    visit.page.click("main details summary >> nth=0")
    expect(visit.page.locator("main details li").first).to_contain_text(
        product.rules.order[0].quest.title
    )
    expect(visit.page.locator(".sign--waiting").first).to_be_visible()
