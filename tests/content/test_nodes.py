"""YAML text as nodes: words stay words, everything has its place, nothing surprises."""

from typing import Any

import pytest
import yaml

from digimatka.content import syntax
from digimatka.content.nodes import MAX_DEPTH, parse
from digimatka.content.problems import Problem
from digimatka.content.text import MAX_BYTES


def data(text: str) -> dict[str, Any]:
    parsed = parse("f.yaml", text.encode())
    assert parsed.source is not None, parsed.problems
    return parsed.source.data


def problems(text: str | bytes) -> list[tuple[int, int, str]]:
    raw = text if isinstance(text, bytes) else text.encode()
    return [(p.line, p.col, p.code) for p in parse("f.yaml", raw).problems]


@pytest.mark.parametrize(
    "text",
    [
        *("on", "off", "yes", "no", "On", "Y", "n", "kyllä"),
        *("12:30", "1:20:30", "2024-01-42", "2026-11-24", "2026-11-24T10:00:00Z"),
        *("010", "007", "0x1F", "0o17", "0b1", "1_000", "+358401234567", "040 123 4567"),
        *("1e3", ".5", "5.", ".inf", ".nan", "--", "-x", "=", "1.2.3", "٣", "NaN"),
        *("nUll", "tRue", "none", "None", "9" * 16, "1." + "0" * 16, "9" * 5000),
    ],
)
def test_a_word_stays_a_word(text: str) -> None:
    assert data(f"v: {text}") == {"v": text}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("False", False),
        ("TRUE", True),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-7", -7),
        ("45", 45),
        ("1.10", 1.1),
        ("-0.5", -0.5),
        ("9" * 15, int("9" * 15)),
    ],
)
def test_only_these_are_anything_but_text(text: str, value: object) -> None:
    found = data(f"v: {text}")["v"]

    assert (type(found), found) == (type(value), value)


def test_quotes_and_blocks_make_text_of_anything() -> None:
    assert data("a: \"12\"\nb: 'true'\nc: |\n  5\nd: >-\n  null\n") == {
        "a": "12",
        "b": "true",
        "c": "5\n",
        "d": "null",
    }


def test_it_reads_the_same_from_windows_and_from_old_macs() -> None:
    text = "a: yksi\nb:\n  - kaksi\n  - kolme: x\n"
    for newline in ("\r\n", "\r"):
        assert data(text.replace("\n", newline)) == data(text)
        assert problems((text + "b: 1\n").replace("\n", newline)) == [(5, 1, "duplicate-key")]


def test_a_byte_order_mark_at_the_start_is_no_matter() -> None:
    assert problems(b"\xef\xbb\xbfa: 1\nb: Muista: x\n") == [(2, 10, "colon-in-text")]


def test_columns_count_characters_and_not_bytes() -> None:
    assert problems('ä: "öö" x\n') == [(1, 9, "text-after-quote")]
    assert problems('a: "😀" x\n') == [(1, 8, "text-after-quote")]


def test_a_bomb_of_aliases_stays_small() -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]

    codes = [code for _, _, code in problems("\n".join(lines))]

    assert codes.count("anchor") == 9
    assert codes.count("alias") == 72


def test_brackets_without_end_stop_at_the_depth_limit() -> None:
    assert problems("a: " + "[" * 200_000) == [(1, 3 + MAX_DEPTH, "too-deep")]
    assert problems("a: " + "[" * 10 + "]" * 10) == []


def test_the_size_limit_counts_bytes_and_is_itself_allowed() -> None:
    fits = "a: 1\n#" + "x" * (MAX_BYTES - 6)
    assert problems(fits) == []
    assert problems(fits + "x") == [(1, 1, "file-too-large")]
    assert problems("a: " + "ä" * (MAX_BYTES // 2)) == [(1, 1, "file-too-large")]


@pytest.mark.parametrize(
    "text",
    [
        "minutes: 20 # arvio",
        "minutes: 20 #arvio",
        "exact: true # tarkka",
        "id: oikea-osoite # pysyy samana",
        "id: oikea-osoite  # pysyy samana",
        "title: Oikea osoite  # työnimi",
        "title: Oikea osoite  #",
        "guide: # tähän myöhemmin",
        'title: "Työnhaku" #somessa',
        'title: "Työnhaku #somessa"',
        "title: Työnhaku#somessa",
        "text: |\n  Työnhaku #somessa",
        "a: b\n# title: Työnhaku #somessa",
        "steps: # askeleet\n  - a",
        "url: https://www.suomi.fi/#haku",
    ],
)
def test_a_real_comment_is_no_problem(text: str) -> None:
    assert problems(text) == []


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("title: Työnhaku #somessa", 17),
        ("title: Työnhaku # somessa", 17),
        ("title: Työnhaku  #somessa", 18),
        ("title: työnhaku #somessa", 17),
        ("title: työtä #", 14),
        ("title: #somessa", 8),
        ("title: suomi.fi #1", 17),
    ],
)
def test_a_number_sign_that_cuts_a_text_is_a_warning(text: str, column: int) -> None:
    assert problems(text) == [(1, column, "cut-text")]


@pytest.mark.parametrize("text", ["hinta: 10\u00a0000\u00a0€", "a: 5\u202f%", "a: 👩\u200d💻"])
def test_good_typography_is_no_problem(text: str) -> None:
    assert problems(text) == []


def test_it_warns_of_unseen_characters_once_a_line() -> None:
    text = "a: \u00a0x\u200b\nb: y\u2028z\nc: \u202etxt\n"

    assert problems(text) == [
        (1, 4, "hard-space"),
        (2, 5, "invisible-character"),
        (3, 4, "invisible-character"),
    ]


def test_a_list_under_a_text_is_a_warning_and_a_dash_in_a_text_is_not() -> None:
    assert problems("a: Varaa\n  - kynä\n") == [(2, 3, "list-in-text")]
    assert problems("a: kello 10 - 12\n  ja\n") == []


def test_many_problems_of_one_file_are_found_at_once() -> None:
    text = "a: &x 1\na: 2\nb: *x\nc: !t 3\n5: d\n<<: e\nf: Työ #g\n"

    assert sorted(problems(text)) == [
        (1, 4, "anchor"),
        (2, 1, "duplicate-key"),
        (3, 4, "alias"),
        (4, 4, "tag"),
        (5, 1, "key-not-text"),
        (6, 1, "merge-key"),
        (7, 8, "cut-text"),
    ]


def test_what_a_refused_key_holds_is_left_out() -> None:
    parsed = parse("f.yaml", b"a: 1\n5: {b: 2}\n[c]: [d]\n{e: f}: g\na: {h: 3}\ni: 4\n")

    assert parsed.source is not None
    assert parsed.source.data == {"a": 1, "i": 4}


def test_a_message_of_the_parser_that_nobody_knows_still_has_a_place() -> None:
    mark = yaml.Mark("f", 3, 1, 0, None, 0)
    error = yaml.scanner.ScannerError(None, None, "something new", mark)

    found: Problem = syntax.explain("f.yaml", "a:\nb", error)

    assert (found.line, found.col, found.code) == (2, 1, "broken-yaml")
