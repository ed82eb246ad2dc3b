"""Pairs and small groups that leave nobody alone, and the parts that rotate in them."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from digimatka.core.meeting.model import Part

Group = tuple[int, ...]
LARGEST: Final = 5
_PARTS: Final = (Part.INTERVIEWER, Part.APPLICANT, Part.OBSERVER)


def mix(order: Sequence[int], size: int, before: Iterable[Group] = ()) -> tuple[Group, ...]:
    """Groups of ``size`` from people in an order made by chance; those over join the last ones.

    Nobody is alone: of three people a pair becomes a group of three. People who were together
    ``before`` are set apart where that is possible by exchanging two neighbours.
    """
    people = list(dict.fromkeys(order))
    size = max(2, min(size, LARGEST))
    count = max(1, len(people) // size)
    if -(-len(people) // count) > size + 1 and len(people) // (count + 1) > 1:
        count += 1  # those over would make the others too many
    # The groups differ by one at most, the larger ones first.
    small, over = divmod(len(people), count)
    begins = [index * small + min(index, over) for index in range(count + 1)]
    people = _apart(people, begins, {frozenset(p) for p in _couples(before)})
    groups = (tuple(people[begin:end]) for begin, end in pairwise(begins))
    return tuple(group for group in groups if group)


def join(groups: Sequence[Group], person: int) -> tuple[Group, ...]:
    """The groups with one more person in the smallest of them, or alone if there is none."""
    if not groups:
        return ((person,),)
    at = min(range(len(groups)), key=lambda index: len(groups[index]))
    return (*groups[:at], (*groups[at], person), *groups[at + 1 :])


def part(group: Group, participant: int, turn: int) -> Part:
    """The part of a participant in an interview; with every turn the parts move on by one.

    A group of two has no observer, one of four or five more than one.
    """
    place = (group.index(participant) + turn - 1) % len(group)
    return _PARTS[min(place, len(_PARTS) - 1)]


def _apart(people: list[int], begins: Sequence[int], together: set[frozenset[int]]) -> list[int]:
    """Exchanges people with a later one where a couple would meet again."""
    if not together:
        return people
    begin = 0
    for place in range(len(people)):
        begin = place if place in begins else begin
        mates = people[begin:place]
        if not _met(people[place], mates, together):
            continue
        for later in range(place + 1, len(people)):
            if not _met(people[later], mates, together):
                people[place], people[later] = people[later], people[place]
                break
    return people


def _met(person: int, mates: Iterable[int], together: set[frozenset[int]]) -> bool:
    return any(frozenset((person, mate)) in together for mate in mates)


def _couples(groups: Iterable[Group]) -> Iterable[tuple[int, int]]:
    for group in groups:
        yield from ((a, b) for i, a in enumerate(group) for b in group[i + 1 :])
