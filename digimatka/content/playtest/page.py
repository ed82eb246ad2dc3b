"""A playtest as one HTML file: tables with bars beside the numbers, and the unlock map.

No script and nothing from elsewhere. The bars are for the eye; the numbers say the same.
"""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Final

from digimatka.content.playtest.report import players, proof, word
from digimatka.content.playtest.tally import BadgeFigures, Finding, Outcome, QuestFigures, Shares
from digimatka.content.playtest.temperaments import TEMPERAMENTS

BAR: Final = 96  # pixels of a whole bar
STYLE: Final = """
:root{color-scheme:light dark;--paper:#faf4e8;--card:#fffdf7;--ink:#16352b;--muted:#4a6056;
--line:#dfd3bd;--lake:#2b7aa6;--sunk:#f1e8d6;--berry:#7a4200}
@media (prefers-color-scheme:dark){:root{--paper:#101c2b;--card:#182738;--ink:#f1eadc;
--muted:#b5c1c6;--line:#2f4256;--lake:#6fb3d6;--sunk:#0b1522;--berry:#ffcb87}}
body{margin:0 auto;max-width:80rem;padding:1rem min(1.25rem,5vw) 4rem;background:var(--paper);
color:var(--ink);font:1.05rem/1.55 system-ui,Verdana,sans-serif}
h1,h2,h3{line-height:1.25}p{max-width:40rem}
.wide{overflow-x:auto;margin-block:1rem 2rem;border:1px solid var(--line);border-radius:.5rem}
.wide:focus-visible{outline:3px solid var(--lake)}
table{border-collapse:collapse;width:100%;background:var(--card)}
caption{text-align:start;padding:.6rem .75rem;font-weight:700;color:var(--ink)}
th,td{padding:.45rem .75rem;border-top:1px solid var(--line);text-align:start;vertical-align:top}
td.number,th.number{text-align:end;white-space:nowrap}td svg{display:block;margin:.2rem 0 0 auto}
.full{fill:var(--lake)}.empty{fill:var(--sunk)}.fault{color:var(--berry);font-weight:700}
code{font-size:.95em}
"""


def to_html(outcomes: Iterable[Outcome], maps: Mapping[str, str]) -> str:
    """The report; ``maps`` holds the picture of a journey by its id, as SVG."""
    return "\n".join(_lines(tuple(outcomes), maps)) + "\n"


def _lines(outcomes: tuple[Outcome, ...], maps: Mapping[str, str]) -> Iterator[str]:
    yield "<!doctype html>"
    yield '<html lang="fi">'
    yield '<head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>Koepelaus</title><style>{STYLE}</style></head>"
    yield "<body><main>"
    yield "<h1>Koepelaus</h1>"
    yield "<p>Ohjelman tekemät koepelaajat kulkivat matkan läpi samoilla säännöillä kuin ihmiset."
    yield " Luvut eivät kerro ihmisistä. Ne näyttävät, missä matkalla voi jäädä jumiin.</p>"
    for outcome in outcomes:
        yield from _journey(outcome, maps.get(outcome.journey, ""))
    yield "</main></body>"
    yield "</html>"


def _journey(outcome: Outcome, picture: str) -> Iterator[str]:
    name = outcome.journey
    yield f'<section aria-labelledby="{name}">'
    yield f'<h2 id="{name}">{escape(outcome.title)}</h2>'
    yield f"<p>{proof(outcome)} {players(outcome)}</p>"
    yield from _findings(outcome.findings)
    heads = ("tehtävä", "luku", "kierros", "min", "askelia")
    kinds = [one.id for one in TEMPERAMENTS if one.id in outcome.learners]
    done = [f"tehnyt: {one.name}" for one in TEMPERAMENTS if one.id in kinds]
    rows = (_quest(quest, kinds) for quest in outcome.quests)
    yield from _table("Tehtävät", (*heads, *done), rows)
    longest = max([b.minutes[2] for b in outcome.badges if b.minutes] or [1])
    heads = ("merkki", "kierros", "minuutteja: vähintään", "keskimmäinen", "enintään")
    earned = [f"saanut: {one.name}" for one in TEMPERAMENTS if one.id in kinds]
    badges = (_badge(badge, kinds, longest) for badge in outcome.badges)
    yield from _table("Merkit", (*heads, *earned), badges)
    yield "<p>Kierros kertoo, monennellako kierroksella tehtävä voi aueta, jos kaikki avoin tehdään"
    yield " ensin. Nolla on heti auki. Minuutit ovat tehtyjen tehtävien arvioita yhteensä.</p>"
    if picture:
        yield "<h3>Mikä avaa minkä</h3>"
        label = f"Kartta: {escape(outcome.title)}"
        yield f'<div class="wide" tabindex="0" role="group" aria-label="{label}">'
        yield picture
        yield "</div>"
    yield "</section>"


def _findings(findings: tuple[Finding, ...]) -> Iterator[str]:
    if not findings:
        yield "<p>Ei löydöksiä: kukaan ei jäänyt jumiin.</p>"
        return
    heads = ("taso", "löydös", "pelaajia", "toista siemenellä")
    yield from _table("Löydökset", heads, (_finding(finding) for finding in findings))


def _finding(finding: Finding) -> str:
    style = ' class="fault"' if finding.level == "fault" else ""
    seed = "" if finding.seed is None else f"<code>--learners 1 --seed {finding.seed}</code>"
    return (
        f"<td{style}>{word(finding)}</td><td>{escape(finding.message)}</td>"
        f'<td class="number">{finding.learners or ""}</td><td>{seed}</td>'
    )


def _quest(quest: QuestFigures, kinds: list[str]) -> str:
    return (
        f'<th scope="row">{escape(quest.title)}</th><td>{escape(quest.chapter)}</td>'
        f"{_number(quest.round)}{_number(quest.minutes)}{_number(len(quest.steps))}"
        f"{_shares(quest.done, kinds)}"
    )


def _badge(badge: BadgeFigures, kinds: list[str], longest: int) -> str:
    least, middle, most = badge.minutes or (None, None, None)
    bar = "" if middle is None else _bar(middle / max(longest, 1))
    return (
        f'<th scope="row">{escape(badge.title)}</th>{_number(badge.round)}'
        f'{_number(least)}<td class="number">{"–" if middle is None else middle}{bar}</td>'
        f"{_number(most)}{_shares(badge.earned, kinds)}"
    )


def _number(number: int | None) -> str:
    return f'<td class="number">{"–" if number is None else number}</td>'


def _shares(shares: Shares, kinds: list[str]) -> str:
    cells = (f'<td class="number">{shares[k]:.0%}{_bar(shares[k])}</td>' for k in kinds)
    return "".join(cells).replace("%", "&nbsp;%")


def _bar(share: float) -> str:
    """A bar beside a number that says the same."""
    return (
        f'<svg aria-hidden="true" focusable="false" width="{BAR}" height="8">'
        f'<rect class="empty" width="{BAR}" height="8" rx="4"/>'
        f'<rect class="full" width="{BAR * share:.0f}" height="8" rx="4"/></svg>'
    )


def _table(caption: str, heads: tuple[str, ...], rows: Iterable[str]) -> Iterator[str]:
    """A table that scrolls sideways on a phone, also by keyboard."""
    yield f'<div class="wide" tabindex="0" role="group" aria-label="{caption}">'
    yield f"<table><caption>{caption}</caption><thead><tr>"
    yield "".join(f'<th scope="col">{head}</th>' for head in heads)
    yield "</tr></thead><tbody>"
    yield from (f"<tr>{row}</tr>" for row in rows)
    yield "</tbody></table></div>"
