"""Whether somebody should look at a source again."""

from collections.abc import Iterator
from datetime import date

from digimatka.content.problems import Problem
from digimatka.content.source import Source, Sources


def check(sources: Sources, today: date) -> Iterator[Problem]:
    """Warnings about sources that are due, never will be, or have days in a strange order."""
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
            yield from _days(source, index, due, checked)


def _days(source: Source, index: int, due: date | None, checked: date | None) -> Iterator[Problem]:
    """What is wrong with the day of the next look, whatever day it is now."""
    path: tuple[str | int, ...] = ("sources", index)
    one = source.get(*path)
    if isinstance(one, dict) and checked and "review_after" not in one:
        message = "Lähteellä ei ole päivää, jolloin se tarkistetaan uudelleen."
        hint = f"Lisää kohta ”review_after”, esimerkiksi puoli vuotta eteenpäin: {_later(checked)}"
        path = (*path, "checked_on")
        yield source.warning(path, "no-review-day", message, hint, key=True)
    if due and checked and due <= checked:
        message = "Uusi tarkistus on ennen edellistä."
        hint = "Päivän ”review_after” pitää olla myöhemmin kuin päivän ”checked_on”."
        yield source.warning((*path, "review_after"), "review-before-check", message, hint)


def _later(day: date) -> str:
    """About half a year after a day; the first of a month is in every month."""
    months = day.year * 12 + day.month + 5
    year, month = divmod(months, 12)
    return f"{year}-{month + 1:02}-01" if year <= date.max.year else str(day)


def _date(source: Source, path: tuple[str | int, ...]) -> date | None:
    value = source.get(*path)
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None  # said already, with the place, when the file was validated


def _finnish(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
