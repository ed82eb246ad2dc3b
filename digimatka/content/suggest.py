"""Did you mean: the nearest of the words that would have been right."""

from collections.abc import Iterable
from difflib import get_close_matches

LISTED = 12


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that ``word`` most likely stands for, or None if none is near."""
    by_folded = {name.casefold(): name for name in sorted(known, reverse=True)}
    folded = word.strip().casefold().replace("_", "-").replace(" ", "-")
    for attempt in (word.casefold(), folded, folded.replace("-", "_")):
        found = get_close_matches(attempt, by_folded, n=1, cutoff=0.7)
        if found:
            return by_folded[found[0]]
    return None


def hint(word: str, known: Iterable[str]) -> str:
    """A hint in Finnish: the likely word, else the words to choose from, else nothing."""
    known = list(known)
    near = closest(word, known)
    if near is not None:
        return f"Tarkoititko ”{near}”?"
    if 0 < len(known) <= LISTED:
        return f"Tähän käyvät: {', '.join(known)}."
    return ""
