"""The facilitator's board and the wall: what each press does, and what neither of them tells."""

import pytest

from digimatka.core.meeting.model import Phase, Way
from digimatka.core.runsheet import RunSheet
from digimatka.core.staff import Role
from digimatka.store import groups
from digimatka.web.meeting import boards
from tests.web.browser import Browser
from tests.web.conftest import World
from tests.web.room import Room, open_room
from tests.web.signed_in import signed_in


@pytest.fixture
def room(world: World) -> Room:
    """A meeting whose door is open."""
    return open_room(world)


@pytest.mark.parametrize("phase", [p for p in Phase if p is not Phase.ENDED])
@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_a_press_leads_to_any_phase_and_back(world: World, phase: Phase, htmx: bool) -> None:
    room = open_room(world, htmx=htmx)
    names = {"gather": "Kokoonnutaan", "warm_up": "Virittely", "choose": "Valitaan yhdessä"}
    names |= {"do": "Tehdään", "talk": "Purku", "closing": "Lopetus"}

    room.leader.visit(room.url)
    seen = room.leader.press(names[phase])

    assert room.meeting.phase is phase
    pressed = [b for b in seen.page.elements("button") if b.get("aria-pressed") == "true"]
    assert names[phase] in "".join("".join(b.itertext()) for b in pressed)


def test_the_ways_of_playing_change_while_running(room: Room) -> None:
    phone = room.phone("Hilla")
    for way in (Way.TOGETHER, Way.TEAM, Way.OWN):
        room.press(act="way", to=way)
        assert room.meeting.way is way
        assert phone.get("/tapaaminen").status == room.leader.get(room.url).status == 200


def test_the_board_groups_people_by_their_next_step_and_proposes_pairs(room: Room) -> None:
    first, second = room.phone("Hilla"), room.phone("Pilvi")
    for step in ("alku/lue", "alku/kumpi"):
        first.post(f"/matka/koe/{step}", {"choice": "oikea"})

    board = room.board()

    assert "ALKU · 1/2" in board
    assert "LAJIT · 1/12" in board
    assert "Hilla on tehnyt saman askeleen, jossa Pilvi on nyt." in board
    assert second.get("/tapaaminen").status == 200


def test_a_step_that_is_done_alone_is_never_named(world: World) -> None:
    sheet = RunSheet(title="Yksin", minutes=60, quests=("lajit",))
    room = open_room(world, sheet=sheet)
    phone = room.phone("Hilla")
    room.press(act="quest", quest="lajit")
    room.press(act="way", to="together")

    assert "OIKEASTI" not in room.board()
    assert room.press(act="together", at="lajit/oikeasti").status == 400
    rules = room.services.journeys["koe"]
    steps = [s.id for s in rules.quests["lajit"].quest.steps]
    for step in steps[: steps.index("oikeasti")]:
        phone.post(f"/matka/koe/lajit/{step}", {"act": "show"})
        phone.post(f"/matka/koe/lajit/{step}", {"act": "accept"})
    assert "LAJIT" in room.board()


def test_a_chosen_quest_that_is_locked_can_be_opened_for_all(room: Room) -> None:
    phone = room.phone("Hilla")
    before = room.board()

    room.press(act="quest", quest="lajit")
    room.press(act="quest", quest="lajit")

    assert "”LAJIT” ei ole vielä auki kaikille" in before
    assert "ei ole vielä auki" not in room.board()
    assert phone.get("/matka/koe/lajit/rivit").status == 200


def test_only_quests_of_the_run_sheet_can_be_opened_here(room: Room) -> None:
    phone = room.phone("Hilla")

    room.press(act="quest", quest="portti")

    assert "Tämä tehtävä aukeaa myöhemmin" in phone.get("/matka/koe/portti").main


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"act": "x"},
        {"act": "phase", "to": "x"},
        {"act": "way", "to": ""},
        {"act": "together", "at": "alku"},
        {"act": "together", "at": "ei/ole"},
        {"act": "mix", "size": "x", "round": "0"},
        {"act": "mix", "size": "99", "round": "0"},
        {"act": "mix", "size": "2", "round": "9" * 30},
        {"act": "helped", "person": "²"},
        {"act": "word", "word": "-1"},
        {"act": "remove"},
        {"act": "counts", "at": ""},
    ],
)
def test_a_form_that_no_page_of_ours_sends_is_refused(room: Room, form: dict[str, str]) -> None:
    before = room.meeting

    assert room.press(**form).status == 400
    assert room.meeting == before


@pytest.mark.parametrize(
    ("question", "told"), [("131052-308T", "henkilötiedolta"), ("x" * 121, "enintään 120 merkkiä")]
)
def test_a_question_that_will_not_do_changes_nothing(room: Room, question: str, told: str) -> None:
    seen = room.press(act="ask", question=question)

    assert (seen.status, told in seen.main) == (422, True)
    assert room.meeting.word == ""


