"""Texts in another language: folded into templates as they are compiled, with the same output."""

import gettext as stdlib
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined

from digimatka import i18n
from digimatka.web import texts
from digimatka.web.mapview import Map, draw
from digimatka.web.services import NAME, Services
from tests.answers import right
from tests.conftest import MakeApp
from tests.web.browser import Browser, Form
from tests.web.world import KOE, koe, wrong

RULES: Final = koe()
# Marks that stand in no text of ours: what is between them went through the catalogue.
OPEN, SHUT = "⟦", "⟧"
CATALOGUE: Final = {
    "": "Content-Type: text/plain; charset=utf-8\nPlural-Forms: nplurals=2; plural=n != 1;\n",
    "Matka": "Resa",
    "Hei, %(name)s": "Hej, %(name)s",
    "%(number)s askel\0%(number)s askelta": "%(number)s steg\0%(number)s stegen",
    "Merkki & <b>": 'Märke & <b> "x"',
}


class Marking(stdlib.NullTranslations):
    """Every text between marks, as if it were translated."""

    def gettext(self, message: str) -> str:
        return f"{OPEN}{message}{SHUT}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"{OPEN}{msgid1 if n == 1 else msgid2}{SHUT}"


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The product speaks a made-up language, ``xx``."""
    monkeypatch.setattr(i18n, "translations", lambda _language: Marking())
    monkeypatch.setattr(i18n, "LANGUAGES", ("fi", "xx"))
    before = i18n.current.set("xx")
    yield
    i18n.current.reset(before)


def rendered(source: str, *, folded: bool, **context: object) -> str:
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    environment.loader = DictLoader({"m": "{% macro b(text) %}<b>{{ text }}</b>{% endmacro %}"})
    if folded:
        environment = i18n.environment_for(environment, "xx")
    else:
        environment.globals.update(_=i18n.gettext, ngettext=i18n.ngettext)
    return environment.from_string(source).render(context)


SOURCES = (
    "{{ _('Matka') }}",
    '{{ _("Matka") }}',
    "{{ _( 'Matka' ) }}{{_('a')}}{{ _(\n'b'\n) }}",
    "{{ _('Merkki & <b>\"x\"') }}",
    "{{ _(\"Sanoi: 'hei'\") }} {{ _('Sanoi: \"hei\"') }}",
    "{{ _('rivi\\nja \\'lainaus\\' ja \\u00e4') }}",
    "{{ _('100 % varma') }} {{ _('%(name)s') }}",
    "{{ _('Hei, %(name)s', name='Repe <i>') }}",
    "{{ _('Hei, %(name)s', name=_('Matka')) }}",
    "{{ _(name) }} {{ _(_('Matka')) }} {{ _('a' ~ name) }} {{ _('a' 'b') }}",
    "{{ _('Matka') if name else _('Muu') }}{{ _('Matka')|upper }}{{ _('a') ~ '<b>' ~ name }}",
    "{{ _('<b>')|safe }}{{ _('<b>')|e }}{{ _('x')|length }}{{ ('(' ~ _('x') ~ ')')|e }}",
    "{% if _('Matka') == name %}a{% else %}b{% endif %}{% set x = _('y') %}{{ x }}",
    "{% for word in [_('a'), _('b')] %}{{ word }}{% endfor %}{{ {'k': _('v')}['k'] }}",
    "{% from 'm' import b %}{{ b(_('Matka & <i>')) }}{{ b(text=_('x')) }}",
    "{{ ngettext('%(number)s askel', '%(number)s askelta', 1) }}",
    "{{ ngettext('%(number)s askel', '%(number)s askelta', 3) }} {{ _('x')[0] }}",
    "{% for _ in [1, 2] %}{{ _ }}{% endfor %}{{ thing._ }}{{ thing._('x') }}",
    "_('Matka') {# _('Matka') #} {% raw %}{{ _('Matka') }}{% endraw %}",
    "<a title=\"{{ _('Matka') }}\" href='{{ _('x') }}'>{{ (_('Matka')) }}</a>",
    "{{ _ is callable }}{{ _('Matka').split(' ')|length }}{{ _('Matka') in [_('Matka')] }}",
)


class Thing:
    """Something with a member called like the function."""

    @staticmethod
    def _(text: str) -> str:
        return f"own {text}"


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize("source", SOURCES)
def test_folding_a_text_in_changes_nothing_that_is_seen(source: str) -> None:
    context = {"name": "Repe & <i>", "thing": Thing()}

    unfolded = rendered(source, folded=False, **context)

    # The address of a function is another one in each environment.
    assert re.sub("0x[0-9a-f]+", "", rendered(source, folded=True, **context)) == re.sub(
        "0x[0-9a-f]+", "", unfolded
    )


@pytest.mark.usefixtures("marked")
def test_a_constant_text_is_folded_in_and_costs_nothing_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    environment = i18n.environment_for(Environment(autoescape=True), "xx")
    template = environment.from_string("{{ _('Matka') }} {{ _('Hei, %(name)s', name='A') }}")
    monkeypatch.setattr(i18n, "translations", lambda _language: stdlib.NullTranslations())

    assert template.render() == f"{OPEN}Matka{SHUT} Hei, A"


def test_finnish_needs_no_catalogue() -> None:
    assert i18n.gettext("Hei, %(name)s", name="Repe") == "Hei, Repe"
    assert i18n.gettext("100 %") == "100 %"
    assert i18n.ngettext("%(number)s askel", "%(number)s askelta", 1) == "1 askel"
    assert i18n.ngettext("%(number)s askel", "%(number)s askelta", 0) == "0 askelta"
    assert i18n.ngettext("Yksi %(what)s", "%(number)s %(what)s", 2, what="sana") == "2 sana"


def catalogue(messages: dict[str, str]) -> bytes:
    """A catalogue file as GNU gettext defines it: a head, two tables of places, the texts."""
    pairs = sorted((key.encode(), text.encode()) for key, text in messages.items())
    count = len(pairs)
    place = 28 + 16 * count
    tables, texts = [b"", b""], b""
    for side in (0, 1):
        for pair in pairs:
            tables[side] += struct.pack("<II", len(pair[side]), place + len(texts))
            texts += pair[side] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, 0)
    return head + b"".join(tables) + texts


@pytest.fixture
def swedish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A Swedish catalogue beside the package, and Swedish as the current language."""
    file = tmp_path / "locale/sv/LC_MESSAGES/digimatka.mo"
    file.parent.mkdir(parents=True)
    file.write_bytes(catalogue(CATALOGUE))
    monkeypatch.setattr(i18n, "beside_package", lambda name: tmp_path / name)
    i18n.translations.cache_clear()
    before = i18n.current.set("sv")
    yield
    i18n.current.reset(before)
    i18n.translations.cache_clear()


