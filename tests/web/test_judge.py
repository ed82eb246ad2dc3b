"""The page judge catches a bad page for each of its rules, and lets a good one pass."""

import pytest

from tests.web.judge import RULES, faults

GOOD = """<!doctype html>
<html lang="fi">
<head><meta charset="utf-8"><title>Otsikko – Matka</title>
<meta name="viewport" content="width=device-width">
<script src="/static/app.js" defer></script></head>
<body>
<svg aria-hidden="true"><use href="/static/vendor/signs.svg?v=1#key"></use></svg>
<main id="main" tabindex="-1">
<div id="errors" aria-labelledby="sum" data-focus><h2 id="sum">Korjaa</h2>
<a href="#word">Sana</a></div>
<h1>Otsikko</h1>
<h2>Alaotsikko</h2>
<p><a href="https://www.suomi.fi/" rel="external noreferrer">Suomi.fi</a>
<a href="/passi">Passi</a></p>
<svg viewBox="0 0 9 9" role="img" aria-label="Kuva"><svg><path d="M0 0"></path></svg></svg>
<div role="img" aria-label="QR"><svg></svg></div><img src="/static/a.png" alt="">
<form method="post" action="/sana" hx-post="/sana">
<input type="hidden" name="version" value="1">
<label for="word">Sana</label> <input id="word" name="word" aria-describedby="word-hint">
<p id="word-hint">Yksi sana.</p>
<fieldset><legend>Kumpi?</legend>
<label><input type="radio" name="which" value="a"> Tämä</label></fieldset>
<label for="own"><input type="checkbox" id="own" name="own"> Oma</label>
<button>Lähetä</button>
</form>
<button type="button" data-print>Tulosta</button>
</main>
</body>
</html>"""

