"""Leading a meeting: plan it, open it, let things happen in it, end it.

Whatever happens is read, decided in the core and written in one transaction, so that two
facilitators who press at once follow each other. Nothing of a meeting lives in memory.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from digimatka.core import runsheet
from digimatka.core.engine import is_open
from digimatka.core.meeting import model
from digimatka.core.meeting.commands import Ask, Command, End, HelpGiven, Leave
from digimatka.core.meeting.decide import Refusal, decide
from digimatka.core.renames import Renames
from digimatka.core.rules import Rules
from digimatka.core.runsheet import RunSheet
from digimatka.core.staff import Staff
from digimatka.store import groups, meetings, participants
from digimatka.store.meetings import Row
from digimatka.store.session import Store, StoreError, Trouble
from digimatka.usecases import watch
from digimatka.usecases.learn import NothingThereError, Walker, open_quest

# Letters and digits that nobody takes for another, on a wall eight metres away or said aloud.
ALPHABET: Final = "ACDEFHJKLMNPRTVXY3479"
CODE_LENGTH: Final = 6
TRIES: Final = 20


def create(store: Store, group_id: int, sheet: RunSheet, today: date) -> int:
    """A meeting of a group by its run sheet, not open yet; returns the id.

    The same sheet on the same day is the same post again, unless its meeting has been opened.
    """
    plan = runsheet.dump(sheet)
    with store.write() as connection:
        for row in meetings.of_group(connection, group_id):
            if (row.day, row.plan, row.code, row.state) == (today, plan, None, meetings.UNOPENED):
                return row.id
        return meetings.add(connection, group_id, sheet.title, today, plan)


def plan_of(store: Store, staff: Staff, meeting_id: int) -> RunSheet:
    """The run sheet of a meeting, for those who lead its group. NothingThereError."""
    return runsheet.load(led(store, staff, meeting_id).plan)


def replan(
    store: Store, staff: Staff, meeting_id: int, sheet: RunSheet, seen: str | None = None
) -> bool:
    """Changes the run sheet, before the meeting or during it. NothingThereError.

    With the ``fingerprint`` of the sheet that was ``seen``, False if another facilitator has
    changed it since then.
    """
    with store.write() as connection:
        row = _led(connection, staff, meeting_id, lock=True)
        kept = runsheet.load(row.plan)
        if kept == sheet:
            return True
        if seen not in (None, runsheet.fingerprint(kept)):
            return False
        plan = runsheet.dump(sheet)
        meetings.save(connection, meeting_id, title=sheet.title, plan=plan)
    return True


def led(store: Store, staff: Staff, meeting_id: int) -> Row:
    """The meeting, for those who lead its group. NothingThereError for everybody else."""
    with store.read() as connection:
        return _led(connection, staff, meeting_id)


def is_led(store: Store, staff: Staff, meeting_id: int) -> bool:
    """Whether a member of staff leads the group of a meeting."""
    with store.read() as connection:
        row = meetings.get(connection, meeting_id)
        return row is not None and groups.is_led_by(connection, row.group_id, staff.id)


def open_door(
    store: Store, staff: Staff, meeting_id: int, today: date, make_code: Callable[[], str]
) -> str | None:
    """Opens a meeting for joining and returns its room code; None if it is over.

    A meeting that is open keeps its code. Those of earlier days that nobody ended end now.
    """
    tidy(store, today)
    for _ in range(TRIES):
        try:
            with store.write() as connection:
                row = _led(connection, staff, meeting_id, lock=True)
                if model.load(row.state).is_over or row.code is not None:
                    return row.code
                code, way = make_code(), runsheet.load(row.plan).way
                state = model.dump(replace(model.load(row.state), way=way))
                meetings.save(connection, meeting_id, code=code, day=today, state=state)
                return code
        except IntegrityError:  # another meeting has this code
            continue
    raise StoreError(Trouble.BROKEN)


def lead(store: Store, staff: Staff, meeting_id: int, command: Command) -> Refusal | None:
    """What a facilitator wants to happen in a meeting. NothingThereError."""
    with store.write() as connection:
        row = _led(connection, staff, meeting_id, lock=True)
        return follow(connection, row, command)


def follow(connection: Connection, row: Row, command: Command) -> Refusal | None:
    """Decides what follows from a command and writes it, inside a transaction."""
    before = model.load(row.state)
    after = decide(before, command, participants.present(connection, row.id))
    if isinstance(after, Refusal):
        return after
    if after == before:
        return None
    over = {"code": None} if after.is_over else {}
    meetings.save(connection, row.id, state=model.dump(after), **over)
    if after.is_over:
        participants.forget_texts(connection, row.id)
    elif isinstance(command, Ask):
        participants.forget_texts(connection, row.id, kind=participants.WORD)
    elif isinstance(command, HelpGiven | Leave):
        who = {"kind": participants.HELP, "participant_id": command.participant}
        participants.forget_texts(connection, row.id, **who)
    return None


def remove(store: Store, staff: Staff, meeting_id: int, person: int) -> None:
    """Takes a participant out of the meeting; their journey stays theirs. NothingThereError."""
    with store.write() as connection:
        row = _led(connection, staff, meeting_id, lock=True)
        follow(connection, row, Leave(person))
        participants.set_standing(connection, meeting_id, person, participants.REMOVED)
        meetings.save(connection, meeting_id)


def let_back(store: Store, staff: Staff, meeting_id: int, person: int) -> None:
    """Lets a participant who was removed join again. NothingThereError."""
    with store.write() as connection:
        _led(connection, staff, meeting_id, lock=True)
        people = {one.id: one.standing for one in participants.people(connection, meeting_id)}
        if people.get(person) == participants.REMOVED:
            participants.set_standing(connection, meeting_id, person, participants.LEFT)
            meetings.save(connection, meeting_id)


def show_word(store: Store, staff: Staff, meeting_id: int, word: int, shown: bool) -> None:
    """Shows a word of the spotlight question to everybody, or takes it away. NothingThereError."""
    with store.write() as connection:
        _led(connection, staff, meeting_id, lock=True)
        participants.show_text(connection, meeting_id, word, shown)
        meetings.save(connection, meeting_id)


def open_quests(
    store: Store, rules: Rules, meeting_id: int, quests: Iterable[str], today: date
) -> None:
    """Opens quests for everybody present, whatever they require."""
    walks = watch.walks(store, rules, meeting_id)
    for quest in quests:
        rule = rules.quests.get(quest)
        for learner_id, progress in walks.learners.items():
            if rule is not None and not is_open(rule, progress):
                with suppress(NothingThereError):  # one who was erased meanwhile
                    open_quest(Walker(store, rules, learner_id, today, meeting_id), quest)


def tidy(store: Store, today: date) -> None:
    """Ends the meetings of earlier days that were left open, and forgets the words in them."""
    with store.read() as connection:
        left = [row for row in meetings.open_now(connection) if row.day < today]
    for old in left:
        with store.write() as connection:
            row = meetings.get(connection, old.id, lock=True)
            if row is not None and row.code is not None:
                follow(connection, row, End())


def refresh(store: Store, journeys: Mapping[str, Rules]) -> None:
    """The content has changed: open meetings are drawn anew, with the ids that things have now."""
    with store.read() as connection:
        numbers = [row.id for row in meetings.open_now(connection)]
    for number in numbers:
        with store.write() as connection:
            row = meetings.get(connection, number, lock=True)
            group = groups.get(connection, row.group_id) if row else None
            rules = journeys.get(group.journey) if group else None
            if row is not None:
                meetings.save(connection, number, **(_renamed(row, rules.renames) if rules else {}))


def _renamed(row: Row, renames: Renames) -> dict[str, str]:
    """What of a meeting names ids, by those of now; nothing if none of them has changed."""
    if not renames:
        return {}
    meeting, sheet = model.load(row.state), runsheet.load(row.plan)
    at = renames.at(*meeting.at) if meeting.at else None
    quests = tuple(renames.quests.get(quest, quest) for quest in sheet.quests)
    return {
        "state": model.dump(replace(meeting, at=at)),
        "plan": runsheet.dump(sheet.model_copy(update={"quests": quests})),
    }


def _led(connection: Connection, staff: Staff, meeting_id: int, *, lock: bool = False) -> Row:
    row = meetings.get(connection, meeting_id, lock=lock)
    if row is None or not groups.is_led_by(connection, row.group_id, staff.id):
        raise NothingThereError
    return row
