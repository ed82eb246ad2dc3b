"""Whether a file has changed, and the lines around a problem."""

import os
from pathlib import Path

import pytest

from digimatka.content.check import check_path
from digimatka.content.problems import Level, Problem
from digimatka.preview.watch import MOST_SHOWN, WIDTH, Line, Shown, shown, stamp
from tests.command import break_it
from tests.conftest import TODAY


def at(file: Path, line: int, col: int, level: Level = Level.ERROR) -> Problem:
    return Problem(file.as_posix(), line, col, level, "koodi", "Viesti.")


def only(problem: Problem, folder: Path) -> Shown:
    (one,) = shown([problem], folder)
    return one


def test_a_save_a_new_file_and_a_removed_one_are_seen(small: Path) -> None:
    file = small / "alku/eka.yaml"
    seen = [stamp(small)]
    os.utime(file, ns=(1, 1))
    seen.append(stamp(small))
    file.write_text("id: eka\n", "utf-8")
    seen.append(stamp(small))
    (small / "alku/uusi.yaml").touch()
    seen.append(stamp(small))
    file.unlink()
    seen.append(stamp(small))

    assert len(set(seen)) == len(seen)
    assert stamp(small) == seen[-1]


def test_what_editors_leave_behind_is_no_change(small: Path) -> None:
    before = stamp(small)
    for name in (".eka.yaml.swp", "~eka.yaml", "#eka.yaml#"):
        (small / "alku" / name).touch()
    (small / "alku/linkki.yaml").symlink_to("ei-ole")

    assert stamp(small) == before


def test_a_folder_that_is_not_there_has_a_stamp(tmp_path: Path) -> None:
    assert stamp(tmp_path / "ei") == stamp(tmp_path / "ole")


def test_a_problem_is_shown_between_the_lines_around_it(small: Path) -> None:
    break_it(small)
    one = only(check_path(small, TODAY)[0], small)

    assert one.is_error
    assert one.place == "alku/eka.yaml:4:1"
    assert one.address == f"vscode://file{small.as_posix()}/alku/eka.yaml:4:1"
    assert one.lines == (
        Line(3, "goal: Osaat aloittaa."),
        Line(4, "", "minuts:", " 10"),
        Line(5, "skills: [digcomp-1.1]"),
    )


@pytest.mark.parametrize(
    ("text", "place", "lines"),
    [
        ("a: b", (1, 4), (Line(1, "a: ", "b"),)),
        ("a: b\n\nc: d\n", (1, 1), (Line(1, "", "a:", " b"),)),
        ("a: b\n", (1, 99), (Line(1, "a: b"),)),
        ("a: b\n", (7, 1), ()),
        ("", (1, 1), ()),
    ],
)
def test_an_excerpt(
    tmp_path: Path, text: str, place: tuple[int, int], lines: tuple[Line, ...]
) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(text, "utf-8")

    assert only(at(file, *place), tmp_path).lines == lines


def test_of_a_long_line_the_marked_place_is_shown(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(f"text: {'sana ' * 100}virhe loppu\n", "utf-8")

    (line,) = only(at(file, 1, 507), tmp_path).lines

    assert line.marked == "virhe"
    assert len(line.before + line.marked + line.after) <= WIDTH


def test_a_file_that_is_gone_or_no_text_has_no_lines(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_bytes(b"\xff\xfe\x00")

    assert only(at(tmp_path / "x.yaml", 1, 1), tmp_path).lines == ()
    assert only(at(tmp_path / "y.yaml", 1, 1), tmp_path).lines == ()


def test_a_problem_with_the_folder_itself_has_its_name(tmp_path: Path) -> None:
    (tmp_path / "tyhja").mkdir()
    (problem,) = check_path(tmp_path / "tyhja", TODAY)

    assert only(problem, tmp_path / "tyhja").place == "tyhja:1:1"


def test_errors_come_first_and_only_so_many_are_shown(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text("a: b\n" * 50, "utf-8")
    many = [at(file, line, 1, Level.WARNING) for line in range(1, 31)]

    found = shown([*many, at(file, 40, 1)], tmp_path)

    assert len(found) == MOST_SHOWN
    assert [one.is_error for one in found[:2]] == [True, False]
