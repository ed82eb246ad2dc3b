"""The pages of staff and of a meeting, each in its fullest state."""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Final

from digimatka.app import this_day
from digimatka.core.meeting.commands import Ask as Spotlight
from digimatka.core.meeting.commands import (
    AskHelp,
    Command,
    Deed,
    Did,
    GoTo,
    Mix,
    Play,
    SaidWord,
    ShowCounts,
    Thank,
    Together,
)
from digimatka.core.meeting.model import Card, Phase, Way
from digimatka.core.runsheet import InterviewPlan
from digimatka.core.staff import Role, Staff
from digimatka.store import groups, participants
from digimatka.usecases import accounts, attend, meet, people
from digimatka.usecases import staff as staff_accounts
from digimatka.web.meeting import roomcode
from tests.browser.meeting import PASSWORD, SHEET
from tests.browser.stage import Stage, State, page

NAMES: Final = ("Revontulenvaeltajatar 1.", "Hilla", "", "Kaarna")
WORD: Final = "Mikä sana kuvaa tätä hetkeä?"
QUEST: Final = SHEET.quests[0]
_numbers: Final = count(1)


class Room:
    """A meeting of a group with four people, and its facilitator signed in here."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.store = stage.product.store
        self.staff = sign_in(stage, Role.FACILITATOR, Role.ADMINISTRATOR)
        with self.store.write() as connection:
            journey = stage.product.rules.journey.id
            self.group = groups.add(
                connection, "Maanantain ryhmä", journey, self.staff.id, this_day()
            )
        interview = InterviewPlan(questions=("Mitä osaat?",), checklist=("Mikä onnistui?",))
        sheet = SHEET.model_copy(update={"interview": interview})
        self.number = meet.create(self.store, self.group, sheet, this_day())
        self.url = f"/ohjaaja/tapaamiset/{self.number}"
        self.code = ""
        self.people: list[int] = []

    def fill(self) -> "Room":
        """Opens the door, and four people come in."""
        made = meet.open_door(self.store, self.staff, self.number, this_day(), roomcode.make)
        self.code = made or ""
        for name in NAMES:
            learner = accounts.begin(self.store, this_day())
            accounts.call(self.store, learner, name, "" if name else "cat")
            joined = attend.join(self.store, self.number, learner, this_day())
            assert isinstance(joined, int)
            self.people.append(joined)
        return self

    def let(self, *commands: Command) -> "Room":
        """These things happen."""
        for command in commands:
            text = {AskHelp: "En löydä nappia", SaidWord: "rohkea"}.get(type(command), "")
            refused = attend.take_part(self.store, self.number, command, text)
            assert refused is None, command
        return self

    def join(self) -> int:
        """This browser is in the meeting too; returns the number of the participant."""
        answer = self.stage.visit.context.request.post(
            f"{self.stage.product.address}/liity/{self.code}",
            form={"nickname": "Suvi", "picture": "boat"},
        )
        assert answer.ok
        with self.store.read() as connection:
            return participants.present(connection, self.number)[-1]


def sign_in(stage: Stage, *roles: Role) -> Staff:
    """Signs a new member of staff in here."""
    name = f"tekija{next(_numbers)}"
    staff = staff_accounts.add(stage.product.store, name, PASSWORD, frozenset(roles), this_day())
    address = f"{stage.product.address}/ohjaaja/kirjaudu"
    answer = stage.visit.context.request.post(address, form={"name": name, "password": PASSWORD})
    assert answer.ok
    return staff


def busy(stage: Stage) -> Room:
    """A meeting in which everything is going on at once."""
    room = Room(stage).fill()
    first, second, third, fourth = room.people
    step = next(s for s in stage.product.rules.quests[QUEST].quest.steps if s.kind == "choose")
    at = (QUEST, step.id)
    room.let(GoTo(Phase.DO), Mix(0, 3, tuple(room.people), interview=True), AskHelp(first))
    room.let(Spotlight(WORD), SaidWord(second, WORD), Together(at))
    with room.store.write() as connection:
        for word in participants.texts(connection, room.number, participants.WORD):
            participants.show_text(connection, room.number, word.id, True)
    for person in (first, second, third):
        learner = _learner(room, person)
        attend.note_answer(room.store, room.number, learner, at, ("a",))
    return room.let(ShowCounts(at, True), Thank(third, fourth, Card.BRAVE))


def playing(stage: Stage) -> Room:
    """A meeting in which a team calms its mörkö."""
    room = Room(stage).fill()
    room.let(GoTo(Phase.DO), Play(Way.TEAM))
    return room.let(*(Did(person, Deed.FIRST) for person in room.people))


def meeting_states() -> Iterator[State]:
    """All of them."""
    yield page("staff-sign-in", "/ohjaaja/kirjaudu", "#password")
    yield page("code", "/liity", "#code")
    yield _state("staff-people", lambda room: "/ohjaaja/henkilosto")
    yield _state("staff-person-left", _closed, "#heir")
    yield _state("groups", lambda room: "/ohjaaja/ryhmat")
    yield _state("group", lambda room: f"/ohjaaja/ryhmat/{room.fill().group}", ".people")
    yield _state("plan", lambda room: f"/ohjaaja/ryhmat/{room.group}/suunnittele")
    yield _state("run-sheet", lambda room: f"{room.url}/ajolista")
    yield _state("paper-entry", lambda room: f"/ohjaaja/ryhmat/{room.fill().group}/paperi/{QUEST}")
    yield State("board", lambda s: s.open(busy(s).url), ".board__help")
    yield State("board-team", lambda s: s.open(playing(s).url), ".team")
    yield State("board-over", _over_on_the_board, ".sums")
    yield State("door", lambda s: s.open(f"/liity/{Room(s).fill().code}"), "#nickname")
    yield State("mine", lambda s: _mine(s, busy(s)), "#mine")
    yield State("mine-team", lambda s: _mine(s, playing(s)), "#deeds")
    yield State("over", _over, "#done")
    yield State("wall-door", lambda s: s.open(f"/naytto/{Room(s).fill().code}"), ".wall__code")
    yield State("wall-team", lambda s: s.open(f"/naytto/{playing(s).code}"), ".team")


def _state(name: str, address: Callable[[Room], str], shows: str = "main h1") -> State:
    return State(name, lambda stage: stage.open(address(Room(stage))), shows)


def _closed(room: Room) -> str:
    """The page of a closed account whose group waits for somebody."""
    name = f"lahtenyt{next(_numbers)}"
    roles = frozenset({Role.FACILITATOR})
    gone = staff_accounts.add(room.store, name, PASSWORD, roles, this_day())
    with room.store.write() as connection:
        groups.add(connection, "Tiistain ryhmä", "matka", gone.id, this_day())
    assert people.close(room.store, room.staff, gone.id) is None
    return f"/ohjaaja/henkilosto/{gone.id}"


def _mine(stage: Stage, room: Room) -> None:
    room.join()
    stage.open("/tapaaminen")


def _over(stage: Stage) -> None:
    room = playing(stage)
    own = room.join()
    room.let(Thank(room.people[0], own, Card.HELPED), GoTo(Phase.ENDED))
    stage.open("/tapaaminen")


def _over_on_the_board(stage: Stage) -> None:
    stage.open(playing(stage).let(GoTo(Phase.ENDED)).url)


def _learner(room: Room, person: int) -> int:
    with room.store.read() as connection:
        people = participants.people(connection, room.number)
    return next(one.learner_id for one in people if one.id == person)
