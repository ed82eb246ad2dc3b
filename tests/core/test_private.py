"""Codes and numbers of a person are told from everyday text.

All the codes here are examples that their makers publish, or of a series kept for testing
(individual numbers from 900 on of a henkilötunnus are never given to anybody).
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digimatka.core.private import looks_private
from tests.core.strategies import QUICK

IDENTITY_CODES = [
    "131052-308T",
    "010190-900P",
    "010190-900p",
    "311299-999E",
    "290200A912R",
    "150505B945F",
    "010190Y901R",
    "240388+9508",
    "010150x930B",
    "010190\u2013900P",
    "010190\u2011900P",
    "010190 - 900P",
    "Tunnukseni on 010190-900P.",
    "(010190-900P)",
    "hetu:010190-900P,",
]
ACCOUNTS = [
    "FI2112345600000785",
    "fi2112345600000785",
    "FI21 1234 5600 0007 85",
    "FI21\u00a01234\u00a05600\u00a00007\u00a085",
    "FI21-1234-5600-0007-85",
    "Tilini on FI21 1234 5600 0007 85 ja nimeni Aino",
    "FI21 1234 5600 0007 85 on tilini numero",
    "IBAN: FI21 1234 5600 0007 85.",
    "ab12 oli FI21 1234 5600 0007 85",
    "EE471000001020145685",
    "DE89 3704 0044 0532 0130 00",
    "GB29 NWBK 6016 1331 9268 19",
    "NO93 8601 1117 947",
]
CARDS = [
    "4111 1111 1111 1111",
    "4111111111111111",
    "4111-1111-1111-1111",
    "4111\u00a01111\u00a01111\u00a01111",
    "4111 1111 1111 1111 12/27",
    "4111 1111 1111 1111 123",
    "kortti 5 4111 1111 1111 1111",
    "5555 5555 5555 4444",
    "2223 0031 2200 3222",
    "3782 822463 10005",
]
PHONES = [
    "0401234567",
    "040 123 4567",
    "040-1234567",
    "040 - 123 4567",
    "(040) 123 4567",
    "040/123 4567",
    "0400 123 456",
    "0457 123 4567",
    "050 123 4567",
    "+358401234567",
    "+358 40 123 4567",
    "+358 (0)40 123 4567",
    "00358 50 1234567",
    "040\u00a0123\u00a04567",
    "Soita: 040 123 4567.",
]


@pytest.mark.parametrize("text", [*IDENTITY_CODES, *ACCOUNTS, *CARDS, *PHONES])
def test_a_code_or_number_of_a_person_is_seen_in_any_spelling(text: str) -> None:
    assert looks_private(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Haen työtä kaupasta.",
        "24.11.2026",
        "2026-11-24",
        "24112026",
        "040526",
        "04052026",
        "klo 12.30–14.00",
        "2015-2018 2018-2021 2021-2026",
        "2016-2018 2018-2022",
        "ab39 kurssi alkaa maanantaina",
        "2019 2020 2021 2022 2023",
        "y-tunnus 1234567-1",
        "y-tunnus 0412345-6",
        "FI04123456",
        "00100 Helsinki",
        "Mannerheimintie 10 A 15, 00100 Helsinki",
        "1 234 567,89 €",
        "0,50 €",
        "1500 €/kk",
        "https://tyomarkkinatori.fi/henkiloasiakkaat/avoimet-tyopaikat",
        "https://www.suomi.fi/etusivu?id=123456-7890",
        "https://example.fi/0b5f0412-3456-4789-8abc-0123456789ab",
        "etunimi.sukunimi@example.fi",
        "Windows 11, iPhone 15, Android 14",
        "1 2 3 4 5 6 7 8 9 10 11 12 13",
        "30 31 32 33 34 35 36 37",
        "RF18 5390 0754 7034",
        "AB12 CDEF GHIJ KLMN OPQR STUV",
        "viite 1234 5678 9012 3456",
        "AAAA-BBBB-1234",
        "ISBN 978-951-0-12345-6",
        "09 123 4567",
        "112",
        "sata\x00nolla",
    ],
)
def test_everyday_text_is_not_refused(text: str) -> None:
    assert not looks_private(text)


@pytest.mark.parametrize(
    "text",
    [
        "131052-308U",
        "010190-900R",
        "451090-900B",
        "011390-900C",
        "0131052-308T",
        "131052-308TX",
        "FI22 1234 5600 0007 85",
        "4111 1111 1111 1112",
        "1111 1111 1111 1117",
        "040 12345",
        "0401234567890",
    ],
)
def test_what_fails_its_own_check_is_no_code(text: str) -> None:
    assert not looks_private(text)


@QUICK
@given(
    st.integers(6, 28),  # 040190-900… would be a telephone number
    st.integers(1, 12),
    st.integers(0, 99),
    st.sampled_from("-+ABCDEFUVWXY"),
    st.integers(900, 999),
)
def test_exactly_one_of_the_check_characters_makes_an_identity_code(
    day: int, month: int, year: int, century: str, number: int
) -> None:
    start = f"{day:02}{month:02}{year:02}{century}{number}"

    assert sum(looks_private(start + check) for check in "0123456789ABCDEFHJKLMNPRSTUVWXY") == 1


@QUICK
@given(st.text() | st.text("0123456789 -+ABCFI\u00a0", max_size=200))
def test_no_text_raises(text: str) -> None:
    assert looks_private(text) in (True, False)


def test_a_wall_of_digits_is_read_in_no_time() -> None:
    for wall in ("4" * 40_000, "4 " * 20_000, "FI12" * 10_000, "FI12 " * 8_000, "040-" * 10_000):
        assert looks_private(wall) in (True, False)
