"""Confirming: by oneself, by a pair beside, by a facilitator for whom the step waits."""

import re

import pytest

from digimatka import app as wiring
from digimatka.core.compiler import compile_rules
from digimatka.core.kinds.base import Assistance
from digimatka.usecases import learn
from digimatka.usecases.learn import Walker
from digimatka.web.services import NAME, Services
from tests.answers import right
from tests.conftest import TODAY, MakeApp
from tests.factories import journey, quest, step
from tests.web.browser import Browser
from tests.web.conftest import World
from tests.web.page import Page, text_of
from tests.web.rows import count, everything
from tests.web.steps import LAJIT, finish, in_lajit
from tests.web.world import KOE

WAYS = pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
AT = ("lajit", "yhdessa")
SEEN = f"{LAJIT}/yhdessa"
MAP = "/matka/koe"
WAITS = "odottaa kuittausta"


def asked(world: World, *, htmx: bool = False, do_rest: bool = False) -> Browser:
    """A learner who has asked a facilitator to confirm, first of all or last of all."""
    browser = in_lajit(world, htmx=htmx)
    for each in world.rules.quests["lajit"].quest.steps if do_rest else ():
        if each.id != AT[1]:
            browser.post(f"{LAJIT}/{each.id}", right(each))
    browser.visit(SEEN)
    browser.press("Pyydä ohjaajan kuittaus")
    return browser


def facilitator_confirms(world: World, browser: Browser) -> None:
    cookie = browser.cookie("matka")
    assert cookie is not None
    services: Services = world.app.extensions[NAME]
    learner_id = int(cookie.partition(".")[0])
    walker = Walker(services.store, world.rules, learner_id, TODAY)
    learn.confirm(walker, AT, Assistance.ALONE)


def stop_of(page: Page, number: int) -> str:
    """What the picture says of a quest."""
    named = [e.get("aria-label", "") for e in page.elements()]
    return next(name for name in named if name.startswith(f"{number}. "))


def card_of(page: Page, number: int) -> str:
    """What the list says of a quest."""
    return text_of(page.all("li", class_="card")[number - 1])


def steps_that_wait(page: Page) -> list[str]:
    (steps,) = page.all("ol", class_="steps")
    return [text_of(item) for item in steps if WAITS in text_of(item)]


@WAYS
def test_the_page_says_who_may_confirm(world: World, htmx: bool) -> None:
    browser = in_lajit(world, htmx=htmx)

    both, own = browser.get(SEEN).main, browser.get(f"{LAJIT}/oikeasti").main

    assert "Parisi voi kuitata tässä." in both
    assert "Pyydä ohjaajan kuittaus" in both
    assert "Jos muita ei ole paikalla, kuittaa itse." in both
    assert not {"Parisi", "ohjaajan", "Kuka"} & set(re.findall(r"\w+", own))


@WAYS
@pytest.mark.parametrize("by", ["self", "peer"])
@pytest.mark.parametrize("how", ["alone", "help"])
def test_a_pair_confirms_on_this_page_and_the_learner_always_may(
    world: World, by: str, how: str, htmx: bool
) -> None:
    browser = in_lajit(world, htmx=htmx)
    browser.visit(SEEN)
    assert browser.now is not None
    first = browser.now.page.by_id("by-self")
    assert "checked" in first.attrib, "nobody is put down as a pair by mistake"

    seen = browser.press("Valmis", how=how, by=by)

    assert "Tämä askel on tehty." in seen.main
    row = everything(world).splitlines()
    done = [line for line in row if "StepCompleted" in line and '"yhdessa"' in line][-1]
    assert f'"how":"{how}"' in done
    assert ('"by":"peer"' in done) == (by == "peer")


def test_how_it_was_done_is_asked_whoever_confirms(world: World) -> None:
    browser = in_lajit(world)
    browser.visit(SEEN)

    seen = browser.press("Valmis", by="peer")

    assert seen.status == 422
    assert "Valitse ensin vastaus." in seen.main
    assert "checked" in seen.page.by_id("by-peer").attrib


@WAYS
def test_a_step_that_waits_says_so_and_leads_on(world: World, htmx: bool) -> None:
    browser = asked(world, htmx=htmx)
    assert browser.now is not None
    page = browser.now.page

    assert browser.address == SEEN
    assert text_of(page.by_id("waiting")).startswith("Askel odottaa kuittausta")
    assert page.focus == ("Askel odottaa kuittausta" if htmx else None)
    assert page.links()["Jatka"] == f"{LAJIT}/rivit"
    assert "Pyydä ohjaajan kuittaus" not in page.main


@WAYS
def test_the_quest_and_the_map_say_that_it_waits_and_what_is_next(world: World, htmx: bool) -> None:
    browser = asked(world, htmx=htmx)

    quest, whole = browser.get(LAJIT).page, browser.get(MAP).page

    assert steps_that_wait(quest) == ["YHDESSÄ odottaa kuittausta"]
    assert quest.links()["Jatka tehtävää"] == f"{LAJIT}/rivit"
    assert "kesken" in card_of(whole, 2)
    assert WAITS in card_of(whole, 2)
    assert stop_of(whole, 2) == "2. LAJIT: kesken, odottaa kuittausta"
    assert WAITS not in card_of(whole, 1)
    assert whole.links()["Jatka: LAJIT"] == LAJIT


