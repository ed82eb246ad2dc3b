"""Whether somebody should look at a source again."""

from collections.abc import Iterator
from datetime import date

from digimatka.content.problems import Problem
from digimatka.content.source import Source, Sources


def check(sources: Sources, today: date) -> Iterator[Problem]:
    """Warnings about sources whose ``review_after`` has passed, or were looked at in the future."""
    for source in sources.quests.values():
        for index, _ in enumerate(source.items("sources")):
            path = ("sources", index, "review_after")
            due = _date(source, path)
            if due and due < today:
                message = f"Lähde piti tarkistaa uudelleen {_finnish(due)}."
                hint = "Avaa lähde. Korjaa teksti, jos asia on muuttunut. Päivitä sitten päivät."
                yield source.warning(path, "review-due", message, hint)
            path = ("sources", index, "checked_on")
            checked = _date(source, path)
            if checked and checked > today:
                message = f"Lähteen tarkistuspäivä {_finnish(checked)} on tulevaisuudessa."
                yield source.warning(path, "checked-in-future", message, "Korjaa päivä.")


def _date(source: Source, path: tuple[str | int, ...]) -> date | None:
    value = source.get(*path)
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None  # said already, with the place, when the file was validated


def _finnish(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
