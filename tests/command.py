"""Calls of the command line, and what a test does to a journey before."""

from pathlib import Path

from click.testing import CliRunner, Result

from digimatka.cli import main
from tests.content.small import edit


def call(*arguments: str | Path, **settings: str | Path) -> Result:
    """Runs ``digimatka`` inside the test; settings are given without their prefix."""
    environment = {f"DIGIMATKA_{name}": str(value) for name, value in settings.items()}
    return CliRunner().invoke(main, [str(one) for one in arguments], env=environment)


def break_it(journey: Path) -> None:
    """Puts an error into the small journey."""
    edit(journey, "alku/eka.yaml", "minutes: 10", "minuts: 10")


def warn_of_it(journey: Path) -> None:
    """Puts something into the small journey that is warned of."""
    edit(journey, "alku/toka.yaml", "review_after: 2027-05-01", "review_after: 2026-11-02")
