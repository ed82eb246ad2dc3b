"""A meeting in the shared app: its facilitator, its code, and phones that join it."""

from dataclasses import dataclass
from itertools import count
from typing import Final

from digimatka.core.meeting.model import Meeting
from digimatka.core.runsheet import InterviewPlan, Part, PartKind, RunSheet
from digimatka.core.staff import Role, Staff
from digimatka.store import groups
from digimatka.usecases import attend, meet, watch
from digimatka.web.cookies import WALKER
from digimatka.web.meeting import roomcode
from digimatka.web.services import NAME, Services
from tests.conftest import TODAY
from tests.web.browser import Browser, Seen
from tests.web.conftest import World
from tests.web.signed_in import signed_in

_numbers: Final = count(1)
SHEET: Final = RunSheet(
    title="Rohkea ilta",
    minutes=60,
    quests=("alku", "lajit"),
    parts=(
        Part(kind=PartKind.WARM_UP, minutes=5, text="Tervehdi.", items=("Mikä laite on tuttu?",)),
        Part(kind=PartKind.DO, minutes=30, text="Kulje vierellä."),
    ),
    spotlight=("Mikä sana?",),
    interview=InterviewPlan(questions=("Mitä osaat?",), checklist=("Mikä onnistui?",)),
)


@dataclass(frozen=True)
class Room:
    """A meeting of ``SHEET`` and who leads it, in a browser."""

    world: World
    leader: Browser
    staff: Staff
    group: int
    number: int
    code: str

    @property
    def services(self) -> Services:
        """What the app stands on."""
        found: Services = self.world.app.extensions[NAME]
        return found

    @property
    def meeting(self) -> Meeting:
        """The meeting as it is stored."""
        return watch.room(self.services.store, self.number).meeting

    @property
    def url(self) -> str:
        """The address of the board."""
        return f"/ohjaaja/tapaamiset/{self.number}"

    def press(self, **form: object) -> Seen:
        """The facilitator presses something on the board."""
        return self.leader.post(self.url, {key: str(value) for key, value in form.items()})

    def board(self) -> str:
        """What the board says."""
        return self.leader.get(self.url).main

    def wall(self) -> str:
        """What the wall says."""
        return self.world.browser().get(f"/naytto/{self.code}").main

    def phone(self, nickname: str = "", picture: str = "", *, htmx: bool = False) -> Browser:
        """A phone that has joined."""
        phone = self.world.browser(htmx=htmx)
        joined = phone.post(f"/liity/{self.code}", {"nickname": nickname, "picture": picture})
        assert joined.location == "/tapaaminen", joined.main
        return phone

    def person(self, phone: Browser) -> int:
        """The number of the participant on a phone."""
        learner = int((phone.cookie(WALKER) or "").partition(".")[0])
        return attend.participant(self.services.store, self.number, learner)


def open_room(world: World, *, htmx: bool = False, sheet: RunSheet = SHEET) -> Room:
    """A meeting whose door is open."""
    leader, staff = signed_in(world, f"ohjaaja{next(_numbers)}", Role.FACILITATOR, htmx=htmx)
    services: Services = world.app.extensions[NAME]
    with services.store.write() as connection:
        group = groups.add(connection, "Maanantain ryhmä", "koe", staff.id, TODAY)
    number = meet.create(services.store, group, sheet, TODAY)
    code = meet.open_door(services.store, staff, number, TODAY, roomcode.make)
    assert code is not None
    return Room(world, leader, staff, group, number, code)
