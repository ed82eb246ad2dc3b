"""What follows from a command in a meeting. Pure; a command that changes nothing gives it back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any, Final

from digimatka.core.meeting import coming, groups, team
from digimatka.core.meeting.commands import (
    Answered,
    Arrive,
    Ask,
    AskHelp,
    ChangeParts,
    Command,
    Did,
    End,
    GoTo,
    HelpGiven,
    Leave,
    MakeTeams,
    Mix,
    Play,
    SaidWord,
    ShowCounts,
    Tell,
    Thank,
    Together,
    Turn,
)
from digimatka.core.meeting.model import Asked, Meeting, Phase, Team, Way

INTERVIEW_SIZE: Final = 3
MOST_TEAMS: Final = 4
MOST_WORDS: Final = 3
MOST_CARDS: Final = 10
SWITCHES: Final = {"pause": "is_paused", "door": "is_closed", "names": "has_names"}
People = Sequence[int]


class Refusal(StrEnum):
    """Why something cannot be done in a meeting."""

    OVER = "over"
    NOT_THERE = "not_there"
    LATE = "late"
    ENOUGH = "enough"


def decide(meeting: Meeting, command: Command, present: People) -> Meeting | Refusal:
    """The meeting after a command; ``present`` are the participants who are in, by number."""
    if meeting.is_over:
        return Refusal.OVER
    who = getattr(command, "participant", None)
    is_own = not isinstance(command, HelpGiven | Leave)
    if who is not None and is_own and who not in present:
        return Refusal.NOT_THERE
    follow: Callable[[Meeting, Any, People], Meeting | Refusal] = _FOLLOW[type(command)]
    return follow(meeting, command, present)


def _go_to(meeting: Meeting, command: GoTo, present: People) -> Meeting:
    if command.phase is Phase.ENDED:
        return coming.end(meeting, End(), present)
    return replace(meeting, phase=command.phase)


def _play(meeting: Meeting, command: Play, _present: People) -> Meeting:
    return replace(meeting, way=command.way)


def _turn(meeting: Meeting, command: Turn, _present: People) -> Meeting | Refusal:
    name = SWITCHES.get(command.switch)
    if name is None:
        return Refusal.NOT_THERE
    changed: dict[str, Any] = {name: command.on}
    return replace(meeting, **changed)


def _together(meeting: Meeting, command: Together, _present: People) -> Meeting:
    way = Way.TOGETHER if command.at else meeting.way
    asked = meeting.asked if command.at == meeting.at else Asked()
    return replace(meeting, at=command.at, asked=asked, way=way)


def _show(meeting: Meeting, command: ShowCounts, _present: People) -> Meeting | Refusal:
    if command.at != meeting.at:
        return Refusal.LATE
    if command.on and not meeting.asked.can_be_shown:
        return Refusal.ENOUGH
    return replace(meeting, asked=replace(meeting.asked, is_shown=command.on))


def _answered(meeting: Meeting, command: Answered, _present: People) -> Meeting:
    if command.at != meeting.at or meeting.way is not Way.TOGETHER:
        return meeting
    return replace(meeting, asked=meeting.asked.with_answer(command.participant, command.chosen))


def _ask(meeting: Meeting, command: Ask, _present: People) -> Meeting:
    if command.question == meeting.word:
        return meeting
    return replace(meeting, word=command.question, words={})


def _word(meeting: Meeting, command: SaidWord, _present: People) -> Meeting | Refusal:
    if not meeting.word or command.question != meeting.word:
        return Refusal.LATE
    if meeting.words.get(command.participant, 0) >= MOST_WORDS:
        return Refusal.ENOUGH
    return replace(meeting, words=_one_more(meeting.words, command.participant))


def _mix(meeting: Meeting, command: Mix, present: People) -> Meeting | Refusal:
    if command.round != meeting.round:
        return Refusal.LATE
    if not command.size:
        return replace(meeting, groups=(), turn=0, round=meeting.round + 1)
    order = _everybody(command.order, present)
    size = INTERVIEW_SIZE if command.interview else command.size
    made = groups.mix(order, size, meeting.groups)
    turn = 1 if command.interview else 0
    return replace(meeting, groups=made, turn=turn, round=meeting.round + 1)


def _parts(meeting: Meeting, command: ChangeParts, _present: People) -> Meeting | Refusal:
    if not meeting.turn or command.turn not in (meeting.turn, meeting.turn + 1):
        return Refusal.LATE
    return replace(meeting, turn=command.turn)


def _teams(meeting: Meeting, command: MakeTeams, present: People) -> Meeting | Refusal:
    """New teams are dealt out like cards; what was done so far goes with who did it."""
    order = _everybody(command.order, present)
    if not 1 <= command.count <= min(MOST_TEAMS, max(1, len(order) // 2)):
        return Refusal.ENOUGH
    if command.count == len(meeting.teams):
        return meeting
    done = {person: deeds for each in meeting.teams for person, deeds in each.done.items()}
    made = []
    for index in range(command.count):
        members = frozenset(order[index :: command.count])
        own = {person: done[person] for person in members if person in done}
        made.append(team.settled(Team(members, own), len(members)))
    return replace(meeting, teams=tuple(made))


def _did(meeting: Meeting, command: Did, present: People) -> Meeting | Refusal:
    index = meeting.team_of(command.participant)
    before = meeting.teams[index]
    people = coming.size(meeting, index, present)
    after = team.with_deed(before, command.participant, command.deed, people)
    if after is before:
        return Refusal.ENOUGH
    return replace(meeting, teams=(*meeting.teams[:index], after, *meeting.teams[index + 1 :]))


def _ask_help(meeting: Meeting, command: AskHelp, _present: People) -> Meeting:
    if command.participant in meeting.helps:
        return meeting
    helps = (*meeting.helps, command.participant)
    return replace(meeting, helps=helps, help_count=meeting.help_count + 1)


def _help_given(meeting: Meeting, command: HelpGiven, _present: People) -> Meeting:
    if command.participant not in meeting.helps:
        return meeting
    return replace(meeting, helps=tuple(p for p in meeting.helps if p != command.participant))


def _thank(meeting: Meeting, command: Thank, present: People) -> Meeting | Refusal:
    if command.to not in present or command.to == command.participant:
        return Refusal.NOT_THERE
    if meeting.thanked.get(command.participant, 0) >= MOST_CARDS:
        return Refusal.ENOUGH
    thanks = (*meeting.thanks, (command.to, command.card))
    return replace(meeting, thanks=thanks, thanked=_one_more(meeting.thanked, command.participant))


def _tell(meeting: Meeting, command: Tell, _present: People) -> Meeting:
    return replace(
        meeting, told=meeting.told.with_answer(command.participant, (command.feeling.value,))
    )


def _everybody(order: People, present: People) -> list[int]:
    """Those present once each, in this order; it may have been made before the last ones came."""
    return [person for person in dict.fromkeys((*order, *present)) if person in present]


def _one_more(counts: Mapping[int, int], person: int) -> dict[int, int]:
    """Sorted by person: the order of the words or cards themselves must not say whose they are."""
    return dict(sorted({**counts, person: counts.get(person, 0) + 1}.items()))


_FOLLOW: Final[Mapping[type, Callable[[Meeting, Any, People], Meeting | Refusal]]] = {
    GoTo: _go_to,
    Play: _play,
    Turn: _turn,
    Together: _together,
    ShowCounts: _show,
    Ask: _ask,
    Mix: _mix,
    ChangeParts: _parts,
    MakeTeams: _teams,
    HelpGiven: _help_given,
    Arrive: coming.arrive,
    Leave: coming.leave,
    End: coming.end,
    Answered: _answered,
    AskHelp: _ask_help,
    SaidWord: _word,
    Did: _did,
    Thank: _thank,
    Tell: _tell,
}
