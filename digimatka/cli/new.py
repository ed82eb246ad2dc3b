"""``digimatka new``: something to begin with, and what to do with it next."""

from pathlib import Path
from typing import Final

import click

from digimatka.app import this_day
from digimatka.content.check import check
from digimatka.content.files import JOURNEY, WORDS
from digimatka.content.load import load_journey
from digimatka.content.problems import has_errors, to_text
from digimatka.content.scaffold.make import (
    BrokenError,
    Plan,
    RefusedError,
    Sort,
    Wish,
    carry_out,
    plan,
)

HOME: Final = Path("quests")
NEXT: Final = {
    Sort.JOURNEY: "Kirjoita matkan nimi ja esittely, ja lisää tehtäviä: digimatka new quest",
    Sort.QUEST: "Kirjoita askeleet omin sanoin.",
    Sort.PRACTICE: "Lisää tehtävään askel, joka käyttää harjoitusta:\n"
    "  - id: kokeile\n    kind: practice\n    title: Kokeile itse\n    practice: {id}",
    Sort.BADGE: "Kirjoita, mitä merkki kertoo, ja valitse sille kuva ja ehto.",
    Sort.MEETING: "Kirjoita, mitä ohjaaja tekee ja sanoo.",
}


@click.command()
@click.argument("sort", type=click.Choice([sort.value for sort in Sort]))
@click.argument("id_", metavar="ID")
@click.option("--title", default="", help="What people see; without it, made of the id.")
@click.option("--chapter", default="", help="Where a quest belongs, or whose last quest is meant.")
@click.option(
    "--in",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of the journey; for a new journey, the folder around it.",
)
def new(sort: str, id_: str, title: str, chapter: str, folder: Path | None) -> None:
    """Make a new journey, quest, practice, badge or meeting that passes `check`.

    ID is made of small letters a-z, digits and hyphens, and never changes.
    """
    wish = Wish(Sort(sort), id_, title.strip(), chapter)
    chosen = folder or (_around() if wish.sort is Sort.JOURNEY else _journey())
    try:
        made = plan(chosen, wish, this_day())
        carry_out(made)
    except RefusedError as error:
        raise click.UsageError(str(error)) from error
    except BrokenError as error:
        click.echo(to_text(error.problems), err=True)
        raise click.ClickException(f"Matkassa on virheitä. Korjaa ne ensin: {chosen}") from error
    except OSError as error:
        raise click.ClickException(f"Ei voi kirjoittaa: {error}") from error
    _tell(made, wish, chosen / id_ if wish.sort is Sort.JOURNEY else chosen)


def _tell(made: Plan, wish: Wish, journey: Path) -> None:
    """What was made, what is wrong with it, and what comes next."""
    for file in made.new:
        click.echo(f"Tehtiin: {file}")
    for file in made.changed:
        click.echo(f"Lisättiin tiedostoon: {file}")
    loaded = load_journey(journey, with_words=False)
    files = {file.as_posix() for file in (*made.new, *made.changed)}
    problems = [p for p in check(loaded, this_day()) if p.file in files]
    click.echo("\nSeuraavaksi:")
    click.echo(NEXT[wish.sort].format(id=wish.id))
    if (journey / WORDS).exists():
        click.echo(f"Päivitä matkan sanat: digimatka words {journey}")
    click.echo(f"Tarkista: digimatka check {journey}")
    click.echo(f"Katso selaimessa: digimatka preview {journey}")
    if problems:
        click.echo(f"\n{to_text(problems)}", err=True)
    if has_errors(problems):
        raise click.ClickException("Uudessa on virheitä.")


def _around() -> Path:
    """Where a new journey goes: beside the others, if there are any here."""
    return HOME if HOME.is_dir() else Path()


def _journey() -> Path:
    """The journey that one stands in, else the only one here."""
    here = Path()
    for folder in (here, *(Path("../" * up) for up in (1, 2))):
        if (folder / JOURNEY).is_file():
            return folder
    found = sorted(file.parent for file in (*here.glob(f"*/{JOURNEY}"), *HOME.glob(f"*/{JOURNEY}")))
    if len(found) == 1:
        return found[0]
    names = f" Täällä ovat: {', '.join(map(str, found))}." if found else ""
    raise click.UsageError(f"Kerro matkan kansio: --in KANSIO.{names}")
