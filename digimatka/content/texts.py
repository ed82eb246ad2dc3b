"""Every text of the content, found by how the models mark it: no kind of step is listed here."""

from collections.abc import Iterable, Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, Final, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from digimatka.core.journey import Guide, Scenario
from digimatka.core.kinds.base import TextType

# A learner never sees these.
UNSEEN: Final = (Guide, Scenario)


class Text(NamedTuple):
    """One text, and whether it is a line or Markdown."""

    type: TextType
    text: str


def texts(model: BaseModel) -> Iterator[Text]:
    """Every text that a learner may see in a model and all within it, in the order of the file."""
    if isinstance(model, UNSEEN):
        return
    for name, field in type(model).model_fields.items():
        yield from _walk(getattr(model, name), field.annotation, _mark(field.metadata))


def _walk(value: Any, annotation: Any, mark: TextType | None) -> Iterator[Text]:
    origin, inner = get_origin(annotation), get_args(annotation)
    if isinstance(value, BaseModel):
        yield from texts(value)
    elif origin is Annotated:
        yield from _walk(value, inner[0], _mark(inner[1:]) or mark)
    elif origin in (Union, UnionType):
        for option in inner:
            yield from _walk(value, option, mark)
    elif isinstance(value, str):
        if annotation is str and mark is not None:
            yield Text(mark, value)
    else:
        for part, of in _parts(value, inner):
            yield from _walk(part, of, None)


def _parts(value: Any, inner: tuple[Any, ...]) -> Iterator[tuple[Any, Any]]:
    """What a container holds, each with its annotation."""
    if isinstance(value, Mapping) and inner:
        for pair in value.items():
            yield from zip(pair, inner, strict=True)
    elif isinstance(value, tuple) and inner:
        yield from ((part, inner[0]) for part in value)


def _mark(metadata: Iterable[Any]) -> TextType | None:
    return next((mark for mark in metadata if isinstance(mark, TextType)), None)
