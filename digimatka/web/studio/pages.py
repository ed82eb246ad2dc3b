"""Every part of the studio."""

from typing import Final

from digimatka.web.studio import desk, edit, lines, new, play, preview, publish

MODULES: Final = (
    desk,
    edit,
    lines,
    new,
    preview,
    play,
    publish,
)
