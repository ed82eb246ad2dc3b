"""JSON Schemas of the content files, by which an editor completes and explains while one writes."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from digimatka.core.journey import BadgesFile, ChapterFile, GlossaryFile, JourneyFile, Quest
from digimatka.core.meetings_format import MeetingTemplate
from digimatka.core.practice.model import Practice

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
MODELS: Final[Mapping[str, type[BaseModel]]] = {
    "badges": BadgesFile,
    "chapter": ChapterFile,
    "glossary": GlossaryFile,
    "journey": JourneyFile,
    "meeting": MeetingTemplate,
    "practice": Practice,
    "quest": Quest,
}


class _WithoutFieldTitles(GenerateJsonSchema):
    """An editor would show a title made of the field's name beside the description."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def schema_of(name: str) -> dict[str, Any]:
    """The schema (2020-12) of one of ``MODELS``. Descriptions of fields are kept: they are Finnish.

    Those of models are left out: they come from docstrings and are for programmers.
    """
    schema = MODELS[name].model_json_schema(schema_generator=_WithoutFieldTitles)
    for part in (schema, *schema.get("$defs", {}).values()):
        part.pop("title", None)
        part.pop("description", None)
    return {"$schema": DIALECT, "$id": f"{name}.schema.json", **schema}


def write_schemas(folder: Path) -> list[Path]:
    """Writes ``<name>.schema.json`` for every kind of file; the same models give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in MODELS:
        path = folder / f"{name}.schema.json"
        text = json.dumps(schema_of(name), ensure_ascii=False, indent=2)
        path.write_text(text + "\n", encoding="utf-8", newline="\n")
        written.append(path)
    return written
