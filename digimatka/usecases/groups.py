"""Groups: making one, leading it, being in it. A group belongs to its facilitators alone."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from digimatka.core.engine import fold, settle
from digimatka.core.group import Group
from digimatka.core.progress import Progress
from digimatka.core.rules import Rules
from digimatka.core.staff import Staff
from digimatka.store import groups as rows
from digimatka.store import members
from digimatka.store import staff as accounts
from digimatka.store.session import Store
from digimatka.usecases.learn import NothingThereError

# What a database takes as a number; an address may hold a longer one.
LONGEST_NUMBER: Final = 63


@dataclass(frozen=True, slots=True)
class Person:
    """A learner of a group, as far as those who lead it may know them, and their progress.

    Show the progress by ``core.glance`` alone.
    """

    slip: int
    learner_id: int
    nickname: str | None
    picture: str | None
    has_passport: bool
    progress: Progress


def led(store: Store, staff: Staff, group_id: int) -> Group:
    """The group, for those who lead it. NothingThereError for everybody else, whatever role."""
    if group_id.bit_length() > LONGEST_NUMBER:
        raise NothingThereError
    with store.read() as connection:
        found = rows.get(connection, group_id)
        if found is None or not rows.is_led_by(connection, group_id, staff.id):
            raise NothingThereError
    return found


def of_staff(store: Store, staff: Staff) -> list[Group]:
    """The groups that a member of staff leads, the oldest first; archived ones too."""
    with store.read() as connection:
        return rows.of_staff(connection, staff.id)


def of_learner(store: Store, learner_id: int) -> list[Group]:
    """The groups that a learner is in, the oldest first; archived ones too."""
    with store.read() as connection:
        return rows.of_learner(connection, learner_id)


def create(store: Store, staff: Staff, name: str, journey: str, today: date) -> int:
    """A new group, led by who makes it; returns its number."""
    with store.write() as connection:
        return rows.add(connection, name, journey, staff.id, today)


def rename(store: Store, group: Group, name: str) -> None:
    """Gives the group another name."""
    with store.write() as connection:
        rows.rename(connection, group.id, name)


def archive(store: Store, group: Group, today: date) -> None:
    """The group is over; nothing of it is lost. One that is over already keeps its day."""
    if group.archived_on is None:
        with store.write() as connection:
            rows.archive(connection, group.id, today)


def bring_back(store: Store, group: Group) -> None:
    """An archived group goes on."""
    with store.write() as connection:
        rows.archive(connection, group.id, None)


def delete(store: Store, group: Group) -> bool:
    """Deletes an archived group; False if it goes on (another facilitator has brought it back).

    Its learners and their journeys stay.
    """
    with store.write() as connection:
        found = rows.get(connection, group.id)
        is_over = found is None or found.archived_on is not None
        if is_over:
            rows.forget(connection, group.id)
    return is_over


def leaders(store: Store, group: Group) -> list[tuple[int, str]]:
    """Who leads the group: number and name."""
    with store.read() as connection:
        return rows.leaders(connection, group.id)


def share(store: Store, group: Group, name: str) -> bool:
    """Another facilitator leads the group too; False if nobody in that role has this name."""
    with store.write() as connection:
        found = accounts.by_name(connection, name.strip())
        if found is None or not found.can_lead:
            return False
        rows.lead(connection, group.id, found.staff.id)
    return True


def stop_leading(store: Store, group: Group, staff: Staff) -> bool:
    """A facilitator leaves the group to the others; False if there are none."""
    with store.write() as connection:
        others = [number for number, _ in rows.leaders(connection, group.id) if number != staff.id]
        if others:
            rows.stop_leading(connection, group.id, staff.id)
    return bool(others)


def people(store: Store, rules: Rules, group: Group, today: date) -> list[Person]:
    """Everybody in the group by slip. One whose snapshot is of other content is folded, not saved.

    One statement, and a second one for all those who are to be folded.
    """
    with store.read() as connection:
        found = members.of_group(connection, group.id, rules.journey.id)
        stale = [m.place.learner_id for m in found if m.place.rules not in ("", rules.key)]
        logs = members.events_of(connection, stale, rules.journey.id) if stale else {}
    caught_up: Mapping[int, Progress] = {
        learner_id: _caught_up(rules, fold(rules, events), today)
        for learner_id, events in logs.items()
    }
    return [_person(member, rules, caught_up) for member in found]


def remove(store: Store, group_id: int, learner_id: int) -> None:
    """The learner is not in the group any more; their journey stays theirs."""
    with store.write() as connection:
        rows.leave(connection, group_id, learner_id)


def presence(store: Store, group: Group) -> dict[date, frozenset[int]]:
    """Who was there on each day, the last day first."""
    with store.read() as connection:
        return rows.presence(connection, group.id)


def note_presence(
    store: Store, group: Group, day: date, came: Collection[int], stayed_away: Collection[int]
) -> None:
    """Notes who was there on a day and who was not after all; who is in neither stays as it is."""
    with store.write() as connection:
        for learner_id in came:
            if rows.slip_of(connection, group.id, learner_id) is not None:
                rows.note_presence(connection, group.id, learner_id, day)
        for learner_id in stayed_away:
            rows.note_absence(connection, group.id, learner_id, day)


def _person(member: members.Member, rules: Rules, caught_up: Mapping[int, Progress]) -> Person:
    place = member.place
    progress = caught_up.get(place.learner_id) or place.progress or rules.fresh()
    return Person(
        slip=member.slip,
        learner_id=place.learner_id,
        nickname=place.nickname,
        picture=place.picture,
        has_passport=place.has_passport,
        progress=progress,
    )


def _caught_up(rules: Rules, progress: Progress, today: date) -> Progress:
    return fold(rules, settle(rules, progress, today), progress)
