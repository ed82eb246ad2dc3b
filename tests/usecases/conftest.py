"""A learner on the small journey, and what the store holds of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from digimatka.core.rules import Rules
from digimatka.core.staff import Role, Staff
from digimatka.store.session import Store
from digimatka.usecases import accounts, staff
from digimatka.usecases.learn import Walker
from tests import cheap
from tests.conftest import TODAY
from tests.usecases.gathering import Gathering, gather
from tests.usecases.pauses import PausedStore


@pytest.fixture(autouse=True, scope="session")
def quick() -> Iterator[None]:
    """Makes passwords cheap."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(staff, "HASHER", cheap.HASHER)
        yield


@pytest.fixture
def boss(store: Store) -> Staff:
    """An administrator, with the password ``kaarna-niemi-pilvi``."""
    return staff.add(store, "pomo", "kaarna-niemi-pilvi", frozenset({Role.ADMINISTRATOR}), TODAY)


@pytest.fixture
def maija(store: Store) -> Staff:
    """A facilitator, with the same password."""
    return staff.add(store, "maija", "kaarna-niemi-pilvi", frozenset({Role.FACILITATOR}), TODAY)


@pytest.fixture
def walker(store: Store, rules: Rules) -> Walker:
    """A learner who has just begun."""
    return Walker(store, rules, accounts.begin(store, TODAY), TODAY)


@pytest.fixture
def evening(store: Store, rules: Rules) -> Gathering:
    """A meeting whose door is open."""
    return gather(store, rules)


@pytest.fixture
def paused(database: Path) -> Iterator[PausedStore]:
    """The database as one tab sees it, in whose way a test can put another one."""
    opened = PausedStore(f"sqlite:///{database}")
    yield opened
    opened.close()
