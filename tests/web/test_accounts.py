"""Beginning, nickname and picture, how pages look, leaving, erasing."""

from collections.abc import Callable

import pytest

from digimatka.web.accounts import PICTURES
from tests.web.browser import Browser
from tests.web.conftest import World
from tests.web.rows import HETU, count, everything


def test_a_journey_begins_at_once_with_one_press(browser: Browser) -> None:
    browser.visit("/")

    seen = browser.press("Aloita")

    assert browser.address == "/matka/koe"
    assert seen.page.h1 == "Sinun matkasi"
    assert "Aloita tästä: ALKU" in seen.page.links()


def test_a_beginning_that_is_sent_twice_is_one_journey(world: World) -> None:
    browser = world.browser()
    before = count(world, "learner")
    browser.post("/aloita")
    cookie = browser.cookie("matka")

    assert browser.post("/aloita").location == "/matka/koe"
    assert browser.cookie("matka") == cookie
    assert count(world, "learner") == before + 1


def test_the_first_page_offers_the_journey_that_is_under_way(walker: Browser) -> None:
    walker.post("/kuka", {"nickname": "Repe", "picture": "cat"})

    seen = walker.get("/")

    assert "Matkaaja on Repe." in seen.main
    assert seen.page.links()["Jatka tätä matkaa"] == "/matka/koe"
    assert seen.page.links()["Tämä ei ole minun matkani"] == "/lopeta"


def test_a_nickname_and_a_picture_are_kept(walker: Browser) -> None:
    walker.visit("/kuka")
    walker.press("Tallenna", nickname="  Repe \u200b  Kettu ", picture="cat")

    assert walker.visit("/matka/koe").page.h1 == "Hei, Repe Kettu"
    page = walker.visit("/kuka").page
    assert page.one("input", name="nickname").get("value") == "Repe Kettu"
    assert "checked" in page.by_id("picture-cat").attrib


def test_both_can_be_taken_away_again(walker: Browser) -> None:
    walker.post("/kuka", {"nickname": "Repe", "picture": "cat"})
    walker.visit("/kuka")

    walker.press("Tallenna", nickname="", picture="")

    assert walker.visit("/matka/koe").page.h1 == "Sinun matkasi"
    assert "checked" in walker.visit("/kuka").page.by_id("picture-none").attrib


@pytest.mark.parametrize("picture", ["", "no-such", "../cat", '"><script>', "cat,dog", *PICTURES])
def test_only_a_picture_of_the_list_is_taken(walker: Browser, picture: str) -> None:
    walker.post("/kuka", {"nickname": "", "picture": picture})

    checked = [i for i in walker.get("/kuka").page.all("input") if "checked" in i.attrib]
    assert [i.get("value") for i in checked] == [picture if picture in PICTURES else ""]


@pytest.mark.parametrize(("length", "status"), [(24, 303), (25, 422), (5000, 422)])
def test_a_nickname_may_have_24_letters(walker: Browser, length: int, status: int) -> None:
    seen = walker.post("/kuka", {"nickname": "ä" * length, "picture": "cat"})

    assert seen.status == status
    if status == 422:
        field = seen.page.one("input", name="nickname")
        assert field.get("value") == "ä" * length
        assert field.get("aria-invalid") == "true"
        assert field.get("aria-describedby") == "nickname-error"
        assert "checked" in seen.page.by_id("picture-cat").attrib
        assert seen.page.focus is not None
        assert "Lempinimi on liian pitkä" in seen.page.focus
        assert walker.get("/matka/koe").page.h1 == "Sinun matkasi"


@pytest.mark.parametrize(
    "private", [HETU, "FI21 1234 5600 0007 85", "+358 40 1234567", "maija@example.fi"]
)
def test_a_nickname_that_tells_who_one_is_comes_back_nowhere(
    world: World, private: str, caplog: pytest.LogCaptureFixture
) -> None:
    browser = world.walker()
    caplog.set_level("DEBUG")

    seen = browser.post("/kuka", {"nickname": f"olen {private}"})

    assert seen.status == 422
    assert "Emme tallentaneet tekstiä" in seen.main
    for text in (seen.html, everything(world), caplog.text, str(seen.headers)):
        assert private not in text


