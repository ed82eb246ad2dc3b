"""Whether pictures and other files of a journey are light enough for a telephone."""

from collections.abc import Iterator
from typing import Final

from digimatka.content.files import Folder
from digimatka.content.problems import Problem

MEDIA: Final = "media"
# What a first page weighs in all is 60 kB; a picture that is twice that is waited for.
MAX_KILOBYTES: Final = 120


def check(folder: Folder) -> Iterator[Problem]:
    """A warning for each file of ``media/`` that is too heavy."""
    names = folder.names(MEDIA) if folder.has(MEDIA) else []
    for name in names if isinstance(names, list) else ():
        file = f"{MEDIA}/{name}"
        data = folder.read(file)
        if isinstance(data, bytes) and len(data) > MAX_KILOBYTES * 1024:
            message = f"Tiedosto on raskas puhelimelle. Raja on {MAX_KILOBYTES} kilotavua."
            hint = "Pienennä kuva näytön kokoiseksi ja tallenna se muodossa WebP tai SVG."
            yield folder.warning(file, ("media-too-large", message, hint))
