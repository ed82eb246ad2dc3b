"""A meeting of a group with people in it, and acts that happen at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from threading import Barrier

from digimatka.core.meeting.commands import Command
from digimatka.core.meeting.decide import Refusal
from digimatka.core.meeting.model import Meeting
from digimatka.core.rules import Rules
from digimatka.core.runsheet import RunSheet
from digimatka.core.staff import Role, Staff
from digimatka.store import groups
from digimatka.store import staff as staff_rows
from digimatka.store.session import Store
from digimatka.usecases import accounts, attend, meet, watch
from digimatka.usecases.attend import JoinProblem
from digimatka.usecases.learn import Walker
from digimatka.usecases.watch import Room
from tests.conftest import TODAY

CODE = "ACDEFG"
SHEET = RunSheet(title="Rohkea ilta", minutes=60, quests=("alku", "keski"))


@dataclass(frozen=True)
class Gathering:
    """A meeting whose door is open."""

    store: Store
    rules: Rules
    leader: Staff
    group: int
    id: int

    @property
    def room(self) -> Room:
        """The meeting as it is stored."""
        return watch.room(self.store, self.id)

    @property
    def meeting(self) -> Meeting:
        """Its state."""
        return self.room.meeting

    @property
    def version(self) -> int:
        """Its version."""
        return watch.version(self.store, self.id)

    def learner(self) -> int:
        """A learner who is in no meeting."""
        return accounts.begin(self.store, TODAY)

    def walker(self, learner: int) -> Walker:
        """A learner who walks in this meeting."""
        return Walker(self.store, self.rules, learner, TODAY, self.id)

    def join(self, learner: int, day: date = TODAY) -> int | JoinProblem:
        """The learner comes to the door."""
        return attend.join(self.store, self.id, learner, day)

    def come(self) -> int:
        """A new participant."""
        person = self.join(self.learner())
        assert not isinstance(person, JoinProblem)
        return person

    def person(self, learner: int) -> int:
        """The number of a learner who is in."""
        return attend.participant(self.store, self.id, learner)

    def lead(self, command: Command) -> Refusal | None:
        """The facilitator presses."""
        return meet.lead(self.store, self.leader, self.id, command)

    def act(self, command: Command, text: str = "") -> Refusal | None:
        """A participant does something."""
        return attend.take_part(self.store, self.id, command, text)


def add_facilitator(store: Store, name: str) -> Staff:
    """A facilitator who leads nothing yet."""
    roles = frozenset({Role.FACILITATOR})
    with store.write() as connection:
        return Staff(staff_rows.add(connection, name, "-", roles, TODAY), name, roles)


def add_group(store: Store, leader: Staff) -> int:
    """A group on the small journey."""
    with store.write() as connection:
        return groups.add(connection, "Tiistai", "matka", leader.id, TODAY)


def gather(store: Store, rules: Rules, code: str = CODE) -> Gathering:
    """A meeting of a new group, open by this code."""
    leader = add_facilitator(store, f"ohjaaja-{code}")
    group = add_group(store, leader)
    meeting = meet.create(store, group, SHEET, TODAY)
    assert meet.open_door(store, leader, meeting, TODAY, lambda: code) == code
    return Gathering(store, rules, leader, group, meeting)


def at_once(*acts: Callable[[], object]) -> None:
    """Does all acts in threads that begin together; what one raises is raised."""
    together = Barrier(len(acts))

    def run(act: Callable[[], object]) -> None:
        together.wait()
        act()

    with ThreadPoolExecutor(len(acts)) as threads:
        list(threads.map(run, acts))
