"""A participant's page: help, words, deeds, thanks, the closing round, and the end."""

import pytest

from digimatka.core.meeting.model import Way
from tests.web.browser import Browser
from tests.web.conftest import World
from tests.web.room import Room, open_room

OURS = "/tapaaminen"
BOTH = pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])


@pytest.fixture
def room(world: World) -> Room:
    """A meeting whose door is open."""
    return open_room(world)


@BOTH
def test_a_few_words_ask_for_help_and_are_gone_when_it_came(room: Room, htmx: bool) -> None:
    phone = room.phone("Hilla", htmx=htmx)

    phone.visit(OURS)
    asked = phone.press("Pyydä apua", help="En löydä nappia")
    board = room.board()
    room.press(act="helped", person=room.person(phone))

    assert "Ohjaaja tietää" in asked.main
    assert "Hilla: ”En löydä nappia”" in board
    assert "En löydä nappia" not in room.board()
    assert "Mihin haluat apua?" in phone.get(OURS).main


def test_help_without_words_will_do_and_can_be_taken_back(room: Room) -> None:
    phone = room.phone("Hilla")
    phone.visit(OURS)

    phone.press("Pyydä apua")
    phone.press("En tarvitse enää apua")

    assert room.meeting.helps == ()
    assert room.meeting.help_count == 1


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("help", "131052-308T", "näyttää omalta tiedoltasi"),
        ("help", "x" * 81, "enintään 80 merkkiä"),
        ("word", "minun@posti.fi", "näyttää omalta tiedoltasi"),
        ("word", "x" * 41, "enintään 40 merkkiä"),
        ("word", "  ", "Kirjoita yksi sana"),
    ],
)
@BOTH
def test_words_that_will_not_do_come_back_to_be_mended(
    room: Room, field: str, text: str, told: str, htmx: bool
) -> None:
    phone = room.phone("Hilla", htmx=htmx)
    room.press(act="ask", question="Mikä sana?")

    seen = phone.post(OURS, {"act": field, "question": "Mikä sana?", field: text})

    assert seen.status == 422
    assert told in seen.main
    assert (f'value="{text}"' in seen.html) == (not text.strip("x "))
    assert (room.meeting.helps, room.meeting.words) == ((), {})


def test_a_word_shows_only_when_the_facilitator_has_seen_it(room: Room, world: World) -> None:
    phone, other = room.phone("Hilla"), room.phone("Pilvi")
    room.press(act="ask", question="Mikä sana?")
    phone.visit(OURS)
    phone.press("Lähetä", word="rohkea")
    before = (other.part(f"{OURS}/tila").html, room.wall())

    room.leader.visit(room.url)
    room.leader.press("Näytä")

    assert "rohkea" not in before[0] + before[1]
    assert "rohkea" in other.part(f"{OURS}/tila").html
    assert "rohkea" in room.wall()
    assert "Hilla" not in room.wall()


def test_a_word_to_a_question_that_has_changed_is_not_lost(room: Room) -> None:
    phone = room.phone("Hilla")
    room.press(act="ask", question="Mikä sana?")
    phone.visit(OURS)
    room.press(act="ask", question="Mikä toinen?")

    late = phone.press("Lähetä", word="rohkea")

    assert late.status == 409
    assert 'value="rohkea"' in late.html
    assert "Mikä toinen?" in late.main


def test_deeds_calm_the_morko_and_nobodys_share_is_shown(room: Room) -> None:
    phones = [room.phone(name) for name in ("Hilla", "Pilvi")]
    room.press(act="way", to="team")

    for phone in phones:
        phone.visit(OURS)
        phone.press("ensimmäistä kertaa")
        phone.press("Autoin toista")

    assert "KULKEE." in room.board()
    assert "KULKEE." in room.wall()
    assert "Hilla" not in room.wall()
    assert room.meeting.way is Way.TEAM


