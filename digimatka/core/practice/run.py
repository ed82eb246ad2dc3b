"""A run through a practice: where somebody is in it, and what a press leads to.

A run is a value that travels in the address of the page, so that going back, reloading and a second
tab are all just other runs. It holds ids of the author's and never a word of the learner's.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from digimatka.core.kinds.base import Answer, Problem
from digimatka.core.practice.entry import OTHER, Values
from digimatka.core.practice.model import RETURN, Goal, Practice, Screen
from digimatka.core.practice.ways import Action, Flags, Way

MOST_DETOURS: Final = 99
_COUNT: Final = re.compile(r"[0-9]{1,2}")
_SCREEN, _CAME, _FLAGS, _PICKS, _DETOURS, _HINTED = (
    "ruutu",
    "tulin",
    "on",
    "valinta",
    "mutkia",
    "vihje",
)


@dataclass(frozen=True, slots=True)
class Run:
    """Where somebody is: hashable, and complete.

    ``came`` is the screen a detour leads back to, ``picks`` what was entered last in each field
    (ids only), ``detours`` the gentle explanations so far, ``hinted`` whether a hint was asked for,
    ``hint_open`` whether the hint of this screen shows.
    """

    screen: str
    came: str = ""
    flags: Flags = frozenset()
    picks: tuple[tuple[str, Values], ...] = ()
    detours: int = 0
    hinted: bool = False
    hint_open: bool = False


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a press led to. With ``problems`` (field id to why) or ``said`` the run stayed."""

    run: Run
    problems: Mapping[str, Problem] = field(default_factory=dict)
    said: str = ""


def begin(practice: Practice) -> Run:
    """A new run, on the first screen."""
    return arrive(practice, Run(practice.start), practice.start)


def press(practice: Practice, run: Run, name: str, form: Answer) -> Pressed:
    """What pressing something on the run's screen leads to; what is not there does nothing."""
    screen = here(practice, run)
    if name == RETURN and screen.returns:
        return Pressed(arrive(practice, run, run.came or practice.start))
    action = present(screen, run.flags).get(name)
    if action is None:
        return Pressed(run)
    values: dict[str, Values] = {}
    if screen.reads(name, action):
        values, problems = _read(screen, form)
        if problems:
            return Pressed(run, problems)
    run = replace(run, picks=_with_picks(run, values))
    way = chosen_way(action, values, run.flags)
    return follow(practice, run, action, way)


def follow(practice: Practice, run: Run, action: Action, way: Way) -> Pressed:
    """Takes a way of an action."""
    run = replace(run, flags=way.changed(action.changed(run.flags)), hint_open=False)
    if way.say is not None:
        return Pressed(_counted(run), said=way.say)
    return Pressed(arrive(practice, run, way.to or run.screen))


def arrive(practice: Practice, run: Run, to: str) -> Run:
    """The run on another screen, whose flags are set; a detour remembers where one came from."""
    screen = practice.screen(to) or practice.screens[0]
    left = practice.screen(run.screen)
    if screen.detour:
        was_on_detour = left is not None and left.detour
        came = run.came if was_on_detour else run.screen
        run = run if was_on_detour else _counted(run)
    else:
        came = ""
    flags = screen.changed(run.flags)
    return replace(run, screen=screen.id, came=came, flags=flags, hint_open=False)


def here(practice: Practice, run: Run) -> Screen:
    """The screen of a run."""
    return practice.screen(run.screen) or practice.screens[0]


def present(screen: Screen, flags: Flags) -> dict[str, Action]:
    """What can be pressed on a screen now, by name."""
    return {
        name: action
        for name, action, when in screen.actions()
        if when.holds(flags) and action.when.holds(flags)
    }


def chosen_way(action: Action, values: Mapping[str, Values], flags: Flags) -> Way:
    """The first way that holds."""
    return next(way for way in action.all_ways() if way.fits(values, flags))


def hint(run: Run) -> Run:
    """The run with the hint of its screen open."""
    return replace(run, hinted=True, hint_open=True)


def met(goals: Iterable[Goal], run: Run) -> dict[str, bool]:
    """Which goals hold now, by id."""
    return {goal.id: goal.holds(run.flags) for goal in goals}


def pack(run: Run) -> dict[str, str]:
    """The run as the parts of an address."""
    parts = {
        _SCREEN: run.screen,
        _CAME: run.came,
        _FLAGS: ".".join(sorted(run.flags)),
        _PICKS: ".".join(f"{key}~{'~'.join(values)}" for key, values in run.picks),
        _DETOURS: str(run.detours or ""),
        _HINTED: "2" if run.hint_open else "1" if run.hinted else "",
    }
    return {name: value for name, value in parts.items() if value}


def unpack(practice: Practice, parts: Mapping[str, str]) -> Run | None:
    """The run that ``pack`` wrote, as far as the practice still knows it; None without one.

    Ids that the practice does not have are left out, whoever put them there.
    """
    screen = practice.screen(parts.get(_SCREEN, ""))
    if screen is None:
        return None
    came = practice.screen(parts.get(_CAME, ""))
    count = parts.get(_DETOURS, "")
    hinted = parts.get(_HINTED, "")
    return Run(
        screen=screen.id,
        came=came.id if came else "",
        flags=frozenset(parts.get(_FLAGS, "").split(".")) & practice.flags,
        picks=_known_picks(practice, parts.get(_PICKS, "")),
        detours=int(count) if _COUNT.fullmatch(count) else 0,
        hinted=bool(hinted),
        hint_open=hinted == "2",
    )


def _read(screen: Screen, form: Answer) -> tuple[dict[str, Values], dict[str, Problem]]:
    values: dict[str, Values] = {}
    problems: dict[str, Problem] = {}
    for entry in screen.fields:
        found = entry.read(form)
        if isinstance(found, Problem):
            problems[entry.id] = found
        else:
            values[entry.id] = found
    return values, problems


def _with_picks(run: Run, values: Mapping[str, Values]) -> tuple[tuple[str, Values], ...]:
    kept = {**dict(run.picks), **values}
    return tuple((key, value) for key, value in kept.items() if value != (OTHER,))


def _known_picks(practice: Practice, text: str) -> tuple[tuple[str, Values], ...]:
    picks = {}
    for part in text.split("."):
        key, *values = part.split("~")
        entry = practice.fields.get(key)
        if entry is not None and values and set(values) <= set(entry.values()):
            picks[key] = tuple(values)
    return tuple(picks.items())


def _counted(run: Run) -> Run:
    return replace(run, detours=min(run.detours + 1, MOST_DETOURS))
