"""A playtest in the background: its state on the disk, whoever asks."""

import os
import time
from pathlib import Path

import pytest

from digimatka.content.playtest import tally
from digimatka.core.rules import Rules
from digimatka.usecases import playtests
from digimatka.usecases.playtests import NOTHING, SILENT_SECONDS, State


def file_of(data: Path, rules: Rules) -> Path:
    return data / playtests.FOLDER / f"{rules.journey.id}.json"


def test_a_playtest_ends_with_what_it_found(tmp_path: Path, rules: Rules) -> None:
    assert playtests.state(tmp_path, rules.journey.id) == NOTHING

    thread = playtests.start(tmp_path, rules, 8)
    assert thread is not None
    thread.join()

    state = playtests.state(tmp_path, rules.journey.id)
    assert (state.done, state.of, state.is_over, state.is_running) == (8, 8, True, False)
    assert "8" in state.about[1]
    assert {title for title, *_minutes in state.minutes} >= {"Rohkea"}
    assert playtests.start(tmp_path, rules, 8) is not None, "it may be run again"


def test_one_playtest_of_a_journey_runs_at_a_time(tmp_path: Path, rules: Rules) -> None:
    file = file_of(tmp_path, rules)
    file.parent.mkdir()
    playtests.write(file, State(3, 60))

    assert playtests.start(tmp_path, rules, 8) is None
    assert playtests.state(tmp_path, rules.journey.id) == State(3, 60)


def test_a_playtest_whose_process_has_ended_is_told_and_does_not_block(
    tmp_path: Path, rules: Rules
) -> None:
    file = file_of(tmp_path, rules)
    file.parent.mkdir()
    playtests.write(file, State(3, 60))
    long_ago = time.time() - SILENT_SECONDS - 5
    os.utime(file, (long_ago, long_ago))

    state = playtests.state(tmp_path, rules.journey.id)
    assert state.is_broken
    assert not state.is_running
    thread = playtests.start(tmp_path, rules, 8)
    assert thread is not None
    thread.join()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_playtest_that_fails_says_so(
    tmp_path: Path, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(tally, "tally", fail)
    thread = playtests.start(tmp_path, rules, 8)
    assert thread is not None
    thread.join()

    assert playtests.state(tmp_path, rules.journey.id).is_broken


@pytest.mark.parametrize("text", ["", "{", "[]", '{"done": 1}', "null"])
def test_a_state_that_cannot_be_read_is_none(tmp_path: Path, rules: Rules, text: str) -> None:
    file = file_of(tmp_path, rules)
    file.parent.mkdir()
    file.write_text(text, "utf-8")

    assert playtests.state(tmp_path, rules.journey.id) == NOTHING
