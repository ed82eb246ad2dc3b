"""The lint of language: when it keeps quiet, and Voikko. What it finds is in ``broken/``."""

import sys
from pathlib import Path
from typing import Final

import pytest

from digimatka.content import grammar, voikko
from digimatka.content.check import check
from digimatka.content.grammar import Mark
from digimatka.content.load import load_journey, load_journeys
from digimatka.content.passages import read
from digimatka.core.kinds.base import TextType
from digimatka.core.words import TOKEN
from tests.conftest import QUESTS
from tests.content.grammar import GrammarModule
from tests.content.small import TODAY, copy_to, edit, found

QUIET: Final = {
    "twelve words": "Avaa selain ja kirjoita osoite ja odota hetki ja paina sitten nuolta.",
    "two clauses": "Näet, että sivu, joka aukeaa, on tuttu.",
    "four sentences in a paragraph": "Avaa selain. Kirjoita osoite. Paina nuolta. Odota.",
    "five sentences in two": "Avaa selain. Kirjoita osoite.\n\nPaina nuolta. Odota. Lue sivu.",
    "a list of many items": "- Avaa.\n- Kirjoita.\n- Paina.\n- Odota.\n- Lue.\n- Kerro.",
    "a sentence that is quoted": "> HEI!! Vastaa heti tai menetät rahasi ja tilisi ja kaiken muun.",
    "code": "Kirjoita näin:\n\n```\nKIRJOITA TAMA ISOILLA KIRJAIMILLA!!\n```",
    "one passive": "Sinulle lähetetään kirje.",
    "places that end like passives": "Mene rantaan, nettiin ja hintaan. Se on kädessä ja yhdessä.",
    "what has not been done": "Kirje jäi lukematta.",
    "what one must not do": "Älä anna tunnuksia.",
    "what is reliable": "Hänen mielestään palvelu on luotettava.",
    "a short word in capitals": "Paina OK.",
    "a word in capitals that the glossary has": "Tee CV. Avaa CV-runko. Lue CV:stä.",
    "a file": "Avaa CV2.PDF ja HAKEMUS.pdf.",
    "a code": "Kirjoita A4-paperille.",
    "a long word that the glossary has": "Lue työllistymissuunnitelmastasi.",
    "an address": "Kirjoita www.suomi.fi tai https://www.suomi.fi/ohjeet-ja-tuki",
    "a link with a name": "Avaa [Suomi.fi](https://www.suomi.fi). Avaa [passi](/passi).",
    "bold": "Paina **Lähetä**.",
    "a star and a line": "Merkki * on tähti. Tiedosto on oma_cv_2.",
    "headings in order": "## Alku\n\nHei.\n\n### Lisää\n\nHei.\n\n## Loppu\n\nHei.",
    "a colour with a name": "Paina vihreää Lähetä-painiketta.",
    "a colour of no button": "Kuva on musta. Punainen mekko on kaunis.",
    "signs of arithmetic": "Jos 3 < 5 ja 7 > 2, vastaus on oikein.",
    "one exclamation mark": "Hienoa! Jatka.",
    "an explained word that begins a sentence": "Selain aukeaa.",
}
QUEST: Final = "id: eka\ntitle: Alku\ngoal: Osaat tämän.\nminutes: 10\nsteps:\n"
GLOSSARY: Final = "CV: Luettelo työstä.\ntyöllistymissuunnitelma: Sopimus työn hausta.\n"


