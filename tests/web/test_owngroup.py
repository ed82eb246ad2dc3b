"""A learner's own page about their group."""

import pytest

from digimatka.usecases import accounts
from tests.web.browser import Browser
from tests.web.conftest import World
from tests.web.group import lead


def test_who_is_in_no_group_is_told_so(walker: Browser) -> None:
    walker.visit("/asetukset")

    assert "Et ole ryhmässä" in walker.click("Ryhmäni").main


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_a_learner_sees_the_group_and_leaves_it(world: World, htmx: bool) -> None:
    led = lead(world)
    member, _ = led.member()
    member.htmx = htmx
    seen = member.visit("/ryhma")
    assert "Tiistairyhmä" in seen.main
    assert "Mitä ohjaaja ei näe" in seen.main

    left = member.press("Lähden ryhmästä")
    again = member.post("/ryhma", {"group": str(led.id)})

    assert "Et ole ryhmässä" in left.main
    assert again.status == 303
    assert "Ryhmässä ei ole vielä ketään" in led.browser.get(led.url()).main


@pytest.mark.parametrize("number", ["", "x", "0", "9" * 40])
def test_leaving_what_is_no_group_changes_nothing(world: World, number: str) -> None:
    member, _ = lead(world).member()

    assert member.post("/ryhma", {"group": number}).location == "/ryhma"
    assert "Tiistairyhmä" in member.get("/ryhma").main


def test_nobody_is_shown_the_way_in(browser: Browser) -> None:
    assert browser.get("/ryhma").location == browser.post("/ryhma").location == "/"


def test_one_who_was_erased_elsewhere_is_shown_the_way_in(world: World) -> None:
    led = lead(world)
    member, walker = led.member()
    accounts.erase(led.store, walker.learner_id)

    assert member.get("/ryhma").location == "/"
