"""One log line a request, as JSON: the route and never the path, no address, no name, no text."""

import json
import logging
import sys
import time
import traceback
from collections.abc import Sequence
from typing import Final, TextIO

from flask import Flask, Response, g, has_request_context, request

logger: Final = logging.getLogger("digimatka")
_encode: Final = json.JSONEncoder(ensure_ascii=False).encode


class JsonLines(logging.Formatter):
    """A record's ``facts`` as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        facts = getattr(record, "facts", None) or {"message": record.getMessage()}
        return _encode({"level": record.levelname.lower(), **facts})


class _Lines(logging.StreamHandler[TextIO]):
    """Writes whole lines to a stream that is flushed at the end of a line, as standard error is."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self.stream.write(self.format(record) + "\n")
        except (OSError, ValueError):
            self.handleError(record)


def start(level: int = logging.INFO) -> None:
    """Sends the log to standard error; called by the server, not by tests."""
    # What no line holds need not be looked up for every record.
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    handler = _Lines(sys.stderr)
    handler.setFormatter(JsonLines())
    logger.handlers[:] = [handler]
    logger.setLevel(level)
    logger.propagate = False


def begin() -> None:
    """A request begins: how long it takes counts from here."""
    g.began = time.perf_counter()


def install(app: Flask) -> None:
    """Notes every request of an app, which calls ``begin`` first."""

    @app.after_request
    def note(response: Response) -> Response:
        if logger.isEnabledFor(logging.INFO):
            rule, began = request.url_rule, g.get("began")
            facts = {
                "method": request.method,
                "route": rule.rule if rule else None,
                "status": response.status_code,
                "ms": None if began is None else round((time.perf_counter() - began) * 1000, 1),
            }
            # logger.info() would look through the stack for the place of this very line.
            record = logging.LogRecord(logger.name, logging.INFO, "", 0, "request", (), None)
            record.facts = facts
            logger.handle(record)
        return response


def note_trouble(trouble: str) -> None:
    """Notes what is wrong with the database."""
    facts = {"trouble": trouble, "route": _route()}
    logger.error("trouble", extra={"facts": facts})


def note_content(what: str, codes: Sequence[str]) -> None:
    """Notes that other content is served now ("swapped"), or that it cannot be ("kept")."""
    level = logging.INFO if what == "swapped" else logging.ERROR
    logger.log(level, "content", extra={"facts": {"content": what, "codes": list(codes)}})


def note_crash(error: Exception) -> None:
    """Notes where the program failed: files, lines and the type, not the values it held."""
    frames = traceback.extract_tb(error.__traceback__)
    facts = {
        "crash": type(error).__name__,
        "route": _route(),
        "at": [f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in frames[-6:]],
    }
    logger.error("crash", extra={"facts": facts})


def _route() -> str | None:
    """The route of the request; None for no known one, and in a thread that answers none."""
    return request.url_rule.rule if has_request_context() and request.url_rule else None
