"""Files of translations: what is written is read again, by Babel too; a broken one has its line."""

from io import BytesIO
from typing import Final

import pytest
from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st

from digimatka.content.entries import Catalogue, Entry, write
from digimatka.content.po import MAX_BYTES, MOST_ENTRIES, read
from digimatka.content.problems import Problem

HEAD: Final = Entry("", "", "Language: sv\nMIME-Version: 1.0\n")
# What no file of content holds: a carriage return, and characters that cannot be shown.
TEXT: Final = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\n\t"\\#~|'), max_size=30
)
LINE: Final = st.from_regex(r"[a-z][a-z ]{0,9}[a-z]", fullmatch=True)
ENTRIES: Final = st.lists(
    st.builds(
        Entry,
        place=TEXT.filter(bool),
        text=TEXT,
        translation=TEXT,
        is_fuzzy=st.booleans(),
        previous=TEXT,
        notes=st.lists(LINE, max_size=2).map(tuple),
        where=st.just(("alku/eka.yaml:4",)) | st.just(()),
        is_obsolete=st.booleans(),
    ),
    max_size=4,
)
FUZZ: Final = settings(max_examples=60, deadline=None)


def catalogue(text: str) -> Catalogue:
    """A file that must be right."""
    found = read("sv.po", text.encode())
    assert isinstance(found, Catalogue), found
    return found


@FUZZ
@given(ENTRIES)
def test_what_is_written_is_read_again(entries: list[Entry]) -> None:
    text = write(HEAD, entries)

    assert catalogue(text) == Catalogue(HEAD, tuple(entries))
    assert write(HEAD, catalogue(text).entries) == text


@FUZZ
@given(st.lists(st.sampled_from(list('msgidctxr"\\#~|:,. \n\t[1]é\x00')), max_size=40).map("".join))
def test_whatever_a_file_holds_it_is_read_or_has_a_problem_on_one_of_its_lines(text: str) -> None:
    found = read("sv.po", f"{write(HEAD, [])}{text}".encode())

    assert isinstance(found, Catalogue) or 1 <= found.line <= text.count("\n") + 5


def test_babel_reads_what_is_written() -> None:
    entries = [
        Entry("a/b", "Kaksi\n\nriviä", 'Två "rader"\\', notes=("Kolla",), where=("a.yaml:1",)),
        Entry("a/c", "Uusi", "Ny", is_fuzzy=True, previous="Vanha"),
        Entry("a/d", "Pois", "Bort", is_obsolete=True),
    ]

    read_by_babel = read_po(BytesIO(write(HEAD, entries).encode()), abort_invalid=True)

    told = [(m.context, m.id, m.string, m.fuzzy) for m in read_by_babel if m.id]
    assert told == [
        ("a/b", "Kaksi\n\nriviä", 'Två "rader"\\', False),
        ("a/c", "Uusi", "Ny", True),
    ]
    assert [m.string for m in read_by_babel.obsolete.values()] == ["Bort"]
    assert str(read_by_babel.locale) == "sv"


def test_what_tools_write_is_understood() -> None:
    """Broken lines, Windows line ends, a byte order mark, several flags, no empty lines."""
    text = (
        '\ufeffmsgid ""\r\nmsgstr ""\r\n"Language: sv\\n"\r\n"Last-Translator: Tove\\n"\r\n'
        "# Kolla\r\n#. from a tool\r\n#: a.yaml:1 b.yaml:2\r\n#, c-format, fuzzy\r\n"
        '#| msgctxt "a"\r\n#| msgid ""\r\n#| "Van"\r\n#| "ha"\r\n'
        'msgctxt "a/b"\r\nmsgid "Uu"\r\n"si"\r\nmsgstr ""\r\n"N"\r\n"y"\r\n'
        '#~| msgid "X"\r\n#~ msgctxt "c"\r\n#~ msgid "Y"\r\n#~ msgstr ""\r\n#~ "Z"\r\n'
    )

    found = catalogue(text)

    assert found.language == "sv"
    assert found.entries == (
        Entry("a/b", "Uusi", "Ny", True, "Vanha", ("Kolla",), ("a.yaml:1", "b.yaml:2")),
        Entry("c", "Y", "Z", previous="X", is_obsolete=True),
    )
    assert [(entry.line, entry.told_at) for entry in found.entries] == [(13, 16), (20, 22)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Hej", 1),
        ('"Hej"', 1),
        ('msgstr "Hej"', 1),
        ('msgid "a"\n\nmsgid "b"', 3),
        ('msgid "a"', 1),
        ('msgid "a"\n# kolla\nmsgstr "b"', 2),
        ('msgid "a"\nmsgctxt "b"\nmsgstr "c"', 2),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"', 2),
        ('msgid "a"\nmsgstr "b\\q"', 2),
        ('msgid "a"\nmsgstr "b" "c"', 2),
        ('msgid "a"\nmsgstr "b\\"', 2),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"', 3),
        ('msgid "a"\nmsgstr "b"\n#\n"c"', 4),
        ("#~ hej", 1),
    ],
)
def test_a_broken_file_has_a_problem_on_its_line(text: str, line: int) -> None:
    found = read("sv.po", text.encode())

    assert isinstance(found, Problem)
    assert (found.line, found.code) == (line, "translation-broken")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"x" * (MAX_BYTES + 1), "file-too-large"),
        (b'msgid "a"\nmsgstr "b"\n' * (MOST_ENTRIES + 1), "file-too-large"),
        (b'msgid "a"\nmsgstr "\xe5"', "not-utf8"),
        (b'msgid "a"\nmsgstr "\x1b"', "control-character"),
    ],
)
def test_what_is_too_large_or_no_text_is_refused(data: bytes, code: str) -> None:
    found = read("sv.po", data)

    assert isinstance(found, Problem)
    assert found.code == code


def test_an_empty_file_has_no_language_and_no_messages() -> None:
    assert catalogue("\n") == Catalogue(None, ())
    assert catalogue("").language == ""
