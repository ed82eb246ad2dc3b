"""The bar above every page: who looks, with or without JavaScript, and what is wrong.

It is put into the finished page, so that the product itself knows nothing of it.
"""

import re
from dataclasses import dataclass
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from digimatka import i18n
from digimatka.preview.people import Persona
from digimatka.preview.watch import Shown
from digimatka.settings import beside_package
from digimatka.web.assets import Assets
from digimatka.web.cookies import WALKER

COOKIE: Final = "esikatselu"
HOME: Final = "/esikatselu"
STYLE: Final = "css/preview.css"
SCRIPT: Final = "preview/preview.js"
_SCRIPTS = re.compile(r"<script\b[^>]*>.*?</script>", re.DOTALL)
# The bar comes after the link that leads past it, which is the first thing to reach by keyboard.
_BODY = re.compile(r'<body[^>]*>(\s*<a class="skip"[^>]*>[^<]*</a>)?')


@dataclass(frozen=True, slots=True)
class Look:
    """How the author looks: as a persona (and as which learner), with or without JavaScript.

    ``language`` is that of the pages, one of those that there are.
    """

    persona: str = ""
    learner: str = ""
    has_js: bool = True
    language: str = i18n.SOURCE

    @property
    def text(self) -> str:
        """The look as its cookie holds it."""
        return f"{self.persona}.{self.learner}.{self.has_js:d}.{self.language}"


def look_of(cookie: str) -> Look:
    """The look that a cookie holds; anything else is the first look."""
    persona, learner, has_js, language = (*cookie.split("."), "", "", "", "")[:4]
    known = persona if persona in tuple(Persona) else ""
    spoken = language if language in i18n.LANGUAGES else i18n.SOURCE
    return Look(known, learner if known else "", has_js != "0", spoken)


@dataclass(frozen=True, slots=True)
class State:
    """What the bar tells of the content. ``is_broken``: an older version is shown, or none."""

    version: str
    problems: tuple[Shown, ...]
    errors: int
    warnings: int
    is_broken: bool


class Bar:
    """Draws the bar. It has templates of its own: it is there also where no journey can be."""

    def __init__(self) -> None:
        self.assets = Assets(beside_package("static"))
        made = Environment(
            loader=FileSystemLoader(beside_package("templates")),
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        made.globals["asset"] = self.assets.url
        self._environment = i18n.environment_for(made, i18n.SOURCE)

    def dressed(self, html: str, state: State, cookies: dict[str, str], here: str) -> str:
        """A whole page with the bar in it; what is no whole page stays as it is."""
        body = _BODY.search(html)
        if body is None:
            return html
        look = look_of(cookies.get(COOKIE, ""))
        walks = cookies.get(WALKER, "").partition(".")[0]
        bar = self._render(
            "preview/_bar.html",
            state=state,
            personas=tuple(Persona),
            persona=look.persona if look.learner == walks else "",
            has_js=look.has_js,
            languages=i18n.LANGUAGES,
            language=look.language,
            here=here,
        )
        head = f'<link rel="stylesheet" href="{self.assets.url(STYLE)}">\n'
        before, after = html[: body.end()], html[body.end() :]
        if look.has_js:
            head += f'<script src="{self.assets.url(SCRIPT)}" defer></script>\n'
        else:
            before, after = _SCRIPTS.sub("", before), _SCRIPTS.sub("", after)
        return f"{before.replace('</head>', f'{head}</head>', 1)}\n{bar}{after}"

    def nothing_to_show(self) -> str:
        """The page where there has been no good version yet."""
        return self._render("preview/broken.html")

    def _render(self, template: str, **context: Any) -> str:
        return self._environment.get_template(template).render(**context)
