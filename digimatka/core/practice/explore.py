"""Walks every state that a practice can be in, as a proof that it can be finished from all of them.

A state is a screen, the screen that a detour leads back to, and the flags. What is entered matters
only at the moment of a press, so for each press every combination of values that its ways tell
apart is tried. Sound and complete for what the format can say, up to the limits below.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, product
from typing import Final

from digimatka.core.practice.entry import EMPTY, Values
from digimatka.core.practice.fields import ChoiceField, PracticeField
from digimatka.core.practice.model import RETURN, Practice, Screen
from digimatka.core.practice.run import Run, arrive, begin, chosen_way, follow, here, present
from digimatka.core.practice.ways import Action, Flags, Way

MOST_STATES: Final = 20_000
MOST_ENTRIES: Final = 20_000  # combinations of values for one press

State = tuple[str, str, Flags]
Form = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Move:
    """One press: the action by name, a form for it, and where it leads.

    ``way`` is the position of the way taken, ``is_mistake`` whether it leads to an explanation.
    """

    action: str
    way: int
    form: Form
    after: Run
    is_mistake: bool


class TooBigError(Exception):
    """A practice with more states, or a press with more combinations, than can be walked."""


@dataclass(slots=True)
class _Seen:
    run: Run
    before: "tuple[State, Move] | None"


@dataclass
class Explored:
    """Every state of a practice. TooBigError when made for one that is too big."""

    practice: Practice
    _states: dict[State, _Seen] = field(default_factory=dict)
    _moves: dict[State, tuple[Move, ...]] = field(default_factory=dict)
    _entries: dict[tuple[str, str], tuple[tuple[dict[str, Values], Form], ...]] = field(
        default_factory=dict
    )

    def __post_init__(self) -> None:
        first = _bare(begin(self.practice))
        self._states[_state(first)] = _Seen(first, None)
        queue = deque([_state(first)])
        while queue:
            state = queue.popleft()
            moves = tuple(self._moves_from(self._states[state].run))
            self._moves[state] = moves
            for move in moves:
                after = _state(move.after)
                if after not in self._states:
                    if len(self._states) >= MOST_STATES:
                        raise TooBigError
                    self._states[after] = _Seen(_bare(move.after), (state, move))
                    queue.append(after)

    @cached_property
    def screens(self) -> frozenset[str]:
        """The screens that can be reached."""
        return frozenset(state[0] for state in self._states)

    @cached_property
    def taken(self) -> frozenset[tuple[str, str, int]]:
        """The ways that can be taken: screen, action, position."""
        return frozenset(
            (state[0], move.action, move.way)
            for state, moves in self._moves.items()
            for move in moves
        )

    def dead_ends(self, goals: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Screens with a state from which nothing leads on, and the goals do not hold."""
        found = {
            s[0]: None for s in self._states if not self._leaves(s) and not self._done(s, goals)
        }
        return tuple(found)

    def can_meet(self, goal: str) -> bool:
        """Whether a goal holds in any state."""
        return any(self._done(state, (goal,)) for state in self._states)

    def traps(self, goals: tuple[str, ...] = ()) -> tuple[State, ...]:
        """States from which the goals can no more be met together; all, if they never can."""
        into: dict[State, list[State]] = {}
        for state, moves in self._moves.items():
            for move in moves:
                into.setdefault(_state(move.after), []).append(state)
        safe = {state for state in self._states if self._done(state, goals)}
        queue = deque(safe)
        while queue:
            for before in into.get(queue.popleft(), ()):
                if before not in safe:
                    safe.add(before)
                    queue.append(before)
        return tuple(state for state in self._states if state not in safe)

    def moves(self, run: Run) -> tuple[Move, ...]:
        """What can be pressed where a run is, each with a form that leads there."""
        return self._moves[_state(run)]

    def way_to(self, state: State) -> tuple[Move, ...]:
        """The shortest way from the start to a state."""
        moves: list[Move] = []
        before = self._states[state].before
        while before is not None:
            moves.append(before[1])
            before = self._states[before[0]].before
        return tuple(reversed(moves))

    def shortest(
        self, goals: tuple[str, ...] = (), start: Run | None = None, *, clean: bool = True
    ) -> tuple[Move, ...] | None:
        """The shortest way to the goals, without a mistake if ``clean``; None if there is none."""
        first = _state(begin(self.practice) if start is None else start)
        ways: dict[State, tuple[Move, ...]] = {first: ()}
        queue = deque([first])
        while queue:
            state = queue.popleft()
            if self._done(state, goals):
                return ways[state]
            for move in self._moves[state]:
                after = _state(move.after)
                if after not in ways and not (clean and move.is_mistake):
                    ways[after] = (*ways[state], move)
                    queue.append(after)
        return None

    def first_mistake(self, goals: tuple[str, ...] = ()) -> tuple[Move, ...] | None:
        """The way to the goals over the first mistake that can be made; None if none can."""
        for state in self._states:
            for move in self._moves[state]:
                if move.is_mistake:
                    rest = self.shortest(goals, move.after, clean=False)
                    if rest is not None:
                        return (*self.way_to(state), move, *rest)
        return None

    def _leaves(self, state: State) -> bool:
        return any(_state(move.after) != state for move in self._moves[state])

    def _done(self, state: State, goals: tuple[str, ...]) -> bool:
        return all(goal.holds(state[2]) for goal in self.practice.chosen_goals(goals))

    def _moves_from(self, run: Run) -> Iterator[Move]:
        screen = here(self.practice, run)
        if screen.returns:
            after = arrive(self.practice, run, run.came or self.practice.start)
            yield Move(RETURN, 0, {}, after, is_mistake=False)
        for name, action in present(screen, run.flags).items():
            done: set[int] = set()
            for values, form in self._entries_of(screen, name, action):
                way = chosen_way(action, values, run.flags)
                place = next(
                    i for i, one in enumerate(action.all_ways()) if one is way or one == way
                )
                if place in done:
                    continue
                done.add(place)
                pressed = follow(self.practice, run, action, way)
                mistake = bool(pressed.said) or self._is_new_detour(run, pressed.run)
                yield Move(name, place, form, pressed.run, mistake)

    def _is_new_detour(self, before: Run, after: Run) -> bool:
        return after.screen != before.screen and here(self.practice, after).detour

    def _entries_of(
        self, screen: Screen, name: str, action: Action
    ) -> tuple[tuple[dict[str, Values], Form], ...]:
        key = (screen.id, name)
        if key not in self._entries:
            fields = screen.fields if screen.reads(name, action) else ()
            self._entries[key] = tuple(_entries(fields, action.all_ways()))
        return self._entries[key]


