"""``digimatka translate``: no translation is lost, and none is taken for another text's."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from digimatka.content.catalogue import current, messages, translations
from digimatka.content.entries import Catalogue, Entry, write
from digimatka.content.load import load_journey
from digimatka.content.po import read
from digimatka.content.texts import texts
from digimatka.content.translate import EMPTY, Counts, Updated, update
from digimatka.core.renames import Renames, renames_of
from tests.conftest import QUESTS
from tests.content.small import SMALL, copy_to, edit

TITLE: Final = ("eka/title", "Ensimmäinen")
OPTION: Final = ("toka/suunta/options/suomi/text", "suomi.fi")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A journey that a test may change."""
    return copy_to(tmp_path)


def updated(root: Path, old: Catalogue = EMPTY) -> Updated:
    """The catalogue brought up to date with a journey that has no errors."""
    loaded = load_journey(root)
    assert loaded.journey is not None, loaded.problems
    return update(old, messages(loaded), renames_of(loaded.journey), ("fi", "sv"))


def translated(root: Path) -> Catalogue:
    """A catalogue in which all is translated: each text is itself in capitals."""
    made = updated(root)
    entries = (
        Entry(e.place, e.text, e.text.upper(), notes=(), where=e.where) for e in made.entries
    )
    return Catalogue(made.head, tuple(entries))


def at(made: Updated, place: str) -> list[Entry]:
    """What stands in a place now, in order."""
    return [entry for entry in made.entries if entry.place == place and not entry.is_obsolete]


def test_every_text_of_the_journeys_is_a_message_with_its_place() -> None:
    for folder in QUESTS.iterdir():
        if not (folder / "journey.yaml").is_file():
            continue
        loaded = load_journey(folder)
        assert loaded.journey is not None
        found = messages(loaded)

        assert {message.text for message in found} == {text for _, text in texts(loaded.journey)}
        assert len({message.key for message in found}) == len(found)
        for message in found[::40]:
            file, _, line = message.where[0].partition(":")
            rest = (folder / file).read_text(encoding="utf-8").split("\n", int(line) - 1)[-1]
            assert message.text.split()[0].strip("\"'") in rest[: len(message.text) + 200]


def test_places_are_made_of_ids() -> None:
    places = {message.key for message in messages(load_journey(SMALL))}

    assert places >= {
        ("journey/title", "Pieni matka"),
        ("chapters/alku/morko/name", "Utu"),
        TITLE,
        OPTION,
        ("toka/osoite/hints", "Se loppuu .fi."),
        ("toka/osoite/mistakes/feedback", "Katso osoitteen loppua."),
        ("badges/rohkea/title", "Rohkea alku"),
        ("glossary/2FA/word", "2FA"),
        ("glossary/2FA/meaning", "Kirjautuminen kahdella tavalla."),
    }


def test_the_same_text_twice_in_a_list_is_one_message_with_two_lines(root: Path) -> None:
    edit(
        root, "alku/toka.yaml", "hints: [Se loppuu .fi.]", "hints:\n      - Katso.\n      - Katso."
    )

    (found,) = [m for m in messages(load_journey(root)) if m.place == "toka/osoite/hints"]

    assert found.where == ("alku/toka.yaml:28", "alku/toka.yaml:29")


def test_a_journey_with_errors_has_no_messages(root: Path) -> None:
    edit(root, "alku/eka.yaml", "minutes: 10", "minuts: 10")

    assert messages(load_journey(root)) == ()


def test_a_new_catalogue_is_empty_and_says_its_languages() -> None:
    made = updated(SMALL)

    assert made.counts == Counts(66, 66, 0, 0, 0, 66)
    assert {entry.translation for entry in made.entries} == {""}
    assert "Language: sv\n" in made.head.translation
    assert "X-Source-Language: fi\n" in made.head.translation


def test_the_same_texts_give_the_same_bytes() -> None:
    first = updated(SMALL)
    text = write(first.head, first.entries)
    again = read("sv.po", text.encode())
    assert isinstance(again, Catalogue)

    second = updated(SMALL, again)

    assert write(second.head, second.entries) == text
    assert second.counts == Counts(66, 0, 0, 0, 0, 66)


