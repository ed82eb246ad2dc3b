"""What a press leads to, and that a run survives its way through an address."""

from hypothesis import given
from hypothesis import strategies as st

from digimatka.core.kinds.base import Problem
from digimatka.core.practice.run import (
    MOST_DETOURS,
    Run,
    begin,
    hint,
    met,
    pack,
    press,
    unpack,
)
from tests.core.practice.rooms import door

RIGHT = {"tunnus": ["kuusi-seitsemän"]}
PARTS = ["ruutu", "tulin", "on", "valinta", "mutkia", "vihje"]
OPEN, LEAVE = "buttons-0", "buttons-1"


def test_it_begins_on_the_first_screen_with_nothing_done() -> None:
    assert begin(door()) == Run("piha")


def test_the_first_way_that_holds_is_taken_and_arriving_sets_flags() -> None:
    pressed = press(door(), begin(door()), OPEN, RIGHT)

    assert pressed.run.screen == "eteinen"
    assert pressed.run.flags == {"sisalla", "kaynyt"}
    assert pressed.run.detours == 0


def test_an_empty_field_is_told_and_nothing_moves() -> None:
    pressed = press(door(), begin(door()), OPEN, {})

    assert pressed.problems == {"tunnus": Problem.EMPTY}
    assert pressed.run == begin(door())


def test_a_word_of_explanation_keeps_the_screen_and_counts() -> None:
    pressed = press(door(), begin(door()), OPEN, {"tunnus": ["arvaus"]})

    assert (pressed.run.screen, pressed.said) == ("piha", "TUNNUS ON TOINEN.")
    assert pressed.run.detours == 1


def test_an_explanation_counts_and_leads_back_to_where_one_was() -> None:
    practice = door()
    away = press(practice, begin(practice), OPEN, {**RIGHT, "muista": ["ticked"]}).run
    assert (away.screen, away.came, away.detours) == ("yhteinen", "piha", 1)

    back = press(practice, away, "return", {}).run
    assert (back.screen, back.came, back.detours) == ("piha", "", 1)


def test_a_button_that_reads_nothing_asks_for_nothing() -> None:
    assert press(door(), begin(door()), LEAVE, {}).run == begin(door())


def test_the_phone_and_the_browsers_own_back_are_pressed_like_buttons() -> None:
    practice = door()
    inside = press(practice, begin(practice), OPEN, RIGHT).run

    assert press(practice, inside, "phone-0", {}).run.flags == {"kaynyt"}
    assert press(practice, inside, "back", {}).run.screen == "piha"


def test_what_is_not_there_cannot_be_pressed() -> None:
    practice = door()
    for name in ("buttons-9", "links-0", "phone-0", "back", "return", "", "x" * 500):
        assert press(practice, begin(practice), name, RIGHT).run == begin(practice)


def test_goals_hold_while_their_flags_do() -> None:
    practice = door()
    inside = press(practice, begin(practice), OPEN, RIGHT).run
    outside = press(practice, inside, "phone-0", {}).run

    assert met(practice.goals, begin(practice)) == {"sisalla": False, "ulkona": False}
    assert met(practice.goals, inside) == {"sisalla": True, "ulkona": False}
    assert met(practice.goals, outside) == {"sisalla": False, "ulkona": True}


def test_a_run_keeps_ids_and_never_what_was_written() -> None:
    form = {**RIGHT, "viesti": ["Kiitos sinulle, Sama"]}
    run = press(door(), begin(door()), OPEN, form).run

    assert dict(run.picks) == {"tunnus": ("oikea",), "muista": ("unticked",), "viesti": ("kiitos",)}
    assert "Sama" not in str(pack(run))
    assert "kuusi" not in str(pack(run))


def test_a_hint_is_remembered_for_the_run_and_shown_for_its_screen() -> None:
    practice = door()
    hinted = hint(begin(practice))
    on = press(practice, hinted, OPEN, RIGHT).run

    assert (hinted.hint_open, on.hint_open, on.hinted) == (True, False, True)


@st.composite
def runs(draw: st.DrawFn) -> Run:
    """A run after some presses of whatever there is."""
    practice, run = door(), begin(door())
    names = st.sampled_from([OPEN, LEAVE, "phone-0", "back", "links-0", "return", "hint"])
    forms = st.fixed_dictionaries(
        {},
        optional={
            "tunnus": st.sampled_from([["kuusi-seitsemän"], ["arvaus"]]),
            "muista": st.just(["ticked"]),
            "viesti": st.sampled_from([["kiitos"], ["moi"]]),
        },
    )
    for name in draw(st.lists(names, max_size=12)):
        run = hint(run) if name == "hint" else press(practice, run, name, draw(forms)).run
    return run


@given(runs())
def test_a_run_is_the_same_after_its_way_through_an_address(run: Run) -> None:
    assert unpack(door(), pack(run)) == run


@given(
    st.dictionaries(
        st.sampled_from(["ruutu", "tulin", "on", "valinta", "mutkia", "vihje"]), st.text()
    )
)
def test_no_address_breaks_a_practice_or_brings_in_what_it_does_not_know(
    parts: dict[str, str],
) -> None:
    practice = door()
    run = unpack(practice, {"ruutu": "piha", **parts})

    if run is not None:
        assert run.flags <= {"sisalla", "kaynyt"}
        assert 0 <= run.detours <= MOST_DETOURS
        assert press(practice, run, OPEN, RIGHT).run.screen in {s.id for s in practice.screens}


def test_a_number_of_any_length_in_an_address_is_no_crash() -> None:
    for digits in ("9" * 5000, "100", "²", "-1", "1e3"):
        run = unpack(door(), {"ruutu": "piha", "mutkia": digits})
        assert run is not None
        assert 0 <= run.detours <= MOST_DETOURS


def test_an_address_without_a_known_screen_is_no_run() -> None:
    assert unpack(door(), {}) is None
    assert unpack(door(), {"ruutu": "kellari"}) is None
