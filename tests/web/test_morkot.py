"""The mörköt and the signs of services: every look in every mood, each its own, none heavy."""

from itertools import product
from typing import Final, get_args

import pytest
from flask import Flask

from digimatka.core.journey import Morko
from digimatka.core.overview import Mood
from digimatka.core.practice.model import Practice
from tests.web.page import parse

LOOKS: Final = get_args(Morko.model_fields["look"].annotation)
SERVICES: Final = get_args(Practice.model_fields["look"].annotation)
HEAVIEST: Final = 3500  # bytes before compression


def draw(app: Flask, look: str, mood: str) -> str:
    """The drawing as it stands in a page."""
    module = app.jinja_env.get_template("macros/morko.html").module
    return str(module.morko(look, mood))  # type: ignore[attr-defined]  # macros are attributes


@pytest.mark.parametrize(("look", "mood"), list(product(LOOKS, Mood)))
def test_every_look_has_every_mood(app: Flask, look: str, mood: Mood) -> None:
    svg = draw(app, look, mood.value)

    assert not parse(f"<div>{svg}</div>", is_fragment=True).parse_errors
    assert len(svg) < HEAVIEST
    assert " id=" not in svg, "a map shows several of them"


def test_no_two_drawings_are_the_same(app: Flask) -> None:
    drawn = [draw(app, look, mood.value) for look, mood in product(LOOKS, Mood)]

    assert len(set(drawn)) == len(LOOKS) * len(Mood)


def test_every_service_has_a_sign_of_its_own(app: Flask) -> None:
    module = app.jinja_env.get_template("macros/service.html").module
    signs = {str(module.service_symbol(look)) for look in SERVICES}  # type: ignore[attr-defined]

    assert len(signs) == len(SERVICES)
