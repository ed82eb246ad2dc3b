"""``digimatka staff``: the first administrator comes from here, and a lost password finds help."""

import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from digimatka.cli import main
from digimatka.core.staff import Role
from digimatka.store.session import Store
from digimatka.usecases import invitations, people, staff
from digimatka.usecases.invitations import Offer
from tests import cheap

PASSWORD = "kaarna-niemi-pilvi"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes passwords cheap."""
    monkeypatch.setattr(staff, "HASHER", cheap.HASHER)


@pytest.fixture
def data(database: Path) -> Path:
    """The data folder."""
    return database.parent


@pytest.fixture
def kept(data: Path) -> Iterator[Store]:
    """What the commands have written."""
    store = Store(f"sqlite:///{data / 'digimatka.db'}")
    yield store
    store.close()


def call(data: Path, *arguments: str, typed: str = "", **settings: str) -> Result:
    environment = {f"DIGIMATKA_{name}": value for name, value in settings.items()}
    environment |= {"DIGIMATKA_DATA_DIR": str(data)}
    return CliRunner().invoke(main, ["staff", *arguments], input=typed, env=environment)


def add(data: Path, name: str, *roles: str) -> Result:
    options = [word for role in roles for word in ("--role", role)]
    return call(data, "add", name, *options, "--password-stdin", typed=f"{PASSWORD}\n")


def test_the_first_administrator_is_made_in_a_database_that_was_not_there(tmp_path: Path) -> None:
    data = tmp_path / "data"

    result = add(data, "Pomo", "administrator", "facilitator")

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "pomo can sign in at /ohjaaja/kirjaudu\n"
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    store = Store(f"sqlite:///{data / 'digimatka.db'}")
    assert staff.sign_in(store, "pomo", PASSWORD) is not None
    [one] = people.everybody(store)
    assert one.staff.roles == {Role.ADMINISTRATOR, Role.FACILITATOR}
    store.close()


def test_a_password_is_asked_for_twice_and_not_shown(data: Path, kept: Store) -> None:
    typed = f"{PASSWORD}\nmeri-tuuli-kallio\n{PASSWORD}\n{PASSWORD}\n"

    result = call(data, "add", "pomo", "--role", "administrator", typed=typed)

    assert result.exit_code == 0
    assert PASSWORD not in result.output
    assert staff.sign_in(kept, "pomo", PASSWORD) is not None


def test_a_name_that_is_taken_ends_with_1(data: Path, kept: Store) -> None:
    add(data, "pomo", "administrator")

    result = add(data, "POMO", "author")

    assert result.exit_code == 1
    assert result.stderr == "Error: There is an account called pomo already.\n"
    assert len(people.everybody(kept)) == 1


@pytest.mark.parametrize(
    ("arguments", "typed", "said"),
    [
        (("add", "pomo@koe.example", "--role", "author"), PASSWORD, "no e-mail"),
        (("add", "p", "--role", "author"), PASSWORD, "3 to 40"),
        (("add", "pomo"), PASSWORD, "--role administrator"),
        (("add", "pomo", "--role", "king"), PASSWORD, "administrator"),
        (("add", "pomo", "--role", "author"), "lyhyt", "at least 12"),
        (("add", "pomo", "--role", "author"), "", "empty"),
        (("add", "pomo", "--role", "author"), "salasana12345", "many people"),
        (("add", "pomo", "--role", "author"), "pomo1234pomo", "name is in it"),
        (("add", "--role", "author"), PASSWORD, "NAME"),
        (("invite",), "", "--role"),
        (("invite", "--role", "author", "--for", "pomo"), "", "--for NAME"),
        (("remove", "pomo"), "", "No such command"),
    ],
)
def test_a_wrong_call_ends_with_2_and_makes_nothing(
    data: Path, kept: Store, arguments: tuple[str, ...], typed: str, said: str
) -> None:
    stdin = ("--password-stdin",) if arguments[0] == "add" else ()

    result = call(data, *arguments, *stdin, typed=typed)

    assert result.exit_code == 2
    assert said in result.stderr
    assert people.everybody(kept) == []


@pytest.mark.parametrize("base", ["", "https://digimatka.example"])
def test_an_invitation_is_a_link(data: Path, kept: Store, base: str) -> None:
    result = call(data, "invite", "--role", "facilitator", BASE_URL=base)

    assert result.exit_code == 0
    start, _, token = result.stdout.strip().rpartition("/")
    assert start == f"{base}/ohjaaja/kutsu"
    assert invitations.read(kept, token, date.min) == Offer(frozenset({Role.FACILITATOR}), None)


def test_a_lost_password_of_the_only_administrator_is_set_anew(data: Path, kept: Store) -> None:
    add(data, "pomo", "administrator")

    token = call(data, "invite", "--for", "Pomo").stdout.strip().rpartition("/")[2]

    assert invitations.read(kept, token, date.min).name == "pomo"
    unknown = call(data, "invite", "--for", "maija")
    assert (unknown.exit_code, unknown.stdout) == (1, "")
    assert "no open account called maija" in unknown.stderr


def test_accounts_are_listed_with_what_they_may_do(data: Path, kept: Store) -> None:
    assert call(data, "list").stdout == ""
    add(data, "pomo", "administrator", "facilitator")
    add(data, "maija", "author")
    boss, maija = (one.staff for one in reversed(people.everybody(kept)))
    people.close(kept, boss, maija.id)

    result = call(data, "list")

    assert result.exit_code == 0
    assert result.stdout == "maija: author (closed)\npomo: facilitator, administrator\n"


def test_troubles_are_one_line_and_end_with_1(tmp_path: Path) -> None:
    missing = call(tmp_path, "list", DATABASE_URL=f"sqlite:///{tmp_path}/no/such/folder/x.db")
    short = call(tmp_path, "list", SECRET_KEY="short")

    for result, said in ((missing, "cannot be opened"), (short, "DIGIMATKA_SECRET_KEY is too")):
        assert (result.exit_code, result.stdout) == (1, "")
        assert said in result.stderr
        assert result.stderr.count("\n") == 1
