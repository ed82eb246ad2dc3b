"""A learner on the small journey, and what the store holds of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from digimatka.core.rules import Rules
from digimatka.store.session import Store
from digimatka.usecases import accounts
from digimatka.usecases.learn import Walker
from tests.conftest import TODAY
from tests.usecases.pauses import PausedStore


@pytest.fixture
def walker(store: Store, rules: Rules) -> Walker:
    """A learner who has just begun."""
    return Walker(store, rules, accounts.begin(store, TODAY), TODAY)


@pytest.fixture
def paused(database: Path) -> Iterator[PausedStore]:
    """The database as one tab sees it, in whose way a test can put another one."""
    opened = PausedStore(f"sqlite:///{database}")
    yield opened
    opened.close()
