"""axe-core finds nothing to complain of on any page in any state, light or dark, small or large."""

from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.browser.looks import run_axe, set_look
from tests.browser.visit import DESK, PHONE, Screen


@pytest.mark.parametrize(
    ("screen", "scheme"), [(PHONE, "light"), (DESK, "dark")], ids=["phone-light", "desk-dark"]
)
def test_axe_finds_no_violation(
    shown: Page, screen: Screen, scheme: Literal["light", "dark"]
) -> None:
    set_look(shown, screen.width, screen.height, scheme)

    found = run_axe(shown)

    assert found["violations"] == []
    assert found["passes"] > 20, "axe did not run"
