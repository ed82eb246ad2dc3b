"""Pairs and small groups, and the parts that rotate in them."""

from collections import Counter
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digimatka.core.meeting.groups import Group, join, mix, part
from digimatka.core.meeting.model import Part
from tests.core.meeting.room import SOME

people = st.integers(0, 40).flatmap(lambda count: st.permutations(range(count)))
sizes = st.integers(0, 9)


@pytest.mark.parametrize(
    ("count", "size", "lengths"),
    [
        (0, 2, []),
        (1, 2, [1]),
        (2, 2, [2]),
        (3, 2, [3]),
        (4, 2, [2, 2]),
        (7, 2, [3, 2, 2]),
        (2, 3, [2]),
        (4, 3, [4]),
        (5, 3, [3, 2]),
        (9, 5, [5, 4]),
        (8, 3, [4, 4]),
        (9, 3, [3, 3, 3]),
        (4, 0, [2, 2]),
        (4, 1, [2, 2]),
        (10, 99, [5, 5]),
    ],
)
def test_people_over_join_the_others(count: int, size: int, lengths: list[int]) -> None:
    assert [len(group) for group in mix(range(count), size)] == lengths


@SOME
@given(people, sizes)
def test_everybody_is_in_one_group_and_nobody_is_alone(order: list[int], size: int) -> None:
    made = mix(order, size)

    assert sorted(chain(*made)) == sorted(order)
    assert len(order) < 2 or min(map(len, made)) >= 2


@SOME
@given(people, sizes, sizes)
def test_groups_differ_by_one_at_most_whoever_was_together_before(
    order: list[int], size: int, before: int
) -> None:
    lengths = [len(group) for group in mix(order, size, mix(sorted(order), before))]

    assert max(lengths, default=0) - min(lengths, default=0) <= 1


@pytest.mark.parametrize("count", [4, 6, 7, 8, 12, 30])
def test_pairs_that_were_together_are_set_apart(count: int) -> None:
    before = mix(range(count), 2)

    after = mix(range(count), 2, before)

    assert len(before) == len(after)
    # The last place of all may have nobody to be exchanged with.
    met = [group for group in after if any(len(set(group) & set(old)) > 1 for old in before)]
    assert len(met) <= 1


@SOME
@given(st.lists(st.integers(), min_size=2, max_size=6, unique=True), st.integers(0, 20))
def test_in_a_full_rotation_each_is_interviewer_and_applicant_once(
    members: list[int], begins: int
) -> None:
    group: Group = tuple(members)
    turns = range(begins + 1, begins + 1 + len(group))
    rotation = [{person: part(group, person, turn) for person in group} for turn in turns]

    for person in group:
        had = Counter(parts[person] for parts in rotation)
        assert had[Part.INTERVIEWER] == had[Part.APPLICANT] == 1
    for parts in rotation:
        now = Counter(parts.values())
        assert (now[Part.INTERVIEWER], now[Part.APPLICANT]) == (1, 1)
        assert now[Part.OBSERVER] == len(group) - 2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((), ((9,),)),
        (((1, 2),), ((1, 2, 9),)),
        (((1, 2, 3), (4, 5)), ((1, 2, 3), (4, 5, 9))),
        (((1, 2), (4, 5)), ((1, 2, 9), (4, 5))),
    ],
)
def test_one_more_joins_the_smallest_group(
    before: tuple[Group, ...], after: tuple[Group, ...]
) -> None:
    assert join(before, 9) == after
