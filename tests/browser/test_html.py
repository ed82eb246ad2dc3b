"""The HTML of every page in every state is valid; each is reached without JavaScript.

Rules that htmlvalidate.json turns off, which holds no comments itself:

- ``doctype-style``: HTML does not mind the case of its first line;
- ``form-dup-name``: one name for many checkboxes, buttons and lines is how their list is posted;
- ``long-title``: about search engines, which see no page of a journey;
- ``no-redundant-for``: a label around its field says ``for`` too, which some voice control needs;
- ``no-trailing-whitespace``: what a loop in a template leaves behind costs nothing.
"""

import json
import subprocess
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import every_state
from tests.browser.product import InThread, Product
from tests.browser.stage import Stage
from tests.browser.visit import PHONE, visited
from tests.conftest import ROOT
from tools.node import find_or_install

VALIDATOR: Final = ROOT / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
CONFIG: Final = Path(__file__).with_name("htmlvalidate.json")
# So many tests share the states, that none takes long.
PARTS: Final = 4


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_valid_html(
    browser: Browser, product: Product, trouble: InThread, tmp_path: Path, part: int
) -> None:
    states = list(every_state().values())[part::PARTS]
    homes = (product.address, trouble.address)
    with visited(browser, homes, PHONE, has_js=False, look={}) as visit:
        for state in states:
            state.come(Stage(visit, product, trouble))
            document = [r for r in visit.requests if r.resource_type == "document"][-1]
            answer = document.response()
            assert answer is not None
            (tmp_path / f"{state.name}.html").write_bytes(answer.body())

    assert problems_of(tmp_path) == []
    assert len(list(tmp_path.glob("*.html"))) == len(states) > 0


def problems_of(folder: Path) -> list[str]:
    """What html-validate says of the pages in a folder."""
    node = find_or_install().program
    report = folder / "report.json"
    # Into a file: the validator exits before a pipe has taken a long report.
    with report.open("wb") as out:
        done = subprocess.run(
            [node, VALIDATOR, "--config", CONFIG, "--formatter", "json", "--ext", "html", folder],
            stdout=out,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert report.stat().st_size, done.stderr.decode()
    files = json.loads(report.read_text("utf-8"))
    assert (done.returncode == 0) == (files == []), done.stderr.decode()
    return [
        f"{Path(file['filePath']).stem}:{found['line']}: {found['ruleId']}: {found['message']}"
        for file in files
        for found in file["messages"]
    ]
