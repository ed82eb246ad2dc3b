"""The studio: the journeys, the files of a draft, writing in them, and two who write in one."""

import shutil

import pytest

from digimatka.content.folders import Text
from digimatka.core.staff import Role
from digimatka.usecases import publish
from digimatka.usecases.publish import Conflict, Workshop
from digimatka.web.studio.shop import MOST_FORM_BYTES
from tests.web.atelier import EKA, NEW, OLD, Atelier, J, told, typed
from tests.web.signed_in import signed_in
from tests.web.test_hostile import MARK, VALUES

PAGES = ("", "/tarkistus", "/uusi", "/kartta", "/koepelaus", "/julkaise", "/historia", "/paketti")
JSON = {"Accept": "application/json"}
# What no file of a journey can be called, as a browser or a hand would send it.
OUTSIDE = (
    "../../secret-key",
    "..%2f..%2fsecret-key",
    "alku/../../../secret-key",
    "%2e%2e/%2e%2e/secret-key",
    "etc/passwd",
    "alku/.git",
    ".git/config",
    "alku%00.yaml",
    "alku\\eka.yaml",
    "alku/eka.yaml/..",
    "alku/eka.py",
    "a" * 5000 + ".yaml",
    "puuttuu.yaml",
)


def test_the_menu_leads_authors_and_nobody_else_to_the_journeys(atelier: Atelier) -> None:
    seen = atelier.author.visit("/tekija")

    assert seen.page.links()["Matkan teksti"] == "/tekija"
    assert seen.page.links()["Pieni matka"] == J
    other, _who = signed_in(atelier.world, "ohjaaja", Role.FACILITATOR)
    assert "Matkan teksti" not in other.visit("/ohjaaja").page.links()


def test_every_page_of_a_journey_is_there_and_no_browser_keeps_it(atelier: Atelier) -> None:
    for page in PAGES:
        seen = atelier.author.get(J + page)
        assert seen.status == 200, page
        assert seen.headers["Cache-Control"] == "no-store"
        assert "frame-ancestors 'none'" in seen.headers["Content-Security-Policy"]


def test_a_journey_that_there_is_not_has_no_pages(atelier: Atelier) -> None:
    for page in (
        *PAGES,
        "/tiedosto/alku/eka.yaml",
        "/esikatselu",
        "/esikatselu/eka",
        "/historia/1",
    ):
        for journey in ("muu", "..", "drafts", "pieni-matka.bak"):
            assert atelier.author.get(f"/tekija/{journey}{page}").status == 404, (journey, page)
        if page not in ("/historia/1", "/tarkistus"):
            assert atelier.author.post(f"/tekija/muu{page}").status in (404, 405), page


@pytest.mark.parametrize("name", OUTSIDE)
def test_no_name_leads_out_of_the_draft(atelier: Atelier, name: str) -> None:
    (atelier.services.settings.data_dir / "secret-key").write_text("salaisuus", "utf-8")

    seen = atelier.author.get(f"{J}/tiedosto/{name}")
    posted = atelier.author.post(f"{J}/tiedosto/{name}", {"text": "x", "seen": ""})

    assert seen.status in (404, 405)
    assert "salaisuus" not in seen.html
    # A file that is only missing would be a new one.
    assert posted.status == (303 if name == "puuttuu.yaml" else 404)
    inside = {path.name for path in atelier.draft.rglob("*")}
    assert not inside & {"secret-key", "passwd", "config", ".git", "eka.py"}


def test_a_file_is_saved_into_the_draft_and_what_is_served_stays(atelier: Atelier) -> None:
    seen = atelier.write()

    assert "Luonnos on tallennettu." in seen.main
    assert atelier.author.address == EKA
    assert NEW in typed(atelier.author)
    assert NEW in (atelier.draft / "alku/eka.yaml").read_text("utf-8")
    assert OLD in atelier.text()
    desk = atelier.author.visit(J)
    assert "Luonnoksessa on yksi muutettu tiedosto." in desk.main
    assert "eka.yaml muutettu" in desk.main


def test_the_ends_of_lines_that_browsers_send_do_not_change_a_file(atelier: Atelier) -> None:
    atelier.author.visit(EKA)
    text = typed(atelier.author)

    atelier.author.press("Tallenna luonnos", text=text.replace("\n", "\r\n"))

    assert (atelier.draft / "alku/eka.yaml").read_text("utf-8") == text == atelier.text()


