"""What the YAML parser says about broken text, in words that help an author.

The parser names the rule that broke; an author needs to know what usually breaks it. The source
line tells the two apart where one message has several causes.
"""

import re
from typing import Final

import yaml

from digimatka.content.problems import Level, Problem, Wording
from digimatka.content.source import line_and_column

_IN_QUOTES: Final = 'Laita koko teksti lainausmerkkeihin: "…".'
_LOWER_IN_QUOTES: Final = 'laita koko teksti lainausmerkkeihin: "…".'
TAG: Final = (
    "Huutomerkki (!) tekstin alussa on YAML-tagi. Tagit eivät ole käytössä.",
    f"Jos merkki kuuluu tekstiin: {_LOWER_IN_QUOTES}",
)
MANY_DOCUMENTS: Final = (
    "Tiedostossa on kaksi osaa. Rivi --- tai ... aloittaa uuden osan.",
    "Poista rivi tai jaa sisältö kahteen tiedostoon.",
)
_COLON: Final = (
    "colon-in-text",
    "Tekstissä on kaksoispiste, ja siksi loppu näyttää uudelta kohdalta.",
    f"{_IN_QUOTES} Jos tarkoitit uutta kohtaa, aloita se omalta riviltään.",
)
_INDENT: Final = (
    "bad-indent",
    "Rivi ei sovi edellisten rivien rakenteeseen. Sisennys on luultavasti väärä.",
    "Saman tason rivit alkavat samasta kohdasta. Tarkista myös edellinen rivi: "
    f"puuttuuko siitä kaksoispiste? Jos rivi jatkaa edellisen rivin tekstiä: {_LOWER_IN_QUOTES}",
)
_UNCLOSED_QUOTE: Final = (
    "unclosed-quote",
    "Tästä alkava lainaus ei pääty.",
    "Lisää lainausmerkki tekstin loppuun. "
    'Jos itse tekstissä on lainausmerkki, kirjoita sen eteen kenoviiva: \\".',
)
_AFTER_QUOTE: Final = (
    "text-after-quote",
    "Lainausmerkin tai sulun jälkeen on vielä tekstiä.",
    f"{_IN_QUOTES} Jos tekstissä on heittomerkki tai lainausmerkki, käytä reunoilla toista "
    "merkkiä. Tarkista myös, ettei edelliseltä riviltä puutu lainausmerkki.",
)
_BRACKET: Final = (
    "unclosed-bracket",
    "Tästä alkava sulku ei pääty, tai sen sisältä puuttuu pilkku.",
    f"Lisää ] tai }} loppuun ja pilkku kohtien väliin. Jos sulku kuuluu tekstiin: "
    f"{_LOWER_IN_QUOTES}",
)
_COMMA: Final = (
    "extra-comma",
    "Tästä puuttuu jotain: pilkun edessä ei ole mitään, tai sulku ei pääty.",
    "Poista ylimääräinen pilkku tai lisää puuttuva kohta tai sulku.",
)
_DASH: Final = (
    "dash-in-text",
    "Listan viiva (-) on väärässä paikassa.",
    f"Aloita lista seuraavalta riviltä. Jos viiva kuuluu tekstiin: {_LOWER_IN_QUOTES}",
)
_FIRST_CHARACTER: Final = (
    "bad-first-character",
    "Teksti ei saa alkaa tällä merkillä.",
    f"{_IN_QUOTES} Näin tehdään, kun alussa on @, *, &, !, %, ?, `, sulku tai pilkku.",
)
_ESCAPE: Final = (
    "bad-escape",
    "Kenoviiva (\\) ja sen jälkeinen merkki eivät sovi yhteen.",
    "Kirjoita kenoviiva kahdesti (\\\\), tai vaihda reunoille heittomerkit: '…'.",
)
_MISSING_COLON: Final = (
    "missing-colon",
    "Riviltä puuttuu kaksoispiste ja väli, tai listan viiva ja väli.",
    "Kirjoita kohta näin: ”title: teksti”, tai listan rivi näin: ”- teksti”. "
    "Jos rivi jatkaa edellisen rivin tekstiä, sisennä se.",
)
_BLOCK: Final = (
    "bad-block-text",
    "Merkin | tai > perässä on jotain, mikä ei kuulu siihen.",
    f"Aloita teksti seuraavalta riviltä. Jos merkki kuuluu tekstiin: {_LOWER_IN_QUOTES}",
)
_TAG: Final = ("tag", *TAG)
_MANY_DOCUMENTS: Final = ("many-documents", *MANY_DOCUMENTS)
_DIRECTIVE: Final = (
    "directive",
    "Rivi alkaa merkillä %, eikä sellaista riviä tunneta.",
    f"Poista rivi. Jos merkki kuuluu tekstiin: {_LOWER_IN_QUOTES}",
)
_BROKEN: Final = (
    "broken-yaml",
    "Tiedostoa ei voi lukea tästä eteenpäin.",
    "Tarkista tämän ja edellisen rivin sisennys, kaksoispiste ja lainausmerkit.",
)
_KEY_OR_ITEM = re.compile(r"\n *(?:- |[\w-]+:(?: |\n))")
# The context tells what the parser was reading; the place to show is then where that began.
_BY_CONTEXT: Final = {
    "while scanning an alias": _FIRST_CHARACTER,
    "while scanning an anchor": _FIRST_CHARACTER,
    "while scanning a quoted scalar": _UNCLOSED_QUOTE,
    "while scanning a simple key": _MISSING_COLON,
    "while scanning a tag": _TAG,
    "while scanning a block scalar": _BLOCK,
    "while scanning a directive": _DIRECTIVE,
}
_BY_PROBLEM: Final = {
    "found unknown escape character": _ESCAPE,
    "found invalid Unicode character escape code": _ESCAPE,
    "did not find expected hexdecimal number": _ESCAPE,
    "found character that cannot start any token": _FIRST_CHARACTER,
    "mapping keys are not allowed in this context": _FIRST_CHARACTER,
    "block sequence entries are not allowed in this context": _DASH,
    "did not find expected '-' indicator": _INDENT,
    "found undefined tag handle": _TAG,
    "found incompatible YAML document": _DIRECTIVE,
    "did not find expected <document start>": _MANY_DOCUMENTS,
}


