"""The mörköt, landmarks and signs of services: every look in every mood, each its own."""

import re
from itertools import product
from typing import Final, get_args

import pytest
from flask import Flask

from digimatka.core.journey import ChapterFile, Morko
from digimatka.core.overview import Mood
from digimatka.core.practice.model import Practice
from tests.conftest import ROOT
from tests.web.browser import Browser
from tests.web.page import parse

LOOKS: Final = get_args(Morko.model_fields["look"].annotation)
LANDMARKS: Final = get_args(ChapterFile.model_fields["landmark"].annotation)
SERVICES: Final = get_args(Practice.model_fields["look"].annotation)
HEAVIEST: Final = 2500  # bytes before compression
COLOUR: Final = re.compile(r'class="([fs]-[\w-]+)"')


def draw(app: Flask, look: str, mood: str) -> str:
    """The drawing as it stands in a page."""
    module = app.jinja_env.get_template("macros/morko.html").module
    return str(module.morko(look, mood))  # type: ignore[attr-defined]  # macros are attributes


def style(name: str) -> str:
    return (ROOT / "static" / "css" / name).read_text("utf-8")


@pytest.mark.parametrize(("look", "mood"), list(product(LOOKS, Mood)))
def test_every_look_has_every_mood(app: Flask, look: str, mood: Mood) -> None:
    svg = draw(app, look, mood.value)

    assert not parse(f"<div>{svg}</div>", is_fragment=True).parse_errors
    assert len(svg) < HEAVIEST
    assert " id=" not in svg, "a map shows several of them"


@pytest.mark.parametrize(("look", "mood"), list(product(LOOKS, Mood)))
def test_every_morko_has_two_eyes_that_see_or_smile(app: Flask, look: str, mood: Mood) -> None:
    svg = draw(app, look, mood.value)

    assert svg.count('<ellipse class="f-eye"') == (0 if mood is Mood.WALKING else 2)
    assert svg.count('<g class="mk-eyes">') == (0 if mood is Mood.WALKING else 1)
    assert svg.count('<g class="mk-breath">') == (0 if mood is Mood.HIDDEN else 1)


def test_no_two_drawings_are_the_same(app: Flask) -> None:
    drawn = [draw(app, look, mood.value) for look, mood in product(LOOKS, Mood)]

    assert len(set(drawn)) == len(LOOKS) * len(Mood)


@pytest.mark.parametrize("look", LOOKS)
def test_every_colour_of_a_morko_is_in_the_style(app: Flask, look: str) -> None:
    used = {name for mood in Mood for name in COLOUR.findall(draw(app, look, mood.value))}
    own = {"f-mk", "s-mk", "f-mk2", "s-mk2"} & used

    assert [name for name in used if f".{name}{{" not in style("40-pictures.css")] == []
    assert not own or f".mk-{look}{{--mk:#" in style("10-tokens.css")


@pytest.mark.parametrize("landmark", LANDMARKS)
def test_every_colour_of_a_landmark_is_in_the_style(app: Flask, landmark: str) -> None:
    svg = app.jinja_env.get_template(f"landmarks/_{landmark}.svg").render()

    assert COLOUR.findall(svg)
    assert [n for n in COLOUR.findall(svg) if f".{n}{{" not in style("40-pictures.css")] == []


def test_a_chapter_carries_no_other_morko_than_its_own(app: Flask) -> None:
    browser = Browser(app)
    browser.post("/aloita")
    chapter = browser.get("/matka/tyollistymisen-digimatka/luku/2-avaimet").html

    assert re.findall(r'<g class="mk-(?!eyes|breath)(\w+)">', chapter) == ["kilina"]


def test_every_service_has_a_sign_of_its_own(app: Flask) -> None:
    module = app.jinja_env.get_template("macros/service.html").module
    signs = {str(module.service_symbol(look)) for look in SERVICES}  # type: ignore[attr-defined]

    assert len(signs) == len(SERVICES)
