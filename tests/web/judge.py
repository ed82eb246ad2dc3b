"""The page judge: every page and fragment that a test asks for is held to these rules.

A rule takes a page and yields what is wrong with it. Nothing is let pass for SVG or htmx: their
attributes are no parse errors, and the sprite's icons must be there.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from tests.web.page import FIELDS, HEADINGS, SVG, Page, parse, text_of

Rule = Callable[[Page], Iterator[str]]
VENDOR: Final = Path(__file__).parents[2] / "static/vendor"
SPRITES: Final = ("icons.svg", "signs.svg")
POINTERS: Final = (
    *("for", "form", "list", "headers", "aria-describedby", "aria-labelledby"),
    *("aria-controls", "aria-owns", "aria-details", "aria-errormessage", "popovertarget"),
)
ADDRESSES: Final = (
    *("href", "src", "action", "formaction", "poster", "data", "srcset", "xlink:href"),
    *("hx-get", "hx-post", "hx-put", "hx-patch", "hx-delete"),
)
UNLABELLED: Final = ("hidden", "submit", "button", "reset", "image")
# Of a template or a value of Python that was not meant for people.
LEFTOVERS: Final = re.compile(
    r"\{\{|\}\}|\{%|%\(\w*\)|\b(None|True|False|Undefined|Markup|object at 0x)\b"
)


def faults(html: str, *, is_fragment: bool = False) -> list[str]:
    """Everything that is wrong with a page, each with the name of its rule."""
    page = parse(html, is_fragment=is_fragment)
    return [f"{rule.__name__}: {fault}" for rule in RULES for fault in rule(page)]


def faults_of_part(html: str) -> list[str]:
    """What is wrong with a part of a page, which has neither title nor main of its own."""
    page = parse(html, is_fragment=True)
    rules = [rule for rule in RULES if rule not in (one_h1, title_starts_with_h1, one_main)]
    return [f"{rule.__name__}: {fault}" for rule in rules for fault in rule(page)]


def well_formed(page: Page) -> Iterator[str]:
    """A browser has nothing to mend."""
    yield from page.parse_errors


def one_h1(page: Page) -> Iterator[str]:
    """There is one main heading, with words in it."""
    found = [text_of(h1) for h1 in page.elements("h1")]
    if len(found) != 1 or not found[0]:
        yield f"{len(found)} h1: {found}"


def title_starts_with_h1(page: Page) -> Iterator[str]:
    """The browser's tab says first what the page says first."""
    titles = [text_of(title) for title in page.elements("title")]
    h1 = next((text_of(h1) for h1 in page.elements("h1")), "")
    if len(titles) != 1 or not titles[0].startswith(h1):
        yield f"{titles} does not start with {h1!r}"


def one_main(page: Page) -> Iterator[str]:
    """There is one main part; links and htmx know it by its id."""
    found = [main.get("id") for main in page.elements("main")]
    if found != ["main"]:
        yield f"main: {found}"


def headings_do_not_skip(page: Page) -> Iterator[str]:
    """No level is left out on the way down; an error summary may stand before the h1."""
    before = 1
    for heading in page.elements(*HEADINGS):
        level = int(heading.tag[1])
        if level > before + 1:
            yield f"h{level} after h{before}: {text_of(heading)}"
        before = level


def ids_are_unique(page: Page) -> Iterator[str]:
    """No two elements have one id."""
    yield from (name for name, count in Counter(page.ids()).items() if count > 1 or not name)


def pointers_lead_somewhere(page: Page) -> Iterator[str]:
    """Labels, descriptions and links within the page point to an id that is there."""
    ids = set(page.ids())
    for element in page.elements():
        for name in POINTERS:
            lost = set(element.get(name, "").split()) - ids
            yield from (f"{name}={target}" for target in sorted(lost))
        href = element.get("href", "")
        if href.startswith("#") and href[1:] not in ids:
            yield f"href={href}"


def icons_are_in_the_sprite(page: Page) -> Iterator[str]:
    """An icon is drawn, not an empty square."""
    for use in page.elements(f"{SVG}use"):
        address, _, name = use.get("href", "").partition("#")
        sprite = urlsplit(address).path.rpartition("/")[2]
        if sprite not in SPRITES or name not in sprite_icons(sprite):
            yield use.get("href", "")


def fields_have_labels(page: Page) -> Iterator[str]:
    """Every field has a label, and every radio button a group with a legend as well."""
    labels = {label.get("for") for label in page.elements("label") if text_of(label)}
    for field in page.elements(*FIELDS):
        if field.get("type") in UNLABELLED:
            continue
        name = field.get("id") or field.get("name")
        around = page.within(field, "label")
        is_named = field.get("aria-label") or field.get("aria-labelledby")
        if not (is_named or field.get("id") in labels or (around is not None and text_of(around))):
            yield f"no label: {name}"
        if field.get("type") == "radio" and not _legend(page, field):
            yield f"no legend: {name}"


def labels_have_fields(page: Page) -> Iterator[str]:
    """Every label names one field."""
    fields = {e.get("id"): e for e in page.elements(*FIELDS)}
    for label in page.elements("label"):
        inside = [e for e in label.iter() if e.tag in FIELDS]
        target = label.get("for")
        if target is not None and target not in fields:
            yield f"for={target} is no field"
        if (target is None and len(inside) != 1) or any(e.get("id") != target for e in inside):
            yield f"label {text_of(label)!r} names {len(inside)} fields"


def fields_have_names(page: Page) -> Iterator[str]:
    """What is filled in is also sent."""
    yield from (str(e.get("id")) for e in page.elements(*FIELDS) if not e.get("name"))


