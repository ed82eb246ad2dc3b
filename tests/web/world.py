"""The journey that the tests of pages walk: a quest with every kind of step, and every lock.

Its texts are in capitals, so that a test can tell the author's words from those of the pages.
"""

from pathlib import Path
from typing import Any, Final

from digimatka.core.compiler import compile_rules
from digimatka.core.journey import Quest
from digimatka.core.kinds import Choose, Fill, Match, Sort, Step
from digimatka.core.rules import Rules
from tests.factories import badge, chapter, journey, quest, step

Answer = dict[str, list[str]]
# Stands where the folder of a journey is named; the content is made here.
KOE: Final = Path("koe")

_OPTIONS: Final = [
    {"id": "oikea", "text": "SUOMI.FI", "correct": True, "feedback": "HYVÄ HUOMIO."},
    {"id": "vaara", "text": "SUOMI.INFO", "feedback": "KATSO LOPPUA."},
]
_MANY: Final = [
    {"text": "HETU", "correct": True, "feedback": "HETU ON SALAINEN."},
    {"text": "SALASANA", "correct": True},
    {"text": "LEMPIVÄRI", "feedback": "VÄRIN SAA KERTOA."},
]
_JOY: Final = {"step": "lajit/mieli", "option": "ilo"}
_FEELINGS: Final = [{"id": "ilo", "text": "ILO"}, {"id": "pelko", "text": "PELKO"}]
_GROUPS: Final[dict[str, Any]] = {
    "order": [],
    "groups": [{"id": "totta", "title": "TOTTA"}, {"id": "pelkoa", "title": "PELKOA"}],
    "items": [
        {"text": "VOIN PERUA", "group": "totta", "feedback": "SEN VOI PERUA."},
        {"text": "LAITE HAJOAA", "group": "pelkoa", "feedback": "LAITE KESTÄÄ."},
    ],
    "right": "KAIKKI OIKEIN.",
    "wrong": "JOKIN ON VÄÄRIN.",
}
_FILL: Final[dict[str, Any]] = {
    "answers": ["LIITE"],
    "mistakes": [{"answers": ["KUVA"], "feedback": "KUVA ON YKSI LIITE."}],
    "right": "LIITE SE ON.",
    "otherwise": "SANA ALKAA ÄLLÄLLÄ.",
}
_PAIRS: Final[dict[str, Any]] = {
    "pairs": [
        {"left": "CV", "right": "LUETTELO", "feedback": "LUETTELO SE ON."},
        {"left": "PDF", "right": "TIEDOSTO"},
    ],
    "extra": ["KISSA"],
    "hints": ["KISSA JÄÄ YLI."],
    "right": "PARIT LÖYTYIVÄT.",
    "wrong": "JOKIN PARI ON VÄÄRIN.",
}
_OWN: Final[dict[str, Any]] = {
    "parts": [{"label": "KUKA?", "hint": "LYHYESTI."}, {"label": "MITÄ?", "rows": 5}],
    "example": "SAMAN **MALLI**.",
}
_TALK: Final[dict[str, Any]] = {
    "roles": [{"name": "KYSYJÄ", "does": "KYSYY."}],
    "questions": ["MIKÄ OLI HELPPOA?"],
    "minutes": 10,
    "alone_text": "MIETI ITSE.",
}
_STATEMENTS: Final = [
    {"id": "haku-1", "text": "OSAAN HAKEA.", "lens": "HAKU"},
    {"id": "viesti-1", "text": "OSAAN VIESTIÄ.", "lens": "VIESTIT"},
]
_MORKO: Final = {
    "hidden": "PIILOSSA.",
    "peeking": "KURKISTAA.",
    "sitting": "ISTUU.",
    "walking": "KULKEE.",
}


