"""Whether sentences are short and plain. Warnings show where to look; no program can say that a
text is easy Finnish (selkokieli): Selkokeskus judges that by 96 criteria and by people.

The limits are house limits, as in ``stats``; docs/content-format.md gives the reason of each.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from digimatka.content.grammar import Grammar, Mark
from digimatka.content.passages import Block, Passage, Sentence
from digimatka.content.problems import Problem
from digimatka.content.stats import LONG_SENTENCE
from digimatka.core.kinds.base import TextType

MANY_CLAUSES: Final = 2
# Of a text of at least so many sentences; fewer have no mean to speak of.
HEAVY_MEAN, HEAVY_FROM = 9, 4
LONG_PARAGRAPH: Final = 4  # sentences
LONG_TEXT: Final = 80  # words without a heading between them
LONG_HEADING: Final = 8  # words
# Letters. Endings make words long, and words.json breaks compounds: only what is over is hard.
LONG_WORD: Final = 20
PASSIVES: Final = 2  # in one sentence
_HEADINGS: Final = frozenset({"title", "question"})
# So much of a word of the glossary must begin a word for it to be a form: the rest may bend.
_BENT: Final = 3
_LONGEST: Final = 60
_CLAUSE: Final = re.compile(
    r"että|jotta|koska|kun|jos|vaikka|kunnes"
    r"|jo(?:ka|nka|ta|ssa|sta|hon|lla|lta|lle|na|ksi|tka|iden|ita|issa|ista|ihin|illa|ilta|ille)",
    re.I,
)
_MUST: Final = re.compile(r"\w+(?:tt|[tdlr])(?:ava|ävä)")


def stems(glossary: Iterable[str]) -> frozenset[str]:
    """What the forms of the glossary's words begin with; of a word, all but what may bend."""
    return frozenset(word.lower()[:-_BENT] for word in glossary if len(word) > 2 * _BENT)


def check(passage: Passage, explained: frozenset[str], grammar: Grammar) -> Iterator[Problem]:
    """Warnings about one text; ``explained`` holds the ``stems`` of the glossary."""
    sentences = list(passage.sentences())
    for sentence in sentences:
        yield from _sentence(passage, sentence)
        yield from _forms(passage, sentence, grammar)
        for word, at in sentence.words:
            if len(word) > LONG_WORD and word.isalpha() and not _is_in(explained, word):
                message = f"Sana ”{word}” on pitkä, eikä sanasto selitä sitä."
                hint = "Jaa se kahdeksi sanaksi, vaihda tutumpaan, tai lisää se sanastoon."
                yield passage.warning(at, "long-word", message, hint)
    yield from _whole(passage, sentences)
    for block in passage.blocks:
        yield from _block(passage, block)


def _sentence(passage: Passage, sentence: Sentence) -> Iterator[Problem]:
    count = len(sentence.words)
    if count > LONG_SENTENCE:
        message = f"Virke on pitkä: {count} sanaa. Raja on {LONG_SENTENCE}."
        hint = "Jaa se kahdeksi virkkeeksi. Yhdessä virkkeessä on yksi tärkeä asia."
        yield passage.warning(sentence.at, "long-sentence", message, hint)
    clauses = sum(_CLAUSE.fullmatch(word.text) is not None for word in sentence.words)
    if clauses > MANY_CLAUSES:
        message = f"Virkkeessä on {clauses} sivulausetta (että, kun, jos, joka…)."
        hint = f"Jaa se kahdeksi virkkeeksi. Sivulauseita on enintään {MANY_CLAUSES}."
        yield passage.warning(sentence.at, "many-clauses", message, hint)


def _forms(passage: Passage, sentence: Sentence, grammar: Grammar) -> Iterator[Problem]:
    passives = []
    for word in sentence.words:
        marks = grammar(word.text)
        if Mark.PASSIVE in marks:
            passives.append(word)
        if Mark.RARE in marks:
            message = f"Muoto ”{word.text}” on harvinainen ja vaikea."
            hint = "Kirjoita tavallinen lause: kun luet, ei lukiessasi. Kun se on luettu."
            yield passage.warning(word.at, "rare-form", message, hint)
    # A line may be what somebody says: "Soitetaan yhdessä ja kysytään."
    if passage.type is TextType.PROSE and len(passives) >= PASSIVES:
        names = ", ".join(f"”{word.text}”" for word in passives)
        message = f"Virkkeestä ei näy, kuka tekee: {names}."
        hint = "Kerro tekijä: sinä, palvelu, työnantaja."
        yield passage.warning(passives[0].at, "many-passives", message, hint)
    words = [word.text.lower() for word in sentence.words]
    for index in range(1, len(words) - 1):
        if words[index] in ("on", "oli") and words[index - 1].endswith("n"):
            near = words[index + 1 : index + 3]
            if form := next(filter(_MUST.fullmatch, near), None):
                message = f"Muoto ”{words[index]} {form}” on kankea käsky."
                hint = "Kirjoita käsky (täytä) tai ”sinun pitää täyttää”."
                yield passage.warning(sentence.words[index].at, "must-form", message, hint)


def _whole(passage: Passage, sentences: list[Sentence]) -> Iterator[Problem]:
    count = sum(len(sentence.words) for sentence in sentences)
    if len(sentences) >= HEAVY_FROM and count > HEAVY_MEAN * len(sentences):
        mean = f"{count / len(sentences):.1f}".replace(".", ",")
        message = f"Virkkeet ovat pitkiä: keskimäärin {mean} sanaa. Raja on {HEAVY_MEAN}."
        hint = "Jaa pisimmät virkkeet. Lyhyt ja pitkä vuorotellen on helppo lukea."
        yield passage.warning(sentences[0].at, "heavy-text", message, hint)
    if passage.key in _HEADINGS and count > LONG_HEADING:
        message = f"Otsikossa on {count} sanaa. Raja on {LONG_HEADING}."
        hint = "Lyhennä, tai siirrä osa tekstiin otsikon alle."
        yield passage.warning(sentences[0].at, "long-heading", message, hint)
    run = 0
    for block in passage.blocks:
        run = 0 if block.kind == "heading" else run
        begun, run = run, run + sum(len(sentence.words) for sentence in block.sentences)
        if begun <= LONG_TEXT < run and passage.type is TextType.PROSE:
            message = f"Tekstissä on yli {LONG_TEXT} sanaa ilman väliotsikkoa."
            hint = "Jaa teksti kahdeksi askeleeksi, lyhennä, tai lisää väliotsikko (## Otsikko)."
            yield passage.warning(block.at, "long-text", message, hint)


def _block(passage: Passage, block: Block) -> Iterator[Problem]:
    if block.kind == "text" and len(block.sentences) > LONG_PARAGRAPH:
        message = f"Kappaleessa on {len(block.sentences)} virkettä. Raja on {LONG_PARAGRAPH}."
        hint = "Jaa se tyhjällä rivillä. Yhdessä kappaleessa on yksi asia."
        if passage.type is TextType.LINE:
            hint = "Lyhennä. Tähän kohtaan käy vain yksi kappale."
        yield passage.warning(block.at, "long-paragraph", message, hint)


def _is_in(explained: frozenset[str], word: str) -> bool:
    """Whether a word may be a form of one that is explained: it begins alike."""
    folded = word.lower()
    return any(folded[:length] in explained for length in range(_BENT, _LONGEST))