def forms_say_where_and_how(page: Page) -> Iterator[str]:
    """A form works without the script."""
    for form in page.elements("form"):
        if not form.get("action") or form.get("method") not in ("get", "post"):
            yield f"action={form.get('action')} method={form.get('method')}"
        if form.get("hx-post", form.get("action")) != form.get("action"):
            yield f"action={form.get('action')} but hx-post={form.get('hx-post')}"


def buttons_do_something(page: Page) -> Iterator[str]:
    """A button says its type, or stands in a form that it sends."""
    for button in page.elements("button"):
        in_form = page.within(button, "form") is not None or button.get("form")
        kind = button.get("type", "submit" if in_form else "none")
        if kind not in ("submit", "button", "reset") or (kind == "submit" and not in_form):
            yield f"{kind}: {text_of(button)}"


def links_and_buttons_have_words(page: Page) -> Iterator[str]:
    """What can be pressed has a name."""
    for element in page.elements("a", "button", "summary", f"{SVG}a"):
        if not (text_of(element) or element.get("aria-label")):
            yield str(element.attrib)
    for link in page.elements("a", f"{SVG}a"):
        if not link.get("href"):
            yield f"no address: {text_of(link)}"


def pictures_have_names(page: Page) -> Iterator[str]:
    """A picture says what it shows or that it only decorates."""
    for image in page.elements("img"):
        if "alt" not in image.attrib:
            yield f"no alt: {image.get('src')}"
    for element in page.elements():
        is_drawing = element.tag == f"{SVG}svg" and not _is_inside_a_picture(page, element)
        role = element.get("role")
        if (is_drawing and role is None) or role in ("img", "group", "figure"):
            title = element.find(f"{SVG}title")
            words = element.get("aria-label") or element.get("aria-labelledby")
            if not (words or (title is not None and text_of(title))):
                yield f"no name: {element.tag.removeprefix(SVG)} {element.attrib}"


def language_is_said(page: Page) -> Iterator[str]:
    """A screen reader knows how to speak; a fragment inherits it."""
    if not page.is_fragment and not page.root.get("lang"):
        yield "no lang"


def nothing_inline(page: Page) -> Iterator[str]:
    """No script or style in the page: the Content-Security-Policy would stop them."""
    for element in page.elements():
        tag = element.tag.removeprefix(SVG)
        if tag == "style" or (tag == "script" and (element.text or not element.get("src"))):
            yield f"<{tag}>"
        for name, text in element.attrib.items():
            if name == "style" or name.startswith(("on", "hx-on")) or name == "hx-vals":
                yield f"{tag} {name}={text}"
            if text.strip().lower().startswith(("javascript:", "js:", "data:")):
                yield f"{tag} {name}={text}"


def nothing_from_elsewhere(page: Page) -> Iterator[str]:
    """No request goes to another host, but by a link that says so."""
    for element in page.elements():
        says_so = element.tag == "a" and "external" in element.get("rel", "").split()
        for name in ADDRESSES:
            address = element.get(name, "")
            if address.startswith("vscode://"):  # a program of this machine, and no request
                continue
            if urlsplit(address).netloc and not (says_so and address.startswith("https://")):
                yield f"{element.tag} {name}={address}"


def zoom_is_free(page: Page) -> Iterator[str]:
    """Nobody is kept from enlarging, and nobody's Tab key is led about."""
    for meta in page.elements("meta"):
        if re.search(r"user-scalable\s*=\s*(no|0)|maximum-scale", meta.get("content", "")):
            yield meta.get("content", "")
    for element in page.elements():
        if element.get("tabindex") not in (None, "0", "-1"):
            yield f"tabindex={element.get('tabindex')}"


def one_focus(page: Page) -> Iterator[str]:
    """At most one thing is what has changed."""
    found = [e for e in page.elements() if "data-focus" in e.attrib]
    if len(found) > 1:
        yield str([text_of(e) for e in found])


def no_leftovers(page: Page) -> Iterator[str]:
    """No piece of a program is shown or read aloud."""
    spoken = [text for e in page.elements() for text in (e.get("aria-label"), e.get("value"))]
    for text in (page.text, page.title, *filter(None, spoken)):
        yield from (match.group() for match in LEFTOVERS.finditer(text))


def _legend(page: Page, field: Element) -> str:
    group = page.within(field, "fieldset")
    legend = None if group is None else group.find("legend")
    return "" if legend is None else text_of(legend)


def _is_inside_a_picture(page: Page, element: Element) -> bool:
    around = (element, *page.ancestors(element))
    hidden = any(e.get("aria-hidden") == "true" for e in around)
    return hidden or any(e.tag == f"{SVG}svg" or e.get("role") == "img" for e in around[1:])


@cache
def sprite_icons(sprite: str) -> frozenset[str]:
    """The names of the icons that a sprite can draw."""
    text = (VENDOR / sprite).read_text("utf-8")
    return frozenset(re.findall(r'<symbol id="([^"]+)"', text))


RULES: Final[tuple[Rule, ...]] = (
    *(well_formed, one_h1, title_starts_with_h1, one_main, headings_do_not_skip),
    *(ids_are_unique, pointers_lead_somewhere, icons_are_in_the_sprite),
    *(fields_have_labels, labels_have_fields, fields_have_names),
    *(forms_say_where_and_how, buttons_do_something, links_and_buttons_have_words),
    *(pictures_have_names, language_is_said, nothing_inline, nothing_from_elsewhere),
    *(zoom_is_free, one_focus, no_leftovers),
)
