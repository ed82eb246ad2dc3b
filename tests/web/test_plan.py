"""Planning a meeting: the question, the proposal as a form, the kept run sheet, the paper."""

import re

import pytest

from digimatka.core.staff import Role
from digimatka.usecases import groups, meet
from tests.conftest import TODAY, MakeApp
from tests.web.browser import Browser
from tests.web.conftest import World
from tests.web.group import Led, facilitator, lead
from tests.web.signed_in import signed_in

ASK = "/suunnittele"
PROPOSAL = f"{ASK}?malli=oma&tehtava=alku&kesto=60"


def proposed(group: Led, query: str = "malli=oma&tehtava=alku&tehtava=portti&kesto=60") -> Browser:
    """A browser that shows a proposal."""
    assert group.browser.visit(group.url(f"{ASK}?{query}")).status == 200
    return group.browser


def kept(group: Led) -> int:
    """The id of a meeting that was planned."""
    seen = proposed(group).press("Tallenna")
    assert "Ajolista on tallennettu." in seen.main
    found = re.fullmatch(r"/ohjaaja/tapaamiset/(\d+)/ajolista", group.browser.address)
    assert found is not None
    return int(found[1])


@pytest.mark.parametrize("htmx", [False, True])
def test_quests_and_a_length_lead_to_a_proposal_and_that_to_a_meeting(
    world: World, htmx: bool
) -> None:
    group = lead(world, htmx=htmx)
    group.browser.visit(group.url(ASK))
    seen = group.browser.press("Tee ehdotus", malli="oma", tehtava=["alku"], kesto="90")

    assert seen.page.h1 == "Ehdotus tapaamiseksi"
    assert "Osat ovat yhteensä 90 min." in seen.main
    seen = group.browser.press("Tallenna", title="  Tiistain   ilta ", part_0_minutes="5")

    meeting = int(group.browser.address.split("/")[3])
    sheet = meet.plan_of(group.store, group.staff, meeting)
    assert (sheet.title, sheet.quests) == ("Tiistain ilta", ("alku",))
    assert seen.page.h1 == "Ajolista"


def test_nothing_chosen_is_a_kind_message_and_keeps_the_length(world: World) -> None:
    group = lead(world)
    group.browser.visit(group.url(ASK))

    seen = group.browser.press("Tee ehdotus", kesto="120")
    assert seen.status == 422
    assert seen.page.links()["Valitse malli tai vähintään yksi tehtävä."] == "#malli"
    assert seen.page.one("input", id="kesto-120").get("checked") is not None

    seen = group.browser.press("Tee ehdotus", malli="oma")
    assert "Valitse vähintään yksi tehtävä." in seen.main


@pytest.mark.parametrize(("typed", "status"), [("75", 200), ("29", 422), ("ilta", 422), ("", 422)])
def test_an_own_length_is_minutes_within_reason(world: World, typed: str, status: int) -> None:
    group = lead(world)
    group.browser.visit(group.url(ASK))

    seen = group.browser.press("Tee ehdotus", malli="oma", tehtava=["alku"], kesto="muu", muu=typed)
    assert seen.status == status
    if status == 422:
        assert seen.page.one("input", id="muu").get("value") == typed
        assert seen.page.one("input", id="tehtava-alku").get("checked") is not None
    else:
        assert f"yhteensä {typed} min" in seen.main


@pytest.mark.parametrize("query", ["malli=xyz", "tehtava=xyz&kesto=60", "malli=oma&kesto=60"])
def test_an_address_that_asks_for_nothing_known_shows_the_question(
    world: World, query: str
) -> None:
    group = lead(world)

    assert group.browser.visit(group.url(f"{ASK}?{query}")).page.h1 == "Suunnittele tapaaminen"


def test_it_counts_how_the_group_stands_and_never_says_who(world: World) -> None:
    group = lead(world)
    for _ in range(2):
        learner, _walker = group.member()
        learner.post("/kuka", {"nickname": "Kettu", "picture": "cat"})
    seen = proposed(group).now
    assert seen is not None

    assert "2 ihmisellä auki." in seen.main
    assert "2 ihmisellä vielä lukossa. Ensin: ”ALKU”, ”LAJIT”." in seen.main
    assert "Kettu" not in seen.main


def test_a_count_of_one_is_nobody_in_particular(world: World) -> None:
    group = lead(world)
    group.member()
    seen = proposed(group).now
    assert seen is not None

    assert "Jollakulla vielä lukossa." in seen.main


def test_what_is_wrong_is_told_and_nothing_typed_is_lost(world: World) -> None:
    group = lead(world)
    before = proposed(group)
    words = {"part_1_text": "OMA TEKSTI", "needs": "KYNÄ\nPAPERI", "paper": "PAPERILLA"}
    seen = before.press("Tallenna", part_0_minutes="kymmenen", title="", **words)

    assert seen.status == 422
    assert seen.page.links()["Kirjoita tapaamiselle nimi."] == "#title"
    assert seen.page.one("input", id="part-0-minutes").get("value") == "kymmenen"
    for text in ("OMA TEKSTI", "KYNÄ\nPAPERI", "PAPERILLA"):
        assert text in seen.html
    assert before.press("Tallenna", part_0_minutes="10", title="ILTA").status == 200