def test_a_kiitos_goes_to_one_and_says_nothing_of_who_sent_it(room: Room) -> None:
    giver, taker, other = (room.phone(name) for name in ("Hilla", "Pilvi", "Suvi"))
    giver.visit(OURS)

    told = giver.press("Lähetä kiitos", to=str(room.person(taker)), card="brave")

    assert "Kiitos on perillä" in told.main
    assert "Olit rohkea" in taker.get(OURS).page.main.partition("Sinua kiitettiin")[2]
    assert "Sinua kiitettiin" not in other.get(OURS).main
    assert "Hilla" not in taker.get(OURS).main.partition("Sinua kiitettiin")[2]


@pytest.mark.parametrize(
    ("to", "card", "status"),
    [
        ("me", "brave", 409),
        ("999999", "brave", 409),
        ("9" * 5000, "brave", 422),
        ("x", "brave", 422),
        ("other", "rude", 422),
    ],
)
def test_only_the_cards_of_the_set_go_only_to_those_present(
    room: Room, to: str, card: str, status: int
) -> None:
    giver, taker = room.phone("Hilla"), room.phone("Pilvi")
    number = {"me": str(room.person(giver)), "other": str(room.person(taker))}.get(to, to)

    assert giver.post(OURS, {"act": "thank", "to": number, "card": card}).status == status
    assert room.meeting.thanks == ()


def test_the_closing_round_counts_once_and_without_a_name(room: Room) -> None:
    phones = [room.phone(name) for name in ("Hilla", "Pilvi", "Suvi")]
    room.press(act="phase", to="closing")
    for phone in phones:
        phone.visit(OURS)
        phone.press("Lähetä", feeling="braver")
        phone.post(OURS, {"act": "tell", "feeling": "tired"})

    assert dict(room.meeting.told.counts) == {"braver": 3}
    room.press(act="phase", to="ended")
    assert "Olen vähän rohkeampi: 3" in room.board()


def test_the_end_shows_each_their_own_day_and_the_facilitator_counts_alone(room: Room) -> None:
    phone = room.phone("Hilla")
    phone.post("/matka/koe/alku/lue", {})
    phone.post("/matka/koe/alku/kumpi", {"choice": "oikea"})
    phone.post(OURS, {"act": "help", "help": "Missä olen"})
    room.press(act="phase", to="ended")

    over = phone.get(OURS)
    board = room.board()

    assert over.page.h1 == "Mitä tein tänään"
    assert "Tein 2 askelta." in over.main
    assert "ALKU" in over.main
    assert "ROHKEA" in over.main
    assert "Hilla" not in board
    assert "Missä olen" not in board
    assert "Avunpyyntöjä 1" in board
    assert phone.get("/matka/koe/alku").status == 200


def test_leaving_is_leaving_and_one_can_come_back(room: Room) -> None:
    phone = room.phone("Hilla")
    phone.visit(OURS)

    left = phone.press("Lähde tapaamisesta")

    assert left.page.h1
    assert "Paikalla 0" in room.board()
    assert phone.get(OURS).page.h1 == "Et ole nyt tapaamisessa"
    phone.post(f"/liity/{room.code}")
    assert "Paikalla 1" in room.board()


def test_pairs_and_parts_show_on_each_phone(room: Room) -> None:
    phones = {name: room.phone(name) for name in ("Hilla", "Pilvi", "Suvi")}
    room.press(act="mix", size=3, interview=1, round=0)

    def parts() -> list[str]:
        pages = (phone.get(OURS).main for phone in phones.values())
        words = ("Haastattelija", "Hakija", "Tarkkailija")
        return [next(w for w in words if f"Sinun roolisi: {w}" in page) for page in pages]

    first = parts()
    room.press(act="parts", turn=2)

    assert sorted(first) == ["Haastattelija", "Hakija", "Tarkkailija"]
    assert all(a != b for a, b in zip(first, parts(), strict=True))
    pages = [phone.get(OURS).main for phone in phones.values()]
    assert sum("Mitä osaat?" in page for page in pages) == 1
    assert sum("Mikä onnistui?" in page for page in pages) == 1


