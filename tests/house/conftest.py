"""The product with its real content, made once: house tests look at it, and change nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from digimatka.app import create_app
from digimatka.settings import Settings
from digimatka.web.services import NAME, Services
from tests.conftest import QUESTS, ROOT, SECRET, Clock
from tests.house.sources import TEMPLATES, modules

# What is longer is a smell and printed; the tests know the length that is too much.
AIMS = {ROOT / "digimatka": 250, TEMPLATES: 120}


@pytest.fixture(scope="session")
def app(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The product on a database of its own."""
    folder = tmp_path_factory.mktemp("house")
    file = folder / "digimatka.db"
    file.write_bytes(template.read_bytes())
    made = create_app(Settings(f"sqlite:///{file}", folder, QUESTS, SECRET), today=Clock())
    services: Services = made.extensions[NAME]
    yield made
    services.store.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Names what grows too long, before it is too late to split it."""
    files = (*modules("digimatka"), *(file for file in TEMPLATES.rglob("*") if file.is_file()))
    for file in files:
        length = len(file.read_text("utf-8").splitlines())
        aim = next(aim for folder, aim in AIMS.items() if file.is_relative_to(folder))
        if length > aim:
            name = file.relative_to(ROOT)
            terminalreporter.write_line(f"long: {name} has {length} lines, {aim} are the aim")
