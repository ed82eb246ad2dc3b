"""Which words of a text have an explanation, and where long words may be broken.

Finnish bends its words, so knowing that ``selaimessa`` is a form of ``selain`` takes a grammar. It
is asked when the content is written (``content.words``); what it said is only looked up here.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

from pydantic import Field

from digimatka.core.kinds.base import Model

# A word, an address or a number as one whole: an address is never taken for the words in it.
TOKEN: Final = re.compile(r"\w+(?:[-.:/@&?=#%+~'’]+\w+)*")
BREAK: Final = "|"
SOFT_HYPHEN: Final = "\u00ad"
# Shorter words fit any line; breaking them would only make them harder to read.
LONG: Final = 12


def is_written_like(text: str, word: str) -> bool:
    """Whether a text begins with a capital if a word is a name: Kela is no kela, a reel.

    An abbreviation (CV, PDF) is one in small letters, too.
    """
    is_name = word[:1].isupper() and word[1:2].islower()
    return not is_name or text[:1].isupper()


class Words(Model):
    """``words.json``: what a grammar has said of the texts of a journey. Made by a program."""

    forms: Mapping[str, str] = Field(
        default={}, description="Sanan tai sanaparin muoto pienin kirjaimin ja sanaston sana."
    )
    hyphens: Mapping[str, str] = Field(
        default={}, description="Pitkä sana pienin kirjaimin ja sama sana, tavurajoilla |."
    )
    vocabulary: str = Field(default="", description="Tiiviste sanoista, joista tämä on tehty.")

    @cached_property
    def _most(self) -> int:
        """How many words the longest form has."""
        return max((form.count(" ") + 1 for form in self.forms), default=0)

    def pieces(self, text: str) -> Iterator[tuple[str, str | None]]:
        """The text in pieces, each with the glossary's word that it is a form of, or None.

        The pieces joined are the text. Where several forms begin at one place, the longest counts.
        """
        tokens = list(TOKEN.finditer(text))
        at = index = 0
        while index < len(tokens):
            count, word = self._longest(text, tokens[index : index + self._most])
            if word is not None:
                start, end = tokens[index].start(), tokens[index + count - 1].end()
                if start > at:
                    yield text[at:start], None
                yield text[start:end], word
                at = end
            index += count
        if at < len(text):
            yield text[at:], None

    def soften(self, text: str) -> str:
        """The text with soft hyphens in its long words."""
        if not self.hyphens or len(text) < LONG:
            return text
        return TOKEN.sub(self._broken, text)

    def _longest(self, text: str, tokens: list[re.Match[str]]) -> tuple[int, str | None]:
        """How many tokens to go on by, and the word that they are a form of."""
        found: tuple[int, str | None] = (1, None)
        form, end = "", 0
        for count, token in enumerate(tokens, start=1):
            if form and not text[end : token.start()].isspace():
                break
            form, end = f"{form} {token[0].lower()}".lstrip(), token.end()
            word = self.forms.get(form)
            if word is not None and is_written_like(tokens[0][0], word):
                found = (count, word)
        return found

    def _broken(self, token: re.Match[str]) -> str:
        word = token[0]
        marked = self.hyphens.get(word.lower(), "") if len(word) >= LONG else ""
        if len(marked) - marked.count(BREAK) != len(word):
            return word
        letters = iter(word)
        return "".join(SOFT_HYPHEN if mark == BREAK else next(letters) for mark in marked)
