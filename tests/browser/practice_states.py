"""Every state of a practice: its way in, each kind of screen, what a press may answer, and its end.

Screens are found by what is on them, so that new content needs no new state.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, partial
from typing import Final, NamedTuple

from playwright.sync_api import Locator, Page

from digimatka.core.commands import CompleteStep, OpenQuest
from digimatka.core.kinds import PracticeStep
from digimatka.core.practice.explore import Explored, Move
from digimatka.core.practice.model import Practice, Screen
from digimatka.core.practice.run import Run, begin
from digimatka.core.rules import Rules
from digimatka.web.practice import address
from tests.browser.product import Product
from tests.browser.stage import Stage, State
from tests.browser.visit import Visit

BAND: Final = ".sim__band"


class Place(NamedTuple):
    """A practice, and the first step that uses it."""

    rules: Rules
    quest: str
    step: PracticeStep
    practice: Practice

    @property
    def home(self) -> str:
        """The path of the step."""
        return f"/matka/{self.rules.journey.id}/{self.quest}/{self.step.id}"

    def path(self, run: Run) -> str:
        """The path of a screen."""
        return address(self.rules.journey.id, (self.quest, self.step.id), run)


class Shown(NamedTuple):
    """A screen of a practice, and a run that is on it."""

    place: Place
    screen: Screen
    run: Run


def places(rules: Rules) -> Iterator[Place]:
    """Every practice of a journey, in the order of its steps."""
    met: set[str] = set()
    for rule in rules.order:
        for step in rule.quest.steps:
            if isinstance(step, PracticeStep) and step.practice not in met:
                met.add(step.practice)
                yield Place(rules, rule.quest.id, step, rules.practices[step.practice])


def in_a_practice(rules: Rules) -> Iterator[State]:
    """The states; which screens they are on is looked up when one is arranged."""
    yield State("practice-start", partial(_enter, rules=rules), ".aims")
    for name, fits, shows in SCREENS:
        yield State(f"practice-{name}", partial(_open, rules=rules, fits=fits), shows)
    yield State("practice-empty", partial(_press_too_early, rules=rules), "#errors", (422,))
    yield State("practice-say", partial(_be_told, rules=rules), f"{BAND} ~ * .feedback--other")
    yield State("practice-hint", partial(_ask_for_a_hint, rules=rules), "#run > .note--hint")
    yield State("practice-met", partial(_reach, rules=rules), ".met")
    yield State("practice-done", partial(_finish, rules=rules), ".feedback--right")


def has_field(kind: str, screen: Screen) -> bool:
    """Whether a screen has a field of this kind: one of the format's, or ``menu``."""
    return any(kind == ("menu" if getattr(f, "menu", False) else f.kind) for f in screen.fields)


SCREENS: Final[tuple[tuple[str, Callable[[Screen], object], str], ...]] = (
    ("detour", lambda screen: screen.detour, ".sim__detour"),
    ("inbox", lambda screen: len(screen.messages) > 1, ".sim__message"),
    ("phone", lambda screen: screen.phone and screen.back, ".sim__phone"),
    ("menu", partial(has_field, "menu"), ".sim select"),
    ("file", partial(has_field, "file"), ".sim [type=radio]"),
    ("devices", lambda screen: screen.devices, ".devices:visible"),
)


def first_screen(rules: Rules, fits: Callable[[Screen], object]) -> Shown:
    """The first screen of a journey that is such, in a state in which its phone shows something."""
    return next(
        Shown(place, screen, Run(screen.id, place.practice.start if screen.detour else "", flags))
        for place in places(rules)
        for screen in place.practice.screens
        if fits(screen)
        for flags in [frozenset(screen.phone.when.has if screen.phone else ())]
    )


def begin_at(visit: Visit, product: Product, place: Place, run: Run | None = None) -> int:
    """A learner whose quest is open, on a screen of a practice or on the way in."""
    learner = product.begin(visit.context)
    replace(product, rules=place.rules).act(learner, OpenQuest(place.quest))
    visit.page.goto(f"{product.address}{place.home if run is None else place.path(run)}")
    return learner


def fill(page: Page, move: Move) -> None:
    """What a press needs: texts, days, options, files."""
    for name, values in move.form.items():
        field = page.locator(f'#run [name="k-{name}"]')
        kind = field.first.evaluate("field => field.type")
        if kind == "select-one":
            field.select_option(values[0])
        elif kind in ("radio", "checkbox"):
            tick(field, values)
        else:
            field.fill(values[0])
    for box in page.locator('#run input[type="checkbox"]').all():
        if (box.get_attribute("name") or "")[2:] not in move.form and move.form:
            box.uncheck()


def tick(fields: Locator, values: tuple[str, ...]) -> None:
    """Chooses these values and no others."""
    for field in fields.all():
        if field.get_attribute("value") in values:
            field.check()
        elif field.get_attribute("type") == "checkbox":
            field.uncheck()


def press(page: Page, move: Move) -> None:
    """Fills in and presses what can be seen."""
    fill(page, move)
    page.locator(f'#run [name="press"][value="{move.action}"]').last.click()


def _enter(stage: Stage, rules: Rules) -> None:
    begin_at(stage.visit, stage.product, next(places(rules)))


def _open(stage: Stage, rules: Rules, fits: Callable[[Screen], object]) -> None:
    place, _screen, run = first_screen(rules, fits)
    begin_at(stage.visit, stage.product, place, run)


def _press_too_early(stage: Stage, rules: Rules) -> None:
    _open(stage, rules, partial(has_field, "date"))
    stage.visit.page.click("#run .sim__page .btn--main")


def _be_told(stage: Stage, rules: Rules) -> None:
    place, before, move = first_telling(rules)
    begin_at(stage.visit, stage.product, place, before)
    press(stage.visit.page, move)


@cache
def first_telling(rules: Rules) -> tuple[Place, Run, Move]:
    """The first press of a journey that is answered by a kind word on the same screen."""
    for place in places(rules):
        before = begin(place.practice)
        moves = Explored(place.practice).first_mistake(place.step.goals) or ()
        for move in moves:
            if move.is_mistake and move.after.screen == before.screen:
                return place, before, move
            before = move.after
    raise AssertionError("no practice says a kind word")


def _ask_for_a_hint(stage: Stage, rules: Rules) -> None:
    _open(stage, rules, _has_hint_and_text)
    stage.visit.page.click('#run [name="act"][value="hint"]')


def _has_hint_and_text(screen: Screen) -> bool:
    return bool(screen.hint) and has_field("text", screen)


def _reach(stage: Stage, rules: Rules) -> int:
    place = next(places(rules))
    moves = Explored(place.practice).shortest(place.step.goals) or ()
    return begin_at(stage.visit, stage.product, place, moves[-1].after)


def _finish(stage: Stage, rules: Rules) -> None:
    place = next(places(rules))
    learner = begin_at(stage.visit, stage.product, place)
    stage.product.act(learner, CompleteStep(place.quest, place.step.id))
    stage.visit.page.reload()
