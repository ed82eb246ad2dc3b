"""Reads the learners of a group at once: one statement, and one more for logs to be folded anew."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, Table, and_, select

from digimatka.core.events import Event
from digimatka.core.progress import load
from digimatka.store.log import Place, decoded
from digimatka.store.tables import EventRow, GroupMemberRow, LearnerRow, SnapshotRow

# SQLModel sets __table__, its types do not say.
_LEARNER: Table = LearnerRow.__table__  # type: ignore[attr-defined]
_EVENT: Table = EventRow.__table__  # type: ignore[attr-defined]
_MEMBER: Table = GroupMemberRow.__table__  # type: ignore[attr-defined]
_SNAPSHOT: Table = SnapshotRow.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Member:
    """A learner of a group by the number of their slip, and their place on its journey."""

    slip: int
    place: Place


def of_group(connection: Connection, group_id: int, journey: str) -> list[Member]:
    """Everybody in a group, by the number of their slip."""
    place = (
        _LEARNER.c.id,
        _LEARNER.c.nickname,
        _LEARNER.c.picture,
        _LEARNER.c.lookup.is_not(None),
        _LEARNER.c.seen_on,
        _SNAPSHOT.c.rules,
    )
    here = and_(_SNAPSHOT.c.learner_id == _LEARNER.c.id, _SNAPSHOT.c.journey == journey)
    found = connection.execute(
        select(_MEMBER.c.slip, _SNAPSHOT.c.seq, _SNAPSHOT.c.state, *place)
        .join(_LEARNER, _LEARNER.c.id == _MEMBER.c.learner_id)
        .outerjoin(_SNAPSHOT, here)
        .where(_MEMBER.c.group_id == group_id)
        .order_by(_MEMBER.c.slip)
    )
    members = []
    for slip, seq, state, learner_id, nickname, picture, has_passport, seen_on, rules in found:
        progress = load(seq, state) if state is not None else None
        seen = (nickname, picture, bool(has_passport), seen_on)
        members.append(Member(slip, Place(learner_id, journey, *seen, rules or "", progress)))
    return members


def events_of(
    connection: Connection, learners: Collection[int], journey: str
) -> dict[int, list[Event]]:
    """The logs of some learners. StoreError if a newer program wrote one of the events."""
    found = connection.execute(
        select(_EVENT.c.learner_id, _EVENT.c.type, _EVENT.c.day, _EVENT.c.data)
        .where(_EVENT.c.learner_id.in_(learners), _EVENT.c.journey == journey)
        .order_by(_EVENT.c.seq)
    ).all()
    events = decoded([row[1:] for row in found])
    logs: dict[int, list[Event]] = {learner_id: [] for learner_id in learners}
    for row, event in zip(found, events, strict=True):
        logs[row[0]].append(event)
    return logs


def by_lookup(
    connection: Connection, group_id: int, lookups: Collection[str]
) -> dict[str, int | None]:
    """Of passports those that somebody has, and the slip of that learner in the group, if any."""
    in_group = and_(_MEMBER.c.learner_id == _LEARNER.c.id, _MEMBER.c.group_id == group_id)
    found = connection.execute(
        select(_LEARNER.c.lookup, _MEMBER.c.slip)
        .select_from(_LEARNER.outerjoin(_MEMBER, in_group))
        .where(_LEARNER.c.lookup.in_(lookups))
    )
    return {lookup: slip for lookup, slip in found}
