"""``words.json``: made with a grammar (here a small one), read without, and known to be stale."""

from pathlib import Path

import pytest

from digimatka.content.load import load_journey
from digimatka.content.words import Reading, build, vocabulary, write
from digimatka.core.journey import GlossaryFile, Journey
from tests.content.small import copy_to, edit, found
from tests.factories import journey, quest, step

READINGS = {
    "selain": {"selain"},
    "selaimessa": {"selain"},
    "verkko": {"verkko"},
    "verkossa": {"verkko"},
    "avoin": {"avoin"},
    "avoimessa": {"avoin"},
    "tunniste": {"tunniste"},
    "tunnistetta": {"tunniste", "tunnistettu"},
    "tunnistettu": {"tunnistettu"},
}


class SmallGrammar:
    """A grammar of a few words; breaks what it knows as a compound."""

    def readings(self, word: str) -> frozenset[Reading]:
        """Every base form it knows of."""
        return frozenset(Reading(base, "nimisana") for base in READINGS.get(word.lower(), ()))

    def breaks(self, word: str) -> str:
        """At the border of one compound, and after the first letter, which is too near."""
        return word.replace("työnhakuprofiili", "t|yön|haku|profiili")


def of_texts(*texts: str, glossary: dict[str, str]) -> Journey:
    """A journey that says this."""
    steps = [step(f"s{i}", text=text) for i, text in enumerate(texts)]
    made = journey(quest("tehtava", *steps))
    return made.model_copy(update={"glossary": GlossaryFile(glossary)})


def forms(*texts: str, **glossary: str) -> dict[str, str]:
    """The forms found in texts, of a glossary whose words have _ for a space."""
    words = {word.replace("_", " "): "Selitys." for word in glossary}
    return dict(build(of_texts(*texts, glossary=words), SmallGrammar()).forms)


def test_forms_are_told_by_their_base_form() -> None:
    assert forms("Selaimessa on osoite.", selain="") == {"selaimessa": "selain"}


def test_a_phrase_is_told_word_by_word() -> None:
    assert forms("Olet avoimessa verkossa.", avoin_verkko="") == {
        "avoimessa verkossa": "avoin verkko"
    }
    assert forms("Verkossa on avoin ovi.", avoin_verkko="") == {}


def test_names_that_no_grammar_knows_are_bent_by_their_endings() -> None:
    glossary = {"CV": "", "Wi-Fi": ""}

    assert forms("Kirjoita CV:hen. Liity Wi-Fin kautta.", **glossary) == {
        "cv:hen": "CV",
        "wi-fin": "Wi-Fi",
    }


@pytest.mark.parametrize(
    "text", ["PDF-tiedosto", "Wi-Fi-verkko", "wifi", "CVn-taulu", "selainohjelma", "CV/PDF"]
)
def test_a_longer_word_is_no_form_of_what_it_begins_with(text: str) -> None:
    assert forms(text, **{"CV": "", "PDF": "", "Wi-Fi": "", "selain": ""}) == {}


def test_a_name_is_no_common_word() -> None:
    assert forms("Lanka on kelalla.", Kela="") == {}
    assert forms("Hae tukea Kelalta.", Kela="") == {"kelalta": "Kela"}


def test_a_phrase_runs_over_a_line_but_not_over_markup() -> None:
    assert forms("Olet avoimessa\nverkossa.", avoin_verkko="") != {}
    assert forms("Olet **avoimessa** verkossa.", avoin_verkko="") == {}


def test_the_address_of_a_link_is_no_text() -> None:
    assert forms("Lue [tästä](/selain).", selain="") == {}


def test_a_form_of_two_words_is_left_alone_where_the_other_is_beyond_doubt() -> None:
    assert forms("Kysy tunnistetta.", tunniste="") == {"tunnistetta": "tunniste"}
    assert forms("Olet tunnistettu. Kysy tunnistetta.", tunniste="") == {}


def test_long_words_get_their_breaks_but_no_crumbs() -> None:
    made = build(of_texts("Oma työnhakuprofiili.", glossary={}), SmallGrammar())

    assert dict(made.hyphens) == {"työnhakuprofiili": "työn|haku|profiili"}


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    root = copy_to(tmp_path)
    before = load_journey(root).journey
    assert before is not None
    made = build(before, SmallGrammar())
    (root / "words.json").write_text(write(made), encoding="utf-8")

    after = load_journey(root).journey

    assert after is not None
    assert after.words == made
    assert found(root) == ["glossary.yaml 2:1 warning[word-unused]"]


def test_a_change_of_a_text_makes_it_stale_without_asking_the_grammar(tmp_path: Path) -> None:
    root = copy_to(tmp_path)
    before = load_journey(root).journey
    assert before is not None
    (root / "words.json").write_text(write(build(before, SmallGrammar())), encoding="utf-8")

    edit(root, "alku/eka.yaml", "Tervetuloa.", "Tervetuloa takaisin.")

    assert found(root) == ["words.json 1:1 warning[words-stale]"]


def test_the_vocabulary_is_of_words_and_not_of_their_order() -> None:
    one = of_texts("Avaa selain.", glossary={})

    assert vocabulary(one) == vocabulary(of_texts("selain? Avaa!", glossary={}))
    assert vocabulary(one) != vocabulary(of_texts("Avaa sivu.", glossary={}))


def test_a_broken_file_is_told_where_it_is_broken(tmp_path: Path) -> None:
    root = copy_to(tmp_path)
    (root / "words.json").write_text('{\n "forms": {\n  "cv": 1\n }\n}\n', encoding="utf-8")

    assert found(root) == ["words.json 3:9 error[text-expected]"]


@pytest.mark.parametrize("text", ["[]", "{", '{"forms": 1}', '{"muuta": {}}', "\x00"])
def test_a_broken_file_is_a_problem_and_no_crash(tmp_path: Path, text: str) -> None:
    root = copy_to(tmp_path)
    (root / "words.json").write_text(text, encoding="utf-8")

    problems = [one for one in found(root) if one.startswith("words.json ")]

    assert problems
    assert all("error[" in one for one in problems)
