"""From the command to the first answer, against the bare import of what the product stands on."""

import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.figures import Figure, middle
from benchmarks.samples import crowd
from benchmarks.serving import ROOT, product

GOAL: Final = 1.5
_IMPORTS: Final = "import flask, sqlmodel"
_FIRST_ANSWER: Final = (
    "from digimatka.app import create_app; create_app().test_client().get('/').get_data()"
)


def measure(quick: bool) -> list[Figure]:
    """Seconds on the clock, in alternating rounds."""
    bare, alone, served = [], [], []
    with TemporaryDirectory() as folder:
        crowd(Path(folder) / "digimatka.db", 0).store.close()  # not every start makes a database
        for _ in range(1 if quick else 5):
            bare.append(_run(_IMPORTS, folder))
            alone.append(_run(_FIRST_ANSWER, folder))
            began = time.perf_counter()
            with product(Path(folder), "/"):
                served.append(time.perf_counter() - began)
    return [
        Figure("import flask, sqlmodel", middle(bare), "s"),
        Figure("the app to its first answer, in one process", middle(alone), "s"),
        Figure("  of the bare import", _ratio(alone, bare), "×", GOAL, "at most"),
        Figure("digimatka serve to its first answer", middle(served), "s"),
        Figure("  of the bare import", _ratio(served, bare), "×", GOAL, "at most"),
    ]


def _run(code: str, folder: str) -> float:
    began = time.perf_counter()
    subprocess.run(  # noqa: S603 - a program of ours
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"DIGIMATKA_DATA_DIR": folder},
        check=True,
    )
    return time.perf_counter() - began


def _ratio(ours: list[float], bare: list[float]) -> float:
    return middle([a / b for a, b in zip(ours, bare, strict=True)])
