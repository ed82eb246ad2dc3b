"""Reads server-sent events as a browser does (HTML standard, 9.2.6)."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Message:
    """An event as the page gets it."""

    id: str
    data: str


def read(chunks: bytes) -> Iterator[Message]:
    """The messages of a stream, or of a piece of it that ends with a whole message."""
    last, data = "", list[str]()
    text = chunks.decode()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert lines[-1] == "", "a line without an end"
    for line in lines[:-1]:
        field, _, value = line.partition(":")
        if not line:
            if data:
                yield Message(last, "\n".join(data))
            data = []
        elif field == "data":
            data.append(value.removeprefix(" "))
        elif field == "id":
            last = value.removeprefix(" ")
        else:
            assert field in ("", "retry"), f"browsers pass over {field}"


def only(chunk: bytes) -> Message:
    """The one message of a chunk."""
    (message,) = read(chunk)
    return message
