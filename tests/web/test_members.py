"""The learners of a group: seen one by one, given quests, confirmed, taken out."""

import pytest

from digimatka.core.commands import CompleteStep
from digimatka.core.events import QuestOpened, StepCompleted
from digimatka.core.kinds.base import Assistance, By
from digimatka.usecases import accounts, groups, learn
from digimatka.usecases.learn import Walker
from tests.usecases.pauses import log_of
from tests.web.conftest import World
from tests.web.group import Led, lead

ASKED = ("lajit", "yhdessa")


@pytest.fixture
def led(world: World) -> Led:
    """A group."""
    return lead(world)


def form(walker: Walker, **fields: str) -> dict[str, str]:
    """A form about a member, whom it names."""
    return {"learner": str(walker.learner_id), **fields}


def waiting_member(led: Led) -> Walker:
    """A member who has asked for a confirmation."""
    _, walker = led.member()
    learn.open_quest(walker, "lajit")
    learn.ask_confirmation(walker, ASKED)
    return walker


def test_a_member_is_shown_by_chapter_and_quest_and_never_by_answers(led: Led) -> None:
    _, walker = led.member()
    learn.act(walker, CompleteStep("alku", "lue"))
    learn.act(walker, CompleteStep("alku", "kumpi", told=Assistance.HELP, chosen=("oikea",)))

    main = led.browser.get(led.member_url(walker)).main

    assert "RANTA 1 tehty, 1 auki" in main
    assert "ALKU tehty LAJIT auki" in main
    assert "VAHTI aukeaa myöhemmin" in main
    for hidden in ("SUOMI", "2026", "autettuna", "vihje", "OIKEASTI"):
        assert hidden not in main


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_a_quest_is_opened_for_one(world: World, htmx: bool) -> None:
    led = lead(world, htmx=htmx)
    (member, walker), (_, other) = led.member(), led.member()
    led.browser.visit(led.member_url(walker))

    opened = led.browser.press("Avaa VAHTI")
    again = led.browser.post(led.member_url(walker), form(walker, open="vahti"))

    assert "Tehtävä on auki: VAHTI" in opened.main
    assert again.status == 303
    assert len(log_of(walker)) == 1
    assert isinstance(log_of(walker)[0], QuestOpened)
    assert log_of(other) == []
    assert member.get("/matka/koe/vahti/v").status == 200


def test_a_quest_is_opened_for_all_who_are_still_there(led: Led) -> None:
    (_, one), (_, other) = led.member(), led.member()
    learn.open_quest(other, "vahti")
    led.browser.visit(led.url("/tehtavat"))

    opened = led.browser.press("Avaa koko ryhmälle: VAHTI")

    assert "auki koko ryhmälle: VAHTI" in opened.main
    assert "Avaa koko ryhmälle: VAHTI" not in opened.main
    assert [len(log_of(walker)) for walker in (one, other)] == [1, 1]


@pytest.mark.parametrize("rest", ["/tehtavat", "/jasen/1"])
@pytest.mark.parametrize("quest", ["", "ei-ole", "../x"])
def test_a_quest_that_is_not_there_is_not_opened(led: Led, rest: str, quest: str) -> None:
    _, walker = led.member()

    seen = led.browser.post(led.url(rest), form(walker, open=quest))

    assert seen.status == 404
    assert log_of(walker) == []


@pytest.mark.parametrize(
    ("words", "how"), [("teki itse", Assistance.ALONE), ("teki autettuna", Assistance.HELP)]
)
@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_a_step_that_waits_is_confirmed(
    world: World, htmx: bool, words: str, how: Assistance
) -> None:
    led = lead(world, htmx=htmx)
    walker = waiting_member(led)
    assert "odottaa kuittausta" in led.browser.get(led.url()).main
    waiting = led.browser.visit(led.url("/kuittaukset"))
    assert "LAJIT, askel 12: YHDESSÄ" in waiting.main

    done = led.browser.press(words)

    assert "Kuittaus on tallennettu" in done.main
    assert "Mikään askel ei odota" in done.main
    last = log_of(walker)[-1]
    assert isinstance(last, StepCompleted)
    assert (last.how, last.by) == (how, By.FACILITATOR)


