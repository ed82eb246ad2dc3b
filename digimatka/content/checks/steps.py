"""Whether a step helps the one who gets it wrong, and whether the time promised is enough."""

from collections.abc import Iterator
from typing import Any, Final

from digimatka.content.problems import Problem
from digimatka.content.source import Source, Sources
from digimatka.core.journey import Journey
from digimatka.core.kinds import Choose, Fill, Match, Sort, Step

# A slow reader of a foreign language on a phone; the quest also holds doing and thinking.
WORDS_A_MINUTE: Final = 60
_TEXT_KEYS: Final = frozenset(
    {
        "text",
        "question",
        "title",
        "order",
        "items",
        "after",
        "left",
        "right",
        "extra",
        "label",
        "questions",
    }
)


def check(journey: Journey, sources: Sources) -> Iterator[Problem]:
    """Warnings about steps and minutes; none of them keeps a journey from being used."""
    for quest in journey.quests():
        source = sources.quests[quest.id]
        for index, step in enumerate(quest.steps):
            yield from _hints(source, index, step)
            if isinstance(step, Choose) and step.is_graded:
                yield from _feedback(source, index, step)
        words = _count_words(source.get("steps"))
        if words > quest.minutes * WORDS_A_MINUTE:
            need = -(-words // WORDS_A_MINUTE)
            message = f"Aika on liian lyhyt: tekstiä on {words} sanaa, ja jo sen lukemiseen menee"
            message += f" noin {need} minuuttia."
            hint = "Lisää minuutteja, lyhennä tekstiä tai jaa tehtävä kahdeksi."
            yield source.warning(("minutes",), "too-few-minutes", message, hint)


def _hints(source: Source, index: int, step: Step) -> Iterator[Problem]:
    asks = isinstance(step, (Sort, Match, Fill)) or (isinstance(step, Choose) and step.is_graded)
    if asks and not step.hints:
        message = f"Askeleessa ”{step.id}” ei ole vihjeitä."
        hint = "Lisää kohta ”hints”: 1–3 vihjettä, jotka näytetään yksi kerrallaan."
        yield source.warning(("steps", index, "kind"), "no-hints", message, hint, key=True)


def _feedback(source: Source, index: int, step: Choose) -> Iterator[Problem]:
    for place, option in enumerate(step.options):
        if not option.feedback:
            message = f"Vaihtoehdolla ”{option.text}” ei ole palautetta."
            hint = "Lisää kohta ”feedback”: miksi tämä on oikein, tai mitä kannattaa katsoa."
            path = ("steps", index, "options", place)
            yield source.warning(path, "no-feedback", message, hint)


def _count_words(value: Any, key: str = "") -> int:
    """The words that everyone reads: no hints and no feedback."""
    if isinstance(value, dict):
        return sum(_count_words(part, name) for name, part in value.items())
    if isinstance(value, list):
        return sum(_count_words(part, key) for part in value)
    return len(value.split()) if isinstance(value, str) and key in _TEXT_KEYS else 0
