"""Words that explain themselves and soft hyphens, in pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from digimatka import app as wiring
from digimatka.core.compiler import compile_rules
from digimatka.core.journey import GlossaryFile
from digimatka.core.words import SOFT_HYPHEN, Words
from digimatka.settings import Settings
from digimatka.web.services import NAME, Services
from tests.conftest import SECRET, Clock
from tests.factories import journey, quest, step
from tests.web.browser import Browser

TEXT = (
    "Avaa selain. Sama selain riittää.\n\n## Selain\n\n[selain](https://www.suomi.fi) ja `selain`"
)
WORDS = Words(
    forms={"selain": "selain", "selaimessa": "selain"},
    hyphens={"työnhakuprofiili": "työn|haku|profiili"},
    vocabulary="x",
)


@pytest.fixture
def browser(quick: None, template: Path, tmp_path: Path) -> Iterator[Browser]:
    """A learner on a journey with one glossary word and one long word."""
    steps = [
        step("lue", title="Työnhakuprofiili", text=TEXT),
        step("kysy", "choose", question="Missä on selain?", text="Katso selaimessa."),
    ]
    made = journey(quest("tehtava", *steps)).model_copy(
        update={"glossary": GlossaryFile({"selain": "Ohjelma & <ikkuna>."}), "words": WORDS}
    )
    file = tmp_path / "terms.db"
    file.write_bytes(template.read_bytes())
    with pytest.MonkeyPatch.context() as patch:
        rules = compile_rules(made)
        patch.setattr(wiring, "read_journeys", lambda _folder: {"matka": rules})
        settings = Settings(f"sqlite:///{file}", tmp_path, Path("sanat"), SECRET)
        app: Flask = wiring.create_app(settings, today=Clock())
        browser = Browser(app)
        browser.post("/aloita")
        yield browser
        services: Services = app.extensions[NAME]
        services.store.close()


def test_the_first_form_in_a_text_opens_its_explanation(browser: Browser) -> None:
    page = browser.visit("/matka/matka/tehtava/lue").page
    (button,) = page.all("button", class_="term")
    box = page.by_id(button.attrib["popovertarget"])

    assert button.text == "selain"
    assert button.get("type") == "button"
    assert "popover" in box.attrib
    assert "Ohjelma & <ikkuna>." in "".join(box.itertext())


def test_nothing_is_marked_in_a_heading_a_link_or_code(browser: Browser) -> None:
    page = browser.visit("/matka/matka/tehtava/lue").page

    for button in page.all("button", class_="term"):
        tags = {element.tag for element in page.ancestors(button)}
        assert tags.isdisjoint({"a", "code", "h1", "h2", "h3", "label", "legend"})


def test_a_question_is_not_marked_but_its_text_is(browser: Browser) -> None:
    page = browser.visit("/matka/matka/tehtava/kysy").page

    assert [button.text for button in page.all("button", class_="term")] == ["selaimessa"]


def test_long_words_break_in_headings_and_never_in_the_title(browser: Browser) -> None:
    seen = browser.visit("/matka/matka/tehtava/lue")
    head, _, body = seen.html.partition("<body>")

    assert f"Työn{SOFT_HYPHEN}haku{SOFT_HYPHEN}profiili" in body
    assert SOFT_HYPHEN not in head
    assert "Työnhakuprofiili" in head


def test_the_glossary_page_keeps_every_word(browser: Browser) -> None:
    assert "Ohjelma & <ikkuna>." in browser.visit("/sanasto").main