def test_a_confirmation_that_comes_twice_or_too_late_changes_nothing(led: Led) -> None:
    walker = waiting_member(led)
    sent = form(walker, quest="lajit", step="yhdessa", how="alone")
    led.browser.post(led.url("/kuittaukset"), sent)
    before = log_of(walker)

    again = led.browser.post(led.url("/kuittaukset"), {**sent, "how": "help"})
    for at in ({"step": "rivit"}, {"step": "x"}, {"quest": "x"}, {"quest": "vahti", "step": "v"}):
        assert led.browser.post(led.url("/kuittaukset"), {**sent, **at}).status == 303

    assert again.status == 303
    assert log_of(walker) == before


@pytest.mark.parametrize("learner", ["", "0", "x", "²", "9" * 40])
def test_only_a_member_is_confirmed(led: Led, learner: str) -> None:
    sent = {"learner": learner, "quest": "lajit", "step": "yhdessa", "how": "alone"}

    assert led.browser.post(led.url("/kuittaukset"), sent).status == 404


def test_a_stranger_to_the_group_is_not_found(world: World, led: Led) -> None:
    walker = waiting_member(lead(world))
    before = log_of(walker)

    for slip in ("1", "0", "9" * 30):
        url = led.url(f"/jasen/{slip}")
        assert led.browser.get(url).status == led.browser.get(f"{url}/passi").status == 404
        assert led.browser.post(url, form(walker, open="vahti")).status == 404
        assert led.browser.post(f"{url}/passi", form(walker, nonce="n" * 22)).status == 404
    confirming = form(walker, quest="lajit", step="yhdessa", how="help")
    assert led.browser.post(led.url("/kuittaukset"), confirming).status == 404
    led.browser.post(led.url("/jasen/1"), form(walker, act="remove"))
    assert len(groups.of_learner(led.store, walker.learner_id)) == 1
    assert log_of(walker) == before
    assert not learn.load(walker).place.has_passport


def test_one_is_taken_out_of_the_group_and_keeps_the_journey(led: Led) -> None:
    member, walker = led.member()
    url = led.member_url(walker)
    led.browser.visit(url)

    out = led.browser.press("Poista ryhmästä")
    again = led.browser.post(url, form(walker, act="remove"))

    assert "Ryhmässä ei ole vielä ketään" in out.main
    assert (again.status, again.location) == (303, led.url())
    assert led.browser.get(url).status == 404
    assert member.get("/matka/koe").status == 200


def test_one_who_erased_everything_is_gone_from_the_group(led: Led) -> None:
    (_, walker), (_, other) = led.member(), led.member()
    accounts.erase(led.store, walker.learner_id)

    main = led.browser.get(led.url()).main

    assert "Nro 1" not in main
    assert "Nro 2" in main
    found = groups.led(led.store, led.staff, led.id)
    assert groups.presence(led.store, found) == {other.today: frozenset({other.learner_id})}


def test_a_page_of_one_whose_slip_went_to_another_changes_nothing(led: Led) -> None:
    _, left = led.member()
    url = led.member_url(left)
    led.browser.post(url, form(left, act="remove"))
    _, came = led.member()
    assert led.member_url(came) == url

    opened = led.browser.post(url, form(left, open="vahti"))
    renewed = led.browser.post(f"{url}/passi", form(left, nonce="n" * 22))
    led.browser.post(url, form(left, act="remove"))

    assert (opened.location, renewed.location) == (url, url)
    assert log_of(came) == log_of(left) == []
    assert not learn.load(came).place.has_passport
    assert led.slip_of(came) == 1
