"""The meeting to practise with, as it is made."""

from digimatka.core.meeting.model import Meeting, Way
from digimatka.core.meetings_format import MeetingTemplate
from digimatka.core.password import problem_of
from digimatka.core.rules import Rules
from digimatka.core.staff import Role
from digimatka.demo import stage
from digimatka.store.session import Store
from digimatka.usecases import groups, staff, watch
from tests.conftest import TODAY

TEMPLATE = MeetingTemplate.model_validate(
    {
        "id": "koe",
        "title": "Koetapaaminen",
        "goal": "Kokeilet ohjaamista.",
        "minutes": 60,
        "quests": ["keski"],
        "way": "team",
        "warm_up": {"text": "Tervetuloa.", "minutes": 5},
        "do": {"text": "Tehkää."},
        "talk": {"questions": ["Mikä auttoi?"], "minutes": 10},
        "closing": {"question": "Mitä seuraavaksi?", "minutes": 5},
    }
)


def test_a_facilitator_gets_in_and_leads_an_open_meeting(store: Store, rules: Rules) -> None:
    made = stage.set_up(store, rules, TEMPLATE, TODAY)

    entry = staff.sign_in(store, stage.FACILITATOR, made.password)
    assert entry is not None
    assert not entry.needs_code
    boss = staff.of_session(store, entry.held)
    assert boss is not None
    assert boss.roles == {Role.FACILITATOR}
    assert [group.id for group in groups.of_staff(store, boss)] == [made.group]
    room = watch.room(store, made.meeting)
    assert (room.row.code, room.meeting, room.people) == (made.code, Meeting(way=Way.TEAM), ())
    assert (room.sheet.title, room.sheet.quests) == (made.title, ("keski",))


def test_the_password_is_readable_good_and_another_one_each_time() -> None:
    made = [stage.password() for _ in range(20)]

    assert len(set(made)) == len(made)
    for password in made:
        assert problem_of(password, stage.FACILITATOR) is None
        assert len(password.split("-")) == 3
        assert password == password.lower()
