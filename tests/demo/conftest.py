"""A meeting on the small journey, led by somebody, with simulated participants."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from digimatka.core.meeting.commands import Command
from digimatka.core.rules import Rules
from digimatka.core.runsheet import RunSheet
from digimatka.core.staff import Role, Staff
from digimatka.demo.crowd import Crowd, Scene
from digimatka.store.participants import Person
from digimatka.store.session import Store
from digimatka.usecases import groups, meet, staff, watch
from digimatka.usecases.watch import Room
from digimatka.web.meeting import roomcode
from tests import cheap
from tests.conftest import TODAY

PEOPLE = 5
QUIET = 12  # turns in which nobody did anything
FOR_EVER = 500


@pytest.fixture(autouse=True, scope="session")
def quick() -> Iterator[None]:
    """Makes passwords cheap."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(staff, "HASHER", cheap.HASHER)
        yield


@dataclass
class Played:
    """A meeting as a facilitator plays it with a crowd."""

    store: Store
    boss: Staff
    group: int
    meeting: int
    crowd: Crowd

    @property
    def room(self) -> Room:
        """The meeting as it is now."""
        return watch.room(self.store, self.meeting)

    @property
    def people(self) -> list[Person]:
        """Those who are in."""
        return list(self.room.present)

    def lead(self, *commands: Command) -> None:
        """What the facilitator wants."""
        for command in commands:
            assert meet.lead(self.store, self.boss, self.meeting, command) is None

    def open_another(self, title: str) -> None:
        """Another meeting of the group, open, which is played from now on."""
        sheet = RunSheet(title=title, minutes=60, quests=("alku", "keski"))
        self.meeting = meet.create(self.store, self.group, sheet, TODAY)
        meet.open_door(self.store, self.boss, self.meeting, TODAY, roomcode.make)

    def until_quiet(self) -> int:
        """Lets them act until nobody has anything to do for a while; returns how often they did."""
        done = quiet = 0
        while quiet < QUIET:
            is_done = self.crowd.turn() is not None
            done, quiet = done + is_done, 0 if is_done else quiet + 1
            assert done < FOR_EVER, "they go on for ever"
        return done


@pytest.fixture
def played(store: Store, rules: Rules) -> Played:
    """A meeting that is open, to which nobody has come yet."""
    boss = staff.add(store, "ohjaa", "kaarna-niemi-pilvi", frozenset({Role.FACILITATOR}), TODAY)
    group = groups.create(store, boss, "Ryhmä", rules.journey.id, TODAY)
    scene = Scene(store, {rules.journey.id: rules}, group, lambda: TODAY)
    made = Played(store, boss, group, 0, Crowd(scene, PEOPLE, 1))
    made.open_another("Eka")
    return made