@WAYS
def test_a_quest_in_which_all_the_rest_is_done_waits_and_others_are_next(
    world: World, htmx: bool
) -> None:
    browser = asked(world, htmx=htmx, do_rest=True)
    assert browser.now is not None
    assert browser.now.page.links()["Jatka"] == LAJIT

    quest, whole = browser.click("Jatka").page, browser.get(MAP).page

    assert "Tehtävä odottaa kuittausta" in quest.main
    assert quest.links()["Seuraavaksi: VAPAA"] == f"{MAP}/vapaa"
    assert steps_that_wait(quest) == ["YHDESSÄ odottaa kuittausta"]
    assert stop_of(whole, 2) == "2. LAJIT: odottaa kuittausta"
    assert card_of(whole, 2).count(WAITS) == 1
    assert whole.links()["Jatka: VAPAA"] == f"{MAP}/vapaa"
    assert "aukeaa myöhemmin" in card_of(whole, 3)


@WAYS
def test_there_is_a_way_on_when_nothing_is_left_but_to_wait(world: World, htmx: bool) -> None:
    browser = asked(world, htmx=htmx, do_rest=True)
    finish(world, browser, "vapaa")

    whole = browser.visit(MAP)
    assert "Odotat ohjaajan kuittausta" in whole.main
    assert "Olet kulkenut koko matkan" not in whole.main

    quest = browser.click("LAJIT")
    assert "Kartalle" in quest.page.links()
    browser.click("YHDESSÄ")
    seen = browser.press("Kuittaa tässä", how="help")
    assert "Tämä askel on tehty." in seen.main
    assert "Uusi tehtävä aukesi PORTTI" in seen.main


@WAYS
def test_the_facilitators_word_ends_the_waiting(world: World, htmx: bool) -> None:
    browser = asked(world, htmx=htmx, do_rest=True)
    facilitator_confirms(world, browser)

    assert "Tämä askel on tehty." in browser.get(SEEN).main
    assert WAITS not in browser.get(LAJIT).main
    assert stop_of(browser.get(MAP).page, 2) == "2. LAJIT: tehty"
    assert '"by":"facilitator"' in everything(world)


@WAYS
def test_what_was_asked_is_taken_back(world: World, htmx: bool) -> None:
    browser = asked(world, htmx=htmx)

    seen = browser.press("Peru pyyntö")

    assert "Pyydä ohjaajan kuittaus" in seen.main
    assert WAITS not in browser.get(LAJIT).main
    assert WAITS not in browser.get(MAP).main


@WAYS
def test_asking_twice_is_asking_once(world: World, htmx: bool) -> None:
    browser = asked(world, htmx=htmx)
    before = count(world, "event")

    assert browser.post(SEEN, {"act": "ask"}).status == 303
    assert count(world, "event") == before


def test_asking_where_nobody_can_confirm_changes_nothing(world: World) -> None:
    browser = in_lajit(world)
    before = count(world, "event")

    for each in world.rules.quests["lajit"].quest.steps:
        if each.id != AT[1]:
            assert browser.post(f"{LAJIT}/{each.id}", {"act": "ask"}).status == 303

    assert count(world, "event") == before


@WAYS
def test_where_only_a_facilitator_confirms_one_asks_first_and_confirms_alone_if_need_be(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch, htmx: bool
) -> None:
    only = step("nayta", "confirm", title="NÄYTÄ", by=["facilitator"])
    rules = compile_rules(journey(quest("a", only), id="koe"))
    monkeypatch.setattr(wiring, "read_journeys", lambda _folder: {"koe": rules})
    browser = Browser(make_app(KOE), htmx=htmx)
    browser.post("/aloita")

    page = browser.visit(f"{MAP}/a/nayta").page
    main, *others = (text_of(b) for b in page.all("button") if b.get("name") == "act")
    assert (main, others) == ("Pyydä ohjaajan kuittaus", ["Kuittaa tässä"])
    assert "Eikö ohjaajaa ole paikalla? Voit kuitata askeleen myös ilman ohjaajaa." in page.main
    assert "Kuka kuittaa?" not in page.main

    browser.press("Pyydä ohjaajan kuittaus")
    assert "Odotat ohjaajan kuittausta" in browser.get(MAP).main
    assert "Tämä askel on tehty." in browser.press("Kuittaa tässä", how="alone").main


def test_a_page_that_was_kept_for_others_does_not_say_that_their_steps_wait(world: World) -> None:
    waiting, other = asked(world), in_lajit(world)

    for address in (SEEN, LAJIT, MAP):
        assert WAITS in waiting.get(address).main.lower()
        assert WAITS not in other.get(address).main.lower()


def test_a_browser_asks_anew_for_a_page_when_a_step_waits(world: World) -> None:
    browser = in_lajit(world)
    tags = {address: browser.get(address).headers["ETag"] for address in (SEEN, LAJIT, MAP)}
    browser.post(SEEN, {"act": "ask"})

    for address, tag in tags.items():
        assert browser.get(address, If_None_Match=tag).status == 200