def test_two_facilitators_press_at_once_and_nothing_happens_twice(world: World, room: Room) -> None:
    for name in ("Hilla", "Pilvi", "Suvi", "Kaarna"):
        room.phone(name)
    other, staff = signed_in(world, f"toinen{room.number}", Role.FACILITATOR)
    with room.services.store.write() as connection:
        groups.lead(connection, room.group, staff.id)

    room.press(act="mix", size=2, round=0)
    made = room.meeting.groups
    second = other.post(room.url, {"act": "mix", "size": "2", "round": "0"})

    assert second.location == room.url
    assert room.meeting.groups == made
    for browser in (room.leader, other):
        browser.post(room.url, {"act": "parts", "turn": "1"})
        browser.post(room.url, {"act": "together", "at": "alku/kumpi"})
    assert room.meeting.at == ("alku", "kumpi")


@pytest.mark.parametrize("path", ["", "/tila", "/virta"])
def test_a_stranger_finds_nothing(world: World, room: Room, path: str) -> None:
    stranger, _ = signed_in(world, f"vieras{room.number}{path.strip('/')}", Role.FACILITATOR)

    assert stranger.get(room.url + path).status == 404
    if not path:
        assert stranger.post(room.url, {"act": "phase", "to": "ended"}).status == 404
        assert not room.meeting.is_over
    assert room.leader.get("/ohjaaja/tapaamiset/99999999").status == 404


def test_the_board_tells_nothing_of_texts_answers_or_times(room: Room) -> None:
    phone = room.phone("Hilla")
    phone.post("/matka/koe/alku/kumpi", {"choice": "vaara"})

    board = room.leader.get(room.url).html

    assert "SUOMI.INFO" not in board
    assert "2026" not in board


def test_names_are_on_the_wall_only_if_the_group_allows(room: Room) -> None:
    room.phone("Hilla")
    assert "Hilla" not in room.wall()

    room.press(act="switch", switch="names", on=1)
    assert "Hilla" in room.wall()

    room.press(act="switch", switch="names", on=0)
    assert "Hilla" not in room.wall()


def test_the_wall_leads_in_by_code_address_and_picture(world: World, room: Room) -> None:
    wall = world.browser().get(f"/naytto/{room.code.lower()}")

    assert f"{room.code[:3]} {room.code[3:]}" in wall.main
    assert "localhost/liity" in wall.main
    assert 'class="segno"' in wall.html


@pytest.mark.parametrize("code", ["AAAAAA", "x", "0OI1LB", "%F0%9F%98%80"])
def test_a_wall_without_a_meeting_is_not_there(world: World, code: str) -> None:
    for path in ("", "/tila", "/virta"):
        assert world.browser().get(f"/naytto/{code}{path}").status == 404


def test_several_teams_are_made_only_of_people_and_can_be_joined_again(room: Room) -> None:
    for name in ("Hilla", "Pilvi", "Suvi", "Kaarna"):
        room.phone(name)
    room.press(act="way", to="team")

    room.press(act="teams", count=3)
    assert len(room.meeting.teams) == 1, "four people make two teams at most"
    room.press(act="teams", count=2)
    board, wall = room.board(), room.wall()

    assert "Joukkue 1:" in board
    assert "Joukkue 2:" in wall
    assert [len(team.members) for team in room.meeting.teams] == [2, 2]
    room.press(act="teams", count=1)
    assert "Joukkue 1:" not in room.wall()


def test_live_views_answer_304_while_nothing_changes(world: World, room: Room) -> None:
    phone, wall = room.phone("Hilla"), world.browser()
    places: list[tuple[Browser, str]] = [
        (phone, "/tapaaminen/tila"),
        (room.leader, f"{room.url}/tila"),
        (wall, f"/naytto/{room.code}/tila"),
    ]
    tags = [browser.part(path).headers["ETag"] for browser, path in places]

    same = [
        b.part(path, If_None_Match=tag).status for (b, path), tag in zip(places, tags, strict=True)
    ]
    phone.post("/matka/koe/alku/lue", {})
    new = [
        b.part(path, If_None_Match=tag).status for (b, path), tag in zip(places, tags, strict=True)
    ]

    assert same == [304, 304, 304]
    assert new == [200, 200, 200]


def test_a_planned_meeting_has_no_code_until_it_is_opened(world: World) -> None:
    room = open_room(world)
    leader = room.leader
    with room.services.store.write() as connection:
        sql = "UPDATE meeting SET code = NULL WHERE id = ?"
        connection.exec_driver_sql(sql, (room.number,))

    seen = leader.visit(room.url)
    assert "Avaa tapaaminen" in seen.main
    opened = leader.press("Avaa tapaaminen")

    assert "Koodi" in opened.main


def test_an_address_that_no_phone_can_open_is_told(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = "Puhelimet eivät pääse tähän osoitteeseen"
    assert told in room.board()

    monkeypatch.setattr(boards, "LOCAL", ("127.0.0.1",))

    assert told not in room.board()
