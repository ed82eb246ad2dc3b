"""New content: what is made passes ``check``, and lists grow without losing anything."""

from pathlib import Path

import pytest

from digimatka.content.load import load_journey
from digimatka.content.nodes import parse
from digimatka.content.scaffold.lists import append
from digimatka.content.scaffold.make import (
    BrokenError,
    RefusedError,
    Sort,
    Wish,
    carry_out,
    plan,
)
from tests.command import break_it
from tests.content.small import TODAY, edit, found

BADGE = "id: uusi\nrule: {quest: a}"
GROWN = {
    "a list of lines": ("quests:\n  - a\n  - b\n", "quests:\n  - a\n  - b\n  - uusi\n"),
    "a list without indentation": ("quests:\n- a\ntitle: T\n", "quests:\n- a\n- uusi\ntitle: T\n"),
    "a list in brackets": ("quests: [a, b]  # näin\n", "quests: [a, b, uusi]  # näin\n"),
    "brackets over lines": ("quests: [\n  a,\n  b\n]\n", "quests: [\n  a,\n  b, uusi\n]\n"),
    "comments": (
        "# alku\nquests:\n  - a  # ensin\n  # - pois\n\ntitle: T # nimi\n",
        "# alku\nquests:\n  - a  # ensin\n  - uusi\n  # - pois\n\ntitle: T # nimi\n",
    ),
    "quoted items": ('quests:\n  - "a"\n', 'quests:\n  - "a"\n  - uusi\n'),
    "no last line end": ("quests:\n  - a", "quests:\n  - a\n  - uusi\n"),
    "nothing yet": ("quests: []\ntitle: T\n", "quests:\n  - uusi\ntitle: T\n"),
}
GROWN_BY_LINES = {
    "an empty line between": (
        "badges:\n  - id: a\n    rule: {quest: a}\n\n  - id: b\n    rule: {quest: b}\n",
        "badges:\n  - id: a\n    rule: {quest: a}\n\n  - id: b\n    rule: {quest: b}\n\n"
        "  - id: uusi\n    rule: {quest: a}\n",
    ),
    "a rule over lines": (
        "badges:\n  - id: a\n    rule: {all: [{quest: a},\n      {quest: b},\n      ]}\n",
        "badges:\n  - id: a\n    rule: {all: [{quest: a},\n      {quest: b},\n      ]}\n"
        "  - id: uusi\n    rule: {quest: a}\n",
    ),
    "a block of text last": (
        "badges:\n  - id: a\n    shows: |\n      Yksi.\n      Kaksi.\n",
        "badges:\n  - id: a\n    shows: |\n      Yksi.\n      Kaksi.\n"
        "  - id: uusi\n    rule: {quest: a}\n",
    ),
    "empty lines that belong to a text": (
        "badges:\n  - id: a\n    shows: |+\n      Yksi.\n\n",
        "badges:\n  - id: a\n    shows: |+\n      Yksi.\n\n  - id: uusi\n    rule: {quest: a}\n",
    ),
}


@pytest.mark.parametrize("name", GROWN)
def test_a_word_is_added_to(name: str) -> None:
    before, after = GROWN[name]

    assert append(before, "quests", "uusi") == after


@pytest.mark.parametrize("name", GROWN_BY_LINES)
def test_several_lines_are_added_after(name: str) -> None:
    before, after = GROWN_BY_LINES[name]

    assert append(before, "badges", BADGE) == after
    assert parse("", after.encode()).problems == ()


@pytest.mark.parametrize(
    "text",
    ["title: T\n", "quests: a\n", "quests: [a\n", "", "quests:\n", "quests: [[a]]\ntitle: [x\n"],
)
def test_where_there_is_no_list_nothing_is_added(text: str) -> None:
    assert append(text, "quests", "uusi") is None


def test_several_lines_do_not_go_into_brackets() -> None:
    assert append("badges: [{id: a}]\n", "badges", BADGE) is None


@pytest.mark.parametrize("title", ["", "Oma matka: alku", "100 % töitä", "no", '"Lainaus" - ja #'])
def test_a_new_journey_has_no_problem_whatever_it_is_called(tmp_path: Path, title: str) -> None:
    carry_out(plan(tmp_path, Wish(Sort.JOURNEY, "oma-matka", title), TODAY))

    assert found(tmp_path / "oma-matka") == []
    journey = load_journey(tmp_path / "oma-matka").journey
    assert journey is not None
    assert journey.head.title == (title or "Oma matka")


