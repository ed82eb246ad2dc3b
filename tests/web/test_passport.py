"""The passport: shown once, kept nowhere, and a way back that forgives slips of the pen."""

import re
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from http.cookies import SimpleCookie

import pytest
import segno

from digimatka.core.passport_words import WORDS
from tests.conftest import TODAY, MakeApp
from tests.web.browser import Browser
from tests.web.conftest import World
from tests.web.page import text_of
from tests.web.slip import make_passport, words_on
from tests.web.world import KOE


def test_the_same_form_shows_the_same_words_and_a_new_one_others(walker: Browser) -> None:
    page = walker.visit("/passi").page
    nonce = page.one("input", name="nonce").attrib["value"]

    first, again = (words_on(walker.post("/passi", {"nonce": nonce})) for _ in range(2))

    assert first == again
    assert len(first) == 4
    assert set(first) <= set(WORDS)
    assert make_passport(walker) != first


def test_two_learners_with_one_form_get_different_words(world: World) -> None:
    nonce = {"nonce": "n" * 22}

    one, other = (words_on(world.walker().post("/passi", nonce)) for _ in range(2))

    assert one != other


@pytest.mark.parametrize("nonce", ["", "short", "n" * 21, "n" * 23, "n" * 5000])
def test_a_form_without_its_number_makes_no_passport(walker: Browser, nonce: str) -> None:
    seen = walker.post("/passi", {"nonce": nonce})

    assert (seen.status, seen.location) == (303, "/passi")
    assert "Tee matkapassi" in walker.get("/passi").main


def test_the_code_on_the_slip_opens_the_same_words_behind_a_hash(make_app: MakeApp) -> None:
    browser = Browser(make_app(KOE, base_url="https://matka.example"))
    browser.post("/aloita")
    slip = browser.post("/passi", {"nonce": "n" * 22})

    phrase = "-".join(words_on(slip)).replace("ä", "a").replace("ö", "o")
    link = f"https://matka.example/jatka#{phrase}"
    drawn = segno.make(link, error="m", micro=False).svg_inline(omitsize=True, border=2)
    assert drawn in slip.html
    assert "matka.example/jatka" in slip.main


def test_words_stand_in_no_address_row_header_or_log(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    browser = world.walker()
    slip = browser.post("/passi", {"nonce": "n" * 22})
    words = words_on(slip)
    other = world.browser()
    back = other.post("/jatka", {"words": " ".join(words)})
    home = other.get(back.location)

    stored = b"".join(f.read_bytes() for f in world.database.parent.glob("digimatka.db*"))
    said = caplog.text + "".join(f"{seen.headers}" for seen in (slip, back, home)) + home.html
    with sqlite3.connect(world.database) as connection:
        rows = str(connection.execute("SELECT * FROM learner").fetchall())
    connection.close()
    for together in (" ", "-", "+", "%20", ""):
        assert together.join(words).encode() not in stored
        assert together.join(words) not in said
    assert not any(re.search(rf"\b{word}\b", rows, re.IGNORECASE) for word in words)
    assert "request" in caplog.text


def test_words_are_shown_once_and_not_again(walker: Browser) -> None:
    words = make_passport(walker)

    for address in ("/passi", "/matka/koe", "/lopeta", "/kuka", "/"):
        assert " ".join(words) not in walker.get(address).main
    assert "Sinulla on jo passi" in walker.get("/passi").main


def test_the_words_lead_back_from_anywhere(world: World) -> None:
    browser = world.walker()
    browser.post("/matka/koe/alku/lue")
    words = make_passport(browser)
    world.clock.day = TODAY + timedelta(days=200)
    other = world.browser()
    other.visit("/jatka")

    seen = other.press("Jatka matkaa", words=" ".join(words))

    assert other.address == "/matka/koe"
    assert seen.page.h1 == "Tervetuloa takaisin"
    assert "Tauko ei haittaa" in seen.main
    assert "Jatka: ALKU" in seen.page.links()


@pytest.mark.parametrize(
    "typed",
    [
        lambda words: " ".join(words).upper(),
        lambda words: f"  {'   '.join(words)}\n",
        "-".join,
        lambda words: ", ".join(words) + ".",
        lambda words: "\n".join(f"{i}. {word}" for i, word in enumerate(words, 1)),
        lambda words: " ".join(words).replace("ä", "a").replace("ö", "o"),
        "".join,
        lambda words: " ".join([words[0] + "q", *words[1:]]),
        lambda words: " ".join([*words[:3], words[3][:-1] + "q"]),
    ],
)
def test_small_slips_of_the_pen_are_forgiven(
    make_app: MakeApp, typed: Callable[[list[str]], str]
) -> None:
    browser = Browser(make_app(KOE))  # the first learner of an app has always the same words
    browser.post("/aloita")
    words = words_on(browser.post("/passi", {"nonce": "slip-of-the-pen-000000"}))
    browser.post("/lopeta")

    seen = browser.post("/jatka", {"words": typed(words)})

    assert (seen.status, seen.location) == (303, "/matka/koe"), typed(words)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Kirjoita neljä sanaa kenttään."),
        ("   ", "Kirjoita neljä sanaa kenttään."),
        (" ".join(WORDS[:1]), "Sanoja on 1. Passissa on neljä sanaa."),
        (" ".join(WORDS[:5]), "Sanoja on liikaa."),
        (f"{' '.join(WORDS[:3])} qqqqqq", "Yksi sana jäi epäselväksi. Tarkista se lapusta."),
        (f"{' '.join(WORDS[:2])} qqqqqq wwwwww", "Osa sanoista jäi epäselväksi."),
        (" ".join(WORDS[5:9]), "Näillä sanoilla ei löydy matkaa."),
    ],
)
def test_words_that_do_not_open_come_back_with_what_to_do(
    browser: Browser, typed: str, says: str
) -> None:
    seen = browser.post("/jatka", {"words": typed})

    assert seen.status == 422
    assert seen.page.focus is not None
    assert says in seen.page.focus
    field = seen.page.one("input", name="words")
    assert field.get("value") == typed
    assert field.get("aria-invalid") == "true"
    assert says in text_of(seen.page.by_id("words-error"))