def test_problems_stand_on_their_lines_with_a_hint_and_a_lesson(atelier: Atelier) -> None:
    atelier.author.visit(EKA)
    broken = typed(atelier.author).replace("goal:", "gaol:")

    seen = atelier.author.press("Tarkista", text=broken)

    assert seen.status == 200
    assert "Kohtaa ”gaol” ei tunneta tässä." in seen.main
    assert "Miksi tämä on tärkeää?" in seen.main
    line = 1 + broken[: broken.index("gaol")].count("\n")
    assert seen.page.links()[f"rivi {line}"] == f"#rivi-{line}"
    assert "gaol" in "".join(seen.page.by_id(f"rivi-{line}").itertext())
    assert typed(atelier.author) == broken, "nothing typed is lost"
    assert OLD in (atelier.draft / "alku/eka.yaml").read_text("utf-8"), "and nothing is saved"


def test_a_broken_draft_says_so_everywhere_and_is_not_served(atelier: Atelier) -> None:
    atelier.write("goal: ", "gaol: ")

    for page in ("", "/tarkistus", "/kartta", "/julkaise"):
        seen = atelier.author.visit(J + page)
        assert "Kohtaa ”gaol” ei tunneta tässä." in seen.main, page
        assert "alku/eka.yaml, rivi 3" in seen.page.links()
    assert "Julkaise nyt" not in seen.main
    preview = atelier.author.get(f"{J}/esikatselu/eka/lue")
    assert "Luonnosta ei voi vielä näyttää" in preview.main
    assert atelier.world.browser().get("/").status == 200


def test_two_authors_see_both_texts_and_nothing_is_overwritten(atelier: Atelier) -> None:
    other = atelier.colleague()
    other.visit(EKA)
    atelier.write()
    mine = typed(other).replace("minutes: 10", "minutes: 12")

    seen = other.press("Tallenna luonnos", text=mine)

    assert seen.status == 409
    assert "Toinen tekijä tallensi saman tiedoston" in seen.main
    assert typed(other) == mine
    assert NEW in "".join(seen.page.by_id("theirs").itertext())
    assert f"-{NEW}" in seen.main
    assert "+minutes: 12" in seen.main
    assert "minutes: 12" not in (atelier.draft / "alku/eka.yaml").read_text("utf-8")

    both = mine.replace(OLD, NEW)
    seen = other.press("Tallenna oma tekstini", text=both)

    assert "Luonnos on tallennettu." in seen.main
    assert (atelier.draft / "alku/eka.yaml").read_text("utf-8") == both


def test_a_save_sent_twice_is_one_save(atelier: Atelier) -> None:
    atelier.author.visit(EKA)
    page = atelier.author.now
    assert page is not None
    form = {"text": typed(atelier.author).replace(OLD, NEW), "act": "save"}
    form["seen"] = page.page.one("input", name="seen").attrib["value"]

    assert [atelier.author.post(EKA, form).status for _ in range(2)] == [303, 303]


def test_a_file_that_was_taken_away_meanwhile_keeps_what_was_typed(atelier: Atelier) -> None:
    other = atelier.colleague()
    other.visit(EKA)
    mine = typed(other).replace(OLD, NEW)
    atelier.author.visit(EKA)
    seen = atelier.author.press("Poista tiedosto")
    assert seen.status == 422
    assert "Rasti puuttuu" in seen.main
    assert "Kaikki" not in atelier.author.press("Poista tiedosto", sure="yes").page.h1

    seen = other.press("Tallenna luonnos", text=mine)

    assert seen.status == 409
    assert "Toinen tekijä poisti tiedoston" in seen.main
    assert other.press("Tallenna oma tekstini").status == 200
    assert (atelier.draft / "alku/eka.yaml").read_text("utf-8") == mine


@pytest.mark.parametrize(
    ("sort", "file", "grown"),
    [
        ("quest", "alku/hae-tyota.yaml", "alku/chapter.yaml"),
        ("practice", "practices/hae-tyota.yaml", ""),
        ("meeting", "meetings/hae-tyota.yaml", ""),
        ("badge", "badges.yaml", "badges.yaml"),
    ],
)
def test_something_new_is_there_to_be_written_over(
    atelier: Atelier, sort: str, file: str, grown: str
) -> None:
    atelier.author.visit(f"{J}/uusi")

    seen = atelier.author.press(
        "Tee pohja", sort=sort, name="hae-tyota", title="Hae työtä", chapter="alku"
    )

    assert atelier.author.address == f"{J}/tiedosto/{file}"
    assert seen.status == 200
    assert "hae-tyota" in typed(atelier.author)
    assert not grown or "hae-tyota" in (atelier.draft / grown).read_text("utf-8")
    assert "Virhe" not in atelier.author.visit(f"{J}/tarkistus").main
    assert not (atelier.folder / "alku/hae-tyota.yaml").exists()


