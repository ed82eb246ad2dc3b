"""The journey map as numbers: where chapters, stops and the trail lie, and how they stand.

Units are those of the drawing (templates/macros/map.html), 360 wide and as high as the journey is
long. A chapter begins with a scene; its stops lie left and right of the trail in turns.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from digimatka import i18n
from digimatka.core.overview import (
    PASSED,
    Mood,
    QuestState,
    mood,
    next_index,
    quest_state,
    waiting_steps,
)
from digimatka.core.progress import Progress
from digimatka.core.rules import Rules
from digimatka.web import texts

SCENE: Final = 262
GAP: Final = 92
TAIL: Final = 66
HORIZON: Final = 190
LEFT: Final = 74
RIGHT: Final = 286
BEGUN: Final = (*PASSED, QuestState.STARTED, QuestState.WAITING)
Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stop:
    """A quest on the map and in the list beside it; ``waits``: a step of it, for a facilitator."""

    x: int
    y: int
    number: int
    id: str
    title: str
    minutes: int
    url: str
    state: str
    state_text: str
    waits: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """A chapter on the map; ``done`` of ``count`` quests are passed."""

    id: str
    title: str
    landmark: str
    morko: str
    morko_name: str
    morko_text: str
    mood: str
    top: int
    bottom: int
    url: str
    stops: tuple[Stop, ...]
    done: int

    @property
    def count(self) -> int:
        """How many quests the chapter has."""
        return len(self.stops)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a chapter begins, and its landmark."""

    top: int
    landmark: str


@dataclass(frozen=True, slots=True, eq=False)
class Land:
    """What does not depend on the learner: the same object for everybody."""

    height: int
    points: tuple[Point, ...]
    path: str
    scenes: tuple[Place, ...]
    stops: tuple[Point, ...]


@dataclass(slots=True)
class Map:
    """Everything that the picture and the list are drawn from.

    Not hashable: what is drawn of it is large, and seldom the same, so it is not kept (kept.py).
    """

    land: Land
    states: tuple[QuestState, ...]
    waits: frozenset[int]
    walked: str
    chapters: tuple[Scene, ...]
    here: Point | None
    next: Stop | None

    @property
    def height(self) -> int:
        """How high the drawing is."""
        return self.land.height

    def scene_of(self, chapter: str) -> Scene:
        """The scene of a chapter that is on the journey."""
        return next(scene for scene in self.chapters if scene.id == chapter)

    @property
    def waiting(self) -> Stop | None:
        """The first quest in which nothing is left but to wait for a facilitator."""
        return next((stop for stop in self.stops if stop.state == QuestState.WAITING), None)

    @property
    def stops(self) -> tuple[Stop, ...]:
        """Every stop, in order."""
        return tuple(stop for scene in self.chapters for stop in scene.stops)


def draw(rules: Rules, progress: Progress) -> Map:
    """The map of a learner."""
    states = tuple(quest_state(rule, progress) for rule in rules.order)
    waits = [rule.index for rule in rules.order if progress.waits and waiting_steps(rule, progress)]
    return _draw(rules, states, frozenset(waits), i18n.current.get())


def forget() -> None:
    """Lets go of the maps of content that is no longer served."""
    for kept in (_draw, _stop, _land):
        kept.cache_clear()


@lru_cache(maxsize=1024)
def _draw(
    rules: Rules, states: tuple[QuestState, ...], waits: frozenset[int], language: str
) -> Map:
    """Learners share their maps, which are a few kB each."""
    land = _land(rules)
    stops = tuple(_stop(rules, i, state, i in waits, language) for i, state in enumerate(states))
    following = next_index(states)
    walked = [i for i, state in enumerate(states) if state in BEGUN]
    reached = land.points.index(land.stops[walked[-1]]) if walked else 0
    return Map(
        land=land,
        states=states,
        waits=waits,
        walked=_trail(land.points[: reached + 1]) if reached else "",
        chapters=_scenes(rules, land, stops, states),
        here=None if following is None else land.stops[following],
        next=None if following is None else stops[following],
    )


def _scenes(
    rules: Rules, land: Land, stops: Sequence[Stop], states: Sequence[QuestState]
) -> tuple[Scene, ...]:
    scenes, first = [], 0
    for number, chapter in enumerate(rules.journey.chapters):
        last = first + len(chapter.quests)
        feeling: Mood = mood(states[first:last])
        morko = chapter.head.morko
        top = land.scenes[number].top
        scenes.append(
            Scene(
                id=chapter.id,
                title=chapter.head.title,
                landmark=chapter.head.landmark,
                morko=morko.look,
                morko_name=morko.name,
                morko_text=getattr(morko, feeling.value),
                mood=feeling.value,
                top=top,
                bottom=top + _chapter_height(len(chapter.quests)),
                url=f"/matka/{rules.journey.id}/luku/{chapter.id}",
                stops=tuple(stops[first:last]),
                done=sum(state in PASSED for state in states[first:last]),
            )
        )
        first = last
    return tuple(scenes)


@lru_cache(maxsize=4096)
def _stop(rules: Rules, index: int, state: QuestState, waits: bool, _language: str) -> Stop:
    """The same object for everybody who reads this language and is as far with the quest."""
    quest = rules.order[index].quest
    x, y = _land(rules).stops[index]
    return Stop(
        x=x,
        y=y,
        number=index + 1,
        id=quest.id,
        title=quest.title,
        minutes=quest.minutes,
        url=f"/matka/{rules.journey.id}/{quest.id}",
        state=state.value,
        state_text=texts.state(state),
        waits=waits,
    )


@lru_cache(maxsize=16)
def _land(rules: Rules) -> Land:
    points: list[Point] = [(242, 212)]  # the jetty of the first shore
    scenes: list[Place] = []
    stops: list[Point] = []
    top = 0
    for chapter in rules.journey.chapters:
        if top:
            points += ((80, top + 56), (60, top + 160))  # round the landmark, on its free side
        scenes.append(Place(top, chapter.head.landmark))
        found = [_stop_point(top, i) for i in range(len(chapter.quests))]
        points += found
        stops += found
        top += _chapter_height(len(chapter.quests))
    height = top + HORIZON
    points += ((164, height - 180), (164, height - 56))  # through the gate into the mist
    return Land(height, tuple(points), _trail(points), tuple(scenes), tuple(stops))


def _stop_point(top: int, index: int) -> Point:
    wobble = (index * 37 % 5 - 2) * 6  # so that the trail looks walked, not ruled
    return ((RIGHT if index % 2 else LEFT) + wobble, top + SCENE + GAP * index)


def _chapter_height(stops: int) -> int:
    return SCENE + GAP * (stops - 1) + TAIL


def _trail(points: Sequence[Point]) -> str:
    """One curve a leg, vertical at both ends, so that it swings wide and crosses no label."""
    path = f"M{points[0][0]} {points[0][1]}"
    for (ax, ay), (bx, by) in pairwise(points):
        half = (by - ay) // 2
        path += f"C{ax} {ay + half} {bx} {by - half} {bx} {by}"
    return path
