"""What happens in rooms: the server starts anew, a phone sleeps, a laptop is closed."""

from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import APIResponse, Browser, Route, expect

from digimatka.app import read_journeys
from digimatka.settings import beside_package
from digimatka.store.session import Store
from tests.browser.meeting import Leader, join, planned, wall_of
from tests.browser.product import Product
from tests.browser.visit import DESK, PHONE, OpenVisit, Screen, Visit, visited
from tests.served import Served, serve


def start(open_visit: OpenVisit, product: Product) -> tuple[Leader, str]:
    plan = planned(product.store, product.rules.journey.id)
    leader = Leader(open_visit(DESK), plan)
    return leader, leader.come()


def test_a_meeting_goes_on_after_the_server_was_started_anew(
    browser: Browser, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    with ExitStack() as stack:
        running = stack.enter_context(serve(data))
        home = f"http://127.0.0.1:{running.port}"

        def open_visit(screen: Screen = PHONE, *, has_js: bool = True, **_: object) -> Visit:
            visit = visited(browser, (home,), screen, has_js=has_js, look={})
            opened = stack.enter_context(visit)
            # What the kill cuts (a stream, or an answer on its way), and what finds nobody there.
            opened.allow_failure(
                "ERR_CONNECTION_REFUSED",
                "ERR_CONNECTION_RESET",
                "ERR_EMPTY_RESPONSE",
                "ERR_INCOMPLETE_CHUNKED_ENCODING",
            )
            return opened

        store = Store(f"sqlite:///{data / 'digimatka.db'}")
        stack.callback(store.close)
        journey = next(iter(read_journeys(beside_package("quests"))))
        leader = Leader(open_visit(DESK), planned(store, journey))
        code = leader.come()
        phone = join(open_visit, code, "Hilla")
        wall = wall_of(open_visit, code)
        phone.page.locator("#help").fill("kesken")

        running.kill()
        for page in (leader.page, phone.page, wall):
            expect(page.locator(".lost")).to_be_visible()
        again: Served = stack.enter_context(serve(data, running.port))

        for page in (leader.page, phone.page, wall):
            expect(page.locator(".lost")).to_have_count(0)
        expect(phone.page.locator("#help")).to_have_value("kesken")
        leader.press("Purku")
        expect(wall.locator(".wall__phase")).to_have_text("Purku")
        expect(phone.page.locator("#strip")).to_contain_text("Purku")
        assert again.port == running.port


def test_a_phone_that_slept_is_up_to_date_when_it_wakes(
    open_visit: OpenVisit, product: Product
) -> None:
    leader, code = start(open_visit, product)
    phone = join(open_visit, code, "Hilla")
    sleep = """(hidden) => {
      Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }"""

    phone.page.evaluate(sleep, True)
    asked = len(phone.requests)
    leader.press("Purku")
    leader.press("Lopetus")
    expect(leader.page.locator("#board .eyebrow")).to_contain_text("Lopetus")
    assert len(phone.requests) == asked, "a phone that sleeps asks nothing"
    expect(phone.page.locator("#strip")).not_to_contain_text("Lopetus")
    phone.page.evaluate(sleep, False)

    expect(phone.page.locator("#strip")).to_contain_text("Lopetus")
    expect(phone.page.locator("#tell")).to_be_attached()


def test_who_closes_the_laptop_is_relieved_by_another_device(
    open_visit: OpenVisit, product: Product
) -> None:
    leader, code = start(open_visit, product)
    phone = join(open_visit, code, "Hilla")
    leader.page.close()

    remote = Leader(open_visit(), leader.plan)
    remote.page.goto("/ohjaaja/kirjaudu")
    remote.page.locator("#name").fill(remote.plan.staff.name)
    remote.page.locator("#password").fill("kaarna-niemi-pilvi")
    remote.page.locator("main form .btn--main").click()
    expect(remote.page.locator("h1")).to_be_visible()
    remote.page.goto(f"/ohjaaja/tapaamiset/{remote.plan.number}")
    remote.press("Purku")

    expect(phone.page.locator("#strip")).to_contain_text("Purku")


def test_a_page_without_room_for_a_stream_asks_now_and_then(
    open_visit: OpenVisit, product: Product
) -> None:
    leader, code = start(open_visit, product)
    phone = open_visit()
    phone.context.route("**/virta", lambda route: route.fulfill(status=503))
    phone.expect_failure(503)
    phone.page.goto(f"/liity/{code}")
    phone.page.locator("#nickname").fill("Hilla")
    phone.page.get_by_role("button", name="Liity", exact=True).click()
    expect(phone.page.locator("#mine")).to_be_visible()

    leader.press("Purku")

    expect(phone.page.locator("#strip")).to_contain_text("Purku")
    expect(phone.page.locator(".lost")).to_have_count(0)


def test_clocks_that_are_wrong_do_not_matter(open_visit: OpenVisit, product: Product) -> None:
    leader, code = start(open_visit, product)
    phone = join(open_visit, code, "Hilla")
    phone.page.clock.set_system_time("2031-01-01T03:00:00")

    leader.press("Purku")

    expect(phone.page.locator("#strip")).to_contain_text("Purku")


def test_what_is_old_never_takes_the_place_of_what_is_new(
    open_visit: OpenVisit, product: Product
) -> None:
    """A stream that begins after an answer may begin with what the answer has outrun."""
    leader, code = start(open_visit, product)
    phone = join(open_visit, code, "Hilla")
    old = phone.page.request.get("/tapaaminen/tila").text()
    leader.press("Purku")
    expect(phone.page.locator("#strip")).to_contain_text("Purku")
    lines = "".join(f"data: {line}\n" for line in old.splitlines())
    phone.context.route(
        "**/virta",
        lambda route: route.fulfill(
            body=f"id: 1\n{lines}\n", content_type="text/event-stream; charset=utf-8"
        ),
    )
    phone.page.reload()

    with phone.page.expect_response("**/virta"):
        pass
    with phone.page.expect_response("**/tila"):
        pass

    expect(phone.page.locator("#strip")).to_contain_text("Purku")
    expect(phone.page.locator("main .eyebrow")).to_have_text("Purku")


def test_what_was_asked_for_by_a_page_never_takes_the_place_of_the_next(
    open_visit: OpenVisit, product: Product
) -> None:
    """The meeting's page asks for itself anew, and is left for the common step meanwhile."""
    leader, code = start(open_visit, product)
    phone = join(open_visit, code, "Hilla")
    late: list[tuple[Route, APIResponse]] = []
    phone.context.route("**/tapaaminen", lambda route: late.append((route, route.fetch())))
    with phone.page.expect_request("**/tapaaminen"):
        leader.press("Purku")
    leader.page.locator("#at").select_option(index=0)

    leader.press("Siirry")
    expect(phone.page.locator("#mine")).to_have_count(0)
    expect(phone.page.locator("main h1")).to_be_visible()
    step = phone.page.locator("main h1").inner_text()
    with phone.page.expect_response("**/tapaaminen"):
        for route, answer in late:
            route.fulfill(response=answer)
    leader.press("Tauko kaikille")

    expect(phone.page.locator("#strip")).to_contain_text("Tauko")
    expect(phone.page.locator("main h1")).to_have_text(step)
    expect(phone.page.locator("#mine")).to_have_count(0)
