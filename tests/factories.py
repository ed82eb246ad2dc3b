"""Small builders of content: a test names what matters, the rest has a default.

Requirements and steps are given as in the YAML files, as plain dicts: the models check them.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from pydantic import TypeAdapter

from digimatka.core.journey import Badge, Chapter, Journey, Quest
from digimatka.core.kinds import Step
from digimatka.core.practice.model import Practice

_STEP: Final[TypeAdapter[Step]] = TypeAdapter(Step)
_STEP_FIELDS: Final[Mapping[str, Mapping[str, Any]]] = {
    "read": {"text": "Lue tämä."},
    "choose": {"question": "Kumpi?", "options": [{"text": "Tämä"}, {"text": "Tuo"}]},
    "sort": {"question": "Missä järjestyksessä?", "order": ["Ensin", "Sitten", "Lopuksi"]},
    "fill": {"question": "Mikä sana?", "answers": ["sähköposti"]},
    "checklist": {"items": ["Avasin sivun.", "Luin sivun."]},
    "scale": {
        "statements": [{"id": "haku", "text": "Osaan hakea tietoa.", "lens": "Tiedon haku"}],
        "low": "En vielä",
        "high": "Hyvin",
    },
    "confirm": {"text": "Tee tämä oikeasti."},
    "match": {
        "question": "Mikä mihinkin?",
        "pairs": [{"left": "A", "right": "1"}, {"left": "B", "right": "2"}],
    },
    "write": {"parts": [{"label": "Kerro"}]},
    "discuss": {"text": "Puhukaa tästä."},
    "practice": {"title": "Kokeile", "practice": "ovi"},
}


def step(id: str = "askel", kind: str = "read", **fields: Any) -> Step:
    """A step of any kind."""
    return _STEP.validate_python({**_STEP_FIELDS[kind], "id": id, "kind": kind, **fields})


def quest(
    id: str = "tehtava",
    *steps: Step | str,
    requires: Mapping[str, Any] | None = None,
    **fields: Any,
) -> Quest:
    """A quest; a step may be just its id (something to read), and without any there is one."""
    made = [step(s) if isinstance(s, str) else s for s in steps or ("askel",)]
    head = {"id": id, "title": id.capitalize(), "goal": "Osaat tämän.", "minutes": 10}
    return Quest.model_validate({**head, "steps": made, "requires": requires, **fields})


def badge(id: str = "merkki", rule: Mapping[str, Any] | None = None, **fields: Any) -> Badge:
    """A badge; its rule asks for the quest ``tehtava`` unless another rule is given."""
    head = {"id": id, "title": id.capitalize(), "shows": "Näytit sen.", "sign": "key"}
    return Badge.model_validate({**head, "rule": rule or {"quest": "tehtava"}, **fields})


def chapter(id: str = "luku", *quests: Quest, **fields: Any) -> Chapter:
    """A chapter of these quests."""
    made = quests or (quest(),)
    morko = {
        "name": "Utu",
        "look": "utu",
        "fear": "Utu pelkää kadottavansa kaiken.",
        "hidden": "Silmät pimeässä.",
        "peeking": "Utu kurkistaa.",
        "sitting": "Utu istuu vieressäsi.",
        "walking": "Utu kulkee mukana.",
    }
    head = {
        "title": id.capitalize(),
        "story": "Matka alkaa.",
        "landmark": "shore",
        "morko": morko,
        "quests": [quest.id for quest in made],
    }
    return Chapter.model_validate({"id": id, "head": {**head, **fields}, "quests": made})


def journey(
    *parts: Quest | Chapter,
    badges: Iterable[Badge] = (),
    practices: Iterable[Practice] = (),
    **fields: Any,
) -> Journey:
    """A journey of chapters; quests given without a chapter are the chapter ``luku``."""
    loose = [part for part in parts if isinstance(part, Quest)]
    chapters = [part for part in parts if isinstance(part, Chapter)]
    if loose or not parts:
        chapters.insert(0, chapter("luku", *loose))
    head = {
        "id": "matka",
        "title": "Matka",
        "language": "fi",
        "intro": "Tämä on matka.",
        "chapters": [chapter.id for chapter in chapters],
    }
    return Journey.model_validate(
        {
            "head": {**head, **fields},
            "chapters": chapters,
            "badges": tuple(badges),
            "practices": tuple(practices),
        }
    )
