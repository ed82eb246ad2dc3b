"""The preview: a save shows, a broken journey keeps its last good version, nothing is cached."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from werkzeug.test import Client

from digimatka import i18n
from digimatka.preview.bar import HOME
from digimatka.preview.run import settings_for
from digimatka.preview.site import Site
from tests.conftest import SECRET, Clock, MakeApp
from tests.preview.author import MAP, Author, pressed, spoken

STEP = f"{HOME}/pieni-matka/eka/lue"
BREAK = ("alku/eka.yaml", "minutes: 10", "minuts: 10")
MEND = ("alku/eka.yaml", "minuts: 10", "minutes: 10")


def test_what_was_saved_is_on_the_page(author: Author) -> None:
    assert "Lue <strong>rauhassa</strong>" in author.get(STEP).text

    author.save("alku/eka.yaml", "**rauhassa**", "**kahdesti**")

    assert "Lue <strong>kahdesti</strong>" in author.get(STEP).text


def test_an_open_page_hears_of_a_save_and_of_nothing_else(author: Author) -> None:
    before = author.version()
    assert f'data-preview="{before}"' in author.get(HOME).text
    assert author.version() == before

    author.save("alku/eka.yaml", "minutes: 10", "minutes: 11")

    assert author.version() != before


def test_a_broken_journey_keeps_its_last_good_version_and_says_what_is_wrong(
    author: Author,
) -> None:
    author.get(STEP)
    author.save(*BREAK)

    broken = author.get(STEP)

    assert broken.status_code == 200
    assert "Lue <strong>rauhassa</strong>" in broken.text
    assert '<details class="pv__problems" open>' in broken.text
    assert "Kohtaa ”minuts” ei tunneta tässä." in broken.text
    assert "<code>alku/eka.yaml:4:1</code>" in broken.text
    assert "<mark>minuts:</mark> 10" in broken.text
    address = f"vscode://file{author.folder.as_posix()}/alku/eka.yaml:4:1"
    assert f'<a href="{address}">Avaa rivi VS Codessa</a>' in broken.text
    assert f"{address}</code>" in broken.text, "to be copied where no editor answers"

    author.save(*MEND)

    assert "pv__problems" not in author.get(STEP).text


def test_a_warning_is_told_and_does_not_keep_a_version_from_being_shown(author: Author) -> None:
    author.save("alku/toka.yaml", "review_after: 2027-05-01", "review_after: 2026-11-02")

    page = author.get(HOME).text

    assert "<summary>1 huomautus</summary>" in page
    assert '<details class="pv__problems">' in page


def test_a_journey_that_is_broken_from_the_start_is_shown_once_it_is_mended(
    author: Author,
) -> None:
    author.save(*BREAK)

    broken = author.get(MAP)

    assert broken.status_code == 503
    assert "Matkaa ei voi vielä näyttää" in broken.text
    assert "Kohtaa ”minuts” ei tunneta tässä." in broken.text
    style = author.client.get("/static/css/preview.css")
    assert (style.status_code, style.mimetype) == (200, "text/css")
    assert author.client.get("/static/ei/ole.css").status_code == 404

    author.save(*MEND)

    assert author.get(HOME).status_code == 200


def test_a_folder_that_goes_away_leaves_the_last_good_version(author: Author) -> None:
    author.get(STEP)
    shutil.rmtree(author.folder)

    page = author.get(STEP)

    assert page.status_code == 200
    assert "Lue <strong>rauhassa</strong>" in page.text
    assert "pv--broken" in page.text


def test_any_step_opens_whatever_is_locked(author: Author) -> None:
    page = author.get(f"{HOME}/pieni-matka/kolmas/arvioi")

    assert page.request.path == f"{MAP}/kolmas/arvioi"
    assert "Uskallan kokeilla." in page.text
    assert pressed(page.text) == ["uusi"]
    assert author.get(f"{HOME}/pieni-matka/kolmas").request.path == f"{MAP}/kolmas"


def test_every_step_is_on_the_list_with_a_link_that_works(author: Author) -> None:
    page = author.get(HOME).text

    for quest, step in (("eka", "lue"), ("toka", "suunta"), ("kolmas", "tee")):
        address = f"{HOME}/pieni-matka/{quest}/{step}"
        assert f'href="{address}"' in page
        assert author.get(address).request.path == f"{MAP}/{quest}/{step}"


@pytest.mark.parametrize("rest", ["ei/ole", "pieni-matka/ei", "pieni-matka/eka/ei"])
def test_what_is_not_there_is_told_kindly_and_with_the_bar(author: Author, rest: str) -> None:
    page = author.get(f"{HOME}/{rest}")

    assert page.status_code == 404
    assert "data-preview=" in page.text


def test_a_persona_is_chosen_on_any_page_and_stays_there(author: Author) -> None:
    author.get(f"{HOME}/pieni-matka/toka/osoite")

    done = author.press(kulkija="valmis")

    assert done.request.path == f"{MAP}/toka/osoite"
    assert "Tämä askel on tehty." in done.text
    assert pressed(done.text) == ["valmis"]
    new = author.press(kulkija="uusi")
    assert new.request.path == f"{MAP}/toka", "which is locked for who is new"
    assert pressed(new.text) == ["uusi"]


def test_a_persona_survives_a_save(author: Author) -> None:
    author.get(HOME)
    author.press(kulkija="valmis")
    author.save("alku/eka.yaml", "**rauhassa**", "**kahdesti**")

    page = author.get(f"{MAP}/eka/lue").text

    assert "Tämä askel on tehty." in page
    assert pressed(page) == ["valmis"]


def test_who_begins_anew_by_themselves_is_no_persona(author: Author) -> None:
    author.get(HOME)
    author.press(kulkija="valmis")
    author.client.delete_cookie("matka")

    assert author.client.post("/aloita").status_code == 303
    assert pressed(author.get(MAP).text) == []


def test_without_javascript_no_page_has_a_script(author: Author) -> None:
    assert author.get(HOME).text.count("<script") == 2

    plain = author.press(skripti="ilman")

    assert "<script" not in plain.text
    assert f'<a href="{HOME}">Lataa uudelleen</a>' in plain.text
    assert author.press(skripti="mukana").text.count("<script") == 2


def test_the_page_of_an_answer_is_loaded_anew_by_its_address(author: Author) -> None:
    author.get(f"{HOME}/pieni-matka/toka/osoite")
    address = f"{MAP}/toka/osoite"

    answer = author.client.post(address, data={"text": "ihan muuta"})

    assert answer.status_code == 422
    assert f'<a href="{address}">Lataa uudelleen</a>' in answer.text


def test_the_product_has_neither_the_bar_nor_its_pages(make_app: MakeApp, small: Path) -> None:
    client = make_app(small).test_client()

    page = client.get("/").text

    assert "preview" not in page
    assert HOME not in page
    assert client.get(HOME).status_code == 404


@pytest.mark.parametrize("form", [{}, {"kulkija": "kaikki"}, {"skripti": "ehka"}])
def test_what_the_bar_does_not_send_is_refused(author: Author, form: dict[str, str]) -> None:
    assert author.client.post(HOME, data=form).status_code == 400


@pytest.mark.parametrize(
    "referer", ["", "https://muualla.example/x", "http://localhost//muualla.example", "http://["]
)
def test_nobody_is_led_elsewhere(author: Author, referer: str) -> None:
    response = author.client.post(HOME, data={"skripti": "ilman"}, headers={"Referer": referer})

    assert response.headers["Location"] == HOME


def test_a_page_from_elsewhere_reads_and_writes_nothing(author: Author) -> None:
    other_name = author.client.get(HOME, base_url="http://muualla.example")
    other_site = {"Sec-Fetch-Site": "cross-site"}

    assert other_name.status_code == 403
    assert author.client.post(HOME, data={"kulkija": "uusi"}, headers=other_site).status_code == 403


def test_nothing_is_kept_by_a_browser(author: Author) -> None:
    sent = {"Accept-Encoding": "br, gzip", "If-None-Match": '"x"'}

    for address in (HOME, "/"):
        headers = author.client.get(address, headers=sent).headers
        assert headers["Cache-Control"] == "no-store"
        assert "ETag" not in headers
        assert "Content-Encoding" not in headers


def test_a_fragment_for_htmx_has_no_bar(author: Author) -> None:
    author.get(STEP)

    fragment = author.client.get(f"{MAP}/eka/lue", headers={"HX-Request": "true"})

    assert "<main" in fragment.text
    assert "data-preview" not in fragment.text


def test_another_day_is_seen(author: Author, clock: Clock) -> None:
    """A source is due on its day, though no file has changed: at the latest with the next save."""
    author.get(HOME)
    clock.day += timedelta(days=365)
    author.save("alku/eka.yaml", "minutes: 10", "minutes: 11")

    assert "alku/toka.yaml" in author.get(HOME).text


def test_a_folder_of_journeys_is_shown_whole(small: Path, tmp_path: Path, clock: Clock) -> None:
    data = tmp_path / "data"
    data.mkdir()
    site = Site(settings_for(small.parent, data, SECRET), clock)

    page = Client(site).get(HOME).text

    site.close()
    assert "Pieni matka" in page


def test_pages_are_seen_in_each_language_that_there_is(
    author: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert spoken(author.get(MAP).text) == ["fi"]
    monkeypatch.setattr(i18n, "LANGUAGES", ("fi", "sv"))
    author.site = Site(settings_for(author.folder, author.folder.parent / "data", SECRET), Clock())
    author.client = Client(author.site)

    page = author.press(kieli="sv")

    assert '<html lang="sv"' in page.text
    assert spoken(page.text) == ["sv"]
    assert author.client.post(HOME, data={"kieli": "xx"}).status_code == 400
    assert i18n.current.get() == "fi"
    author.site.close()
