"""Macros keep what they have drawn, where their file says so: ``{% set kept = ('icon',) %}``.

A macro that a page imports sees its arguments and nothing of the page, so for the same arguments it
draws the same. Most of a page is that: icons, cards, the stops and the ground of the map. A macro
that is given what a learner has written is never among them: it would stay in memory.
"""

import threading
from collections.abc import Callable, Mapping, MutableMapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakSet

from flask.templating import Environment
from jinja2 import Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Macro

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper

# Drawings of one macro. The largest, the ground of the map, is one a journey; the rest are small.
MOST: Final = 1024
_MEMORIES: Final[WeakSet["_lru_cache_wrapper[str]"]] = WeakSet()
_LOCK: Final = threading.Lock()


class KeepingTemplate(Template):
    """A template whose macros remember, where they are imported without the page's context."""

    def make_module(
        self,
        vars: dict[str, Any] | None = None,
        shared: bool = False,
        locals: Mapping[str, Any] | None = None,
    ) -> TemplateModule:
        """What an import of the template gives."""
        module = super().make_module(vars, shared, locals)
        if not vars and not locals:
            for name in getattr(module, "kept", ()):
                setattr(module, name, _keeping(getattr(module, name)))
        return module


class KeepingEnvironment(Environment):
    """Flask's templates, with macros that remember and globals that are set before the first page.

    Jinja would look through a chain of mappings for every import, which costs more than a macro.
    """

    template_class = KeepingTemplate

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template as one mapping."""
        return {**self.globals, **(d or {})}


def forget() -> None:
    """Lets all macros forget: what they draw may depend on the content."""
    with _LOCK:
        for memory in _MEMORIES:
            memory.cache_clear()


def _keeping(macro: Macro) -> Callable[..., str]:
    """The macro with a memory. Called with a list or the like, it draws every time."""
    kept = lru_cache(maxsize=MOST, typed=True)(macro)
    with _LOCK:
        _MEMORIES.add(kept)

    def draw(*args: Any, **kwargs: Any) -> str:
        try:
            return kept(*args, **kwargs)
        except TypeError:
            return macro(*args, **kwargs)

    return draw