# rule, what stands in the good page, what stands there instead
BAD = [
    ("well_formed", "</p>\n<svg", "</p></p>\n<svg"),
    ("well_formed", "<h1>", '<h1 class="a" class="b">'),
    ("one_h1", "<h2>Alaotsikko</h2>", "<h1>Toinen</h1>"),
    ("one_h1", "<h1>Otsikko</h1>", "<h1> </h1>"),
    ("one_h1", "<h1>Otsikko</h1>", ""),
    ("title_starts_with_h1", "<title>Otsikko – Matka", "<title>Matka – Otsikko"),
    ("title_starts_with_h1", "<title>Otsikko – Matka</title>", ""),
    ("one_main", '<main id="main"', '<main id="content"'),
    ("headings_do_not_skip", "<h2>Alaotsikko</h2>", "<h3>Alaotsikko</h3>"),
    ("headings_do_not_skip", '<h2 id="sum">Korjaa</h2>', '<h3 id="sum">Korjaa</h3>'),
    ("ids_are_unique", '<p id="word-hint">', '<p id="word">'),
    (
        "pointers_lead_somewhere",
        'aria-describedby="word-hint"',
        'aria-describedby="word-hint other"',
    ),
    ("pointers_lead_somewhere", 'aria-labelledby="sum"', 'aria-controls="other"'),
    ("pointers_lead_somewhere", 'href="#word"', 'href="#other"'),
    ("pointers_lead_somewhere", 'for="own"', 'for="other"'),
    ("icons_are_in_the_sprite", "#key", "#no-such-icon"),
    ("icons_are_in_the_sprite", "signs.svg", "other.svg"),
    ("icons_are_in_the_sprite", "signs.svg", "icons.svg"),
    ("fields_have_labels", '<label for="word">Sana</label>', ""),
    ("fields_have_labels", '<label for="word">Sana</label>', '<label for="word"></label>'),
    ("fields_have_labels", "<legend>Kumpi?</legend>", ""),
    ("fields_have_labels", "<legend>Kumpi?</legend>", "<legend></legend>"),
    ("labels_have_fields", '<label for="word">', '<label for="main">'),
    ("labels_have_fields", "<p id=", "<label>Yksin</label><p id="),
    ("labels_have_fields", 'for="own"', 'for="word"'),
    ("fields_have_names", 'id="word" name="word"', 'id="word"'),
    ("forms_say_where_and_how", ' action="/sana"', ""),
    ("forms_say_where_and_how", 'method="post"', ""),
    ("forms_say_where_and_how", 'hx-post="/sana"', 'hx-post="/muu"'),
    ("buttons_do_something", '<button type="button" data-print>', "<button data-print>"),
    ("buttons_do_something", '<button type="button" data-print>', '<button type="submit">'),
    ("links_and_buttons_have_words", "Passi</a>", "</a>"),
    ("links_and_buttons_have_words", "<button>Lähetä", "<button>"),
    ("links_and_buttons_have_words", ' href="/passi"', ""),
    ("pictures_have_names", ' role="img" aria-label="Kuva"', ' role="img"'),
    ("pictures_have_names", ' role="img" aria-label="Kuva"', ""),
    ("pictures_have_names", ' role="img" aria-label="QR"', ' role="img"'),
    ("pictures_have_names", ' alt=""', ""),
    ("language_is_said", ' lang="fi"', ""),
    ("nothing_inline", "<script src", "<script>alert(1)</script><script src"),
    ("nothing_inline", "</head>", "<style>p{color:red}</style></head>"),
    ("nothing_inline", "<h1>", '<h1 style="color:red">'),
    ("nothing_inline", "<h1>", '<h1 onclick="x()">'),
    ("nothing_inline", "<h1>", '<h1 hx-on:click="x()">'),
    ("nothing_inline", 'href="/passi"', 'href="javascript:x()"'),
    ("nothing_inline", 'src="/static/a.png"', 'src="data:image/png;base64,AAAA"'),
    ("nothing_from_elsewhere", ' rel="external noreferrer"', ' rel="noreferrer"'),
    ("nothing_from_elsewhere", "https://www.suomi.fi/", "http://www.suomi.fi/"),
    ("nothing_from_elsewhere", 'src="/static/app.js"', 'src="https://cdn.example/app.js"'),
    ("nothing_from_elsewhere", 'src="/static/a.png"', 'src="//cdn.example/a.png"'),
    ("nothing_from_elsewhere", 'action="/sana"', 'action="https://other.example/sana"'),
    ("zoom_is_free", "width=device-width", "width=device-width,user-scalable=no"),
    ("zoom_is_free", "width=device-width", "width=device-width,maximum-scale=1"),
    ("zoom_is_free", 'id="word" name', 'id="word" tabindex="3" name'),
    ("one_focus", "<h1>", "<h1 data-focus>"),
    ("no_leftovers", "Yksi sana.", "{{ hint }}"),
    ("no_leftovers", "Yksi sana.", "None"),
    ("no_leftovers", "Yksi sana.", "Sanoja on %(found)s."),
    ("no_leftovers", 'value="1"', 'value="None"'),
    ("no_leftovers", 'aria-label="Kuva"', 'aria-label="Undefined"'),
]


def test_a_good_page_passes() -> None:
    assert faults(GOOD) == []


def test_a_good_fragment_passes_without_a_frame() -> None:
    main = GOOD[GOOD.index("<main") : GOOD.index("</body>")]

    assert faults(f"<title>Otsikko – Matka</title>\n{main}", is_fragment=True) == []


@pytest.mark.parametrize(("rule", "good", "bad"), BAD)
def test_a_bad_page_is_caught_by_its_rule(rule: str, good: str, bad: str) -> None:
    assert GOOD.count(good) == 1, f"{good!r} stands {GOOD.count(good)} times in the good page"

    found = {fault.partition(":")[0] for fault in faults(GOOD.replace(good, bad))}

    assert rule in found


def test_every_rule_has_a_bad_page() -> None:
    assert {rule for rule, _, _ in BAD} == {rule.__name__ for rule in RULES}


def test_a_fault_in_a_fragment_is_caught_too() -> None:
    assert faults("<title>A</title><main id='main'><h1>B</h1></main>", is_fragment=True) == [
        "title_starts_with_h1: ['A'] does not start with 'B'"
    ]