def put(root: Path, text: str) -> None:
    """Makes a text the only step of a quest."""
    lines = "".join(f"      {line}".rstrip() + "\n" for line in text.splitlines())
    step = f"  - id: lue\n    kind: read\n    text: |\n{lines}"
    (root / "alku/eka.yaml").write_text(QUEST + step, encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the small journey with a glossary of its own."""
    copied = copy_to(tmp_path)
    (copied / "glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
    return copied


@pytest.mark.parametrize("name", QUIET)
def test_it_says_nothing_of(name: str, root: Path) -> None:
    put(root, QUIET[name])

    assert found(root) == []


def test_a_journey_in_another_language_is_judged_by_no_finnish_rule(root: Path) -> None:
    put(root, "Hakijan on täytettävä lomake!! Paina vihreää painiketta. Ota esim. kynä.")
    edit(root, "journey.yaml", "language: fi", "language: en")

    assert found(root) == []


def test_pictures_and_links_matter_in_any_language(root: Path) -> None:
    put(root, "![](a.png)")
    edit(root, "journey.yaml", "language: fi", "language: sv")

    assert found(root) == ["alku/eka.yaml 9:7 warning[image-not-shown]"]


def test_an_abbreviation_is_told_once_in_a_file(root: Path) -> None:
    put(root, "Kysy YTE. Se on YTE.\n\nYTE auttaa. Kysy myös XYZ.")

    assert [line.split(" ")[1] for line in found(root)] == ["9:12", "11:29"]


def test_guides_and_answers_are_no_texts_of_a_learner(root: Path) -> None:
    edit(root, "alku/toka.yaml", "before: Jokaiselle oma laite.", "before: Ota esim. YTE!!")
    edit(root, "alku/toka.yaml", "[suomi.fi, www.suomi.fi]", "[suomi.fi, ESIM!!]")

    assert found(root) == []


def test_a_wrong_option_may_point_by_colour_and_a_right_one_may_not(root: Path) -> None:
    edit(root, "alku/toka.yaml", '"suomi-fi.info"', "Sininen painike")
    assert found(root) == []

    edit(root, "alku/toka.yaml", '"suomi.fi", correct', "Sininen painike, correct")
    assert [line.split(" ")[2] for line in found(root)] == ["warning[colour-only]"]


def test_a_file_that_is_right_is_read_though_another_is_broken(root: Path) -> None:
    put(root, "Ota esim. kynä.")
    edit(root, "alku/toka.yaml", "minutes: 15", "minutes: 150")

    assert found(root) == [
        "alku/eka.yaml 9:11 warning[abbreviation]",
        "alku/toka.yaml 4:10 error[number-too-big]",
    ]


# --- Places --------------------------------------------------------------------------------------


def test_the_words_of_every_text_are_found_where_they_stand() -> None:
    """What is read from the file as it is written is what YAML makes of it, word for word."""
    count = 0
    for loaded in load_journeys(QUESTS):
        for passage in read(loaded):
            value = str(passage.source.node(passage.path).value)
            if "1. " in value or (passage.type is TextType.PROSE and "](" in value):
                continue  # marks of lists and targets of links are no words
            words = [w for block in passage.blocks for s in block.sentences for w in s.words]
            assert [word.text for word in words] == TOKEN.findall(value.replace("_", " "))
            for word in words:
                assert passage.source.text.startswith(word.text, word.at)
            count += 1

    assert count > 4000


# --- Grammar -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "mark"),
    [
        ("lähetetään", Mark.PASSIVE),
        ("viedään", Mark.PASSIVE),
        ("Pyydettäessä", Mark.RARE),
        ("luettuaan", Mark.RARE),
        ("rantaan", None),
        ("nettiin", None),
        ("lehtiin", None),
        ("kädessä", None),
        ("pöydällään", None),
        ("talostaan", None),
        ("perhettään", None),
    ],
)
def test_endings_tell_only_what_is_beyond_doubt(word: str, mark: Mark | None) -> None:
    assert grammar.endings(word) == ({mark} if mark else frozenset())


class Readings(GrammarModule):
    """As a module: a Voikko that takes words as a table says."""

    class Voikko(GrammarModule.Voikko):
        """The handle."""

        TABLE: Final = {
            "avataan": [{"PERSON": "4"}],
            "tehdessä": [{"MOOD": "E-infinitive"}],
            "mennessä": [{"MOOD": "E-infinitive"}],
            "alkaen": [{"MOOD": "E-infinitive"}],
            "liitteineen": [{"SIJAMUOTO": "seuranto"}],
            "luettuaan": [{"PARTICIPLE": "past_passive", "SIJAMUOTO": "osanto"}],
            "luettua": [{"PARTICIPLE": "past_passive", "SIJAMUOTO": "osanto"}],
            "kuusi": [{"PERSON": "4"}, {"SIJAMUOTO": "nimento"}],
        }

        def analyze(self, word: str) -> list[dict[str, str]]:
            """The readings of a word."""
            return self.TABLE.get(word, [])


@pytest.mark.parametrize(
    ("word", "mark"),
    [
        ("avataan", Mark.PASSIVE),
        ("tehdessä", Mark.RARE),
        ("liitteineen", Mark.RARE),
        ("luettuaan", Mark.RARE),
        ("mennessä", None),
        ("alkaen", None),
        ("luettua", None),
        ("kuusi", None),
        ("tuntematon", None),
    ],
)
def test_voikko_tells_what_all_its_readings_agree_on(
    word: str, mark: Mark | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "libvoikko", Readings)

    assert voikko.Voikko().marks(word) == ({mark} if mark else frozenset())


def test_a_grammar_is_asked_once_for_each_word(root: Path) -> None:
    put(root, "Avataan ovi. Avataan ovi.")
    asked: list[str] = []

    def ask(word: str) -> frozenset[Mark]:
        asked.append(word)
        return frozenset({Mark.RARE} if word == "ovi" else ())

    problems = check(load_journey(root), TODAY, ask)

    assert [(p.code, p.line, p.col) for p in problems] == [
        ("rare-form", 9, 15),
        ("rare-form", 9, 28),
    ]
    assert asked.count("ovi") == 1