@pytest.mark.parametrize("form", [{}, {"act": "x"}, {"act": "did", "deed": "fast"}])
def test_a_form_that_no_page_of_ours_sends_is_refused(room: Room, form: dict[str, str]) -> None:
    assert room.phone("Hilla").post(OURS, form).status == 400


def test_who_is_in_no_meeting_is_told_so(world: World) -> None:
    walker = world.walker()

    assert walker.get(OURS).page.h1 == "Et ole nyt tapaamisessa"
    assert walker.post(OURS, {"act": "help"}).page.h1 == "Et ole nyt tapaamisessa"
    assert walker.part(f"{OURS}/tila").status == 410
    assert walker.get(f"{OURS}/virta").status == 404


def test_a_device_forgets_a_meeting_that_its_learner_is_not_in_any_more(room: Room) -> None:
    phone = room.phone("Hilla")
    room.press(act="remove", person=room.person(phone))

    assert phone.part(f"{OURS}/tila").status == 410
    assert not phone.get("/matka/koe").page.all("aside", class_="strip")


def test_the_strip_stands_above_the_pages_of_those_in_a_meeting_alone(
    world: World, room: Room
) -> None:
    phone = room.phone("Hilla")

    assert phone.get("/matka/koe").page.all("aside", class_="strip")
    assert not world.walker().get("/matka/koe").page.all("aside", class_="strip")


def test_a_pause_shows_for_everyone_and_loses_nothing(room: Room) -> None:
    phone = room.phone("Hilla")
    room.press(act="switch", switch="pause", on=1)

    assert "Tauko" in phone.part(f"{OURS}/tila").html
    assert "Tauko" in room.wall()
    assert phone.post("/matka/koe/alku/lue", {}).status == 303
    room.press(act="switch", switch="pause", on=0)
    assert "ALKU · 2/2" in room.board()


def _answer(phone: Browser, choice: str) -> None:
    phone.post("/matka/koe/alku/kumpi", {"choice": choice})


def test_answers_are_counts_that_show_when_the_facilitator_says(room: Room) -> None:
    phones = [room.phone(name) for name in ("Hilla", "Pilvi", "Suvi")]
    room.press(act="together", at="alku/kumpi")
    for phone, choice in zip(phones, ("oikea", "vaara", "oikea"), strict=True):
        _answer(phone, choice)
    before = (phones[0].part(f"{OURS}/tila").html, room.wall())

    room.press(act="counts", at="alku/kumpi", on=1)
    after = phones[0].part(f"{OURS}/tila").page

    assert "SUOMI.FI" not in before[0] + before[1]
    assert [bar.get("value") for bar in after.elements("progress")] == ["2", "1"]
    assert "SUOMI.FI 2" in room.wall()


def test_answers_of_two_never_show(room: Room) -> None:
    for name in ("Hilla", "Pilvi"):
        phone = room.phone(name)
        room.press(act="together", at="alku/kumpi")
        _answer(phone, "oikea")

    room.press(act="counts", at="alku/kumpi", on=1)

    assert "kun niitä on kolme" in room.board()
    assert "SUOMI.FI" not in room.wall()
    assert not room.meeting.asked.is_shown


@BOTH
def test_who_has_done_the_common_step_waits_with_the_others(room: Room, htmx: bool) -> None:
    phone = room.phone("Hilla", htmx=htmx)
    room.press(act="together", at="alku/lue")

    done = phone.post("/matka/koe/alku/lue", {})

    assert (done.headers["HX-Redirect"] if htmx else done.location) == OURS
    assert "Vastanneita 1" in room.board()


def test_a_locked_quest_opens_for_all_when_it_is_done_together(room: Room) -> None:
    early = room.phone("Hilla")
    room.press(act="together", at="lajit/lista")
    late = room.phone("Myöhä")

    assert early.get("/matka/koe/lajit/lista").status == 200
    assert late.get("/matka/koe/lajit/lista").status == 200
