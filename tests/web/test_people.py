"""Administrators invite people, change roles, close accounts; a link is shown and used once."""

import logging
from datetime import timedelta

import pytest

from digimatka.core.staff import Role, Staff
from digimatka.store import staff as rows
from digimatka.usecases import groups, invitations, people, second_factor, staff
from digimatka.web.services import NAME, Services
from tests.conftest import TODAY, MakeApp
from tests.web.browser import Browser, Seen
from tests.web.conftest import World
from tests.web.signed_in import PASSWORD, add_staff, signed_in, world_of
from tests.web.world import KOE

NEW = "meri-tuuli-kallio"


@pytest.fixture
def own(world: World) -> Services:
    """What the shared app stands on."""
    found: Services = world.app.extensions[NAME]
    return found


@pytest.fixture
def boss(world: World, own: Services) -> Browser:
    """A browser of an administrator; every test has one of its own."""
    number = len(people.everybody(own.store))
    return signed_in(world, f"pomo-{number}", Role.ADMINISTRATOR)[0]


def link_on(seen: Seen) -> str:
    return seen.page.one("input", id="link").get("value", "")


def invited(browser: Browser, *roles: str) -> str:
    """The path of a new invitation."""
    browser.visit("/ohjaaja/henkilosto")
    seen = browser.press("Tee kutsu", roles=roles or ("facilitator",))
    return link_on(seen).removeprefix("http://localhost")


def join(browser: Browser, link: str, name: str, password: str = NEW) -> Seen:
    return browser.post(link, {"name": name, "password": password, "again": password})


def test_who_is_invited_makes_an_account_and_is_in(world: World, boss: Browser) -> None:
    link = invited(boss, "facilitator", "author")
    guest = world.browser()
    offered = guest.visit(link)
    assert "Roolisi: ohjaaja, tekijä." in offered.main
    assert offered.headers["Cache-Control"] == "no-store"

    seen = guest.press("Tee tunnus", name="Kutsuttu", password=NEW, again=NEW)

    assert "Tervetuloa!" in seen.main
    assert "Tunnuksesi on kutsuttu." in seen.main
    assert "kutsuttu" in boss.get("/ohjaaja/henkilosto").main


def test_the_link_is_shown_once(boss: Browser) -> None:
    boss.visit("/ohjaaja/henkilosto")
    seen = boss.press("Tee kutsu")

    assert link_on(seen).startswith("http://localhost/ohjaaja/kutsu/")
    assert seen.headers["Cache-Control"] == "no-store"
    assert boss.get("/ohjaaja/henkilosto/linkki").location == "/ohjaaja/henkilosto"
    assert link_on(seen).rpartition("/")[2] not in boss.get("/ohjaaja/henkilosto").html


def test_the_link_begins_as_people_reach_the_product(make_app: MakeApp) -> None:
    app = make_app(KOE, base_url="https://digimatka.example")
    browser, _who = signed_in(world_of(app), "pomo", Role.ADMINISTRATOR)
    browser.post("/ohjaaja/henkilosto", {"roles": "author"})

    seen = browser.get("/ohjaaja/henkilosto/linkki")

    assert link_on(seen).startswith("https://digimatka.example/ohjaaja/kutsu/")


def test_a_used_withdrawn_old_or_invented_link_leads_to_a_kind_page(
    world: World, boss: Browser, own: Services
) -> None:
    used, withdrawn, old = (invited(boss) for _ in range(3))
    guest = world.browser()
    join(guest, used, f"eka-{len(people.everybody(own.store))}")
    second = invitations.to_join(own.store, TODAY)[-2]
    boss.post("/ohjaaja/henkilosto", {"withdraw": str(second.id)})
    assert guest.get(old).status == 200
    world.clock.day = TODAY + timedelta(days=8)

    for link in (used, withdrawn, old, "/ohjaaja/kutsu/x"):
        for seen in (guest.get(link), join(guest, link, "toka")):
            assert seen.status == 410
            assert "Linkki ei ole enää voimassa" in seen.main
            assert seen.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("", NEW, NEW), "Kirjoita tunnus."),
        (("ab", NEW, NEW), "3–40 merkkiä"),
        (("kaksi sanaa", NEW, NEW), "kirjaimia ja numeroita"),
        (("varattu", NEW, NEW), "jo käytössä"),
        (("uusi", "lyhyt", "lyhyt"), "vähintään 12 merkkiä"),
        (("uusi", NEW, ""), "eivät ole samat"),
        (("meri-tuuli", "meri-tuuli-12", "meri-tuuli-12"), "oma tunnuksesi"),
    ],
)
def test_what_is_wrong_with_an_account_is_told_and_the_link_stays_good(
    world: World, boss: Browser, own: Services, typed: tuple[str, str, str], said: str
) -> None:
    if staff.sign_in(own.store, "varattu", PASSWORD) is None:
        add_staff(world, "varattu", Role.AUTHOR)
    link = invited(boss)
    before = len(people.everybody(own.store))

    name, password, again = typed
    seen = world.browser().post(link, {"name": name, "password": password, "again": again})

    assert seen.status == 422
    assert said in seen.main
    assert seen.page.one("input", name="name").get("value") == name
    assert len(people.everybody(own.store)) == before
    assert world.browser().get(link).status == 200


