"""Who was there: ticked today, told by day."""

from datetime import timedelta

import pytest

from digimatka.usecases import groups
from tests.conftest import TODAY
from tests.web.conftest import World
from tests.web.group import Led, lead


@pytest.fixture
def led(world: World) -> Led:
    """A group."""
    return lead(world)


def there(led: Led) -> set[int]:
    """Who is noted as there today."""
    found = groups.led(led.store, led.staff, led.id)
    return set(groups.presence(led.store, found).get(led.world.clock.day, ()))


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_todays_list_is_ticked(world: World, htmx: bool) -> None:
    led = lead(world, htmx=htmx)
    people = [led.member()[1].learner_id for _ in range(3)]
    led.browser.visit(led.url("/lasnaolo"))

    seen = led.browser.press("Tallenna", there=[str(people[1])])

    assert "Läsnäolo on tallennettu" in seen.main
    assert there(led) == {people[1]}
    assert "tänään 1" in led.browser.get(led.url()).main
    led.browser.press("Tallenna", there=[str(number) for number in people])
    assert there(led) == set(people)


def test_what_another_one_ticked_meanwhile_stays(led: Led) -> None:
    one, two, late = (led.member()[1].learner_id for _ in range(3))
    was = [str(one), str(two)]  # a page from before the third one came

    form = {"day": TODAY.isoformat(), "was": was, "there": [str(one)]}
    for _ in range(2):
        assert led.browser.post(led.url("/lasnaolo"), form).status == 303

    assert there(led) == {one, late}


def test_strangers_and_nonsense_are_noted_nowhere(led: Led, world: World) -> None:
    _, walker = led.member()
    _, stranger = lead(world).member()
    sent = [str(stranger.learner_id), "x", "-1", "9" * 30, "999999"]

    form = {"day": TODAY.isoformat(), "was": ["x"], "there": sent}
    assert led.browser.post(led.url("/lasnaolo"), form).status == 303

    assert there(led) == {walker.learner_id}


@pytest.mark.parametrize("day", ["", "2026-11-23", "x"])
def test_a_page_of_another_day_comes_back_with_its_ticks(led: Led, day: str) -> None:
    one, two = (led.member()[1].learner_id for _ in range(2))

    seen = led.browser.post(led.url("/lasnaolo"), {"day": day, "there": [str(two)]})

    assert seen.status == 422
    assert "Päivä vaihtui" in seen.main
    ticked = [e.attrib["value"] for e in seen.page.all("input") if "checked" in e.attrib]
    assert ticked == [str(two)]
    assert there(led) == {one, two}


def test_earlier_days_are_told_as_days_and_counts(led: Led) -> None:
    one, _two = led.member(), led.member()
    led.world.clock.day = TODAY + timedelta(7)
    led.join(one[1].learner_id)  # joined on the day of the tests: nothing new

    main = led.browser.get(led.url("/lasnaolo")).main

    assert "Paikalla tänään, 1.12.2026" in main
    assert "24.11.2026: paikalla 2" in main
    assert "Nro 1 paikalla Nro 2 paikalla" in main
