"""What an entry in a field of a practice means, and what is refused."""

from typing import Any

import pytest
from pydantic import TypeAdapter

from digimatka.core.kinds.base import Problem
from digimatka.core.practice.fields import PracticeField

_FIELD: TypeAdapter[PracticeField] = TypeAdapter(PracticeField)
HETU = "131052-308T"
PHONE = "040 123 4567"


def field(kind: str, **more: Any) -> PracticeField:
    return _FIELD.validate_python({"id": "kentta", "kind": kind, "label": "KENTTÄ", **more})


CASES = [{"id": "oikea", "accept": ["Kuusi-Seitsemän"]}, {"id": "tyo", "contains": ["työhakemus"]}]
DAYS = [
    {"id": "oikea", "on": "2026-12-07"},
    {"id": "myohassa", "from": "2026-12-08", "until": "2026-12-31"},
]
OPTIONS = [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}, {"id": "c", "text": "C"}]
FILES = [{"id": "cv", "name": "Virtanen_CV.pdf"}, {"id": "kuva", "name": "kissa.jpg"}]


@pytest.mark.parametrize(
    ("entry", "form", "means"),
    [
        (field("text", cases=CASES), {"kentta": ["kuusi-seitsemän"]}, ("oikea",)),
        (field("text", cases=CASES), {"kentta": ["  KUUSI  seitseman "]}, ("oikea",)),
        (field("text", cases=CASES), {"kentta": ["Tässä on TYÖHAKEMUS."]}, ("tyo",)),
        (field("text", cases=CASES), {"kentta": ["jotakin muuta"]}, ("other",)),
        (field("text", cases=CASES), {"kentta": ["  "]}, Problem.EMPTY),
        (field("text", cases=CASES), {}, Problem.EMPTY),
        (field("text", required=False), {"kentta": [""]}, ("empty",)),
        (field("text"), {"kentta": ["mitä vain"]}, ("other",)),
        (field("text"), {"kentta": [HETU]}, Problem.PRIVATE),
        (field("text"), {"kentta": [f"Soita {PHONE}."]}, Problem.PRIVATE),
        (field("text"), {"kentta": ["FI21 1234 5600 0007 85"]}, Problem.PRIVATE),
        (field("text"), {"kentta": ["4111 1111 1111 1111"]}, Problem.PRIVATE),
        (field("text", secret=True, cases=CASES), {"kentta": ["48 15 16 23"]}, Problem.PRIVATE),
        (field("text", secret=True, cases=CASES), {"kentta": ["sala 12"]}, ("other",)),
        (field("choice", options=OPTIONS), {"kentta": ["b"]}, ("b",)),
        (field("choice", options=OPTIONS), {"kentta": ["b", "a"]}, ("a",)),
        (field("choice", options=OPTIONS), {"kentta": ["z"]}, Problem.EMPTY),
        (field("choice", options=OPTIONS, required=False), {}, ("empty",)),
        (field("choice", options=OPTIONS, many=True), {"kentta": ["c", "a"]}, ("a", "c")),
        (field("checkbox"), {"kentta": ["ticked"]}, ("ticked",)),
        (field("checkbox"), {}, ("unticked",)),
        (field("checkbox", required=True), {}, Problem.EMPTY),
        (field("file", files=FILES), {"kentta": ["cv"]}, ("cv",)),
        (field("file", files=FILES), {"kentta": ["/etc/passwd"]}, Problem.EMPTY),
    ],
)
def test_an_entry_becomes_the_id_of_what_it_means(
    entry: PracticeField, form: dict[str, list[str]], means: object
) -> None:
    assert entry.read(form) == means


@pytest.mark.parametrize(
    ("day", "means"),
    [
        (("7", "12", "2026"), ("oikea",)),
        (("07.", "12", "2026"), ("oikea",)),
        (("9", "12", "2026"), ("myohassa",)),
        (("1", "1", "2026"), ("other",)),
        (("", "", ""), Problem.EMPTY),
        (("31", "2", "2026"), Problem.NO_DATE),
        (("7", "joulukuu", "2026"), Problem.NO_DATE),
        (("7", "", "2026"), Problem.NO_DATE),
        (("7", "12", "20266"), Problem.NO_DATE),
        (("٧", "12", "2026"), Problem.NO_DATE),
    ],
)
def test_a_day_becomes_the_case_it_falls_in(day: tuple[str, ...], means: object) -> None:
    entry = field("date", cases=DAYS)
    form = dict(zip(entry.names(), ([part] for part in day), strict=True))
    assert entry.read(form) == means


@pytest.mark.parametrize("edge", ["0001-01-01", "9999-12-31"])
def test_a_day_at_the_end_of_the_calendar_can_be_walked(edge: str) -> None:
    entry = field("date", cases=[{"id": "oikea", "on": edge}])

    assert entry.read(entry.entry(("oikea",))) == ("oikea",)
    assert entry.read(entry.entry(("other",))) == ("other",)


@pytest.mark.parametrize(
    "entry",
    [
        field("text", cases=CASES),
        field("text", required=False),
        field("choice", options=OPTIONS),
        field("choice", options=OPTIONS, required=False),
        field("date", cases=DAYS),
        field("date", cases=DAYS, required=False),
        field("checkbox"),
        field("file", files=FILES, required=False),
    ],
    ids=lambda entry: entry.kind,
)
def test_every_value_has_an_entry_that_means_it(entry: PracticeField) -> None:
    for value in entry.values():
        assert entry.read(entry.entry((value,))) == (value,)


def test_what_is_shown_again_is_the_authors_word_and_never_a_code() -> None:
    assert field("text", cases=CASES).words(("oikea",)) == "Kuusi-Seitsemän"
    assert field("text", cases=CASES).words(("tyo",)) == ""
    assert field("text", cases=CASES, secret=True).words(("oikea",)) == ""
    assert field("choice", options=OPTIONS, many=True).words(("a", "c")) == "A, C"
    assert field("date", cases=DAYS).words(("oikea",)) == "7.12.2026"
    assert field("file", files=FILES).words(("cv",)) == "Virtanen_CV.pdf"
