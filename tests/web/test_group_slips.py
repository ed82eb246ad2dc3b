"""Slips for a group, and a new passport for one that got lost."""

import pytest

from digimatka.usecases import learn
from tests.web.browser import Seen
from tests.web.conftest import World
from tests.web.group import Led, lead
from tests.web.page import text_of
from tests.web.rows import count
from tests.web.slip import make_passport, words_on


@pytest.fixture
def led(world: World) -> Led:
    """A group."""
    return lead(world)


def slips_on(seen: Seen) -> list[list[str]]:
    """The words of every slip of a page."""
    lists = seen.page.all("ol", class_="slip__words")
    return [[text_of(item) for item in words] for words in lists]


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_slips_are_printed_and_each_of_them_opens_a_journey_of_the_group(
    world: World, htmx: bool
) -> None:
    led = lead(world, htmx=htmx)
    led.member()
    led.browser.visit(led.url("/passit"))

    seen = led.browser.press("Tee laput", count="3")

    assert seen.headers["Cache-Control"] == "no-store"
    slips = slips_on(seen)
    assert len(slips) == len({tuple(words) for words in slips}) == 3
    assert all(f"Nro {number}" in seen.main for number in (2, 3, 4))
    assert len(seen.page.all("div", class_="slip__qr")) == 3
    phone = world.browser()
    back = phone.post("/jatka", {"words": " ".join(slips[1])})
    assert (back.status, phone.get("/ryhma").main.count("Tiistairyhmä") > 0) == (303, True)
    assert "Nro 4" in led.browser.get(led.url()).main


def test_the_same_form_shows_the_same_slips(led: Led) -> None:
    form = {"nonce": "n" * 22, "count": "2"}
    first = led.browser.post(led.url("/passit"), form)
    learners = count(led.world, "learner")

    again, more = (led.browser.post(led.url("/passit"), {**form, "count": c}) for c in ("2", "5"))

    assert slips_on(again) == slips_on(more) == slips_on(first)
    assert "Uusia ei tehty" in more.main
    assert "Uusia ei tehty" not in again.main
    assert count(led.world, "learner") == learners


@pytest.mark.parametrize("typed", ["", "0", "41", "-1", "kolme", "1.5", "²", "9" * 40])
def test_a_number_that_cannot_be_printed_comes_back(led: Led, typed: str) -> None:
    learners = count(led.world, "learner")

    seen = led.browser.post(led.url("/passit"), {"nonce": "n" * 22, "count": typed})

    assert seen.status == 422
    assert "Kirjoita luku 1–40." in seen.main
    assert seen.page.one("input", name="count").attrib["value"] == typed
    assert seen.page.one("input", name="nonce").attrib["value"] == "n" * 22
    assert count(led.world, "learner") == learners


@pytest.mark.parametrize("nonce", ["", "short", "n" * 23])
def test_a_form_without_its_number_makes_nothing(led: Led, nonce: str) -> None:
    _, walker = led.member()
    learners = count(led.world, "learner")
    form = {"nonce": nonce, "count": "2", "learner": str(walker.learner_id)}
    of_one = led.member_url(walker, "/passi")

    assert led.browser.post(led.url("/passit"), form).location == led.url("/passit")
    assert led.browser.post(of_one, form).location == of_one
    assert count(led.world, "learner") == learners
    assert not learn.load(walker).place.has_passport


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_a_new_passport_voids_the_lost_one_and_keeps_the_journey(world: World, htmx: bool) -> None:
    led = lead(world, htmx=htmx)
    member, walker = led.member()
    lost = make_passport(member)
    url = led.member_url(walker, "/passi")
    asked = led.browser.visit(url)
    assert "Vanha passi lakkaa toimimasta heti" in asked.main
    assert "eivät siirry" in asked.main

    made = led.browser.press("Tee uusi matkapassi")

    words = words_on(made)
    assert made.headers["Cache-Control"] == "no-store"
    assert world.browser().post("/jatka", {"words": " ".join(lost)}).status == 422
    phone = world.browser()
    assert phone.post("/jatka", {"words": " ".join(words)}).status == 303
    assert "Tiistairyhmä" in phone.get("/ryhma").main
    nonce = asked.page.one("input", name="nonce").attrib["value"]
    assert (
        words_on(led.browser.post(url, {"nonce": nonce, "learner": str(walker.learner_id)}))
        == words
    )
