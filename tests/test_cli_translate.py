"""``digimatka translate``: what it says, how it ends, and what it leaves alone."""

import shutil
from pathlib import Path

import pytest

from tests.command import break_it, call
from tests.content.small import edit


def test_it_writes_a_file_that_check_has_one_thing_to_say_of(small: Path) -> None:
    result = call("translate", small, "--language", "sv")

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        f"{small}/i18n/sv.po: 66 tekstiä, uusia 66, muuttuneita 0, poistuneita 0, "
        "tarkistettavia 0, kääntämättä 66\n"
    )
    checked = call("check", small)
    assert checked.exit_code == 0
    assert checked.stdout.count("[translation-") == 1
    assert str(small.parent) not in (small / "i18n/sv.po").read_text(encoding="utf-8")


def test_a_second_time_nothing_changes(small: Path) -> None:
    call("translate", small, "--language", "sv")
    file = small / "i18n/sv.po"
    before = (file.read_bytes(), file.stat().st_mtime_ns)

    result = call("translate", small, "--language", "sv")

    assert "uusia 0" in result.stdout
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before
    assert [path.name for path in file.parent.iterdir()] == ["sv.po"]


def test_a_translation_outlives_a_change_of_the_text(small: Path) -> None:
    call("translate", small, "--language", "sv")
    file = small / "i18n/sv.po"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace('"Ensimmäinen"\nmsgstr ""', '"Ensimmäinen"\nmsgstr "Första"'), "utf-8"
    )
    edit(small, "alku/eka.yaml", "title: Ensimmäinen", "title: Alkaa")

    result = call("translate", small, "--language", "sv")

    assert "muuttuneita 1, poistuneita 0, tarkistettavia 1" in result.stdout
    assert (
        '#, fuzzy\n#| msgid "Ensimmäinen"\nmsgctxt "eka/title"\nmsgid "Alkaa"\nmsgstr "Första"\n'
    ) in file.read_text(encoding="utf-8")


def test_a_broken_file_is_left_as_it_is(small: Path) -> None:
    (small / "i18n").mkdir()
    file = small / "i18n/sv.po"
    file.write_text('msgid "a"\nmsgstr Hej\n', encoding="utf-8")

    result = call("translate", small, "--language", "sv")

    assert result.exit_code == 1
    assert f"{file}:2:1: error[translation-broken]" in result.stderr
    assert file.read_text(encoding="utf-8") == 'msgid "a"\nmsgstr Hej\n'


def test_a_journey_with_errors_gets_no_file(small: Path) -> None:
    break_it(small)

    result = call("translate", small, "--language", "sv")

    assert result.exit_code == 1
    assert "error[unknown-key]" in result.stderr
    assert not (small / "i18n").exists()


def test_a_folder_that_cannot_be_made_is_told(small: Path) -> None:
    (small / "i18n").write_text("", encoding="utf-8")

    result = call("translate", small, "--language", "sv")

    assert result.exit_code == 1
    assert "Error: " in result.stderr


def test_of_several_journeys_those_in_that_language_are_passed_over(small: Path) -> None:
    other = Path(shutil.copytree(small, small.parent / "toinen"))
    edit(other, "journey.yaml", "id: pieni-matka", "id: toinen")
    edit(other, "journey.yaml", "language: fi", "language: sv")

    result = call("translate", small.parent, "--language", "sv")

    assert result.exit_code == 0
    assert (small / "i18n/sv.po").is_file()
    assert not (other / "i18n").exists()


@pytest.mark.parametrize(
    ("language", "says"),
    [("fi", "written in that language already: fi"), ("de", "'de' is not one of 'fi', 'sv', 'en'")],
)
def test_a_language_that_makes_no_sense_is_a_wrong_call(
    language: str, says: str, small: Path
) -> None:
    result = call("translate", small, "--language", language)

    assert result.exit_code == 2
    assert says in result.stderr


def test_without_a_language_or_a_folder_it_is_a_wrong_call(small: Path) -> None:
    assert call("translate", small).exit_code == 2
    assert call("translate", small / "missing", "--language", "sv").exit_code == 2
