"""Steps on paper: sheets to print, and the grid in which they are entered."""

import pytest

from digimatka.core.commands import CompleteStep
from digimatka.core.events import StepCompleted
from digimatka.core.kinds.base import Assistance, By
from digimatka.usecases import learn
from digimatka.usecases.learn import Walker
from tests.usecases.pauses import log_of
from tests.web.browser import Form
from tests.web.conftest import World
from tests.web.group import Led, lead

SHEET = "/paperi/lajit/lomake"


@pytest.fixture
def led(world: World) -> Led:
    """A group."""
    return lead(world)


def line(walker: Walker, *steps: str, how: str = "") -> dict[str, str | list[str]]:
    """What the form sends of one person."""
    return {f"step-{walker.learner_id}": list(steps), f"how-{walker.learner_id}": how}


def done(walker: Walker) -> list[tuple[str, Assistance, By]]:
    """The steps that are done, and how and by whom it was said."""
    return [(e.step, e.how, e.by) for e in log_of(walker) if isinstance(e, StepCompleted)]


def test_a_sheet_has_a_form_for_every_kind_and_no_answers(led: Led) -> None:
    seen = led.browser.get(led.url(SHEET))

    for number, step in enumerate(led.world.rules.quests["lajit"].quest.steps, 1):
        assert f"{number}. {step.heading or 'LAJIT'}" in seen.main
    assert "Tämän kohdan teet aina itse" in seen.main
    assert "A1 B2 C3" not in seen.main, "the lines to be put in order are mixed"
    assert "KISSA" in seen.main
    for secret in ("LIITE", "HETU ON SALAINEN", "VOIN PERUA – TOTTA", "CV – LUETTELO"):
        assert secret not in seen.main
    assert "Nro" in seen.main


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_many_are_entered_at_once(world: World, htmx: bool) -> None:
    led = lead(world, htmx=htmx)
    (member, one), (_, two), (_, three) = led.member(), led.member(), led.member()
    form: Form = line(one, "lue", "kumpi", how="alone") | line(two, "lue", how="hint")

    sent = led.browser.post(led.url("/paperi/alku"), form)
    assert sent.status == 303
    said = led.browser.get(sent.location).main

    assert "Nro 1: 2 askelta kirjattiin Nro 2: yksi askel kirjattiin" in said
    assert done(one) == [
        ("lue", Assistance.ALONE, By.FACILITATOR),
        ("kumpi", Assistance.ALONE, By.FACILITATOR),
    ]
    assert done(two) == [("lue", Assistance.HINT, By.FACILITATOR)]
    assert done(three) == []
    before = [log_of(walker) for walker in (one, two, three)]
    again = led.browser.post(led.url("/paperi/alku"), form)
    assert "Nro 1: ei uusia askelia" in led.browser.get(again.location).main
    assert [log_of(walker) for walker in (one, two, three)] == before
    assert "tehty" in member.get("/matka/koe/alku").main


def test_the_pages_of_a_learner_stand_whatever_was_entered(led: Led) -> None:
    member, walker = led.member()
    quest = led.world.rules.quests["lajit"].quest
    steps = [step.id for step in quest.steps]
    form = line(walker, *steps, how="help") | {"open": str(walker.learner_id)}

    assert led.browser.post(led.url("/paperi/lajit"), form).status == 303

    assert [step for step, _, _ in done(walker)] == [s.id for s in quest.steps if not s.alone]
    for step in steps:
        assert member.get(f"/matka/koe/lajit/{step}").status == 200


def test_done_steps_are_shown_as_done_and_not_sent(led: Led) -> None:
    _, walker = led.member()
    learn.act(walker, CompleteStep("alku", "lue"))

    page = led.browser.visit(led.url("/paperi/alku")).page

    boxes = [e.attrib["value"] for e in page.all("input", name=f"step-{walker.learner_id}")]
    assert boxes == ["kumpi"]
    assert "1 tehty" in page.main


