"""My badges: what each shows, and why I have it."""

from flask import Flask

from digimatka.web.services import NAME, Services
from tests.answers import done_by
from tests.web.browser import Browser
from tests.web.conftest import World
from tests.web.page import text_of
from tests.web.steps import finish


def test_badges_say_what_they_show_and_why_one_has_them(world: World) -> None:
    browser = world.walker()
    empty = browser.get("/merkit")
    assert "Ensimmäinen merkki on jo lähellä." in empty.main
    assert "ALOITIT. Tee tehtävä ”ALKU”. Mene sinne: ROHKEA" in empty.main
    finish(world, browser, "alku")

    seen = browser.get("/merkit")

    assert "ALOITIT." in seen.main
    assert "Saatu 24.11.2026" in seen.main
    assert "Teit tehtävän: ALKU – itse" in seen.main
    assert "Teit tehtävän: ALKU" in seen.main.replace("ALKU – itse", "")
    assert "Osasit jo" not in seen.main
    assert "Nämä odottavat sinua" in seen.main


def test_an_answer_that_earned_a_badge_is_named(world: World) -> None:
    browser = world.walker()
    finish(world, browser, "alku")
    browser.post("/matka/koe/lajit/mieli", {"choice": "ilo"})

    assert "Vastasit kysymykseen: MILTÄ?" in browser.get("/merkit").main


def test_a_reason_says_what_the_learner_did_then_and_since(world: World) -> None:
    browser = world.walker()
    browser.post("/matka/koe/alku", {"mark": "known"})
    assert "Osasit jo: ALKU" in browser.get("/merkit").main

    finish(world, browser, "alku")

    assert "Osasit jo" not in browser.get("/merkit").main
    assert "Teit tehtävän: ALKU" in browser.get("/merkit").main


def test_each_reason_of_the_real_badges_is_told_once(app: Flask) -> None:
    services: Services = app.extensions[NAME]
    rules = services.journeys[services.first_journey]
    browser = Browser(app)
    browser.post("/aloita")
    for rule in rules.order:
        for step in rule.quest.steps:
            where, form = done_by(rules, step)
            url = f"/matka/{rules.journey.id}/{rule.quest.id}/{step.id}"
            browser.post(url + where, form)
            if (rule.quest.id, step.id) in rules.again:
                browser.post(url, {"act": "again"})
                browser.post(url + where, form)

    page = browser.get("/merkit").page

    cards = [c for c in page.all("li", class_="card") if c.find(".//details") is not None]
    assert len(cards) == len(rules.badges)
    for card in cards:
        reasons = [text_of(li) for li in card.iter("li") if li is not card]
        quests = [r.partition(": ")[2].partition(" – ")[0] for r in reasons if "tehtävän" in r]
        assert reasons
        assert len(quests) == len(set(quests)), reasons
        assert not [r for r in reasons if "Ohitit" in r or "Osasit" in r]