def test_names_that_cannot_be_are_refused_and_stay_in_the_field(atelier: Atelier) -> None:
    atelier.author.visit(f"{J}/uusi")
    before = sorted(path.name for path in atelier.draft.rglob("*"))

    for sort, name, reason in (
        ("quest", "", "ei käy tunnukseksi"),
        ("quest", "Äänekäs nimi", "Käykö tämä: aanekas-nimi?"),
        ("quest", "../../ulos", "ei käy tunnukseksi"),
        ("quest", "eka", "on jo käytössä"),
        ("file", "../../ulos.yaml", "Kirjoita kansio ja nimi"),
        ("file", "kuva.png", "Kirjoita kansio ja nimi"),
        ("file", "alku/eka.yaml", "on jo olemassa"),
    ):
        seen = atelier.author.press("Tee pohja", sort=sort, name=name)
        assert seen.status == 422, name
        assert reason in seen.main
        assert seen.page.by_id("name").get("value") == name
    assert sorted(path.name for path in atelier.draft.rglob("*")) == before

    seen = atelier.author.press("Tee pohja", sort="file", name="uusi-luku/chapter.yaml")
    assert seen.page.h1 == "chapter.yaml"
    assert "schema/chapter.schema.json" in typed(atelier.author)


def test_nothing_is_added_to_a_draft_with_errors(atelier: Atelier) -> None:
    atelier.write("goal: ", "gaol: ")
    atelier.author.visit(f"{J}/uusi")

    seen = atelier.author.press("Tee pohja", sort="quest", name="hae-tyota")

    assert seen.status == 422
    assert "Kohtaa ”gaol” ei tunneta tässä." in seen.main
    assert not (atelier.draft / "alku/hae-tyota.yaml").exists()


def test_who_was_quicker_by_a_moment_is_not_overwritten(
    atelier: Atelier, monkeypatch: pytest.MonkeyPatch
) -> None:
    atelier.author.visit(f"{J}/uusi")
    save = publish.save

    def quicker(shop: Workshop, journey: str, text: Text) -> Text | Conflict:
        if text.name == "alku/chapter.yaml":  # another one writes into the list just now
            there = publish.read(shop, journey, text.name)
            save(shop, journey, Text(there.name, f"{there.text}# toinen\n", there.seen))
        return save(shop, journey, text)

    monkeypatch.setattr(publish, "save", quicker)
    seen = atelier.author.press("Tee pohja", sort="quest", name="hae-tyota", chapter="alku")

    assert seen.status == 422
    assert "Toinen tekijä muutti samaa tiedostoa" in seen.main
    assert not (atelier.draft / "alku/hae-tyota.yaml").exists(), "nothing half made is left"
    assert "# toinen" in (atelier.draft / "alku/chapter.yaml").read_text("utf-8")


def test_a_text_that_is_too_large_is_refused_and_stays_in_the_field(atelier: Atelier) -> None:
    atelier.author.visit(EKA)
    large = typed(atelier.author) + "# " + "ä" * 200_000

    for button in ("Tallenna luonnos", "Tarkista"):
        seen = atelier.author.press(button, text=large)
        assert seen.status == 422
        assert "Tiedosto on liian suuri" in seen.main
        assert typed(atelier.author) == large
    huge = atelier.author.post(EKA, {"text": "x" * (MOST_FORM_BYTES + 1), "seen": ""})
    assert huge.status == 413


def test_the_draft_is_thrown_away_only_when_one_is_sure(atelier: Atelier) -> None:
    atelier.write()
    atelier.author.visit(J)

    seen = atelier.author.press("Hylkää muutokset")
    assert seen.status == 422
    assert "Rasti puuttuu" in seen.main
    assert "yksi muutettu" in seen.main

    seen = atelier.author.press("Hylkää muutokset", sure="yes")
    assert "Luonnos on taas sama" in seen.main
    assert (atelier.draft / "alku/eka.yaml").read_text("utf-8") == atelier.text()


def test_a_file_that_changed_in_two_places_asks_which_to_keep(atelier: Atelier) -> None:
    atelier.write()
    served = atelier.folder / "alku/eka.yaml"
    served.write_text(atelier.text().replace(OLD, "title: Kolmas nimi"), "utf-8")

    seen = atelier.author.visit(J)
    assert "Sama tiedosto muuttui kahdessa paikassa" in seen.main
    assert "Julkaise nyt" not in atelier.author.visit(f"{J}/julkaise").main
    atelier.author.visit(J)
    seen = atelier.author.press("Pidä luonnoksen teksti")

    assert "kahdessa paikassa" not in seen.main
    assert NEW in (atelier.draft / "alku/eka.yaml").read_text("utf-8")


