"""``digimatka new``: what it says, how it ends, and where it looks for the journey."""

from pathlib import Path

import pytest

from tests.command import break_it, call


@pytest.fixture
def here(small: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder around the small journey, which is where one stands."""
    monkeypatch.chdir(small.parent)
    return small.parent


def test_it_says_what_was_made_and_what_comes_next(small: Path) -> None:
    result = call("new", "quest", "uusi", "--in", small, "--title", "Uusi tehtävä")

    assert (result.exit_code, result.stderr) == (0, "")
    assert f"Tehtiin: {small}/loppu/uusi.yaml\n" in result.stdout
    assert f"Lisättiin tiedostoon: {small}/loppu/chapter.yaml\n" in result.stdout
    assert f"digimatka check {small}\n" in result.stdout
    assert call("check", small).exit_code == 0


def test_a_warning_of_what_was_made_is_told(small: Path) -> None:
    result = call("new", "practice", "uusi", "--in", small)

    assert result.exit_code == 0
    assert "warning[unused-practice]" in result.stderr
    assert "    practice: uusi\n" in result.stdout, "the step to paste"


@pytest.mark.parametrize("folder", [".", "pieni-matka", "pieni-matka/alku"])
def test_the_journey_is_the_one_that_one_stands_in_or_at(
    here: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    monkeypatch.chdir(here / folder)

    assert call("new", "badge", "uusi").exit_code == 0
    assert "id: uusi" in (here / "pieni-matka/badges.yaml").read_text("utf-8")


def test_of_several_journeys_one_must_be_named(here: Path) -> None:
    assert call("new", "journey", "toinen").exit_code == 0

    result = call("new", "badge", "uusi")

    assert result.exit_code == 2
    assert "--in KANSIO. Täällä ovat: pieni-matka, toinen." in result.stderr


def test_a_new_journey_goes_beside_the_others(here: Path) -> None:
    (here / "quests").mkdir()

    assert call("new", "journey", "toinen").exit_code == 0
    assert call("check", here / "quests").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("quest", "Ei Käy"), "Käykö tämä: ei-kay?"),
        (("quest", "eka"), "on jo käytössä"),
        (("quest", "uusi", "--chapter", "olematon"), "Lukua ”olematon” ei ole"),
        (("step", "uusi"), "'step' is not one of"),
        (("quest",), "Missing argument"),
        (("journey", "pieni-matka"), "on jo olemassa"),
    ],
)
def test_a_wrong_call_ends_with_2(here: Path, arguments: tuple[str, ...], says: str) -> None:
    result = call("new", *arguments)

    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stdout == ""


def test_a_journey_with_errors_ends_with_1_and_shows_them(small: Path) -> None:
    break_it(small)

    result = call("new", "quest", "uusi", "--in", small)

    assert result.exit_code == 1
    assert "error[unknown-key]" in result.stderr


def test_a_folder_that_cannot_be_written_ends_with_1(small: Path) -> None:
    (small / "practices").write_text("ei kansio", "utf-8")

    result = call("new", "practice", "uusi", "--in", small)

    assert result.exit_code == 1
    assert result.stdout == ""
