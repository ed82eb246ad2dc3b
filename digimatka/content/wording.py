"""What pydantic says about a value, in words that help an author."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from digimatka.content import suggest
from digimatka.content.problems import Wording
from digimatka.core.kinds.base import ID_PATTERN


@dataclass(frozen=True, slots=True)
class Fault:
    """A pydantic error as far as its wording needs it: ``raw`` is the text as it is written."""

    type: str
    context: Mapping[str, Any]
    value: Any
    raw: str


def word(fault: Fault) -> Wording:
    """The code, message and hint for an error of any type."""
    writer = _WRITERS.get(fault.type)
    return writer(fault) if writer else ("bad-value", "Arvo ei käy tähän kohtaan.", "")


def in_ascii(text: str) -> str:
    """The id that an author most likely means: "Oma lähtöpiste" is ``oma-lahtopiste``."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return "-".join(re.findall(r"[a-z0-9]+", bare))


def _text(fault: Fault) -> Wording:
    value = fault.value
    if value is None:
        return _EMPTY
    if isinstance(value, (bool, int, float)):
        what = "kyllä- tai ei-arvo" if isinstance(value, bool) else "luku"
        message = f"Tässä pitää olla teksti, mutta {fault.raw} on YAML-kielessä {what}."
        return "text-expected", message, f'Laita lainausmerkkeihin: "{fault.raw}"'
    what = "lista" if isinstance(value, list) else "joukko kohtia"
    message = f"Tässä pitää olla teksti, mutta tässä on {what}."
    return "text-expected", message, 'Jos sulku kuuluu tekstiin, laita lainausmerkit: "[…]".'


def _pattern(fault: Fault) -> Wording:
    pattern = fault.context["pattern"]
    if pattern == ID_PATTERN:
        hint = f"Esimerkiksi: {in_ascii(str(fault.value)) or 'oma-lahtopiste'}"
        return "bad-id", f"”{fault.value}” ei käy tunnukseksi. {_ID_RULE}", hint
    if "/" in pattern and "https" not in pattern:
        message = f"”{fault.value}” ei ole askeleen osoite."
        return "bad-step-path", message, "Kirjoita tehtävä/askel, esimerkiksi oikea-osoite/kumpi."
    if "digcomp" in pattern:
        message = f"”{fault.value}” ei ole osaamisen koodi."
        return "bad-skill", message, "Koodi on digcomp-1.1 – digcomp-5.6, esimerkiksi digcomp-4.2."
    if "example" in pattern:
        message = "Harjoituksen osoitteen sivusto päättyy .example. Se on varattu esimerkeille."
        return "bad-example-address", message, "Esimerkiksi: https://www.kuusipankki.example/"
    return "bad-address", "Tämä ei ole verkko-osoite.", 'Osoite alkaa näin: "https://…". Ei välejä.'


def _integer(fault: Fault) -> Wording:
    if fault.value is None:
        return _EMPTY
    digits = re.search(r"[0-9]+", fault.raw)
    hint = f"Kirjoita pelkkä luku ilman lainausmerkkejä: {digits[0] if digits else '3'}"
    return "number-expected", "Tässä pitää olla kokonaisluku.", hint


def _flag(fault: Fault) -> Wording:
    if fault.value is None:
        return _EMPTY
    return "true-or-false", "Tähän käy vain true (kyllä) tai false (ei).", _NO_QUOTES


def _choice(fault: Fault) -> Wording:
    if fault.value is None:
        return _EMPTY
    known = re.findall(r"'([^']*)'", str(fault.context["expected"]))
    return "unknown-choice", f"”{fault.raw}” ei käy tähän.", suggest.hint(fault.raw, known)


def _kind(fault: Fault) -> Wording:
    known = re.findall(r"'([^']*)'", fault.context["expected_tags"])
    tag = str(fault.context["tag"])
    return "unknown-kind", f"Lajia ”{tag}” ei ole.", suggest.hint(tag, known)


