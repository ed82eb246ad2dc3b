"""Whether a practice can be finished: nobody gets stuck in it, and nothing in it is dead.

Proved by walking every state (``core.practice.explore``), not by looking at the words.
"""

from collections.abc import Iterator

from digimatka.content.practices import Path, action_path
from digimatka.content.problems import Problem
from digimatka.content.source import Source, Sources
from digimatka.core.journey import Journey
from digimatka.core.kinds import PracticeStep
from digimatka.core.practice.explore import Explored, TooBigError
from digimatka.core.practice.model import Practice
from digimatka.core.practice.typed import DateField, TextField

_ANYWHERE = "Lisää painike, joka vie eteenpäin, tai tee ruudusta sivupolku (detour: true)."
_WAY_BACK = "Lisää tapa palata, tai poista lippu (clear), joka estää tavoitteen."


def check(journey: Journey, sources: Sources) -> Iterator[Problem]:
    """Errors for what cannot be reached, left or finished; warnings for what is never used."""
    used = {
        step.practice
        for quest in journey.quests()
        for step in quest.steps
        if isinstance(step, PracticeStep)
    }
    for practice in journey.practices:
        source = sources.practices[practice.id]
        if practice.id not in used:
            message = "Mikään tehtävä ei käytä tätä harjoitusta."
            hint = f"Lisää tehtävään askel: kind: practice, practice: {practice.id}."
            yield source.warning(("id",), "unused-practice", message, hint)
        yield from _fields(practice, source)
        try:
            explored = Explored(practice)
        except TooBigError:
            message = "Harjoituksessa on niin paljon tiloja, että sitä ei voi tarkistaa."
            hint = "Käytä vähemmän lippuja tai ehtoja, tai jaa harjoitus kahdeksi."
            yield source.error(("screens",), "practice-too-big", message, hint, key=True)
            continue
        yield from _reached(practice, explored, source)
        yield from _finished(practice, explored, source)


def _reached(practice: Practice, explored: Explored, source: Source) -> Iterator[Problem]:
    dead_ends = explored.dead_ends()
    for index, screen in enumerate(practice.screens):
        path: Path = ("screens", index, "id")
        if screen.id not in explored.screens:
            message = f"Ruutuun ”{screen.id}” ei pääse."
            hint = "Lisää painike, joka vie siihen, tai poista ruutu."
            yield source.error(path, "unreachable-screen", message, hint)
            continue
        if screen.id in dead_ends:
            message = f"Ruudusta ”{screen.id}” ei pääse pois."
            yield source.error(path, "dead-end", message, _ANYWHERE)
        for name, action, _when in screen.actions():
            for number in range(len(action.all_ways())):
                if (screen.id, name, number) not in explored.taken:
                    at = ("screens", index, *action_path(name))
                    at = (*at, "ways", number) if action.ways else at
                    message = (
                        "Tätä ei voi tapahtua: ehto ei täyty koskaan, tai aiempi tapa voittaa."
                    )
                    hint = "Korjaa ehto, vaihda järjestystä tai poista tämä."
                    yield source.warning(at, "never-taken", message, hint)


def _finished(practice: Practice, explored: Explored, source: Source) -> Iterator[Problem]:
    impossible = False
    for index, goal in enumerate(practice.goals):
        if not explored.can_meet(goal.id):
            impossible = True
            message = f"Tavoite ”{goal.id}” ei voi täyttyä."
            hint = "Tarkista, että jokin matkan varrella asettaa sen liput."
            yield source.error(("goals", index, "id"), "impossible-goal", message, hint)
    traps = explored.traps()
    if traps and not impossible:
        state = min(traps, key=lambda trap: len(explored.way_to(trap)))
        screens = [screen.id for screen in practice.screens]
        flags = ", ".join(sorted(state[2])) or "ei lippuja"
        message = f"Ruutuun ”{state[0]}” voi jäädä jumiin: kaikki tavoitteet eivät enää täyty"
        message += f" ({flags}; {len(explored.way_to(state))} painallusta alusta)."
        path = ("screens", screens.index(state[0]), "id")
        yield source.error(path, "stuck", message, _WAY_BACK)


def _fields(practice: Practice, source: Source) -> Iterator[Problem]:
    """Fields that nothing reads, though they may be left empty or have cases to tell apart."""
    shown = {fact.field for screen in practice.screens for fact in screen.summary}
    for index, screen in enumerate(practice.screens):
        reading = [a for name, a, _ in screen.actions() if screen.reads(name, a)]
        read = {key for action in reading for way in action.ways for key in way.reads()}
        for place, field in enumerate(screen.fields):
            told_apart = isinstance(field, TextField | DateField) and field.cases
            is_read = field.id in read | shown
            if not is_read and (told_apart or not (reading and field.required)):
                message = f"Kenttää ”{field.id}” ei lue mikään."
                hint = "Käytä sitä jonkin tavan ehdossa (is), tai poista kenttä."
                yield source.error(
                    ("screens", index, "fields", place, "id"), "unread-field", message, hint
                )
