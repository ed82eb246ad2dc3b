"""The unlock map and the playtest in the studio."""

import re
from pathlib import Path
from threading import Thread

import pytest

from digimatka.content.graph.svg import STYLE
from digimatka.core.rules import Rules
from digimatka.usecases import playtests
from tests.conftest import ROOT
from tests.web.atelier import Atelier, J
from tests.web.page import SVG

PLAY = f"{J}/koepelaus"


def test_the_map_stands_there_as_a_picture_and_as_a_list(atelier: Atelier) -> None:
    atelier.write("title: Ensimmäinen", "title: Luonnoksen nimi")

    seen = atelier.author.visit(f"{J}/kartta")

    [picture] = seen.page.all(f"{SVG}svg", class_="um")
    assert "Luonnoksen nimi" in "".join(picture.itertext())
    table = seen.page.one("table")
    assert "Luonnoksen nimi" in "".join(table.itertext())
    assert "Rohkea alku" in "".join(table.itertext())


def test_the_map_has_the_same_style_in_a_page_as_in_a_file() -> None:
    """A page holds no style of its own, so that the rules stand in two places."""
    pages = (ROOT / "static/css/studio/studio.css").read_text("utf-8")

    assert bare(STYLE) in bare(pages)


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_a_playtest_is_begun_followed_and_read(
    atelier: Atelier, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Thread] = []
    real = playtests.start

    def start(data: Path, rules: Rules, learners: int) -> None:
        thread = real(data, rules, learners)
        assert thread is not None
        begun.append(thread)

    monkeypatch.setattr(playtests, "start", start)
    assert "Aloita koepelaus" in atelier.author.visit(PLAY).main

    atelier.author.press("Aloita koepelaus", learners="20")
    begun[0].join()
    seen = atelier.author.visit(PLAY)

    assert "Koepelaajia 20" in seen.main
    assert "Rohkea alku" in seen.main
    answer = atelier.author.client.get(PLAY, headers={"Accept": "application/json"})
    assert answer.json == {"runs": False, "done": 20, "said": "20 / 20 pelaajaa"}


def test_a_playtest_under_way_shows_how_far_it_is(atelier: Atelier) -> None:
    atelier.author.visit(J)
    data = atelier.services.settings.data_dir
    (data / playtests.FOLDER).mkdir()
    file = data / playtests.FOLDER / "pieni-matka.json"
    playtests.write(file, playtests.State(7, 60))

    seen = atelier.author.visit(PLAY)

    assert "7 / 60 pelaajaa" in seen.main
    assert "Aloita koepelaus" not in seen.main
    assert atelier.author.post(PLAY, {"learners": "20"}).status == 303
    assert playtests.state(data, "pieni-matka").of == 60, "one crowd at a time"


def test_a_broken_draft_is_not_played(atelier: Atelier) -> None:
    atelier.write("goal: ", "gaol: ")

    seen = atelier.author.post(PLAY, {"learners": "20"})

    assert seen.status == 422
    assert "Kohtaa ”gaol” ei tunneta tässä." in seen.main