def _no_kind(fault: Fault) -> Wording:
    return "missing-key", "Tästä puuttuu laji: kohta ”kind”.", "Esimerkiksi: kind: read"


def _date(fault: Fault) -> Wording:
    if fault.value is None:
        return _EMPTY
    finnish = re.fullmatch(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})", fault.raw.strip("\"'"))
    example = "2026-11-24"
    if finnish:
        example = f"{finnish[3]}-{finnish[2]:0>2}-{finnish[1]:0>2}"
    hint = f"Kirjoita päivä näin: vuosi-kuukausi-päivä, esimerkiksi {example}"
    return "bad-date", "Tämä ei ole päivä.", hint


def _list(fault: Fault) -> Wording:
    if fault.value is None:
        return _EMPTY
    hint = "Kirjoita hakasulut: [yksi, kaksi]. Tai kirjoita joka rivin alkuun viiva: ”- yksi”."
    return "list-expected", "Tässä pitää olla lista.", hint


def _map(fault: Fault) -> Wording:
    if fault.value is None:
        return _EMPTY
    hint = "Kirjoita kohdat omille riveilleen ja sisennä ne: ”nimi: arvo”."
    return "map-expected", "Tässä pitää olla kohtia, joilla on nimi.", hint


def _one_fact(fault: Fault) -> Wording:
    known = ", ".join(fault.context["keys"])
    return fault.type, f"Tässä pitää olla täsmälleen yksi näistä: {known}.", _SPLIT


def _group(fault: Fault) -> Wording:
    group, known = fault.context["group"], fault.context["known"]
    return "unknown-group", f"Ryhmää ”{group}” ei ole tässä askeleessa.", suggest.hint(group, known)


def _limit(code: str, message: str, key: str, hint: str = "") -> Callable[[Fault], Wording]:
    return lambda fault: (code, message.format(fault.context[key]), hint)


def _fixed(code: str, message: str, hint: str) -> Callable[[Fault], Wording]:
    return lambda _: (code, message, hint)


