"""Into a meeting by its code: with a nickname, a picture, neither, or one's own journey."""

from datetime import timedelta

import pytest

from digimatka.usecases import attend
from digimatka.web.limits import CODE_MISSES, Kind
from tests.conftest import TODAY
from tests.web.conftest import World
from tests.web.room import open_room
from tests.web.slip import make_passport


@pytest.mark.parametrize("write", [str.lower, lambda c: f" {c[:3]} {c[3:]} ", "-".join])
def test_a_code_is_read_as_people_write_it(world: World, write: object) -> None:
    room, phone = open_room(world), world.browser()
    assert callable(write)

    phone.visit("/liity")
    door = phone.press("Jatka", code=write(room.code))

    assert door.page.h1 == "Rohkea ilta"
    assert "Vastauksiasi ja tekstejäsi ei näe kukaan" in door.main


@pytest.mark.parametrize("typed", ["", "ABC", "ABCDEFG", "0OI1LB", "ÄÄÄÄÄÄ", "<script>"])
def test_what_is_no_code_is_told_kindly_and_comes_back(world: World, typed: str) -> None:
    seen = world.browser().post("/liity", {"code": typed})

    assert seen.status == 422
    assert "Koodissa on kuusi merkkiä" in seen.main
    if typed == "ABC":
        assert 'value="ABC"' in seen.html


def test_a_wrong_code_is_a_miss_and_too_many_must_wait(world: World) -> None:
    limits = open_room(world).services.limits
    phone = world.browser()
    address = {"REMOTE_ADDR": "192.0.2.77"}

    first = phone.client.post("/liity", data={"code": "AAAAAA"}, environ_base=address)
    for _ in range(CODE_MISSES):
        limits.note_miss("192.0.2.77", Kind.CODE)
    last = phone.client.post("/liity", data={"code": "AAAAAA"}, environ_base=address)
    wall = phone.client.get("/naytto/AAAAAA", environ_base=address)

    assert (first.status_code, last.status_code, wall.status_code) == (422, 429, 429)
    assert "Odota 10 minuuttia" in last.get_data(as_text=True)


@pytest.mark.parametrize(
    ("nickname", "picture", "called"),
    [("Hilla", "", "Hilla"), ("", "cat", "kissa"), ("", "", "Numero 1"), ("Hilla", "cat", "Hilla")],
)
def test_a_nickname_a_picture_or_neither_will_do(
    world: World, nickname: str, picture: str, called: str
) -> None:
    room = open_room(world)

    phone = room.phone(nickname, picture)

    assert called in phone.get("/tapaaminen").main
    assert called in room.board()


@pytest.mark.parametrize("nickname", ["131052-308T", "minun@sahkoposti.fi", "x" * 25])
def test_a_nickname_that_will_not_do_is_asked_again(world: World, nickname: str) -> None:
    room, phone = open_room(world), world.browser()

    seen = phone.post(f"/liity/{room.code}", {"nickname": nickname, "picture": "cat"})

    assert seen.status == 422
    assert seen.page.all("input", id="picture-cat")[0].get("checked") is not None
    assert nickname not in seen.html or nickname.startswith("x")
    assert not room.services.limits.is_reached("127.0.0.1")
    assert phone.cookie("matka") is None


def test_the_journey_of_the_device_comes_along_and_what_is_done_lands_in_it(world: World) -> None:
    room, walker = open_room(world), world.walker()
    walker.post("/kuka", {"nickname": "Vanamo", "picture": ""})

    door = walker.get(f"/liity/{room.code}")
    walker.post(f"/liity/{room.code}")
    walker.post("/matka/koe/alku/lue", {})

    assert "Vanamo" in door.main
    assert "Vanamo" in room.board()
    assert "ALKU · 2/2" in room.board()


def test_joining_twice_is_being_there_once(world: World) -> None:
    room = open_room(world)
    phone = room.phone("Hilla")

    phone.post(f"/liity/{room.code}")
    phone.post(f"/liity/{room.code}")

    assert "Paikalla 1" in room.board()


