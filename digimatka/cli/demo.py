"""``digimatka demo-meeting``: a meeting to practise with, in a folder of its own that goes away."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import click

from digimatka.app import ContentError, read_journeys, this_day
from digimatka.content.problems import to_text
from digimatka.demo.voices import NICKNAMES
from digimatka.settings import PREFIX, from_environment
from digimatka.store.session import Store

if TYPE_CHECKING:
    from digimatka.demo.stage import Stage

HERE: Final = "127.0.0.1"
EVERYWHERE: Final = ("0.0.0.0", "::")  # noqa: S104 - compared with, never listened at by itself
# Kept for documentation (RFC 5737): nothing is sent, the system only says how it would go there.
ELSEWHERE: Final = ("192.0.2.1", 9)
# All but the content is of the practice alone: neither the real database nor its address.
_OWN: Final = ("DATABASE_URL", "SECRET_KEY", "BASE_URL", "TRUSTED_PROXIES")


@click.command("demo-meeting")
@click.option("--host", default=HERE, show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--people", default=8, show_default=True, type=click.IntRange(1, len(NICKNAMES)))
@click.option("--template", metavar="ID", help="A ready-made meeting of a journey.")
@click.option("--seed", default=1, show_default=True, type=click.IntRange(min=0))
def demo_meeting(host: str, port: int, people: int, template: str | None, seed: int) -> None:
    """Practise leading a meeting, with simulated participants.

    Everything is in a temporary folder, which is gone when it stops.
    """
    from digimatka import server  # noqa: PLC0415 - the other commands need no server
    from digimatka.demo import stage  # noqa: PLC0415 - nor a meeting to practise with

    try:
        server.check_address(host, port)
        with _own_folder():
            settings = from_environment()
            known = stage.templates(read_journeys(settings.content))
            if not known:
                raise click.ClickException("The content has no ready-made meeting.")
            chosen = template or (stage.TEMPLATE if stage.TEMPLATE in known else next(iter(known)))
            if chosen not in known:
                raise click.BadParameter(f"There is no {chosen}: use {', '.join(known)}.")
            server.prepare(settings)
            store = Store(settings.database_url)
            try:
                made = stage.set_up(store, *known[chosen], this_day())
            finally:
                store.close()
            click.echo(instructions(made, address(host, port), people, is_here=host == HERE))
            stage.serve(host, port, made.group, people, seed)
    except ContentError as error:
        click.echo(to_text(error.problems), err=True)
        raise click.ClickException("The content has errors, so it is not served.") from error
    except OSError as error:
        raise click.ClickException(f"Cannot listen at {host}:{port}: {error.strerror}") from error
    click.echo("Harjoitus päättyi. Mitään ei jäänyt talteen.")


def instructions(stage: "Stage", base: str, people: int, *, is_here: bool) -> str:
    """What to do, step by step, for somebody who leads a meeting for the first time."""
    from digimatka.demo.stage import FACILITATOR  # noqa: PLC0415 - see above

    code = f"{stage.code[:3]} {stage.code[3:]}"
    if is_here:
        own = "Nyt osoite toimii vain tällä koneella. Oma puhelin pääsee mukaan samassa verkossa,\n"
        own += "   kun lopetat ja käynnistät näin: digimatka demo-meeting --host 0.0.0.0"
    else:
        own = "Puhelimen pitää olla samassa verkossa kuin tämä kone."
    arriving = "Yksi keksitty osallistuja" if people == 1 else f"{people} keksittyä osallistujaa"
    return f"""
Harjoitustapaaminen on auki: {stage.title}

1. Kirjaudu sisään ja ohjaa tapaamista:
   {base}/ohjaaja/kirjaudu?sinne=/ohjaaja/tapaamiset/{stage.meeting}
   Tunnus:   {FACILITATOR}
   Salasana: {stage.password}

2. Avaa seinänäkymä toiseen ikkunaan. Ryhmä näkisi sen seinällä:
   {base}/naytto/{stage.code}

3. Liity itse mukaan, jos haluat nähdä osallistujan sivun:
   {base}/liity
   Huonekoodi: {code}
   {own}

{arriving} tulee paikalle pian. Kukaan ei ole oikea ihminen.
Kokeile rauhassa:
- Siirry vaiheesta toiseen. Askelia tehdään vaiheessa Tehdään.
- Vaihda, miten pelataan. Yhdessä: valitse yhteinen askel ja näytä vastaukset.
- Kysy kaikilta jotain, johon vastataan sanalla. Päätä, mitkä sanat näytetään.
- Joku pyytää ehkä apua. Kun kerrot auttaneesi, hän jatkaa.
- Pidä tauko. Lopeta tapaaminen. Voit tehdä ryhmälle uuden ja avata sen.

Et voi rikkoa mitään. Tämä ei koske oikeita tietoja.
Lopeta näin: paina Ctrl+C. Silloin kaikki harjoituksen tiedot poistuvat.
"""


@contextmanager
def _own_folder() -> Iterator[None]:
    """The settings of an own folder, for this process and the server that it starts."""
    before = dict(os.environ)
    with TemporaryDirectory(prefix="digimatka-harjoitus-") as folder:
        try:
            for name in _OWN:
                os.environ.pop(f"{PREFIX}{name}", None)
            os.environ[f"{PREFIX}DATA_DIR"] = str(Path(folder))
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)


def address(host: str, port: int) -> str:
    """How a browser reaches the server: where it listens everywhere, by the network."""
    if host in EVERYWHERE:
        host = _in_network()
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _in_network() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(ELSEWHERE)
        except OSError:  # it is in no network
            return HERE
        found: str = probe.getsockname()[0]
        return found
