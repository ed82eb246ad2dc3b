"""``digimatka staff``: the first administrator, invitations, and who there is.

Troubles with settings and the database are told by the group that these commands belong to.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import click

from digimatka.app import this_day
from digimatka.core.password import MAX_LENGTH, MIN_LENGTH, PasswordProblem, problem_of
from digimatka.core.staff import NameProblem, Role, fold_name, read_name, read_roles
from digimatka.settings import Settings, from_environment
from digimatka.store.migrate import migrate
from digimatka.store.session import Store
from digimatka.usecases import invitations, people
from digimatka.usecases import staff as usecase

NAME_RULE: Final = (
    "use 3 to 40 letters and digits, with single dots and hyphens between, and no e-mail"
)
PASSWORD_RULES: Final = {
    PasswordProblem.EMPTY: "it is empty",
    PasswordProblem.SHORT: f"use at least {MIN_LENGTH} characters, for instance three words",
    PasswordProblem.LONG: f"use at most {MAX_LENGTH} characters",
    PasswordProblem.NAME: "the name is in it",
    PasswordProblem.COMMON: "many people use one like it",
}
_roles = click.option(
    "--role",
    "roles",
    multiple=True,
    type=click.Choice([role.value for role in Role]),
    help="May be repeated.",
)


@dataclass(frozen=True, slots=True)
class _Place:
    settings: Settings
    store: Store


@click.group()
def staff() -> None:
    """Accounts of staff: facilitators, authors, administrators."""


@staff.command()
@click.argument("name")
@_roles
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def add(name: str, roles: tuple[str, ...], password_stdin: bool) -> None:
    """Make an account called NAME; asks for its password."""
    read = read_name(name)
    if isinstance(read, NameProblem):
        raise click.UsageError(f"{name!r} is no name for an account: {NAME_RULE}.")
    if not roles:
        raise click.UsageError("Say what the account may do, for instance --role administrator")
    problem = problem_of(password := _password(password_stdin), read)
    if problem is not None:
        raise click.UsageError(f"The password is not good enough: {PASSWORD_RULES[problem]}.")
    with _opened() as place:
        try:
            usecase.add(place.store, read, password, read_roles(roles), this_day())
        except usecase.NameTakenError as error:
            raise click.ClickException(f"There is an account called {read} already.") from error
    click.echo(f"{read} can sign in at /ohjaaja/kirjaudu")


@staff.command()
@_roles
@click.option("--for", "name", help="Set a new password for this account instead.")
def invite(roles: tuple[str, ...], name: str | None) -> None:
    """Print a link by which somebody makes an account, good once and for a week."""
    if bool(roles) == bool(name):
        raise click.UsageError("Say --role for a new account, or --for NAME for a new password")
    with _opened() as place:
        if name is None:
            token = invitations.invite(place.store, read_roles(roles), None, this_day())
        else:
            token = _renewed(place.store, fold_name(name))
        click.echo(f"{place.settings.base_url}/ohjaaja/kutsu/{token}")


@staff.command("list")
def list_all() -> None:
    """Print every account with its roles."""
    with _opened() as place:
        for one in people.everybody(place.store):
            roles = ", ".join(role for role in Role if role in one.staff.roles)
            click.echo(f"{one.staff.name}: {roles}{'' if one.is_active else ' (closed)'}")


def _renewed(store: Store, name: str) -> str:
    found = next((one for one in people.everybody(store) if one.staff.name == name), None)
    try:
        if found is None:
            raise invitations.LinkGoneError
        return invitations.renew(store, found.staff.id, None, this_day())
    except invitations.LinkGoneError as error:
        raise click.ClickException(f"There is no open account called {name}.") from error


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.read().removesuffix("\n").removesuffix("\r")
    asked: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return asked


@contextmanager
def _opened() -> Iterator[_Place]:
    """The database of the settings, made and migrated as ``serve`` does it."""
    settings = from_environment()
    store = Store(settings.database_url)
    try:
        migrate(store)
        yield _Place(settings, store)
    finally:
        store.close()
