"""Every part of the studio."""

from typing import Final

from digimatka.web import (
    studio,
    studioedit,
    studiolines,
    studionew,
    studioplay,
    studiopreview,
    studiopublish,
)

MODULES: Final = (
    studio,
    studioedit,
    studiolines,
    studionew,
    studiopreview,
    studioplay,
    studiopublish,
)
