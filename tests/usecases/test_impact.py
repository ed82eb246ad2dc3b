"""What a new version means for simulated learners of a real journey, by files and a database."""

import shutil
from pathlib import Path

import pytest

from digimatka.content.load import load_journey
from digimatka.content.playtest.walk import logs
from digimatka.core.compiler import compile_rules
from digimatka.core.engine import fold
from digimatka.core.events import Event
from digimatka.core.impact import Change
from digimatka.core.rules import Rules
from digimatka.store import learners, log
from digimatka.store.session import Store
from digimatka.usecases.impact import impact_on
from tests.conftest import QUESTS, TODAY

NAME = "tyontekijan-digimatka"
RENAMED = ("kuka-pitaa-hiirta", "kuka-on-ohjaimissa")
PEOPLE = 25


@pytest.fixture(scope="module")
def old() -> Rules:
    """The workers' journey, which is the shorter one."""
    return rules_in(QUESTS / NAME)


@pytest.fixture(scope="module")
def simulated(old: Rules) -> list[tuple[Event, ...]]:
    """Learners who have come anywhere on it."""
    return list(logs(old, PEOPLE))


def rules_in(folder: Path) -> Rules:
    loaded = load_journey(folder)
    assert loaded.journey is not None, loaded.problems
    return compile_rules(loaded.journey)


def walk_in(store: Store, rules: Rules, found: list[tuple[Event, ...]]) -> None:
    with store.write() as connection:
        for events in found:
            number = learners.add(connection, TODAY)
            place = log.Place(number, NAME, None, None, False, TODAY, "", None)
            log.append(connection, place, events, fold(rules, events), rules.key)


def renamed_in(folder: Path) -> Path:
    """A copy of the journey in which a quest has another id, and says what it was."""
    root = Path(shutil.copytree(QUESTS / NAME, folder / NAME))
    (file,) = root.rglob(f"{RENAMED[0]}.yaml")
    for each in root.rglob("*.yaml"):
        text = each.read_text("utf-8").replace(*RENAMED)
        if each == file:
            text = text.replace("\ntitle:", f"\nwas: [{RENAMED[0]}]\ntitle:", 1)
        each.write_text(text, "utf-8")
    file.rename(file.with_name(f"{RENAMED[1]}.yaml"))
    return root


def test_nobody_loses_anything_by_a_renamed_quest_and_it_is_told_whom_it_helps(
    store: Store, old: Rules, simulated: list[tuple[Event, ...]], tmp_path: Path
) -> None:
    walk_in(store, old, simulated)
    touched = sum(any(RENAMED[0] == getattr(e, "quest", "") for e in log) for log in simulated)

    found = impact_on(store, old, rules_in(renamed_in(tmp_path)), TODAY)

    assert touched >= 5
    assert found.learners == PEOPLE
    assert found.renamed == (Change("quest_renamed", RENAMED[0], touched, RENAMED[1]),)
    assert (found.gained, found.lost, found.kept) == ((), (), ())


def test_without_was_they_lose_it(
    store: Store, old: Rules, simulated: list[tuple[Event, ...]], tmp_path: Path
) -> None:
    walk_in(store, old, simulated)
    root = renamed_in(tmp_path)
    (file,) = root.rglob(f"{RENAMED[1]}.yaml")
    file.write_text(file.read_text("utf-8").replace(f"\nwas: [{RENAMED[0]}]", ""), "utf-8")

    found = impact_on(store, old, rules_in(root), TODAY)

    assert ("quest_gone", RENAMED[0]) in [(change.kind, change.what) for change in found.lost]


def test_those_on_another_journey_are_not_counted(store: Store, old: Rules, rules: Rules) -> None:
    walk_in(store, old, list(logs(old, 1)) * 5)

    assert impact_on(store, rules, rules, TODAY).learners == 0