def test_all_that_can_be_made_has_no_problem(tmp_path: Path) -> None:
    carry_out(plan(tmp_path, Wish(Sort.JOURNEY, "oma-matka"), TODAY))
    root = tmp_path / "oma-matka"

    for sort in (Sort.QUEST, Sort.PRACTICE, Sort.BADGE, Sort.MEETING):
        carry_out(plan(root, Wish(sort, f"oma-{sort}"), TODAY))

    assert found(root) == ["practices/oma-practice.yaml 1:5 warning[unused-practice]"]
    journey = load_journey(root).journey
    assert journey is not None
    assert [quest.id for quest in journey.quests()][-1] == "oma-quest"
    assert [badge.id for badge in journey.badges][-1] == "oma-badge"
    assert [meeting.id for meeting in journey.meetings] == ["oma-meeting"]


def test_a_quest_goes_to_the_end_of_its_chapter(small: Path) -> None:
    carry_out(plan(small, Wish(Sort.QUEST, "uusi", "Uusi", "alku"), TODAY))

    assert (small / "alku/chapter.yaml").read_text("utf-8").endswith("quests: [eka, toka, uusi]\n")
    assert "requires: {quest: toka}" in (small / "alku/uusi.yaml").read_text("utf-8")
    assert found(small) == []


def test_a_first_badge_makes_its_file(small: Path) -> None:
    root = small.parent / "bare"
    carry_out(plan(small.parent, Wish(Sort.JOURNEY, "bare"), TODAY))
    (root / "badges.yaml").unlink()

    carry_out(plan(root, Wish(Sort.BADGE, "rohkea"), TODAY))

    assert found(root) == []


def test_line_ends_and_a_byte_order_mark_stay(small: Path) -> None:
    file = small / "alku/chapter.yaml"
    before = b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(before)

    carry_out(plan(small, Wish(Sort.QUEST, "uusi", chapter="alku"), TODAY))

    assert file.read_bytes() == before.replace(b"toka]", b"toka, uusi]")


def test_a_file_names_the_schema_that_lies_around_it(tmp_path: Path) -> None:
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema/journey.schema.json").touch()
    (tmp_path / "quests").mkdir()

    made = plan(tmp_path / "quests", Wish(Sort.JOURNEY, "oma"), TODAY).new

    first = {file.name: text.split("\n")[0] for file, text in made.items()}
    assert first["journey.yaml"] == (
        "# yaml-language-server: $schema=../../schema/journey.schema.json"
    )
    assert first["badges.yaml"] == "badges:", "there is no schema for it"


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        (Wish(Sort.QUEST, "Työnhaku netissä"), "Käykö tämä: tyonhaku-netissa?"),
        (Wish(Sort.QUEST, "../pois"), "Käykö tämä: pois?"),
        (Wish(Sort.QUEST, ""), "Käytä tavallisia kirjaimia."),
        (Wish(Sort.QUEST, "a" * 61), "enintään 60 merkkiä"),
        (Wish(Sort.QUEST, "luku"), "on varattu"),
        (Wish(Sort.QUEST, "kolmas"), "”kolmas” on jo käytössä"),
        (Wish(Sort.BADGE, "rohkea"), "”rohkea” on jo käytössä"),
        (Wish(Sort.QUEST, "uusi", chapter="alkuu"), "Tarkoititko ”alku”?"),
        (Wish(Sort.QUEST, "uusi", title="a\nb"), "Nimi ei käy"),
        (Wish(Sort.QUEST, "uusi", title="a" * 101), "Nimi ei käy"),
        (Wish(Sort.JOURNEY, "alku"), "on jo olemassa"),
    ],
)
def test_what_cannot_be_is_refused_with_a_hint(small: Path, wish: Wish, says: str) -> None:
    before = {file: file.read_bytes() for file in small.rglob("*.yaml")}

    with pytest.raises(RefusedError) as refusal:
        plan(small, wish, TODAY)

    assert says in str(refusal.value)
    assert {file: file.read_bytes() for file in small.rglob("*.yaml")} == before


def test_nothing_is_added_to_a_journey_with_errors(small: Path) -> None:
    break_it(small)

    with pytest.raises(BrokenError) as refusal:
        plan(small, Wish(Sort.QUEST, "uusi"), TODAY)

    assert [problem.code for problem in refusal.value.problems] == ["unknown-key"]


def test_a_list_that_changed_meanwhile_is_left_alone_and_nothing_stays(small: Path) -> None:
    made = plan(small, Wish(Sort.QUEST, "uusi", chapter="alku"), TODAY)
    edit(small, "alku/chapter.yaml", "title: Alku", "title: Uusi alku")

    with pytest.raises(RefusedError, match="muuttui"):
        carry_out(made)

    assert not (small / "alku/uusi.yaml").exists()
    assert found(small) == []


def test_a_file_that_is_there_is_never_written_over(small: Path) -> None:
    made = plan(small, Wish(Sort.PRACTICE, "uusi"), TODAY)
    (small / "practices").mkdir()
    (small / "practices/uusi.yaml").write_text("oma", "utf-8")

    with pytest.raises(FileExistsError):
        carry_out(made)

    assert (small / "practices/uusi.yaml").read_text("utf-8") == "oma"
