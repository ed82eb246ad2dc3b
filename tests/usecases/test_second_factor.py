"""The second factor: a code is good once, and the database alone gives none."""

import pyotp
import pytest

from digimatka.core.staff import Staff
from digimatka.store.session import Store
from digimatka.usecases import second_factor, staff
from digimatka.usecases.second_factor import seed
from digimatka.usecases.staff import WrongPasswordError
from tests.conftest import SECRET
from tests.usecases.test_staff import OLD, held

NONCE = "a-nonce-of-22-letters-"
MOMENT = 1_795_500_000.0
STEP = 30


def code(who: Staff, moment: float = MOMENT) -> str:
    return pyotp.TOTP(seed(who, NONCE, SECRET).secret).at(moment)


@pytest.fixture
def secured(store: Store, maija: Staff) -> Staff:
    """Somebody who has turned codes on, two minutes ago."""
    before = MOMENT - 4 * STEP
    assert second_factor.turn_on(
        store, maija, seed(maija, NONCE, SECRET), code(maija, before), before
    )
    return maija


def enter(store: Store, typed: str, moment: float = MOMENT) -> bool:
    return second_factor.enter(store, held(store), typed, SECRET, moment)


def test_without_it_the_password_is_enough(store: Store, maija: Staff) -> None:
    assert not second_factor.is_on(store, maija)
    entry = staff.sign_in(store, "maija", OLD)
    assert entry is not None
    assert not entry.needs_code
    assert not enter(store, code(maija)), "there is no code to be right"


def test_with_it_the_password_is_not(store: Store, secured: Staff) -> None:
    assert second_factor.is_on(store, secured)
    entry = staff.sign_in(store, "maija", OLD)
    assert entry is not None
    assert entry.needs_code
    assert enter(store, code(secured))


def test_it_is_turned_on_by_a_code_alone(store: Store, maija: Staff) -> None:
    made = seed(maija, NONCE, SECRET)

    assert not second_factor.turn_on(store, maija, made, code(maija, MOMENT + 9 * STEP), MOMENT)
    assert not second_factor.is_on(store, maija)


def test_a_code_is_good_once(store: Store, secured: Staff) -> None:
    assert enter(store, code(secured))

    assert not enter(store, code(secured))
    assert not enter(store, code(secured, MOMENT - STEP)), "nor is one before it"
    assert enter(store, code(secured, MOMENT + STEP), MOMENT + STEP)


def test_the_code_that_turned_it_on_signs_nobody_in(store: Store, secured: Staff) -> None:
    before = MOMENT - 4 * STEP

    assert not enter(store, code(secured, before), before)


@pytest.mark.parametrize(("steps", "is_good"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_a_clock_may_be_off_by_one_step(
    store: Store, secured: Staff, steps: int, is_good: bool
) -> None:
    assert enter(store, code(secured, MOMENT + steps * STEP)) is is_good


def test_another_nonce_person_or_server_has_other_codes(store: Store, maija: Staff) -> None:
    other = Staff(maija.id + 1, "pekka", maija.roles)
    made = [
        seed(maija, NONCE, SECRET),
        seed(maija, NONCE[::-1], SECRET),
        seed(other, NONCE, SECRET),
        seed(maija, NONCE, SECRET + b"!"),
    ]

    assert len({one.secret for one in made}) == len(made)
    assert seed(maija, NONCE, SECRET) == made[0]
    assert {len(one.secret) for one in made} == {32}
    assert made[0].secret not in repr(made[0])


def test_a_session_that_has_ended_takes_no_code(store: Store, secured: Staff) -> None:
    before = held(store)
    staff.change_password(store, secured, OLD, "meri-tuuli-kallio")

    assert not second_factor.enter(store, before, code(secured), SECRET, MOMENT)
    assert not second_factor.enter(store, "nothing", code(secured), SECRET, MOMENT)


def test_it_is_turned_off_by_the_password_alone(store: Store, secured: Staff) -> None:
    with pytest.raises(WrongPasswordError):
        second_factor.turn_off(store, secured, "meri-tuuli-kallio")
    assert second_factor.is_on(store, secured)

    second_factor.turn_off(store, secured, OLD)

    assert not second_factor.is_on(store, secured)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("123456", "123456"),
        (" 123 456 ", "123456"),
        ("012345", "012345"),
        ("12345", None),
        ("1234567", None),
        ("12345x", None),
        ("", None),
        ("१२३४५६", None),
    ],
)
def test_a_code_is_six_digits(typed: str, read: str | None) -> None:
    assert second_factor.read_code(typed) == read


def test_an_app_learns_the_name_and_the_product_from_the_picture(maija: Staff) -> None:
    made = seed(maija, second_factor.new_nonce(), SECRET)
    read = pyotp.parse_uri(second_factor.address_of(maija, made))

    assert isinstance(read, pyotp.TOTP)
    assert (read.name, read.issuer) == ("maija", second_factor.ISSUER)
    assert (read.secret, read.digits, read.interval) == (made.secret, 6, STEP)
    assert second_factor.is_nonce(made.nonce)
