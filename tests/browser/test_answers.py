"""The plain life of a step: a wrong answer, hints, the answer, doing it anew, going back."""

import pytest
from playwright.sync_api import Page, expect

from digimatka.core.commands import CompleteStep, MarkQuest, OpenQuest, ShowHint
from digimatka.core.events import Mark
from digimatka.core.kinds import Choose, Fill, Sort, Step
from tests.answers import right
from tests.browser.answers import NONSENSE, wrong
from tests.browser.product import Product, in_thread
from tests.browser.step_states import find
from tests.browser.visit import PHONE, OpenVisit, Visit

WITH_AND_WITHOUT_JS = pytest.mark.parametrize("has_js", [True, False], ids=["js", "no-js"])


def at_step(visit: Visit, product: Product, quest: str, step: Step) -> int:
    """A new learner on the page of a step, whose quest the facilitator has opened."""
    learner = product.begin(visit.context)
    product.act(learner, OpenQuest(quest))
    visit.page.goto(f"{product.journey}/{quest}/{step.id}")
    return learner


def send(visit: Visit, step_values: dict[str, list[str]]) -> None:
    """Chooses and presses the main button."""
    for name, values in step_values.items():
        for value in values:
            visit.page.check(f'#answer [name="{name}"][value="{value}"]')
    visit.page.click('#answer [name="act"][value="answer"]')


def press(visit: Visit, act: str) -> None:
    """Presses one of the step's other buttons."""
    visit.page.click(f'main [name="act"][value="{act}"]')


def is_met(visit: Visit, selector: str) -> None:
    """It is in view; with JavaScript the focus is on it."""
    found = visit.page.locator(selector).last
    expect(found).to_be_visible()
    if visit.has_js:
        expect(found).to_be_focused()
        expect(found).to_be_in_viewport()


@WITH_AND_WITHOUT_JS
def test_a_wrong_answer_leads_through_hints_and_the_answer_to_a_done_step(
    open_visit: OpenVisit, product: Product, has_js: bool
) -> None:
    visit = open_visit(PHONE, has_js=has_js)
    quest, step = find(product.rules, "choose")
    assert isinstance(step, Choose)
    at_step(visit, product, quest, step)
    mistake = next(iter(wrong(step)["choice"]))
    feedback = next(
        o.feedback for o, key in zip(step.options, step.option_ids(), strict=True) if key == mistake
    )
    visit.expect_failure(422)

    send(visit, {"choice": [mistake]})

    is_met(visit, "#step > .feedback--other")
    expect(visit.page.locator(f"#choice-{mistake}-feedback")).to_contain_text(feedback or "")
    for number, hint in enumerate(step.hints, 1):
        press(visit, "hint")
        is_met(visit, "#hints h2")
        expect(visit.page.locator("#hints p")).to_have_text(list(step.hints[:number]))
        expect(visit.page.locator("#hints")).to_contain_text(hint)
        expect(visit.page.locator(f"#choice-{mistake}")).to_be_checked()
    expect(visit.page.locator('[name="act"][value="hint"]')).to_have_count(0)
    press(visit, "show")
    is_met(visit, ".answer h2")
    expect(visit.page.locator(".answer")).to_contain_text(step.solution()[0])
    press(visit, "accept")
    expect(visit.page.locator("#step > .feedback--right")).to_be_visible()
    expect(visit.page.locator("#answer")).to_have_count(0)
    visit.page.goto(f"{product.journey}/{quest}")
    done = visit.page.locator(".steps li").filter(has_text=step.heading or "")
    expect(done.locator(".chip--done")).to_be_visible()


