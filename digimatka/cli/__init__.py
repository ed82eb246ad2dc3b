"""The command line. Exit codes: 0 good, 1 findings, 2 wrong call."""

import gc
import sys
from pathlib import Path
from typing import Any, Final

import click

from digimatka import __version__
from digimatka.app import ContentError, this_day
from digimatka.cli.author import content_folder, graph, playtest
from digimatka.cli.checking import explain, grammar, mend
from digimatka.cli.demo import demo_meeting
from digimatka.cli.impact import impact
from digimatka.cli.new import new
from digimatka.cli.preview import preview
from digimatka.cli.staff import staff
from digimatka.cli.translate import translate
from digimatka.content.check import check_path
from digimatka.content.files import WORDS
from digimatka.content.load import load_journeys
from digimatka.content.problems import has_errors, to_github, to_json, to_text
from digimatka.content.schema import write_schemas
from digimatka.content.stats import stats, to_table
from digimatka.content.words import build, write
from digimatka.settings import SettingsError, from_environment
from digimatka.store.session import StoreError, Trouble

FORMATS: Final = {"text": to_text, "json": to_json, "github": to_github}
TROUBLES: Final = {
    Trouble.BUSY: "The database is locked by another program. Stop that one, then start again.",
    Trouble.READ_ONLY: "The database cannot be written. Check the rights of its file and folder.",
    Trouble.FULL: "The disk is full. Make room on it, then start again.",
    Trouble.MISSING: "The database cannot be opened. Check DIGIMATKA_DATABASE_URL and its folder.",
    Trouble.NEWER: "The database is newer than this program. Install the newer version again.",
    Trouble.BROKEN: "The database cannot be read. Restore a backup, or ask for help with the log.",
}


class Told(click.Group):
    """Commands whose troubles with settings and the database are one line each."""

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command."""
        try:
            return super().invoke(ctx)
        except SettingsError as error:
            raise click.ClickException(str(error)) from error
        except StoreError as error:
            raise click.ClickException(TROUBLES[error.trouble]) from error


@click.group(cls=Told, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Työllistymisen digimatka: a digital journey to employment."""
    gc.enable()  # see __main__.py


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
def serve(host: str, port: int) -> None:
    """Serve the journey; makes and migrates the embedded database first."""
    from digimatka import server  # noqa: PLC0415 - the other commands need no server

    try:
        server.check_address(host, port)
        server.prepare(from_environment())
    except ContentError as error:
        click.echo(to_text(error.problems), err=True)
        raise click.ClickException("The content has errors, so it is not served.") from error
    except OSError as error:
        raise click.ClickException(f"Cannot listen at {host}:{port}: {error.strerror}") from error
    click.echo(f"The journey is open at http://{host}:{port}/  (Ctrl+C stops)")
    server.run(host, port)


@main.command()
@click.argument("path", type=click.Path(path_type=Path), required=False)
@click.option("--format", "style", type=click.Choice(tuple(FORMATS)), default="text")
@click.option("--stats", "with_stats", is_flag=True, help="Print how heavy the texts are to read.")
@click.option("--fix", "with_fix", is_flag=True, help="First mend what cannot change a meaning.")
@click.option(
    "--explain",
    metavar="CODE",
    is_eager=True,
    expose_value=False,
    callback=explain,
    help="Explain a problem by its code, and do nothing else.",
)
def check(path: Path | None, style: str, with_stats: bool, with_fix: bool) -> None:
    """Check a journey, or a folder of journeys (default: the ones that come along)."""
    if with_stats and style != "text":
        raise click.UsageError("--stats is for people: use it without --format")
    if with_fix:
        mend(content_folder(path))
    problems = check_path(content_folder(path), this_day(), grammar())
    text = FORMATS[style](problems)
    if text:
        click.echo(text)
    if with_stats:
        journeys = (loaded.journey for loaded in load_journeys(content_folder(path)))
        for journey in filter(None, journeys):
            click.echo(f"\n{to_table(stats(journey))}")
    if style == "text":
        errors = sum(problem.level == "error" for problem in problems)
        click.echo(f"{errors} virhettä, {len(problems) - errors} huomautusta", err=True)
    sys.exit(1 if has_errors(problems) else 0)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path), default="schema")
def schema(folder: Path) -> None:
    """Write the JSON Schemas of the content files, for editors."""
    for file in write_schemas(folder):
        click.echo(file)


@main.command()
@click.argument("path", type=click.Path(path_type=Path), required=False)
def words(path: Path | None) -> None:
    """Write anew which words explain themselves and where long words break (needs Voikko)."""
    from digimatka.content import voikko  # noqa: PLC0415 - no server has it

    folder = content_folder(path)
    try:
        analyser = voikko.Voikko()
    except voikko.VoikkoMissingError as error:
        raise click.ClickException(str(error)) from error
    is_well = True
    for loaded in load_journeys(folder, with_words=False):
        file, journey = loaded.folder / WORDS, loaded.journey
        if journey is None:
            click.echo(to_text(loaded.problems), err=True)
            is_well = False
        elif journey.head.language != voikko.LANGUAGE:
            click.echo(f"{file}: not written, the journey is not in Finnish", err=True)
        else:
            made = build(journey, analyser)
            file.write_text(write(made), encoding="utf-8")
            click.echo(f"{file}: {len(made.forms)} forms, {len(made.hyphens)} long words")
    sys.exit(0 if is_well else 1)


main.add_command(staff)
main.add_command(playtest)
main.add_command(graph)
main.add_command(demo_meeting)
main.add_command(impact)
main.add_command(new)
main.add_command(preview)
main.add_command(translate)
