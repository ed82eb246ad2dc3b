"""The preview in a browser: what is saved comes onto the page without a press."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect
from werkzeug.serving import make_server

from digimatka.app import this_day
from digimatka.preview.bar import HOME
from digimatka.preview.run import settings_for
from digimatka.preview.site import Site
from tests.browser.visit import OpenVisit
from tests.content.small import edit

STEP = f"{HOME}/pieni-matka/eka/lue"


@pytest.fixture
def home(small: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a preview of the small journey."""
    (tmp_path / "data").mkdir()
    site = Site(
        settings_for(small, tmp_path / "data", b"a secret of the tests, long enough"), this_day
    )
    server = make_server("127.0.0.1", 0, site, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    site.close()


def test_a_save_shows_without_a_press_and_so_does_a_mistake(
    open_visit: OpenVisit, home: str, small: Path
) -> None:
    page = open_visit(home=home).page
    page.goto(STEP)
    main, problems = page.get_by_role("main"), page.locator(".pv__problems")
    expect(main).to_contain_text("Lue rauhassa.")

    edit(small, "alku/eka.yaml", "**rauhassa**", "**kahdesti**")
    expect(main).to_contain_text("Lue kahdesti.")

    edit(small, "alku/eka.yaml", "minutes: 10", "minuts: 10")
    expect(problems).to_contain_text("Tarkoititko ”minutes”?")
    expect(main).to_contain_text("Lue kahdesti.")

    edit(small, "alku/eka.yaml", "minuts: 10", "minutes: 10")
    expect(problems).to_be_hidden()
