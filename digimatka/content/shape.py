"""What may stand at a place of a content file, read from the models."""

from collections.abc import Sequence
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo


def fields_at(model: type[BaseModel], loc: Sequence[str | int]) -> dict[str, FieldInfo]:
    """The keys of the mapping at ``loc``, which may hold union tags as pydantic writes them."""
    models = [model]
    for part in loc:
        if isinstance(part, int):
            continue  # a list's items have the list's annotation looked through already
        inner = [field.annotation for m in models if (field := m.model_fields.get(part))]
        if inner:
            models = [found for annotation in inner for found in _models(annotation)]
        else:
            models = [m for m in models if _is_tagged(m, part)] or models
    return {
        field.alias or name: field  # `is` and `from` are no names for an attribute
        for m in reversed(models)
        for name, field in m.model_fields.items()
    }


def _models(annotation: Any) -> list[type[BaseModel]]:
    """The models anywhere in an annotation: in a tuple, a union, behind ``Annotated``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if get_origin(annotation) in (Annotated, Union, UnionType, tuple):
        return [found for part in get_args(annotation) for found in _models(part)]
    return []


def _is_tagged(model: type[BaseModel], tag: str) -> bool:
    kind = model.model_fields.get("kind")
    return (
        kind is not None
        and get_origin(kind.annotation) is Literal
        and tag in get_args(kind.annotation)
    )
