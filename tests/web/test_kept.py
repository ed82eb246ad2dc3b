"""Macros that keep what they have drawn: the same output, and nothing of what a learner wrote."""

import pytest
from jinja2 import DictLoader

from digimatka.web.kept import KeepingEnvironment
from tests.conftest import MakeApp
from tests.web.world import KOE

MACROS = """
{% set kept = ('drawn',) %}
{% macro drawn(x, y=1) %}{{ count() }}:{{ x }}{{ y }}{% endmacro %}
{% macro written(x) %}{{ count() }}:{{ x }}{% endmacro %}
"""


class Counter:
    """How often a macro was drawn."""

    calls = 0

    def __call__(self) -> int:
        self.calls += 1
        return self.calls


@pytest.fixture
def environment(make_app: MakeApp) -> KeepingEnvironment:
    """Two macros in a file, one of which keeps; ``page`` imports both."""
    made = KeepingEnvironment(make_app(KOE), autoescape=True)
    made.loader = DictLoader(
        {
            "macros": MACROS,
            "page": "{% from 'macros' import drawn, written %}{{ drawn(x) }} {{ written(x) }}",
        }
    )
    made.globals["count"] = Counter()
    return made


def test_the_same_arguments_are_drawn_once(environment: KeepingEnvironment) -> None:
    page = environment.get_template("page")

    assert [page.render(x=x) for x in ("a", "a", "b", "a")] == [
        *("1:a1 2:a", "1:a1 3:a", "4:b1 5:b", "1:a1 6:a")
    ]


def test_equal_arguments_of_different_kinds_are_not_mixed_up(
    environment: KeepingEnvironment,
) -> None:
    page = environment.get_template("page")

    assert [page.render(x=x).partition(" ")[0] for x in (1, True, 1.0)] == [
        *("1:11", "3:True1", "5:1.01")
    ]


def test_arguments_that_cannot_be_kept_are_drawn_every_time(
    environment: KeepingEnvironment,
) -> None:
    page = environment.get_template("page")

    assert [page.render(x=["a"]).partition(":")[0] for _ in range(2)] == ["1", "3"]


def test_what_is_drawn_is_still_escaped_once(environment: KeepingEnvironment) -> None:
    page = environment.get_template("page")

    assert [page.render(x="<i>") for _ in range(2)] == [
        *("1:&lt;i&gt;1 2:&lt;i&gt;", "1:&lt;i&gt;1 3:&lt;i&gt;")
    ]
