"""Fixtures of the browser tests: the product as a process, Chromium, and visits to the product."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from digimatka.content.load import load_journeys
from digimatka.core.compiler import compile_rules
from digimatka.settings import beside_package
from tests.browser.product import InThread, Product, in_thread, served
from tests.browser.stage import Stage, State, break_down
from tests.browser.states import states
from tests.browser.visit import CHROMIUM_ARGS, DESK, PHONE, OpenVisit, Screen, Visit, visited
from tools.browser import BY_HAND, find_chromium

Launch = Callable[..., Browser]
# A machine under load may be slow; a test that hangs is ended by its own limit.
expect.set_options(timeout=10_000)


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The product, served by a process of its own from an empty database."""
    with served(tmp_path_factory.mktemp("data")) as running:
        yield running


@pytest.fixture(scope="session")
def launch() -> Iterator[Launch]:
    """Starts Chromium, with switches beyond those that all of them have."""
    program = find_chromium()
    if program is None:
        pytest.fail(f"The browser tests need Chromium: {BY_HAND}")
    with sync_playwright() as playwright:

        def start(*switches: str) -> Browser:
            args = [*CHROMIUM_ARGS, *switches]
            return playwright.chromium.launch(executable_path=program, args=args)

        yield start


@pytest.fixture(scope="session")
def browser(launch: Launch) -> Iterator[Browser]:
    """Chromium."""
    launched = launch()
    yield launched
    launched.close()


@pytest.fixture
def open_visit(browser: Browser, product: Product) -> Iterator[OpenVisit]:
    """Opens visits; each is judged and closed at the end of the test."""
    with ExitStack() as visits:

        def open_one(
            screen: Screen = PHONE, *, has_js: bool = True, home: str | None = None, **look: Any
        ) -> Visit:
            return visits.enter_context(
                visited(browser, (home or product.address,), screen, has_js=has_js, look=look)
            )

        yield open_one


@pytest.fixture(scope="session")
def trouble(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InThread]:
    """The product where things fail."""
    with in_thread(tmp_path_factory.mktemp("trouble"), prepare=break_down) as running:
        yield running


@pytest.fixture(scope="session")
def stage(browser: Browser, product: Product, trouble: InThread) -> Iterator[Stage]:
    """One browser for all states, so that style and script are fetched once.

    Without motion: colours that fade from light to dark would be measured on their way.
    """
    homes = (product.address, trouble.address)
    with visited(browser, homes, DESK, has_js=True, look={"reduced_motion": "reduce"}) as visit:
        yield Stage(visit, product, trouble)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that looks at ``shown`` runs for each state; pytest puts those of one together."""
    if "state_name" in metafunc.fixturenames:
        metafunc.parametrize("state_name", list(every_state()), scope="session")


@cache
def every_state() -> dict[str, State]:
    """The states of the journey that comes along, by name."""
    journey = load_journeys(beside_package("quests"))[0].journey
    assert journey is not None
    return {state.name: state for state in states(compile_rules(journey))}


@pytest.fixture(scope="session")
def shown(stage: Stage, state_name: str) -> Iterator[Page]:
    """The page in a state, reached once for all the tests that look at it."""
    every_state()[state_name].come(stage)
    yield stage.visit.page
    stage.visit.judge()