def test_a_step_that_is_done_alone_is_hidden_and_says_why(led: Led) -> None:
    _, walker = led.member()
    learn.open_quest(walker, "lajit")
    page = led.browser.get(led.url("/paperi/lajit"))

    assert "Yksi askel puuttuu tästä" in page.main
    assert "OIKEASTI" not in page.main
    assert 'value="oikeasti"' not in page.html
    sent = led.browser.post(led.url("/paperi/lajit"), line(walker, "oikeasti", how="alone"))
    assert sent.status == 422
    assert done(walker) == []


def test_a_line_that_lacks_something_stores_nothing_and_loses_nothing(led: Led) -> None:
    (_, one), (_, two) = led.member(), led.member()
    form = line(one, "lue", how="alone") | line(two, "lue", "kumpi")

    seen = led.browser.post(led.url("/paperi/alku"), form)

    assert seen.status == 422
    assert "Nro 2: Valitse, miten askeleet tehtiin." in seen.main
    ticked = [e.attrib["id"] for e in seen.page.all("input") if "checked" in e.attrib]
    assert ticked == [
        f"step-{one.learner_id}-lue",
        f"step-{two.learner_id}-lue",
        f"step-{two.learner_id}-kumpi",
    ]
    assert [e.attrib["value"] for e in seen.page.all("option") if "selected" in e.attrib] == [
        "alone"
    ]
    assert done(one) == done(two) == []


@pytest.mark.parametrize("form", [{}, {"step-x": "lue"}, {"step-1": "ei-ole"}, {"open": "x"}])
def test_a_grid_without_a_tick_asks_for_one(led: Led, form: Form) -> None:
    led.member()

    seen = led.browser.post(led.url("/paperi/alku"), form)

    assert seen.status == 422
    assert "Rastita ensin ainakin yksi askel." in seen.main


def test_a_locked_quest_is_opened_on_the_way(led: Led) -> None:
    _, walker = led.member()
    led.browser.visit(led.url("/paperi/vahti"))
    fields = {f"step_{walker.learner_id}": "v", f"how_{walker.learner_id}": "help"}
    closed = led.browser.press("Tallenna kaikki", **fields)
    assert (closed.status, "Rastita myös Avaa tehtävä hänelle" in closed.main) == (422, True)
    assert done(walker) == []

    opened = led.browser.press("Tallenna kaikki", open=str(walker.learner_id))

    assert "Nro 1: yksi askel kirjattiin" in opened.main
    assert done(walker) == [("v", Assistance.HELP, By.FACILITATOR)]


def test_a_quest_can_be_opened_in_the_grid_alone(led: Led) -> None:
    _, walker = led.member()
    led.browser.visit(led.url("/paperi/vahti"))

    led.browser.press("Tallenna kaikki", open=str(walker.learner_id))

    assert "Avaa tehtävä hänelle" not in led.browser.get(led.url("/paperi/vahti")).main
    assert done(walker) == []


def test_strangers_and_odd_ways_are_entered_nowhere(world: World, led: Led) -> None:
    _, mine = led.member()
    _, stranger = lead(world).member()
    form = line(mine, "lue", how="alone") | line(stranger, "lue", how="alone")

    assert led.browser.post(led.url("/paperi/alku"), form).status == 303
    assert led.browser.post(led.url("/paperi/alku"), line(mine, "kumpi", how="x")).status == 422
    assert done(stranger) == []
    assert [step for step, _, _ in done(mine)] == ["lue"]


@pytest.mark.parametrize("said", ["x", "1-", "-1", "1-2-3.", "999999-1", "9" * 40 + "-1"])
def test_an_address_that_says_nonsense_is_passed_by(led: Led, said: str) -> None:
    led.member()

    seen = led.browser.get(led.url(f"/paperi/alku?kirjattu={said}"))

    assert seen.status == 200
    assert "Kirjaukset ovat tallessa" not in seen.main


@pytest.mark.parametrize("rest", ["/paperi/ei-ole", "/paperi/ei-ole/lomake"])
def test_a_quest_that_is_not_there_is_not_found(led: Led, rest: str) -> None:
    assert led.browser.get(led.url(rest)).status == 404
