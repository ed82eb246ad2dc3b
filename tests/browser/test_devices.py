"""Trying one's own camera and microphone: only when asked, only here, and let go at once.

Chromium's own false devices stand in: a green picture with a clock in it, and a beep each second.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Final, Protocol

import pytest
from playwright.sync_api import Browser, Page, expect

from digimatka.core.practice.model import Screen as PracticeScreen
from tests.browser.conftest import Launch
from tests.browser.looks import run_axe
from tests.browser.practice_states import Shown, begin_at, first_screen
from tests.browser.product import Product
from tests.browser.visit import PHONE, OpenVisit, Visit, visited

FALSE_DEVICES: Final = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
BOTH: Final = ["camera", "microphone"]
# Keeps what the page gets from the browser, and says on <html> whether it was let go.
NOTE_WHAT_IS_GIVEN: Final = """
window.tracks = [];
window.contexts = [];
const real = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices);
if (real) navigator.mediaDevices.getUserMedia = async wanted => {
  const stream = await real(wanted);
  window.tracks.push(...stream.getTracks());
  await window.answer;
  return stream;
};
window.AudioContext = class extends AudioContext {
  constructor() { super(); window.contexts.push(this); }
};
setInterval(() => {
  const shows = document.querySelector(".devices video")?.readyState >= 2;
  document.documentElement.dataset.held = [
    ...window.tracks.map(track => `${track.kind} ${track.readyState}`),
    ...window.contexts.map(context => `sound ${context.state}`),
    ...(shows ? ["picture"] : []),
  ].sort().join();
}, 50);
"""
LIVE: Final = "audio live,picture,sound running,video live"
LET_GO: Final = "audio ended,sound closed,video ended"
START: Final = "[data-try]"
STOP: Final = "[data-stop]"
SAID: Final = "[data-said]"


class OpenEquipped(Protocol):
    """Opens a phone's browser with both devices."""

    def __call__(self, *, has_js: bool = True) -> Visit:
        """The visit, on an empty page."""
        ...


@pytest.fixture(scope="module")
def equipped(launch: Launch) -> Iterator[Browser]:
    """A browser with a false camera and a false microphone."""
    launched = launch(*FALSE_DEVICES)
    yield launched
    launched.close()


@pytest.fixture
def open_equipped(equipped: Browser, product: Product) -> Iterator[OpenEquipped]:
    """Opens visits in which the devices may be used; each is judged and closed at the end."""
    with ExitStack() as visits:

        def open_one(*, has_js: bool = True) -> Visit:
            home = (product.address,)
            look = {"permissions": BOTH}
            visit = visits.enter_context(visited(equipped, home, PHONE, has_js=has_js, look=look))
            visit.context.add_init_script(NOTE_WHAT_IS_GIVEN)
            return visit

        yield open_one


def has_both(screen: PracticeScreen) -> bool:
    """Whether both devices can be tried on a screen."""
    return len(screen.devices) == len(BOTH)


def at_devices(visit: Visit, product: Product) -> Shown:
    """A learner on the first screen on which both can be tried."""
    shown = first_screen(product.rules, has_both)
    begin_at(visit, product, shown.place, shown.run)
    return shown


def holds(page: Page, devices: str) -> None:
    """The page has got exactly these, in this state."""
    expect(page.locator("html")).to_have_attribute("data-held", devices)


def try_out(page: Page) -> None:
    """Presses, and sees and hears oneself."""
    page.click(START)
    expect(page.locator(SAID)).to_contain_text("Mikrofoni kuulee sinut.")
    holds(page, LIVE)


def go_on(page: Page) -> None:
    """Leaves for the next screen."""
    page.locator("#run .sim__page .actions .btn").first.click()
    expect(page.locator("#run")).to_be_visible()
    expect(page.locator(".devices")).to_have_count(0)


def test_one_sees_and_hears_oneself_and_nothing_leaves_the_page(
    open_equipped: OpenEquipped, product: Product
) -> None:
    visit = open_equipped()
    at_devices(visit, product)
    page = visit.page
    page.wait_for_load_state("networkidle")
    before = len(visit.requests)
    holds(page, "")

    try_out(page)

    expect(page.locator(".devices video")).to_be_visible()
    expect(page.locator(SAID)).to_contain_text("Kuva")
    expect(page.locator(STOP)).to_be_focused()
    assert run_axe(page)["violations"] == []
    page.click(STOP)
    holds(page, LET_GO)
    expect(page.locator(START)).to_be_focused()
    expect(page.locator(".devices video")).to_be_hidden()
    expect(page.locator(SAID)).to_have_text("")
    sent = [one.url for one in visit.requests[before:]]
    assert [url for url in sent if "favicon" not in url] == []  # the icon comes when it comes


