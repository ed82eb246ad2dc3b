"""Which language a text is shown in. Finnish is the language of the sources, so it needs no file.

A catalogue is `locale/<language>/LC_MESSAGES/digimatka.mo`. Templates fold constant texts in at
compile time (`Folded`), one environment a language: a page then costs nothing for its translations.
"""

import gettext as stdlib
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from functools import cache
from typing import Any, Final

from jinja2 import Environment
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from digimatka.settings import beside_package

SOURCE: Final = "fi"
LANGUAGES: Final = ("fi",)
current: Final[ContextVar[str]] = ContextVar("language", default=SOURCE)


@cache
def translations(language: str) -> stdlib.NullTranslations:
    """The catalogue of a language; texts that it lacks stay Finnish."""
    return stdlib.translation(
        "digimatka", beside_package("locale"), languages=[language], fallback=True
    )


def gettext(message: str, **values: object) -> str:
    """The message in the current language, with its %(name)s filled in."""
    text = translations(current.get()).gettext(message)
    return text % values if values else text


def ngettext(one: str, many: str, number: int, **values: object) -> str:
    """The form for the number, which is also there as %(number)s."""
    text = translations(current.get()).ngettext(one, many, number)
    return text % {"number": number, **values}


def environment_for(environment: Environment, language: str) -> Environment:
    """An environment of its own for a language, with ``_`` and ``ngettext`` and folded texts."""
    overlay = environment.overlay(extensions=[Folded])
    overlay.globals = {**environment.globals, "_": gettext, "ngettext": ngettext}
    overlay.extend(language=language)
    return overlay


class Folded(Extension):
    """Replaces ``_('text')`` in a template by the translated text while it is compiled."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """Looks for the four tokens of a call with one constant; all else passes through."""
        language: str = vars(self.environment).get("language", SOURCE)
        return self._fold(stream, translations(language))

    def _fold(self, stream: TokenStream, texts: stdlib.NullTranslations) -> Iterator[Token]:
        held: list[Token] = []
        before = ""
        for token in stream:
            held.append(token)
            if before in ("dot", "pipe") or not self._may_be_call(held):
                yield from held
                before, held = token.type, []
            elif len(held) == len(_CALL):
                yield Token(held[0].lineno, "string", texts.gettext(held[2].value))
                before, held = "string", []
        yield from held

    @staticmethod
    def _may_be_call(held: list[Token]) -> bool:
        return all(
            token.type == kind and (value is None or token.value == value)
            for token, (kind, value) in zip(held, _CALL, strict=False)
        )


_CALL: Final[tuple[tuple[str, Any], ...]] = (
    ("name", "_"),
    ("lparen", None),
    ("string", None),
    ("rparen", None),
)
