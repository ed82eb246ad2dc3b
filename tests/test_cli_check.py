"""``check --explain`` and ``check --fix``: what they print, what they change, how they end."""

import json
import sys
from pathlib import Path

import pytest

from digimatka.cli import checking as cli_check
from digimatka.content.grammar import endings
from tests.command import break_it, call
from tests.content.grammar import GrammarModule, NoDictionary


def test_a_code_is_explained_and_nothing_is_checked(small: Path) -> None:
    break_it(small)

    result = call("check", small, "--explain", "unknown-quest")

    assert result.exit_code == 0
    assert result.stdout.startswith("unknown-quest (")
    assert "Miksi se haittaa: " in result.stdout
    assert result.stderr == ""


def test_an_unknown_code_is_a_wrong_call_that_says_what_was_meant() -> None:
    result = call("check", "--explain", "unknown-qest")

    assert result.exit_code == 2
    assert "There is no code unknown-qest. Tarkoititko ”unknown-quest”?" in result.stderr


def test_what_is_safe_is_mended_before_the_check_and_said_beside_the_output(small: Path) -> None:
    file = small / "alku/eka.yaml"
    right = file.read_bytes()
    file.write_bytes(right.replace(b"\n", b"  \r\n"))

    result = call("check", small, "--fix")

    assert result.exit_code == 0
    assert result.stdout == ""
    assert f"{file}: Vaihdettu rivinvaihdot tavallisiksi.\n" in result.stderr
    assert f"{file}: Poistettu välilyönnit rivin lopusta: rivit 1, " in result.stderr
    assert result.stderr.endswith("0 virhettä, 0 huomautusta\n")
    assert file.read_bytes() == right


def test_mending_leaves_the_output_to_programs(small: Path) -> None:
    break_it(small)
    (small / "journey.yaml").write_bytes((small / "journey.yaml").read_bytes() + b"\n\n")

    result = call("check", small, "--fix", "--format", "json")

    assert result.exit_code == 1
    assert json.loads(result.stdout)
    assert "Korjattu tiedoston loppu" in result.stderr


def test_a_folder_that_cannot_be_written_is_one_line_and_no_harm(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = small / "journey.yaml"
    soiled = file.read_bytes() + b"\n\n"
    file.write_bytes(soiled)

    def refuse(_old: str, new: Path) -> None:
        raise PermissionError(13, "Permission denied", str(new))

    monkeypatch.setattr("os.replace", refuse)
    result = call("check", small, "--fix")

    assert result.exit_code == 1
    assert f"Error: Cannot write {file}: Permission denied" in result.stderr
    assert file.read_bytes() == soiled


def test_the_grammar_is_voikkos_where_it_is_installed_and_a_few_endings_elsewhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "libvoikko", NoDictionary)
    assert cli_check.grammar() is endings

    monkeypatch.setitem(sys.modules, "libvoikko", GrammarModule)
    assert cli_check.grammar() is not endings
    assert cli_check.grammar()("selain") == frozenset()
