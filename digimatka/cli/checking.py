"""What ``check`` does beside checking: it explains, mends, and looks for a grammar."""

from pathlib import Path

import click

from digimatka.content import codes
from digimatka.content.fix import fix_path
from digimatka.content.grammar import Grammar, endings


def explain(context: click.Context, _parameter: click.Parameter, code: str | None) -> None:
    """Prints what a code means and ends there; a wrong call if there is no such code."""
    if code is None:
        return
    known = codes.explanations()
    if code not in known:
        raise click.UsageError(f"There is no code {code}. {codes.nearest(code)}".strip())
    click.echo(known[code].to_text())
    context.exit()


def mend(folder: Path) -> None:
    """Mends what is safe and says beside the output what was done."""
    try:
        for fixed in fix_path(folder):
            for line in fixed.done:
                click.echo(f"{fixed.file}: {line}", err=True)
    except OSError as error:
        raise click.ClickException(f"Cannot write {error.filename}: {error.strerror}") from error


def grammar() -> Grammar:
    """Voikko's where it is installed, else that of a few endings."""
    from digimatka.content import voikko  # noqa: PLC0415 - no server has it

    try:
        return voikko.Voikko().marks
    except voikko.VoikkoMissingError:
        return endings
