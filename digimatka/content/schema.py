"""JSON Schemas of the content files, by which an editor completes and explains while one writes."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import ModelSchema

from digimatka.content.nodes import parse
from digimatka.content.problems import to_text
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


EXAMPLES: Final = Path(__file__).parent / "examples.yaml"


class ExamplesError(Exception):
    """The examples cannot be read: the package is broken."""


@cache
def examples() -> Mapping[str, Mapping[str, Any]]:
    """An example for each field, by the name of its model: a field of a base model is named there.

    They stand in a file of their own, since they are content, and Finnish.
    """
    parsed = parse(EXAMPLES.name, EXAMPLES.read_bytes())
    if parsed.source is None or parsed.problems:
        raise ExamplesError(to_text(parsed.problems))
    return parsed.source.data


class _ForEditors(GenerateJsonSchema):
    """An editor would show a title made of the field's name beside the description."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def model_schema(self, schema: ModelSchema) -> JsonSchemaValue:
        """The schema of a model, with an example in every field that has none of its own."""
        made = super().model_schema(schema)
        kinds = [kind.__name__ for kind in schema["cls"].__mro__]
        for name, field in made.get("properties", {}).items():
            known = (examples()[kind] for kind in kinds if kind in examples())
            example = next((fields[name] for fields in known if name in fields), None)
            if example is not None:
                field.setdefault("examples", [example])
        return made


def schema_of(name: str) -> dict[str, Any]:
    """The schema (2020-12) of one of ``MODELS``. Descriptions of fields are kept: they are Finnish.

    Those of models are left out: they come from docstrings and are for programmers.
    """
    schema = MODELS[name].model_json_schema(schema_generator=_ForEditors)
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
