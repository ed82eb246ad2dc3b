"""``digimatka translate``: the file that translators fill, written or brought up to date."""

import sys
from pathlib import Path
from typing import Final, get_args

import click

from digimatka.cli.author import content_folder
from digimatka.content import entries, po
from digimatka.content.catalogue import messages
from digimatka.content.files import TRANSLATIONS, Folder
from digimatka.content.fix import replace_file
from digimatka.content.load import Loaded, load_journeys
from digimatka.content.problems import Problem, has_errors, to_text
from digimatka.content.translate import EMPTY, Counts, update
from digimatka.core.journey import JourneyFile
from digimatka.core.renames import renames_of

LANGUAGES: Final = get_args(JourneyFile.model_fields["language"].annotation)


@click.command()
@click.argument("path", type=click.Path(path_type=Path), required=False)
@click.option("--language", required=True, type=click.Choice(LANGUAGES))
def translate(path: Path | None, language: str) -> None:
    """Write or update the file of translations of a journey, or of each in a folder.

    That is i18n/LANGUAGE.po (gettext). No translation is lost: where a text changed, the old one
    waits for a look. Exits with 1 if a journey has errors or a file cannot be read or written; such
    a file is left as it is.
    """
    found = load_journeys(content_folder(path))
    others = [one for one in found if one.journey is None or one.journey.head.language != language]
    if not others:
        raise click.UsageError(f"The journey is written in that language already: {language}")
    is_well = True
    for loaded in others:
        try:
            is_well = _translate(loaded, language) and is_well
        except OSError as error:
            raise click.ClickException(
                f"Cannot write {error.filename}: {error.strerror}"
            ) from error
    sys.exit(0 if is_well else 1)


def _translate(loaded: Loaded, language: str) -> bool:
    """Does it for one journey; False, and it says why, if that cannot be done."""
    if loaded.journey is None:
        click.echo(to_text(p for p in loaded.problems if has_errors((p,))), err=True)
        return False
    folder, name = Folder(loaded.folder), f"{TRANSLATIONS}/{language}.po"
    before = folder.read(name, po.MAX_BYTES) if folder.has(name) else b""
    old: entries.Catalogue | Problem = EMPTY
    if before:
        old = before if isinstance(before, Problem) else po.read(folder.shown(name), before)
    if isinstance(before, Problem) or isinstance(old, Problem):
        click.echo(to_text([one for one in (before, old) if isinstance(one, Problem)]), err=True)
        return False
    languages = (loaded.journey.head.language, language)
    made = update(old, messages(loaded), renames_of(loaded.journey), languages)
    data = entries.write(made.head, made.entries).encode()
    file = loaded.folder / name
    if data != before and not _written(file, before, data):
        click.echo(f"{file}: tiedosto muuttui samalla. Aja komento uudelleen.", err=True)
        return False
    click.echo(f"{file}: {_told(made.counts)}")
    return True


def _written(file: Path, before: bytes, data: bytes) -> bool:
    """Whether it was written: not over what somebody saved meanwhile."""
    file.parent.mkdir(exist_ok=True)
    if not file.exists():
        file.touch()
    return replace_file(file, before, data)


def _told(counts: Counts) -> str:
    parts = (
        f"{counts.texts} tekstiä",
        f"uusia {counts.new}",
        f"muuttuneita {counts.changed}",
        f"poistuneita {counts.removed}",
        f"tarkistettavia {counts.waiting}",
        f"kääntämättä {counts.empty}",
    )
    return ", ".join(parts)