def koe() -> Rules:
    """The journey ``koe``: alku opens lajit, lajit opens portti; vapaa is open, vahti never is."""
    begin = quest(
        "alku",
        step("lue", text="LUE **TÄMÄ**."),
        step(
            "kumpi",
            "choose",
            question="KUMPI?",
            options=_OPTIONS,
            hints=["LUE OIKEALTA.", "LOPUSSA ON FI."],
        ),
        title="ALKU",
        goal="OSAAT.",
        sources=[{"url": "https://www.suomi.fi/", "checked_on": "2026-11-01"}],
    )
    kinds = quest(
        "lajit",
        step("rivit", "sort", question="MIKÄ ENSIN?", order=["A1", "B2", "C3"], hints=["A1."]),
        step("kortit", "sort", question="MIHIN?", text="SIIRRÄ.", **_GROUPS),
        step("sana", "fill", question="MIKÄ SANA?", hints=["L."], **_FILL),
        step("lista", "checklist", title="LISTA", items=["AVASIN.", "LUIN.", "SULJIN."], need=2),
        step(
            "kartta",
            "scale",
            title="KARTTA",
            statements=_STATEMENTS,
            low="EN",
            high="OSAAN",
            after="JATKA.",
        ),
        step("monta", "choose", question="MITKÄ?", options=_MANY, many=True),
        step("mieli", "choose", question="MILTÄ?", options=_FEELINGS),
        step("parit", "match", question="MIKÄ MIHINKIN?", **_PAIRS),
        step("omin-sanoin", "write", title="OMIN SANOIN", text="KIRJOITA.", **_OWN),
        step("puhukaa", "discuss", title="PUHUKAA", text="MISTÄ?", **_TALK),
        step("oikeasti", "confirm", title="OIKEASTI", text="TEE SE.", alone=True),
        step("yhdessa", "confirm", title="YHDESSÄ", text="TEE SE.", by=["peer", "facilitator"]),
        title="LAJIT",
        goal="OSAAT.",
        requires={"quest": "alku"},
    )
    return compile_rules(
        journey(
            chapter("ranta", begin, kinds, **_head("RANTA", "UTU", "utu", "shore")),
            chapter(
                "majakka",
                _short("portti", requires={"quest": "lajit"}),
                _short("vahti", requires={"opened_by": "facilitator"}),
                _short("vapaa"),
                **_head("MAJAKKA", "KILINÄ", "kilina", "lighthouse"),
            ),
            badges=[
                badge("rohkea", {"quest": "alku"}, title="ROHKEA", shows="ALOITIT."),
                badge("yksin", {"quest": "alku", "assistance": "alone"}, title="YKSIN", shows="I."),
                badge("mieli", {"answered": _JOY}, title="ILO", shows="VASTASIT."),
            ],
            id="koe",
            title="KOE",
            intro="MATKA **ALKAA**.",
        )
    )


def _short(key: str, **fields: Any) -> Quest:
    words = step(key[0], text=f"{key.upper()}!")
    return quest(key, words, title=key.upper(), goal="OSAAT.", **fields)


def _head(title: str, name: str, look: str, landmark: str) -> dict[str, Any]:
    words = {mood: f"{name} {text}" for mood, text in _MORKO.items()}
    morko = {"name": name, "look": look, "fear": f"{name} PELKÄÄ.", **words}
    return {"title": title, "story": f"{title} ON TÄSSÄ.", "landmark": landmark, "morko": morko}


def wrong(found: Step) -> Answer | None:
    """An answer that is judged and not right; None where there is no such thing."""
    match found:
        case Choose() if found.is_graded:
            others = set(found.option_ids()) - set(found.answerable_ids())
            return {"choice": [min(others)]} if others else None
        case Sort(order=()):
            groups = [group.id for group in found.groups]
            return {f"item-{key}": [groups[0]] for key in found.item_ids()}
        case Sort():
            return {"order": list(reversed(found.item_ids()))}
        case Match():
            ids = found.item_ids()
            return {f"item-{key}": [other] for key, other in zip(ids, reversed(ids), strict=True)}
        case Fill():
            return {"text": ["ihan muuta"]}
        case _:
            return None
