"""What a translation must keep of its text: its form, its links, its names. Not what it means."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple, get_args

from digimatka.content import passages
from digimatka.content.catalogue import Message
from digimatka.content.problems import Level, Wording
from digimatka.core.kinds.base import Line, Prose, TextType
from digimatka.core.private import looks_private

_LONGEST: Final = {
    mark: next(one.max_length for one in marks if getattr(one, "max_length", None))
    for _text, *marks in (get_args(Line), get_args(Prose))
    for mark in marks
    if isinstance(mark, TextType)
}
_LINK: Final = re.compile(r"\]\(\s*<?([^\s()<>]+)|<(https?://[^\s<>]+|[^\s<>@]+@[^\s<>]+)>")
_SITE: Final = re.compile(r"(?:https?://)?(?:www\.)?([^/?#]*)")
# Sites that have another name in another language.
_SAME_SITE: Final = {"fpa.fi": "kela.fi"}
# No part of these is tried twice: a hostile file must not take long.
_CAPITALS: Final = re.compile(r"(?<!\w)[A-ZÅÄÖ0-9]{2,}+(?!\w)")
_ADDRESS: Final = re.compile(r"[\w.@-]+")
_EXAMPLE: Final = ".example"
_FEWEST: Final = 2  # capitals in a name
_DIGITS: Final = re.compile(r"\d+")
_SHORTEST: Final = 9  # digits of a real code or number
_MOST_DIGITS: Final = 2_000
# A translation that is so much longer than its text, and than a few words, is something else.
_MUCH_LONGER: Final = 3
_SHORT: Final = 200
_BLOCKS: Final = {
    "text": "kappaleita",
    "item": "luettelon kohtia",
    "heading": "otsikoita",
    "quote": "lainauksia",
    "code": "koodeja",
}


class Numbers:
    """Tells numbers that only a translation has, in a whole file of translations.

    To look at them takes long, and translations have next to none: where there are more than any
    file needs, none of the rest is looked at, and all of it is told.
    """

    def __init__(self) -> None:
        self.seen = 0

    def is_private(self, text: str, told: str) -> bool:
        """Whether a translation holds what looks like a real code, and its text does not."""
        added = Counter(_DIGITS.findall(told)) - Counter(_DIGITS.findall(text))
        digits = sum(len(group) * count for group, count in added.items())
        if digits < _SHORTEST:
            return False
        self.seen += digits
        return self.seen > _MOST_DIGITS or looks_private(told)


def unfaithful(text: Message, told: str, numbers: Numbers) -> Iterator[tuple[Level, Wording]]:
    """What is wrong with a translation beside its text. One that is too long is not read on."""
    longest = _LONGEST[text.type]
    if len(told) > longest:
        message = f"Käännös on liian pitkä: {len(told)} merkkiä. Raja on {longest}."
        hint = "Lyhennä käännöstä."
        yield Level.ERROR, ("translation-too-long", message, hint)
        return
    if numbers.is_private(text.text, told):
        yield Level.ERROR, _PRIVATE
    if text.type is TextType.PROSE:
        differs = _differs(text.text, told)
        if differs:
            message = f"Käännöksen muoto on toinen kuin tekstin: {differs}."
            yield Level.WARNING, ("translation-markdown", message, _SAME_SHAPE)
    lost = _lost(text.text, told)
    if lost:
        message = f"Käännöksestä puuttuu ”{lost[0]}”."
        hint = "Nimet ja osoitteet ovat samat kaikilla kielillä. Lisää se käännökseen."
        yield Level.WARNING, ("translation-lost", message, hint)


class _Shape(NamedTuple):
    """A text in Markdown without its words."""

    blocks: Counter[str]
    links: Counter[str]
    bold: int


def _shape(text: str) -> _Shape:
    links = [_site(match[1] or match[2]) for match in _LINK.finditer(text)]
    return _Shape(Counter(passages.kinds(text)), Counter(links), text.count("**") // 2)


def _site(address: str) -> str:
    """What must stay of an address: the page may have one of its own in each language."""
    match = _SITE.match(address)
    site = match[1].lower() if match else ""
    return _SAME_SITE.get(site, site) or address


def _differs(text: str, told: str) -> str:
    """What there is more or less of in a translation; '' if nothing."""
    if len(told) > _MUCH_LONGER * len(text) + _SHORT:
        return f"merkkejä {len(told)}, tekstissä {len(text)}"
    return _differences(_shape(text), _shape(told))


def _differences(text: _Shape, told: _Shape) -> str:
    found = [
        f"{name} {told.blocks[kind]}, pitäisi olla {text.blocks[kind]}"
        for kind, name in _BLOCKS.items()
        if told.blocks[kind] != text.blocks[kind]
    ]
    if told.links.total() != text.links.total():
        found.append(f"linkkejä {told.links.total()}, pitäisi olla {text.links.total()}")
    elif told.links != text.links:
        found.append(f"linkki vie muualle kuin osoitteeseen {min(text.links - told.links)}")
    if told.bold != text.bold:
        found.append(f"lihavointeja {told.bold}, pitäisi olla {text.bold}")
    return "; ".join(found)


def _lost(text: str, told: str) -> list[str]:
    """Addresses of practices that a translation lacks, and names in capitals.

    An abbreviation may be another one in another language.
    """
    parts = (part.strip(".-") for part in _ADDRESS.findall(text))
    addresses = dict.fromkeys(part for part in parts if part.endswith(_EXAMPLE))
    names, there = _names(text), _names(told)
    missing = [name for name in names if name not in there]
    gone = missing if len(missing) > len(there.keys() - names.keys()) else []
    return [*(address for address in addresses if address not in told), *gone]


def _names(text: str) -> dict[str, None]:
    """The words in capitals, in order."""
    words = _CAPITALS.findall(text)
    return dict.fromkeys(w for w in words if sum(map(str.isalpha, w)) >= _FEWEST)


_PRIVATE: Final = (
    "translation-private",
    "Käännöksessä on jotakin, joka näyttää oikealta numerolta tai tunnukselta.",
    "Kirjoita se sanoina kuten alkuperäisessä tekstissä.",
)
_SAME_SHAPE: Final = (
    "Pidä samat kappaleet, luettelot, lihavoinnit ja linkit. Sivun kieliversio käy linkiksi."
)
