"""Fixtures of the preview: the small journey, and an author in front of its preview."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from digimatka.preview.run import settings_for
from digimatka.preview.site import Site
from tests.conftest import SECRET, Clock
from tests.preview.author import Author


@pytest.fixture
def author(small: Path, tmp_path: Path, clock: Clock) -> Iterator[Author]:
    """An author who looks at the preview of the small journey."""
    (tmp_path / "data").mkdir()
    author = Author(Site(settings_for(small, tmp_path / "data", SECRET), clock), small)
    yield author
    author.site.close()
