"""``digimatka preview``: the journey in a browser, anew with every save."""

import secrets
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import click

from digimatka.cli.author import content_folder

PORT: Final = 8010  # not that of `serve`, so that both can run


@click.command()
@click.argument("path", type=click.Path(path_type=Path), required=False)
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(1, 65535))
def preview(path: Path | None, port: int) -> None:
    """Show a journey, or a folder of journeys, in the browser; every save shows at once.

    Only this machine reaches it. What you do in it is gone when it stops.
    """
    from digimatka import server  # noqa: PLC0415 - the other commands need no server
    from digimatka.preview import run  # noqa: PLC0415 - nor what is served here
    from digimatka.preview.bar import HOME  # noqa: PLC0415 - see above

    content = content_folder(path)
    try:
        server.check_address(run.HERE, port)
        with TemporaryDirectory(prefix="digimatka-esikatselu-") as folder:
            settings = run.settings_for(content, Path(folder), secrets.token_bytes(32))
            click.echo(f"Esikatselu on auki: http://{run.HERE}:{port}{HOME}")
            click.echo(f"Kansio: {settings.content}\nKun tallennat tiedoston, sivu päivittyy.")
            click.echo("Lopeta näin: paina Ctrl+C.")
            run.serve(settings, port)
    except OSError as error:
        raise click.ClickException(f"Cannot listen at {run.HERE}:{port}: {error}") from error
    click.echo("Esikatselu päättyi. Tiedostosi ovat ennallaan.")