@pytest.mark.usefixtures("swedish")
def test_a_catalogue_file_gives_the_texts_of_its_language() -> None:
    environment = i18n.environment_for(Environment(autoescape=True), "sv")
    source = "{{ _('Matka') }}|{{ _('Merkki & <b>') }}|{{ _('Hei, %(name)s', name='Repe') }}|"
    source += "{{ ngettext('%(number)s askel', '%(number)s askelta', 2) }}|{{ _('Puuttuu') }}"

    assert environment.from_string(source).render() == (
        "Resa|Märke &amp; &lt;b&gt; &#34;x&#34;|Hej, Repe|2 stegen|Puuttuu"
    )


@pytest.mark.usefixtures("swedish")
def test_languages_do_not_mix() -> None:
    base = Environment(autoescape=True)
    base.loader = DictLoader({"page": "{{ _('Matka') }}"})
    swedish, finnish = (i18n.environment_for(base, language) for language in ("sv", "fi"))

    assert [e.get_template("page").render() for e in (swedish, finnish, swedish)] == [
        "Resa",
        "Matka",
        "Resa",
    ]


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_every_text_of_every_page_is_translated(make_app: MakeApp, htmx: bool) -> None:
    """The author's words are in capitals: small letters outside the marks are a forgotten text."""
    app = make_app(KOE)
    services: Services = app.extensions[NAME]
    rules = services.journeys["koe"]
    browser = Marked(app, htmx=htmx)
    for address in ("/", "/jatka", "/saavutettavuus", "/tietosuoja", "/hei-hei", "/ei-ole"):
        browser.check("GET", address)
    browser.check("POST", "/jatka", {"words": "QQ WW EE RR"})
    browser.post("/aloita")
    base = "/matka/koe"
    for quest in rules.quests.values():
        for step in quest.quest.steps:
            url = f"{base}/{quest.quest.id}/{step.id}"
            forms: tuple[Form, ...] = ({}, {"act": "hint", "shown": "0"}, {"act": "show"})
            for form in (*forms, {"version": "X"}, wrong(step) or {}):
                browser.check("POST", url, form)
            browser.check("GET", url)
            browser.check("POST", url, right(step))
            browser.check("GET", url)
        browser.check("GET", f"{base}/{quest.quest.id}?merkki=rohkea&aukesi=vapaa")
    for mark in ("known", "later", "skipped"):
        browser.post(f"{base}/vapaa", {"mark": mark})
        browser.check("GET", f"{base}/vapaa")
    browser.check("POST", "/kuka", {"nickname": "Q" * 30})
    for address in (base, f"{base}/luku/ranta", "/merkit", "/passi", "/kuka", "/lopeta"):
        browser.check("GET", address)
    browser.check("GET", "/asetukset?ok")


class Marked(Browser):
    """A browser that finds texts without marks."""

    def check(self, method: str, address: str, form: Form | None = None) -> None:
        """Asks, and looks at all that is read or read aloud."""
        seen = self.get(address) if method == "GET" else self.post(address, form)
        if seen.status == 303:
            return
        spoken = [e.get(name, "") for e in seen.page.elements() for name in ("aria-label", "title")]
        text = " ".join((seen.page.text, seen.page.title, *spoken)).replace("www.suomi.fi/", "")
        while (less := re.sub(f"{OPEN}[^{OPEN}{SHUT}]*{SHUT}", "", text)) != text:
            text = less
        assert re.findall("[a-zåäö]{2,}", text) == [], (method, address)


def drawn() -> Map:
    """The map of a new learner in the current language."""
    return draw(RULES, RULES.fresh())


def test_what_is_kept_in_one_language_is_not_shown_in_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    link = texts.prose("[x](https://a.fi)")
    states = {stop.state_text for stop in drawn().stops}
    with monkeypatch.context() as patch:
        patch.setattr(i18n, "translations", lambda _language: Marking())
        token = i18n.current.set("yy")
        other_link = texts.prose("[x](https://a.fi)")
        other_states = {stop.state_text for stop in drawn().stops}
        i18n.current.reset(token)

    assert OPEN in other_link
    assert other_states == {f"{OPEN}{text}{SHUT}" for text in states}
    assert texts.prose("[x](https://a.fi)") == link
    assert {stop.state_text for stop in drawn().stops} == states
