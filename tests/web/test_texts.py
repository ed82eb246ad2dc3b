"""Content texts as HTML: what an author writes cannot harm, and other sites are marked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digimatka.core.kinds.base import Problem
from digimatka.core.overview import QuestState
from digimatka.web import texts
from digimatka.web.texts import TAGS, prose
from tests.web.page import parse

ATTACKS = (
    "<script>zq()</script>",
    "<img src=x onerror=zq()>",
    "<svg/onload=zq()>",
    '<a href="https://a.fi" onclick="zq()">x</a>',
    '<p style="position:fixed">x</p>',
    "<iframe src=https://a.fi></iframe>",
    "[x](javascript:zq())",
    "[x](  JaVaScRiPt:zq())",
    "[x](&#106;avascript:zq())",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:zq())",
    '[x](/a"onmouseover="zq())',
    '[x](https://a.fi "\\" onmouseover=zq() \\"")',
    "![x](https://a.fi/x.png)",
    "`</code><script>zq()</script>`",
    "<!-- --><script>zq()</script>",
    "</p></main><form action=https://a.fi>",
    '<input name="text">',
    "<style>*{display:none}</style>",
    "<a id=main name=main>x</a>",
    "<details ontoggle=zq() open>",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_could_harm_is_only_text(attack: str) -> None:
    page = parse(str(prose(f"Alku {attack} loppu\n\n{attack}")), is_fragment=True)

    for element in page.elements():
        assert element.tag in {*TAGS, "span", "DOCUMENT_FRAGMENT"}
        assert element.attrib.keys() <= {"href", "rel", "class"}
        assert element.get("href", "/").startswith(("/", "https://", "mailto:", "%"))
    assert page.parse_errors == ()


@settings(max_examples=150)
@given(st.text("[]()<>/\\:@?#%\"'`*_!&;|-= \na1ä", max_size=30))
def test_any_text_of_an_author_becomes_sound_html(text: str) -> None:
    for source in (text, f"[x](//{text})", f"[x](<https://{text}>)", f"[x](/a '{text}')"):
        page = parse(str(prose(source)), is_fragment=True)
        assert page.parse_errors == ()
        assert {e.tag for e in page.elements()} <= {*TAGS, "span", "DOCUMENT_FRAGMENT"}


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.suomi.fi/x?a=1&b=2", "www.suomi.fi"),
        ("//cdn.example/x", "cdn.example"),
        ("https://suomi.fi@huijari.example:8/", "huijari.example"),
        ("HTTPS://SUOMI.FI", "suomi.fi"),
    ],
)
def test_a_link_to_another_site_says_so_and_where(address: str, host: str) -> None:
    page = parse(str(prose(f'Katso [tästä]({address} "otsikko") ja jatka.')), is_fragment=True)

    link = page.one("a")
    assert link.get("rel") == "external noreferrer"
    assert link.get("class") == "outside"
    assert page.text == f"Katso tästä (toinen sivusto: {host}) ja jatka."


def test_links_within_the_product_and_to_mail_stay_as_they_are() -> None:
    html = str(prose("[passi](/passi) [askel](kumpi#a) [posti](mailto:a@example.fi)"))

    assert html == (
        '<p><a href="/passi">passi</a> <a href="kumpi#a">askel</a>'
        ' <a href="mailto:a@example.fi">posti</a></p>\n'
    )


def test_two_links_in_one_text_are_both_marked() -> None:
    html = str(prose("[a](https://a.fi) ja [b](/b) ja **[c](https://c.fi)**"))

    assert html.count('rel="external noreferrer"') == 2
    assert "toinen sivusto: a.fi" in html
    assert "toinen sivusto: c.fi" in html


def test_a_link_that_leads_nowhere_is_no_error() -> None:
    assert prose("[x](//[:])") == '<p><a href="//[:]">x</a></p>\n'


def test_markdown_that_authors_use_is_kept() -> None:
    html = prose("## O\n\n**Tärkeä** ja *paino*\n\n1. a\n2. b\n\n> lainaus\n\n|a|b|\n|-|-|\n|1|2|")

    for tag in ("h2", "strong", "em", "ol", "li", "blockquote", "table", "th", "td"):
        assert f"<{tag}>" in html


def test_a_page_has_one_main_heading_whatever_the_author_writes() -> None:
    assert prose("# Iso otsikko") == "Iso otsikko\n"


def test_every_problem_and_state_has_words() -> None:
    assert all(texts.problem(problem) for problem in Problem)
    assert len({texts.state(state) for state in QuestState}) == len(QuestState)
