"""Whether what was made of the words of a journey is still true, and every explained word used."""

from collections.abc import Iterator

from digimatka.content import words
from digimatka.content.files import WORDS, Folder
from digimatka.content.problems import Problem
from digimatka.content.source import Sources
from digimatka.core.journey import Journey

_STALE = (
    "words-stale",
    "Matkan sanat ovat muuttuneet, eikä tämä tiedosto tunne kaikkia.",
    "Aja `digimatka words`.",
)


def check(journey: Journey, folder: Folder, sources: Sources) -> Iterator[Problem]:
    """Problems with ``words.json``. A journey may do without: then no word explains itself."""
    if not journey.words.vocabulary:
        return
    if journey.words.vocabulary != words.vocabulary(journey):
        yield folder.warning(WORDS, _STALE)
    elif sources.glossary is not None:
        for word in journey.glossary.root.keys() - set(journey.words.forms.values()):
            message = f"Sanaa ”{word}” ei ole missään matkan tekstissä."
            hint = "Käytä sanaa tekstissä, korjaa sen kirjoitusasu tai poista se sanastosta."
            yield sources.glossary.warning((word,), "word-unused", message, hint, key=True)
