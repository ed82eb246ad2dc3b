"""The first chapter from the landing page to its last quest, with nothing but a keyboard."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, expect

from digimatka.app import this_day
from digimatka.core.commands import CompleteStep
from digimatka.core.engine import decide, fold
from digimatka.core.events import BadgeAwarded, Event
from digimatka.core.kinds import Read, Step
from digimatka.core.overview import QuestState, next_quest, next_step, opened_by, quest_state
from digimatka.core.progress import Progress
from digimatka.core.rules import QuestRule, Rules
from tests.answers import right
from tests.browser.keyboard import Keyboard
from tests.browser.product import Product
from tests.browser.visit import DESK, PHONE, OpenVisit, Screen, Visit


@dataclass(slots=True)
class Shadow:
    """What the engine says should follow: the pages are held to it, whatever the content is."""

    rules: Rules
    progress: Progress

    def complete(self, quest: str, step: Step) -> tuple[Event, ...]:
        """The events of a right answer."""
        chosen = tuple(right(step).get("choice", ()))
        events = decide(
            self.rules, self.progress, CompleteStep(quest, step.id, chosen=chosen), this_day()
        )
        assert isinstance(events, tuple)
        self.progress = fold(self.rules, events, self.progress)
        return events

    def next_quest(self) -> QuestRule | None:
        """Where the map's main action leads."""
        return next_quest(self.rules, self.progress)


@pytest.mark.parametrize(
    ("screen", "has_js"), [(PHONE, True), (DESK, False)], ids=["phone-js", "desk-no-js"]
)
def test_the_first_chapter_is_walked_by_keyboard_alone(
    open_visit: OpenVisit, product: Product, screen: Screen, has_js: bool
) -> None:
    visit = open_visit(screen, has_js=has_js)
    walker = Keyboard(visit)
    shadow = Shadow(product.rules, product.rules.fresh())
    chapter = product.rules.journey.chapters[0]
    visit.page.goto("/")
    walker.follow("main form .btn--main")

    walked: list[str] = []
    while (rule := shadow.next_quest()) is not None and rule.chapter.id == chapter.id:
        sees_the_map_as_it_stands(visit, shadow)
        main_action = visit.page.locator("main .btn--main")
        expect(main_action).to_contain_text(rule.quest.title)
        walker.follow("main .btn--main")
        walks_a_quest(walker, shadow, rule)
        walked.append(rule.quest.id)
        walker.follow(f'.actions a[href="/matka/{product.rules.journey.id}"]')

    assert sorted(walked) == sorted(quest.id for quest in chapter.quests)
    sees_the_map_as_it_stands(visit, shadow)


def walks_a_quest(walker: Keyboard, shadow: Shadow, rule: QuestRule) -> None:
    """From the quest's page through its steps, and back on its page at the end."""
    page = walker.visit.page
    quest = rule.quest
    expect(page.get_by_role("heading", level=1)).to_have_text(quest.title)
    walker.follow("main .btn--main")
    for step in quest.steps:
        expect(page.get_by_role("heading", level=1)).to_have_text(step.heading or quest.title)
        before = shadow.progress
        sends_by_keyboard(walker, step)
        events = shadow.complete(quest.id, step)
        if isinstance(step, Read):
            arrives(
                walker.visit, heading_of_the_next_page(page.get_by_role("heading"), rule, shadow)
            )
        else:
            arrives(walker.visit, page.locator("#step > .feedback--right"))
            expect(page.get_by_role("heading", level=1)).to_have_text(step.heading or quest.title)
        sees_the_moment(walker.visit, shadow, before, events)
        if not isinstance(step, Read):
            walker.follow("main .btn--main")
    expect(page.locator("#tehty")).to_be_visible()


def sends_by_keyboard(walker: Keyboard, step: Step) -> None:
    """Answers; with htmx the document stays, which a mark on its window shows."""
    visit = walker.visit
    visit.page.evaluate("window.isStillHere = true")
    loads = visit.loads
    walker.answer(step)
    if visit.has_js:
        visit.page.wait_for_function("document.activeElement !== document.body")
        assert visit.page.evaluate("window.isStillHere") is True
        assert visit.loads == loads


def heading_of_the_next_page(headings: Locator, rule: QuestRule, shadow: Shadow) -> Locator:
    """What is to be read first after a text: the next step's heading, or that the quest is done."""
    following = next_step(rule, shadow.progress)
    if following is None:
        return headings.page.locator("#tehty")
    step = rule.quest.steps[rule.step_index[following]]
    return headings.page.get_by_role("heading", level=1, name=step.heading or rule.quest.title)


def arrives(visit: Visit, place: Locator) -> None:
    """The place is shown; with JavaScript the focus is on it and it is in view."""
    expect(place).to_be_visible()
    if visit.has_js:
        expect(place).to_be_focused()
        expect(place).to_be_in_viewport()


def sees_the_moment(
    visit: Visit, shadow: Shadow, before: Progress, events: tuple[Event, ...]
) -> None:
    """Every badge of the act, and every quest that it opened, is told; and nothing else is."""
    badges = [event.title for event in events if isinstance(event, BadgeAwarded)]
    expect(visit.page.locator(".moment .sign")).to_have_text(badges)
    if badges and visit.page.locator("#tehty").count():
        expect(visit.page.locator(".moment").first).to_be_in_viewport()
    opened = [rule.quest.title for rule in opened_by(before, shadow.progress, shadow.rules)]
    expect(visit.page.locator(".note--tip li")).to_have_text(opened)


def sees_the_map_as_it_stands(visit: Visit, shadow: Shadow) -> None:
    """Picture and list say the same of every quest."""
    page = visit.page
    states = [quest_state(rule, shadow.progress) for rule in shadow.rules.order]
    wanted = [f"is-{state}" for state in states]
    expect(page.locator(".card--quest")).to_have_count(len(wanted))
    cards = page.locator(".card--quest").evaluate_all(
        "all => all.map(c => [...c.classList].find(n => n.startsWith('is-') && n !== 'is-here'))"
    )
    assert cards == wanted
    stops = page.locator(".stop").evaluate_all("all => all.map(s => s.getAttribute('class'))")
    assert stops == [f"stop stop--{state}" for state in states]
    assert (QuestState.DONE in states) == (shadow.progress.seq > 0)
