"""How far one learner is on one journey: the fold of the log, as a few integers.

Every fact is a bit (``rules.py`` says which), so a copy costs bytes and a rule is a mask. The bits
hold only for the ``Rules`` they were folded with; the log is the truth and can be folded again.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

ANSWER_SHOWN: Final = 99
_encode: Final = json.JSONEncoder(separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Progress:
    """A learner's state after ``seq`` events.

    ``facts`` only ever gains bits, and so does ``open`` (one bit a quest). ``marks`` is what the
    learner says of quests now, ``picks`` the options last chosen. ``aids`` holds, for the steps
    being worked on, how many hints are open (``ANSWER_SHOWN``: the answer too). ``waits`` are the
    steps (one bit a step of the journey) that a facilitator was asked to confirm.
    """

    seq: int = 0
    facts: int = 0
    open: int = 0
    marks: int = 0
    picks: int = 0
    aids: Mapping[int, int] = field(default_factory=dict)
    waits: int = 0


def fingerprint(progress: Progress) -> str:
    """A short text that differs where the progress does; cheap, for what is asked on every page."""
    bits = f"{progress.facts:x}.{progress.open:x}.{progress.marks:x}.{progress.picks:x}"
    return f"{progress.seq}.{bits}.{progress.waits:x}.{progress.aids or ''}"


def dump(progress: Progress) -> str:
    """The snapshot as compact text; ``seq`` is stored beside it."""
    data = [
        f"{progress.facts:x}",
        f"{progress.open:x}",
        f"{progress.marks:x}",
        f"{progress.picks:x}",
        {str(step): level for step, level in progress.aids.items()},
        f"{progress.waits:x}",
    ]
    return _encode(data)


def load(seq: int, text: str) -> Progress:
    """The snapshot that ``dump`` wrote, or one of an older shape, in which nothing waited."""
    facts, opened, marks, picks, aids, *rest = json.loads(text)
    return Progress(
        seq,
        int(facts, 16),
        int(opened, 16),
        int(marks, 16),
        int(picks, 16),
        {int(step): level for step, level in aids.items()},
        int(rest[0], 16) if rest else 0,
    )
