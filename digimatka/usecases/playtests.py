"""Playtests that run while the author waits: how far they are lies on the disk.

So a page that is loaded anew, or answered by another process, knows as much as the one that began
it. A run whose process has ended says nothing for a while and is then taken for broken off.
"""

import json
import os
import secrets
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from digimatka.core.rules import Rules

if TYPE_CHECKING:  # a server starts without what plays
    from digimatka.content.playtest.tally import Outcome
    from digimatka.content.playtest.walk import Walked

FOLDER: Final = "playtests"
SILENT_SECONDS: Final = 60
TOLD_EVERY: Final = 0.5


@dataclass(frozen=True, slots=True)
class State:
    """A playtest: ``done`` of ``of`` learners have walked; what was found stands there at the end.

    ``findings`` are the word for their level, a sentence, and the place. ``minutes`` are badges
    with the least, the median and the most minutes until they were given.
    """

    done: int = 0
    of: int = 0
    is_over: bool = False
    is_broken: bool = False
    about: tuple[str, ...] = ()
    findings: tuple[tuple[str, str, str], ...] = ()
    minutes: tuple[tuple[str, int, int, int], ...] = ()

    @property
    def is_running(self) -> bool:
        """Whether there is something to wait for."""
        return self.of > 0 and not self.is_over and not self.is_broken


NOTHING: Final = State()


@dataclass(slots=True)
class _Telling:
    """Writes how far a run is, now and then."""

    file: Path
    of: int
    told_at: float = field(default=0.0)

    def follow(self, walked: "Iterable[Walked]") -> "Iterator[Walked]":
        for number, one in enumerate(walked, 1):
            now = time.monotonic()
            if now - self.told_at > TOLD_EVERY:
                self.told_at = now
                write(self.file, State(number - 1, self.of))
            yield one


def state(data: Path, journey: str) -> State:
    """How far the last playtest of a journey is, or what it found."""
    file = _file(data, journey)
    try:
        read: dict[str, Any] = json.loads(file.read_text("utf-8"))
        age = time.time() - file.stat().st_mtime
        found = _read(read)
    except (OSError, ValueError, TypeError, KeyError):  # none yet, or of another version
        return NOTHING
    if found.is_running and age > SILENT_SECONDS:
        return State(found.done, found.of, is_broken=True)
    return found


def start(data: Path, rules: Rules, learners: int) -> threading.Thread | None:
    """Begins a playtest in a thread of its own; None where one of the journey runs already."""
    if state(data, rules.journey.id).is_running:
        return None
    file = _file(data, rules.journey.id)
    file.parent.mkdir(parents=True, exist_ok=True)
    write(file, State(0, learners))
    thread = threading.Thread(target=_play, args=(file, rules, learners), daemon=True)
    thread.start()
    return thread


def _read(read: dict[str, Any]) -> State:
    return State(
        done=read["done"],
        of=read["of"],
        is_over=read["is_over"],
        is_broken=read["is_broken"],
        about=tuple(read["about"]),
        findings=tuple((level, text, place) for level, text, place in read["findings"]),
        minutes=tuple((title, low, mid, high) for title, low, mid, high in read["minutes"]),
    )


def _play(file: Path, rules: Rules, learners: int) -> None:
    from digimatka.content.playtest.tally import tally  # noqa: PLC0415 - a server starts without it
    from digimatka.content.playtest.walk import walks  # noqa: PLC0415 - and without this

    telling = _Telling(file, learners)
    try:
        outcome = tally(rules, telling.follow(walks(rules, learners)))
        write(file, _told(outcome, learners))
    except OSError:  # no room on the disk: the run falls silent, which the page says
        return
    except Exception:
        with suppress(OSError):
            write(file, State(0, learners, is_broken=True))
        raise


def _told(outcome: "Outcome", learners: int) -> State:
    from digimatka.content.playtest.report import players, proof, word  # noqa: PLC0415 - nor this

    return State(
        done=learners,
        of=learners,
        is_over=True,
        about=(proof(outcome), players(outcome)),
        findings=tuple((word(one), one.message, one.place) for one in outcome.findings),
        minutes=tuple((one.title, *one.minutes) for one in outcome.badges if one.minutes),
    )


def _file(data: Path, journey: str) -> Path:
    return data / FOLDER / f"{journey}.json"


def write(file: Path, state: State) -> None:
    """Whole or not at all: a page may read it at any moment."""
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    draft.write_text(json.dumps(asdict(state), ensure_ascii=False), "utf-8")
    os.replace(draft, file)
