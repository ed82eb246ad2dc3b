"""Commands of the author's desk: let simulated learners play a journey, and draw its map.

What they need is imported when they run: a server starts without it.
"""

import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from digimatka.content.load import Loaded, load_journeys
from digimatka.content.problems import to_text as problems_to_text
from digimatka.core.compiler import compile_rules
from digimatka.core.rules import Rules
from digimatka.settings import beside_package

if TYPE_CHECKING:
    from digimatka.content.playtest.tally import Outcome

STDOUT: Final = Path("-")
MOST_LEARNERS: Final = 10_000
ENDINGS: Final = {"svg": "svg", "mermaid": "mmd", "json": "json"}


def content_folder(path: Path | None) -> Path:
    """The folder that a command was given, or that of the journeys that come along."""
    folder = path or beside_package("quests")
    if not folder.is_dir():
        raise click.UsageError(f"There is no folder {folder}")
    return folder


def writable(_context: click.Context, option: click.Parameter, file: Path | None) -> Path | None:
    """Says at once, and not after a long run, that a file has no folder to lie in."""
    if file is not None and file != STDOUT and not file.absolute().parent.is_dir():
        raise click.BadParameter(f"There is no folder {file.absolute().parent}", param=option)
    return file


@click.command()
@click.argument("path", type=click.Path(path_type=Path), required=False)
@click.option("--learners", default=200, show_default=True, type=click.IntRange(1, MOST_LEARNERS))
@click.option("--seed", default=1, show_default=True, type=click.IntRange(min=0))
@click.option(
    "json_file", "--json", type=click.Path(dir_okay=False, path_type=Path), callback=writable
)
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), callback=writable)
def playtest(
    path: Path | None, learners: int, seed: int, json_file: Path | None, report: Path | None
) -> None:
    """Let simulated learners play a journey, and say where somebody gets stuck.

    The same seed plays the same way. --json FILE is for programs (- is the output), --report FILE
    is a page with tables and the map.
    """
    from digimatka.content.graph import model, svg  # noqa: PLC0415 - no server draws
    from digimatka.content.playtest.page import to_html  # noqa: PLC0415 - no server plays
    from digimatka.content.playtest.report import to_json, to_text  # noqa: PLC0415 - nor tells

    outcomes, maps = [], {}
    for loaded, rules in _journeys(content_folder(path)):
        outcome = _play(rules, learners, seed)
        outcomes.append(outcome)
        maps[outcome.journey] = svg.to_svg(model.build(rules))
        click.echo(to_text(outcome), err=json_file == STDOUT)
        for command in _again(outcome, loaded.folder):
            click.echo(command, err=json_file == STDOUT)
    if json_file is not None:
        write(json_file, to_json(outcomes))
    if report is not None:
        write(report, to_html(outcomes, maps))
    sys.exit(1 if any(outcome.faults for outcome in outcomes) else 0)


@click.command()
@click.argument("path", type=click.Path(path_type=Path), required=False)
@click.option(
    "--format", "style", default="svg", show_default=True, type=click.Choice(list(ENDINGS))
)
@click.option("--out", default="-", type=click.Path(path_type=Path), callback=writable)
def graph(path: Path | None, style: str, out: Path) -> None:
    """Draw what opens what on a journey. --out FILE, or a folder for several journeys."""
    from digimatka.content.graph import model, svg, text  # noqa: PLC0415 - no server draws

    draw = {"svg": svg.to_svg, "mermaid": text.to_mermaid, "json": text.to_json}[style]
    found = tuple(_journeys(content_folder(path)))
    if len(found) > 1 and not out.is_dir():
        names = ", ".join(str(loaded.folder) for loaded, _ in found)
        raise click.UsageError(f"There are several journeys: name one ({names}), or --out FOLDER")
    for _, rules in found:
        name = f"{rules.journey.id}.{ENDINGS[style]}"
        write(out / name if out.is_dir() else out, draw(model.build(rules)))


def _journeys(folder: Path) -> Iterator[tuple[Loaded, Rules]]:
    """Every journey in a folder. One with errors cannot be played: they are said, and it ends."""
    found = load_journeys(folder)
    broken = [problem for loaded in found if loaded.journey is None for problem in loaded.problems]
    if broken:
        click.echo(problems_to_text(broken), err=True)
        raise click.ClickException("The content has errors: mend what `digimatka check` says.")
    for loaded in found:
        if loaded.journey is not None:
            yield loaded, compile_rules(loaded.journey)


def _play(rules: Rules, learners: int, seed: int) -> "Outcome":
    """Plays with a progress bar, where somebody can see it."""
    from digimatka.content.playtest.tally import tally  # noqa: PLC0415 - no server plays
    from digimatka.content.playtest.walk import walks  # noqa: PLC0415 - nor walks

    with click.progressbar(
        walks(rules, learners, seed),
        length=learners,
        label=rules.journey.id,
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
    ) as bar:
        return tally(rules, bar)


def _again(outcome: "Outcome", folder: Path) -> Iterator[str]:
    """The commands by which the faults show again, one a seed."""
    seeds = dict.fromkeys(fault.seed for fault in outcome.faults if fault.seed is not None)
    for seed in seeds:
        where = shlex.quote(str(folder))
        yield f"  toista: digimatka playtest {where} --learners 1 --seed {seed}"


def write(file: Path, text: str) -> None:
    """Writes what was asked for into a file, or shows it."""
    if file == STDOUT:
        click.echo(text, nl=not text.endswith("\n"))
        return
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"Cannot write {file}: {error.strerror}") from error
    click.echo(file, err=True)
