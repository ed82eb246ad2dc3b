"""What is not right yet comes back with what was chosen or written, and a reason."""

import pytest

from tests.web.browser import Browser, Form
from tests.web.conftest import World
from tests.web.page import text_of
from tests.web.rows import HETU, everything
from tests.web.steps import ALKU, LAJIT, in_lajit

WAYS = pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])


NOT_YET: list[tuple[str, Form, set[str], str]] = [
    ("alku/kumpi", {"choice": "vaara"}, {"choice-vaara"}, "KATSO LOPPUA."),
    ("lajit/monta", {"choice": ["a", "c"]}, {"choice-a", "choice-c"}, "VÄRIN SAA KERTOA."),
    ("lajit/monta", {"choice": "a"}, {"choice-a"}, "Jotakin puuttuu vielä."),
    ("lajit/monta", {}, set(), "Valitse ensin vastaus."),
    ("lajit/mieli", {"choice": ["ilo", "pelko"]}, {"choice-ilo", "choice-pelko"}, "vain yksi"),
    (
        "lajit/kortit",
        {"item-a": "pelkoa", "item-b": "pelkoa"},
        {"item-a-pelkoa", "item-b-pelkoa"},
        "SEN VOI PERUA.",
    ),
    ("lajit/kortit", {"item-a": "totta"}, {"item-a-totta"}, "Jotakin puuttuu vielä."),
    ("lajit/lista", {"tick": "b"}, {"tick-b"}, "Muutama puuttuu vielä."),
    ("lajit/lista", {}, set(), "Rastita ensin jotakin."),
    ("lajit/kartta", {"asked": "haku-1"}, set(), "Valitse ensin vastaus."),
    ("lajit/oikeasti", {}, set(), "Valitse ensin vastaus."),
]


@WAYS
@pytest.mark.parametrize("case", NOT_YET)
def test_a_choice_that_is_not_right_yet_stays_chosen(
    world: World, case: tuple[str, Form, set[str], str], htmx: bool
) -> None:
    step, form, checked, says = case
    browser = in_lajit(world, htmx=htmx) if step.startswith("lajit") else world.walker(htmx=htmx)
    before = browser.get(f"/matka/koe/{step}").headers["ETag"]

    seen = browser.post(f"/matka/koe/{step}", form)

    assert seen.status == 422
    assert {e.get("id") for e in seen.page.all("input") if "checked" in e.attrib} == checked
    assert says in seen.main
    assert seen.page.focus is not None
    assert browser.get(f"/matka/koe/{step}").headers["ETag"] == before, "nothing was stored"


def test_feedback_stands_beside_what_was_chosen(walker: Browser) -> None:
    page = walker.post(f"{ALKU}/kumpi", {"choice": "vaara"}).page

    chosen = page.by_id("choice-vaara")
    assert chosen.get("aria-describedby") == "choice-vaara-feedback"
    assert text_of(page.by_id("choice-vaara-feedback")) == "Katso vielä KATSO LOPPUA."
    assert page.by_id("choice-oikea").get("aria-describedby") is None
    assert "HYVÄ HUOMIO." not in page.main


def test_an_error_is_named_at_the_top_and_at_the_field(world: World) -> None:
    page = in_lajit(world).post(f"{LAJIT}/monta", {}).page

    assert page.focus == "Vastaus ei mennyt vielä perille Valitse ensin vastaus."
    assert page.links()["Valitse ensin vastaus."] == "#choice-a"
    assert page.by_id("choice").get("aria-describedby") == "choice-hint choice-error"
    assert text_of(page.by_id("choice-error")) == "Valitse ensin vastaus."


@WAYS
@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("kuva", "KUVA ON YKSI LIITE."),
        ("ihan muuta", "SANA ALKAA ÄLLÄLLÄ."),
        ("<i>\"'&", "SANA ALKAA ÄLLÄLLÄ."),
    ],
)
def test_a_word_that_is_not_right_yet_stays_written(
    world: World, typed: str, says: str, htmx: bool
) -> None:
    seen = in_lajit(world, htmx=htmx).post(f"{LAJIT}/sana", {"text": typed})

    assert seen.status == 422
    assert says in seen.main
    assert seen.page.one("input", name="text").get("value") == typed


@pytest.mark.parametrize("typed", ["LIITE", " liite ", "Liitte", "LÏITE."])
def test_a_word_is_taken_in_any_spelling(world: World, typed: str) -> None:
    assert in_lajit(world).post(f"{LAJIT}/sana", {"text": typed}).status == 303


@WAYS
@pytest.mark.parametrize("act", [{}, {"act": "hint"}, {"act": "show"}, {"version": "old"}])
def test_private_text_comes_back_nowhere_and_is_not_kept(
    world: World, act: dict[str, str], htmx: bool, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    browser = in_lajit(world, htmx=htmx)

    seen = browser.post(f"{LAJIT}/sana", {"text": f"minä {HETU}", **act})

    assert ("Emme tallentaneet sitä" in seen.main) == (act == {})
    for text in (seen.html, str(seen.headers), everything(world), caplog.text):
        assert HETU not in text


def test_what_was_written_is_never_stored_or_logged(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    browser = in_lajit(world)
    for text in ("merkillinen sana", "liite"):
        browser.post(f"{LAJIT}/sana", {"text": text})
    browser.post(f"{LAJIT}/lista", {"tick": ["a", "c"]})
    browser.post(f"{LAJIT}/kartta", {"haku-1": "1", "viesti-1": "5"})

    rows = everything(world)
    assert "merkillinen" not in rows + caplog.text
    assert "liite" not in rows + caplog.text
    assert '"tick"' not in rows
    assert "haku-1" not in rows


@WAYS
def test_an_answer_to_an_older_page_is_not_judged_but_kept(world: World, htmx: bool) -> None:
    browser = in_lajit(world, htmx=htmx)

    word = browser.post(f"{LAJIT}/sana", {"text": "liite", "version": "00000000"})
    choice = browser.post(f"{LAJIT}/monta", {"choice": ["a", "b"], "version": "00000000"})

    for seen in (word, choice):
        assert seen.status == 422
        assert "Tehtävä muuttui" in seen.main
    assert word.page.one("input", name="text").get("value") == "liite"
    kept = [e.get("id") for e in choice.page.all("input") if "checked" in e.attrib]
    assert kept == ["choice-a", "choice-b"]
    fresh = choice.page.one("input", name="version").attrib["value"]
    good = browser.post(f"{LAJIT}/monta", {"choice": ["a", "b"], "version": fresh})
    assert good.status in (200, 303)
