"""Every route says who may use it, and a published address never breaks."""

import re

from flask import Flask
from werkzeug.routing import Rule

from digimatka.core.staff import Role
from tests.conftest import ROOT

LISTED = ROOT / "tests/house/routes.txt"
# Lower-case ASCII words with single hyphens between them: they are printed and read aloud.
PART = re.compile(r"[a-z]+(-[a-z]+)*|<((path|int):)?[a-z]+>")


def routes(app: Flask) -> list[Rule]:
    return sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, sorted(methods(rule))))


def methods(rule: Rule) -> set[str]:
    return set(rule.methods or ()) - {"HEAD", "OPTIONS"}


def access(app: Flask, rule: Rule) -> str:
    return str(getattr(app.view_functions[rule.endpoint], "access", "unguarded"))


def test_every_route_says_who_may_use_it(app: Flask) -> None:
    guards = {(rule.endpoint, access(app, rule)) for rule in routes(app)}
    of_staff = {guard for _, guard in guards if guard.startswith("staff:")}

    assert {guard for _, guard in guards} - of_staff == {"public", "learner"}, sorted(guards)
    assert {role for guard in of_staff for role in guard.removeprefix("staff:").split(",")} <= {
        *Role
    }


def test_addresses_are_short_words_that_can_be_read_aloud(app: Flask) -> None:
    parts = {part for rule in routes(app) for part in rule.rule.split("/") if part}

    assert [part for part in sorted(parts) if not PART.fullmatch(part)] == []
    assert [rule.rule for rule in routes(app) if rule.rule != "/" and rule.rule.endswith("/")] == []


def test_a_view_that_changes_something_has_the_address_of_its_page(app: Flask) -> None:
    """So that reloading, or coming back without the script, finds a page."""
    read = {rule.rule for rule in routes(app) if "GET" in methods(rule)}
    written = {rule.rule for rule in routes(app) if "POST" in methods(rule)}

    assert written <= read
    assert {method for rule in routes(app) for method in methods(rule)} == {"GET", "POST"}


def test_the_list_of_addresses_is_current(app: Flask) -> None:
    """A line is added for a new address. None is ever taken away: it may be on a slip of paper."""
    now = [f"{','.join(methods(rule))} {rule.rule} {access(app, rule)}" for rule in routes(app)]

    assert LISTED.read_text("utf-8").splitlines() == now
