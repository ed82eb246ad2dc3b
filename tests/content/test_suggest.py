"""Did you mean, and the id that somebody most likely meant."""

import pytest

from digimatka.content import suggest
from digimatka.content.shape import fields_at
from digimatka.content.wording import in_ascii
from digimatka.core.journey import Quest


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("minuts", "minutes"),
        ("Minutes", "minutes"),
        ("sticking-points", "sticking_points"),
        ("sticking points", "sticking_points"),
        ("oikea_osoite", "oikea-osoite"),
        ("oikeaosoite", "oikea-osoite"),
        ("kaikki", None),
        ("", None),
    ],
)
def test_it_finds_the_nearest_word(word: str, meant: str | None) -> None:
    known = ["minutes", "sticking_points", "oikea-osoite", "all"]

    assert suggest.closest(word, known) == meant


def test_it_lists_the_words_when_none_is_near_and_they_are_few() -> None:
    assert suggest.hint("xyz", ["fi", "sv"]) == "Tähän käyvät: fi, sv."
    assert suggest.hint("xyz", [f"sana-{n}" for n in range(20)]) == ""
    assert suggest.hint("xyz", []) == ""


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Oma lähtöpiste", "oma-lahtopiste"),
        ("Lue_tämä!", "lue-tama"),
        ("  Å/Ö 2 ", "a-o-2"),
        ("CV–pohja", "cv-pohja"),
        ("日本", ""),
    ],
)
def test_a_title_becomes_the_id_an_author_most_likely_means(text: str, id_: str) -> None:
    assert in_ascii(text) == id_


def test_it_knows_the_keys_at_any_place_of_a_file() -> None:
    assert "goal" in fields_at(Quest, ())
    assert "sticking_points" in fields_at(Quest, ("guide",))
    assert "of_chapter" in fields_at(Quest, ("requires", "all", 0, "of", 1))
    assert "many" in fields_at(Quest, ("steps", 0, "choose"))
    assert "many" not in fields_at(Quest, ("steps", 0, "fill"))
    assert set(fields_at(Quest, ("steps", 0, "fill", "mistakes", 0))) == {"answers", "feedback"}
    assert fields_at(Quest, ("title",)) == {}
