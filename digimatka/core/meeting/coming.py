"""Who comes and who goes in a meeting, and its end."""

from collections.abc import Sequence
from dataclasses import replace

from digimatka.core.meeting import groups, team
from digimatka.core.meeting.commands import Arrive, End, Leave
from digimatka.core.meeting.model import Meeting, Phase, Summary, Team

People = Sequence[int]


def size(meeting: Meeting, index: int, present: People) -> int:
    """How many of those present make up a team."""
    if len(meeting.teams) == 1:
        return len(present)
    return len(meeting.teams[index].members.intersection(present))


def arrive(meeting: Meeting, command: Arrive, _present: People) -> Meeting:
    """Who comes late joins the smallest group and the smallest team."""
    person = command.participant
    made, teams = meeting.groups, list(meeting.teams)
    if made and not meeting.group_of(person):
        made = groups.join(made, person)
    if len(teams) > 1:
        own = meeting.team_of(person)
        teams[own] = replace(teams[own], members=teams[own].members | {person})
    return replace(meeting, groups=made, teams=tuple(teams))


def leave(meeting: Meeting, command: Leave, present: People) -> Meeting:
    """Who is left alone by it joins another group."""
    gone = command.participant
    kept = [tuple(p for p in group if p != gone) for group in meeting.groups]
    made = tuple(group for group in kept if len(group) > 1)
    for person in (group[0] for group in kept if len(group) == 1):
        made = groups.join(made, person)
    helps = tuple(p for p in meeting.helps if p != gone)
    staying = [person for person in present if person != gone]
    teams = tuple(
        team.settled(each, size(meeting, index, staying))
        for index, each in enumerate(meeting.teams)
    )
    return replace(meeting, groups=made, helps=helps, teams=teams)


def end(meeting: Meeting, _command: End, present: People) -> Meeting:
    """Only counts remain, and the cards, each of which belongs to who got it."""
    done = [deeds for each in meeting.teams for deeds in each.done.values()]
    summary = Summary(
        people=len(present),
        firsts=sum(min(first, team.MOST) for first, _ in done),
        helped=sum(min(helped, team.MOST) for _, helped in done),
        thanks=len(meeting.thanks),
        asked=meeting.help_count,
        feelings=dict(meeting.told.counts) if meeting.told.can_be_shown else {},
    )
    teams = tuple(Team(calm=each.calm) for each in meeting.teams)
    return Meeting(
        phase=Phase.ENDED, way=meeting.way, teams=teams, thanks=meeting.thanks, summary=summary
    )