def test_what_translators_wrote_into_the_head_and_beside_a_message_stays(root: Path) -> None:
    old = translated(root)
    head = Entry("", "", "Language: en\nLast-Translator: Tove\nno field\n", notes=("Svenska",))
    noted = tuple(Entry(e.place, e.text, e.translation, notes=("Kolla",)) for e in old.entries)

    made = updated(root, Catalogue(head, noted))

    assert made.head.notes == ("Svenska",)
    assert made.head.translation.startswith("Language: sv\nLast-Translator: Tove\nMIME-Version")
    assert {entry.notes for entry in made.entries} == {("Kolla",)}


def test_a_text_that_changed_waits_with_the_text_it_was_made_for(root: Path) -> None:
    old = translated(root)
    edit(root, "alku/eka.yaml", "title: Ensimmäinen", "title: Aivan ensimmäinen")

    made = updated(root, old)

    (entry,) = at(made, "eka/title")
    assert entry.text == "Aivan ensimmäinen"
    assert (entry.translation, entry.is_fuzzy, entry.previous) == (
        "ENSIMMÄINEN",
        True,
        "Ensimmäinen",
    )
    assert made.counts == Counts(66, 0, 1, 0, 1, 0)


def test_a_text_that_changed_again_and_came_back(root: Path) -> None:
    old = translated(root)
    edit(root, "alku/eka.yaml", "title: Ensimmäinen", "title: Alkaa")
    once = updated(root, old)
    edit(root, "alku/eka.yaml", "title: Alkaa", "title: Alkaa nyt")
    twice = updated(root, Catalogue(once.head, once.entries))
    assert [entry.previous for entry in at(twice, "eka/title")] == ["Ensimmäinen"]

    edit(root, "alku/eka.yaml", "title: Alkaa nyt", "title: Ensimmäinen")
    back = updated(root, Catalogue(twice.head, twice.entries))

    assert back.entries == old.entries
    assert back.counts == Counts(66, 0, 0, 0, 0, 0)


def test_a_text_that_is_gone_is_kept_and_comes_back(root: Path) -> None:
    old = translated(root)
    edit(root, "alku/toka.yaml", "    otherwise: Yritä vielä.\n", "")
    gone = updated(root, old)
    assert gone.counts == Counts(65, 0, 0, 1, 0, 0)
    assert gone.entries[-1] == Entry(
        "toka/osoite/otherwise", "Yritä vielä.", "YRITÄ VIELÄ.", is_obsolete=True
    )
    edit(root, "alku/toka.yaml", "    hints: [Se", "    otherwise: Yritä vielä.\n    hints: [Se")

    back = updated(root, Catalogue(gone.head, gone.entries))

    assert [(e.key, e.translation) for e in back.entries] == [
        (e.key, e.translation) for e in old.entries
    ]


def test_a_text_that_nobody_translated_leaves_nothing_behind(root: Path) -> None:
    old = updated(root)
    edit(root, "alku/toka.yaml", "    otherwise: Yritä vielä.\n", "")

    made = updated(root, Catalogue(old.head, old.entries))

    assert made.counts.removed == 1
    assert not any(entry.is_obsolete for entry in made.entries)


def _rename_quest(root: Path) -> None:
    (root / "alku/eka.yaml").rename(root / "alku/alku-eka.yaml")
    edit(root, "alku/alku-eka.yaml", "id: eka", "id: alku-eka\nwas: [eka]")
    edit(root, "alku/chapter.yaml", "[eka, toka]", "[alku-eka, toka]")
    for file in ("badges.yaml", "alku/toka.yaml", "loppu/kolmas.yaml"):
        text = (root / file).read_text(encoding="utf-8")
        text = text.replace("quest: eka", "quest: alku-eka").replace("done: eka", "done: alku-eka")
        (root / file).write_text(text, encoding="utf-8")


def _rename_step(root: Path) -> None:
    edit(root, "alku/eka.yaml", "id: lue,", "id: lue-tama, was: [lue],")


def _rename_option(root: Path) -> None:
    edit(root, "alku/toka.yaml", "{id: muu,", "{id: toinen, was: [muu],")


def _rename_badge(root: Path) -> None:
    edit(root, "badges.yaml", "- id: rohkea", "- id: urhea\n    was: [rohkea]")
    edit(root, "alku/toka.yaml", "badge: rohkea", "badge: urhea")
    edit(root, "loppu/kolmas.yaml", "badge: rohkea", "badge: urhea")


