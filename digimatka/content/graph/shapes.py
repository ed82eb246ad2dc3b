"""Outlines of the unlock map as paths of SVG."""

from collections.abc import Sequence
from typing import Final

from digimatka.core.layered.model import Point

CORNER: Final = 12.0
BULGE: Final = 3  # points of an edge that stays in its column: out, round, in


def rounded(x: float, y: float, width: float, height: float) -> str:
    """A box with round corners."""
    r = min(CORNER, height / 2)
    across, down = width - 2 * r, height - 2 * r
    return (
        f"M{x + r:.0f} {y:.0f}h{across:.0f}a{r:.0f} {r:.0f} 0 0 1 {r:.0f} {r:.0f}v{down:.0f}"
        f"a{r:.0f} {r:.0f} 0 0 1 {-r:.0f} {r:.0f}h{-across:.0f}"
        f"a{r:.0f} {r:.0f} 0 0 1 {-r:.0f} {-r:.0f}v{-down:.0f}"
        f"a{r:.0f} {r:.0f} 0 0 1 {r:.0f} {-r:.0f}z"
    )


def cut(x: float, y: float, width: float, height: float) -> str:
    """A box whose corners are cut off: something heavy."""
    c = min(CORNER, height / 2)
    return (
        f"M{x + c:.0f} {y:.0f}h{width - 2 * c:.0f}l{c:.0f} {c:.0f}v{height - 2 * c:.0f}"
        f"l{-c:.0f} {c:.0f}h{2 * c - width:.0f}l{-c:.0f} {-c:.0f}v{2 * c - height:.0f}z"
    )


def sign(x: float, y: float, width: float, height: float) -> str:
    """A trail sign that points onwards: a badge."""
    tip = min(CORNER, height / 2)
    return (
        f"M{x:.0f} {y:.0f}h{width - tip:.0f}l{tip:.0f} {height / 2:.0f}"
        f"l{-tip:.0f} {height / 2:.0f}h{tip - width:.0f}z"
    )


def crossed(x: float, y: float, width: float, height: float) -> str:
    """A box with a stroke through its two lower corners: nobody comes here."""
    stroke = f"M{x:.0f} {y + height - 14:.0f}l14 14M{x + width:.0f} {y + height - 14:.0f}l-14 14"
    return rounded(x, y, width, height) + stroke


def curve(points: Sequence[Point], *, is_back: bool) -> str:
    """A smooth line that leaves and enters every point level."""
    (x, y), *rest = points
    path = f"M{x:.0f} {y:.0f}"
    if is_back and len(points) == BULGE:
        (out, _), (end, low) = rest
        return path + f"C{out:.0f} {y:.0f} {out:.0f} {low:.0f} {end:.0f} {low:.0f}"
    for to, low in rest:
        middle = (x + to) / 2
        path += f"C{middle:.0f} {y:.0f} {middle:.0f} {low:.0f} {to:.0f} {low:.0f}"
        x, y = to, low
    return path
