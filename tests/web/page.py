"""A page as tests see it: parsed as browsers do, and asked for its text, links and forms."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, cast
from xml.etree.ElementTree import Element

import html5lib

SVG: Final = "{http://www.w3.org/2000/svg}"
HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
FIELDS: Final = ("input", "select", "textarea")
# What stands in a page for programs, not for people.
UNSEEN: Final = frozenset({"head", "script", "style", "template", "meter", "progress"})
INLINE: Final = frozenset({"a", "code", "em", "span", "strong", f"{SVG}tspan"})


@dataclass(frozen=True)
class Page:
    """A parsed page; of a fragment the root holds the fragment's elements."""

    html: str
    root: Element
    is_fragment: bool
    parse_errors: tuple[str, ...]
    parents: dict[Element, Element] = field(repr=False)

    def elements(self, *tags: str) -> Iterator[Element]:
        """Every element, or those with one of the tags, in the order of the page."""
        for element in self.root.iter():
            if isinstance(element.tag, str) and (not tags or element.tag in tags):
                yield element

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """The elements with a tag and these attributes; ``class_`` is one of the classes."""
        wanted = {name.rstrip("_").replace("_", "-"): text for name, text in attributes.items()}
        return [e for e in self.elements(tag) if _has(e, wanted)]

    def one(self, tag: str, **attributes: str) -> Element:
        """The only element with a tag and these attributes."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} × {tag} {attributes} in {self.text}"
        return found[0]

    def by_id(self, wanted: str) -> Element:
        """The element with an id."""
        return next(e for e in self.elements() if e.get("id") == wanted)

    def ids(self) -> list[str]:
        """Every id, in order."""
        return [e.attrib["id"] for e in self.elements() if "id" in e.attrib]

    def ancestors(self, element: Element) -> Iterator[Element]:
        """What an element stands in, from the inside out."""
        while (parent := self.parents.get(element)) is not None:
            yield parent
            element = parent

    def within(self, element: Element, tag: str) -> Element | None:
        """The nearest element with the tag around an element."""
        return next((e for e in self.ancestors(element) if e.tag == tag), None)

    @property
    def title(self) -> str:
        """What the browser's tab says."""
        return " ".join(text_of(e) for e in self.elements("title"))

    @property
    def h1(self) -> str:
        """The heading of the page."""
        return text_of(self.one("h1"))

    @property
    def main(self) -> str:
        """The text of the page without its frame."""
        return text_of(self.one("main"))

    @property
    def text(self) -> str:
        """All that a person can read."""
        return text_of(self.root)

    @property
    def focus(self) -> str | None:
        """The text of what the script moves focus to."""
        found = [e for e in self.elements() if "data-focus" in e.attrib]
        return text_of(found[0]) if found else None

    def links(self) -> dict[str, str]:
        """The links of the page's own part by their text."""
        return {text_of(a): a.get("href", "") for a in self.one("main").iter("a")}


@lru_cache(maxsize=512)
def parse(html: str, *, is_fragment: bool = False) -> Page:
    """Parses a page or a fragment; what a browser would have to mend is in ``parse_errors``."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    parse_it = parser.parseFragment if is_fragment else parser.parse
    root = cast(Element, parse_it(html))
    errors = tuple(f"{code} at {line}:{column}" for (line, column), code, _ in parser.errors)
    parents = {child: parent for parent in root.iter() for child in parent}
    return Page(html, root, is_fragment, errors, parents)


def text_of(element: Element) -> str:
    """The text that a person reads in an element, with single spaces and no soft hyphens."""
    return re.sub(r"\s+", " ", "".join(_texts(element)).replace("\u00ad", "")).strip()


def _texts(element: Element) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in UNSEEN:
        return
    edge = "" if element.tag in INLINE else " "
    yield edge + (element.text or "")
    for child in element:
        yield from _texts(child)
        yield child.tail or ""
    yield edge


def _has(element: Element, wanted: dict[str, str]) -> bool:
    classes = element.get("class", "").split()
    return all(
        text in classes if name == "class" else element.get(name) == text
        for name, text in wanted.items()
    )
