"""Tells text that looks like a real identity code, bank account, card or phone number.

Practice never takes such text (see the house rules on data): a page refuses it with an explanation,
and it is not stored. Sources of the check rules: henkilötunnus, Government Decree 690/2022 and the
DVV's page on the personal identity code (remainder of 31); IBAN, ISO 13616 (mod 97); card numbers,
ISO/IEC 7812-1 (Luhn). What only resembles one (a reference number, a list of years) passes.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_DASHES: Final = re.compile("[\u2010-\u2015\u2212]")
_DATE: Final = r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d"
_HETU: Final = re.compile(
    rf"(?<![0-9A-Z])({_DATE}) ?[-+ABCDEFUVWXY] ?(\d{{3}})([0-9A-Z])(?![0-9A-Z])", re.I
)
_HETU_CHECK: Final = "0123456789ABCDEFHJKLMNPRSTUVWXY"
# RF is no country: it begins a reference on a bill, which has the same check as an IBAN.
_IBAN: Final = re.compile(r"(?!RF)[A-Z]{2}\d\d[A-Z0-9]{11,30}", re.I)
_IBAN_LENGTH: Final = 34
_IBAN_DIGITS: Final = 10
# The banks' part of the numbers; 20… is left out with all its years.
_CARD: Final = re.compile(r"(?:[3-6]\d|2[2-7])\d+(?: \d{3,})*")
_CARD_LENGTHS: Final = range(13, 20)
_START: Final = re.compile(r"[A-Z]{2}\d\d|[2-6]\d\d", re.I)
_PHONE: Final = re.compile(
    r"(?<![\w+])(?:(?:\+|00)358[ -]?(?:\(0\) ?)?|\(?0)(?:4\d|50)(?:[ )/-]{0,3}\d){6,8}(?!\w)"
)


def looks_private(text: str) -> bool:
    """Whether the text holds something that reads like a real code or number of a person."""
    text = _DASHES.sub("-", unicodedata.normalize("NFKC", text))
    return bool(
        any(_is_hetu(*match.groups()) for match in _HETU.finditer(text))
        or any(_is_iban(words) or _is_card(words) for words in _neighbours(text))
        or _PHONE.search(text)
    )


def _neighbours(text: str) -> Iterator[str]:
    """Words with only spaces or hyphens between them, joined by one space; long enough, no longer.

    Every beginning and every end is tried: the code may stand in the middle of a sentence.
    """
    for run in re.split(r"[^0-9A-Za-z\s-]+", text):
        words = re.split(r"[\s-]+", run)
        for start in range(len(words)):
            if not _START.match(words[start]):
                continue
            for end in range(start + 1, len(words) + 1):
                length = sum(map(len, words[start:end]))
                if length > _IBAN_LENGTH:
                    break
                if length >= _CARD_LENGTHS.start:
                    yield " ".join(words[start:end])


def _is_hetu(birth: str, number: str, check: str) -> bool:
    return _HETU_CHECK[int(birth + number) % 31] == check.upper()


def _is_iban(words: str) -> bool:
    code = words.replace(" ", "")
    if not _IBAN.fullmatch(code) or sum(char.isdigit() for char in code) < _IBAN_DIGITS:
        return False
    return int("".join(str(int(char, 36)) for char in code[4:] + code[:4])) % 97 == 1


def _is_card(words: str) -> bool:
    digits = [int(char) for char in words if char.isdigit()]
    if not _CARD.fullmatch(words) or len(digits) not in _CARD_LENGTHS:
        return False
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0