def test_another_screen_lets_the_devices_go_and_they_can_be_tried_again(
    open_equipped: OpenEquipped, product: Product
) -> None:
    visit = open_equipped()
    at_devices(visit, product)
    page = visit.page
    page.evaluate("window.isStillHere = true")
    try_out(page)

    go_on(page)
    holds(page, LET_GO)

    page.go_back()
    expect(page.locator(START)).to_be_visible()
    assert page.evaluate("window.isStillHere") is True
    page.evaluate("() => { window.tracks = []; window.contexts = []; }")
    try_out(page)


def test_a_hint_in_between_leaves_no_device_open(
    open_equipped: OpenEquipped, product: Product
) -> None:
    visit = open_equipped()
    at_devices(visit, product)
    page = visit.page
    try_out(page)

    page.click('#run [name="act"][value="hint"]')

    expect(page.locator("#run > .note--hint")).to_be_visible()
    holds(page, LET_GO)
    expect(page.locator(START)).to_be_visible()
    expect(page.locator(".devices video")).to_be_hidden()


def test_a_permission_that_comes_after_one_has_left_opens_nothing(
    open_equipped: OpenEquipped, product: Product
) -> None:
    visit = open_equipped()
    at_devices(visit, product)
    page = visit.page
    page.evaluate("() => { window.answer = new Promise(done => { window.allow = done; }); }")
    page.click(START)
    expect(page.locator(SAID)).to_contain_text("kysyy nyt lupaa")
    page.click(START)  # a second press asks no second time
    holds(page, "audio live,video live")

    go_on(page)
    page.evaluate("() => window.allow()")

    holds(page, "audio ended,video ended")


def test_a_device_that_is_pulled_out_is_told_of(
    open_equipped: OpenEquipped, product: Product
) -> None:
    visit = open_equipped()
    at_devices(visit, product)
    try_out(visit.page)

    visit.page.evaluate("window.tracks.forEach(track => track.stop())")

    expect(visit.page.locator(SAID)).to_contain_text("Se ei haittaa")
    expect(visit.page.locator(START)).to_be_focused()
    holds(visit.page, LET_GO)


def test_the_script_that_comes_twice_listens_once(
    open_equipped: OpenEquipped, product: Product
) -> None:
    visit = open_equipped()
    at_devices(visit, product)
    page = visit.page
    page.evaluate("import(document.querySelector('[data-script]').dataset.script + '&newer')")

    try_out(page)


@pytest.mark.parametrize("block", ["{get: () => undefined}", None], ids=["no-http", "denied"])
def test_without_a_device_one_is_told_kindly_and_goes_on(
    open_visit: OpenVisit, product: Product, block: str | None
) -> None:
    visit = open_visit(PHONE)
    if block:
        visit.context.add_init_script(
            f"Object.defineProperty(Navigator.prototype, 'mediaDevices', {block})"
        )
    at_devices(visit, product)
    page = visit.page

    page.click(START)

    expect(page.locator(SAID)).to_contain_text("Se ei haittaa. Voit jatkaa harjoitusta ilman.")
    expect(page.locator(START)).to_be_focused()
    go_on(page)


def test_without_javascript_nothing_is_promised_and_one_goes_on(
    open_visit: OpenVisit, product: Product
) -> None:
    visit = open_visit(PHONE, has_js=False)
    at_devices(visit, product)
    page = visit.page

    expect(page.locator(START)).to_be_hidden()
    expect(page.locator(".devices--none")).to_contain_text("ei voi kokeilla")

    go_on(page)


def test_the_camera_works_though_one_came_from_another_step_by_htmx(
    open_equipped: OpenEquipped, product: Product
) -> None:
    visit = open_equipped()
    place, _screen, run = first_screen(product.rules, has_both)
    begin_at(visit, product, place)
    page = visit.page
    page.goto(product.journey)
    assert may_use(page) == []
    page.evaluate(
        "path => void htmx.ajax('GET', path, {target: '#main', swap: 'outerMorph'})", place.home
    )
    page.get_by_role("link", name="Aloita harjoitus").click()
    expect(page.locator("#run")).to_be_visible()

    assert may_use(page) == BOTH
    page.goto(product.address + place.path(run))
    try_out(page)


def test_only_pages_of_a_practice_with_devices_may_ask_for_them_also_from_the_cache(
    open_visit: OpenVisit, product: Product
) -> None:
    visit = open_visit(PHONE)
    shown = at_devices(visit, product)
    page = visit.page
    assert may_use(page) == BOTH

    with page.expect_response(lambda answer: "ruutu=" in answer.url) as again:
        page.goto(page.url)
    assert "camera=(self)" in (again.value.header_value("permissions-policy") or "")
    assert may_use(page) == BOTH
    other = first_screen(product.rules, lambda screen: screen.messages)
    for place in (other.place.path(other.run), f"/matka/{product.rules.journey.id}", "/"):
        page.goto(product.address + place)
        assert may_use(page) == (BOTH if other.place == shown.place and "?" in place else []), place


def may_use(page: Page) -> list[str]:
    """The devices for which the page may ask at all."""
    found: list[str] = page.evaluate(
        "names => names.filter(name => document.featurePolicy.allowsFeature(name))", BOTH
    )
    return found
