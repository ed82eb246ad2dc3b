"""How a team calms its mörkö: by what was new to somebody, and by help given. Never by speed.

The goal follows who is there, and each person counts up to a limit, so that nobody can be the one
who did not do enough, nor the one who did it all. Whose share was what is never shown.
"""

from dataclasses import replace
from typing import Final

from digimatka.core.meeting.commands import Deed
from digimatka.core.meeting.model import Team
from digimatka.core.overview import Mood

EACH: Final = 2
MOST: Final = 3
_MOODS: Final = tuple(Mood)


def goal(people: int) -> int:
    """How many deeds calm the mörkö of so many people: two each."""
    return max(people, 1) * EACH


def deeds(team: Team) -> int:
    """What the team has done together; of each person three of a kind count."""
    return sum(min(first, MOST) + min(helped, MOST) for first, helped in team.done.values())


def with_deed(team: Team, participant: int, deed: Deed, people: int) -> Team:
    """The team of so many people after a deed of one; the mörkö comes nearer as the goal does."""
    first, helped = team.done.get(participant, (0, 0))
    now = (first + (deed is Deed.FIRST), helped + (deed is Deed.HELPED))
    if max(now) > MOST:
        return team
    return settled(replace(team, done={**team.done, participant: now}), people)


def settled(team: Team, people: int) -> Team:
    """The team with its mörkö as calm as so many people have made it; never less than before."""
    share = min(1.0, deeds(team) / goal(people))
    mood = _MOODS[int(share * (len(_MOODS) - 1))]
    if deeds(team) and mood is Mood.HIDDEN:
        mood = Mood.PEEKING  # the first deed is seen
    calmer = _MOODS.index(mood) > _MOODS.index(team.calm)
    return replace(team, calm=mood) if calmer else team