def test_buttons_move_parts_and_quests_and_keep_what_was_typed(world: World) -> None:
    browser = proposed(lead(world))

    seen = browser.press("Siirrä alas: 1. Virittely", title="ILTA", part_0_minutes="7")
    assert seen.page.focus == "2. Virittely"
    assert seen.page.one("input", id="part-1-minutes").get("value") == "7"
    assert seen.page.one("input", id="title").get("value") == "ILTA"

    seen = browser.press("Siirrä ylös: PORTTI")
    listed = [field.get("value") for field in seen.page.all("input", name="quest")]
    assert listed == ["portti", "alku"]
    seen = browser.press("Lisää valitut listaan", more=["vapaa"])
    assert [f.get("value") for f in seen.page.all("input", name="quest")][-1] == "vapaa"
    seen = browser.press("Poista: ALKU")
    assert "alku" not in [f.get("value") for f in seen.page.all("input", name="quest")]
    assert "Tauko" in browser.press("Lisää tauko").main


def test_the_same_post_again_is_the_same_meeting(world: World) -> None:
    group = lead(world)
    first = kept(group)

    assert kept(group) == first
    proposed(group).press("Tallenna", title="TOINEN")
    assert int(group.browser.address.split("/")[3]) != first


def test_a_kept_sheet_can_be_changed_and_printed(world: World) -> None:
    group = lead(world)
    meeting = kept(group)
    group.browser.visit(f"/ohjaaja/tapaamiset/{meeting}/ajolista")
    group.browser.press("Tallenna", title="UUSI NIMI", prompts="MITÄ OPIT?")
    seen = group.browser.click("Tulosta ajolista")

    assert seen.page.h1 == "UUSI NIMI"
    assert "MITÄ OPIT?" in seen.main
    assert "Virittely" in seen.main


def test_another_facilitators_changes_are_not_overwritten_unseen(world: World) -> None:
    group = lead(world)
    meeting = kept(group)
    other, colleague = facilitator(world)
    found = groups.led(group.store, group.staff, group.id)
    assert groups.share(group.store, found, colleague.name)
    address = f"/ohjaaja/tapaamiset/{meeting}/ajolista"
    other.visit(address)
    group.browser.visit(address)
    group.browser.press("Tallenna", title="ENSIMMÄINEN")

    seen = other.press("Tallenna", title="TOINEN")
    assert seen.status == 422
    assert "Toinen ohjaaja muutti ajolistaa" in seen.main
    assert meet.plan_of(group.store, group.staff, meeting).title == "ENSIMMÄINEN"
    assert other.press("Tallenna").status == 200
    assert meet.plan_of(group.store, group.staff, meeting).title == "TOINEN"


def test_an_interview_is_edited_too(world: World, make_app: MakeApp) -> None:
    """With the real content, since only a template has an interview."""
    real = World(make_app(), world.rules, world.clock, world.database)
    group = lead(real, journey="tyollistymisen-digimatka")
    browser = proposed(group, "malli=simuloitu-tyohaastattelu&kesto=120")
    browser.press("Tallenna", interview_questions="Miksi tämä työ?\nMitä kysyt meiltä?")
    seen = browser.click("Tulosta ajolista")

    assert "Miksi tämä työ?" in seen.main
    assert "Tarkkailijan muistilista" in seen.main


@pytest.mark.parametrize("rest", ["", "/tulosta"])
def test_a_sheet_is_nobody_elses(world: World, rest: str) -> None:
    group = lead(world)
    address = f"/ohjaaja/tapaamiset/{kept(group)}/ajolista{rest}"
    stranger, _ = facilitator(world)
    author, _ = signed_in(world, f"tekija-{group.id}{len(rest)}", Role.AUTHOR)

    assert group.browser.get(address).headers["Cache-Control"] == "no-store"
    assert stranger.get(address).status == 404
    assert author.get(address).status == 403
    assert world.browser().get(address).status == 303
    assert group.browser.get(f"/ohjaaja/tapaamiset/{'9' * 30}/ajolista{rest}").status == 404


def test_a_stranger_plans_nothing_for_a_group(world: World) -> None:
    group = lead(world)
    stranger, _ = facilitator(world)

    assert stranger.get(group.url(PROPOSAL)).status == 404
    assert stranger.post(group.url(ASK), {"act": "save", "title": "X"}).status == 404


def test_an_archived_group_plans_no_meeting(world: World) -> None:
    group = lead(world)
    groups.archive(group.store, groups.led(group.store, group.staff, group.id), TODAY)

    assert group.browser.get(group.url(ASK)).location == group.url()


def test_a_ready_made_meeting_can_be_printed_without_an_account(make_app: MakeApp) -> None:
    browser = Browser(make_app())
    browser.visit("/ohjaaja/oppaat/tyollistymisen-digimatka")
    seen = browser.click("CV-paja")

    assert "120 minuuttia" in seen.main
    assert "Ennen tapaamista" in seen.main
    for missing in ("tyollistymisen-digimatka/tapaaminen/xyz", "xyz/tapaaminen/cv-paja"):
        assert browser.get(f"/ohjaaja/oppaat/{missing}").status == 404


def test_every_ready_made_meeting_has_a_page(make_app: MakeApp) -> None:
    browser = Browser(make_app())
    for journey in ("tyollistymisen-digimatka", "tyontekijan-digimatka"):
        guide = browser.visit(f"/ohjaaja/oppaat/{journey}")
        links = [href for href in guide.page.links().values() if "/tapaaminen/" in href]

        assert links
        assert all(browser.get(href).status == 200 for href in links)


def test_a_meeting_whose_group_was_deleted_is_gone(world: World) -> None:
    group = lead(world)
    address = f"/ohjaaja/tapaamiset/{kept(group)}/ajolista"
    found = groups.led(group.store, group.staff, group.id)
    groups.archive(group.store, found, TODAY)
    assert groups.delete(group.store, found)

    assert group.browser.post(address, {"act": "save", "title": "X"}).status == 404
