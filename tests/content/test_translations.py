"""The checks of translations, and above all when they keep quiet."""

import time
from pathlib import Path
from typing import Final

import pytest

from digimatka.content.catalogue import Message, messages
from digimatka.content.check import check_path
from digimatka.content.entries import Entry, write
from digimatka.content.faithful import Numbers, unfaithful
from digimatka.content.load import load_journey
from digimatka.content.po import MAX_BYTES, MOST_ENTRIES, MOST_LINES
from digimatka.core.kinds.base import TextType
from tests.content.small import TODAY, copy_to, edit, found

HEAD: Final = Entry("", "", "Language: sv\n")
PROSE: Final = "Avaa [Kela](https://www.kela.fi/tuet).\n\n- **Yksi**\n- Kaksi"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A journey with a folder for translations."""
    copied = copy_to(tmp_path)
    (copied / "i18n").mkdir()
    return copied


def codes(text: str, told: str, type_: TextType = TextType.PROSE) -> list[str]:
    """What is wrong with a translation."""
    return [code for _, (code, *_) in unfaithful(Message("p", text, type_, ()), told, Numbers())]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (PROSE, "Öppna [Kela](https://www.kela.fi/sv/stod).\n\n- **Ett**\n- Två"),
        (PROSE, "Öppna [FPA](https://fpa.fi).\n\n* **Ett**\n* Två"),
        ("Lue.", "Läs.\nOch läs vidare på samma rad i samma stycke."),
        ("Tee CV. Avaa posti.example!", "Gör ett CV. Öppna posti.example."),
        ("Hae YTJ:stä.", "Sök i FODS."),
        ("Kirjoita anna@posti.example.", "Skriv anna@posti.example"),
        ("Soita 040 123 4567.", "Ring 040 123 4567."),
        ("A ja O, 24 tuntia", "A och O, dygnet runt"),
    ],
)
def test_a_faithful_translation_is_no_problem(text: str, told: str) -> None:
    assert codes(text, told) == []


@pytest.mark.parametrize(
    ("text", "told", "code"),
    [
        (PROSE, "Öppna [Kela](https://kela.fi).\n\n- **Ett**\n- Två\n- Tre", "markdown"),
        (PROSE, "Öppna [Kela](https://kela.fi).\n\n- **Ett** **annat**\n- Två", "markdown"),
        (PROSE, "Öppna Kela.\n\n- **Ett**\n- Två", "markdown"),
        (PROSE, "Öppna [Kela](https://kela.info).\n\n- **Ett**\n- Två", "markdown"),
        ("## Otsikko", "Rubrik", "markdown"),
        ("> Sano näin", "Säg så här", "markdown"),
        ("Katso <https://suomi.fi>.", "Se <https://suomi.com>.", "markdown"),
        ("Tee CV ja PDF.", "Gör ett CV.", "lost"),
        ("Avaa www.posti.example/sisaan.", "Öppna posti.example.", "lost"),
        ("Sano nimi.", "FI21 1234 5600 0007 85", "private"),
        ("Lue.", "x" * 6001, "too-long"),
        ("Lue.", "Läs " * 60, "markdown"),
    ],
)
def test_what_a_translation_does_not_keep_is_told(text: str, told: str, code: str) -> None:
    assert codes(text, told) == [f"translation-{code}"]


def test_a_line_is_shorter_than_prose_and_has_no_form() -> None:
    assert codes("Lue.", "x" * 400, TextType.LINE) == []
    assert codes("Lue.", "x" * 401, TextType.LINE) == ["translation-too-long"]
    assert codes("Lue **nyt**", "Läs", TextType.LINE) == []


def test_a_whole_translation_has_no_problem(root: Path) -> None:
    entries = [Entry(m.place, m.text, m.text) for m in messages(load_journey(root))]
    gone = Entry("pois/title", "Pois", "040 123 4567", is_obsolete=True)
    (root / "i18n/sv.po").write_text(write(HEAD, [*entries, gone]), encoding="utf-8")
    english = write(Entry("", "", "Language: en_GB\n"), entries)
    (root / "i18n/en.po").write_text(english, encoding="utf-8")
    (root / "i18n/sv.mo").write_bytes(b"\xff")

    assert found(root) == []


def test_what_is_missing_is_told_once_with_the_first_place(root: Path) -> None:
    entries = [
        Entry(m.place, m.text, "x" * (i < 2)) for i, m in enumerate(messages(load_journey(root)))
    ]
    (root / "i18n/sv.po").write_text(write(HEAD, entries[:-1]), encoding="utf-8")

    missing = [p for p in check_path(root, TODAY) if p.code == "translation-missing"]

    assert [(p.line, p.message) for p in missing] == [
        (14, "Kääntämättä on 64 tekstiä. Ensimmäinen: ”chapters/alku/title”.")
    ]


def test_files_that_nothing_reads_are_told(root: Path) -> None:
    (root / "i18n/sv.yaml").write_text("a: b\n", encoding="utf-8")
    (root / "i18n/SV.po").write_text("", encoding="utf-8")
    (root / "i18n/en.po").mkdir()

    assert found(root) == [
        "i18n/SV.po 1:1 error[translation-language]",
        "i18n/en.po 1:1 error[unreadable-file]",
        "i18n/sv.yaml 1:1 error[unknown-file]",
    ]


def test_translations_wait_until_the_journey_has_no_errors(root: Path) -> None:
    (root / "i18n/sv.po").write_text("Hej", encoding="utf-8")
    edit(root, "alku/eka.yaml", "minutes: 10", "minuts: 10")

    assert "translation-broken" not in {p.code for p in check_path(root, TODAY)}


def test_a_folder_that_is_no_folder_is_told(tmp_path: Path) -> None:
    root = copy_to(tmp_path)
    (root / "i18n").write_text("", encoding="utf-8")

    assert found(root) == ["i18n 1:1 error[unreadable-file]"]


PLACE: Final = 'msgctxt "eka/lue/text"\nmsgid "Tervetuloa. Lue **rauhassa**."\nmsgstr "'


@pytest.mark.parametrize(
    "text",
    [
        'msgid "a"\nmsgstr "b"\n' * MOST_ENTRIES,
        "# \n" * MOST_LINES,
        "\n" * MAX_BYTES,
        " \n" * MOST_LINES,
        'msgid "a"\n' + '"\\n"\n' * (MOST_LINES - 1),
        'msgid "' + "\\\\" * 700_000 + '"\nmsgstr ""\n',
        'msgid "' + "\\" * 2_900_001,
        PLACE + "](<*A1.@-" * 660 + '"\n',
        PLACE + "FI21 12 " * 700 + '"\n',
    ],
    ids=["twice", "notes", "nothing", "spaces", "lines", "escapes", "unclosed", "signs", "numbers"],
)
def test_a_hostile_file_takes_no_second(text: str, root: Path) -> None:
    (root / "i18n/sv.po").write_text(text, encoding="utf-8")
    start = time.process_time()

    problems = check_path(root, TODAY)

    assert {p.file for p in problems} == {(root / "i18n/sv.po").as_posix()}
    assert time.process_time() - start < 1


def test_a_file_full_of_numbers_is_not_looked_through() -> None:
    numbers = Numbers()
    assert not numbers.is_private("Lue.", "1234 5678 9")

    for _ in range(300):
        numbers.is_private("Lue.", "1234 5678 9")

    assert numbers.is_private("Lue.", "1234 5678 9")
    assert not numbers.is_private("Lue 1234 5678 9.", "1234 5678 9")
