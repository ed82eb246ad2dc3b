"""Content texts as safe HTML, and the words for what the core only names."""

from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from digimatka import i18n
from digimatka.core.kinds import Checklist, Step, Write
from digimatka.core.kinds.base import Problem
from digimatka.core.overview import QuestState
from digimatka.core.practice.fields import PracticeField
from digimatka.i18n import gettext as _
from digimatka.i18n import ngettext

TAGS: Final = frozenset(
    [
        "p",
        "br",
        "strong",
        "em",
        "ul",
        "ol",
        "li",
        "blockquote",
        "h2",
        "h3",
        "h4",
        "code",
        "pre",
        "a",
        "hr",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ]
)
# Content is written for headings that start at h2: the page's own h1 is its title.
_markdown = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")


def prose(text: str) -> Markup:
    """Markdown as HTML: sanitised, links to other sites marked as such."""
    return _prose(text, i18n.current.get())


@lru_cache(maxsize=8192)
def _prose(text: str, _language: str) -> Markup:
    html = nh3.clean(
        _markdown.render(text),
        tags=set(TAGS),
        attributes={"*": set(), "a": {"href"}},
        url_schemes={"https", "mailto"},
        link_rel=None,
    )
    return Markup(_mark_outside_links(html))  # noqa: S704 - nh3 has cleaned it


def _mark_outside_links(html: str) -> str:
    parts = html.split('<a href="')
    marked = [parts[0]]
    for part in parts[1:]:
        address, rest = part.split('"', 1)
        inside, after = rest.removeprefix(">").split("</a>", 1)
        host = _host(address)
        if host:
            where = escape(_("toinen sivusto: %(host)s", host=host))
            marked.append(
                f'<a class="outside" rel="external noreferrer" href="{address}">{inside}'
                f' <span class="outside__where">({where})</span></a>{after}'
            )
        else:
            marked.append(f'<a href="{address}">{inside}</a>{after}')
    return "".join(marked)


def _host(address: str) -> str:
    """The site an address leads to, without what may stand before it to deceive; '' for ours."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:  # no address that leads anywhere
        return ""


def problem(found: Problem) -> str:
    """What the learner can do about an answer that could not be judged."""
    return {
        Problem.NOTHING_CHOSEN: _("Valitse ensin vastaus."),
        Problem.TOO_MANY: _("Valitse vain yksi vastaus."),
        Problem.SOME_MISSING: _("Jotakin puuttuu vielä. Katso kaikki kohdat."),
        Problem.NOT_YET: _("Rastita ne kohdat, jotka olet tehnyt. Muutama puuttuu vielä."),
        Problem.EMPTY: _("Kirjoita ensin vastaus kenttään."),
        Problem.PRIVATE: _(
            "Tämä näyttää henkilötunnukselta, tilinumerolta, kortin numerolta tai"
            " puhelinnumerolta. Emme tallentaneet sitä. Älä kirjoita omia tietojasi tähän."
        ),
        Problem.NO_DATE: _("Kirjoita päivä, kuukausi ja vuosi numeroina."),
        Problem.STALE: _("Tehtävä muuttui, kun olit tällä sivulla. Vastaa uudelleen."),
    }[found]


def step_problem(step: Step, found: Problem) -> str:
    """The same in the words of a step kind, where they are other ones."""
    if isinstance(step, Checklist) and found is Problem.NOTHING_CHOSEN:
        return _("Rastita ensin jotakin.")
    if isinstance(step, Write) and found is Problem.EMPTY:
        return _("Kirjoita ensin jotakin. Jos kirjoitit paperille, paina Kirjoitin paperille.")
    if isinstance(step, Write) and found is Problem.SOME_MISSING:
        return ngettext(
            "Kirjoita vähintään yhteen kohtaan.",
            "Kirjoita vähintään %(number)s kohtaan.",
            step.need,
        )
    if isinstance(step, Write) and found is Problem.PRIVATE:
        return _(
            "Tekstissä on jotakin, joka näyttää henkilötunnukselta, tilinumerolta, kortin numerolta"
            " tai puhelinnumerolta. Poista se ja jatka. Lisäät oikeat tietosi vasta omaan"
            " tiedostoosi."
        )
    return problem(found)


def field_problem(entry: PracticeField, found: Problem) -> str:
    """What the learner can do about a field of a practice."""
    if found is not Problem.EMPTY:
        return problem(found)
    if entry.missing:
        return entry.missing
    if entry.kind in ("choice", "file"):
        return _("Valitse ensin: %(label)s", label=entry.label)
    if entry.kind == "checkbox":
        return _("Rastita ensin: %(label)s", label=entry.label)
    return _("Täytä ensin: %(label)s", label=entry.label)


def state(found: QuestState) -> str:
    """The state of a quest in words."""
    return {
        QuestState.LOCKED: _("aukeaa myöhemmin"),
        QuestState.OPEN: _("auki"),
        QuestState.STARTED: _("kesken"),
        QuestState.WAITING: _("odottaa kuittausta"),
        QuestState.DONE: _("tehty"),
        QuestState.KNOWN: _("osaat jo"),
        QuestState.SKIPPED: _("ohitettu"),
        QuestState.LATER: _("myöhemmin"),
    }[found]