_EMPTY: Final = (
    "empty-value",
    "Kohta on tyhjä.",
    "Kirjoita arvo tai poista koko kohta.",
)
_ID_RULE: Final = "Siinä on vain pieniä kirjaimia a–z, numeroita ja yhdysviivoja."
_NO_QUOTES: Final = "Kirjoita ilman lainausmerkkejä."
_SPLIT: Final = "Jos niitä on monta, tee jokaisesta oma rivinsä listaan."
_WRITERS: Final[Mapping[str, Callable[[Fault], Wording]]] = {
    "string_type": _text,
    "string_pattern_mismatch": _pattern,
    "string_too_short": _fixed("empty-text", "Teksti on tyhjä.", "Kirjoita teksti."),
    "string_too_long": _limit(
        "text-too-long", "Teksti on liian pitkä. Raja on {} merkkiä.", "max_length", "Lyhennä."
    ),
    "int_type": _integer,
    "greater_than_equal": _limit("number-too-small", "Luku on liian pieni. Pienin on {}.", "ge"),
    "less_than_equal": _limit("number-too-big", "Luku on liian suuri. Suurin on {}.", "le"),
    "bool_type": _flag,
    "literal_error": _choice,
    "enum": _choice,
    "union_tag_invalid": _kind,
    "union_tag_not_found": _no_kind,
    "date_type": _date,
    "date_from_datetime_parsing": _date,
    "date_from_datetime_inexact": _date,
    "date_parsing": _date,
    "tuple_type": _list,
    "dict_type": _map,
    "model_type": _map,
    "model_attributes_type": _map,
    "too_short": _limit("too-few", "Listassa on liian vähän kohtia. Vähintään {}.", "min_length"),
    "too_long": _limit("too-many", "Listassa on liikaa kohtia. Enintään {}.", "max_length"),
    "one-condition": _one_fact,
    "one-fact": _one_fact,
    "unknown-group": _group,
    "empty-condition": _limit(
        "empty-condition", "Ehto ”{}” on tyhjä.", "key", "Kirjoita siihen ehto tai poista se."
    ),
    "at-least-of-what": _fixed(
        "at-least-of-what",
        "Ehdossa ”at_least” pitää kertoa, mistä joukosta lasketaan.",
        "Lisää yksi näistä: of, of_chapter, of_skill. Ilman kohtaa ”at_least” niitä ei käytetä.",
    ),
    "at-least-too-many": _fixed(
        "at-least-too-many",
        "Ehto ei täyty koskaan: ”at_least” on suurempi kuin listan ”of” pituus.",
        "Pienennä lukua tai lisää ehtoja.",
    ),
    "misplaced-counts": _fixed(
        "misplaced-counts",
        "Kohta ”counts” ei käy tähän ehtoon.",
        "Se käy kohtien quest, of_chapter ja of_skill kanssa, jos kohtaa ”assistance” ei ole.",
    ),
    "misplaced-assistance": _fixed(
        "misplaced-assistance",
        "Kohta ”assistance” ei käy tähän ehtoon.",
        "Se käy kohtien quest, step, of_chapter ja of_skill kanssa.",
    ),
    "misplaced-again": _fixed(
        "misplaced-again",
        "Kohta ”again” ei käy tähän ehtoon.",
        "Se käy vain kohdan step kanssa, ilman kohtaa ”assistance”.",
    ),
    "same-twice": _limit(
        "same-twice", "Pareissa on sama teksti kahdesti: ”{}”.", "text", "Muuta toinen niistä."
    ),
    "order-or-groups": _fixed(
        "order-or-groups",
        "Lajittelussa on kaksi tapaa yhtä aikaa.",
        "Kirjoita joko ”order” tai ”groups” ja ”items”.",
    ),
    "order-too-short": _fixed(
        "order-too-short", "Järjestettäviä rivejä on vain yksi.", "Lisää rivejä: vähintään kaksi."
    ),
    "nothing-to-sort": _fixed(
        "nothing-to-sort",
        "Lajittelusta puuttuu lajiteltavaa.",
        "Kirjoita ”order”, tai vähintään kaksi kohtaa sekä listaan ”groups” että ”items”.",
    ),
    "many-correct": _fixed(
        "many-correct",
        "Oikeita vaihtoehtoja on monta, mutta vain yhden voi valita.",
        "Lisää askeleeseen ”many: true” tai jätä vain yksi ”correct: true”.",
    ),
    "accept-or-contains": _fixed(
        "accept-or-contains",
        "Tapaus tunnistaa tekstin yhdellä tavalla.",
        "Kirjoita joko ”accept” (koko teksti) tai ”contains” (osa tekstiä).",
    ),
    "on-or-from": _fixed(
        "on-or-from",
        "Tapaus on yksi päivä tai päivien väli.",
        "Kirjoita joko ”on”, tai ”from” ja ”until”.",
    ),
    "to-or-say": _fixed(
        "to-or-say",
        "Tapa vie ruutuun tai jää paikalleen ja sanoo jotakin.",
        "Kirjoita joko ”to” tai ”say”.",
    ),
    "to-or-ways": _fixed(
        "to-or-ways",
        "Painike vie yhteen ruutuun, tai sillä on monta tapaa.",
        "Kirjoita joko ”to” tai ”ways”.",
    ),
    "value-or-field": _fixed(
        "value-or-field",
        "Rivillä on teksti tai kentän valinta.",
        "Kirjoita joko ”value” tai ”field”.",
    ),
    "size-upside-down": _fixed(
        "size-upside-down", "Ryhmän pienin koko on suurempi kuin suurin.", "Vaihda luvut päittäin."
    ),
    "no-time-to-do": _limit(
        "no-time-to-do",
        "Muut osat vievät ajan, eikä tekemiseen jää {} minuuttia.",
        "need",
        "Lyhennä muita osia tai pidennä koko tapaamista.",
    ),
    "need-too-big": _limit(
        "need-too-big",
        "Listassa on vain {} kohtaa, joten ”need” on liian suuri.",
        "there",
        "Pienennä.",
    ),
}
