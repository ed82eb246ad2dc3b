"""Publishing from the studio: what it means, one version with a note, the way back, zip files."""

import io
import zipfile

import pytest
from werkzeug.test import TestResponse

from tests.web.atelier import NEW, OLD, Atelier, J


def test_a_draft_is_published_with_a_note_and_learners_see_it(atelier: Atelier) -> None:
    walker = atelier.world.walker()
    walker.visit("/matka/pieni-matka/eka/lue")
    walker.press("Luin tämän, jatketaan")
    atelier.write()

    asked = atelier.author.visit(f"{J}/julkaise")
    assert "alle 5 asiakasta" in asked.main, "no one is counted out alone"
    assert f"+{NEW}" in asked.main
    seen = atelier.author.press("Julkaise nyt", note="Selvensin otsikkoa.")

    assert "Matka on julkaistu." in seen.main
    assert "Selvensin otsikkoa." in seen.main
    assert "tekija" in seen.main
    assert NEW in atelier.text()
    quest = walker.visit("/matka/pieni-matka/eka")
    assert quest.page.h1 == "Ihan ensimmäinen"
    assert "1 / 2 askelta" in quest.main, "who was in the middle is still there"
    assert "sama kuin julkaistu" in atelier.author.visit(J).main


def test_a_note_is_asked_for_and_nothing_typed_is_lost(atelier: Atelier) -> None:
    atelier.write()
    atelier.author.visit(f"{J}/julkaise")

    for note, reason in (("   ", "Kirjoita, mitä muutit."), ("x" * 401, "Lyhennä kuvausta.")):
        seen = atelier.author.press("Julkaise nyt", note=note)
        assert seen.status == 422
        assert reason in seen.main
        assert note.strip() in "".join(seen.page.by_id("note").itertext())
    assert OLD in atelier.text()


def test_a_post_that_comes_again_publishes_nothing_twice(atelier: Atelier) -> None:
    atelier.write()
    assert atelier.publish().status == 200

    again = atelier.author.post(f"{J}/julkaise", {"note": "Selvensin."})

    assert again.status == 422
    assert "Julkaistavaa ei ole." in again.main
    history = atelier.author.visit(f"{J}/historia")
    assert history.html.count("Selvensin.") == 1


def test_an_old_version_is_shown_compared_and_published_again(atelier: Atelier) -> None:
    atelier.write()
    atelier.publish("Ensin.")
    atelier.write(NEW, "title: Toinen nimi")
    atelier.publish("Sitten.")
    links = atelier.author.visit(f"{J}/historia").page.links()
    second, first = links["Versio 2"], links["Versio 1"]

    seen = atelier.author.visit(second)
    assert f"+{NEW}" in seen.main
    assert f"-{OLD}" in seen.main
    assert "ensimmäinen tallennettu versio" in atelier.author.visit(first).main
    atelier.author.visit(second)
    assert atelier.author.press("Palauta tämä versio", note="").status == 422
    seen = atelier.author.press("Palauta tämä versio", note="Palattiin.")

    assert "Palattiin." in seen.main
    assert NEW in atelier.text()
    assert len([link for link in seen.page.links() if link.startswith("Versio")]) == 4
    newest = atelier.author.visit(f"{J}/historia/4")
    assert "Tämä versio näkyy nyt kaikille." in newest.main
    assert atelier.author.post(f"{J}/historia/4", {"note": "x"}).status == 422


@pytest.mark.parametrize("version", ["0", "99", "9" * 40])
def test_a_version_that_there_is_not_is_not_found(atelier: Atelier, version: str) -> None:
    assert atelier.author.get(f"{J}/historia/{version}").status == 404
    assert atelier.author.post(f"{J}/historia/{version}", {"note": "x"}).status == 404


def test_a_draft_goes_out_as_a_zip_and_comes_back_into_the_draft(atelier: Atelier) -> None:
    atelier.write()
    sent = atelier.author.client.get(f"{J}/paketti?lataa")
    assert sent.mimetype == "application/zip"
    assert "pieni-matka.zip" in sent.headers["Content-Disposition"]
    atelier.author.visit(J)
    atelier.author.press("Hylkää muutokset", sure="yes")

    answer = take_in(atelier, sent.data, sure="yes")

    assert answer.location == f"{J}/tarkistus"
    assert NEW in (atelier.draft / "alku/eka.yaml").read_text("utf-8")
    assert OLD in atelier.text(), "never published by itself"


def test_a_zip_is_not_taken_in_by_mistake(atelier: Atelier) -> None:
    data = atelier.author.client.get(f"{J}/paketti?lataa").data

    unsure = take_in(atelier, data)
    nothing = take_in(atelier, b"", sure="yes")

    assert (unsure.status_code, nothing.status_code) == (422, 422)
    assert "Rasti puuttuu" in unsure.text
    assert "Valitse zip-tiedosto." in nothing.text


@pytest.mark.parametrize(
    "name", ["../ulos.yaml", "/etc/ulos.yaml", "pieni-matka/../../ulos.yaml", "pieni-matka/x.exe"]
)
def test_a_hostile_zip_is_refused_and_the_draft_stays(atelier: Atelier, name: str) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        made.writestr("pieni-matka/journey.yaml", "id: pieni-matka\n")
        made.writestr(name, "x")

    refused = take_in(atelier, data.getvalue(), sure="yes")

    assert refused.status_code == 422
    assert "Pakettia ei voi ottaa sisään." in refused.text
    assert "Luonnos on sama" in atelier.author.visit(J).main
    assert not list(atelier.services.settings.data_dir.rglob("ulos.yaml"))


def test_what_is_no_zip_is_refused(atelier: Atelier) -> None:
    assert take_in(atelier, b"not a zip at all", sure="yes").status_code == 422


def take_in(atelier: Atelier, data: bytes, **fields: str) -> TestResponse:
    """Sends a file as a browser does."""
    form = {**fields, "package": (io.BytesIO(data), "matka.zip")}
    return atelier.author.client.post(f"{J}/paketti", data=form, content_type="multipart/form-data")