def test_the_same_person_comes_back_from_another_device_by_the_slip(world: World) -> None:
    room = open_room(world)
    first, second = room.phone("Hilla"), world.browser()
    words = " ".join(make_passport(first))

    back = second.post("/jatka", {"words": words})
    other = world.browser().post("/jatka", {"words": words, "liity": room.code})

    assert back.location == other.location == "/tapaaminen"
    assert "Hilla" in second.get("/tapaaminen").main
    assert "Paikalla 1" in room.board()


def test_a_slip_of_a_journey_from_before_leads_to_the_door(world: World) -> None:
    room, walker, phone = open_room(world), world.walker(), world.browser()
    words = " ".join(make_passport(walker))

    phone.visit(f"/jatka?liity={room.code}")
    door = phone.press("Jatka matkaa", words=words)
    phone.press("Liity tällä matkalla")

    assert door.page.h1 == "Rohkea ilta"
    assert "Paikalla 1" in room.board()


def test_a_closed_door_says_so_and_those_inside_stay(world: World) -> None:
    room = open_room(world)
    inside = room.phone("Hilla")
    room.press(act="switch", switch="door", on=1)

    late = world.browser().post(f"/liity/{room.code}", {"nickname": "Myöhä", "picture": ""})

    assert (late.status, "Ohjaaja on sulkenut oven" in late.main) == (409, True)
    assert inside.post(f"/liity/{room.code}").location == "/tapaaminen"
    room.press(act="switch", switch="door", on=0)
    assert room.phone("Myöhä").get("/tapaaminen").status == 200


def test_who_was_removed_cannot_come_back_until_the_facilitator_lets_them(world: World) -> None:
    room = open_room(world)
    phone = room.phone("Hilla")
    person = room.person(phone)

    room.press(act="remove", person=person)
    gone, again = phone.get("/tapaaminen"), phone.post(f"/liity/{room.code}")
    room.press(act="back", person=person)

    assert gone.page.h1 == "Et ole nyt tapaamisessa"
    assert (again.status, "Puhu ohjaajan kanssa" in again.main) == (409, True)
    assert phone.post(f"/liity/{room.code}").location == "/tapaaminen"


def test_a_full_room_makes_nobody_for_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = open_room(world)
    room.phone("Hilla")
    monkeypatch.setattr(attend, "MOST_PEOPLE", 1)
    phone = world.browser()

    seen = phone.post(f"/liity/{room.code}", {"nickname": "Myöhä", "picture": ""})

    assert (seen.status, "Tapaaminen on täynnä" in seen.main) == (409, True)
    assert phone.cookie("matka") is None


@pytest.mark.parametrize("days", [1, 30])
def test_a_code_is_good_for_its_day_alone(world: World, days: int) -> None:
    room = open_room(world)
    world.clock.day = TODAY + timedelta(days=days)

    assert world.browser().post("/liity", {"code": room.code}).status == 422
    assert world.browser().get(f"/liity/{room.code}").status == 404
    assert world.browser().get(f"/naytto/{room.code}").status == 404


def test_a_code_of_a_meeting_that_ended_opens_nothing(world: World) -> None:
    room = open_room(world)
    room.press(act="phase", to="ended")

    seen = world.browser().post(f"/liity/{room.code}", {"nickname": "Hilla", "picture": ""})

    assert seen.status == 404
    assert "voi myös olla jo ohi" in seen.main


def test_five_hundred_joins_from_one_address_leave_the_meeting_as_it_was(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A room behind one address is no guesser; whoever comes beyond the limit is told so."""
    room = open_room(world)
    first = room.phone("Hilla")
    monkeypatch.setattr(attend, "MOST_PEOPLE", 40)

    codes = [
        world.browser().client.post(f"/liity/{room.code}", data={"nickname": "", "picture": ""})
        for _ in range(500)
    ]

    assert [code.status_code for code in codes] == [303] * 39 + [409] * 461
    assert "Paikalla 40" in room.board()
    assert first.post("/tapaaminen", {"act": "help", "help": "Missä olen"}).status == 303
    assert "Missä olen" in room.board()