@WITH_AND_WITHOUT_JS
def test_a_done_step_is_done_anew_without_losing_it(
    open_visit: OpenVisit, product: Product, has_js: bool
) -> None:
    visit = open_visit(PHONE, has_js=has_js)
    quest, step = find(product.rules, "choose")
    learner = at_step(visit, product, quest, step)
    answer = right(step)["choice"]
    product.act(learner, CompleteStep(quest, step.id, chosen=tuple(answer)))
    visit.page.reload()
    visit.expect_failure(422)

    press(visit, "again")
    send(visit, {"choice": list(wrong(step)["choice"])})

    is_met(visit, "#step > .feedback--other")
    visit.page.goto(f"{product.journey}/{quest}")
    expect(visit.page.locator(".steps .chip--done")).to_have_count(1)
    visit.page.goto(f"{product.journey}/{quest}/{step.id}")
    send(visit, {"choice": list(answer)})
    expect(visit.page.locator("#answer")).to_have_count(0)


def test_a_line_that_cannot_go_further_up_stays_under_the_finger(
    open_visit: OpenVisit, product: Product
) -> None:
    visit = open_visit(PHONE)
    quest, step = find(product.rules, "sort-order")
    assert isinstance(step, Sort)
    at_step(visit, product, quest, step)
    first, second, *_rest = step.shown_order()
    lines = visit.page.locator('#answer [name="order"]')

    visit.page.click(f"#{second}-up")
    expect(lines.first).to_have_value(second)
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator(f"#{second}-up")).to_be_focused()
    visit.page.click(f"#{second}-down")

    expect(lines.first).to_have_value(first)
    expect(visit.page.locator(f"#{second}-down")).to_be_focused()


@WITH_AND_WITHOUT_JS
def test_what_the_author_says_of_a_right_order_is_told(
    open_visit: OpenVisit, product: Product, has_js: bool
) -> None:
    visit = open_visit(PHONE, has_js=has_js)
    quest, step = find(product.rules, "sort-groups")
    assert isinstance(step, Sort)
    at_step(visit, product, quest, step)

    send(visit, {name: list(values) for name, values in right(step).items()})

    is_met(visit, "#step > .feedback--right")
    expect(visit.page.locator("#step > .feedback--right")).to_contain_text(step.right or "tehty")


@WITH_AND_WITHOUT_JS
@pytest.mark.parametrize("mark", ["known", "later", "skipped"])
def test_a_quest_is_marked_and_the_mark_taken_back(
    open_visit: OpenVisit, product: Product, mark: str, has_js: bool
) -> None:
    visit = open_visit(PHONE, has_js=has_js)
    product.begin(visit.context)
    quest = product.rules.order[0].quest.id
    visit.page.goto(f"{product.journey}/{quest}")

    visit.page.click(f'[name="mark"][value="{mark}"]')

    is_met(visit, "main .note--hint h2")
    expect(visit.page.locator(f"main .chip--{mark}").first).to_be_visible()
    visit.page.goto(product.journey)
    expect(visit.page.locator(f".card--quest.is-{mark}")).to_have_count(1)
    visit.page.goto(f"{product.journey}/{quest}")
    visit.page.click('[name="mark"][value="open"]')
    expect(visit.page.locator("main .chip--open").first).to_be_visible()


def test_a_page_that_is_opened_anew_begins_at_its_top(
    open_visit: OpenVisit, product: Product
) -> None:
    visit = open_visit(PHONE)
    quest, step = find(product.rules, "choose")
    learner = at_step(visit, product, quest, step)
    product.act(learner, *(ShowHint(quest, step.id, shown) for shown in range(len(step.hints))))
    known, *_rest = (rule.quest.id for rule in product.rules.order if rule.quest.id != quest)
    product.act(learner, MarkQuest(known, Mark.KNOWN))

    for path, shows in ((f"/{quest}/{step.id}", "#hints"), (f"/{known}", "main .note h2")):
        visit.page.goto(f"{product.journey}{path}")
        expect(visit.page.locator(shows).first).to_be_visible()
        top = visit.page.evaluate("[scrollY, document.activeElement === document.body]")
        assert top == [0, True]


