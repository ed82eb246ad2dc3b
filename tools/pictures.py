"""Takes the pictures of README.md from the running product: `make pictures`."""

import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from digimatka.app import create_app
from digimatka.core.commands import CompleteStep
from digimatka.settings import from_environment
from digimatka.usecases import learn
from digimatka.web.services import NAME, Services
from tools.browser import find_chromium

FOLDER: Final = Path(__file__).resolve().parent.parent / "docs" / "pictures"
PHONE: Final = {"width": 360, "height": 740}
DESK: Final = {"width": 1280, "height": 860}
QUESTS_DONE: Final = 6


@contextmanager
def product() -> Iterator[tuple[str, Services]]:
    """The product on a free port with an empty database: its address and its services."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(from_environment({"DIGIMATKA_DATA_DIR": folder}))
        services: Services = app.extensions[NAME]
        server = make_server("127.0.0.1", 0, app, threaded=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", services
        finally:
            server.shutdown()
            thread.join()
            services.store.close()


def walk_half_way(services: Services) -> None:
    """Lets the newest learner do the first quests, and begin the next."""
    rules = services.journeys[services.first_journey]
    with services.store.read() as connection:
        learner = connection.exec_driver_sql("SELECT max(id) FROM learner").scalar_one()
    walker = learn.Walker(services.store, rules, int(learner), services.today())
    for number, rule in enumerate(rules.order[: QUESTS_DONE + 1]):
        steps = rule.quest.steps if number < QUESTS_DONE else rule.quest.steps[:1]
        for step in steps:
            learn.act(walker, CompleteStep(rule.quest.id, step.id))


def take(browser: Browser, address: str, services: Services) -> None:
    """The way in, the map, a question and the badges; on a phone, at a desk, in the dark."""
    journey = f"{address}/matka/{services.first_journey}"
    phone = browser.new_context(viewport=PHONE, has_touch=True)  # type: ignore[arg-type]  # a dict will do
    page = phone.new_page()

    def picture(name: str) -> None:
        page.screenshot(path=FOLDER / f"{name}.png")

    page.goto(address)
    picture("alku")
    page.get_by_role("button", name="Aloita").click()
    page.wait_for_url("**/matka/**")
    walk_half_way(services)
    page.goto(journey)
    page.locator("svg.map").scroll_into_view_if_needed()
    page.locator("svg.map").evaluate("map => map.scrollIntoView()")
    picture("kartta")
    page.goto(f"{journey}/salasana/lajittele")
    picture("askel")
    page.goto(f"{address}/merkit")
    picture("merkit")
    desk = browser.new_context(
        viewport=DESK,  # type: ignore[arg-type]  # a dict will do
        color_scheme="dark",
        storage_state=phone.storage_state(),
    )
    page = desk.new_page()
    page.goto(journey)
    picture("ilta")


def main() -> None:
    """Writes docs/pictures/*.png."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with product() as (address, services), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        take(browser, address, services)
        browser.close()


if __name__ == "__main__":
    main()
