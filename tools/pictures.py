"""Takes the pictures of README.md and of the documents: `make pictures`."""

import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from digimatka.app import create_app
from digimatka.core.commands import CompleteStep, OpenQuest
from digimatka.core.kinds import PracticeStep
from digimatka.core.practice.explore import Explored
from digimatka.core.practice.model import Practice
from digimatka.core.practice.run import Run, begin, here, pack
from digimatka.core.rules import Rules
from digimatka.settings import from_environment
from digimatka.usecases import learn
from digimatka.web.services import NAME, Services
from tools.browser import find_chromium
from tools.meeting_pictures import take_meeting
from tools.studio_pictures import take_studio

FOLDER: Final = Path(__file__).resolve().parent.parent / "docs" / "pictures"
PHONE: Final = {"width": 360, "height": 740}
DESK: Final = {"width": 1280, "height": 860}
QUESTS_DONE: Final = 6
# What slips and the wall call the product; nobody is sent there.
SHOWN_ADDRESS: Final = "http://digimatka.example"


@contextmanager
def product() -> Iterator[tuple[str, Services]]:
    """The product on a free port with an empty database: its address and its services."""
    # A live view that has just lost its last page may still be looking at the database.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        own = {"DIGIMATKA_DATA_DIR": folder, "DIGIMATKA_BASE_URL": SHOWN_ADDRESS}
        app = create_app(from_environment(own))
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


def take_practices(browser: Browser, address: str, services: Services) -> None:
    """A telling screen of every practice of every journey, at a desk."""
    page = browser.new_page(viewport=DESK)  # type: ignore[arg-type]  # a dict will do
    page.goto(address)
    page.get_by_role("button", name="Aloita").first.click()
    page.wait_for_url("**/matka/**")
    with services.store.read() as connection:
        learner = connection.exec_driver_sql("SELECT max(id) FROM learner").scalar_one()
    for rules in services.journeys.values():
        walker = learn.Walker(services.store, rules, int(learner), services.today())
        for practice, quest, step in first_uses(rules):
            learn.act(walker, OpenQuest(quest))
            query = urlencode(pack(telling_run(practice)))
            page.goto(f"{address}/matka/{rules.journey.id}/{quest}/{step}?{query}")
            page.locator("#run").screenshot(path=FOLDER / f"harjoitus-{practice.id}.png")


def first_uses(rules: Rules) -> Iterator[tuple[Practice, str, str]]:
    """Every practice with the first step that uses it: quest and step."""
    met: set[str] = set()
    for rule in rules.order:
        for step in rule.quest.steps:
            if isinstance(step, PracticeStep) and step.practice not in met:
                met.add(step.practice)
                yield rules.practices[step.practice], rule.quest.id, step.id


def telling_run(practice: Practice) -> Run:
    """On the shortest way the screen with most to do: a phone, an inbox, fields."""
    moves = Explored(practice).shortest() or ()
    runs = [begin(practice), *(move.after for move in moves)]

    def weight(run: Run) -> int:
        screen = here(practice, run)
        return 4 * bool(screen.phone) + 2 * len(screen.messages) + len(screen.fields[:4])

    return max(runs, key=weight)


def main() -> None:
    """Writes docs/pictures/*.png."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with product() as (address, services), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        take(browser, address, services)
        take_practices(browser, address, services)
        take_meeting(browser, address, services, FOLDER)
        take_studio(browser, address, services, FOLDER)
        browser.close()


if __name__ == "__main__":
    main()
