"""A meeting and people in it, as the tests of their rows need them."""

from dataclasses import dataclass

from digimatka.core.staff import Role
from digimatka.store import groups, meetings, participants, staff
from digimatka.store.meetings import Row
from digimatka.store.session import Store
from tests.conftest import TODAY
from tests.store.rows import JOURNEY, add_walker


@dataclass(frozen=True)
class Evening:
    """A meeting of a group, open by the code AAAAAA."""

    store: Store
    group: int
    id: int

    @property
    def row(self) -> Row:
        """The meeting as it is stored."""
        with self.store.read() as connection:
            found = meetings.get(connection, self.id)
        assert found is not None
        return found

    def come(self, learner: int | None = None) -> int:
        """A participant who is in: the learner, or a new one who has done one step."""
        learner = add_walker(self.store) if learner is None else learner
        with self.store.write() as connection:
            return participants.enter(connection, self.id, learner)

    def write(self, person: int | None, kind: str, text: str) -> None:
        """A few words."""
        with self.store.write() as connection:
            participants.add_text(connection, self.id, person, kind, text)

    def texts(self, kind: str) -> list[str]:
        """The words of a kind."""
        with self.store.read() as connection:
            return [words.text for words in participants.texts(connection, self.id, kind)]

    def standings(self) -> dict[int, str]:
        """Who has been in, by number."""
        with self.store.read() as connection:
            return {one.id: one.standing for one in participants.people(connection, self.id)}


def new_group(store: Store, name: str = "ohjaaja") -> int:
    """A group with one facilitator of this name."""
    with store.write() as connection:
        who = staff.add(connection, name, "-", frozenset({Role.FACILITATOR}), TODAY)
        return groups.add(connection, "Tiistai", JOURNEY, who, TODAY)


def new_evening(store: Store, group: int, code: str | None = "AAAAAA") -> Evening:
    """A meeting of the group; without a code it is not open yet."""
    with store.write() as connection:
        made = meetings.add(connection, group, "Rohkea ilta", TODAY, "{}")
        if code:
            meetings.save(connection, made, code=code)
    return Evening(store, group, made)
