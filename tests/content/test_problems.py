"""How problems are ordered and shown."""

import json

from digimatka.content.problems import (
    Level,
    Problem,
    has_errors,
    in_order,
    to_github,
    to_json,
    to_text,
)

ERROR = Problem("a/b.yaml", 3, 8, Level.ERROR, "tag", "Tagit eivät käy.", "Poista.\nTai lainaa.")
WARNING = Problem("a/b.yaml", 12, 1, Level.WARNING, "no-hints", "Ei vihjeitä.")


def test_they_stand_in_the_order_of_files_and_places_and_each_once() -> None:
    first = Problem("a.yaml", 2, 10, Level.ERROR, "x", "X.")
    second = Problem("a.yaml", 10, 2, Level.ERROR, "x", "X.")

    assert in_order([WARNING, second, ERROR, first, ERROR]) == (first, second, ERROR, WARNING)


def test_only_an_error_keeps_a_journey_from_use() -> None:
    assert has_errors([WARNING, ERROR])
    assert not has_errors([WARNING])


def test_text_is_a_line_for_each_with_its_hint_below() -> None:
    assert to_text([ERROR, WARNING]) == (
        "a/b.yaml:3:8: error[tag]: Tagit eivät käy.\n"
        "    Poista.\n"
        "    Tai lainaa.\n"
        "a/b.yaml:12:1: warning[no-hints]: Ei vihjeitä."
    )


def test_json_holds_every_field_in_readable_finnish() -> None:
    text = to_json([ERROR])

    assert "eivät käy" in text
    assert json.loads(text) == [
        {
            "file": "a/b.yaml",
            "line": 3,
            "col": 8,
            "level": "error",
            "code": "tag",
            "message": "Tagit eivät käy.",
            "hint": "Poista.\nTai lainaa.",
        }
    ]


def test_github_gets_a_command_for_each() -> None:
    assert to_github([ERROR, WARNING]) == (
        "::error file=a/b.yaml,line=3,col=8,title=tag::Tagit eivät käy.%0APoista.%0ATai lainaa.\n"
        "::warning file=a/b.yaml,line=12,col=1,title=no-hints::Ei vihjeitä."
    )


def test_no_text_of_an_author_can_break_out_of_a_github_command() -> None:
    nasty = Problem("a,b:c%\n.yaml", 1, 1, Level.ERROR, "tag", "100 %\r\n::error::x")

    assert to_github([nasty]) == (
        "::error file=a%2Cb%3Ac%25%0A.yaml,line=1,col=1,title=tag::100 %25%0D%0A::error::x"
    )


def test_nothing_found_is_shown_as_nothing() -> None:
    assert (to_text([]), to_json([]), to_github([])) == ("", "[]", "")
