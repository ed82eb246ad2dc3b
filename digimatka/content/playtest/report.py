"""A playtest as text for a terminal, and as JSON for programs."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Final

from digimatka.content.playtest.tally import Finding, Level, Outcome
from digimatka.content.playtest.temperaments import TEMPERAMENTS

VERSION: Final = 1
_LEVELS: Final = {Level.FAULT: "vika", Level.NOTICE: "huomautus"}


def to_text(outcome: Outcome) -> str:
    """A few lines in Finnish: the proof, who played, and every finding with its seed."""
    return "\n".join(_lines(outcome))


def to_json(outcomes: Iterable[Outcome]) -> str:
    """Everything, with the keys of ``Outcome``; rounds count from 0."""
    data = {"version": VERSION, "journeys": [asdict(outcome) for outcome in outcomes]}
    return json.dumps(data, ensure_ascii=False, indent=2)


def proof(outcome: Outcome) -> str:
    """What the fixpoint says, in one sentence."""
    quests = sum(quest.round is not None for quest in outcome.quests)
    badges = sum(badge.round is not None for badge in outcome.badges)
    return (
        f"Ehtojen mukaan {quests}/{len(outcome.quests)} tehtävää aukeaa ja "
        f"{badges}/{len(outcome.badges)} merkkiä on saatavissa ({outcome.rounds} kierrosta)."
    )


def players(outcome: Outcome) -> str:
    """Who played, in one sentence."""
    names = {one.id: one.name for one in TEMPERAMENTS}
    kinds = (f"{names[key]} {count}" for key, count in outcome.learners.items())
    count = sum(outcome.learners.values())
    return f"Koepelaajia {count} ({', '.join(kinds)}), ensimmäisen siemen {outcome.seed}."


def word(finding: Finding) -> str:
    """The level of a finding in Finnish."""
    return _LEVELS[finding.level]


def _lines(outcome: Outcome) -> Iterator[str]:
    yield f"{outcome.title} ({outcome.journey})"
    yield f"  {proof(outcome)}"
    yield f"  {players(outcome)}"
    for finding in outcome.findings:
        times = f" Pelaajia {finding.learners}, siemen {finding.seed}." if finding.learners else ""
        yield f"  {word(finding)}[{finding.code}]: {finding.message}{times}"
    if not outcome.findings:
        yield "  Ei löydöksiä: kukaan ei jäänyt jumiin."