def test_an_e_mail_is_no_name_and_does_not_come_back(world: World, boss: Browser) -> None:
    seen = join(world.browser(), invited(boss), "maija@koe.example")

    assert seen.status == 422
    assert "Emme tallentaneet sitä." in seen.main
    assert "koe.example" not in seen.html


def test_no_token_is_in_any_log(
    world: World, boss: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    link = invited(boss)
    guest = world.browser()
    guest.get(link)
    join(guest, link, "lokiin", "lyhyt")
    guest.get(f"{link}x")

    said = "\n".join([caplog.text, *map(repr, (record.__dict__ for record in caplog.records))])
    assert "/ohjaaja/kutsu/<token>" in said
    assert link.rpartition("/")[2] not in said
    assert "lokiin" not in said


def test_who_is_signed_in_is_told_that_a_link_is_for_another(boss: Browser) -> None:
    assert "Olet nyt kirjautunut tunnuksella" in boss.get(invited(boss)).main


def test_an_open_invitation_can_be_withdrawn_and_twice_is_no_trouble(
    world: World, boss: Browser, own: Services
) -> None:
    link = invited(boss)
    number = invitations.to_join(own.store, TODAY)[-1].id
    assert "voimassa 1.12.2026 asti" in boss.get("/ohjaaja/henkilosto").main

    for withdrawn in (str(number), str(number), "x", "9" * 15, "9" * 25, "9" * 5000):
        seen = boss.post("/ohjaaja/henkilosto", {"withdraw": withdrawn})
        assert seen.location == "/ohjaaja/henkilosto"

    assert world.browser().get(link).status == 410


def test_an_invitation_without_a_role_is_none(boss: Browser, own: Services) -> None:
    before = invitations.to_join(own.store, TODAY)

    for form in ({}, {"roles": "king"}):
        seen = boss.post("/ohjaaja/henkilosto", form)
        assert (seen.status, "Valitse ainakin yksi rooli." in seen.main) == (422, True)

    assert invitations.to_join(own.store, TODAY) == before


def page_of(who: Staff) -> str:
    return f"/ohjaaja/henkilosto/{who.id}"


def test_roles_are_changed(world: World, boss: Browser) -> None:
    browser, who = signed_in(world, "roolit", Role.FACILITATOR)
    boss.visit(page_of(who))

    seen = boss.press("Tallenna roolit", roles=["author"])

    assert "Muutos on tallennettu." in seen.main
    assert "Roolisi: tekijä." in browser.get("/ohjaaja/tili").main
    none = boss.post(page_of(who), {"act": "roles"})
    assert (none.status, "Valitse ainakin yksi rooli." in none.main) == (422, True)


def test_an_account_is_closed_and_opened(world: World, boss: Browser) -> None:
    browser, who = signed_in(world, "suljettava", Role.FACILITATOR)
    boss.visit(page_of(who))

    closed = boss.press("Sulje tunnus")

    assert "Tunnus on suljettu." in closed.main
    assert browser.get("/ohjaaja/tili").status == 303
    assert "suljettu" in boss.get("/ohjaaja/henkilosto").main
    link = boss.post(page_of(who), {"act": "link"})
    assert (link.status, "Avaa se ensin." in link.main) == (422, True)
    assert "Sulje tunnus" in boss.press("Avaa tunnus").html


def test_groups_of_a_closed_account_are_given_to_another(
    world: World, boss: Browser, own: Services
) -> None:
    _browser, who = signed_in(world, "lahtija", Role.FACILITATOR)
    heir, other = signed_in(world, "jatkaja", Role.FACILITATOR)
    group = groups.create(own.store, who, "Tiistai", own.first_journey, TODAY)
    boss.visit(page_of(who))
    assert "Hän ohjasi yhtä ryhmää yksin." in boss.press("Sulje tunnus").main

    for chosen in ({}, {"heir": "99999"}, {"heir": "9" * 5000}, {"heir": str(who.id)}):
        none = boss.post(page_of(who), {"act": "hand_over", **chosen})
        assert (none.status, "Valitse, kuka jatkaa" in none.main) == (422, True)
    boss.visit(page_of(who))
    given = boss.press("Siirrä ryhmät", heir=str(other.id))

    assert "Hän ohjasi" not in given.main
    assert "Tiistai" not in given.main, "whose groups they are is not what they are called"
    assert heir.get(f"/ohjaaja/ryhmat/{group}").status == 200


def test_nobody_closes_themselves(world: World) -> None:
    browser, who = signed_in(world, "itsensa", Role.ADMINISTRATOR)

    assert "Sulje tunnus" not in browser.get(page_of(who)).main
    seen = browser.post(page_of(who), {"act": "close"})

    assert (seen.status, "omaa tunnustasi" in seen.main) == (422, True)
    assert browser.get("/ohjaaja/tili").status == 200


def test_the_last_administrator_stays_one(make_app: MakeApp) -> None:
    browser, who = signed_in(world_of(make_app(KOE)), "ainoa", Role.ADMINISTRATOR)

    seen = browser.post(page_of(who), {"act": "roles", "roles": "author"})

    assert (seen.status, "ainoa ylläpitäjä" in seen.main) == (422, True)
    assert browser.get("/ohjaaja/henkilosto").status == 200


@pytest.mark.parametrize("form", [{}, {"act": ""}, {"act": "erase"}])
def test_an_act_that_is_none_is_no_crash(
    world: World, boss: Browser, own: Services, form: dict[str, str]
) -> None:
    who = people.everybody(own.store)[0].staff

    assert boss.post(page_of(who), form).status == 400


def test_who_is_not_there_has_no_page(boss: Browser) -> None:
    for number in ("99999", "0", "9" * 15, "x"):
        assert boss.get(f"/ohjaaja/henkilosto/{number}").status == 404
        assert boss.post(f"/ohjaaja/henkilosto/{number}", {"act": "close"}).status == 404


def test_a_link_sets_a_new_password_and_turns_codes_off(
    world: World, boss: Browser, own: Services
) -> None:
    browser, who = signed_in(world, "unohti", Role.FACILITATOR)
    made = second_factor.seed(who, "n" * 22, own.settings.secret_key)
    with own.store.write() as connection:
        rows.set_totp(connection, who.id, made.nonce)
    boss.visit(page_of(who))
    shown = boss.press("Tee linkki uuteen salasanaan")
    assert "ottaa koodin pois käytöstä" in shown.main
    guest = world.browser()
    offered = guest.visit(link_on(shown).removeprefix("http://localhost"))
    assert "Tunnuksesi on unohti." in offered.main

    seen = guest.press("Vaihda salasana", password=NEW, again=NEW)

    assert "Salasana on vaihdettu." in seen.main
    assert browser.get("/ohjaaja/tili").status == 303, "sessions of before have ended"
    entry = staff.sign_in(own.store, "unohti", NEW)
    assert entry is not None
    assert not entry.needs_code


def test_a_bad_new_password_leaves_the_link_good(world: World, boss: Browser) -> None:
    _browser, who = signed_in(world, "huono-salasana", Role.FACILITATOR)
    boss.visit(page_of(who))
    link = link_on(boss.press("Tee linkki")).removeprefix("http://localhost")

    seen = world.browser().post(link, {"password": "lyhyt", "again": "lyhyt"})

    assert (seen.status, "vähintään 12 merkkiä" in seen.main) == (422, True)
    assert join(world.browser(), link, "").status == 303
