"""Words of the content that explain themselves, and soft hyphens in its long words.

The first form of a word in a text is a button; the box it opens needs no script. A page holds the
box of a word once, behind the first text that needs it, so its id is unique and always the same.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from digimatka import i18n
from digimatka.core.journey import Journey
from digimatka.core.rules import Rules
from digimatka.core.words import Words
from digimatka.i18n import gettext as _
from digimatka.web import texts

EXPLAINED: Final = "explained"
# Nothing in these can be pressed; what stands as code is meant to be written as it is.
_CLOSED: Final = frozenset({"a", "code", "pre", "h2", "h3", "h4", "th"})
_VERBATIM: Final = frozenset({"code", "pre"})
_TAG: Final = re.compile(r"(<[^>]*>)")
_NAME: Final = re.compile(r"</?(\w+)")
_BUTTON: Final = Markup(
    '<button type="button" class="term" popovertarget="{id}" aria-describedby="{id}-text">'
    "{shown}</button>"
)
_BOX: Final = Markup(
    '<div popover class="term-box" id="{id}" role="note" aria-label="{word}">'
    '<p id="{id}-text"><strong>{shown}:</strong> {meaning}</p>'
    '<button type="button" class="btn btn--quiet" popovertarget="{id}"'
    ' popovertargetaction="hide">{close}</button></div>\n'
)


@dataclass(frozen=True, slots=True)
class Marked:
    """A text as HTML, and by word the boxes that its buttons open."""

    html: Markup
    boxes: tuple[tuple[str, Markup], ...] = ()


@pass_context
def prose(context: Context, text: str) -> Markup:
    """Markdown as HTML, with the words of the page's journey explained."""
    rules = context.get("rules")
    if rules is None:
        return texts.prose(text)
    marked = _marked(text, rules, i18n.current.get())
    explained: set[str] = context[EXPLAINED]
    fresh = [box for word, box in marked.boxes if word not in explained]
    explained.update(word for word, _box in marked.boxes)
    return Markup("").join([marked.html, *fresh])


def softener(journeys: Iterable[Journey]) -> Callable[[str], str]:
    """The filter that puts soft hyphens into the long words of a line of content.

    It remembers what it was given, so it is never given what a learner has written.
    """
    hyphens = {k: v for journey in journeys for k, v in journey.words.hyphens.items()}
    soften = Words(hyphens=hyphens).soften

    # Text that is HTML already is another thing than the same text that is not.
    @lru_cache(maxsize=8192, typed=True)
    def soft(text: str) -> str:
        return text if isinstance(text, Markup) else soften(text)

    return soft


def forget() -> None:
    """Lets go of the texts of content that is no longer served."""
    _marked.cache_clear()


@lru_cache(maxsize=64)
def anchors(words: tuple[str, ...]) -> dict[str, str]:
    """An id for every word of a glossary: small letters a–z, digits and hyphens."""
    found: dict[str, str] = {}
    for word in words:
        plain = unicodedata.normalize("NFKD", word.lower()).encode("ascii", "ignore").decode()
        name = "-".join(["sana", *re.findall("[a-z0-9]+", plain)])
        taken = sum(1 for other in found.values() if re.fullmatch(rf"{name}(--\d+)?", other))
        found[word] = f"{name}--{taken + 1}" if taken else name
    return found


@lru_cache(maxsize=8192)
def _marked(text: str, rules: Rules, _language: str) -> Marked:
    words, html = rules.journey.words, texts.prose(text)
    if not (words.forms or words.hyphens):
        return Marked(html)
    marker = _Marker(rules.journey)
    inside: list[str] = []
    parts: list[str] = []
    for part in _TAG.split(html):
        if part.startswith("<"):
            parts.append(part)
            _follow(part, inside)
        elif not inside:
            parts += marker.pieces(part)
        else:
            parts.append(part if _VERBATIM.intersection(inside) else words.soften(part))
    return Marked(Markup("".join(parts)), tuple(marker.boxes()))  # noqa: S704 - made of safe HTML


def _follow(tag: str, inside: list[str]) -> None:
    """Keeps the list of what the text after a tag stands in."""
    name = _NAME.match(tag)
    if name is None or name[1] not in _CLOSED:
        return
    if tag.startswith("</"):
        inside.pop()
    else:
        inside.append(name[1])


class _Marker:
    """Marks the words of one text, each the first time."""

    def __init__(self, journey: Journey) -> None:
        self.words = journey.words
        self.glossary = journey.glossary.root
        self.ids = anchors(tuple(self.glossary))
        self.found: list[str] = []

    def pieces(self, html: str) -> Iterable[str]:
        """A text between two tags, as HTML."""
        for piece, word in self.words.pieces(html):
            shown = self.words.soften(piece)
            if word is None or word in self.found or word not in self.glossary:
                yield shown
            else:
                self.found.append(word)
                safe = Markup(shown)  # noqa: S704 - it was HTML before
                yield _BUTTON.format(id=self.ids[word], shown=safe)

    def boxes(self) -> Iterable[tuple[str, Markup]]:
        """The boxes of the words that were marked."""
        for word in self.found:
            yield (
                word,
                _BOX.format(
                    id=self.ids[word],
                    word=word,
                    shown=self.words.soften(word),
                    meaning=self.words.soften(self.glossary[word]),
                    close=_("Sulje"),
                ),
            )
