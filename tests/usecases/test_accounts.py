"""Beginning, being called something, the passport, and leaving for good."""

import pytest

from digimatka.core.passport import WORD_COUNT, Passport
from digimatka.core.passport_words import WORDS
from digimatka.core.rules import Rules
from digimatka.store.session import Store
from digimatka.usecases import accounts, learn
from digimatka.usecases.learn import NothingThereError, Walker
from tests.conftest import SECRET, TODAY
from tests.usecases.pauses import log_of, place_of

NONCE = "a-nonce-of-22-letters-"
PASSPORT = Passport((WORDS[0], WORDS[1], WORDS[2], WORDS[3]))


def everything_in(store: Store) -> str:
    """All rows as one text."""
    with store.read() as connection:
        tables = ("learner", "event", "snapshot", "alembic_version", "sqlite_sequence")
        return " ".join(
            str(connection.exec_driver_sql(f"SELECT * FROM {table}").all())  # noqa: S608 - our own
            for table in tables
        )


def test_who_begins_is_new_and_known_by_nothing(store: Store, rules: Rules) -> None:
    first, second = accounts.begin(store, TODAY), accounts.begin(store, TODAY)

    assert first != second
    place = learn.load(Walker(store, rules, first, TODAY)).place
    assert (place.nickname, place.picture, place.has_passport) == (None, None, False)
    assert place.seen_on == TODAY


def test_a_name_and_a_picture_are_kept_and_taken_away(walker: Walker) -> None:
    accounts.call(walker.store, walker.learner_id, "Hilla", "boat")
    called = place_of(walker)
    assert (called.nickname, called.picture) == ("Hilla", "boat")

    accounts.call(walker.store, walker.learner_id, "", "")
    silent = place_of(walker)
    assert (silent.nickname, silent.picture) == (None, None)


def test_a_passport_leads_back_to_its_learner(walker: Walker) -> None:
    made = accounts.make_passport(walker.store, walker.learner_id, NONCE, SECRET)

    assert len(made.words) == WORD_COUNT
    assert set(made.words) <= set(WORDS)
    assert place_of(walker).has_passport
    assert accounts.find(walker.store, made, SECRET) == walker.learner_id


def test_the_same_form_gives_the_same_words(walker: Walker) -> None:
    first = accounts.make_passport(walker.store, walker.learner_id, NONCE, SECRET)
    again = accounts.make_passport(walker.store, walker.learner_id, NONCE, SECRET)

    assert first == again
    assert accounts.find(walker.store, first, SECRET) == walker.learner_id


def test_another_form_gives_other_words_and_the_old_ones_open_nothing(walker: Walker) -> None:
    old = accounts.make_passport(walker.store, walker.learner_id, NONCE, SECRET)
    new = accounts.make_passport(walker.store, walker.learner_id, NONCE[::-1], SECRET)

    assert old != new
    assert accounts.find(walker.store, old, SECRET) is None
    assert accounts.find(walker.store, new, SECRET) == walker.learner_id


def test_two_learners_with_one_nonce_have_passports_of_their_own(
    store: Store, walker: Walker
) -> None:
    other = accounts.begin(store, TODAY)

    mine = accounts.make_passport(store, walker.learner_id, NONCE, SECRET)
    theirs = accounts.make_passport(store, other, NONCE, SECRET)

    assert mine != theirs
    assert accounts.find(store, mine, SECRET) == walker.learner_id
    assert accounts.find(store, theirs, SECRET) == other


def test_words_that_were_never_given_open_nothing(walker: Walker) -> None:
    accounts.make_passport(walker.store, walker.learner_id, NONCE, SECRET)

    assert accounts.find(walker.store, PASSPORT, SECRET) is None


def test_neither_words_nor_nonce_nor_secret_are_stored(walker: Walker) -> None:
    made = accounts.make_passport(walker.store, walker.learner_id, NONCE, SECRET)

    stored = everything_in(walker.store).casefold()

    for hidden in (*made.words, *made.phrase.split(), NONCE, SECRET.decode()):
        assert hidden.casefold() not in stored


def test_the_lookup_hangs_on_the_words_their_order_and_the_secret() -> None:
    turned = Passport((WORDS[1], WORDS[0], WORDS[2], WORDS[3]))
    lookups = [
        accounts.lookup_id(PASSPORT, SECRET),
        accounts.lookup_id(turned, SECRET),
        accounts.lookup_id(PASSPORT, SECRET + b"!"),
    ]

    assert accounts.lookup_id(PASSPORT, SECRET) == lookups[0]
    assert len(set(lookups)) == 3
    for lookup in lookups:
        assert len(lookup) == 64
        assert set(lookup) <= set("0123456789abcdef")


def test_words_do_not_follow_from_the_form_without_the_secret(walker: Walker) -> None:
    one = accounts.make_passport(walker.store, walker.learner_id, NONCE, SECRET)
    other = accounts.make_passport(walker.store, walker.learner_id, NONCE, SECRET + b"!")

    assert one != other


def test_erasing_leaves_nothing_of_a_learner_and_everything_of_others(
    store: Store, walker: Walker, rules: Rules
) -> None:
    stays = Walker(store, rules, accounts.begin(store, TODAY), TODAY)
    for one in (walker, stays):
        learn.answer(one, ("alku", "lue"), {})
    accounts.call(store, walker.learner_id, "Hilla", "boat")
    made = accounts.make_passport(store, walker.learner_id, NONCE, SECRET)

    accounts.erase(store, walker.learner_id)

    with pytest.raises(NothingThereError):
        learn.load(walker)
    assert log_of(walker) == []
    assert accounts.find(store, made, SECRET) is None
    assert "Hilla" not in everything_in(store)
    assert len(log_of(stays)) == 1


def test_erasing_twice_or_nobody_is_no_trouble(walker: Walker) -> None:
    accounts.erase(walker.store, walker.learner_id)
    accounts.erase(walker.store, walker.learner_id)

    assert accounts.begin(walker.store, TODAY) > walker.learner_id
