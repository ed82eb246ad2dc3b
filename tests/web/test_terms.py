"""Words that explain themselves and soft hyphens, in pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from digimatka import app as wiring
from digimatka.core.compiler import compile_rules
from digimatka.core.journey import GlossaryFile
from digimatka.core.words import SOFT_HYPHEN, Words
from digimatka.settings import Settings
from digimatka.web.services import NAME, Services
from digimatka.web.terms import EXPLAINED, anchors, prose, softener
from tests.conftest import SECRET, Clock
from tests.factories import journey, quest, step
from tests.web.browser import Browser
from tests.web.page import Page, parse, text_of

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


def drawn(*texts: str, **glossary: str) -> Page:
    """A page of these texts, one after another, on a journey with such a glossary."""
    made = journey(quest()).model_copy(
        update={"glossary": GlossaryFile(glossary or {"selain": "Ohjelma."}), "words": WORDS}
    )
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    environment.globals["prose"] = prose
    template = environment.from_string("{% for text in texts %}{{ prose(text) }}{% endfor %}")
    context = {"texts": texts, "rules": compile_rules(made), EXPLAINED: set()}
    return parse(template.render(context), is_fragment=True)


def opened_by(page: Page) -> list[str]:
    """The ids of the boxes that the words of a page open."""
    return [button.attrib["popovertarget"] for button in page.all("button", class_="term")]


def test_two_texts_of_a_page_share_the_box_of_a_word() -> None:
    page = drawn("Avaa selain.", "Selaimessa on rivi. Selain näyttää sen.")

    assert opened_by(page) == ["sana-selain", "sana-selain"]
    assert page.ids() == ["sana-selain", "sana-selain-text"]


@pytest.mark.parametrize(
    "text",
    [
        "## selain",
        "[selain](/passi)",
        "[**selain**](https://www.suomi.fi)",
        "`selain`",
        "```\nselain\n```",
        "| selain |\n|---|",
        "verkkoselain",
        "[osoite](https://selain.example/selain)",
        "selain.example",
    ],
)
def test_some_places_are_never_marked(text: str) -> None:
    assert opened_by(drawn(text)) == []
    assert opened_by(drawn(f"{text}\n\nselain")) == ["sana-selain"]


@pytest.mark.parametrize(
    "text", ["**selain**", "- selain", "> selain", "| a |\n|---|\n| selain |", "(selain)&amp;"]
)
def test_other_places_are(text: str) -> None:
    page = drawn(text)

    assert opened_by(page) == ["sana-selain"]
    assert page.parse_errors == ()


def test_code_is_shown_as_it_is_to_be_written() -> None:
    html = drawn("Työnhakuprofiili ja `työnhakuprofiili`").html

    assert f"Työn{SOFT_HYPHEN}haku{SOFT_HYPHEN}profiili" in html
    assert "<code>työnhakuprofiili</code>" in html


def test_an_explanation_is_text_whatever_is_in_it() -> None:
    page = drawn("Avaa selain.", selain='<script>zq()</script> "&amp;" {{ x }}')

    assert list(page.elements("script")) == []
    assert "<script>zq()</script>" in text_of(page.by_id("sana-selain"))
    assert page.parse_errors == ()


def test_a_form_of_a_word_that_has_left_the_glossary_is_only_text() -> None:
    page = drawn("Avaa selain.", siru="Osa korttia.")

    assert opened_by(page) == []
    assert page.text == "Avaa selain."


def test_words_that_differ_in_signs_alone_have_ids_of_their_own() -> None:
    words = ("ät-merkki", "Wi-Fi", "wi fi", "wi.fi", "Ж", "CV")

    assert list(anchors(words).values()) == [
        *("sana-at-merkki", "sana-wi-fi", "sana-wi-fi--2", "sana-wi-fi--3", "sana", "sana-cv"),
    ]


def test_what_is_html_already_is_not_softened() -> None:
    soft = softener([journey(quest()).model_copy(update={"words": WORDS})])

    assert SOFT_HYPHEN in soft("työnhakuprofiili")
    assert SOFT_HYPHEN not in soft(Markup("työnhakuprofiili"))


def test_the_glossary_page_has_an_anchor_for_every_word(browser: Browser) -> None:
    page = browser.visit("/sanasto").page

    assert text_of(page.by_id("sana-selain")) == "selain"


def test_the_glossary_page_keeps_every_word(browser: Browser) -> None:
    assert "Ohjelma & <ikkuna>." in browser.visit("/sanasto").main
