"""The map as a picture and as a list."""

from itertools import pairwise

from digimatka.core.progress import Progress
from digimatka.web.mapview import draw
from tests.web.conftest import World
from tests.web.page import SVG, text_of
from tests.web.steps import finish


def test_the_picture_and_the_list_of_the_map_say_the_same(world: World) -> None:
    browser = world.walker()
    finish(world, browser, "alku")
    browser.post("/matka/koe/vapaa", {"mark": "later"})

    page = browser.get("/matka/koe").page

    drawn = [e for e in page.elements(f"{SVG}a") if e.get("aria-label")]
    cards = page.all("li", class_="card--quest")
    listed = [next(iter(card.iter("a"))) for card in cards]
    assert [a.get("href") for a in drawn] == [a.get("href") for a in listed]
    for picture, card in zip(drawn, cards, strict=True):
        state = picture.attrib["class"].partition("stop--")[2]
        assert f"is-{state}" in card.attrib["class"].split()
        assert picture.attrib["aria-label"].partition(": ")[2] in text_of(card)


def test_the_trail_that_was_walked_ends_at_the_last_quest_passed(world: World) -> None:
    rules = world.rules
    fresh = draw(rules, rules.fresh())
    assert (fresh.walked, fresh.next and fresh.next.id) == ("", "alku")
    assert fresh.here == (fresh.stops[0].x, fresh.stops[0].y)

    done = Progress(facts=1 << rules.quests["alku"].bit(0), open=0b10011)
    drawn = draw(rules, done)

    assert drawn.land.path.startswith(drawn.walked)
    assert drawn.walked.endswith(f"{drawn.stops[0].x} {drawn.stops[0].y}")
    assert drawn.next is not None
    assert drawn.next.id == "lajit"
    assert [scene.done for scene in drawn.chapters] == [1, 0]
    assert [scene.mood for scene in drawn.chapters] == ["sitting", "hidden"]


def test_stops_of_the_map_never_lie_upon_each_other(world: World) -> None:
    drawn = draw(world.rules, world.rules.fresh())

    heights = [stop.y for stop in drawn.stops]
    assert heights == sorted(heights)
    assert min(below - above for above, below in pairwise(heights)) >= 60
    assert all(0 < stop.x < 360 and 0 < stop.y < drawn.height for stop in drawn.stops)