def test_a_misread_word_is_named_with_words_like_it(browser: Browser) -> None:
    near = WORDS[100][:-1] + "qq"

    seen = browser.post("/jatka", {"words": " ".join([*WORDS[:2], near, WORDS[3]])})

    assert f"Kolmas sana: ”{near}”." in seen.main
    assert "Olisiko se" in seen.main


def test_a_new_passport_voids_the_old_one(world: World) -> None:
    browser = world.walker()
    old, new = make_passport(browser), make_passport(browser)
    other = world.browser()

    assert other.post("/jatka", {"words": " ".join(old)}).status == 422
    assert other.post("/jatka", {"words": " ".join(new)}).status == 303


def test_an_erased_journey_has_no_way_back(world: World) -> None:
    browser = world.walker()
    words = " ".join(make_passport(browser))
    browser.post("/lopeta", {"erase": "1"})

    assert browser.post("/jatka", {"words": words}).status == 422


def test_the_passport_of_another_server_opens_nothing(world: World, make_app: MakeApp) -> None:
    words = " ".join(make_passport(world.walker()))

    assert Browser(make_app(KOE)).post("/jatka", {"words": words}).status == 422


def test_an_own_device_remembers_for_long_and_others_for_a_session(world: World) -> None:
    words = " ".join(make_passport(world.walker()))
    own, borrowed = world.browser(), world.browser()

    remembered = own.post("/jatka", {"words": words, "own_device": "1"})
    forgotten = borrowed.post("/jatka", {"words": words})

    ages = [
        SimpleCookie(s.headers["Set-Cookie"])["matka"]["max-age"] for s in (remembered, forgotten)
    ]
    assert ages == [str(180 * 86_400), ""]
    world.clock.day = TODAY + timedelta(days=180)
    assert own.get("/matka/koe").status == 200
    world.clock.day = TODAY + timedelta(days=181)
    assert own.get("/matka/koe").location == "/"


def test_words_open_another_journey_on_a_device_that_holds_one(world: World) -> None:
    one, other = world.walker(), world.walker()
    one.post("/kuka", {"nickname": "Repe"})
    words = " ".join(make_passport(one))

    other.post("/jatka", {"words": words})

    assert other.get("/matka/koe").page.h1 == "Hei, Repe"
