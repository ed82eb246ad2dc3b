"""The reading report: counted by hand for a small journey, and printed by the command."""

from pathlib import Path

import pytest

from digimatka.content.stats import Stats, stats, to_table
from tests.command import call
from tests.core.practice.rooms import door
from tests.factories import chapter, journey, quest, step

LONG = "Tässä on yksi ihan liian pitkä virke, jossa sanat vain jatkuvat ja jatkuvat loputtomiin."


def line(*texts: str) -> Stats:
    """The numbers of a chapter whose only quest says this."""
    steps = [step(f"s{i}", text=text) for i, text in enumerate(texts)]
    return stats(journey(chapter("luku", quest("tehtava", *steps))))[0]


def only(*texts: str) -> tuple[int, int, int, int]:
    """What these texts add to a chapter."""
    with_them, without = line("Alku.", *texts), line("Alku.")
    return (
        with_them.words - without.words,
        with_them.sentences - without.sentences,
        with_them.long_sentences - without.long_sentences,
        with_them.long_words - without.long_words,
    )


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Avaa selain. Lue osoite.", (4, 2, 0, 0)),
        ("Avaa selain!\n\nLue osoite?", (4, 2, 0, 0)),
        ("- Avaa selain\n- Lue osoite", (4, 2, 0, 0)),
        ("Mene sivulle [Suomi.fi](https://www.suomi.fi/ohjeet-ja-tuki).", (4, 1, 0, 0)),
        (LONG, (14, 1, 1, 0)),
        ("Työnhakuprofiilisi on työttömyysajanilmoituksessa.", (3, 1, 0, 2)),
        ("12 + 3 = 15", (0, 0, 0, 0)),
    ],
)
def test_words_and_sentences_are_counted_as_a_reader_would(
    text: str, counted: tuple[int, int, int, int]
) -> None:
    assert only(text) == counted


def test_a_practice_counts_where_it_is_used_once() -> None:
    tries = [step(f"ovi-{i}", "practice", title="OVI") for i in range(2)]
    twice = stats(journey(chapter("luku", quest("tehtava", *tries)), practices=[door()]))
    once = stats(journey(chapter("luku", quest("tehtava", tries[0])), practices=[door()]))

    assert twice[0].words == once[0].words + len(["OVI"])


def test_the_last_line_is_the_sum() -> None:
    lines = stats(journey(chapter("eka", quest("a")), chapter("toka", quest("b"), title="Toka")))

    assert lines[-1].quests == 2
    assert lines[-1].minutes == 20
    assert lines[-1].words == sum(one.words for one in lines[:-1])


def test_the_table_lines_up() -> None:
    table = to_table(stats(journey())).split("\n")

    assert len({len(row) for row in table}) == 1


def test_the_command_prints_it_beside_the_problems(small: Path) -> None:
    result = call("check", small, "--stats")

    assert result.exit_code == 0
    assert "sanaa/virke" in result.stdout
    assert "Pieni matka" in result.stdout


def test_it_is_not_mixed_with_output_for_programs(small: Path) -> None:
    assert call("check", small, "--stats", "--format", "json").exit_code == 2
