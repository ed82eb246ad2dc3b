"""The tools behind `make`: the icon sprite says what is wrong with its list, a browser is found."""

import sys
from pathlib import Path

import pytest

from tools import browser, node, suites, vendor

KNOWN = {"house", "horse", "key", "key-fill"}
HOUSE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 256 256" fill="currentColor">'
    '<path d="M0,0"/></svg>'
)


def test_an_icon_list_is_sorted_and_may_hold_comments() -> None:
    text = "# doors\n\nkey-fill\nkey\nhouse  # the map\n"

    assert vendor.read_icon_list(text, KNOWN, "static/icons.txt") == ["house", "key", "key-fill"]


def test_unknown_and_repeated_icons_are_all_reported_with_a_near_name() -> None:
    with pytest.raises(vendor.IconError) as problem:
        vendor.read_icon_list("hause\nkey\nkey\nzzz\n", KNOWN, "static/icons.txt")

    assert str(problem.value).splitlines() == [
        "static/icons.txt:1: there is no icon hause. Did you mean house or horse?",
        "static/icons.txt:3: key is listed twice",
        "static/icons.txt:4: there is no icon zzz",
    ]


def test_the_sprite_has_a_symbol_for_each_drawing() -> None:
    assert vendor.draw_sprite({"house": HOUSE}) == (
        '<svg xmlns="http://www.w3.org/2000/svg">\n'
        '<symbol id="house" viewBox="0 0 256 256" fill="currentColor"><path d="M0,0"/></symbol>\n'
        "</svg>\n"
    )


def test_a_drawing_of_another_size_is_refused() -> None:
    with pytest.raises(vendor.IconError, match="house"):
        vendor.draw_sprite({"house": HOUSE.replace("256 256", "24 24")})


def test_the_built_folder_holds_every_listed_icon_and_the_licences() -> None:
    licences = (vendor.VENDOR / "LICENSES.txt").read_text("utf-8")

    for target, list_file in vendor.SPRITES.items():
        sprite = (vendor.VENDOR / target).read_text("utf-8")
        lines = list_file.read_text("utf-8").splitlines()
        names = [name for line in lines if (name := line.partition("#")[0].strip())]
        assert names
        assert [name for name in names if f'id="{name}"' not in sprite] == []
    for title in ("SIL Open Font License", "MIT License", "Zero-Clause BSD"):
        assert title in licences
    assert {file.name for file in vendor.VENDOR.iterdir()} == {
        *vendor.COPIES,
        *vendor.SPRITES,
        vendor.BUNDLE,
        "LICENSES.txt",
    }


def test_the_packages_of_a_bundle_are_told_for_their_licences() -> None:
    paths = [
        "static/studio/editor.js",
        "node_modules/@codemirror/view/dist/index.js",
        "node_modules/crelt/index.js",
        "node_modules/a/node_modules/@b/c/index.js",
    ]

    assert list(vendor.packages_in(paths)) == [
        "@codemirror/view",
        "crelt",
        "a/node_modules/@b/c",
    ]
    licences = (vendor.VENDOR / "LICENSES.txt").read_text("utf-8")
    assert "@codemirror/view " in licences
    assert "@lezer/yaml " in licences


def program(folder: Path, name: str, says: str = "") -> str:
    """Make a small program that prints a line; return its path."""
    file = folder / name
    file.write_text(f"#!/bin/sh\necho {says}\n", "utf-8")
    file.chmod(0o755)
    return str(file)


def test_the_browser_is_the_one_that_the_environment_names(tmp_path: Path) -> None:
    mine = program(tmp_path, "mine")
    program(tmp_path, "chromium")

    assert browser.find_chromium({"PATH": str(tmp_path), browser.VARIABLE: mine}) == mine


def test_the_browser_is_looked_for_on_the_path(tmp_path: Path) -> None:
    assert browser.find_chromium({"PATH": str(tmp_path)}) is None

    chrome = program(tmp_path, "google-chrome")

    assert browser.find_chromium({"PATH": str(tmp_path)}) == chrome


def test_a_browser_that_is_named_but_not_there_is_an_error(tmp_path: Path) -> None:
    program(tmp_path, "chromium")

    with pytest.raises(SystemExit, match="nowhere"):
        browser.find_chromium({"PATH": str(tmp_path), browser.VARIABLE: "/nowhere"})


@pytest.mark.parametrize(("version", "accepted"), [("v18.20.4", False), ("v22.12.0", True)])
def test_a_nodejs_that_is_too_old_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, accepted: bool
) -> None:
    here = program(tmp_path, "node", says=version)
    program(tmp_path, "npm")
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")

    found = node.find()

    assert (found is not None and found.program == here) is accepted


@pytest.mark.parametrize(
    ("first", "second", "code"), [(0, 0, 0), (3, 0, 3), (0, 4, 4), (3, 4, 3), (-9, 0, -9)]
)
def test_programs_side_by_side_fail_if_one_of_them_does(
    first: int, second: int, code: int, capfd: pytest.CaptureFixture[str]
) -> None:
    def ending(word: str, with_code: int) -> list[str]:
        end = f"os.kill(os.getpid(), {-with_code})" if with_code < 0 else f"sys.exit({with_code})"
        return [sys.executable, "-c", f"import os, sys; print('{word}', flush=True); {end}"]

    assert suites.run([ending("one", first), ending("two", second)]) == code
    assert capfd.readouterr().out.split() == ["one", "two"]
