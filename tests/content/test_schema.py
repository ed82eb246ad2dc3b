"""The JSON Schemas that editors read."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, TypeAdapter

from digimatka.content.schema import MODELS, examples, schema_of, write_schemas
from digimatka.core.kinds.base import Model

COMMITTED = Path(__file__).parents[2] / "schema"


def test_the_committed_schemas_are_those_of_the_models(tmp_path: Path) -> None:
    written = write_schemas(tmp_path / "schema")

    assert [path.name for path in written] == sorted(path.name for path in COMMITTED.iterdir())
    for path in written:
        assert path.read_bytes() == (COMMITTED / path.name).read_bytes(), (
            f"{path.name} is not current: run `digimatka schema`"
        )


@pytest.mark.parametrize("name", MODELS)
def test_a_schema_says_what_it_is_and_refers_only_to_itself(name: str) -> None:
    schema = schema_of(name)

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"{name}.schema.json"
    assert all(ref.startswith("#/$defs/") for ref in values_of("$ref", schema))


@pytest.mark.parametrize("name", MODELS)
def test_nothing_made_for_programmers_is_shown_to_an_author(name: str) -> None:
    schema = schema_of(name)
    parts = [schema, *schema.get("$defs", {}).values()]

    assert not any("description" in part or "title" in part for part in parts)
    fields = [field for part in parts for field in part.get("properties", {}).values()]
    assert not any(isinstance(field.get("title"), str) for field in fields)


def test_a_field_is_explained_in_finnish() -> None:
    minutes = schema_of("quest")["properties"]["minutes"]

    assert minutes["description"] == "Arvio minuuteista aloittelijalle."
    assert (minutes["minimum"], minutes["maximum"]) == (1, 45)


def test_an_unknown_key_is_an_error_in_the_editor_too() -> None:
    schema = schema_of("quest")

    assert schema["additionalProperties"] is False
    assert all(
        part["additionalProperties"] is False
        for part in schema["$defs"].values()
        if part["type"] == "object"
    )


def test_the_kind_of_a_step_decides_its_keys() -> None:
    items = schema_of("quest")["properties"]["steps"]["items"]

    assert items["discriminator"]["propertyName"] == "kind"
    assert set(items["discriminator"]["mapping"]) == {
        *("read", "choose", "sort", "match", "fill", "write"),
        *("checklist", "scale", "discuss", "confirm", "practice"),
    }


def test_the_files_are_json_in_readable_finnish() -> None:
    text = (COMMITTED / "quest.schema.json").read_text(encoding="utf-8")

    assert "Tehtävän nimi." in text
    assert text.endswith("}\n")
    assert json.loads(text) == schema_of("quest")


def models(base: type[BaseModel] = Model) -> Iterator[type[BaseModel]]:
    for kind in base.__subclasses__():
        yield kind
        yield from models(kind)


@pytest.mark.parametrize("name", MODELS)
def test_every_field_is_explained_and_has_an_example(name: str) -> None:
    schema = schema_of(name)
    named = {MODELS[name].__name__: schema, **schema.get("$defs", {})}
    fields = {
        f"{model}.{key}": field
        for model, part in named.items()
        for key, field in part.get("properties", {"*": part.get("additionalProperties")}).items()
        if field is not None
    }

    assert fields
    assert [key for key, field in fields.items() if not field.get("description")] == []
    assert [key for key, field in fields.items() if not field.get("examples")] == []


def test_every_example_is_right_and_belongs_to_a_field() -> None:
    by_name = {model.__name__: model for model in models() if model.__name__ in examples()}
    assert by_name.keys() == examples().keys()

    for name, given in examples().items():
        fields = {f.alias or key: f for key, f in by_name[name].model_fields.items()}
        assert given.keys() <= fields.keys(), name
        for key, example in given.items():
            field = fields[key]
            limited: Any = Annotated[(field.annotation, key, *field.metadata)]
            assert TypeAdapter(limited).validate_python(example) is not None, (name, key)


def values_of(key: str, data: Any) -> list[Any]:
    if isinstance(data, dict):
        below = [found for value in data.values() for found in values_of(key, value)]
        return below + ([data[key]] if key in data else [])
    return [found for value in data for found in values_of(key, value)] if _is_list(data) else []


def _is_list(data: Any) -> bool:
    return isinstance(data, list)
