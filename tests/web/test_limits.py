"""Misses are counted by address or name in windows of ten minutes; neither is kept."""

import gc

import pytest

from digimatka.web.limits import MAX_ADDRESSES, PASSPORT_MISSES, WINDOW_SECONDS, Kind, Limits


class Time:
    """Seconds that a test lets pass."""

    seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def used_up(limits: Limits, address: str) -> None:
    for _ in range(PASSPORT_MISSES):
        limits.note_miss(address)


def test_the_last_miss_reaches_the_limit() -> None:
    limits = Limits(Time())
    for _ in range(PASSPORT_MISSES - 1):
        limits.note_miss("a")
    assert not limits.is_reached("a")

    limits.note_miss("a")

    assert limits.is_reached("a")
    assert not limits.is_reached("b")


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_is_counted_for_itself_up_to_its_own_limit(kind: Kind) -> None:
    limits = Limits(Time())
    for _ in range(kind.most):
        assert not limits.is_reached("a", kind)
        limits.note_miss("a", kind)

    assert [other for other in Kind if limits.is_reached("a", other)] == [kind]


def test_a_flood_of_one_kind_makes_nothing_of_another_forgotten() -> None:
    limits = Limits(Time())
    used_up(limits, "a")
    for number in range(MAX_ADDRESSES + 1):
        limits.note_miss(str(number), Kind.NAME)

    assert limits.is_reached("a")


def test_the_next_window_begins_anew() -> None:
    time = Time()
    limits = Limits(time)
    used_up(limits, "a")
    time.seconds += WINDOW_SECONDS

    assert not limits.is_reached("a")
    limits.note_miss("a")
    assert not limits.is_reached("a")


def test_the_oldest_addresses_are_forgotten_when_there_are_too_many() -> None:
    limits = Limits(Time())
    used_up(limits, "old")
    used_up(limits, "new")
    for number in range(MAX_ADDRESSES - 1):
        limits.note_miss(str(number))

    assert not limits.is_reached("old")
    assert limits.is_reached("new")


def test_no_address_and_no_name_is_kept() -> None:
    limits = Limits(Time())
    limits.note_miss("198.51.100.77")
    limits.note_miss("maija", Kind.NAME)

    held, waiting = [], [limits.__dict__]
    while waiting:
        thing = waiting.pop()
        held.append(repr(thing))
        if isinstance(thing, dict | tuple | list):
            waiting += gc.get_referents(thing)
    assert "198.51.100.77" not in "".join(held)
    assert "maija" not in "".join(held)
    assert Limits()._hash("a") != Limits()._hash("a"), "every process has a key of its own"


def test_the_addresses_of_one_ipv6_subscriber_count_as_one() -> None:
    limits = Limits(Time())
    for number in range(PASSPORT_MISSES):
        limits.note_miss(f"2001:db8:1:2::{number + 1:x}")

    assert limits.is_reached("2001:db8:1:2:ffff::1")
    assert not limits.is_reached("2001:db8:1:3::1")
    assert not limits.is_reached("192.0.2.1")
