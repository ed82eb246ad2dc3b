"""Abbreviations, capitals, italics and texts of links: signs that stop a slow reader."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from digimatka.content.passages import Passage, Sentence
from digimatka.content.problems import Problem
from digimatka.core.kinds.base import TextType

_SHORTENED: Final = {
    "esim": "esimerkiksi",
    "em": "edellä mainittu",
    "jne": "ja niin edelleen, tai jätä pois",
    "ko": "tämä",
    "ks": "katso",
    "mm": "muun muassa, tai jätä pois",
    "ns": "niin sanottu, tai jätä pois",
    "ao": "tämä",
    "puh": "puhelin",
    "sis": "sisältää",
    "tms": "tai muu sellainen",
    "vrt": "vertaa",
    "ym": "ja muut, tai jätä pois",
    "yms": "ja muut, tai jätä pois",
}
_SHORT: Final = re.compile(rf"(?<![\w.])({'|'.join(_SHORTENED)})\b\.?(?![:\w])", re.I)
_CAPITALS: Final = re.compile(r"[A-ZÅÄÖ]{2,}(?![a-zåäö])")
# Longer words in capitals are no abbreviations but shouts.
_ABBREVIATION: Final = 4
# Written so by everyone, and known as words; and TE, which ``language`` has more to say about.
_KNOWN: Final = frozenset({"OK", "DNA", "WC", "TV", "EU", "TE"})
_JOINT: Final = re.compile(r"[-:.]")
# Codes, files and addresses: CV.pdf, A4-arkki, TE/2.
_NO_WORD: Final = re.compile(r"[\d./@_]")
_SHOUT: Final = re.compile(r"!\s*[!?]|\?!")
_ITALICS: Final = re.compile(
    r"(?<![*\w\\])\*(?![*\s])[^*\n]+\*(?!\*)|(?<![\w\\])_(?![_\s])[^_\n]+_(?!\w)"
)
_LINK: Final = re.compile(r"(?<!!)\[(?P<text>[^\[\]\n]*)\]\([^()\n]*\)|<(?P<bare>https?:[^<>\s]*)>")
_VAGUE: Final = re.compile(
    r"(?:klikkaa |paina |lue |katso )?(?:tästä|täältä|tänne|tähän|tämä|linkki|linkistä|lisää)"
    r"(?: linkistä| lisää)?[.!]?",
    re.I,
)
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S*", re.I)


def known_capitals(glossary: Iterable[str]) -> frozenset[str]:
    """What may be written in capitals: what everybody knows, and what explains itself."""
    return _KNOWN | {word.upper() for word in glossary}


def check(passage: Passage, known: frozenset[str]) -> Iterator[Problem]:
    """Warnings about one text; ``known`` are the ``known_capitals`` of the glossary."""
    for sentence in passage.sentences():
        yield from _capitals(passage, sentence, known)
    for block in passage.blocks:
        if block.kind in ("quote", "code"):
            continue
        for match in _SHORT.finditer(block.text):
            message = f"Lyhenne ”{match[0]}” hidastaa lukemista."
            hint = f"Kirjoita: {_SHORTENED[match[1].lower()]}."
            yield passage.warning(block.starts + match.start(), "abbreviation", message, hint)
        for match in _SHOUT.finditer(block.text):
            message = "Monta huutomerkkiä peräkkäin kuulostaa huudolta."
            hint = "Yksi huutomerkki tai piste riittää."
            yield passage.warning(block.starts + match.start(), "shouting", message, hint)
    if passage.type is TextType.PROSE:
        yield from _markdown(passage)


def _capitals(passage: Passage, sentence: Sentence, known: frozenset[str]) -> Iterator[Problem]:
    for word in sentence.words:
        found = _CAPITALS.match(word.text)
        if found is None or found[0] in known or _is_known(word.text, known):
            continue
        if _NO_WORD.search(word.text):
            continue
        if len(found[0]) > _ABBREVIATION:
            message = f"Isot kirjaimet ovat vaikeita lukea: ”{word.text}”."
            hint = "Kirjoita pienillä. Tärkeän sanan voi lihavoida: **tärkeä**."
            yield passage.warning(word.at, "shouting", message, hint)
        else:
            message = f"Lyhennettä ”{found[0]}” ei selitetä sanastossa."
            hint = "Lisää se tiedostoon glossary.yaml, tai kirjoita sana kokonaan."
            yield passage.warning(word.at, "unexplained-abbreviation", message, hint)


def _is_known(word: str, known: frozenset[str]) -> bool:
    """Whether a word of several parts begins with one that is known: PDF-tiedosto, Y-tunnus."""
    folded = word.upper()
    return any(folded[: match.start()] in known for match in _JOINT.finditer(folded))


def _markdown(passage: Passage) -> Iterator[Problem]:
    text = passage.written
    for match in _ITALICS.finditer(text):
        message = "Kursiivi on vaikea lukea."
        hint = "Käytä tavallista tekstiä. Yhden sanan voi lihavoida: **sana**."
        yield passage.warning(passage.at + match.start(), "italics", message, hint)
    for match in _LINK.finditer(text):
        words = (match["bare"] or match["text"]).strip()
        if _ADDRESS.fullmatch(words) or _VAGUE.fullmatch(words):
            message = f"Linkin teksti ”{words}” ei kerro, mihin linkki vie."
            hint = "Kirjoita linkkiin sivun nimi, esimerkiksi [Suomi.fi-valtuudet](https://…)."
            yield passage.warning(passage.at + match.start(), "link-text", message, hint)