def test_markup_in_a_nickname_is_only_text(walker: Browser) -> None:
    name = "<b>\"A'&amp;{{7*7}}"

    walker.post("/kuka", {"nickname": name})

    html = walker.client.get("/matka/koe").text
    assert "<b>" not in html
    assert "Hei, &lt;b&gt;&#34;A&#39;&amp;amp;{{7*7}}" in html


def test_the_look_of_pages_is_kept_on_this_device(browser: Browser) -> None:
    browser.visit("/asetukset")

    seen = browser.press("Tallenna", text="larger", contrast="more", spacing="wide", game="off")

    assert "Asetukset on tallennettu" in seen.main
    assert seen.page.focus == "Asetukset on tallennettu tälle laitteelle."
    root = browser.visit("/").page.root
    assert {k: v for k, v in root.attrib.items() if k.startswith("data-")} == {
        "data-text": "larger",
        "data-contrast": "more",
        "data-spacing": "wide",
        "data-game": "off",
    }
    checked = [i for i in browser.visit("/asetukset").page.all("input") if "checked" in i.attrib]
    assert [i.get("value") for i in checked] == ["larger", "more", "wide", "off"]


def test_a_setting_that_is_not_known_changes_nothing(browser: Browser) -> None:
    browser.post("/asetukset", {"text": "large"})

    browser.post("/asetukset", {"text": "huge", "contrast": "<i>", "other": "x", "game": "off"})

    root = browser.get("/").page.root
    assert (root.get("data-text"), root.get("data-contrast")) == ("large", "normal")
    assert root.get("data-game") == "off"


def test_settings_are_there_before_a_journey_begins(world: World) -> None:
    browser = world.browser()
    browser.post("/asetukset", {"game": "off"})
    browser.post("/aloita")

    assert browser.get("/matka/koe").page.root.get("data-game") == "off"


def test_leaving_asks_first_and_warns_without_a_passport(walker: Browser) -> None:
    assert "Ilman passia et pääse takaisin" in walker.visit("/lopeta").main
    walker.post("/passi", {"nonce": "n" * 22})

    assert "Pääset takaisin matkapassin neljällä sanalla" in walker.visit("/lopeta").main
    assert walker.get("/matka/koe").status == 200

    assert "Tämä laite on tyhjennetty" in walker.press("Lopeta ja tyhjennä").main


def test_leaving_keeps_what_was_done(world: World) -> None:
    browser = world.walker()
    browser.post("/matka/koe/alku/lue")
    rows = count(world, "event")

    browser.post("/lopeta")

    assert count(world, "event") == rows


def test_erasing_deletes_all_rows_of_this_learner_and_no_other(world: World) -> None:
    other, browser = world.walker(), world.walker()
    for walker in (other, browser):
        walker.post("/kuka", {"nickname": "Poistuva" if walker is browser else "Jäävä"})
        walker.post("/matka/koe/alku/lue")
    tables = ("learner", "event", "snapshot")
    before = [count(world, table) for table in tables]
    browser.visit("/lopeta")

    seen = browser.press("Poista kaikki tietoni")

    assert "Kaikki tietosi on poistettu" in seen.main
    assert [count(world, table) for table in tables] == [n - 1 for n in before]
    assert "Poistuva" not in everything(world)
    assert "tehty" in other.get("/matka/koe/alku").main


def test_leaving_twice_or_without_a_journey_is_no_error(browser: Browser) -> None:
    assert browser.post("/lopeta").location == "/hei-hei"
    assert browser.post("/lopeta", {"erase": "1"}).location == "/hei-hei"


@pytest.mark.parametrize(
    "act",
    [
        lambda b: b.post("/kuka", {"nickname": "Repe"}),
        lambda b: b.post("/passi", {"nonce": "n" * 22}),
        lambda b: b.post("/asetukset", {"text": "large"}),
    ],
)
def test_an_act_that_is_sent_twice_is_the_same_act(
    world: World, act: Callable[[Browser], object]
) -> None:
    browser = world.walker()
    act(browser)
    before = everything(world)

    act(browser)

    assert everything(world) == before