def _entries(
    fields: tuple[PracticeField, ...], ways: tuple[Way, ...]
) -> Iterator[tuple[dict[str, Values], Form]]:
    """Every combination of values that the ways tell apart, each with a form that holds it."""
    sets = [tuple(_told_apart(entry, ways)) for entry in fields]
    count = 1
    for told in sets:
        count *= len(told)
    if count > MOST_ENTRIES:
        raise TooBigError
    for combination in product(*sets):
        entered = {entry.id: value for entry, value in zip(fields, combination, strict=True)}
        form: dict[str, tuple[str, ...]] = {}
        for entry in fields:
            form |= entry.entry(entered[entry.id])
        yield entered, form


def _told_apart(entry: PracticeField, ways: tuple[Way, ...]) -> Iterator[Values]:
    """The values of a field between which the ways can tell, the rest by one of them."""
    named = {value for way in ways for key, value in way.wanted() if key == entry.id}
    counts = {way.at_least[entry.id] for way in ways if entry.id in way.at_least}
    values = entry.values()
    if isinstance(entry, ChoiceField) and entry.many:
        yield from _subsets(values, named, counts)
        return
    yield from ((value,) for value in values if value in named)
    unnamed = [value for value in values if value not in named]
    if unnamed:
        yield (unnamed[0],)


def _subsets(values: tuple[str, ...], named: set[str], counts: set[int]) -> Iterator[Values]:
    """For an entry of several: every choice among the named ones, at every size that matters."""
    options = [value for value in values if value != EMPTY]
    told = [option for option in options if option in named]
    others = [option for option in options if option not in named]
    if EMPTY in values:
        yield (EMPTY,)
    for size in range(len(told) + 1):
        for some in combinations(told, size):
            sizes = {size or 1, *counts, *(count - 1 for count in counts)}
            for want in sorted(sizes):
                more = want - size
                if want > 0 and 0 <= more <= len(others):
                    chosen = {*some, *others[:more]}
                    yield tuple(option for option in options if option in chosen)


def _state(run: Run) -> State:
    return (run.screen, run.came, run.flags)


def _bare(run: Run) -> Run:
    """Without what does not decide anything, so that equal states are equal runs."""
    return Run(run.screen, run.came, run.flags)
