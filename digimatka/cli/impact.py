"""``digimatka impact``: what a new version of a journey would mean for the learners there are."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Final

import click
from sqlalchemy import make_url

from digimatka.app import this_day
from digimatka.cli.author import STDOUT, writable, write
from digimatka.content.load import load_journeys
from digimatka.content.problems import has_errors, to_text
from digimatka.core.compiler import compile_rules
from digimatka.core.impact import SMALLEST, Change, Impact
from digimatka.core.rules import Rules
from digimatka.settings import from_environment
from digimatka.store.session import Store
from digimatka.usecases.impact import impact_on

FEW: Final = f"alle {SMALLEST}"
# What is said of each kind of change: of one thing, by its id, after the count of learners.
WORDS: Final = {
    "badge": "saa merkin {what}",
    "quest_done": "saa tehtävän {what} valmiiksi",
    "quest_open": "pääsee tehtävään {what}, joka oli lukossa",
    "quest_new": "pääsee uuteen tehtävään {what}",
    "quest_gone": "on tehnyt tai aloittanut tehtävän {what}, jota ei enää ole",
    "step_gone": "on tehnyt askeleen {what}, jota ei enää ole, ja tehtävä on kesken",
    "quest_locked": "ei enää pääse tehtävään {what}, jota ei ole aloittanut",
    "quest_longer": "on tehnyt tehtävän {what}, johon tulee lisää askelia. Se pysyy tehtynä",
    "badge_removed": "pitää merkin {what}, jota muut eivät enää voi saada",
    "badge_harder": "pitää merkin {what}, jonka ehto on nyt toinen",
    "quest_renamed": "jatkaa tehtävää {what} tunnuksella {now}",
    "step_renamed": "on tehnyt askeleen {what}, jonka tunnus on nyt {now}",
    "option_renamed": "on valinnut vaihtoehdon {what}, jonka tunnus on nyt {now}",
    "badge_renamed": "pitää merkin {what}, jonka tunnus on nyt {now}",
}
PARTS: Final = {
    "gained": "Saavat uutta",
    "lost": "MENETTÄISIVÄT",
    "kept": "Säilyttävät",
    "renamed": "Jatkavat uudella tunnuksella",
}


@click.command()
@click.argument("old", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("new", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--database", metavar="URL", help="An address or a file (default: the settings').")
@click.option(
    "json_file", "--json", type=click.Path(dir_okay=False, path_type=Path), callback=writable
)
def impact(old: Path, new: Path, database: str | None, json_file: Path | None) -> None:
    """Count who would gain and who would lose by a new version of a journey.

    OLD and NEW are folders of one journey each, or of the same journeys. Nothing is written to the
    database, and nobody is named: fewer than five are only "alle 5". --json FILE is for programs (-
    is the output). Exits with 1 if somebody would lose something.
    """
    before, after = _rules(old), _rules(new)
    if not before.keys() & after.keys():
        raise click.UsageError(f"There is no journey that is both in {old} and in {new}")
    store = _store(database)
    try:
        found = {
            name: impact_on(store, before[name], after[name], this_day())
            for name in before
            if name in after
        }
    finally:
        store.close()
    for name, what in found.items():
        click.echo("\n".join(_lines(name, what)), err=json_file == STDOUT)
    if json_file is not None:
        data = {name: asdict(what) for name, what in found.items()}
        write(json_file, json.dumps(data, ensure_ascii=False, indent=2))
    sys.exit(1 if any(what.lost for what in found.values()) else 0)


def _rules(folder: Path) -> dict[str, Rules]:
    """The journeys of a folder. With errors they mean nothing to anybody: it ends."""
    found = {}
    for loaded in load_journeys(folder):
        if loaded.journey is None:
            click.echo(to_text(p for p in loaded.problems if has_errors((p,))), err=True)
            raise click.UsageError(f"{loaded.folder} has errors: run `digimatka check` first")
        found[loaded.journey.id] = compile_rules(loaded.journey)
    return found


def _store(given: str | None) -> Store:
    """The database, which must be there: asking must not make an empty one."""
    url = given or from_environment().database_url
    if "://" not in url:
        url = f"sqlite:///{url}"
    parts = make_url(url)
    is_file = parts.get_backend_name() == "sqlite" and parts.database not in (None, "", ":memory:")
    if is_file and not Path(str(parts.database)).is_file():
        raise click.UsageError(f"There is no database {parts.database}")
    return Store(url)


def _lines(name: str, what: Impact) -> Iterator[str]:
    """The impact on one journey for a terminal."""
    yield f"{name}: matkalla {_told(what.learners)} ihmistä"
    for part, title in PARTS.items():
        changes: tuple[Change, ...] = getattr(what, part)
        if changes:
            yield f"  {title}:"
        for change in changes:
            words = WORDS[change.kind].format(what=change.what, now=change.now)
            yield f"    {_told(change.count):>6} {words}"
    if not what.lost:
        yield "  Kukaan ei menetä mitään."


def _told(count: int | None) -> str:
    return FEW if count is None else str(count)