def explain(file: str, text: str, error: yaml.YAMLError) -> Problem:
    """The problem that a parser error stands for."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Problem(file, 1, 1, Level.ERROR, *_BROKEN)
    at: int = error.problem_mark.index
    problem, context = str(error.problem), str(error.context)
    wording = _BY_PROBLEM.get(problem)
    if wording is None and context in _BY_CONTEXT and error.context_mark is not None:
        wording, at = _BY_CONTEXT[context], error.context_mark.index
    if context.startswith("while parsing a flow") and error.context_mark is not None:
        wording, at = _in_brackets(text, at, error.context_mark.index)
    elif problem == "mapping values are not allowed in this context":
        wording, at = _colon(text, at)
    elif problem == "did not find expected node content":
        wording = _FIRST_CHARACTER
    elif problem == "did not find expected key":
        wording, at = _leftover(text, at)
    if wording is _AFTER_QUOTE and (begun := _swallowed(text)) is not None:
        wording, at = _UNCLOSED_QUOTE, begun
    return Problem(file, *line_and_column(text, at), Level.ERROR, *(wording or _BROKEN))


def _in_brackets(text: str, at: int, opened_at: int) -> tuple[Wording, int]:
    if opened_at == at:
        return _COMMA, at
    before = text[max(opened_at, text.rfind("\n", 0, at)) : at].rstrip(" ")
    if text[at : at + 1] == ":" and ": " in before:
        return _COLON, at
    return (_AFTER_QUOTE, at) if before.endswith(('"', "'")) else (_BRACKET, opened_at)


def _colon(text: str, at: int) -> tuple[Wording, int]:
    """A second colon on the line is part of a text; a first one stands on a badly indented line."""
    begin = text.rfind("\n", 0, at) + 1
    line = text[begin:at]
    if ": " in line:
        return _COLON, at
    return _INDENT, begin + len(line) - len(line.lstrip(" "))


def _leftover(text: str, at: int) -> tuple[Wording, int]:
    """Text after a value that had ended already, else a line with the wrong indentation."""
    begin = text.rfind("\n", 0, at) + 1
    before = text[begin:at].rstrip(" ")
    alias = re.search(r"(?<!\S)[*]\S*$", before)
    if alias:
        return _FIRST_CHARACTER, begin + alias.start()
    return (_AFTER_QUOTE if before.endswith(('"', "'", "]", "}")) else _INDENT), at


def _swallowed(text: str) -> int | None:
    """Where the last quotation begins, if it has taken in lines that look like keys or a list.

    It was not closed on its own line, and ended at the next quotation mark of another text.
    """
    last: yaml.Token | None = None
    try:
        for token in yaml.scan(text, Loader=yaml.CSafeLoader):
            if isinstance(token, yaml.ScalarToken) and text[token.start_mark.index] in "\"'":
                last = token
    except yaml.YAMLError:
        pass  # that is why we are here
    if last is None:
        return None
    start, end = last.start_mark.index, last.end_mark.index
    return start if _KEY_OR_ITEM.search(text, start, end) else None