def _move_within_step(root: Path) -> None:
    edit(root, "alku/eka.yaml", "[Avaa selain, Etsi osoiterivi]", "[Etsi osoiterivi, Avaa selain]")


@pytest.mark.parametrize(
    "change", [_rename_quest, _rename_step, _rename_option, _rename_badge, _move_within_step]
)
def test_a_new_id_and_a_new_order_keep_every_translation(
    change: Callable[[Path], None], root: Path
) -> None:
    old = translated(root)
    change(root)

    made = updated(root, old)

    assert made.counts == Counts(66, 0, 0, 0, 0, 0)
    assert all(entry.translation == entry.text.upper() for entry in made.entries)


def test_an_option_put_first_takes_no_translation_of_another(root: Path) -> None:
    """Options without an id are called by letters, and all but the first get the next one."""
    text = (root / "alku/toka.yaml").read_text(encoding="utf-8").replace("{id: muu, ", "{")
    (root / "alku/toka.yaml").write_text(text, encoding="utf-8")
    old = translated(root)
    edit(
        root,
        "alku/toka.yaml",
        "    options:\n",
        "    options:\n      - {text: Muualle, feedback: Ei sinne.}\n",
    )

    made = updated(root, old)

    assert made.counts == Counts(68, 2, 0, 0, 0, 2)
    (moved,) = at(made, "toka/suunta/options/c/text")
    assert (moved.translation, moved.is_fuzzy) == ("SUOMI-FI.INFO", False)


def test_a_text_that_moved_to_another_step_is_to_be_looked_at(root: Path) -> None:
    old = translated(root)
    edit(root, "alku/toka.yaml", "hints: [Se loppuu .fi.]", "hints: [Lue oikealta vasemmalle.]")
    edit(
        root, "alku/toka.yaml", "    hints: [Lue oikealta vasemmalle.]\nsce", "    hints: [X.]\nsce"
    )

    made = updated(root, old)

    (moved,) = at(made, "toka/osoite/hints")
    assert (moved.translation, moved.is_fuzzy) == ("LUE OIKEALTA VASEMMALLE.", True)


def test_the_likest_of_several_old_texts_is_taken(root: Path) -> None:
    old = translated(root)
    edit(
        root,
        "alku/eka.yaml",
        "[Avaa selain, Etsi osoiterivi]",
        "[Etsi nyt osoiterivi, Avaa selaimet]",
    )

    made = updated(root, old)

    assert [entry.translation for entry in at(made, "eka/lista/items")] == [
        "ETSI OSOITERIVI",
        "AVAA SELAIN",
    ]


def test_of_two_entries_of_one_text_the_translated_one_is_kept() -> None:
    head = Entry("", "", "Language: sv\n")
    double = Catalogue(None, (Entry(*TITLE), Entry(*TITLE, "Första"), Entry(*TITLE, "Andra"), head))

    made = updated(SMALL, double)

    assert [entry.translation for entry in at(made, "eka/title")] == ["Första"]
    assert len(made.entries) == made.counts.texts


def test_only_what_is_current_and_looked_at_is_a_translation() -> None:
    entries = [
        Entry(*TITLE, "Första"),
        Entry(*OPTION, "suomi.fi/sv", is_fuzzy=True),
        Entry("eka/goal", "Vanha.", "Gammal."),
        Entry("eka/goal", "Osaat aloittaa.", ""),
        Entry("toka/title", "Toinen", "Andra", is_obsolete=True),
    ]

    assert translations(messages(load_journey(SMALL)), entries) == {TITLE: "Första"}


@pytest.mark.parametrize(
    ("place", "now"),
    [
        ("vanha/title", "uusi/title"),
        ("vanha/s/text", "uusi/t/text"),
        ("uusi/s/options/a/text", "uusi/t/options/oma/text"),
        ("badges/b/title", "badges/c/title"),
        ("practices/s/title", "practices/s/title"),
        ("muu", "muu"),
        ("", ""),
    ],
)
def test_a_place_follows_the_ids_in_it(place: str, now: str) -> None:
    renames = Renames(
        {"vanha": "uusi"}, {("uusi", "s"): "t"}, {("uusi", "t", "a"): "oma"}, {"b": "c"}
    )

    assert current(place, renames) == now
