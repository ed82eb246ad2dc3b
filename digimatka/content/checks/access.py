"""What a learner would not see, hear or reach: pictures, headings, links, markup, colours."""

import re
from collections.abc import Iterator
from typing import Final

from digimatka.content.checks.language import wrong_answer_keys
from digimatka.content.passages import Passage
from digimatka.content.problems import Problem
from digimatka.core.kinds.base import TextType

# The title of the page is its h1; Markdown of the content begins below it.
FIRST_HEADING, LAST_HEADING = 2, 4
_IMAGE: Final = re.compile(r"!\[([^\[\]\n]*)\]\([^()\n]*\)")
_LINK: Final = re.compile(r"(?<!!)\[[^\[\]\n]*\]\(\s*([^()\s]*)[^()\n]*\)")
# The page drops any other address, and the link with it.
_GOOD: Final = re.compile(r"https://[^/\s]|mailto:\S|[/#]")
_TAG: Final = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>\n]*)?/?>")
_IN_LINE: Final = re.compile(r"\*\*[^*\n]+\*\*|\[[^\[\]\n]+\]\([^()\n]*\)")
_COLOUR: Final = r"(?:puna|sini|vihre|kelta|oranss|musta|valkoi|valkea|harma|violet|ruske)[^\W\d_]*"
_THING: Final = (
    r"(?:painik|nap(?:pi|in|it|pia|ista|ilta|ill|pul)|linkk?i|kuvak|kentt|kenti|kentä|ruutu|ruudu|kohta"
    r"|kohda|tähte|tähti|merkki|merki|teksti|viiva|pallo|laatikk?o|alue|palkk?i|palki)[^\W\d_]*"
)
_BY_COLOUR: Final = re.compile(
    rf"\b{_COLOUR}\s+(?:[^\W\d_]+\s+)?{_THING}|\b{_THING}\s+(?:on|ovat)\s+{_COLOUR}"
    rf"|\b(?:puna|sini|vihre|kelta)[^\W\d_]*ll[aä]\s+(?:merki|lihav|kirjoit)[^\W\d_]*",
    re.I,
)


def check(passage: Passage, *, is_finnish: bool) -> Iterator[Problem]:
    """Warnings about one text."""
    if passage.type is TextType.PROSE:
        yield from _images(passage)
        yield from _headings(passage)
        yield from _links(passage)
    yield from _markup(passage)
    if is_finnish:
        yield from _colours(passage)


def _images(passage: Passage) -> Iterator[Problem]:
    for match in _IMAGE.finditer(passage.written):
        message = "Kuvia ei näytetä, joten tämä kuva jää pois sivulta."
        if not match[1].strip():
            message += " Sillä ei myöskään ole sanallista vastinetta."
        hint = "Kerro sama asia sanoin. Poista kuva tekstistä."
        yield passage.warning(passage.at + match.start(), "image-not-shown", message, hint)


def _headings(passage: Passage) -> Iterator[Problem]:
    above = FIRST_HEADING - 1
    for block in passage.blocks:
        if block.kind != "heading":
            continue
        if not FIRST_HEADING <= block.level <= min(LAST_HEADING, above + 1):
            right = "#" * min(LAST_HEADING, above + 1)
            message = f"Väliotsikon taso on väärä: {'#' * block.level}."
            hint = f"Kirjoita: {right} {' '.join(block.text.split())}"
            yield passage.warning(block.at, "heading-order", message, hint)
        above = max(FIRST_HEADING, min(block.level, LAST_HEADING))


def _links(passage: Passage) -> Iterator[Problem]:
    for match in _LINK.finditer(passage.written):
        if not _GOOD.match(match[1]):
            message = f"Linkki ei toimi: osoite ”{match[1]}” jää pois sivulta."
            hint = "Kirjoita osoite kokonaan. Se alkaa https://."
            yield passage.warning(passage.at + match.start(1), "dead-link", message, hint)


def _markup(passage: Passage) -> Iterator[Problem]:
    is_prose = passage.type is TextType.PROSE
    for match in (_TAG if is_prose else _IN_LINE).finditer(passage.written):
        message = f"Merkit näkyvät sivulla sellaisinaan: {match[0]}"
        hint = "Tässä kohdassa on vain pelkkää tekstiä. Poista merkit."
        if is_prose:
            hint = "HTML ei käy. Lihavointi: **sana**. Luettelo: viiva rivin alkuun."
        yield passage.warning(passage.at + match.start(), "markup-shown", f"{message}.", hint)


def _colours(passage: Passage) -> Iterator[Problem]:
    holder = passage.source.get(*passage.path[:-1])
    if isinstance(holder, dict) and passage.key in wrong_answer_keys(holder):
        return
    for block in passage.blocks:
        for match in _BY_COLOUR.finditer(block.text):
            words = " ".join(match[0].split())
            message = f"Asia kerrotaan pelkällä värillä: ”{words}”."
            hint = "Kerro myös nimi tai paikka, esimerkiksi: vihreä Lähetä-painike."
            at = block.starts + match.start()
            yield passage.warning(at, "colour-only", message, hint)
