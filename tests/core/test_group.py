"""What a group may be called."""

import pytest

from digimatka.core.group import NameProblem, read_name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Tiistairyhmä", "Tiistairyhmä"),
        ("  Kevät   2027 ", "Kevät 2027"),
        ("a" * 60, "a" * 60),
        ("Ryhmä\u200b 1", "Ryhmä 1"),
        ("", NameProblem.EMPTY),
        (" \t ", NameProblem.EMPTY),
        ("\u200b", NameProblem.EMPTY),
        ("a" * 61, NameProblem.TOO_LONG),
        ("Ryhmä 010190-900P", NameProblem.PRIVATE),
        ("kysy maija@posti.example", NameProblem.PRIVATE),
        ("soita 040 123 4567", NameProblem.PRIVATE),
    ],
)
def test_a_name_is_tidied_or_refused(typed: str, name: str | NameProblem) -> None:
    assert read_name(typed) == name
