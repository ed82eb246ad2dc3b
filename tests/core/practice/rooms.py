"""A small practice of its own: a door with a code, a choice, a phone and two ways to go wrong."""

import copy
from collections.abc import Callable
from typing import Any, Final

from digimatka.core.practice.model import Practice

_DOOR: Final[dict[str, Any]] = {
    "id": "ovi",
    "title": "OVI",
    "task": "ASTU SISÄÄN.",
    "look": "bank",
    "service": "OVIPALVELU",
    "slip": [{"label": "TUNNUS", "value": "kuusi-seitsemän"}],
    "goals": [
        {"id": "sisalla", "text": "OLET SISÄLLÄ.", "has": ["sisalla"]},
        {"id": "ulkona", "text": "OLET ULKONA.", "has": ["kaynyt"], "lacks": ["sisalla"]},
    ],
    "start": "piha",
    "screens": [
        {
            "id": "piha",
            "title": "PIHA",
            "address": "https://ovi.example/",
            "hint": "TUNNUS ON LAPUSSA.",
            "fields": [
                {
                    "id": "tunnus",
                    "kind": "text",
                    "label": "TUNNUS",
                    "secret": True,
                    "cases": [{"id": "oikea", "accept": ["kuusi-seitsemän"]}],
                },
                {"id": "muista", "kind": "checkbox", "label": "MUISTA"},
                {
                    "id": "viesti",
                    "kind": "text",
                    "label": "VIESTI",
                    "rows": 3,
                    "required": False,
                    "cases": [{"id": "kiitos", "contains": ["kiitos"]}],
                },
            ],
            "buttons": [
                {
                    "text": "AVAA",
                    "ways": [
                        {"is": {"tunnus": "other"}, "say": "TUNNUS ON TOINEN."},
                        {"is": {"muista": "ticked"}, "to": "yhteinen"},
                        {"to": "eteinen"},
                    ],
                },
                {"text": "LÄHDE", "reads": False, "to": "piha"},
            ],
        },
        {"id": "yhteinen", "title": "HETKI", "detour": True, "text": "KONE ON YHTEINEN."},
        {
            "id": "eteinen",
            "title": "ETEINEN",
            "set": ["sisalla", "kaynyt"],
            "phone": {
                "app": "OVIPALVELU",
                "text": "SALLITKO?",
                "buttons": [{"text": "ULOS", "to": "portaat"}],
            },
            "back": {"to": "piha"},
        },
        {
            "id": "portaat",
            "title": "PORTAAT",
            "clear": ["sisalla"],
            "links": [{"text": "PIHALLE", "to": "piha", "when": {"has": ["kaynyt"]}}],
        },
    ],
}


def door(change: Callable[[dict[str, Any]], None] | None = None) -> Practice:
    """The door; ``change`` may alter its plain data first."""
    data = copy.deepcopy(_DOOR)
    if change is not None:
        change(data)
    return Practice.model_validate(data)
