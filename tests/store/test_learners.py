"""Rows of learners: named, found by their passport, forgotten."""

from digimatka.core.progress import Progress
from digimatka.store import learners, log
from digimatka.store.session import Store
from tests.conftest import TODAY
from tests.store.rows import add_walker, counts, done, find, raw_rows


def test_name_picture_and_passport_stand_in_the_place(store: Store) -> None:
    learner = add_walker(store)
    with store.write() as connection:
        learners.rename(connection, learner, "Väinö", "boat")
        learners.set_lookup(connection, learner, "f" * 64)
    named = find(store, learner)
    assert (named.nickname, named.picture, named.has_passport) == ("Väinö", "boat", True)

    with store.write() as connection:
        learners.rename(connection, learner, None, None)

    unnamed = find(store, learner)
    assert (unnamed.nickname, unnamed.picture, unnamed.has_passport) == (None, None, True)


def test_erasing_a_learner_leaves_no_row_of_theirs(store: Store) -> None:
    gone, stays = add_walker(store, done("a"), done("b")), add_walker(store)
    with store.write() as connection:
        log.append(connection, find(store, gone, "toinen"), [done()], Progress(1), "rules")
        learners.set_lookup(connection, gone, "a" * 64)

    with store.write() as connection:
        learners.forget(connection, gone)

    assert counts(store) == {"learner": 1, "event": 1, "snapshot": 1}
    assert {row["learner_id"] for row in raw_rows(store, "event")} == {stays}
    assert {row["learner_id"] for row in raw_rows(store, "snapshot")} == {stays}
    with store.read() as connection:
        assert learners.by_lookup(connection, "a" * 64) is None


def test_a_passport_opens_one_learner(store: Store) -> None:
    one, other = add_walker(store), add_walker(store)
    with store.write() as connection:
        learners.set_lookup(connection, one, "1" * 64)
        learners.set_lookup(connection, other, "2" * 64)

    with store.read() as connection:
        assert learners.by_lookup(connection, "1" * 64) == one
        assert learners.by_lookup(connection, "2" * 64) == other
        assert learners.by_lookup(connection, "3" * 64) is None


def test_the_id_of_an_erased_learner_is_never_given_again(store: Store) -> None:
    with store.write() as connection:
        first = learners.add(connection, TODAY)
        learners.forget(connection, first)
        second = learners.add(connection, TODAY)

    assert second > first