def test_a_folder_that_vanishes_is_said_and_learners_notice_nothing(atelier: Atelier) -> None:
    atelier.author.visit(J)
    walker = atelier.world.walker()
    shutil.rmtree(atelier.folder)

    assert atelier.author.get("/tekija").status == 200
    assert atelier.author.get(J).status in (200, 404, 503)
    assert walker.visit("/matka/pieni-matka/eka/lue").status == 200


def test_hostile_values_break_nothing_and_come_back_as_text(atelier: Atelier) -> None:
    atelier.write()
    atelier.publish()
    fields = (
        "text",
        "seen",
        "name",
        "folder",
        "note",
        "title",
        "sort",
        "chapter",
        "learners",
        "deep",
        "sure",
    )
    pages = (*PAGES, "/tarkistus/rivit", "/tiedosto/alku/eka.yaml", "/esikatselu/eka/lista")
    addresses = [f"{J}{page}" for page in (*pages, "/esikatselu/eka", "/historia/1")]
    acts = ("save", "check", "remove", "keep", "take", "hint", "show", "move")

    for address in addresses:
        for number, value in enumerate(VALUES):
            form = dict.fromkeys(fields, value) | {"act": acts[number % len(acts)]}
            response = atelier.author.client.post(address, data=form)
            assert response.status_code < 500, (address, value)
            assert MARK not in response.text, (address, value)


# --- What the script of the editor asks ----------------------------------------------------


def test_the_script_gets_problems_by_line_and_column(atelier: Atelier) -> None:
    atelier.author.visit(EKA)
    broken = typed(atelier.author).replace("minutes: 10", "minutes: paljon")

    answer = atelier.author.client.post(
        f"{J}/tarkistus/rivit", data={"name": "alku/eka.yaml", "text": broken}, headers=JSON
    )

    assert answer.status_code == 200
    [problem] = told(answer)["problems"]
    assert (problem["line"], problem["col"], problem["level"]) == (4, 10, "error")
    assert problem["message"]
    assert "data-line" in told(answer)["html"]
    assert told(answer)["said"] == "Yksi huomautus."
    deep = {"name": "alku/eka.yaml", "text": typed(atelier.author), "deep": "1"}
    answer = atelier.author.client.post(f"{J}/tarkistus/rivit", data=deep, headers=JSON)
    assert told(answer)["said"] == "Ei huomautettavaa tässä tiedostossa."


def test_the_script_saves_and_learns_of_a_conflict(atelier: Atelier) -> None:
    page = atelier.author.visit(EKA).page
    form = {
        "text": typed(atelier.author).replace(OLD, NEW),
        "seen": page.one("input", name="seen").attrib["value"],
    }

    saved = atelier.author.client.post(EKA, data=form, headers=JSON)
    assert saved.status_code == 200
    assert told(saved)["seen"] != form["seen"]
    stale = {**form, "text": form["text"].replace(NEW, "title: Vielä muuta")}
    assert atelier.author.client.post(EKA, data=stale, headers=JSON).status_code == 409
    fresh = stale | {"seen": told(saved)["seen"]}
    assert atelier.author.client.post(EKA, data=fresh, headers=JSON).status_code == 200


def test_the_script_gets_the_schema_and_the_ids_of_the_draft(atelier: Atelier) -> None:
    answer = atelier.author.client.get(f"{J}/tarkistus/rivit?nimi=alku/toka.yaml", headers=JSON)

    assert "minutes" in told(answer)["schema"]["properties"]
    assert told(answer)["ids"]["quest"] == ["eka", "kolmas", "toka"]
    assert "toka/suunta" in told(answer)["ids"]["step"]
    assert told(answer)["ids"]["badge"] == ["rohkea", "yksin"]
    other = atelier.author.client.get(f"{J}/tarkistus/rivit?nimi=words.json", headers=JSON)
    assert told(other)["schema"] == {}


def test_only_the_page_of_the_editor_may_hold_a_style_and_a_frame(atelier: Atelier) -> None:
    pages = [atelier.author.visit(EKA) for _ in range(2)]
    policies = [seen.headers["Content-Security-Policy"] for seen in pages]

    assert policies[0] != policies[1], "a nonce is for one page"
    for seen, policy in zip(pages, policies, strict=True):
        nonce = seen.page.by_id("editor").attrib["data-nonce"]
        assert f"style-src 'self' 'nonce-{nonce}'" in policy
        assert "frame-src 'self'" in policy
        assert "unsafe" not in policy
    assert "nonce" not in atelier.author.get(J).headers["Content-Security-Policy"]
