"""Random small journeys and random acts on them, and how long a property may look for trouble.

Whole facts and whole commands are drawn from lists: one draw each keeps the search quick.
"""

from itertools import product
from typing import Any, Final

from hypothesis import settings
from hypothesis import strategies as st

from digimatka.core.commands import (
    AskConfirmation,
    Command,
    CompleteStep,
    MarkQuest,
    OpenQuest,
    RestartStep,
    Settle,
    ShowAnswer,
    ShowHint,
)
from digimatka.core.events import Mark
from digimatka.core.journey import Journey, Quest
from digimatka.core.kinds.base import Assistance
from digimatka.core.requirement import Requirement
from tests.factories import badge, chapter, journey, quest, step

# The machine may be busy, so no example has a time limit of its own.
QUICK: Final = settings(max_examples=150, deadline=None)
PATIENT: Final = settings(max_examples=300, deadline=None)

QUESTS: Final = ("q0", "q1", "q2", "q3", "q4")
STEPS: Final = ("s0", "s1")
BADGES: Final = ("m0", "m1", "m2")
CHAPTERS: Final = ("c0", "c1")
SKILLS: Final = ("digcomp-1.1", "digcomp-4.2")

Tree = dict[str, Any]

_RIGHT: Final = {"text": "A", "id": "a", "correct": True}
_FIELDS: Final[dict[str, Tree]] = {
    "read": {"kind": "read", "hints": ["Vihje"]},
    "fill": {"kind": "fill", "hints": ["Vihje", "Toinen"]},
    "free": {"kind": "choose", "options": [{"text": "A", "id": "a"}, {"text": "B", "id": "b"}]},
    "graded": {"kind": "choose", "options": [_RIGHT, {"text": "B", "id": "b"}]},
    "asked": {"kind": "confirm", "by": ["facilitator"], "hints": ["Vihje"]},
}
_SHAPES: Final = [
    (kinds, skills)
    for kinds in (*product(_FIELDS), *product(_FIELDS, repeat=2))
    for skills in ((), SKILLS[:1], SKILLS[1:], SKILLS)
]
# Which quests there are and where the second chapter begins.
_PLACES: Final = [
    (tuple(QUESTS[(start + i * turn) % 5] for i in range(count)), cut)
    for count in (2, 3, 4, 5)
    for start in range(5)
    for turn in (1, 2, 4)
    for cut in range(1, count)
]


def _quest(id: str, shape: tuple[tuple[str, ...], tuple[str, ...]]) -> Quest:
    kinds, skills = shape
    steps = (step(at, **_FIELDS[kind]) for at, kind in zip(STEPS, kinds, strict=False))
    return quest(id, *steps, skills=skills)


def _facts(quests: list[Quest], badges: tuple[str, ...]) -> list[Tree]:
    """Every requirement of one fact, all of them things that the journey has."""
    assistance: list[Tree] = [{}, {"assistance": "alone"}, {"assistance": "hint"}]
    ways = [*assistance, {"counts": "done"}, {"counts": "known"}, {"counts": "skipped"}]
    pools = [{"of_chapter": id} for id in CHAPTERS] + [{"of_skill": skill} for skill in SKILLS]
    steps = [(f"{quest.id}/{step.id}", step.kind) for quest in quests for step in quest.steps]
    asked = [path for path, kind in steps if kind == "choose"]
    return [
        *({"quest": quest.id, **way} for quest in quests for way in ways),
        *({"badge": badge} for badge in badges for _ in ways),
        *({"step": path, **way} for path, _ in steps for way in assistance),
        *({"answered": {"step": path, "option": key}} for path in asked for key in "ab"),
        *({"at_least": n, **pool, **way} for n in (2, 1, 3) for pool in pools for way in ways),
    ]


# Trees of numbers, made into requirements afterwards: a strategy built per example is slow.
_BRANCHES: Final = ("all", "any", "at_least 1", "at_least 2", "at_least 3")
_trees: Final = st.recursive(
    st.integers(0, 999),
    lambda inner: st.tuples(st.sampled_from(_BRANCHES), st.lists(inner, min_size=1, max_size=3)),
    max_leaves=4,
)
_maybe_trees: Final = st.none() | _trees
_badge_trees: Final = st.lists(_trees, max_size=len(BADGES))
_places: Final = st.sampled_from(_PLACES)
_shapes: Final = st.sampled_from(_SHAPES)


def _once_more(quests: list[Quest]) -> list[Tree]:
    """Requirements that only badges may have: a step is done once more."""
    paths = [f"{quest.id}/{step.id}" for quest in quests for step in quest.steps]
    return [{"step": path, "again": True} for path in paths for _ in range(3)]


def _requirement(tree: Any, facts: list[Tree]) -> Tree:
    if isinstance(tree, int):
        return facts[tree % len(facts)]
    branch, parts = tree
    made = [_requirement(part, facts) for part in parts]
    if not branch.startswith("at_least"):
        return {branch: made}
    return {"at_least": min(int(branch[-1]), len(made)), "of": made}


@st.composite
def journeys(draw: st.DrawFn) -> Journey:
    """Up to five quests of one or two steps in two chapters, up to three badges, any cycles."""
    ids, cut = draw(_places)
    rules = draw(_badge_trees)
    quests = [_quest(id, draw(_shapes)) for id in ids]
    facts = _facts(quests, BADGES[: len(rules)])
    wishes = [*facts, *({"opened_by": "facilitator"} for _ in range(5))]
    earned = [*facts, *_once_more(quests)]
    for i, made in enumerate(quests):
        if (tree := draw(_maybe_trees)) is not None:
            asked = Requirement.model_validate(_requirement(tree, wishes))
            quests[i] = made.model_copy(update={"requires": asked})
    return journey(
        chapter(CHAPTERS[0], *quests[:cut]),
        chapter(CHAPTERS[1], *quests[cut:]),
        badges=[badge(BADGES[i], _requirement(tree, earned)) for i, tree in enumerate(rules)],
    )


_TOLD: Final = (None, *Assistance)
_CHOSEN: Final[tuple[tuple[str, ...], ...]] = ((), ("a",), ("b",), ("b", "a", "x", "a"))
_PATHS: Final = [*product(QUESTS, STEPS), ("q0", "x"), ("x", "s0")]
_COMMANDS: Final[list[Command]] = [
    *(CompleteStep(*path, *how) for path in _PATHS for how in product(_CHOSEN, _TOLD)),
    *(MarkQuest(quest, mark) for quest in (*QUESTS, "x") for mark in Mark),
    *(RestartStep(*path) for path in _PATHS for _ in range(3)),
    *(AskConfirmation(*path) for path in _PATHS for _ in range(3)),
    *(ShowHint(*path, shown) for path in _PATHS for shown in (0, 1, 2, -1)),
    *(ShowAnswer(*path) for path in _PATHS),
    *(OpenQuest(quest) for quest in (*QUESTS, "x")),
    Settle(),
]
acts: Final = st.lists(st.sampled_from(_COMMANDS), max_size=40)
