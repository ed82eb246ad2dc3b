"""Reads a learner's place on a journey and appends to the log, snapshot and all, at once."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.sql.expression import and_

from digimatka.core.events import Event, from_dict, to_dict
from digimatka.core.progress import Progress, dump, load
from digimatka.store.prepared import Prepared
from digimatka.store.session import StoreError, Trouble
from digimatka.store.tables import EventRow, LearnerRow, SnapshotRow

_LEARNER = LearnerRow.__table__  # type: ignore[attr-defined]  # SQLModel sets it, its types do not say
_EVENT = EventRow.__table__  # type: ignore[attr-defined]
_SNAPSHOT = SnapshotRow.__table__  # type: ignore[attr-defined]

# Rows that are fetched at once, where many learners are read.
_CHUNK: Final = 2000
_encode = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode


class ConflictError(Exception):
    """Another tab or device wrote first: read again and decide anew."""


@dataclass(frozen=True, slots=True)
class Place:
    """A learner and their snapshot on one journey; ``rules`` is '' where they have not begun."""

    learner_id: int
    journey: str
    nickname: str | None
    picture: str | None
    has_passport: bool
    seen_on: date
    rules: str
    progress: Progress | None


_PLACE = Prepared(
    select(
        _LEARNER.c.nickname,
        _LEARNER.c.picture,
        _LEARNER.c.lookup.is_not(None),
        _LEARNER.c.seen_on,
        _SNAPSHOT.c.seq,
        _SNAPSHOT.c.rules,
        _SNAPSHOT.c.state,
    )
    .select_from(
        _LEARNER.outerjoin(
            _SNAPSHOT,
            and_(
                _SNAPSHOT.c.learner_id == _LEARNER.c.id,
                _SNAPSHOT.c.journey == bindparam("journey"),
            ),
        )
    )
    .where(_LEARNER.c.id == bindparam("learner"))
)
_SINCE = Prepared(
    select(_EVENT.c.type, _EVENT.c.day, _EVENT.c.data)
    .where(
        _EVENT.c.learner_id == bindparam("learner"),
        _EVENT.c.journey == bindparam("journey"),
        _EVENT.c.seq > bindparam("seq"),
    )
    .order_by(_EVENT.c.seq)
)
_APPEND = Prepared(insert(_EVENT), "learner_id", "journey", "seq", "type", "day", "data")
_FIRST = Prepared(insert(_SNAPSHOT), "learner_id", "journey", "seq", "rules", "state")
_NEXT = Prepared(
    update(_SNAPSHOT)
    .where(
        _SNAPSHOT.c.learner_id == bindparam("p_learner_id"),
        _SNAPSHOT.c.journey == bindparam("p_journey"),
        _SNAPSHOT.c.seq == bindparam("p_before"),
    )
    .values(seq=bindparam("p_seq"), rules=bindparam("p_rules"), state=bindparam("p_state"))
)
_SEEN = Prepared(
    update(_LEARNER)
    .where(_LEARNER.c.id == bindparam("learner"), _LEARNER.c.seen_on != bindparam("day"))
    .values(seen_on=bindparam("day"))
)


def find(connection: Connection, learner_id: int, journey: str) -> Place | None:
    """The learner and their snapshot in one row; None if there is no such learner."""
    rows = _PLACE.rows(connection, {"learner": learner_id, "journey": journey})
    if not rows:
        return None
    nickname, picture, has_passport, seen_on, seq, rules, state = rows[0]
    progress = load(seq, state) if state is not None else None
    seen = (bool(has_passport), seen_on)
    return Place(learner_id, journey, nickname, picture, *seen, rules or "", progress)


def since(connection: Connection, learner_id: int, journey: str, seq: int = 0) -> list[Event]:
    """The events after ``seq``, in order. StoreError if a newer program wrote one of them."""
    return decoded(_SINCE.rows(connection, {"learner": learner_id, "journey": journey, "seq": seq}))


def decoded(rows: Sequence[Sequence[Any]]) -> list[Event]:
    """Rows of type, day and data as events. StoreError if a newer program wrote one of them."""
    found = json.loads(f"[{','.join(data for _, _, data in rows)}]")
    for data, (kind, day, _) in zip(found, rows, strict=True):
        data.update(type=kind, day=day.isoformat())
    try:
        return [from_dict(data) for data in found]
    except ValueError as error:
        raise StoreError(Trouble.NEWER) from error


def everyone(connection: Connection, journey: str) -> Iterator[list[Event]]:
    """The log of each learner who has begun a journey, one after the other, and nothing of whose.

    StoreError as in ``decoded``.
    """
    rows = connection.execution_options(yield_per=_CHUNK).execute(
        select(_EVENT.c.learner_id, _EVENT.c.type, _EVENT.c.day, _EVENT.c.data)
        .where(_EVENT.c.journey == journey)
        .order_by(_EVENT.c.learner_id, _EVENT.c.seq)
    )
    for _, own in groupby(rows, key=lambda row: row[0]):
        yield decoded([row[1:] for row in own])


def append(
    connection: Connection, place: Place, events: Sequence[Event], after: Progress, rules: str
) -> None:
    """Adds events and the snapshot they lead to. ConflictError if the log has grown meanwhile.

    Call it inside ``Store.write``; without events it only renews the snapshot.
    """
    before = after.seq - len(events)
    of = {"learner_id": place.learner_id, "journey": place.journey}
    state = {"seq": after.seq, "rules": rules, "state": dump(after)}
    rows = [_row(event) | of | {"seq": before + i} for i, event in enumerate(events, 1)]
    try:
        if rows:
            _APPEND.run(connection, *rows)
        if place.progress is None:
            _FIRST.run(connection, of | state)
        elif _NEXT.run(connection, _prefixed(of | {"before": before} | state)) != 1:
            raise ConflictError
    except IntegrityError as error:
        raise ConflictError from error
    if rows and events[-1].day != place.seen_on:
        _SEEN.run(connection, {"learner": place.learner_id, "day": events[-1].day})


def _row(event: Event) -> dict[str, object]:
    data = to_dict(event)
    kind, _ = data.pop("type"), data.pop("day")
    return {"type": kind, "day": event.day, "data": _encode(data)}


def _prefixed(values: dict[str, object]) -> dict[str, object]:
    """Names for bindparam, which may not be those of the columns that an update sets."""
    return {f"p_{name}": value for name, value in values.items()}