def test_back_leads_to_the_step_before_as_it_stands_now(
    open_visit: OpenVisit, product: Product
) -> None:
    visit = open_visit(PHONE)
    quest, step = find(product.rules, "read")
    at_step(visit, product, quest, step)
    page = visit.page
    page.evaluate("window.isStillHere = true")
    page.click("#answer .btn--main")
    expect(page).not_to_have_url(f"{product.journey}/{quest}/{step.id}")

    page.go_back()

    expect(page).to_have_url(f"{product.journey}/{quest}/{step.id}")
    expect(page.get_by_role("heading", level=1)).to_have_text(step.heading or "")
    expect(page.locator("#step > .feedback--right")).to_be_visible()
    expect(page.locator("main")).to_have_count(1)
    assert page.evaluate("window.isStillHere") is True
    page.go_forward()
    expect(page).not_to_have_url(f"{product.journey}/{quest}/{step.id}")
    expect(page.get_by_role("heading", level=1)).not_to_have_text(step.heading or "")


def test_two_tabs_of_one_person_do_not_get_in_each_others_way(
    open_visit: OpenVisit, product: Product
) -> None:
    visit = open_visit(PHONE)
    quest, step = find(product.rules, "choose")
    at_step(visit, product, quest, step)
    other = visit.context.new_page()
    other.goto(visit.page.url)
    answer = next(iter(right(step)["choice"]))

    for page in (visit.page, other):
        page.check(f"#choice-{answer}")
        page.click("#answer .btn--main")
        expect(page.locator("#step > .feedback--right")).to_be_visible()

    other.goto(f"{product.journey}/{quest}")
    expect(other.locator(".steps .chip--done")).to_have_count(1)


def test_a_hint_asked_for_in_two_tabs_is_one_hint(open_visit: OpenVisit, product: Product) -> None:
    visit = open_visit(PHONE)
    quest, step = find(product.rules, "choose")
    at_step(visit, product, quest, step)
    other = visit.context.new_page()
    other.goto(visit.page.url)

    for page in (visit.page, other):
        page.click('#answer [name="act"][value="hint"]')
        expect(page.locator("#hints p")).to_have_text([step.hints[0]])


def types_nonsense(page: Page) -> None:
    """Writes into the text field and sends it."""
    page.fill("#text", NONSENSE)
    page.click("#answer .btn--main")


def keeps_the_text_and_says_later(page: Page) -> None:
    """The form is as it was, with a word of comfort that has the focus."""
    expect(page.locator(".errors--later")).to_be_focused()
    expect(page.locator(".errors--later")).to_be_in_viewport()
    expect(page.locator("#text")).to_have_value(NONSENSE)


def test_a_server_that_falls_silent_takes_nothing_that_was_written(
    open_visit: OpenVisit, product: Product
) -> None:
    quest, step = find(product.rules, "fill")
    assert isinstance(step, Fill)
    with in_thread(product.data) as server:
        visit = open_visit(PHONE, home=server.address)
        product.act(product.begin(visit.context), OpenQuest(quest))
        # The icon is fetched after all else, which may be after the server has stopped.
        visit.page.route("**/favicon.svg*", lambda route: route.fulfill(status=204))
        visit.page.goto(f"/matka/{product.rules.journey.id}/{quest}/{step.id}")
        server.stop()
        visit.expect_failure("ERR_CONNECTION_REFUSED", "htmx:error")

        types_nonsense(visit.page)
        keeps_the_text_and_says_later(visit.page)
        visit.page.click("#answer .btn--main")
        keeps_the_text_and_says_later(visit.page)

        expect(visit.page.locator(".errors--later")).to_have_count(1)


def test_a_server_that_fails_takes_nothing_and_the_next_try_goes_through(
    open_visit: OpenVisit, product: Product
) -> None:
    visit = open_visit(PHONE)
    quest, step = find(product.rules, "fill")
    at_step(visit, product, quest, step)
    visit.expect_failure(502, 422)
    address = f"**/{quest}/{step.id}"
    visit.page.route(address, lambda route: route.fulfill(status=502, body="<h1>Bad Gateway</h1>"))

    types_nonsense(visit.page)
    keeps_the_text_and_says_later(visit.page)
    visit.page.unroute(address)
    visit.page.click("#answer .btn--main")

    is_met(visit, "#step > .feedback--other")
    expect(visit.page.locator("#text")).to_have_value(NONSENSE)
    expect(visit.page.locator(".errors--later")).to_have_count(0)
