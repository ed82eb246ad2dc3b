"""Passport slips for people who have no passport yet: many learners at once, from one form."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy.exc import IntegrityError

from digimatka.core.passport import Passport
from digimatka.store import groups as rows
from digimatka.store import learners, members
from digimatka.store.session import Store
from digimatka.usecases import accounts

MOST_SLIPS: Final = 40


@dataclass(frozen=True, slots=True)
class Batch:
    """What a form orders: how many slips for which group. ``nonce`` is the form's own."""

    group_id: int
    nonce: str
    count: int


@dataclass(frozen=True, slots=True)
class Slip:
    """A passport and the number that its learner has in the group."""

    number: int
    passport: Passport


def make_slips(store: Store, batch: Batch, secret: bytes, today: date) -> list[Slip]:
    """New learners in the group, each with a passport, all of them or none.

    The words follow from the nonce of the form, and by them it is seen that a form was sent before:
    then its slips are shown again, without those that have another passport or left the group.
    """
    made = {}
    for index in range(batch.count):
        passport = accounts.derive_passport(f"slip:{batch.group_id}:{batch.nonce}:{index}", secret)
        made[accounts.lookup_id(passport, secret)] = passport
    try:
        numbers = _numbers(store, batch.group_id, list(made), today)
    except IntegrityError:  # another process has made them in between
        numbers = _numbers(store, batch.group_id, list(made), today)
    slips = [Slip(number, made[lookup]) for lookup, number in numbers.items() if number]
    return sorted(slips, key=lambda slip: slip.number)


def _numbers(store: Store, group_id: int, lookups: list[str], today: date) -> dict[str, int | None]:
    with store.write() as connection:
        found = members.by_lookup(connection, group_id, lookups)
        if found:
            return found
        for lookup in lookups:
            learner_id = learners.add(connection, today)
            learners.set_lookup(connection, learner_id, lookup)
            found[lookup] = rows.enrol(connection, group_id, learner_id)
    return found
