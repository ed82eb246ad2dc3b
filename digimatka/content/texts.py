"""Every text of the content, found by how the models mark it: no kind of step is listed here."""

from collections.abc import Iterable, Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, Final, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from digimatka.core.journey import Guide, Scenario
from digimatka.core.kinds.base import TextType
from digimatka.core.meetings_format import MeetingTemplate

# No page of a learner holds these.
UNSEEN: Final = (Guide, Scenario, MeetingTemplate)


Path = tuple[str | int, ...]


class Text(NamedTuple):
    """One text, and whether it is a line or Markdown."""

    type: TextType
    text: str


def texts(model: BaseModel) -> Iterator[Text]:
    """Every text that a learner may see in a model and all within it, in the order of the file."""
    return (text for _, text in placed(model))


def placed(model: BaseModel, path: Path = ()) -> Iterator[tuple[Path, Text]]:
    """The same, each with its place in the file. The words of a glossary stand where theirs do."""
    if isinstance(model, UNSEEN):
        return
    for name, field in type(model).model_fields.items():
        at = (*path, field.alias or name)
        yield from _walk(getattr(model, name), field.annotation, _mark(field.metadata), at)


def _walk(
    value: Any, annotation: Any, mark: TextType | None, path: Path
) -> Iterator[tuple[Path, Text]]:
    origin, inner = get_origin(annotation), get_args(annotation)
    if isinstance(value, BaseModel):
        yield from placed(value, path)
    elif origin is Annotated:
        yield from _walk(value, inner[0], _mark(inner[1:]) or mark, path)
    elif origin in (Union, UnionType):
        for option in inner:
            yield from _walk(value, option, mark, path)
    elif isinstance(value, str):
        if annotation is str and mark is not None:
            yield path, Text(mark, value)
    else:
        for key, part, of in _parts(value, inner):
            yield from _walk(part, of, None, (*path, key))


def _parts(value: Any, inner: tuple[Any, ...]) -> Iterator[tuple[str | int, Any, Any]]:
    """What a container holds: key or index, part, and the annotation of the part."""
    if isinstance(value, Mapping) and inner:
        for pair in value.items():
            yield from ((pair[0], part, of) for part, of in zip(pair, inner, strict=True))
    elif isinstance(value, tuple) and inner:
        yield from ((index, part, inner[0]) for index, part in enumerate(value))


def _mark(metadata: Iterable[Any]) -> TextType | None:
    return next((mark for mark in metadata if isinstance(mark, TextType)), None)
