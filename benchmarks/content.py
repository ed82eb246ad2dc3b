"""A thousand quest files through the loader, and through every check that an author can ask for."""

import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.copies import Copies
from benchmarks.figures import Figure, middle
from benchmarks.samples import DAY
from digimatka.content.check import check_path
from digimatka.content.load import load_journeys

# A journey has at most 12 chapters of at most 20 quests, so a thousand are several journeys.
JOURNEYS: Final = 4
STRETCHES: Final = 2
EACH: Final = 4
SECONDS: Final = 1.5
ABSURD: Final = 84
CHECKED_SECONDS: Final = 5


def measure(quick: bool) -> list[Figure]:
    """CPU seconds for a thousand, and what it comes to with fewer."""
    journeys, stretches, each, rounds = (1, 1, 1, 1) if quick else (JOURNEYS, STRETCHES, EACH, 3)
    loading, checking = [], []
    with TemporaryDirectory() as folder:
        root = Path(folder)
        count = sum(Copies(root / f"matka-{n}", stretches, each).write() for n in range(journeys))
        size = sum(file.stat().st_size for file in root.rglob("*.yaml"))
        for _ in range(rounds):
            began = time.process_time()
            loaded = load_journeys(root)
            between = time.process_time()
            check_path(root, DAY)
            loading.append(between - began)
            checking.append(time.process_time() - between)
            if any(one.journey is None for one in loaded):
                raise RuntimeError(f"the copies have errors: {loaded[0].problems[:3]}")
    thousand = 1000 / count
    return [
        Figure("quest files", count, ""),
        Figure("  size of one, with its share of the others", size / count / 1000, "kB"),
        Figure("CPU to load a thousand", middle(loading) * thousand, "s", SECONDS, "at most"),
        Figure("  and with the checks of an author", middle(checking) * thousand, "s"),
        *_absurd(1 if quick else ABSURD),
    ]


def _absurd(stretches: int) -> list[Figure]:
    """A journey that is far longer than the format allows is refused while one waits."""
    with TemporaryDirectory() as folder:
        count = Copies(Path(folder) / "matka", stretches, EACH if stretches > 1 else 1).write()
        began = time.process_time()
        check_path(Path(folder), DAY)
        taken = time.process_time() - began
    return [
        Figure("quests of one absurd journey", count, ""),
        Figure("CPU to check one of ten thousand", taken, "s", CHECKED_SECONDS, "at most"),
    ]
