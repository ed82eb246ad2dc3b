"""QR codes, drawn into the page."""

import segno
from markupsafe import Markup


def drawn(text: str) -> Markup:
    """The code of a text as SVG."""
    code = segno.make(text, error="m", micro=False)
    return Markup(code.svg_inline(omitsize=True, border=2))  # noqa: S704 - drawn by us
