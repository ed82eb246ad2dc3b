"""How simulated learners differ: chances of what a person may do at each turn."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Temperament:
    """A way to walk. Every number is a chance from 0 to 1, asked anew at each turn.

    ``passes``: says of a quest "osaan jo", "ohitan" or "teen myöhemmin" before doing it.
    ``roams``: takes any open quest instead of the next. ``leaves``: goes elsewhere after a step.
    ``errs``: answers wrong first. ``hint`` and ``look``: opens a hint, or the right answer.
    ``helped``: says that somebody helped. ``asks``: lets a facilitator confirm. ``strays``: presses
    this and that in a practice. ``again``: does a practice once more.
    """

    id: str
    name: str
    passes: float = 0
    roams: float = 0
    leaves: float = 0
    errs: float = 0
    hint: float = 0
    look: float = 0
    helped: float = 0
    asks: float = 0
    strays: float = 0
    again: float = 0


CAREFUL: Final = Temperament("careful", "huolellinen", asks=0.5, again=1)
SKIPPING: Final = Temperament("skipping", "valikoiva", passes=0.5, errs=0.1, look=0.2, helped=0.3)
WANDERING: Final = Temperament(
    "wandering",
    "vaeltava",
    passes=0.1,
    roams=0.8,
    leaves=0.3,
    errs=0.2,
    hint=0.2,
    look=0.1,
    helped=0.2,
    asks=0.5,
    strays=0.8,
    again=0.2,
)
WRONG_ONCE: Final = Temperament("wrong_once", "kokeileva", errs=1, hint=0.3, again=0.3)
TEMPERAMENTS: Final = (CAREFUL, SKIPPING, WANDERING, WRONG_ONCE)


def temperament_of(seed: int) -> Temperament:
    """The temperament of the learner with that seed: they take turns."""
    return TEMPERAMENTS[seed % len(TEMPERAMENTS)]
