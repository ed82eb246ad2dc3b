"""Where a state of a page is arranged, and what a state is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask import Flask
from playwright.sync_api import expect

from digimatka.store.session import StoreError, Trouble
from tests.browser.product import InThread, Product
from tests.browser.visit import Visit


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a state is arranged: a visit, the product, and one that is in trouble."""

    visit: Visit
    product: Product
    trouble: InThread

    def begin(self, *quests_done: str) -> int:
        """A learner of this browser, who has done these quests."""
        learner = self.product.begin(self.visit.context)
        self.product.finish(learner, *quests_done)
        return learner

    def open(self, path: str) -> None:
        """A page of the product."""
        self.visit.page.goto(f"{self.product.address}{path}")

    def open_on_journey(self, path: str = "") -> None:
        """A page of the journey."""
        self.visit.page.goto(f"{self.product.journey}{path}")

    def send(self, values: Mapping[str, Sequence[str]]) -> None:
        """Fills in the form of the step and presses its main button; lines stay in their order."""
        page = self.visit.page
        for name, chosen in values.items():
            for value in chosen if name != "order" else ():
                if page.locator(f'#answer :is(textarea, [type="text"])[name="{name}"]').count():
                    page.fill(f"#{name}", value)
                elif page.locator(f'#answer select[name="{name}"]').count():
                    page.select_option(f"#{name}", value)
                else:
                    field = page.locator(f'#answer [name="{name}"][value="{value}"]')
                    if not field.count():  # a scale asks one statement after another
                        page.click("#answer .btn--main")
                    field.check()
        page.click("#answer .btn--main")


@dataclass(frozen=True, slots=True)
class State:
    """``shows`` is a selector of what must be seen when the state is there."""

    name: str
    arrange: Callable[[Stage], object]
    shows: str
    failures: tuple[int, ...] = ()

    def come(self, stage: Stage) -> None:
        """Goes there, as a browser without a past."""
        stage.visit.context.clear_cookies()
        stage.visit.expect_failure(*self.failures)
        self.arrange(stage)
        expect(stage.visit.page.locator(self.shows).first).to_be_visible()


def break_down(app: Flask) -> None:
    """Gives an app two pages that fail as pages fail: by a bug, and by a locked database."""

    def has_a_bug() -> str:
        raise RuntimeError("a bug")

    def is_locked() -> str:
        raise StoreError(Trouble.BUSY)

    app.add_url_rule("/vika", view_func=has_a_bug)
    app.add_url_rule("/lukossa", view_func=is_locked)


def page(name: str, path: str, shows: str = "main h1", *failures: int) -> State:
    """A page that everyone may see."""
    return State(name, lambda stage: stage.open(path), shows, failures)


def of_learner(name: str, path: str, shows: str = "main h1", *quests: str) -> State:
    """A page of a learner who has done these quests."""

    def arrange(stage: Stage) -> None:
        stage.begin(*quests)
        stage.open(path)

    return State(name, arrange, shows)
