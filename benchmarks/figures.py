"""A measured figure beside its goal, and the table that is printed of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final, Literal

Bound = Literal["at least", "at most"]
WIDTHS: Final = (58, 12, 14)


@dataclass(frozen=True, slots=True)
class Figure:
    """One value; ``unit`` is '%', '×', 'kB' and so on. Without a goal it is there to be seen."""

    name: str
    value: float
    unit: str
    goal: float | None = None
    bound: Bound = "at least"

    @property
    def is_met(self) -> bool | None:
        """Whether the goal is reached; None where there is none."""
        if self.goal is None:
            return None
        return self.value >= self.goal if self.bound == "at least" else self.value <= self.goal

    def line(self) -> str:
        """The figure as a line of the table."""
        sign = {"at least": "≥", "at most": "≤"}[self.bound]
        goal = "" if self.goal is None else f"{sign} {_number(self.goal)} {self.unit}"
        word = {None: "", True: "ok", False: "MISS"}[self.is_met]
        own = f"{_number(self.value)} {self.unit}"
        name, value, bound = WIDTHS
        return f"  {self.name:<{name}}{own:>{value}}{goal:>{bound}}  {word}".rstrip()


# A benchmark takes `quick`: with it, sizes are tiny and the figures mean nothing.
Benchmark = Callable[[bool], list[Figure]]


def middle(values: Sequence[float]) -> float:
    """The median: a busy computer disturbs some rounds, hardly ever most of them."""
    return median(values)


def _number(value: float) -> str:
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2  # noqa: PLR2004 - for the eye
    return f"{value:,.{digits}f}"
